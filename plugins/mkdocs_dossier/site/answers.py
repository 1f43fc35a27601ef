"""Sum up what is said of a quantity: equal values of one origin as one, and how many origins there are.

Charts show the values on one scale, and over time: positions are in percent of the chart's width and height.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.basis import kind_of
from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.evidence.contradictions import measured, reading_order
from mkdocs_dossier.evidence.independence import origins_behind, origins_of_figure
from mkdocs_dossier.evidence.opponents import Opposition, opponents_of
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Figure, Record, Statement
from mkdocs_dossier.site.rows import FigureRow, figure_row


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """A value of a quantity, and the figures of one origin that give it, in the order of their articles."""

    value: tuple[str, Amount] | str
    """The dimension and the amount in its first unit; the passage's words if they give no number."""
    rows: tuple[FigureRow, ...]
    origins: tuple[Record, ...]
    """The independent origins; empty if nobody is named."""
    names: tuple[Record, ...]
    """The origins as the statements name them."""

    @property
    def kind(self) -> str:
        """The kind of its origin: named, nameless or none; worked-out if a formula calculates it."""
        return "worked-out" if self.rows[0].figure.derived_from else kind_of(self.names)

    @property
    def dates(self) -> list[Date]:
        """The times of its figures, the first first."""
        return sorted((date for row in self.rows if (date := row.year_of)), key=lambda date: date.sort_key)

    @property
    def size(self) -> tuple[bool, Decimal, bool, Decimal]:
        """The sort key of its value: the lowest number, an open one later, then the highest; words come last."""
        amount = Amount(None, None, None) if isinstance(self.value, str) else self.value[1]
        known = [number for number in (amount.low, amount.best, amount.high) if number is not None] or [Decimal(0)]
        return isinstance(self.value, str), known[0], amount.high is None, known[-1]


class Answer:
    """The values given for a quantity, the lowest first; the templates put them in words."""

    def __init__(self, given: Sequence[Given], *, is_alone: bool) -> None:
        self.given = sorted(given, key=lambda one: one.size)
        self._given_by = {row.figure: one for one in given for row in one.rows}
        self.number = len(self._given_by)
        """The number of figures."""
        self.values = list({one.value: one for one in reversed(self.given)}.values())[::-1]
        """One of the given for each value."""
        self.highest = max(self.given, key=lambda one: (not one.size[0], one.size[3], one.size[2]), default=None)
        self.is_span = len({one.value[0] for one in self.given if not isinstance(one.value, str)}) == 1
        """Whether all values with a number have one dimension."""
        dated = [one for one in self.given if one.dates]
        self.latest = max(dated, key=lambda one: one.dates[-1].sort_key, default=None)
        self.origins = list(dict.fromkeys(origin for one in self.given for origin in one.origins))
        self.names = list(dict.fromkeys(name for one in self.given if one.origins for name in one.names))
        self.is_alone = is_alone and len(self.origins) < 2 and not self.opposing(Opposition.AGAINST)
        """Whether nobody else confirms or contradicts what its only origin, or the articles themselves, say."""

    def of(self, *kinds: str) -> int:
        """Count the figures whose origins are of some kinds."""
        return sum(len(one.rows) for one in self.given if one.kind in kinds)

    def opposed(self, given: Given, way: Opposition) -> list[Given]:
        """Return the values that oppose one in one way."""
        return list(dict.fromkeys(self._given_by[rival] for row in given.rows for rival in row.opposed(way)))

    def opposing(self, way: Opposition) -> list[Given]:
        """Return the values that others oppose in one way."""
        return [one for one in self.given if any(row.opposed(way) for row in one.rows)]


def answer_of(collection: Collection, figures: Iterable[Figure]) -> Answer:
    """Group figures of one quantity by value and origin; those worked out from others have no origin of their own."""
    found: dict[tuple[tuple[str, Amount] | str, tuple[Record, ...], bool], list[FigureRow]] = {}
    named: dict[FigureRow, tuple[Record, ...]] = {}
    for figure in sorted(figures, key=lambda figure: reading_order(collection, figure)):
        row = figure_row(collection, figure)
        own = named[row] = origins_of(collection, row.statement) if row.statement else ()
        origins = () if figure.derived_from else origins_of_figure(collection, figure) or own
        value = measured(collection, figure) or collection.words_of(figure) or figure.key
        key = value, tuple(sorted(origins, key=lambda origin: origin.key)), figure.derived_from is not None
        found.setdefault(key, []).append(row)
    given = []
    for (value, origins, _), rows in found.items():
        names = dict.fromkeys(name for row in rows for name in named[row])
        given.append(Given(value, tuple(rows), origins, tuple(names) or origins))
    statements = [row.statement for row in named if row.statement]
    return Answer(given, is_alone=bool(statements) and all(_is_alone(collection, said) for said in statements))


def _is_alone(collection: Collection, said: Statement) -> bool:
    others = opponents_of(collection, said) or origins_behind(collection, said)[1:]
    return not others and said.status in (None, "unverified") and said.credibility != "1"


#: The most values on one scale: more would be a list again.
_MOST_BARS = 24
#: The room left of a timeline, and that of a label in its width and height; in percent.
_LEFT, _LABEL = 8, (18, 10)
#: The most months, or years, named below a timeline.
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A value from `low` to `high`, in percent of its scale; an open end runs to the edge. `best` may be unknown.

    In a timeline it is first given at `x`, last at `until`; `before` is the last exact value of the same origins.
    """

    given: Given
    amount: Amount
    low: float
    high: float
    best: float | None
    x: float = 0
    until: float = 0
    before: "Bar | None" = None
    is_labelled: bool = True
    alike: tuple[Given, ...] = ()
    """The values that share a bar of a scale: they give one amount, and their origins are of one kind."""

    @property
    def height(self) -> float:
        """The best value, else the lowest."""
        return self.low if self.best is None else self.best


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, the scale beside or below them (percent, number), and the months or years of a timeline (percent)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, Decimal], ...]
    unit: str
    times: tuple[tuple[float, Date], ...] = ()


def strip_of(given: Sequence[Given]) -> Chart | None:
    """Chart the values in the unit of the first; None with fewer than two different ones, or too many."""
    unit, shown, numbers = _in_one_unit(given)
    alike: dict[tuple[Amount, str], list[Given]] = {}
    for one, amount in shown:
        alike.setdefault((amount, one.kind), []).append(one)
    if len({amount for amount, _ in alike}) < 2 or len(alike) > _MOST_BARS:
        return None
    scale = _scale(min(numbers), max(numbers))
    bars = (Bar(them[0], amount, *_span(amount, scale), alike=tuple(them)) for (amount, _), them in alike.items())
    return Chart(tuple(bars), tuple(_ticks(scale)), unit)


def timeline_of(given: Sequence[Given]) -> Chart | None:
    """Chart the values over time, on a scale from zero; None if their times span less than a month."""
    unit, shown, numbers = _in_one_unit(given)
    times = {one: list(map(_months, dates)) for one, _ in shown if (dates := one.dates)}
    months = sorted(month for found in times.values() for month in found)
    if len(times) < 2 or months[-1] - months[0] < 1:
        return None
    scale = _scale(min(0, *numbers), max(0, *numbers))
    first, end = math.floor(months[0]), math.floor(months[-1]) + 1

    def across(month: float) -> float:
        return round(_LEFT + (98 - _LEFT) * (month - first) / (end - first), 2)

    bars: list[Bar] = []
    exact: dict[object, Bar] = {}
    for one, amount in sorted((pair for pair in shown if pair[0] in times), key=lambda pair: times[pair[0]]):
        low, high, best = _span(amount, scale)
        x, height = across(times[one][0]), low if best is None else best
        is_free = not any(abs(x - bar.x) < _LABEL[0] and abs(height - bar.height) < _LABEL[1] for bar in bars)
        series = one.origins if low == high and one.origins else one
        bars.append(Bar(one, amount, low, high, best, x, across(times[one][-1]), exact.get(series), is_free))
        exact[series] = bars[-1]
    steps = (1, 2, 3, 6, *(12 * 10**power * n for power in range(4) for n in (1, 2, 5)))
    step = next(n for n in steps if (end - first) / n <= _MOST_TICKS)
    named = (n for n in range(first, end) if n % step == 0)
    names = [(across(n), f"{n // 12:04}" if step >= 12 else f"{n // 12:04}-{n % 12 + 1:02}") for n in named]
    return Chart(tuple(bars), tuple(_ticks(scale)), unit, tuple((x, Date.parse(name)) for x, name in names))


def _in_one_unit(given: Sequence[Given]) -> tuple[str, list[tuple[Given, Amount]], list[float]]:
    """Return the unit of the first value with a number, the values given in it, and all their numbers."""
    readings = [(one, reading) for one in given if (reading := one.rows[0].reading)]
    unit = readings[0][1].unit if readings else ""
    shown = [(one, reading.amount) for one, reading in readings if reading.unit == unit]
    return unit, shown, [float(n) for _, a in shown for n in (a.low, a.best, a.high) if n is not None]


def _months(when: Date) -> float:
    """Return the time in months since the year 0."""
    day = when.earliest or when.latest or date.min
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31


def _percent(number: Decimal | float, scale: tuple[float, float, float]) -> float:
    return round(100 * (float(number) - scale[0]) / (scale[1] - scale[0]), 2)


def _span(amount: Amount, scale: tuple[float, float, float]) -> tuple[float, float, float | None]:
    """Return the lowest, the highest and the best value."""
    low = 0 if amount.low is None else _percent(amount.low, scale)
    high = 100 if amount.high is None else _percent(amount.high, scale)
    return low, high, None if amount.best is None else _percent(amount.best, scale)


def _ticks(scale: tuple[float, float, float]) -> Iterator[tuple[float, Decimal]]:
    for index in range(round((scale[1] - scale[0]) / scale[2]) + 1):
        tick = scale[0] + scale[2] * index
        yield _percent(tick, scale), Decimal(repr(round(tick, 10))).normalize()


def _scale(least: float, most: float) -> tuple[float, float, float]:
    """Return start, end and step of a scale with round numbers and room beyond the highest."""
    start = 0 if least >= 0 and (least <= most / 2 or least == most) else least - (most - least) / 2 - abs(least) / 10
    span = (most - start) * 1.2 or 1
    magnitude = 10 ** math.floor(math.log10(span / 4))
    step = next(magnitude * factor for factor in (1, 2, 2.5, 5, 10) if span / (magnitude * factor) <= 5)
    first = math.floor(start / step) * step
    return first, math.ceil((start + span) / step) * step, step
