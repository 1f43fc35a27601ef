"""Refuse numerals in words that are part of a longer number, a name or an idiom.

One reason, one function; each table below lists those for one form.
"""

from __future__ import annotations

from mkdocs_dossier.language.numbers.context import Candidate, Refusal
from mkdocs_dossier.language.numbers.phrases import is_unread, numeral_at
from mkdocs_dossier.language.numbers.tokens import TokenizedText
from mkdocs_dossier.language.words import begins_sentence, joined, word_set


def _is_worded_year(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "two thousand twenty-four"."""
    return 2000 < candidate.value < 2100 and not candidate.noun and tokens.language == "en"


def _is_worded_name(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "die Großen Vier": an unexpected capital letter."""
    words, numeral, at = tokens.words, candidate.numeral, candidate.at
    if numeral.qualifier or not words[at].capitalised or begins_sentence(words, at):
        return False
    return candidate.first == at or numeral.scale == 1


def _is_a_part_of_worded_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "zwei Millionen und zwanzigtausend", "zwei und eine halbe Million", "hundert und ein Soldat"."""
    words = tokens.words
    if tokens.language != "de" or candidate.numeral.qualifier or candidate.hedges:
        return False
    after = candidate.next
    if candidate.value >= 100 and not candidate.noun and joined(words, after) and words[after].key == "und":
        following = numeral_at(words, after + 1, "de") if joined(words, after + 1) else None
        single = joined(words, after + 1) and words[after + 1].key in ("ein", "eins", "eine")
        return single or (following is not None and following.worded and following.value < candidate.value)
    if candidate.scaled and after < len(words) and words[after].gap.strip() == ",":
        following = numeral_at(words, after, "de")
        return following is not None and following.worded and following.value < candidate.numeral.scale
    return False


def _goes_on_from_worded_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """Whether it is the second half of such a number."""
    words, first = tokens.words, candidate.first
    if tokens.language != "de" or candidate.hedges or first == 0:
        return False
    if joined(words, first) and words[first - 1].key == "und" and first > 1:
        before = words[first - 2].key
        if words[first].key in tokens.lexicon.articles and (candidate.numeral.scale > 1 or candidate.value < 1):
            return numeral_at(words, first - 2, "de") is not None
        return before in _DE_SCALES and candidate.value < _DE_SCALES[before]
    if words[first].gap.strip() == "," and words[first - 1].key in _DE_SCALES:
        return candidate.value < _DE_SCALES[words[first - 1].key]
    return False


_DE_SCALES = {"million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9, "hundert": 100}


def _is_bare_eight(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "Acht geben", "gib acht", "außer Acht"."""
    word = tokens.words[candidate.at]
    if word.key != "acht" or tokens.language != "de" or candidate.noun:
        return False
    before = tokens.key_before(candidate.at)
    return before in _HEEDING or tokens.key(candidate.next) in _HEEDING


_HEEDING = word_set("außer ausser in gib gibt gebt geben gab gaben habt nehmt nehmen nimmt zu")

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
    return joined(tokens.words, candidate.first) and is_unread(tokens.words, candidate.first - 1, tokens.language)


#: For numerals without an exact number, such as "Hunderte".
VAGUE: tuple[Refusal, ...] = (_is_bare_plural, _is_definite, _is_scale_of_unread_digits)
