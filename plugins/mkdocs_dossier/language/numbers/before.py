"""Refuse numbers because of the words and signs right before them, which make them part of something else.

One reason, one function, listed in `BEFORE`.
"""

from __future__ import annotations

import re

from mkdocs_dossier.language.numbers.context import Candidate, Refusal
from mkdocs_dossier.language.numbers.phrases import is_unread, numeral_at
from mkdocs_dossier.language.numbers.shares import SHARING
from mkdocs_dossier.language.numbers.tokens import TokenizedText
from mkdocs_dossier.language.units import measures_time, unit_of
from mkdocs_dossier.language.words import joined, word_set

#: How far to look back, in characters.
_REACH = 24
_SIGNS = re.compile(r"(?:[±×*/=]\s?|[0-9]\s?[x:]\s?|[Ss]tr\.\s)\Z")
_DASHED = re.compile(r"[0-9][-–][0-9]+\Z")
_SEVERAL = word_set("mehrere mehreren mehrerer etliche etlichen several")
#: Units that a smaller unit may follow.
GO_ON = word_set("ft h m kg min")
_FEET = {"foot": "ft"}
_ONES = word_set("a an one ein eins eine einen einem einer")
BEFORE_AND_AFTER = word_set("vor nach to past before after till til")
_MINUTES = word_set("minute minuten minutes")


def _touches_a_sign(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "3 × 20 Meter", "3 : 1", "± 20 Prozent", "= 20", "Musterstr. 12"."""
    word = tokens.words[candidate.first]
    if not set("+=|/<>−").isdisjoint(word.gap):
        return True
    return _SIGNS.search(tokens.text[max(word.start - _REACH, 0) : word.start]) is not None


def _follows_unread_digits(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "50 00–60 000": unreadable digits precede it."""
    words = tokens.words
    if not joined(words, candidate.first) or not words[candidate.at].text[0].isdigit() or candidate.hedges:
        return False
    dashed = _DASHED.search(words[candidate.first - 1].text) is not None
    return dashed and numeral_at(tokens, candidate.first - 1) is None


def _is_refused_by_a_word(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "nicht 20", "pro 100.000 Einwohner", "alle zwei Jahre", "mehrere 20", "20 bzw. 30", "um acht"."""
    words, refusing = tokens.words_before(candidate.first), tokens.lexicon.refusing
    counted, timed = candidate.scaled or candidate.unit or candidate.noun, measures_time(candidate.unit)
    if (words[0] in _SEVERAL and not candidate.hedges) or (words[0] in ("um", "at", "uhr") and not counted):
        return True
    return any(word in refusing or (timed and word in ("alle", "every")) for word in words)


def _ends_a_measure(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in the "3" of "6 feet 3"."""
    at = candidate.first - 1
    if candidate.hedges or not joined(tokens.words, candidate.first) or at < 1 or not joined(tokens.words, at):
        return False
    unit = unit_of(tokens.words[at].text, tokens.language) or _FEET.get(tokens.words[at].key, "")
    before = numeral_at(tokens, at - 1)
    return unit in GO_ON and before is not None and before.next == at and candidate.numeral.plain


def _is_of_something(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "die Hälfte von 20 Soldaten", "one out of five", "Gruppe der 20": a part or a name."""
    at = candidate.first
    of, whole = tokens.key_before(at), tokens.key_before(at - 1)
    if whole in ("gruppe", "group"):
        return of in ("der", "of")
    if of not in ("von", "of", "in"):
        return False
    if of != "in" and whole.rpartition("-")[2] in SHARING.get(tokens.language, ()):
        return True
    return (tokens.key_before(at - 2) if whole == "out" else whole) in tokens.lexicon.ones


def _is_second_of_a_choice(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "one or two soldiers", "ein Tag oder zwei", "zwischen einem und zwei Prozent": the first is not read."""
    words, at = tokens.words, candidate.first
    if words[at].gap.strip() == "," and not candidate.hedges:
        return tokens.language == "de" and at > 0 and words[at - 1].key in _ONES  # "ein, zwei Soldaten"
    joint = tokens.key_before(at)
    if joint in ("or", "oder"):
        return any(tokens.key_before(at - back) in _ONES for back in (1, 2))
    between = joint in ("and", "und") and tokens.key_before(at - 1) in tokens.lexicon.ones
    return between and tokens.key_before(at - 2) in ("between", "zwischen")


def _is_end_of_unread_range(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in the "2 million" of "1,6 to 2 million"."""
    at = candidate.first
    if tokens.key_before(at) not in tokens.lexicon.lists - {"und", "and", "sowie"}:
        return False
    return joined(tokens.words, at - 1) and is_unread(tokens, at - 2)


def _follows_a_part(tokens: TokenizedText, candidate: Candidate) -> bool:
    """As in "halb sechs", "Viertel nach sechs", "ten minutes past six", "dreiviertel Millionen"."""
    at = candidate.first
    if tokens.lexicon.parts.fullmatch(tokens.key_before(at)):
        return True
    if tokens.key_before(at) not in BEFORE_AND_AFTER:
        return False
    before = tokens.key_before(at - 1)
    return before in _MINUTES or tokens.lexicon.parts.fullmatch(before) is not None


#: Every reason before a number to leave it unread.
BEFORE: tuple[Refusal, ...] = (
    _touches_a_sign,
    _follows_unread_digits,
    _is_refused_by_a_word,
    _ends_a_measure,
    _is_of_something,
    _is_second_of_a_choice,
    _is_end_of_unread_range,
    _follows_a_part,
)
