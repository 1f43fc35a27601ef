"""Read the day on which something was said from a word for a day beside the verb: “sagte X am Sonntag”, “gestern”."""

import re
from datetime import date, timedelta

from mkdocs_dossier.language.dates.reading import read_dates

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


def day_of_saying(text: str, start: int, cue: tuple[int, int], published: date, language: str) -> str:
    """Return the last such day before publication; it is named in the cue, behind it, or first in its sentence.

    Args:
        text: The article's text.
        start: Where the sentence begins.
        cue: The span of the verb and its subject.
        published: The day of publication.
        language: The article's language.

    Returns:
        The day (ISO 8601); an empty string if the words give none.
    """
    dates = read_dates(text[start : cue[1] + 30], language, published)
    days = [(start + one.start, start + one.end, one.date.text) for one in dates if one.date.exact]
    for found in _DAY.finditer(text, start, cue[1] + 30):
        weekday, word = (found[group] and found[group].lower() for group in (1, 2))
        ago = (published.weekday() - _NUMBERS[weekday]) % 7 if weekday else _AGO[word]
        days.append((found.start(), found.end(), (published - timedelta(ago)).isoformat()))
    for first, last, day in sorted(days):
        begins = first - start <= _BEFORE and cue[0] <= last + 1
        if begins or cue[0] <= first <= cue[1] + _BEFORE:
            return day
    return ""
