"""Decide whether a sentence without a cue may continue the reported speech of the one before it.

German reports in the subjunctive, or with “sollen”; English shifts the tense back.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mkdocs_dossier.language.attribution.words import LANGUAGES
from mkdocs_dossier.language.words import word_set
from mkdocs_dossier.model.text import primary_language

_WORD = re.compile(r"[^\W\d_]+")
#: Prefixes of German verbs: “bestünde”, “zurücktrete”, “aufzugeben”.
_PREFIX = (
    "ab|an|auf|aus|be|bei|bereit|bevor|dar|durch|ein|ent|er|fern|fest|fort|frei|ge|her|heraus|hervor|hin|hinaus|hinzu|"
    "los|miss|mit|nach|nieder|statt|teil|über|um|unter|ver|vor|voran|weg|weiter|wider|wieder|zer|zu|zurück|zusammen"
)
#: Stems of the second subjunctive.
_SECOND = (
    "bät|böt|bräch|brächt|bräucht|dächt|dürft|fänd|flög|flöh|gäb|gewänn|gölt|gält|hätt|hülf|käm|könnt|läg|läs|möcht|"
    "müsst|nähm|säh|säß|schlöss|schlüg|spräch|ständ|stünd|stürb|tät|träf|trät|trüg|verlör|wär|wüchs|wüsst|würd|würf|zög"
)
#: Stems of the first subjunctive, which ends in “-e” where the indicative does not; the last are past forms with it.
_FIRST = (
    "antwort|arbeit|bau|bedeut|beginn|bekomm|berg|beruh|bestreit|beweg|biet|bild|bitt|bleib|brauch|brech|bring|dien|"
    "dräng|droh|eign|empfehl|end|erlaub|erreich|erwart|fahr|fall|fehl|find|flieg|flieh|folg|forder|fühl|führ|fürcht|geb|"
    "geh|gelt|gehör|geling|genieß|genüg|gescheh|gewinn|glaub|greif|hab|halt|handel|handl|helf|hoff|hör|kenn|klag|klär|"
    "komm|kost|kündig|lass|lauf|leb|leg|leid|leist|leit|lern|liefer|lieg|lös|mach|meid|nehm|nenn|nutz|öffn|plan|prüf|"
    "rechn|reich|reiß|richt|ruf|sag|samml|schaff|schein|scheiter|schieb|schieß|schlag|schließ|schreib|schütz|schwind|"
    "seh|send|setz|sink|sitz|sorg|spar|sprech|steh|steig|stell|sterb|stimm|stoß|streb|such|teil|töt|trag|treff|treib|"
    "tret|üb|wachs|wähl|warn|wart|wechsl|weich|weiger|weis|wend|werb|werd|werf|wirk|wohn|wünsch|zahl|zähl|zeig|zerstör|"
    "zieh|zwing|fiel|ging|hielt|lief|ließ|rief|schien|stieg"
)
_GERMAN = re.compile(rf"(?:{_PREFIX}){{0,2}}(?:(?:{_SECOND})en?|(?:{_FIRST})e)|\w{{2,}}iere")
#: Forms that equal the indicative, and passive forms without an agent.
_LIKE_IT = word_set(
    "soll sollen sollte sollten wollte wollten bemängelt beanstandet befürchtet empfohlen festgestellt gefordert gelobt"
    " gelten gilt gewürdigt kritisiert registriert vermerkt vermisst vermutet"
)
#: Prepositions and adverbs that look like verbs.
_NO_VERBS = word_set("anstelle bitte infolge teilweise zufolge")
#: The beginning of a sentence that explains the one before: “Das sind drei Boote mehr.”
_EXPLAINING = re.compile(
    r"(?:Das|Dies) (?:sind|ist|war|waren|entspricht|entspräche|bedeutet)\b|(?:That|This) (?:is|was)\b"
)
_ENGLISH = word_set(
    "had was were would could might did began became brought came fell felt found gave got grew held kept knew led left"
    " lost made met paid ran rose saw sent spent stood took thought went won wanted"
)
#: Participles for a judgement without an agent: “20 are feared dead”.
_JUDGED = word_set("believed considered feared listed presumed regarded suspected unaccounted")
#: After these, a participle is not a past tense.
_PRESENT = word_set("is are am has have be been being to")


def continues_in_form(sentence: str, language: str) -> bool:
    """Whether a verb of the sentence has the form of continued reported speech."""
    if _EXPLAINING.match(sentence):
        return True
    words = _WORD.findall(sentence)
    if primary_language(language) == "de":
        verbs = [word for word in words if word[0].islower() and word not in _NO_VERBS]
        subjunctive = LANGUAGES["de"].subjunctive
        return any(w in subjunctive or w in _LIKE_IT or _GERMAN.fullmatch(w) for w in verbs)
    if primary_language(language) == "en":
        lower = [word.lower() for word in words]
        if not _JUDGED.isdisjoint(lower):
            return True
        regular = (word.endswith("ed") and before not in _PRESENT for before, word in pairwise(["", *lower]))
        return not _ENGLISH.isdisjoint(lower) or any(regular)
    return False
