"""Describe passages for other programs: exact words, context and position (W3C text selectors)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from mkdocs_dossier.article.quotes import Lookup, Passage

#: The context on each side, in UTF-16 code units: the limit of diff-match-patch, which Hypothesis' libraries use.
_CONTEXT = 32
#: Characters of two UTF-16 code units.
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a passage and those right before and after them; offsets are in UTF-16 code units."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class Quotable:
    """A text whose passages are quoted; with `bare`, only ambiguous words get context."""

    def __init__(self, text: str, *, bare: bool = False) -> None:
        self._text = text
        self._lookup = Lookup(text)
        self._bare = bare
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]

    def quote(self, passage: Passage) -> Quote:
        """Quote a passage with its context.

        The context ends at the borders of the block, and crosses them only if the quote is otherwise ambiguous (such as
        equal numbers in two cells of a table).
        """
        text, start, end = self._text, passage.start, passage.end
        before, behind = start, end
        if not self._bare or self._is_ambiguous(start, end):
            last = text.find("\n", end)
            before, behind = self._around(passage, text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text))
            if self._is_ambiguous(before, behind):
                before, behind = self._around(passage, 0, len(text))
        return Quote(text[start:end], text[before:start], text[end:behind], self._units(start), self._units(end))

    def _around(self, passage: Passage, first: int, last: int) -> tuple[int, int]:
        """Return the start and end of the context, within `first` and `last`."""
        before, behind = max(first, passage.start - _CONTEXT), min(last, passage.end + _CONTEXT)
        while self._units(passage.start) - self._units(before) > _CONTEXT:
            before += 1
        while self._units(behind) - self._units(passage.end) > _CONTEXT:
            behind -= 1
        return before, behind

    def _is_ambiguous(self, start: int, end: int) -> bool:
        return any(at != start for at in self._lookup.places(self._text[start:end], whole=False))

    def _units(self, offset: int) -> int:
        """Convert an offset to UTF-16 code units, which browsers count."""
        return offset + bisect_left(self._astral, offset)
