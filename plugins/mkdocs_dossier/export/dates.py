"""Dates in ISO 8601, and moments for Atom: a time without a zone is in the site's if known, never taken for UTC."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from mkdocs_dossier.model.dates import Date, Precision


def iso(when: Date | None, zone: ZoneInfo | None) -> str:
    """Format a day (with its time), month or year as ISO 8601; empty for anything else."""
    if when is None or when.earliest is None:
        return ""
    match when.precision:
        case Precision.DAY:
            moment = _with_time(when, zone)
            return moment.isoformat() if moment else when.earliest.isoformat()
        case Precision.MONTH:
            return when.earliest.isoformat()[:7]
        case Precision.YEAR:
            return when.earliest.isoformat()[:4]
    return ""


def utc(when: Date | None, zone: ZoneInfo | None) -> str:
    """Format a date for formats whose times are UTC without saying so: a time in an unknown zone is left out."""
    moment = _with_time(when, zone) if when else None
    if moment is None or moment.tzinfo is None:
        return iso(when, zone)[: len("2024-10-05")]
    return _in_utc(moment).replace(tzinfo=None).isoformat()


def earliest(when: Date | None) -> str:
    """Return the first day a date may mean; empty if that is open."""
    return when.earliest.isoformat() if when and when.earliest else ""


def latest(when: Date | None) -> str:
    """Return the last day a date may mean; empty if that is open."""
    return when.latest.isoformat() if when and when.latest else ""


def moment_of(when: Date, zone: ZoneInfo | None) -> datetime:
    """Return the first moment a date may mean, for formats that need a full timestamp.

    A time in an unknown zone is reduced to its day. A day begins in the site's zone, or in UTC.
    """
    moment = _with_time(when, zone)
    if moment is not None and moment.tzinfo is not None:
        return moment
    first = when.earliest or when.latest
    assert first is not None, "one end of an interval is known"
    return datetime.combine(first, time(), zone or UTC)


def utc_moment(when: Date, zone: ZoneInfo | None) -> str:
    """Format the first moment a date may mean in UTC with `Z` (xsd:dateTime); a day becomes midnight UTC."""
    moment = _with_time(when, zone)
    in_utc = _in_utc(moment_of(when, zone if moment and moment.tzinfo else None))
    return f"{in_utc.replace(tzinfo=None).isoformat()}Z"


def _with_time(when: Date, zone: ZoneInfo | None) -> datetime | None:
    """Return the moment, without a zone if none is known; None if no time is written."""
    if not when.time:
        return None
    try:
        moment = datetime.fromisoformat(when.text.rstrip("?~%"))
    except ValueError:  # a zone that no clock has, such as +99:00
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # in the first or last hours of all years
        return moment.replace(tzinfo=UTC)
