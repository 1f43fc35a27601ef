"""Read dates in German and English text as EDTF, without doubtful ones.

A recursive-descent parser that visits each token a bounded number of times. The languages differ in words alone.
"""

import bisect
import datetime
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from mkdocs_dossier.language.dates import words as date_words
from mkdocs_dossier.language.dates.context import DatesInContext
from mkdocs_dossier.language.dates.points import DASHES, Point
from mkdocs_dossier.language.sentences import sentences
from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.model.text import primary_language

_MOST_IN_LIST = 8


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date and its words, `text[start:end]`."""

    date: Date
    words: str
    start: int
    end: int
    inferred: bool
    """Whether the year is not in the words but inferred from the date of the text."""


def read_dates(text: str, language: str, reference: datetime.date | None) -> list[DateReading]:
    """Read the dates of a German or English text; one without a year is the latest not after the `reference`.

    Pass the whole text rather than a passage: a day or month without a year is not read if the words are about the
    future, if the weekday does not agree, or if the paragraph has just mentioned another year.
    """
    words = date_words.LANGUAGES.get(primary_language(language))
    return _Reader(text, words, reference).read() if words else []


@cache
def _beginning(language: str) -> frozenset[str]:
    """Return the words, in lower case, that may begin a date or a phrase around one: few words of a text do."""
    words = date_words.LANGUAGES[language]
    names = chain(words.months, words.short_months, words.seasons)
    around = chain(words.ranges, words.since, words.onward, words.until, words.around, words.within)
    return frozenset([*map(str.lower, names), *around, *words.phases, *words.years])


#: Reads a phrase at a token; returns its readings and its end, or None if there is no such phrase.
_Phrase = Callable[[int], "tuple[list[DateReading], int] | None"]


class _Reader(DatesInContext):
    def __init__(self, text: str, words: date_words.DateWords, reference: datetime.date | None) -> None:
        super().__init__(text, words, reference)
        self.named_years: range | None = None
        """The years of the last date in this paragraph that names its own."""

    def read(self) -> list[DateReading]:
        found: list[DateReading] = []
        begins, at = _beginning(self.words.language), 0
        while at < len(self.tokens):
            if self.tokens[at] == "\n":
                self.named_years = None
            if self.tokens[at].isdecimal() or self.lower[at] in begins:
                readings, end = self.phrase(at)
                found += readings
                at = max(end, at + 1)
            else:
                at += 1
        return self.agreeing(found)

    def agreeing(self, readings: list[DateReading]) -> list[DateReading]:
        """Drop inferred readings whose sentence goes on to mention another year."""
        if not any(r.inferred for r in readings):
            return readings
        ends = [end for _, end in sentences(self.text, self.words.language)]
        kept: list[DateReading] = []
        named, sentence = range(0), -1
        for reading in reversed(readings):
            if (number := bisect.bisect(ends, reading.start)) != sentence:
                named, sentence = range(0), number
            if reading.date.earliest is None or reading.date.latest is None:
                kept.append(reading)
                continue
            years = range(reading.date.earliest.year, reading.date.latest.year + 1)
            if not reading.inferred:
                # A mere year may be the background: "am 3. Oktober traf es das im Jahr 2019 gebaute Lager".
                named = years if reading.date.precision in (Precision.DAY, Precision.MONTH) else named
            elif named and not set(years) & set(named):
                continue
            kept.append(reading)
        return kept[::-1]

    # Phrases: the readings at a token and their end; a phrase that is understood but doubtful has no readings.

    def phrase(self, at: int) -> tuple[list[DateReading], int]:
        word, words = self.lower[at], self.words
        introductions: tuple[tuple[Container[str], _Phrase], ...] = (
            (words.ranges, self.stretch),
            (words.since, self.since),
            (words.onward, self.since),
            (words.until, self.until),
            (words.around, self.hedged),
            (words.within, self.within),
        )
        for introducing, read in introductions:
            if word in introducing and (result := read(at)):
                return result
        if self.tokens[at][0].isalnum():
            return self.series(at, at, months=False, years=False)
        return [], at

    def stretch(self, at: int) -> tuple[list[DateReading], int] | None:
        """Read a span from one date to another, or between two dates, but not "postponed from 3 to 5 May"."""
        first = self.point(self.after_articles(at + 1))
        if first is None or self.at(at - 1) in self.words.moved:
            return ([], first.end) if first else None
        joint = self.at(first.end)
        if joint in self.words.to and self.at(first.end + 1) in self.words.today:
            whole = replace(first, end=first.end + 2)
            return (self.interval(at, whole, None) if self.certain(first) else []), whole.end
        night = joint in self.words.night and self.at(at - 1).endswith("nacht")
        dashed = joint in DASHES
        if not (joint in self.words.ranges[self.lower[at]] or night or dashed):
            return None
        last = self.point(first.end + 1 if dashed else self.after_articles(first.end + 1))
        return self.joined(at, first, last) if last else None

    def joined(self, at: int, first: Point, last: Point) -> tuple[list[DateReading], int] | None:
        both = self.completed(first, last)
        if both is None:
            return [], last.end
        first, last = both
        doubtful = self.doubtful_month(first) and self.doubtful_month(last)
        alike = not (first.only_day or last.only_day) and self.of_one_kind(first, last)
        if doubtful or not alike or (last.only_year and not self.closed(last.end)):
            return [], last.end
        return self.interval(at, first, last), last.end

    @staticmethod
    def of_one_kind(first: Point, last: Point) -> bool:
        """Return whether both ends are years, or both have months, or each its own year: "2014 to May 2018"."""
        return (first.month is None) == (last.month is None) or bool(first.year and last.year)

    def since(self, at: int) -> tuple[list[DateReading], int] | None:
        point = self.point_after(at)
        if point is None:
            return None
        if (self.lower[at] in self.words.onward and not point.dated) or not self.certain(point):
            return [], point.end
        return self.interval(at, point, None), point.end

    def until(self, at: int) -> tuple[list[DateReading], int] | None:
        point = self.point_after(at)
        if point is None:
            return None
        # Without a year the end may be in the future, unlike a beginning; "2014 bis 2019" has one.
        before = self.at(at - 1)  # "Anfang bis Mitte 2023", "halfway through 2023"
        goes_on = before.isdecimal() or before in self.words.phases or before.endswith("way")
        fits = point.dated and (not point.only_year or self.closed(point.end)) and not goes_on
        return (self.interval(at, None, point) if fits else []), point.end

    def hedged(self, at: int) -> tuple[list[DateReading], int] | None:
        start = at + 2 if self.at(at + 1) == "." else at + 1
        point = self.point(self.after_articles(start))
        if point is None or point.only_day or point.only_month or point.only_year:
            return None
        return self.single(replace(point, first=at, approximate=True)), point.end

    def within(self, at: int) -> tuple[list[DateReading], int] | None:
        start = self.after_articles(at + 1)
        # "In June 20 soldiers were killed" is not about 20 June.
        if month := self.bare_month(start):
            return self.series(at, start, months=True, years=False, first=month)
        return self.series(at, start, months=True, years=start == at + 1 and self.words.bare_years)

    def series(
        self, at: int, start: int, *, months: bool, years: bool, first: Point | None = None
    ) -> tuple[list[DateReading], int]:
        """Read one date, several in a row, or an interval; `months` and `years` allow lone months and years."""
        first = first or self.point(start)
        if first is None:
            return [], at
        # "in den Jahren 2014 bis 2019": the second is a year because the first is one.
        years = years or (first.settled and first.month is None)
        joint = self.at(first.end)
        if years and (whole := self.span_of_years(first)):
            return self.interval(first.first, *whole), whole[1].end
        if joint in DASHES or joint in self.words.to or (joint == "/" and not first.only_year):
            last = self.point(first.end + 1 if joint in DASHES else self.after_articles(first.end + 1))
            both = self.completed(first, last) if last else None
            begins = both and ((both[0].only_year and years) or self.fits(both[0], months=months, years=years))
            if both and begins and self.fits(both[1], months=months, years=years):
                return (self.interval(first.first, *both) if self.of_one_kind(*both) else []), both[1].end
            if last and (first.only_day or not (both or last.only_day)):
                return [], last.end
        listed = [first]
        # The form of a lone day, or the word before it, must show that it is one.
        may_go_on = not first.only_day or first.end > start + 1 or self.at(start - 1) in self.words.before_days
        while may_go_on and len(listed) < _MOST_IN_LIST and (following := self.next_in_list(listed[-1])):
            listed.append(following)
        listed = self.days_of_one_month(listed)
        for i in range(len(listed) - 2, -1, -1):
            listed[i] = self.taking_over(listed[i], listed[i + 1])
        kept = [p for p in listed if self.fits(p, months=months, years=years)]
        return [reading for p in kept for reading in self.single(p)], kept[-1].end if kept else at

    def span_of_years(self, first: Point) -> tuple[Point, Point] | None:
        """Read two years joined by a dash; the second may be shortened: "1920–21", "1998–2003"."""
        at = first.end + 1
        if not first.year or first.month or self.at(first.end) not in DASHES or not self.closed(at + 1):
            return None
        year = self.year(at)
        if year is None and (short := self.number(at, 2)) is not None and len(self.at(at)) == 2:
            year = first.year - first.year % 100 + short
        if year is None or year <= first.year:
            return None
        return replace(first, settled=True), Point(at, at + 1, year, settled=True)

    def next_in_list(self, point: Point) -> Point | None:
        if self.at(point.end) not in self.words.conjunctions:
            return None
        following = self.point(self.after_articles(point.end + 1))
        # "im Juni, August Bebel …": a comma joins no names.
        alone = following and (following.only_month or following.only_year) and self.at(point.end) == ","
        return None if alone else following

    def days_of_one_month(self, listed: list[Point]) -> list[Point]:
        """Complete the days of a list if the month precedes them: "June 3, 5 and 7, 2024"."""
        first, last = listed[0], listed[-1]
        headed = first.month and first.day and not first.dated and all(p.only_day for p in listed[1:])
        if not headed or first is last or self.at(last.first - 1) == ",":
            return listed
        year = self.year_after(last.end)
        if not year and not self.closed(last.end):
            return listed
        end, number, relative = year or (last.end, None, None)
        days = [replace(p, month=first.month, year=number, relative=relative) for p in listed]
        return [*days[:-1], replace(days[-1], end=end)]

    def taking_over(self, point: Point, following: Point) -> Point:
        """Copy the month and year from the following point to `point`: "19. und 20. Juni 2024"."""
        if point.only_day and following.month and following.day and (point.day or 0) < following.day:
            return replace(point, month=following.month, year=following.year, relative=following.relative)
        ordered = point.month and following.month and point.place <= following.place
        if ordered and not point.dated and following.dated:
            return replace(point, year=following.year, relative=following.relative)
        return point

    def completed(self, first: Point, last: Point) -> tuple[Point, Point] | None:
        """Complete the ends of an interval from each other; None if that is uncertain."""
        if last.only_day and first.month and first.day and not first.dated:
            year = self.year_after(last.end)
            if not year and not self.closed(last.end):
                return None
            end, number, relative = year or (last.end, None, None)
            last = replace(last, month=first.month, year=number, relative=relative, end=end)
        if first.only_day:
            first = self.taking_over(first, last)
        elif first.month and last.month and not first.dated and last.dated:
            if first.place > last.place:
                return None
            first = replace(first, year=last.year, relative=last.relative)
        return (first, last) if first.only_day or last.only_day or first.dated == last.dated else None

    def fits(self, point: Point, *, months: bool, years: bool) -> bool:
        if point.only_day:
            return False
        if point.only_month:
            return months and not self.doubtful_month(point)
        return not point.only_year or (years and self.closed(point.end))

    def certain(self, point: Point) -> bool:
        """Return whether a point after "since" is a date: "seit 2000 Tagen" and "since May" are not."""
        if point.only_day or self.doubtful_month(point):
            return False
        return not point.only_year or not self.counted(point.end)

    def doubtful_month(self, point: Point) -> bool:
        return point.only_month and point.month in self.words.doubtful_months

    # Readings.

    def single(self, point: Point) -> list[DateReading]:
        text = self.edtf(point)
        return self.reading(text, point.first, [point]) if text else []

    def interval(self, first: int, start: Point | None, last: Point | None) -> list[DateReading]:
        upper = self.edtf(last) if last else ".."
        if start and last and upper and not start.dated:
            # The beginning is the latest before the end.
            year = int(upper[:4]) - (start.place > last.place)
            start = replace(start, relative=year - self.reference.year) if self.reference else start
        lower = self.edtf(start) if start else ".."
        if not (lower and upper):
            return []
        return self.reading(f"{lower}/{upper}", first, [p for p in (start, last) if p])

    def reading(self, text: str, first: int, points: list[Point]) -> list[DateReading]:
        end, inferred = points[-1].end, any(not p.year for p in points)
        try:
            date = Date.parse(text)
        except ValueError:
            return []
        years = [d.year for d in (date.earliest, date.latest) if d]
        if inferred and any(not p.dated for p in points):
            if (self.named_years and not set(years) & set(self.named_years)) or not self.plausible(first, end, date):
                return []
        elif not inferred and len(years) == 2:
            self.named_years = range(years[0], years[1] + 1)
        start, stop = self.spans[first][0], self.spans[end - 1][1]
        return [DateReading(date, self.text[start:stop], start, stop, inferred)]

    def edtf(self, point: Point) -> str | None:
        year = point.year
        if year is None and self.reference:
            year = self.latest_year(point) if point.relative is None else self.reference.year + point.relative
        if year is None or not 1 <= year <= 9999:
            return None
        text = f"{year // 10:03}X" if point.decade else f"{year:04}"
        text += f"-{point.month:02}" if point.month else ""
        return text + (f"-{point.day:02}" if point.day else "") + ("~" if point.approximate else "")
