"""Where the time of a build goes: its stages, each with the time that has been spent in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """What a build does, in the words in which it is told."""

    LOADING = "loading and checking"
    PLANNING = "planning pages"
    DOCS = "the theme and the pages of docs"
    RECORDS = "records' pages and data"
    SEARCH = "search entries"
    REST = "the rest"


class Stopwatch:
    """Runs from the moment it is made, always for one stage; a stage may be turned to more than once."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._stage = Stage.REST
        self._since = clock()
        self.seconds = dict.fromkeys(Stage, 0.0)
        """The time spent in each stage, up to the last turn."""

    def turn_to(self, stage: Stage) -> None:
        """One stage ends, another begins."""
        now = self._clock()
        self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now

    def __str__(self) -> str:
        told = ", ".join(f"{stage.value} {seconds:.2f} s" for stage, seconds in self.seconds.items())
        return f"{told}; together {sum(self.seconds.values()):.2f} s"
