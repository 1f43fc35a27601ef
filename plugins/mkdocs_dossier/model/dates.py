"""Dates as people know them: EDTF level 1 (ISO 8601-2), parsed once into the days they may mean.

Supported: `2024-10-03`, `2024-10-05T09:09`, `2024-06`, `2022-22` (summer), `202X`, `2024-XX-XX`, a trailing `?`, `~` or
`%`, and intervals `2023-08/2024-01`, `2024-10-03/..`, `../2024`. Years before 1 or after 9999 are not.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: Season number → first month; winter extends into the following year (meteorological seasons of the north).
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_SINGLE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2})(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?P<mark>[?~%]?)"
)
_POINTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")
_NAMED = re.compile(r"(?:([0-9]{1,2})\.?\s*)?([a-zä]{3,9})\.?\s+([0-9]{4})", re.IGNORECASE)
_MONTHS = {"jan": 1, "feb": 2, "mär": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10}
_MONTHS |= {"nov": 11, "dez": 12, "mar": 3, "may": 5, "oct": 10, "dec": 12}
_LOOSE = re.compile(r"([0-9]{4})([-/.‑–])([0-9]{1,2})\2([0-9]{1,2})(?:[ T]([0-9]{1,2})[:.]([0-9]{2})(?: Uhr)?)?,?")
_BEFORE_CHRIST = re.compile(r"-[0-9]{4}|Y-[0-9]|[0-9]{1,4}\s*(?:v\.?\s?Chr|BC)")
_TOO_EARLY = "years before 0001 cannot be written here: leave the date out and name the year in words"
_ADVICE = "write a date such as 2024-10-03, 2024-06, 2022-22 (summer), 2023-08/2024-01 or 2024-10~"


class Precision(StrEnum):
    """The known precision of a date."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Date:
    """The days a date may mean, first and last included; None if an interval is open or its end unknown."""

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    time: str = ""
    """The time of day as written, `HH:MM`, or empty."""

    @classmethod
    def parse(cls, text: str) -> Date:
        """Parse EDTF. Raises ValueError, which says what to write instead."""
        text = text.strip()
        # Do not suggest swapping day and month if the result is no date either.
        if (pointed := _POINTED.fullmatch(text)) and int(pointed[1]) <= 31 and int(pointed[2]) <= 12:
            day, month, year = pointed.groups()
            raise ValueError(f"write {year}-{int(month):02}-{int(day):02}: year, month, day")
        if (named := _NAMED.fullmatch(text)) and (month := _MONTHS.get(named[2][:3].casefold())):
            day = f"-{int(named[1]):02}: year, month, day" if named[1] else ""
            raise ValueError(f"write {named[3]}-{month:02}{day}")
        if (loose := _LOOSE.fullmatch(text)) and not _SINGLE.fullmatch(text) and int(loose[3]) <= 12:
            year, _, month, day, hour, minute = loose.groups()
            time = f"T{int(hour):02}:{minute}" if hour else ""
            raise ValueError(f"write {year}-{int(month):02}-{int(day):02}{time}")
        start, slash, end = text.partition("/")
        if not slash:
            return _single(text)
        first, last = _end_of(start), _end_of(end)
        if first is None and last is None:
            raise ValueError(_ADVICE)
        earliest, latest = first.earliest if first else None, last.latest if last else None
        if earliest and latest and latest < earliest:
            raise ValueError(f"write {end}/{start}: the earlier date comes first")
        known = [d for d in (first, last) if d]
        approximate, uncertain = any(d.approximate for d in known), any(d.uncertain for d in known)
        return cls(text, earliest, latest, Precision.INTERVAL, approximate, uncertain)

    def __str__(self) -> str:
        return self.text

    @property
    def exact(self) -> bool:
        """Whether it is one known day."""
        return self.precision is Precision.DAY and not (self.approximate or self.uncertain)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """The key for chronological order: first possible day, then last; open ends are at the ends of time."""
        return (self.earliest or date.min, self.latest or date.max, self.text)

    def before(self, other: Date) -> bool:
        """Return whether every day it may mean is before every day `other` may mean."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def meets(self, other: Date) -> bool:
        """Return whether both may mean the same day."""
        return not (self.before(other) or other.before(self))


def _end_of(text: str) -> Date | None:
    return None if text in ("", "..") else _single(text)


def _single(text: str) -> Date:
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise ValueError(_TOO_EARLY if _BEFORE_CHRIST.match(text) else _ADVICE)
    earliest, latest, precision = _span(match["year"], match["month"], match["day"])
    hours, minutes = map(int, (match["time"] or "00:00").split(":"))
    if match["time"] and (precision is not Precision.DAY or hours > 23 or minutes > 59):
        raise ValueError("write a time after a whole date, such as 2024-10-05T09:09")
    mark = match["mark"]
    return Date(text, earliest, latest, precision, mark in ("~", "%"), mark in ("?", "%"), match["time"] or "")


def _span(year: str, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    if "X" in year:
        if month or day:
            raise ValueError("write 202X or 20XX alone: an unknown year has no month")
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return date(max(first, 1), 1, 1), date(last, 12, 31), Precision.CENTURY if "XX" in year else Precision.DECADE
    if year == "0000":
        raise ValueError("write a year from 0001 to 9999")
    number = int(year)
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError(f"write {year}: a day without its month is not known")
        return date(number, 1, 1), date(number, 12, 31), Precision.YEAR
    part = int(month)
    if part in SEASONS and day is None:
        return _season(number, SEASONS[part])
    if not 1 <= part <= 12:
        raise ValueError(f"{month} is no month: 01 to 12, or 21 to 24 for spring to winter")
    length = calendar.monthrange(number, part)[1]
    if day in (None, "XX"):
        return date(number, part, 1), date(number, part, length), Precision.MONTH
    if not 1 <= int(day) <= length:
        raise ValueError(f"{year}-{month} has no day {day}")
    return date(number, part, int(day)), date(number, part, int(day)), Precision.DAY


def _season(year: int, first_month: int) -> tuple[date, date, Precision]:
    last_year, last_month = (year + 1, 2) if first_month == 12 else (year, first_month + 2)
    if last_year > 9999:
        raise ValueError("write a year from 0001 to 9998")
    length = calendar.monthrange(last_year, last_month)[1]
    return date(year, first_month, 1), date(last_year, last_month, length), Precision.SEASON
