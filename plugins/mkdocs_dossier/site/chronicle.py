"""A chronicle by year and month; dates less exact than a day come first in their period, with their span."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.site.i18n import N_

#: Kind → the fields that date it → a note on such a date, a message for the catalogues; empty for the obvious one.
DATED_BY: Mapping[str, Mapping[str, str]] = {
    "dossier": {"published": ""},
    "statement": {"said_on": ""},
    "figure": {"as_of": ""},
    "event": {"date": ""},
    "agreement": {"signed": "", "in_force": N_("comes into force"), "until": N_("ends")},
    "source": {"issued": ""},
    "correction": {"date": ""},
}


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a year that a date may mean, in percent of that year; it may begin before or end after the year."""

    start: float
    width: float
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated record: the date, the record, and what happens to it then where that is not obvious."""

    date: Date
    record: Record
    how: str = ""

    @property
    def span(self) -> Span | None:
        """The part of its year that the date may mean; None for a day."""
        when, year = self.date, _first(self.date).year
        if when.precision is Precision.DAY:
            return None
        new_year, days = date(year, 1, 1), (date(year, 12, 31) - date(year, 1, 1)).days + 1
        first = (when.earliest - new_year).days if when.earliest else 0
        end = min((when.latest - new_year).days + 1, days) if when.latest else days
        before, after = when.earliest is None, when.latest is None or when.latest.year > year
        return Span(round(100 * first / days, 1), round(100 * (end - first) / days, 1), before, after)


def dated_of(records: Iterable[Record | None]) -> Iterator[Dated]:
    """Yield every date of the records, each record once."""
    for record in dict.fromkeys(records):
        if record is not None:
            for field, how in DATED_BY.get(record.noun, {}).items():
                if (date := getattr(record, field)) is not None:
                    yield Dated(date, record, how)


def in_time(records: Iterable[Record | None]) -> list[Dated]:
    """Return every date of the records, by first possible day."""
    return sorted(
        dated_of(records), key=lambda dated: (*dated.date.sort_key, dated.record.noun, dated.record.key, dated.how)
    )


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year: those less exact than a month, then those of each month, 1 to 12."""

    number: int
    entries: list[Dated] = field(default_factory=list)
    months: dict[int, list[Dated]] = field(default_factory=dict)


def by_year(dated: Iterable[Dated]) -> list[Year]:
    """Group by the year of the first possible day, in order; an open beginning counts as the year of the end."""
    years: dict[int, Year] = {}
    for item in in_years(dated):
        day = _first(item.date)
        year = years.setdefault(day.year, Year(day.year))
        entries = year.months.setdefault(day.month, []) if _within_month(item.date) else year.entries
        entries.append(item)
    return list(years.values())


def in_years(dated: Iterable[Dated]) -> list[Dated]:
    """Sort the entries as years and months show them."""
    return sorted(dated, key=_order)


def _first(when: Date) -> date:
    return when.earliest or when.latest or date.max


def _within_month(when: Date) -> bool:
    first, last = when.earliest, when.latest
    return first is not None and last is not None and (first.year, first.month) == (last.year, last.month)


def _order(item: Dated) -> tuple[int, int, bool, date, date, str, str, str]:
    """Sort by year, month (none first), whether the day is known, day, and last possible day."""
    day = _first(item.date)
    month = day.month if _within_month(item.date) else 0
    to_the_day = item.date.precision is not Precision.MONTH
    last = item.date.latest or date.max
    return (day.year, month, to_the_day, day, last, item.record.noun, item.record.key, item.how)
