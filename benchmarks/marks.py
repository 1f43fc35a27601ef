"""What has been measured, and what is asked of it: ratios within a round, growth with the number of pages."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.measuring import Run
from benchmarks.programs import COLD, COLD_KEEPING, EMPTY, HUGO_CHECKING, PLAIN, STATEMENT, UNCHANGED
from benchmarks.serving import Latency

#: Growth is told from here on: below, starting a process hides it.
GROWTH_FROM = 1000
MOST_GROWTH = 1.05
CHECK_COLD, CHECK_AGAIN = "`dossier check` on one core, cold", "`dossier check` on one core, nothing changed"


@dataclass
class Measured:
    """All runs: for each number of pages that was asked for, those of each program by their rounds."""

    runs: dict[int, dict[str, dict[int, Run]]] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    """How many pages there really are."""
    latencies: dict[int, list[Latency]] = field(default_factory=dict)
    """From an edit of a statement to the rebuilt page in `mkdocs serve`."""
    checked: int = 0
    """How many dossiers `dossier check` was measured with."""
    checks: dict[str, list[Run]] = field(default_factory=dict)

    def ratio(self, size: int, one: str, other: str, of: Callable[[Run], float]) -> float | None:
        """The median over all rounds in which both took part."""
        ones, others = self.runs[size].get(one, {}), self.runs[size].get(other, {})
        both = ones.keys() & others.keys()
        return median(of(ones[number]) / of(others[number]) for number in both) if both else None

    def typical(self, size: int, program: str, of: Callable[[Run], float]) -> float:
        """The median over all rounds."""
        return median(map(of, self.runs[size][program].values()))

    def growth(self, program: str, of: Callable[[Run], float]) -> tuple[int, int, float] | None:
        """From how many pages to how many, and the exponent with which it grew between them."""
        sizes = sorted(self.runs)
        first = next((size for size in sizes if size >= GROWTH_FROM), 0)
        if not first or first == sizes[-1]:
            return None
        start, end = (self.typical(size, program, of) for size in (first, sizes[-1]))
        return first, sizes[-1], math.log(end / start) / math.log(self.pages[sizes[-1]] / self.pages[first])


def seconds(run: Run) -> float:
    """A run's time."""
    return run.seconds


def mebibytes(run: Run) -> float:
    """A run's memory."""
    return run.mebibytes


#: Name, the two programs, what is compared, and what it may be at most, by the number of pages.
RATIOS: Sequence[tuple[str, str, str, Callable[[Run], float], dict[int, float]]] = (
    ("cold build / plain MkDocs + Material", COLD, PLAIN, seconds, {1000: 0.18, 4000: 0.18}),
    ("cold build / Hugo with link check", COLD, HUGO_CHECKING, seconds, {1000: 1.4, 4000: 1.4}),
    ("cold build that keeps pages / cold build", COLD_KEEPING, COLD, seconds, {1000: 1.2, 4000: 1.2}),
    ("after one edit / Hugo's full build with link check", STATEMENT, HUGO_CHECKING, seconds, {1000: 0.6, 4000: 0.4}),
    ("peak memory, cold / Hugo with link check", COLD, HUGO_CHECKING, mebibytes, {1000: 0.3, 4000: 0.3}),
)


@dataclass(frozen=True)
class Mark:
    """One thing that is asked for: what it is, how much was measured, and how much it may be at most."""

    what: str
    measured: float
    most: float | None
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Whether it is kept."""
        if self.most is None:
            return "not asked for"
        return "kept" if self.measured <= self.most else "**missed**"


def marks(found: Measured) -> list[Mark]:
    """All that can be said of what was measured."""
    told = []
    for size in sorted(found.runs):
        shown = f"{size:,} pages"
        for what, one, other, of, asked_for in RATIOS:
            if (ratio := found.ratio(size, one, other, of)) is not None:
                told.append(Mark(f"{shown}: {what}", ratio, asked_for.get(size)))
        more = found.typical(size, UNCHANGED, seconds) - found.typical(size, EMPTY, seconds)
        told.append(Mark(f"{shown}: nothing changed, more than an empty site", more, 0.15, " s"))
        if latencies := found.latencies.get(size):
            asked = size == GROWTH_FROM
            rebuilt, loaded = (median(column) for column in zip(*latencies, strict=True))
            told.append(Mark(f"{shown}: `serve`, rebuilding after an edit", rebuilt, 0.25 if asked else None, " s"))
            told.append(Mark(f"{shown}: `serve`, from edit to browser", loaded, 0.9 if asked else None, " s"))
    for program in (COLD, UNCHANGED, STATEMENT):
        for what, of in (("time", seconds), ("memory", mebibytes)):
            if growth := found.growth(program, of):
                first, last, exponent = growth
                name = f"{first:,} to {last:,} pages: growth of {what}, {program.partition(', ')[2]} (exponent)"
                told.append(Mark(name, exponent, MOST_GROWTH))
    for name, most in ((CHECK_COLD, 10.0), (CHECK_AGAIN, 1.0)):
        if runs := found.checks.get(name):
            asked = found.checked == 1000
            typical = median(map(seconds, runs))
            told.append(Mark(f"{found.checked:,} dossiers: {name}", typical, most if asked else None, " s"))
    return told
