"""Store spans of a text compactly: a collection has millions of sentences and names."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, Protocol, TypeVar

#: Four bytes per offset, enough for any article.
_OFFSET: Literal["I"] = "I"


@dataclass(frozen=True, slots=True)
class Spans:
    """(start, end) pairs sorted by start, as bytes that can be stored."""

    starts: bytes = b""
    ends: bytes = b""

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "Spans":
        """Pack the spans, which must be in order."""
        spans = list(spans)
        starts, ends = array(_OFFSET, [start for start, _ in spans]), array(_OFFSET, [end for _, end in spans])
        return cls(starts.tobytes(), ends.tobytes())

    def __len__(self) -> int:
        return len(memoryview(self.starts).cast(_OFFSET))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(memoryview(self.starts).cast(_OFFSET), memoryview(self.ends).cast(_OFFSET), strict=True)

    def __getitem__(self, at: int) -> tuple[int, int]:
        return memoryview(self.starts).cast(_OFFSET)[at], memoryview(self.ends).cast(_OFFSET)[at]

    def at(self, offset: int) -> int:
        """Return the index of the last span that begins at or before the offset; -1 if there is none."""
        return bisect_right(memoryview(self.starts).cast(_OFFSET), offset) - 1

    def hold(self, offset: int) -> bool:
        """Return whether a span contains the offset; of overlapping spans, only the last to begin counts."""
        at = self.at(offset)
        return at >= 0 and self[at][1] > offset


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Item = TypeVar("_Item", bound=_Span)
_Other = TypeVar("_Other")


def with_overlapping(
    items: Iterable[_Item], others: Iterable[tuple[int, int, _Other]]
) -> Iterator[tuple[_Item, list[_Other]]]:
    """Yield each item, sorted by start, with those of the others, as (start, end, value), that overlap it."""
    waiting = sorted(others, key=itemgetter(0), reverse=True)
    over: list[tuple[int, int, _Other]] = []
    for item in items:
        while waiting and waiting[-1][0] < item.end:
            over.append(waiting.pop())
        over = [other for other in over if item.start < other[1]]
        yield item, [value for start, _, value in over if start < item.end]
