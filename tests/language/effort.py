"""Measure work in executed lines of Python instead of time, so that no test depends on the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[[], object]) -> int:
    """Return the number of lines of Python that `work` executes, the same on every machine."""
    lines = 0

    def count(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    traced = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(traced)
    return lines


def is_linear(read: Callable[[str], object], piece: str) -> bool:
    """Tell whether four times as much of `piece` takes about four times as many lines, with warm caches."""
    short, long = piece * (1_000 // len(piece) + 1), piece * (4_000 // len(piece) + 4)
    read(long)
    return lines_run(lambda: read(long)) <= 5 * lines_run(lambda: read(short)) + 200
