"""Refuse numbers that are no amounts by their form: years, names, codes. One reason, one function, in a table."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from mkdocs_dossier.language.numbers.numerals import Numeral
from mkdocs_dossier.language.numbers.phrases import is_unread, joined_numeral_at, numeral_at
from mkdocs_dossier.language.numbers.tokens import LEXICONS, Hedge, TokenizedText, noun_after
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.language.words import Word, begins_sentence, ends_sentence, joined, word_set

_STATES = word_set("usa eu un uno nato osze who us uk dpa afp cia in am an im ab")
_DE_SCALES = {"million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9, "hundert": 100}
_ON_THE = word_set("am vom zum beim im")
_HEEDING = word_set("außer ausser in gib gibt gebt geben gab gaben habt nehmt nehmen nimmt zu")


class Candidate(NamedTuple):
    """A number phrase before refusals; indices are those of the text's words."""

    first: int
    at: int
    """The index of the number itself, after its hedges."""
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


def listed(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Return whether a label or a month precedes it: "Artikel 4", "June 19"; more of the same may follow."""
    if candidate.hedges or not joined(tokens.words, candidate.first):
        return False
    numeral, before = candidate.numeral, tokens.words[candidate.first - 1]
    # "Rufnummer 116 117" has groups, too, but "diese Woche 1.200 Menschen" is an amount.
    if not (numeral.plain or (numeral.worded and numeral.scale == 1) or numeral.value < 100 or candidate.bare):
        return False
    if is_month(tokens, before) and numeral.plain and (candidate.value <= 31 or _year_like(candidate.value)):
        return True
    key = before.key.rpartition("-")[2]
    return key in tokens.lexicon.labels or key.endswith(tokens.lexicon.label_endings or ("§",))


#: Whether to leave a candidate unread.
Refusal = Callable[[TokenizedText, Candidate], bool]


def is_month(tokens: TokenizedText, word: Word) -> bool:
    """Return whether a word names a month."""
    return word.key in tokens.lexicon.months and word.capitalised


def _year_like(value: Decimal) -> bool:
    return 1000 <= value <= 2100 and value == value.to_integral_value()


def _is_year(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "2022", "seit 2014", but not "1500 Soldaten" and "mehr als 2000 Soldaten"."""
    value = candidate.value
    if not _year_like(value) or candidate.scaled:
        return False
    if candidate.unit:
        return bool(measures_time(candidate.unit)) and value > 1900
    if not candidate.noun:
        return True
    if candidate.hedges:
        return False
    before = tokens.key_before(candidate.first)
    if 1900 <= value < 2100:
        return value % 100 != 0 or before in tokens.lexicon.yearly or begins_sentence(tokens.words, candidate.first)
    return before in ("jahr", "jahre", "jahres", "anno", "year", "in", "im") or value % 10 != 0


def _is_ordinal(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in German "20." before a word, unless that word can only begin a sentence; as in "der 1.000. Tag"."""
    gap, before = tokens.gap(candidate.next), tokens.key_before(candidate.first)
    if not (candidate.numeral.plain or before in tokens.lexicon.definite or before in _ON_THE):
        return False
    if tokens.language == "en" or candidate.next != candidate.numeral.next or not gap.startswith("."):
        return False
    if before in _ON_THE:
        return True
    if candidate.next >= len(tokens.words) or gap.count("\n") > 1 or gap.strip() != ".":
        return False
    following = tokens.words[candidate.next]
    return not (following.capitalised and following.key in tokens.lexicon.functions)


def _is_numbered_name(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "Boeing 747", "Kanal 24"."""
    words = tokens.words
    if candidate.hedges or not joined(words, candidate.first):
        return False
    before, opens = words[candidate.first - 1], begins_sentence(words, candidate.first - 1)
    lexicon = tokens.lexicon
    if not before.capitalised or (opens and (before.key in lexicon.functions or before.key in lexicon.modifiers)):
        return False
    if tokens.language == "de":
        initials = before.text.isupper() and 1 < len(before.text) < 5 and before.key not in _STATES
        return initials or not (candidate.noun or candidate.unit)
    return not opens or before.key in lexicon.functions or not (candidate.noun or candidate.unit)


def _is_code(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "10117 Berlin", and longer digits without separators unless they are round or measured."""
    if candidate.scaled or candidate.unit:
        return False
    if candidate.value >= 10**8:
        return True
    return candidate.value >= 10_000 and candidate.value % 100 != 0 and not candidate.hedges


#: For digits without separators.
PLAIN: tuple[Refusal, ...] = (_is_year, _is_numbered_name, _is_code)


def _is_score(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "won 1-2", "vote of 20 to 25"; "gewann 3 zu 1" is a ratio already."""
    before = {tokens.key_before(candidate.first), tokens.key_before(candidate.first - 1)}
    if not before.isdisjoint(tokens.lexicon.scores) or candidate.noun.lower() in tokens.lexicon.scores:
        return True
    if "from" in before:
        return True
    glued = candidate.numeral.upper is not None
    return glued and (candidate.upper or 0) < 10 and not (candidate.noun or candidate.unit)


def _is_span_of_years(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "2014-2022", "2023-24", "between 2014 and 2022"."""
    if candidate.scaled or not candidate.numeral.plain:
        return False
    return 1900 <= candidate.value < 2100 and not (candidate.hedges and candidate.noun)


def _is_change_and_level(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "rose by 20 to 25", "an increase of 5 to 20": a change and its result, not a range."""
    if tokens.language != "en" or tokens.words[candidate.first].key == "between":
        return False
    before = tokens.key_before(candidate.first)
    if before == "of":
        return tokens.key_before(candidate.first - 1) in tokens.lexicon.changes
    return before == "by" or before in tokens.lexicon.changes


#: For both ends of a range.
RANGED: tuple[Refusal, ...] = (_is_score, _is_span_of_years, _is_change_and_level)


def _is_aside(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "Shin Won-sik (66)", "Olha, 34, …", "Kim (66, CDU)", "1) …": an age or a list mark."""
    before, after = tokens.words[candidate.first].gap, tokens.gap(candidate.next)
    if after.startswith((")", "]")):
        return True
    return ("," in before or "(" in before) and after.startswith(",")


def _is_one_side_of_a_score(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "Home: 1, Away: 0"."""
    return candidate.value < 100 and tokens.words[candidate.first].gap.strip() == ":"


def _shares_what_follows(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "von 3 auf 5 Millionen", "zwei und drei Millionen": the first number lacks the second's scale or noun."""
    at = candidate.next
    if tokens.key(at) not in {*tokens.lexicon.lists, "auf", "by"}:
        return False
    second = joined_numeral_at(tokens, at + 1)
    return second is not None and (second.scale > 1 or bool(second.unit or noun_after(tokens, second.next)[1]))


def _is_one_of_a_choice(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "20, 30 oder 40 Soldaten"."""
    second = numeral_at(tokens, candidate.next) if tokens.gap(candidate.next).strip() == "," else None
    return second is not None and tokens.key(second.next) in ("oder", "or")


#: For numbers with neither hedge nor scale nor unit nor noun.
BARE: tuple[Refusal, ...] = (_is_aside, _is_one_side_of_a_score, _shares_what_follows, _is_one_of_a_choice)


def _is_unsure(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "1,600 Tonnen" in German, "1.600 tonnes" in English: decimals or thousands?"""
    return candidate.numeral.unsure and candidate.unit != "%"


def _is_year_before_a_scale(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "weil 2022 Millionen Menschen flohen"."""
    text = tokens.words[candidate.at].text
    return candidate.numeral.scale > 1 and re.fullmatch(r"(?:19|20)[0-9]{2}", text) is not None


def _is_in_unknown_language(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Return whether it may be a date, an ordinal or a name in a language without a vocabulary."""
    if tokens.language in LEXICONS:
        return False
    return candidate.value < 32 or (ends_sentence(tokens.gap(candidate.next)) and candidate.value < 100)


#: For numbers in digits.
DIGITS: tuple[Refusal, ...] = (_is_unsure, _is_year_before_a_scale, _is_in_unknown_language, _is_ordinal)


def _is_worded_year(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "two thousand twenty-four"."""
    return 2000 < candidate.value < 2100 and not candidate.noun and tokens.language == "en"


def _is_worded_name(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "die Großen Vier": an unexpected capital letter."""
    words, numeral, at = tokens.words, candidate.numeral, candidate.at
    if numeral.qualifier or numeral.compound or not words[at].capitalised or begins_sentence(words, at):
        return False
    return candidate.first == at or numeral.scale == 1


def _is_a_part_of_worded_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "zwei Millionen und zwanzigtausend", "zwei und eine halbe Million", "hundert und ein Soldat"."""
    if tokens.language != "de" or candidate.numeral.qualifier or candidate.hedges:
        return False
    after = candidate.next
    if candidate.value >= 100 and not candidate.noun and tokens.key(after) == "und":
        following = joined_numeral_at(tokens, after + 1)
        single = tokens.key(after + 1) in ("ein", "eins", "eine")
        return single or (following is not None and following.worded and following.value < candidate.value)
    if candidate.scaled and tokens.gap(after).strip() == ",":
        following = numeral_at(tokens, after)
        return following is not None and following.worded and following.value < candidate.numeral.scale
    return False


def _goes_on_from_worded_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Return whether it is the second half of such a number."""
    words, first = tokens.words, candidate.first
    if tokens.language != "de" or candidate.hedges or first == 0:
        return False
    linked = tokens.key_before(first) == "und" and first > 1
    before = first - 2 if linked else first - 1
    if linked and words[first].key in tokens.lexicon.articles and (candidate.numeral.scale > 1 or candidate.value < 1):
        return numeral_at(tokens, before) is not None
    follows = linked or words[first].gap.strip() == ","
    return follows and candidate.value < _DE_SCALES.get(words[before].key, 0)


def _is_bare_eight(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "Acht geben", "gib acht", "außer Acht"."""
    if tokens.words[candidate.at].key != "acht" or tokens.language != "de" or candidate.noun:
        return False
    return tokens.key_before(candidate.at) in _HEEDING or tokens.key(candidate.next) in _HEEDING


#: For numbers in words.
WORDED: tuple[Refusal, ...] = (
    _is_worded_year,
    _is_worded_name,
    _is_a_part_of_worded_digits,
    _goes_on_from_worded_digits,
    _is_bare_eight,
)


def _is_bare_plural(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "Millionen" and "Milliarden" without a noun, unlike "Millionen Menschen"."""
    numeral = candidate.numeral
    return numeral.next == candidate.at + 1 and numeral.value >= 10**6 and not candidate.noun


def _is_definite(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "die Hunderte Soldaten", "diese weiteren Hunderte"."""
    *_, before = tokens.words_before(candidate.first)
    return before in tokens.lexicon.definite


def _is_scale_of_unread_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in the "Millionen" of "1.6 Millionen", where the point may mark decimals or thousands."""
    return joined(tokens.words, candidate.first) and is_unread(tokens, candidate.first - 1)


#: For numerals without an exact number, such as "Hunderte".
VAGUE: tuple[Refusal, ...] = (_is_bare_plural, _is_definite, _is_scale_of_unread_digits)
