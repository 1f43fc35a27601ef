"""Dates parse from the supported forms of EDTF, fail with helpful messages, and can be compared."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.model.dates import Date, Precision

EARLY = "years before 0001 cannot be written here: leave the date out and name the year in words"
ADVICE = "write a date such as 2024-10-03, 2024-06, 2022-22 (summer), 2023-08/2024-01 or 2024-10~"


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2024-10-03", "2024-10-03", "2024-10-03", Precision.DAY),
        ("2024-02-29", "2024-02-29", "2024-02-29", Precision.DAY),
        ("2024-06", "2024-06-01", "2024-06-30", Precision.MONTH),
        ("2023-02", "2023-02-01", "2023-02-28", Precision.MONTH),
        ("2024-06-XX", "2024-06-01", "2024-06-30", Precision.MONTH),
        ("2022-21", "2022-03-01", "2022-05-31", Precision.SEASON),
        ("2022-22", "2022-06-01", "2022-08-31", Precision.SEASON),
        ("2022-23", "2022-09-01", "2022-11-30", Precision.SEASON),
        ("2022-24", "2022-12-01", "2023-02-28", Precision.SEASON),
        ("2023-24", "2023-12-01", "2024-02-29", Precision.SEASON),
        ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-XX", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("202X", "2020-01-01", "2029-12-31", Precision.DECADE),
        ("19XX", "1900-01-01", "1999-12-31", Precision.CENTURY),
        ("00XX", "0001-01-01", "0099-12-31", Precision.CENTURY),
        ("0001", "0001-01-01", "0001-12-31", Precision.YEAR),
        ("9999-12-31", "9999-12-31", "9999-12-31", Precision.DAY),
        ("2023-08/2024-01", "2023-08-01", "2024-01-31", Precision.INTERVAL),
        ("2024-10-03/2024-10-05", "2024-10-03", "2024-10-05", Precision.INTERVAL),
        ("2024-10-03/..", "2024-10-03", None, Precision.INTERVAL),
        ("2024-10-03/", "2024-10-03", None, Precision.INTERVAL),
        ("../2024", None, "2024-12-31", Precision.INTERVAL),
        ("/2024", None, "2024-12-31", Precision.INTERVAL),
        ("  2024-06 ", "2024-06-01", "2024-06-30", Precision.MONTH),
    ],
)
def test_forms(text: str, earliest: str | None, latest: str | None, precision: Precision) -> None:
    """Each form gives the first and last day it can mean, and is shown as written."""
    date = Date.parse(text)
    expected = tuple(day and datetime.date.fromisoformat(day) for day in (earliest, latest))
    assert (date.earliest, date.latest) == expected
    assert (date.precision, str(date)) == (precision, text.strip())


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain", "exact"),
    [
        ("2024-10-03", False, False, True),
        ("2024-10-03~", True, False, False),
        ("2024-10-03?", False, True, False),
        ("2024-10-03%", True, True, False),
        ("2024-10", False, False, False),
        ("2022-22~", True, False, False),
        ("199X~", True, False, False),
        ("2023~/2024?", True, True, False),
        ("2023~/..", True, False, False),
        ("2024-10-05T09:09", False, False, True),
    ],
)
def test_marks(text: str, approximate: bool, uncertain: bool, exact: bool) -> None:
    """`~` is approximate, `?` uncertain, `%` both; only a full date without them is exact."""
    date = Date.parse(text)
    assert (date.approximate, date.uncertain, date.exact) == (approximate, uncertain, exact)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-10-05T09:09", "09:09"),
        ("2024-10-05T23:59:59", "23:59"),
        ("2024-10-05T00:00Z", "00:00"),
        ("2024-10-05T09:09:00+02:00", "09:09"),
        ("2024-10-05T09:09-0500", "09:09"),
        ("2024-10-05", ""),
    ],
)
def test_time(text: str, time: str) -> None:
    """A time of day is kept as written, without seconds and zone."""
    assert Date.parse(text).time == time


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("05.10.2024", "write 2024-10-05: year, month, day"),
        ("5. 10. 2024", "write 2024-10-05: year, month, day"),
        ("5. Oktober 2024", "write 2024-10-05: year, month, day"),
        ("1.März 2024", "write 2024-03-01: year, month, day"),
        ("3 Oct. 2024", "write 2024-10-03: year, month, day"),
        ("Dezember 2024", "write 2024-12"),
        ("Anfang 2024", ADVICE),
        ("31.02.2024", "write 2024-02-31: year, month, day"),
        ("10.25.2024", ADVICE),
        ("", ADVICE),
        ("gestern", ADVICE),
        ("10/05/2024", ADVICE),
        ("2024-6", ADVICE),
        ("24-10-03", ADVICE),
        ("2024-10-3", "write 2024-10-03"),
        ("2024/6/9", "write 2024-06-09"),
        ("2024–06–09", "write 2024-06-09"),
        ("2024-06-09 9.30 Uhr", "write 2024-06-09T09:30"),
        ("2024-06-09,", "write 2024-06-09"),
        ("2024-19-6", ADVICE),
        ("../..", ADVICE),
        ("/", ADVICE),
        ("2023/2024/2025", ADVICE),
        ("2024~~", ADVICE),
        ("٢٠٢٤", ADVICE),
        ("2024-10/2024-03", "write 2024-03/2024-10: the earlier date comes first"),
        ("2024T09:09", "write a time after a whole date, such as 2024-10-05T09:09"),
        ("2024-10T09:09", "write a time after a whole date, such as 2024-10-05T09:09"),
        ("2024-10-05T24:00", "write a time after a whole date, such as 2024-10-05T09:09"),
        ("2024-10-05T09:60", "write a time after a whole date, such as 2024-10-05T09:09"),
        ("-0043-03-15", EARLY),
        ("-0043", EARLY),
        ("Y-43", EARLY),
        ("44 v. Chr.", EARLY),
        ("44 BC", EARLY),
        ("202X-10", "write 202X or 20XX alone: an unknown year has no month"),
        ("20XX-XX-XX", "write 202X or 20XX alone: an unknown year has no month"),
        ("0000", "write a year from 0001 to 9999"),
        ("0000-01-01", "write a year from 0001 to 9999"),
        ("2024-XX-05", "write 2024: a day without its month is not known"),
        ("2024-13", "13 is no month: 01 to 12, or 21 to 24 for spring to winter"),
        ("2024-00-01", "00 is no month: 01 to 12, or 21 to 24 for spring to winter"),
        ("2024-22-05", "22 is no month: 01 to 12, or 21 to 24 for spring to winter"),
        ("2023-02-29", "2023-02 has no day 29"),
        ("2024-10-00", "2024-10 has no day 00"),
        ("9999-24", "write a year from 0001 to 9998"),
        ("2023-13/..", "13 is no month: 01 to 12, or 21 to 24 for spring to winter"),
    ],
)
def test_a_malformed_date(text: str, message: str) -> None:
    """A malformed date raises an error that says what to write instead."""
    with pytest.raises(ValueError) as fault:
        Date.parse(text)
    assert str(fault.value) == message


@pytest.mark.parametrize(
    ("one", "other", "before", "meet"),
    [
        ("2024-06-19", "2024-10-03", True, False),
        ("2024-10-03", "2024-06-19", False, False),
        ("2024-10-03", "2024-10-03", False, True),
        ("2024-10", "2024-10-03", False, True),
        ("2022-24", "2023-02-28", False, True),
        ("2022-24", "2023-03", True, False),
        ("2024", "2025", True, False),
        ("2024-10-03/..", "2030", False, True),
        ("2024-10-03/..", "2024-10-02", False, False),
        ("../2024", "2025-01-01", True, False),
        ("../2024", "1900", False, True),
        ("../2024", "2024-12/..", False, True),
        ("2023-08/2024-01", "2024-01-31", False, True),
        ("2023-08/2024-01", "2024-02", True, False),
    ],
)
def test_before_and_meets(one: str, other: str, before: bool, meet: bool) -> None:
    """`before` is true only if certain, `meets` if possible; an open end is before or after nothing."""
    first, second = Date.parse(one), Date.parse(other)
    assert (first.before(second), first.meets(second), second.meets(first)) == (before, meet, meet)


def test_order() -> None:
    """Dates sort by first possible day, then by last; open ends are at the ends of time."""
    in_order = ["../2024", "199X", "2023-08/2024-01", "2024-06", "2024-06-19", "2024-10-03", "2024-10-03/.."]
    assert sorted(set(in_order), key=lambda text: Date.parse(text).sort_key) == in_order


@given(st.dates(), st.sampled_from(["", "~", "?", "%"]))
def test_every_day_is_read_as_it_is_shown(day: datetime.date, mark: str) -> None:
    """Every day of the calendar, its month and its year parse from their own text."""
    date = Date.parse(f"{day}{mark}")
    assert (date.earliest, date.latest, str(date)) == (day, day, f"{day}{mark}")
    month, year = Date.parse(str(day)[:7]), Date.parse(str(day)[:4])
    assert month.meets(date)
    assert year.meets(month)
    assert Date.parse(str(month)) == month


@given(st.dates(), st.dates())
def test_every_interval_is_read_as_it_is_shown(one: datetime.date, other: datetime.date) -> None:
    """Every interval parses from its own text; with the later day first it is refused."""
    first, last = sorted((one, other))
    interval = Date.parse(f"{first}/{last}")
    assert (interval.earliest, interval.latest) == (first, last)
    assert Date.parse(str(interval)) == interval
    if first < last:
        with pytest.raises(ValueError, match="the earlier date comes first"):
            Date.parse(f"{last}/{first}")


@given(st.text(max_size=30) | st.text(alphabet="0123456789X-/.~?%T: ", max_size=30))
def test_any_other_text_is_a_value_error(text: str) -> None:
    """Any text parses or raises ValueError, and nothing else; every date meets itself."""
    try:
        date = Date.parse(text)
    except ValueError:
        return
    assert date.meets(date)
