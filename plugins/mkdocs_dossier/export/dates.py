"""Dates as other formats write them: ISO 8601 of the precision that is known, and moments for Atom."""

from __future__ import annotations

from datetime import UTC, datetime, time

from mkdocs_dossier.model.dates import Date, Precision


def iso(when: Date | None) -> str:
    """A day (with its time), month or year as ISO 8601 writes them; empty for everything else."""
    if when is None or when.earliest is None:
        return ""
    match when.precision:
        case Precision.DAY:
            moment = _with_time(when)
            return moment.isoformat() if moment else when.earliest.isoformat()
        case Precision.MONTH:
            return when.earliest.isoformat()[:7]
        case Precision.YEAR:
            return when.earliest.isoformat()[:4]
    return ""


def earliest(when: Date | None) -> str:
    """The first day a date may mean; empty where that is open."""
    return when.earliest.isoformat() if when and when.earliest else ""


def latest(when: Date | None) -> str:
    """The last day a date may mean; empty where that is open."""
    return when.latest.isoformat() if when and when.latest else ""


def moment_of(when: Date) -> datetime:
    """The first moment a date may mean. A time without a zone is taken as UTC: the article names none."""
    first = when.earliest or when.latest
    assert first is not None, "one end of an interval is known"
    moment = _with_time(when) or datetime.combine(first, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def utc(when: Date) -> str:
    """The first moment a date may mean, in UTC and with its sign, `Z` (xsd:dateTime)."""
    moment = moment_of(when)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # an hour before the first year or behind the last
        moment = moment.replace(tzinfo=UTC)
    return f"{moment.replace(tzinfo=None).isoformat()}Z"


def _with_time(when: Date) -> datetime | None:
    if not when.time:
        return None
    try:
        return datetime.fromisoformat(when.text.rstrip("?~%"))
    except ValueError:  # a zone that no clock has, such as +99:00
        return None
