"""All figures for one quantity on one scale: the positions of their intervals, in percent of the width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_dossier.site.rows import FigureRow


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure, from `low` to `high` in percent; an open end runs to the edge. `best` may be unknown."""

    row: FigureRow
    low: float
    high: float
    best: float | None
    open_below: bool
    open_above: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The bars by value, and the scale below them: percent and number."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, Decimal], ...]
    unit: str


def strip_of(rows: Sequence[FigureRow]) -> Strip | None:
    """Chart the figures that have a reading in the unit of the first; None with fewer than two."""
    readable = [(row, row.reading) for row in rows if row.reading is not None]
    unit = readable[0][1].unit if readable else ""
    shown = [(row, reading.amount) for row, reading in readable if reading.unit == unit]
    if len(shown) < 2:
        return None
    numbers = [n for _, amount in shown for n in (amount.low, amount.best, amount.high) if n is not None]
    start, end, step = _scale(float(min(numbers)), float(max(numbers)))

    def percent(number: Decimal | float) -> float:
        return round(100 * (float(number) - start) / (end - start), 2)

    bars = [
        Bar(
            row,
            percent(amount.low) if amount.low is not None else 0,
            percent(amount.high) if amount.high is not None else 100,
            percent(amount.best) if amount.best is not None else None,
            amount.low is None,
            amount.high is None,
        )
        for row, amount in shown
    ]
    ticks = [start + step * index for index in range(round((end - start) / step) + 1)]
    in_order = sorted(bars, key=lambda bar: (bar.low, bar.high, bar.row.figure.key))
    return Strip(tuple(in_order), tuple((percent(tick), _decimal(tick)) for tick in ticks), unit)


def _scale(least: float, most: float) -> tuple[float, float, float]:
    """Return start, end and step of a scale with round numbers and room beyond the highest."""
    start = 0 if least >= 0 and (least <= most / 2 or least == most) else least - (most - least) / 2 - abs(least) / 10
    span = (most - start) * 1.2 or 1
    magnitude = 10 ** math.floor(math.log10(span / 4))
    step = next(magnitude * factor for factor in (1, 2, 2.5, 5, 10) if span / (magnitude * factor) <= 5)
    first = math.floor(start / step) * step
    return first, math.ceil((start + span) / step) * step, step


def _decimal(number: float) -> Decimal:
    return Decimal(repr(round(number, 10))).normalize()
