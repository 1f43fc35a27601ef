"""Find numbers that a passage cuts, or whose hedge or scale it leaves out."""

from collections.abc import Sequence
from functools import cache

from mkdocs_dossier.language.numbers.reading import NumberReading, read_numbers
from mkdocs_dossier.language.numbers.tokens import LEXICONS, UNKNOWN
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.text import primary_language

#: In characters: how far words and digits around a passage are read.
_REACH = 24
#: Marks after which no number continues.
_CLOSING = tuple(',;:)”“"')


def number_around(text: str, at: int) -> str:
    """Return the number that a passage beginning or ending at `at` cuts in two, as written; empty if none is cut."""
    if not pattern("near a cut").search(text, max(at - 1, 0), at + 2):
        return ""
    before, after = text[max(at - _REACH, 0) : at], text[at : at + _REACH]
    if pattern("digits before").search(before) and pattern("digits behind").match(after):
        start = at - len(before) + (before.rfind(" ") + 1)
        return text[start : at + len(after.split(maxsplit=1)[0])].rstrip(".,;:")
    for ends in pattern("ends").finditer(before + after):
        if ends.start() < len(before) < ends.end():
            return ends[0]
    if (match := pattern("group before").search(before)) and (group := pattern("group behind").match(after)):
        return match[0] + group[0]
    if pattern("minus").search(before) and (number := pattern("behind a minus").match(after)):
        return before[-1] + number[0].rstrip(".,;:")
    return ""


def may_leave_out(text: str, start: int, end: int, language: str) -> bool:
    """Return False only if no word right before or after a passage can belong to a number in it."""
    primary = primary_language(language)
    if primary not in LEXICONS:
        return False
    first, last = _edges(primary)
    before = text[max(start - _REACH, 0) : start].rsplit(maxsplit=1)
    if before and text[start - 1].isspace() and not before[-1].endswith(_CLOSING) and _counts(before[-1], first):
        return True
    after = pattern("first word").match(text, end, end + _REACH)
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
    """Return the words of a number of which a passage contains only a part, such as `mehr als 20`, or nothing."""
    for number in numbers:
        if number.start < end and start < number.end and not start <= number.start < number.end <= end:
            return number.words
    before = pattern("last word").search(text[max(start - _REACH, 0) : start])
    if before is None or before[1].lower() not in LEXICONS.get(primary_language(language), UNKNOWN).unsure:
        return ""
    own = read_numbers(text[start:end], language)
    return f"{before[1]} {own[0].words}" if own and own[0].start == 0 else ""
