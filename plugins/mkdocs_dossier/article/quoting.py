"""Describe passages for other programs: text fragments (WICG Scroll to Text Fragment) and W3C text selectors.

A text fragment links to words where an article was first published; a selector has words, context and position.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import quote, urlsplit

from mkdocs_dossier.article.quotes import Lookup, Passage
from mkdocs_dossier.article.visible_text import INVISIBLE

#: In characters: a longer passage is named by its first and last words.
_LONG = 160
#: In words: the beginning and the end of a long passage; more if they are ambiguous.
_FEW = 4
#: In words: the most that are added to make them unique, and the most before or after.
_MOST = 12

_WORD = re.compile(r"\w")
_TOKEN = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]+")
_TO_DROP = str.maketrans("", "", INVISIBLE)
#: The context on each side, in UTF-16 code units: the limit of diff-match-patch, which Hypothesis' libraries use.
_CONTEXT = 32
#: Characters of two UTF-16 code units.
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def address_of_words(url: str, text: str, passage: Passage, *, alone: bool = False) -> str | None:
    """Return the address at which a browser scrolls to a passage; None if `url` is not a web address.

    The passage is extended to whole words; if it is `alone`, the words around it are always left out.
    """
    if urlsplit(url).scheme not in ("http", "https") or not text[passage.start : passage.end].strip():
        return None
    base = url.partition(":~:")[0]
    return f"{base}{'' if '#' in base else '#'}:~:text={_directive(text, passage, alone=alone)}"


def _directive(text: str, passage: Passage, *, alone: bool) -> str:
    """Return the directive `prefix-,start,end,-suffix`, of which only `start` is required."""
    folded = _folded(text)
    words = text[passage.start : passage.end]
    start, end = passage.end - len(words.lstrip()), passage.start + len(words.rstrip())
    if not alone:
        start, end = _whole_words(text, start, end)
    first, last = _ends(text, folded, start, end)
    before, behind = (start, start), (end, end)
    if not alone and _times(folded, start, first) > 1:
        before = _before(text, folded, start, first)
        if _times(folded, before[0], first) > 1 and last is None:
            behind = _after(text, folded, before[0], end)
    if not alone and last is not None and next(_found(folded, last, end, first), last) != last:
        behind = _after(text, folded, last, end, first)
    parts = [
        f"{_encoded(text[slice(*before)])}-" if before[0] < before[1] else "",
        _encoded(text[start:first]),
        _encoded(text[last:end]) if last is not None else "",
        f"-{_encoded(text[slice(*behind)])}" if behind[0] < behind[1] else "",
    ]
    return ",".join(part for part in parts if part)


def _encoded(words: str) -> str:
    """Percent-encode words with single spaces, and the signs that have a meaning in a directive."""
    return quote(" ".join(words.translate(_TO_DROP).split()), safe="").replace("-", "%2D")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend a span to whole words, because browsers find only those."""
    while start > 0 and _WORD.match(text[start - 1]) and _WORD.match(text[start]):
        start -= 1
    while end < len(text) and _WORD.match(text[end]) and _WORD.match(text[end - 1]):
        end += 1
    return start, end


def _ends(text: str, folded: Lookup, start: int, end: int) -> tuple[int, int | None]:
    """Return the end of the first words and the start of the last; None if the whole passage is named.

    Words of two blocks are never combined: a browser searches within one.
    """
    blocks = [line for line in _LINE.finditer(text, start, end) if line[0].strip()]
    head = [word.end() for word in _TOKEN.finditer(text, start, blocks[0].end())]
    tail = [word.start() for word in _TOKEN.finditer(text, blocks[-1].start(), end)]
    if len(blocks) == 1:
        if end - start <= _LONG or len(tail) <= 3 * _FEW:
            return end, None
        # The beginning and the end must not overlap.
        head, tail = head[: len(head) // 2], tail[len(tail) - len(tail) // 2 :]
    tail.reverse()
    once = (place for place in head[_FEW - 1 : _MOST] if _times(folded, start, place) == 1)
    first = next(once, head[min(_FEW, len(head)) - 1])
    nearest = (place for place in tail[_FEW - 1 : _MOST] if next(_found(folded, place, end, first), None) == place)
    return first, next(nearest, tail[min(_FEW, len(tail)) - 1])


def _before(text: str, folded: Lookup, start: int, end: int) -> tuple[int, int]:
    """Return the span of words before `start`, in its block, that make the passage unique."""
    stop = len(text[:start].rstrip())
    places = [token.start() for token in _TOKEN.finditer(text, text.rfind("\n", 0, stop) + 1, stop)][::-1][:_MOST]
    unique = (place for place in places if _times(folded, place, end) == 1)
    return next(unique, places[-1] if places else start), stop if places else start


def _after(text: str, folded: Lookup, start: int, end: int, since: int = 0) -> tuple[int, int]:
    """Return the span of words after `end`, in its block, that make the passage unique."""
    begin = len(text) - len(text[end:].lstrip())
    stop = text.find("\n", begin)
    places = [token.end() for token in _TOKEN.finditer(text, begin, len(text) if stop < 0 else stop)][:_MOST]
    unique = (place for place in places if next(_found(folded, start, place, since), None) == start)
    return (begin, next(unique, places[-1])) if places else (end, end)


def _times(folded: Lookup, start: int, end: int) -> int:
    """Count the occurrences of a span's words, up to two."""
    return len(list(islice(_found(folded, start, end), 2)))


def _found(folded: Lookup, start: int, end: int, since: int = 0) -> Iterator[int]:
    """Yield the offsets from `since` on where the words of a span occur as whole words."""
    words = folded.text[start:end]
    for place in folded.places(words, since):
        if (place, place + len(words)) == _whole_words(folded.text, place, place + len(words)):
            yield place


@lru_cache(maxsize=4)
def _folded(text: str) -> Lookup:
    """Fold the text as browsers do, character for character: case and kinds of spaces do not matter."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return Lookup("".join(" " if letter.isspace() and letter != "\n" else letter for letter in lower))


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

        The context crosses the borders of the block only if the quote is otherwise ambiguous, as numbers in a table.
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
