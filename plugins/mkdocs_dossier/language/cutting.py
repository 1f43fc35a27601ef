"""Find numbers that a passage cuts, or whose hedge or scale it leaves out."""

import re
from collections.abc import Sequence
from functools import cache

from mkdocs_dossier.language.numbers.reading import NumberReading, read_numbers
from mkdocs_dossier.language.numbers.tokens import LEXICONS, UNKNOWN
from mkdocs_dossier.model.text import primary_language

#: The digits of one number and their separator before and after an offset.
_SEPARATED = re.compile(r"[0-9][.,'’]?\Z"), re.compile(r"[.,'’]?[0-9]")
_GROUPED = (
    re.compile(r"(?<![0-9.,:])[0-9]{1,3}[ \u00a0\u202f\u2009]?\Z"),
    re.compile(r"[ \u00a0\u202f\u2009]?[0-9]{3}(?![0-9.:])"),
)
#: A minus, not the dash of a range or of an aside.
_SIGN = re.compile(r"(?:\A|[\s(])[−±-]\Z")
_NUMBER = re.compile(r"[^\s(]*[0-9][^\s)]*")
#: One of the three characters around such an offset, one before it and two after, matches this.
_NEAR = re.compile(r"[0-9−±-]")
_REACH = 24
_LAST_WORD = re.compile(r"([^\W\d_]+)\s\Z")
_WORD_AFTER = re.compile(r"[,.]?\s(\S+)")
#: Marks after which no number continues.
_CLOSING = tuple(',;:)”“"')


def number_around(text: str, at: int) -> str:
    """Return the number that a passage beginning or ending at `at` cuts in two, as written; empty if none is cut."""
    if not _NEAR.search(text, max(at - 1, 0), at + 2):
        return ""
    before, after = text[max(at - _REACH, 0) : at], text[at : at + _REACH]
    first, second = _SEPARATED
    if first.search(before) and second.match(after):
        start = at - len(before) + (before.rfind(" ") + 1)
        return text[start : at + len(after.split(maxsplit=1)[0])].rstrip(".,;:")
    first, second = _GROUPED
    if (match := first.search(before)) and (group := second.match(after)):
        return match[0] + group[0]
    if _SIGN.search(before) and (number := _NUMBER.match(after)):
        return before[-1] + number[0].rstrip(".,;:")
    return ""


def may_leave_out(text: str, start: int, end: int, language: str) -> bool:
    """Check quickly whether a word right before or after a passage may belong to a number in it.

    Args:
        text: The article's text.
        start: Where the passage begins in it.
        end: Where the passage ends.
        language: The text's language (BCP 47).

    Returns:
        False only if nothing can be left out.
    """
    primary = primary_language(language)
    if primary not in LEXICONS:
        return False
    first, last = _edges(primary)
    before = text[max(start - _REACH, 0) : start].rsplit(maxsplit=1)
    if before and text[start - 1].isspace() and not before[-1].endswith(_CLOSING) and _counts(before[-1], first):
        return True
    after = _WORD_AFTER.match(text, end, end + _REACH)
    return after is not None and _counts(after[1], last)


def _counts(word: str, words: frozenset[str]) -> bool:
    key = word.strip("„“”\"'(),;:.").lower()
    return key in words or any(map(str.isdigit, key))


@cache
def _edges(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the last words of hedges and ranges before a number, and the first words of those after one."""
    lexicon = LEXICONS[language]
    hedges = {phrase[-1] for phrases in lexicon.hedges.values() for phrase in phrases}
    joints = lexicon.parts_around.union(*lexicon.ranges, (lexicon.pair,), lexicon.lists, lexicon.between)
    before = lexicon.several | lexicon.articles | lexicon.modifiers | lexicon.unsure | lexicon.first_parts
    return joints.union(hedges, before), joints.union(lexicon.scales, lexicon.open_ends)


def words_left_out(text: str, start: int, end: int, language: str, numbers: Sequence[NumberReading]) -> str:
    """Find a number of which a passage contains only a part, without its hedge, its scale or its other end.

    Args:
        text: One or more sentences.
        start: Where the passage begins in it.
        end: Where the passage ends.
        language: The language (BCP 47).
        numbers: The numbers read from the text.

    Returns:
        The words of the whole number, such as `mehr als 20`; empty if nothing is left out.
    """
    for number in numbers:
        if number.start < end and start < number.end and not start <= number.start < number.end <= end:
            return number.words
    before = _LAST_WORD.search(text[max(start - _REACH, 0) : start])
    if before is None or before[1].lower() not in LEXICONS.get(primary_language(language), UNKNOWN).unsure:
        return ""
    own = read_numbers(text[start:end], language)
    return f"{before[1]} {own[0].words}" if own and own[0].start == 0 else ""
