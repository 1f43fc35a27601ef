"""Neighbours of a number that nobody can be sure of: what directly touches it decides whether it is read at all.

One refusal, one function, listed in `NEIGHBOURS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_dossier.language.counting.context import Candidate
from mkdocs_dossier.language.counting.passage import Passage
from mkdocs_dossier.language.counting.phrases import numeral_at
from mkdocs_dossier.language.counting.shares import SHARING
from mkdocs_dossier.language.units import is_currency, unit_of
from mkdocs_dossier.language.words import joined, vocabulary

#: How far to look to either side, in characters.
_REACH = 24

_AFTER = re.compile(
    r"\s*(?:"
    r"[×*/=+±]\s?[0-9]"  # a product, a sum, a fraction
    r"|x\s?[0-9]"
    r"|:\s*[0-9]"  # a score
    r"|[vn]\.?\s?(?:Chr|u\.\s?Z)|(?:vor|nach)\s(?:Christus|unserer\s+Zeitrechnung)"
    r"|(?:B\.\s?C|A\.\s?D|BCE?\b|CE\b|AD\b)"
    r"|ff?\.(?!\w)"  # "20 ff."
    r"|%[^\W\d]"  # "20 %ige"
    r"|\s[A-Z]\w+\s(?:Street|Road|Avenue|Lane|Square|Drive|Boulevard|Place)\b"
    r"|\.\)"  # "(71.)", the minute of a goal
    r")"
)
#: As in "20 000-Euro-Strafe".
_GROUP_IN_WORD = re.compile(r"[0-9]{3}-[^\W\d]")
_BEFORE = re.compile(
    r"(?:"
    r"[±×*/=]\s?"
    r"|[0-9]\s?[x:]\s?"
    r"|[0-9]\s?:\s"
    r"|[Ss]tr\.\s"  # "Musterstr. 12"
    r")\Z"
)


def _touches_a_sign(passage: Passage, candidate: Candidate) -> bool:
    """As in "20 × 30 Meter", "3 : 1", "± 20 Prozent", "212 v. Chr.", "(71.)"."""
    words, text = passage.words, passage.text
    start, end = words[candidate.first].start, words[candidate.next - 1].end
    if _AFTER.match(text, end, end + _REACH):
        return True
    return _BEFORE.search(text[max(start - _REACH, 0) : start]) is not None


def _touches_digits(passage: Passage, candidate: Candidate) -> bool:
    """As in "900–1 100", "50 00–60 000": digits beside it that are no number, or that belong to another."""
    words = passage.words
    if joined(words, candidate.next) and words[candidate.next].text[0].isdigit():
        following = words[candidate.next].text
        if _GROUP_IN_WORD.match(following):
            return True
        if numeral_at(words, candidate.next, passage.language) is None or candidate.numeral.unit:
            return bool(candidate.numeral.unit) or not any(character.isalpha() for character in following)
    if not joined(words, candidate.first) or not words[candidate.at].text[0].isdigit() or candidate.hedges:
        return False
    before = words[candidate.first - 1].text
    dashed = re.search(r"[0-9][-–][0-9]+\Z", before) is not None
    return dashed and numeral_at(words, candidate.first - 1, passage.language) is None


def _is_before_an_unread_scale(passage: Passage, candidate: Candidate) -> bool:
    """As in "6 Trillionen Tonnen", "nineteen hundred", "2,5 Milld. Euro", "300 TEUR", "20 score"."""
    following = passage.words[candidate.next].text if joined(passage.words, candidate.next) else ""
    if not following:
        return False
    if following.lower() in _UNREAD_SCALES.get(passage.language, ()):
        return True
    if candidate.numeral.closed:
        return False
    if following == "m" and passage.language == "en" and joined(passage.words, candidate.next + 1):
        return True
    if candidate.unit:
        return False
    unknown = passage.language == "en" and is_currency(unit_of(candidate.noun, "en")) and following != candidate.noun
    if unknown and following.islower():
        return True
    if candidate.noun and joined(passage.words, candidate.after):  # "100 Millarden US-Dollar", mistyped
        measure = unit_of(passage.words[candidate.after].text, passage.language)
        if is_currency(measure) or measure == "%":
            return True
    abbreviated = passage.gap(candidate.next + 1).startswith(".") and candidate.next + 1 < len(passage.words)
    unit_next = abbreviated and unit_of(passage.words[candidate.next + 1].text, passage.language)
    return bool(unit_next) and not unit_of(following, passage.language) and passage.gap(candidate.next + 1) == ". "


_UNREAD_SCALES = {
    "de": frozenset(
        vocabulary(
            "trilliarden trillionen trillion billiarden mn lakh crore teur tsd.eur t€ k€ hundert mioeuro mio.euro"
        )
    ),
    "en": frozenset(
        vocabulary("quadrillion quintillion zillion mil mill score hundred thousand million billion lakhs crores lac")
    ),
}


def _is_a_part_of_worded_digits(passage: Passage, candidate: Candidate) -> bool:
    """As in "zwei Millionen und zwanzigtausend", "zwei und eine halbe Million", "hundert und ein Soldat"."""
    words = passage.words
    if passage.language != "de" or not candidate.numeral.worded or candidate.numeral.qualifier or candidate.hedges:
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


def _goes_on_from_worded_digits(passage: Passage, candidate: Candidate) -> bool:
    """The second half of such a number."""
    words, first = passage.words, candidate.first
    if passage.language != "de" or not candidate.numeral.worded or candidate.hedges or first == 0:
        return False
    if joined(words, first) and words[first - 1].key == "und" and first > 1:
        before = words[first - 2].key
        if words[first].key in passage.lexicon.articles and candidate.numeral.scale > 1:
            return numeral_at(words, first - 2, "de") is not None
        return before in _DE_SCALES and candidate.value < _DE_SCALES[before]
    if words[first].gap.strip() == "," and words[first - 1].key in _DE_SCALES:
        return candidate.value < _DE_SCALES[words[first - 1].key] and not words[first].key.startswith("ein ")
    return False


_DE_SCALES = {"million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9, "hundert": 100}


def _is_counted_twice(passage: Passage, candidate: Candidate) -> bool:
    """As in "6 feet 3 inches", "12 h 30": a measure that goes on in a smaller unit."""
    if not candidate.unit or candidate.numeral.closed or not joined(passage.words, candidate.after):
        return _ends_a_measure(passage, candidate)
    following = numeral_at(passage.words, candidate.after, passage.language)
    if following is None or following.upper is not None or candidate.unit == "%":
        return _ends_a_measure(passage, candidate)
    return following.value < 100 and following.plain and candidate.unit in _GO_ON


_GO_ON = frozenset(vocabulary("ft h m kg min"))


def _ends_a_measure(passage: Passage, candidate: Candidate) -> bool:
    at = candidate.first - 1
    if candidate.hedges or not joined(passage.words, candidate.first) or at < 1 or not joined(passage.words, at):
        return False
    unit = unit_of(passage.words[at].text, passage.language) or _FEET.get(passage.words[at].key, "")
    before = numeral_at(passage.words, at - 1, passage.language)
    return unit in _GO_ON and before is not None and before.next == at and candidate.numeral.plain


_FEET = {"foot": "ft"}


def _belongs_to_a_pair(passage: Passage, candidate: Candidate) -> bool:
    """As in "20 bzw. 30 Soldaten": which of the two is meant for whom, the words say elsewhere."""
    if passage.language != "de":
        return False
    after = passage.key(candidate.next) == "bzw"
    return after or (passage.key_before(candidate.first) == "bzw")


def _is_one_side_of_a_score(passage: Passage, candidate: Candidate) -> bool:
    """As in "Internet: 1, Scientology: 0"."""
    return candidate.bare and candidate.value < 100 and passage.words[candidate.first].gap.strip() == ":"


def _is_base_of_a_share(passage: Passage, candidate: Candidate) -> bool:
    """As in "die Hälfte von 20 Soldaten", "a third of a million": the words give a part of the number."""
    if passage.key_before(candidate.first) not in ("von", "of"):
        return False
    return passage.key_before(candidate.first - 1).rpartition("-")[2] in SHARING.get(passage.language, ())


def _is_one_of_a_choice(passage: Passage, candidate: Candidate) -> bool:
    """As in "20, 30 oder 40 Soldaten"."""
    words, at = passage.words, candidate.next
    if not candidate.bare or at >= len(words) or words[at].gap.strip() != ",":
        return False
    second = numeral_at(words, at, passage.language)
    return second is not None and passage.key(second.next) in ("oder", "or")


def _is_after_several(passage: Passage, candidate: Candidate) -> bool:
    """As in "mehrere 20 Soldaten"."""
    return not candidate.hedges and passage.key_before(candidate.first) in _SEVERAL


_SEVERAL = frozenset(vocabulary("mehrere mehreren mehrerer etliche etlichen several"))


def _is_change_and_level(passage: Passage, candidate: Candidate) -> bool:
    """As in "rose by 20 to 25", "an increase of 5 to 20": the change and what it led to, no range."""
    if passage.language != "en" or candidate.upper is None or passage.words[candidate.first].key == "between":
        return False
    before = passage.key_before(candidate.first)
    if before == "of":
        return passage.key_before(candidate.first - 1) in _CHANGES
    return before == "by" or before in _CHANGES


_CHANGES = frozenset(
    vocabulary(
        "rose rise rises fell fall falls up down increase increased decrease decreased grew shrank dropped drop cut"
        " climbed slipped gained lost reduced raised reduction gain loss jump jumped"
    )
)


#: Every reason of this kind to leave a candidate unread.
NEIGHBOURS: tuple[Callable[[Passage, Candidate], bool], ...] = (
    _touches_a_sign,
    _touches_digits,
    _is_before_an_unread_scale,
    _is_a_part_of_worded_digits,
    _goes_on_from_worded_digits,
    _is_counted_twice,
    _belongs_to_a_pair,
    _is_after_several,
    _is_base_of_a_share,
    _is_one_side_of_a_score,
    _is_one_of_a_choice,
    _is_change_and_level,
)
