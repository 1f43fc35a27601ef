"""Number context: what around a number makes it a date, a time, a name or an age instead of an amount.

One refusal, one function, listed in `REFUSALS`; each says whether a candidate is to be left unread.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from mkdocs_dossier.language.counting.digits import Numeral
from mkdocs_dossier.language.counting.lexicon import Hedge
from mkdocs_dossier.language.counting.passage import Passage, noun_after
from mkdocs_dossier.language.counting.phrases import numeral_at
from mkdocs_dossier.language.counting.vocabularies import LEXICONS
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.language.words import Word, begins_sentence, ends_sentence, joined, vocabulary


class Candidate(NamedTuple):
    """A number phrase before it is weighed; indices are those of the passage's words."""

    first: int
    at: int
    """Where the number itself begins, after its hedges."""
    numeral: Numeral
    value: Decimal
    upper: Decimal | None
    next: int
    hedges: tuple[Hedge, ...]
    noun: str
    unit: str
    after: int
    """The index after the noun."""
    scaled: bool
    refused: bool

    @property
    def bare(self) -> bool:
        """Whether it has neither hedge nor scale nor unit nor noun."""
        return not (self.hedges or self.scaled or self.unit or self.noun)


def listed(passage: Passage, candidate: Candidate) -> bool:
    """A label or a month before it: "Artikel 4", "June 19"; more of the same may follow it."""
    if candidate.hedges or not joined(passage.words, candidate.first):
        return False
    numeral, before = candidate.numeral, passage.words[candidate.first - 1]
    if not (numeral.plain or (numeral.worded and numeral.scale == 1) or numeral.value < 100):
        return False
    if _is_month(passage, before) and numeral.plain and (candidate.value <= 31 or _year_like(candidate.value)):
        return True
    key = before.key.rpartition("-")[2]
    return key in passage.lexicon.labels or key.endswith(passage.lexicon.label_endings or ("§",))


def _is_month(passage: Passage, word: Word) -> bool:
    return word.key in passage.lexicon.months and word.capitalised


def _year_like(value: Decimal) -> bool:
    return 1000 <= value <= 2100 and value == value.to_integral_value()


def _is_year(passage: Passage, candidate: Candidate) -> bool:
    """As in "2022", "seit 2014"; "1500 Soldaten" and "mehr als 2000 Soldaten" are none."""
    value, numeral = candidate.value, candidate.numeral
    if numeral.worded:
        return 2000 < value < 2100 and not candidate.noun and passage.language == "en"
    if not numeral.plain or not _year_like(value) or candidate.scaled:
        return False
    if candidate.unit:
        return bool(measures_time(candidate.unit)) and value > 1900
    if not candidate.noun:
        return True
    if candidate.hedges:
        return False
    before = passage.key_before(candidate.first)
    if 1900 <= value < 2100:
        return value % 100 != 0 or before in passage.lexicon.yearly or begins_sentence(passage.words, candidate.first)
    return before in ("jahr", "jahre", "jahres", "anno", "year", "in", "im") or value % 10 != 0


def _is_date(passage: Passage, candidate: Candidate) -> bool:
    """As in "3 Oktober", "19 June", "19 and 20 June", "the 19th of June"."""
    if candidate.hedges and candidate.upper is None and candidate.noun and not candidate.bare:
        return _is_month(passage, passage.words[candidate.next]) if candidate.next < len(passage.words) else False
    return _leads_to(passage, candidate, lambda word: _is_month(passage, word))


def _is_time(passage: Passage, candidate: Candidate) -> bool:
    """As in "9 Uhr", "8 bis 10 Uhr", "5 p.m."; "um acht" as well."""
    if _leads_to(passage, candidate, lambda word: word.key in passage.lexicon.clock):
        return True
    plain = not (candidate.scaled or candidate.unit or candidate.noun)
    return plain and passage.key_before(candidate.first) in ("um", "at", "uhr")


def _leads_to(passage: Passage, candidate: Candidate, holds: Callable[[Word], bool]) -> bool:
    """Whether such a word follows, directly or after a second number: "8 und 10 Uhr"."""
    words, at = passage.words, candidate.next
    if candidate.scaled or not joined(words, at):
        return False
    if holds(words[at]) or (words[at].key == "of" and joined(words, at + 1) and holds(words[at + 1])):
        return True
    if words[at].key not in passage.lexicon.lists or not joined(words, at + 1):
        return False
    second = numeral_at(words, at + 1, passage.language)
    return second is not None and joined(words, second.next) and holds(words[second.next])


def _is_ordinal(passage: Passage, candidate: Candidate) -> bool:
    """As in "20." before a word is an ordinal in German, unless that word can only begin a sentence."""
    gap, numeral = passage.gap(candidate.next), candidate.numeral
    if passage.language == "en" or not numeral.plain or candidate.next != numeral.next or not gap.startswith("."):
        return False
    if passage.key_before(candidate.first) in ("am", "vom", "zum", "beim", "im"):
        return True
    if candidate.next >= len(passage.words) or gap.count("\n") > 1 or gap.strip() != ".":
        return False
    following = passage.words[candidate.next]
    return not (following.capitalised and following.key in passage.lexicon.functions)


def _is_fraction(passage: Passage, candidate: Candidate) -> bool:
    """As in "zwei Drittel", "drei Mal", "three times"."""
    following = passage.key(candidate.next)
    return following in passage.lexicon.fractions or following.startswith(("-", "–", "/", "×"))


def _is_refused_by_the_word_before(passage: Passage, candidate: Candidate) -> bool:
    """As in "nicht 20", "pro 100.000 Einwohner", "alle zwei Jahre", "größer als 20"."""
    at = candidate.first
    for _ in range(2):
        before = passage.key_before(at)
        if before in passage.lexicon.refusing:
            return True
        if before in ("alle", "every") and measures_time(candidate.unit):
            return True
        if before not in passage.lexicon.transparent:
            break
        at -= 1
    vague = candidate.numeral.worded and bool(candidate.numeral.qualifier)
    if vague and before in passage.lexicon.definite:
        return True
    return not set("+=|/<>−").isdisjoint(passage.words[candidate.first].gap)


def _is_name(passage: Passage, candidate: Candidate) -> bool:
    """A capital letter where none is due: "die Großen Vier", "Boeing 747", "Kanal 24"."""
    words, numeral, at = passage.words, candidate.numeral, candidate.at
    vague = bool(numeral.qualifier)
    if numeral.worded and not vague and words[at].capitalised and not begins_sentence(words, at):
        return candidate.first == at or candidate.numeral.scale == 1
    if candidate.hedges or not joined(words, candidate.first) or not numeral.plain:
        return False
    before, opens = words[candidate.first - 1], begins_sentence(words, candidate.first - 1)
    lexicon = passage.lexicon
    if not before.capitalised or (opens and (before.key in lexicon.functions or before.key in lexicon.transparent)):
        return False
    if passage.language == "de":
        initials = before.text.isupper() and 1 < len(before.text) < 5 and before.key not in _STATES
        return initials or not (candidate.noun or candidate.unit)
    return not opens or before.key in lexicon.functions or not (candidate.noun or candidate.unit)


_STATES = frozenset(vocabulary("usa eu un uno nato osze who us uk dpa afp cia in am an im ab"))


def _is_aside(passage: Passage, candidate: Candidate) -> bool:
    """A number alone between commas or brackets is an age or a mark: "Shin Won-sik (66)", "Olha, 34, …", "1) …"."""
    if not candidate.bare:
        return False
    before, after = passage.words[candidate.first].gap, passage.gap(candidate.next)
    if after.startswith((")", "]")):
        return True
    return "," in before and after.startswith(",")


def _is_score(passage: Passage, candidate: Candidate) -> bool:
    """As in "gewann 3 zu 1" is a ratio already; here "won 1-2", "vote of 20 to 25"."""
    if candidate.upper is None:
        return False
    before = {passage.key_before(candidate.first), passage.key_before(candidate.first - 1)}
    if not before.isdisjoint(passage.lexicon.scores) or candidate.noun.lower() in passage.lexicon.scores:
        return True
    if "from" in before:
        return True
    glued = candidate.numeral.upper is not None
    return glued and candidate.upper < 10 and not (candidate.noun or candidate.unit)


def _is_span_of_years(passage: Passage, candidate: Candidate) -> bool:
    """As in "2014-2022", "2023-24", "between 2014 and 2022"."""
    if candidate.upper is None or candidate.scaled or not candidate.numeral.plain:
        return False
    return 1900 <= candidate.value < 2100 and not (candidate.hedges and candidate.noun)


def _is_code(passage: Passage, candidate: Candidate) -> bool:
    """As in "10117 Berlin" and longer digits without separators are codes, unless they are round or measured."""
    if not candidate.numeral.plain or candidate.scaled or candidate.unit:
        return False
    if candidate.value >= 10**8:
        return True
    return candidate.value >= 10_000 and candidate.value % 100 != 0 and not candidate.hedges


def _is_unsure(passage: Passage, candidate: Candidate) -> bool:
    """As in "1,600 Tonnen" in German, "1.600 tonnes" in English: decimals or thousands?"""
    return candidate.numeral.unsure and candidate.unit != "%"


def _shares_what_follows(passage: Passage, candidate: Candidate) -> bool:
    """As in "von 3 auf 5 Millionen", "zwei und drei Millionen": the first number lacks what the second has."""
    at = candidate.next
    if not candidate.bare or passage.key(at) not in {*passage.lexicon.lists, "auf", "by"}:
        return False
    second = numeral_at(passage.words, at + 1, passage.language) if joined(passage.words, at + 1) else None
    return second is not None and (second.scale > 1 or bool(second.unit or noun_after(passage, second.next)[1]))


def _is_bare_eight(passage: Passage, candidate: Candidate) -> bool:
    """As in "Acht geben", "gib acht", "außer Acht": no number."""
    word = passage.words[candidate.at]
    if word.key != "acht" or passage.language != "de" or candidate.noun:
        return False
    before = passage.key_before(candidate.at)
    return before in _HEEDING or passage.key(candidate.next) in _HEEDING


_HEEDING = frozenset(vocabulary("außer ausser in gib gibt gebt geben gab gaben habt nehmt nehmen nimmt zu"))


def _is_bare_plural(passage: Passage, candidate: Candidate) -> bool:
    """As in "Millionen" and "Milliarden" count only with their noun: "Millionen Menschen"."""
    numeral = candidate.numeral
    return bool(numeral.worded and numeral.qualifier and numeral.next == candidate.at + 1) and (
        numeral.value >= 10**6 and not candidate.noun
    )


def _is_share_of_it(passage: Passage, candidate: Candidate) -> bool:
    """As in "einer von zehn", "one in five"."""
    at = candidate.first
    before = passage.key_before(at)
    if before not in ("von", "in", "of"):
        return False
    at -= 2 if passage.key_before(at - 1) == "out" else 1
    return passage.key_before(at) in passage.lexicon.ones


def _is_of_a_group(passage: Passage, candidate: Candidate) -> bool:
    """As in "Gruppe der 20", "Group of 20"."""
    if passage.key_before(candidate.first) not in ("der", "of"):
        return False
    return passage.key_before(candidate.first - 1) in ("gruppe", "group")


def _is_in_unknown_language(passage: Passage, candidate: Candidate) -> bool:
    """Without vocabulary a small number may be a date or an ordinal, one after a capital letter a name."""
    if passage.language in LEXICONS:
        return False
    gap = passage.gap(candidate.next)
    return candidate.value < 32 or (ends_sentence(gap) and candidate.value < 100)


#: Every reason to leave a candidate unread.
REFUSALS: tuple[Callable[[Passage, Candidate], bool], ...] = (
    _is_year,
    _is_date,
    _is_time,
    _is_ordinal,
    _is_fraction,
    _is_refused_by_the_word_before,
    _is_name,
    _is_aside,
    _is_score,
    _is_span_of_years,
    _is_code,
    _is_unsure,
    _shares_what_follows,
    _is_bare_eight,
    _is_bare_plural,
    _is_share_of_it,
    _is_of_a_group,
    _is_in_unknown_language,
)
