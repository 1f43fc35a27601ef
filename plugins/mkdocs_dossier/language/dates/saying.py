"""Read the day on which something was said from the words beside the verb: “sagte X am Sonntag”."""

from __future__ import annotations

import re
from datetime import timedelta

from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.model.dates import Date

_DAYS = (
    vocabulary("montag dienstag mittwoch donnerstag freitag samstag sonntag"),
    vocabulary("monday tuesday wednesday thursday friday saturday sunday"),
)
_NUMBERS = {day: number for days in _DAYS for number, day in enumerate(days)} | {"sonnabend": 5}
_WEEKDAY = re.compile(rf"\b(?:am|on) ({'|'.join(_NUMBERS)})(?:morgen|vormittag|mittag|nachmittag|abend)?\b", re.IGNORECASE)


def day_of_saying(text: str, span: tuple[int, int], cue: tuple[int, int], published: Date) -> str:
    """Return the day that a weekday in the cue, right behind it, or at the sentence's beginning gives.

    Args:
        text: The article's text.
        span: The sentence.
        cue: The verb and its subject in it.
        published: The day of publication; the weekday is the last one not after it.

    Returns:
        The day (ISO 8601); an empty string if the words give none.
    """
    if published.latest is None or published.earliest != published.latest:
        return ""
    for found in _WEEKDAY.finditer(text, *span):
        inside = cue[0] <= found.start() < cue[1]
        behind = cue[1] <= found.start() <= cue[1] + 1
        begins = found.start() == span[0] and cue[0] <= found.end() + 1
        if inside or behind or begins:
            back = (published.latest.weekday() - _NUMBERS[found[1].lower()]) % 7
            return (published.latest - timedelta(days=back)).isoformat()
    return ""
