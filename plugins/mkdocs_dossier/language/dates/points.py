"""Read single dates in a text, with only what their words say: "3. Oktober", "early 2023", "5", "2019"."""

import datetime
import re
from dataclasses import dataclass, replace

from mkdocs_dossier.language.dates.words import DateWords

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n|\S")
PUNCTUATION = frozenset(".,;:!?()[]\"'„“”‚‘’»«›‹–—…")
DASHES = frozenset("-–—")
#: The only numbers that count as a year without a month, season or phase next to them.
_QUOTED_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Point:
    """A date with only what its words say, the tokens from `first` up to `end`."""

    first: int
    end: int
    year: int | None = None
    month: int | None = None
    """1 to 12, or 21 to 24 for a season."""
    day: int | None = None
    relative: int | None = None
    """The year relative to that of the text ("last year" is -1)."""
    decade: bool = False
    approximate: bool = False
    settled: bool = False
    """Whether the words can only be a date although they are only a month or a year."""
    around: int = 1
    """The day of the month that an approximate date is near."""

    @property
    def dated(self) -> bool:
        """Whether the year is known from the words."""
        return self.year is not None or self.relative is not None

    @property
    def only_day(self) -> bool:
        """Whether only a day of the month is named."""
        return self.month is None and self.day is not None

    @property
    def only_month(self) -> bool:
        """Whether only a month is named, which may be another word."""
        return self.month is not None and self.day is None and not self.dated and not self.settled

    @property
    def only_year(self) -> bool:
        """Whether it is only a number, which may not be a year."""
        return self.year is not None and self.month is None and not self.settled

    @property
    def place(self) -> tuple[int, int]:
        """Month and day."""
        return self.month or 1, self.day or self.around


class DatedText:
    """The tokens of a text, and the dates that begin at each."""

    def __init__(self, text: str, words: DateWords, reference: datetime.date | None) -> None:
        self.text, self.words, self.reference = text, words, reference
        matches = list(_TOKEN.finditer(text))
        self.tokens = [match[0] for match in matches]
        self.lower = [token.lower() for token in self.tokens]
        self.spans = [match.span() for match in matches]

    def point_after(self, at: int) -> Point | None:
        """Read the date after a preposition and its articles; a bare year must follow the preposition directly."""
        start = self.after_articles(at + 1)
        point = self.point(start)
        return None if point and point.only_year and start != at + 1 else point

    def point(self, at: int) -> Point | None:
        """Read the date at a token, including a lone day or year, which is a date only next to others."""
        token = self.at(at)
        if not token or not token[0].isalnum():
            return None
        parsers = (
            (self.iso, self.pointed, self.decade, self.day_first, self.lone_day, self.lone_year)
            if token.isdecimal()
            else (self.phase, self.month_first, self.season, self.named_year)
        )
        for parse in parsers:
            if point := parse(at):
                return None if self.runs_on(point) else point
        return None

    def iso(self, at: int) -> Point | None:
        """Read a full date in ISO 8601."""
        year, month, day = (self.number(at + i, digits) for i, digits in ((0, 4), (2, 2), (4, 2)))
        if not (year and month and day and self.at(at + 1) == self.at(at + 3) == "-" and self.solid(at, at + 5)):
            return None
        return Point(at, at + 5, year, month, day)

    def pointed(self, at: int) -> Point | None:
        """Read a date such as 05.10.2024; in English only if the first number cannot be a month."""
        day, month = self.number(at), self.number(at + 2)
        if not (day and month and day <= 31 and month <= 12 and self.at(at + 1) == self.at(at + 3) == "."):
            return None
        if (not self.words.ordinal_points and day <= 12) or not (self.solid(at, at + 2) and self.solid(at + 2, at + 4)):
            return None
        year = self.number(at + 4, 4)
        if year and 1000 <= year < 2100:
            return Point(at, at + 5, year, month, day)
        # Without a four-digit year it is a date only after a preposition, or in a span: "am 05.10.", "5.10.–7.10.2024"
        spans = self.at(at + 4) in DASHES and self.number(at + 5) is not None
        if not (self.words.ordinal_points and (spans or self.at(at - 1) in self.words.before_days)):
            return None
        short = self.number(at + 4, 2) if self.glued(at + 4) else None
        if short is None:
            return None if self.glued(at + 4) and self.at(at + 4).isalnum() else Point(at, at + 4, None, month, day)
        if self.reference is None:
            return None
        year = self.reference.year - (self.reference.year - short) % 100
        return Point(at, at + 5, relative=year - self.reference.year, month=month, day=day)

    def decade(self, at: int) -> Point | None:
        """Read a decade such as the 1990s; the 1900s may be a century."""
        year, suffix = self.number(at, 4), self.at(at + 1)
        if not year or year % 10 or not year % 100 or suffix not in self.words.decade or not self.glued(at + 1):
            return None
        end = at + 2
        if self.at(end) == "-" and self.at(end + 1) in self.words.years:
            end += 2
        elif self.at(end) in self.words.years:
            end += 1
        return Point(at, end, year, decade=True, settled=True)

    def day_first(self, at: int) -> Point | None:
        """Read a day and its month: "3. Oktober 2024", "3rd of October"."""
        day = self.lone_day(at)
        if day is None:
            return None
        end = day.end + 1 if self.at(day.end) == "of" and not self.words.ordinal_points else day.end
        month = self.month_name(end)
        if month and self.at(month[1]) in self.words.streets:
            return None
        return self.with_year(replace(day, month=month[0], end=month[1])) if month else None

    def lone_day(self, at: int) -> Point | None:
        """Read a day of the month: "3.", "3rd", "3"."""
        day = self.number(at)
        if not day or day > 31:
            return None
        if self.words.ordinal_points:
            return Point(at, at + 2, day=day) if self.at(at + 1) == "." and self.glued(at + 1) else None
        ordinal = self.at(at + 1) in ("st", "nd", "rd", "th") and self.glued(at + 1)
        return Point(at, at + 2 if ordinal else at + 1, day=day)

    def lone_year(self, at: int) -> Point | None:
        """Read a number that may be a year."""
        year = self.year(at)
        return Point(at, at + 1, year) if year in _QUOTED_YEARS else None

    def phase(self, at: int) -> Point | None:
        """Read early, mid or late in a month, a season or a year."""
        word = self.lower[at]
        around = self.words.phases.get(word)
        if around is None:
            return None
        start = at + 2 if self.at(at + 1) == "-" and self.glued(at + 1) else at + 1
        if word in self.words.parts and self.at(start) not in self.words.of:
            return None
        if year := self.year_after(start):
            end, number, relative = year
            return Point(at, end, number, relative=relative, approximate=True, settled=True)
        point = self.point(self.after_articles(start + (self.at(start) in self.words.of)))
        if point is None or point.day or point.approximate or point.only_year:
            return None
        return replace(point, first=at, approximate=True, settled=True, around=around)

    def month_first(self, at: int) -> Point | None:
        """Read a month, in English before its day; without a year, it must be written out."""
        month = self.month_name(at)
        if month is None:
            return None
        number, end = month
        if self.at(at - 1) == "." and self.number(at - 2) and self.glued(at - 1):
            return None  # "32. Oktober"
        if self.words.ordinal_points and end == at + 1 and self.tokens[at] in self.words.short_months:
            return None  # Jan is a name.
        if self.at(at - 1) in self.words.titles:
            return None
        if not self.words.ordinal_points and (day := self.lone_day(end)) and self.at(end + 1) != "of":
            point = self.with_year(replace(day, first=at, month=number))
            name = number in self.words.doubtful_months
            return None if point and name and not point.dated and not self.closed(point.end) else point
        point = self.with_year(Point(at, end, month=number))
        if point is None or point.dated or self.tokens[end - 1] in self.words.months:
            return point
        # "Jan–Feb 2017", "Nov. to Dec. 2019": a short name alone may be a person's.
        joined = self.at(end) in DASHES or self.at(end) in self.words.to
        following = self.month_name(end + 1) if joined else None
        return point if following and self.year(following[1]) else None

    def bare_month(self, at: int) -> Point | None:
        """Read a month before a number that is neither its day nor its year."""
        month = self.month_name(at)
        if not month or self.words.ordinal_points or not self.number(month[1]):
            return None
        return Point(at, month[1], month=month[0])

    def season(self, at: int) -> Point | None:
        """Read a season of a year: "Sommer 2022", "winter of 2022/23"."""
        season = self.words.seasons.get(self.tokens[at])
        if season is None:
            return None
        point = self.with_year(Point(at, at + 1, month=season))
        if point is None or not point.dated:
            return None
        if season == 24:
            # "Winter 2022" may have begun in that year or ended in it.
            next_year, end = (point.year or 0) + 1, point.end
            following = self.number(end + 1, 4) or self.number(end + 1, 2)
            double = self.at(end) in ("/", "-", "–") and following in (next_year, next_year % 100)
            return replace(point, end=end + 2) if double else None
        return point

    def named_year(self, at: int) -> Point | None:
        """Read a number that is called a year: "im Jahr 2019"."""
        if self.lower[at] not in self.words.years or self.at(at - 1) not in self.words.articles:
            return None
        year = self.year(at + 1)
        if year not in _QUOTED_YEARS or (self.counted(at + 2) and self.at(at + 2) not in DASHES):
            return None
        return Point(at, at + 2, year, settled=True)

    def with_year(self, point: Point) -> Point | None:
        """Add the year after a point, if there is one; None if words change the year ("vor zwei Jahren")."""
        if year := self.year_after(point.end):
            return replace(point, end=year[0], year=year[1], relative=year[2])
        at = self.after(self.words.of, point.end)
        if self.year(point.end):
            return None  # "3. Oktober 2000 Soldaten"
        return None if any(self.at(i) in self.words.years for i in (at, at + 1, at + 2)) else point

    def year_after(self, at: int) -> tuple[int, int | None, int | None] | None:
        """Return the end of the words for a year, the year, and the year relative to that of the text."""
        start = self.after(self.words.of, at + (self.at(at) == "," and not self.words.ordinal_points))
        named = start > at and self.at(start) in self.words.years
        start += named
        # "am 3. Oktober des 2019 Verstorbenen", "on 3 October the 2019 treaty"
        direct = start == at or named or self.at(start - 1) in ("of", ",")
        if direct and (year := self.year(start)) and not (year % 100 == 0 and self.counted(start + 1)):
            return start + 1, year, None
        relative = self.words.relative.get(self.at(start))
        if relative is not None and self.at(start + 1) in self.words.years:
            return start + 2, None, relative
        if self.at(start) in self.words.year_before:
            return start + 1, None, -1
        return None

    # Tokens.

    def at(self, at: int) -> str:
        """Return the token in lower case; empty beyond the ends of the text."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def glued(self, at: int) -> bool:
        """Return whether a token directly follows the one before it."""
        return 0 < at < len(self.spans) and self.spans[at][0] == self.spans[at - 1][1]

    def solid(self, first: int, end: int) -> bool:
        """Return whether no spaces separate the tokens."""
        return all(self.glued(i) for i in range(first + 1, end))

    def after_articles(self, at: int) -> int:
        """Return the index of the next token that is not an article or preposition before a date."""
        return self.after(self.words.articles, at)

    def after(self, words: frozenset[str], at: int) -> int:
        """Return the index of the next token that is none of these words, of which at most two follow each other."""
        for _ in range(2):
            at += self.at(at) in words
        return at

    def number(self, at: int, digits: int | None = None) -> int | None:
        """Read a number of one or two digits, or of exactly `digits`, that is not part of a longer one."""
        token = self.at(at)
        if not (token.isascii() and token.isdecimal()) or (len(token) > 2 if digits is None else len(token) != digits):
            return None
        return int(token)

    def year(self, at: int) -> int | None:
        """Read a number that may be a year of our era in any context."""
        year = self.number(at, 4)
        if year is None or not 1000 <= year < 2100 or self.at(at + 1) in self.words.before_christ:
            return None
        if self.glued(at + 1) and self.at(at + 1)[0].isalnum():
            return None
        era = self.at(at + 1) in ("v", "b") and self.at(at + 2) == "." and self.at(at + 3) in ("chr", "c")
        part = self.at(at + 1) in (".", ",", ":") and self.solid(at, at + 3) and self.at(at + 2).isdecimal()
        return None if era or part else year

    def month_name(self, at: int) -> tuple[int, int] | None:
        """Return the month that a token names, and the end of its name."""
        if not 0 <= at < len(self.tokens):
            return None
        token = self.tokens[at]
        if month := self.words.months.get(token):
            return month, at + 1
        if month := self.words.short_months.get(token):
            return month, at + 2 if self.at(at + 1) == "." and self.glued(at + 1) else at + 1
        return None

    def closed(self, at: int) -> bool:
        """Return whether the token after a number shows that it counts nothing: end, punctuation, function word."""
        token = self.at(at)
        if token in DASHES and self.glued(at + 1) and self.at(at + 1).isdecimal():
            return False
        return token in ("", "\n") or token in PUNCTUATION or token in self.words.function_words

    def counted(self, at: int) -> bool:
        """Return whether a number before this token may count it."""
        if self.closed(at):
            return False
        token = self.tokens[at]
        return not token[0].isalpha() or token[0].isupper() == self.words.nouns_are_capitalised

    def runs_on(self, point: Point) -> bool:
        """Return whether the point is part of more: "Oktober-Ausgabe", "June's", "2022/23", "1.05.10.2024"."""
        before, after = point.first - 1, point.end
        if self.tokens[point.first][0].isdecimal() and self.glued(point.first):
            separated = self.at(before) in (".", ",", ":") and self.glued(before)
            if self.at(before)[0].isalnum() or (separated and self.at(before - 1).isdecimal()):
                return True
        if not self.glued(after):
            return False
        token, following = self.at(after), self.at(after + 1)
        if token[0].isalnum() and point.end > point.first and self.at(point.end - 1) != ".":
            return token != "t"
        if not self.glued(after + 1) or not following[0].isalnum():
            return False
        if token in DASHES:
            return not following.isdecimal() and not self.month_name(after + 1)
        possessive = token in ("'", "’") and following == "s" and point.only_month
        return possessive or (token in ("/", ".", ",", ":") and following.isdecimal() and point.day is None)
