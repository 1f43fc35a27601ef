"""A quantity's values on one scale, and over time: positions in percent of the chart's width and height."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.site.answers import Given

#: The most values on one scale: more would be a list again.
_MOST_BARS = 24
#: The room left of a timeline, and that of a label in its width and height; in percent.
_LEFT, _LABEL = 8, (18, 10)
#: The most months, or years, named below a timeline.
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A value, from `low` to `high` in percent; an open end runs to the edge. `best` may be unknown."""

    given: Given
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


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A value from when it is first given (`x`) until it is last given (`until`); `y` is its distance from the top."""

    bar: Bar
    x: float
    until: float
    y: float
    before: TimelineMark | None
    """The exact value that the same origins gave before this one."""
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Values over time, the scale beside them as of a `Strip`, and the time below: percent and month or year."""

    points: tuple[TimelineMark, ...]
    ticks: tuple[tuple[float, Decimal], ...]
    times: tuple[tuple[float, Date], ...]
    unit: str


def strip_of(given: Sequence[Given]) -> Strip | None:
    """Chart the values in the unit of the first; None with fewer than two, or too many."""
    unit, shown = _in_one_unit(given)
    if not 2 <= len(shown) <= _MOST_BARS:
        return None
    numbers = [float(n) for _, amount in shown for n in (amount.low, amount.best, amount.high) if n is not None]
    scale = _scale(min(numbers), max(numbers))
    return Strip(tuple(_bar(one, amount, scale) for one, amount in shown), tuple(_ticks(scale)), unit)


def timeline_of(given: Sequence[Given]) -> Timeline | None:
    """Chart the values over time, on a scale from zero; None if their times span less than a month."""
    unit, shown = _in_one_unit(given)
    times = {one: [_months(row.year_of) for row in dated] for one, _ in shown if (dated := one.by_date)}
    months = sorted(month for found in times.values() for month in found)
    if len(times) < 2 or months[-1] - months[0] < 1:
        return None
    numbers = [float(n) for _, amount in shown for n in (amount.low, amount.best, amount.high) if n is not None]
    scale = _scale(min(0, *numbers), max(0, *numbers))
    first, end = math.floor(months[0]), math.floor(months[-1]) + 1

    def across(month: float) -> float:
        return round(_LEFT + (98 - _LEFT) * (month - first) / (end - first), 2)

    bars = [(_bar(one, amount, scale), times[one]) for one, amount in shown if one in times]
    points: list[TimelineMark] = []
    for bar, found in sorted(bars, key=lambda item: item[1]):
        x, y = across(found[0]), round(100 - (bar.low if bar.best is None else bar.best), 2)
        is_exact = bar.low == bar.high and bar.given.origins
        before = [
            point
            for point in points
            if is_exact and point.bar.low == point.bar.high and point.bar.given.origins == bar.given.origins
        ]
        is_free = not any(abs(x - point.x) < _LABEL[0] and abs(y - point.y) < _LABEL[1] for point in points)
        points.append(TimelineMark(bar, x, across(found[-1]), y, before[-1] if before else None, is_free))
    steps = (1, 2, 3, 6, *(12 * 10**power * n for power in range(4) for n in (1, 2, 5)))
    step = next(n for n in steps if (end - first) / n <= _MOST_TICKS)
    months_named = (n for n in range(first, end) if n % step == 0)
    names = [(across(n), f"{n // 12:04}" if step >= 12 else f"{n // 12:04}-{n % 12 + 1:02}") for n in months_named]
    times_named = tuple((position, Date.parse(name)) for position, name in names)
    return Timeline(tuple(points), tuple(_ticks(scale)), times_named, unit)


def _in_one_unit(given: Sequence[Given]) -> tuple[str, list[tuple[Given, Amount]]]:
    """Return the unit of the first value with a number, and the values given in it."""
    readings = [(one, reading) for one in given if (reading := one.rows[0].reading)]
    unit = readings[0][1].unit if readings else ""
    return unit, [(one, reading.amount) for one, reading in readings if reading.unit == unit]


def _months(when: Date | None) -> float:
    """Return the time in months since the year 0."""
    day = when and (when.earliest or when.latest)
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31 if day else 0


def _percent(number: Decimal | float, scale: tuple[float, float, float]) -> float:
    return round(100 * (float(number) - scale[0]) / (scale[1] - scale[0]), 2)


def _bar(given: Given, amount: Amount, scale: tuple[float, float, float]) -> Bar:
    low = 0 if amount.low is None else _percent(amount.low, scale)
    high = 100 if amount.high is None else _percent(amount.high, scale)
    best = None if amount.best is None else _percent(amount.best, scale)
    return Bar(given, low, high, best, amount.low is None, amount.high is None)


def _ticks(scale: tuple[float, float, float]) -> Iterator[tuple[float, Decimal]]:
    start, end, step = scale
    for index in range(round((end - start) / step) + 1):
        tick = start + step * index
        yield _percent(tick, scale), _decimal(tick)


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
