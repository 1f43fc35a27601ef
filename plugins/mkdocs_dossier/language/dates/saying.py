"""Read the days that words like “Sonntag” and “3. Oktober” may mean, and the one on which something was said."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from mkdocs_dossier.language.dates import words as date_words
from mkdocs_dossier.language.dates.reading import read_dates
from mkdocs_dossier.model.text import primary_language

_DAYS = "montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday"
_NUMBERS = {day: number % 7 for number, day in enumerate(f"{_DAYS} sunday".split())} | {"sonnabend": 5}
#: In characters: what may come before a day, as “am” or “on the”.
_BEFORE = 7
#: Words for a day → how many days before publication it is.
_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2}
_DAY = re.compile(
    rf"(?i)\b(?:(?:am|on) ({'|'.join(_NUMBERS)})(?:morgen|vormittag|mittag|nachmittag|abend)?"
    rf"|(?<!seit )(?<!since )({'|'.join(_AGO)}))\b"
)


def dates_meant(
    text: str, span: tuple[int, int], published: date | None, language: str
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield (start, end, dates in ISO 8601 that they may mean) of words for days, months and years.

    Without the day of publication, weekdays and dates without a year mean nothing.
    """
    if published:
        for found in _DAY.finditer(text, *span):
            weekday, word = (found[group] and found[group].lower() for group in (1, 2))
            ago = (published.weekday() - _NUMBERS[weekday]) % 7 if weekday else _AGO[word]
            yield found.start(), found.end(), [(published - timedelta(ago)).isoformat()]
    if (words := date_words.LANGUAGES.get(primary_language(language))) is None:
        return
    months = {**words.short_months, **words.months}
    around = [published.year + ahead for ahead in (0, -1, 1)] if published else []
    for found in _dates(words.language).finditer(text, *span):
        day, year = found["before"] or found["behind"], found["year"] or found["alone"]
        years, month = [int(year)] if year else around, months.get(found["month"], 0)
        rest = "".join(f"-{int(part):02}" for part in (month, day) if part)
        yield found.start(), found.end(), [f"{each}{rest}" for each in years]


@cache
def _dates(language: str) -> re.Pattern[str]:
    words = date_words.LANGUAGES[language]
    names = "|".join(sorted((*words.months, *words.short_months), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?:(?P<before>[0-3]?\d)\.? )?\b(?P<month>{names})\b\.?(?: (?P<behind>[0-3]?\d)\b(?![.,]\d))?"
        rf"(?:,? (?P<year>\d{{4}})\b)?|(?P<alone>(?:19|20)\d\d)\b)"
    )


def day_of_saying(text: str, start: int, cue: tuple[int, int], published: date, language: str) -> str:
    """Return the last day before publication named in a cue, behind it, or first in its sentence; empty if none is."""
    dates = read_dates(text[start : cue[1] + 30], language, published)
    days = [(start + one.start, start + one.end, one.date.text) for one in dates if one.date.exact]
    meant = dates_meant(text, (start, cue[1] + 30), published, "")  # only weekdays
    days += [(first, last, day) for first, last, found in meant for day in found]
    for first, last, day in sorted(days):
        begins = first - start <= _BEFORE and cue[0] <= last + 1
        if begins or cue[0] <= first <= cue[1] + _BEFORE:
            return day
    return ""
