"""Measure how long each stage of a build takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """The stages of a build, as they are reported."""

    LOADING = "loading and checking"
    PLANNING = "planning pages"
    DOCS = "the theme and the pages of docs"
    RECORDS = "records' pages and data"
    SEARCH = "search entries"
    REST = "the rest"


class Stopwatch:
    """Measure the time of one stage at a time, from the start on; a stage may come more than once."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._stage = Stage.REST
        self._since = clock()
        self.seconds = dict.fromkeys(Stage, 0.0)
        """The seconds spent in each stage, up to the last change of stage."""

    def turn_to(self, stage: Stage) -> None:
        """End the current stage and begin another."""
        now = self._clock()
        self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now

    def __str__(self) -> str:
        stages = ", ".join(f"{stage.value} {seconds:.2f} s" for stage, seconds in self.seconds.items())
        return f"{stages}; together {sum(self.seconds.values()):.2f} s"
