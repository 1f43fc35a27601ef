"""Store spans of a text compactly: a collection has millions of sentences and names."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

#: Four bytes per offset, enough for any article.
_OFFSET: Literal["I"] = "I"


@dataclass(frozen=True, slots=True)
class Spans:
    """(start, end) pairs sorted by start, as bytes that can be stored."""

    starts: bytes = b""
    ends: bytes = b""

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Spans:
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
