"""Read the day on which something was said from a word for a day beside the verb: “sagte X am Sonntag”, “gestern”."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = "montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday"
_NUMBERS = {day: number % 7 for number, day in enumerate(f"{_DAYS} sunday".split())} | {"sonnabend": 5}
#: Words for a day → how many days before publication it is.
_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2}
_DAY = re.compile(
    rf"(?i)\b(?:(?:am|on) ({'|'.join(_NUMBERS)})(?:morgen|vormittag|mittag|nachmittag|abend)?|({'|'.join(_AGO)}))\b"
)


def day_of_saying(text: str, start: int, cue: tuple[int, int], published: date) -> str:
    """Return the last such day before publication; it is named in the cue, behind it, or first in its sentence.

    Args:
        text: The article's text.
        start: Where the sentence begins.
        cue: The span of the verb and its subject.
        published: The day of publication.

    Returns:
        The day (ISO 8601); an empty string if the words give none.
    """
    for found in _DAY.finditer(text, start, cue[1] + 30):
        at, begins = found.start(), found.start() == start and cue[0] <= found.end() + 1
        if begins or cue[0] <= at <= cue[1] + 1:
            weekday, word = (found[group] and found[group].lower() for group in (1, 2))
            ago = (published.weekday() - _NUMBERS[weekday]) % 7 if weekday else _AGO[word]
            return (published - timedelta(ago)).isoformat()
    return ""
