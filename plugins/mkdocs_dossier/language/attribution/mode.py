"""Read from a passage whether it gives somebody's words directly, indirectly or in a paraphrase, or continues them."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from mkdocs_dossier.language.attribution.cues import Cue, CueKind
from mkdocs_dossier.language.attribution.words import LANGUAGES
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.text import primary_language

_WORD = re.compile(r"[^\W\d_]+")


def mode_of(words: str, cues: Sequence[Cue], language: str) -> str:
    """Return the mode of a passage that somebody says, and in which the cues begin."""
    unquoted = len(words) - sum(cue.end - cue.start for cue in cues if cue.kind is CueKind.NAMED)
    quoted = sum(min(cue.end - cue.start, len(words)) for cue in cues if cue.kind is CueKind.QUOTATION)
    if 2 * quoted > unquoted or pattern("quoted").match(words):
        return "direct"
    return "indirect" if pattern("reports").search(words) or in_subjunctive(words, language) else "paraphrase"


@cache
def _subjunctive() -> re.Pattern[str]:
    words = LANGUAGES["de"]
    prefix, second, first = map("|".join, (words.prefixes, words.second_stems, words.first_stems))
    return re.compile(rf"(?:{prefix}){{0,2}}(?:(?:{second})en?|(?:{first})e)|\w{{2,}}iere")


def in_subjunctive(sentence: str, language: str) -> bool:
    """Return whether a verb of a German sentence has the form of reported speech; never in another language."""
    words = LANGUAGES.get(primary_language(language))
    if words is None or words.language != "de":
        return False
    verbs = (token for token in _WORD.findall(sentence) if token[0].islower() and token not in words.no_verbs)
    return any(verb in words.subjunctive or _subjunctive().fullmatch(verb) for verb in verbs)


def continues_in_form(sentence: str, language: str) -> bool:
    """Return whether a verb of the sentence has the form of continued reported speech."""
    if pattern("explains").match(sentence):
        return True
    tokens, words = _WORD.findall(sentence), LANGUAGES.get(primary_language(language))
    if words is None:
        return False
    if words.language == "de":
        return in_subjunctive(sentence, language) or not words.continued.isdisjoint(tokens)
    lower = [token.lower() for token in tokens]
    if not words.judged.isdisjoint(lower):
        return True
    regular = (token.endswith("ed") and before not in words.present for before, token in pairwise(["", *lower]))
    return not words.continued.isdisjoint(lower) or any(regular)
