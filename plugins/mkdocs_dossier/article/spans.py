"""Spans of a text, held small: a collection has millions of sentences and names."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

#: Four bytes for each offset: longer than any article may be.
_OFFSET: Literal["I"] = "I"


@dataclass(frozen=True, slots=True)
class Spans:
    """From where to where, in order of their beginnings; as bytes, which can be written down and read again."""

    starts: bytes = b""
    ends: bytes = b""

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Spans:
        """The spans, which must be in order."""
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
        """The number of the last span that begins at the offset or before it; -1 if there is none."""
        return bisect_right(memoryview(self.starts).cast(_OFFSET), offset) - 1
