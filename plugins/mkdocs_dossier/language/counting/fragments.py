"""Number fragments: numbers that are only a part of what their words say — "halb sechs", "2 1/2", "2 million-plus".

One refusal, one function, listed in `FRAGMENTS`; each says whether a candidate is to be left unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_dossier.language.counting.context import Candidate
from mkdocs_dossier.language.counting.numerals import LONGEST_DIGITS
from mkdocs_dossier.language.counting.passage import Passage
from mkdocs_dossier.language.counting.phrases import numeral_at
from mkdocs_dossier.language.units import unit_of
from mkdocs_dossier.language.words import joined, vocabulary


def _is_scale_of_unread_digits(passage: Passage, candidate: Candidate) -> bool:
    """As in the "Millionen" of "1.6 Millionen", where the point may part decimals or thousands."""
    vague = candidate.numeral.worded and bool(candidate.numeral.qualifier)
    return vague and joined(passage.words, candidate.first) and _unread(passage, candidate.first - 1)


def _is_end_of_unread_range(passage: Passage, candidate: Candidate) -> bool:
    """As in the "2 million" of "1,6 to 2 million"."""
    at = candidate.first
    linked = passage.key_before(at) in passage.lexicon.lists and joined(passage.words, at - 1)
    return linked and passage.key_before(at) not in ("und", "and", "sowie") and _unread(passage, at - 2)


def _unread(passage: Passage, index: int) -> bool:
    """Whether the word at `index` has digits that are no number."""
    figures = any(character.isnumeric() for character in passage.words[index].text[:LONGEST_DIGITS])
    return figures and numeral_at(passage.words, index, passage.language) is None


_FRACTION = re.compile(r"[0-9]+[/⁄∕][0-9]|[¼-¾⅐-⅞]")
_UNREAD = re.compile(r"[0-9][0-9.,:'’]*")
_HALVES = frozenset(vocabulary("einhalb halb halbe halbes halben half"))


def _is_whole_of_a_fraction(passage: Passage, candidate: Candidate) -> bool:
    """As in "2 1/2 Tonnen", "2 and a half tonnes"; in "7 1.6" neither is told from the other."""
    at = candidate.next
    linked = passage.key(at) in ("und", "and")
    if linked:
        at += 2 if passage.key(at + 1) in passage.lexicon.articles else 1
    following = passage.key(at)
    if _FRACTION.match(following) or following in _HALVES:
        return True
    if linked and passage.key(at + 1) in ("quarter", "quarters", "viertel"):
        return True
    return not linked and _UNREAD.fullmatch(following) is not None


_BEFORE_AND_AFTER = frozenset(vocabulary("vor nach to past before after till til"))
_MINUTES = frozenset(vocabulary("minute minuten minutes"))


def _follows_a_part(passage: Passage, candidate: Candidate) -> bool:
    """As in "halb sechs", "Viertel nach sechs", "ten minutes past six", "dreiviertel Millionen"."""
    at = candidate.first
    if passage.lexicon.parts.fullmatch(passage.key_before(at)):
        return True
    if passage.key_before(at) not in _BEFORE_AND_AFTER:
        return False
    before = passage.key_before(at - 1)
    return before in _MINUTES or passage.lexicon.parts.fullmatch(before) is not None


def _leads_to_an_hour(passage: Passage, candidate: Candidate) -> bool:
    """As in "fünf nach halb acht", "zehn Minuten vor sechs"."""
    if passage.key(candidate.next) in _BEFORE_AND_AFTER:
        return passage.lexicon.parts.fullmatch(passage.key(candidate.next + 1)) is not None
    if candidate.unit != "min" or passage.key(candidate.after) not in _BEFORE_AND_AFTER:
        return False
    hour = candidate.after + 1
    if passage.lexicon.parts.fullmatch(passage.key(hour)):
        return True
    numeral = numeral_at(passage.words, hour, passage.language) if joined(passage.words, hour) else None
    return numeral is not None and numeral.value <= 24


#: Behind a comma or at the end of a clause they say that the number is a rough one.
_TRAILING = re.compile(r",\s+give or take|\s+etwa(?=[.,;:!?]|$)")


def _is_loose(passage: Passage, candidate: Candidate) -> bool:
    """As in "20 or so", "20 soldiers or so"."""
    phrases, end = passage.lexicon.loose_ends, candidate.after
    if _TRAILING.match(passage.text, passage.words[end - 1].end):
        return True
    return any(passage.after_words(at, phrase) for at in (candidate.next, candidate.after) for phrase in phrases)


_HEAD = re.compile(r"([^\W\d_]{2,40})\.?[-–+]")


def _is_of_a_compound(passage: Passage, candidate: Candidate) -> bool:
    """As in "2 million-plus", "5 Milliarden-Programm", "5 Prozent-Hürde"; "20 US-Dollar" is none."""
    if not joined(passage.words, candidate.next):
        return False
    text, lexicon = passage.words[candidate.next].text, passage.lexicon
    head = _HEAD.match(text)
    if head is None or unit_of(text, passage.language):
        return False
    scale = head[1].lower()
    return scale in lexicon.scales or scale in lexicon.vague or bool(unit_of(head[1], passage.language))


def _is_year_before_a_scale(passage: Passage, candidate: Candidate) -> bool:
    """As in "weil 2022 Millionen Menschen flohen"."""
    text = passage.words[candidate.at].text
    return candidate.numeral.scale > 1 and re.fullmatch(r"(?:19|20)[0-9]{2}", text) is not None


#: Every reason to leave a fragment unread.
FRAGMENTS: tuple[Callable[[Passage, Candidate], bool], ...] = (
    _is_scale_of_unread_digits,
    _is_end_of_unread_range,
    _is_whole_of_a_fraction,
    _follows_a_part,
    _leads_to_an_hour,
    _is_loose,
    _is_of_a_compound,
    _is_year_before_a_scale,
)
