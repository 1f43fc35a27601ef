"""Compare measurements with their marks: ratios within a round, growth with the number of pages."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.measuring import Run
from benchmarks.programs import COLD, COLD_KEEPING, EMPTY, HUGO_CHECKING, PLAIN, STATEMENT, UNCHANGED
from benchmarks.serving import Latency

#: The smallest number of pages to compute growth from: below it, process start-up dominates.
GROWTH_FROM = 1000
MOST_GROWTH = 1.05
CHECK_COLD, CHECK_AGAIN = "`dossier check` on one core, cold", "`dossier check` on one core, nothing changed"


@dataclass
class Measured:
    """All runs, by the requested number of pages, the program and the round."""

    runs: dict[int, dict[str, dict[int, Run]]] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    """The actual number of pages, by the requested one."""
    latencies: dict[int, list[Latency]] = field(default_factory=dict)
    """Latencies of `mkdocs serve` after edits of a statement."""
    checked: int = 0
    """The number of dossiers for `dossier check`."""
    checks: dict[str, list[Run]] = field(default_factory=dict)

    def ratio(self, size: int, one: str, other: str, of: Callable[[Run], float]) -> float | None:
        """Return the median ratio of two programs over the rounds that both ran in; None if there is none."""
        ones, others = self.runs[size].get(one, {}), self.runs[size].get(other, {})
        both = ones.keys() & others.keys()
        return median(of(ones[number]) / of(others[number]) for number in both) if both else None

    def typical(self, size: int, program: str, of: Callable[[Run], float]) -> float:
        """Return the median over all rounds."""
        return median(map(of, self.runs[size][program].values()))

    def growth(self, program: str, of: Callable[[Run], float]) -> tuple[int, int, float] | None:
        """Return the smallest and largest number of pages, and the exponent of growth between them."""
        sizes = sorted(self.runs)
        first = next((size for size in sizes if size >= GROWTH_FROM), 0)
        if not first or first == sizes[-1]:
            return None
        start, end = (self.typical(size, program, of) for size in (first, sizes[-1]))
        return first, sizes[-1], math.log(end / start) / math.log(self.pages[sizes[-1]] / self.pages[first])


def seconds(run: Run) -> float:
    """Return a run's seconds."""
    return run.seconds


def mebibytes(run: Run) -> float:
    """Return a run's peak memory in MiB."""
    return run.mebibytes


#: Name, the two programs, the measure to compare, and the mark (at most) by the number of pages.
RATIOS: Sequence[tuple[str, str, str, Callable[[Run], float], dict[int, float]]] = (
    ("cold build / plain MkDocs + Material", COLD, PLAIN, seconds, {1000: 0.18, 4000: 0.18}),
    ("cold build / Hugo with link check", COLD, HUGO_CHECKING, seconds, {1000: 1.4, 4000: 1.4}),
    ("cold build that keeps pages / cold build", COLD_KEEPING, COLD, seconds, {1000: 1.2, 4000: 1.2}),
    ("after one edit / Hugo's full build with link check", STATEMENT, HUGO_CHECKING, seconds, {1000: 0.6, 4000: 0.4}),
    ("peak memory, cold / Hugo with link check", COLD, HUGO_CHECKING, mebibytes, {1000: 0.3, 4000: 0.3}),
)


@dataclass(frozen=True)
class Mark:
    """One measurement beside its mark, the most that it may be; None if no mark is set."""

    what: str
    measured: float
    most: float | None
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Return whether the mark is kept, in a word."""
        if self.most is None:
            return "no mark"
        return "kept" if self.measured <= self.most else "**missed**"


def marks(found: Measured) -> list[Mark]:
    """Return all measurements with their marks."""
    rows = []
    for size in sorted(found.runs):
        shown = f"{size:,} pages"
        for what, one, other, of, most in RATIOS:
            if (ratio := found.ratio(size, one, other, of)) is not None:
                rows.append(Mark(f"{shown}: {what}", ratio, most.get(size)))
        more = found.typical(size, UNCHANGED, seconds) - found.typical(size, EMPTY, seconds)
        rows.append(Mark(f"{shown}: nothing changed, more than an empty site", more, 0.15, " s"))
        if latencies := found.latencies.get(size):
            has_mark = size == GROWTH_FROM
            rebuilt, loaded = (median(column) for column in zip(*latencies, strict=True))
            rows.append(Mark(f"{shown}: `serve`, rebuilding after an edit", rebuilt, 0.25 if has_mark else None, " s"))
            rows.append(Mark(f"{shown}: `serve`, from edit to browser", loaded, 0.9 if has_mark else None, " s"))
    for program in (COLD, UNCHANGED, STATEMENT):
        for what, of in (("time", seconds), ("memory", mebibytes)):
            if growth := found.growth(program, of):
                first, last, exponent = growth
                name = f"{first:,} to {last:,} pages: growth of {what}, {program.partition(', ')[2]} (exponent)"
                rows.append(Mark(name, exponent, MOST_GROWTH))
    for name, most in ((CHECK_COLD, 10.0), (CHECK_AGAIN, 1.0)):
        if runs := found.checks.get(name):
            has_mark = found.checked == 1000
            typical = median(map(seconds, runs))
            rows.append(Mark(f"{found.checked:,} dossiers: {name}", typical, most if has_mark else None, " s"))
    return rows
