"""Amounts parse from the notation of a figure's `value:`, and can be compared and converted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.model.amounts import Amount, Qualifier


def _interval(amount: Amount) -> str:
    """Return the interval in mathematical notation, `[` and `]` for closed ends, followed by the best value."""
    low = "(-inf" if amount.low is None else f"{'(' if amount.low_open else '['}{amount.low:f}"
    high = "inf)" if amount.high is None else f"{amount.high:f}{')' if amount.high_open else ']'}"
    return f"{low}, {high} best {'none' if amount.best is None else format(amount.best, 'f')}"


@pytest.mark.parametrize(
    ("text", "qualifier", "interval", "shown"),
    [
        ("20", Qualifier.EXACT, "[20, 20] best 20", "20"),
        (">20", Qualifier.MORE_THAN, "(20, inf) best 20", ">20"),
        (">=20", Qualifier.AT_LEAST, "[20, inf) best 20", ">=20"),
        ("<20", Qualifier.LESS_THAN, "(-inf, 20) best 20", "<20"),
        ("<=20", Qualifier.AT_MOST, "(-inf, 20] best 20", "<=20"),
        ("~20", Qualifier.ABOUT, "[18, 22] best 20", "~20"),
        ("<~5000000", Qualifier.ALMOST, "[4500000, 5000000) best 5000000", "<~5000000"),
        (">~20", Qualifier.JUST_OVER, "(20, 22] best 20", ">~20"),
        ("20..25", Qualifier.BETWEEN, "[20, 25] best none", "20..25"),
        ("20..20", Qualifier.BETWEEN, "[20, 20] best none", "20..20"),
        (" > 20 ", Qualifier.MORE_THAN, "(20, inf) best 20", ">20"),
        ("20 .. 25", Qualifier.BETWEEN, "[20, 25] best none", "20..25"),
        ("-5", Qualifier.EXACT, "[-5, -5] best -5", "-5"),
        ("-5..5", Qualifier.BETWEEN, "[-5, 5] best none", "-5..5"),
        ("~-20", Qualifier.ABOUT, "[-22, -18] best -20", "~-20"),
        ("1.6e6", Qualifier.EXACT, "[1600000, 1600000] best 1600000", "1600000"),
        ("1.6E+6", Qualifier.EXACT, "[1600000, 1600000] best 1600000", "1600000"),
        ("1.50", Qualifier.EXACT, "[1.50, 1.50] best 1.50", "1.50"),
        ("0.125", Qualifier.EXACT, "[0.125, 0.125] best 0.125", "0.125"),
        ("20.0", Qualifier.EXACT, "[20.0, 20.0] best 20.0", "20.0"),
        ("-0.0", Qualifier.EXACT, "[0.0, 0.0] best 0.0", "0.0"),
        ("1e15", Qualifier.EXACT, f"[1{'0' * 15}, 1{'0' * 15}] best 1{'0' * 15}", "1" + "0" * 15),
    ],
)
def test_notation(text: str, qualifier: Qualifier, interval: str, shown: str) -> None:
    """Each notation gives its interval, and is shown in its shortest form with every written digit."""
    amount = Amount.parse(text)
    assert (amount.qualifier, _interval(amount), str(amount)) == (qualifier, interval, shown)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,6", "write 1.6: a decimal point, no comma"),
        ("~ 1,6", "write ~ 1.6: a decimal point, no comma"),
        ("-1,6", "write -1.6: a decimal point, no comma"),
        ("0,125", "write 0.125: a decimal point, no comma"),
        ("1,6..2,5", "write 1.6..2.5: a decimal point, no comma"),
        ("74.000", "write 74000: no separators between thousands"),
        (">74.000", "write >74000: no separators between thousands"),
        ("-74.000", "write -74000: no separators between thousands"),
        ("1.600.000", "write 1600000: no separators between thousands"),
        ("1,600,000", "write 1600000: no separators between thousands"),
        ("1 600 000", "write 1600000: no separators between thousands"),
        ("1\u202f600", "write 1600: no separators between thousands"),
        ("20..74.000", "write 20..74000: no separators between thousands"),
        ("74.000..80.000", "write 74000..80000: no separators between thousands"),
        (">20..25", "write 20..25: a range takes no sign"),
        ("25..20", "write 20..25: the lower number comes first"),
        ("", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
        ("zwanzig", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
        ("=20", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
        ("20..", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
        ("20...25", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
        ("1e999", "write a number up to 10^15, a 1 with 15 zeros: greater ones are not understood"),
        ("-1000000000000000.1", "write a number up to 10^15, a 1 with 15 zeros: greater ones are not understood"),
        (">1e16", "write a number up to 10^15, a 1 with 15 zeros: greater ones are not understood"),
        ("20..1e999", "write a number up to 10^15, a 1 with 15 zeros: greater ones are not understood"),
        ("1e9999", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
        ("NaN", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
        ("٢٠", "write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25"),
    ],
)
def test_a_malformed_amount(text: str, message: str) -> None:
    """A malformed amount raises an error that says what to write instead."""
    with pytest.raises(ValueError) as fault:
        Amount.parse(text)
    assert str(fault.value) == message


def test_between_needs_both_numbers() -> None:
    """A range with one end raises an error for the programmer; users cannot write one."""
    with pytest.raises(ValueError, match="an amount between two numbers needs both"):
        Amount.of(Qualifier.BETWEEN, Decimal(20))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("20", "20", True),
        ("20", "21", False),
        ("20", ">20", False),
        ("20", ">=20", True),
        ("20", "<20", False),
        ("20", "<=20", True),
        ("21", ">20", True),
        (">20", "<20", False),
        (">=20", "<=20", True),
        (">20", "<=20", False),
        (">20", ">1000", True),
        ("<20", "<5", True),
        ("~20", "22", True),
        ("~20", "23", False),
        ("~20", "~24", True),
        ("<~20", "20", False),
        ("<~20", "19", True),
        (">~20", "20", False),
        (">~20", "21", True),
        ("20..25", "25", True),
        ("20..25", "26", False),
        ("20..25", ">25", False),
        ("20..25", "<~25", True),
    ],
)
def test_meets(one: str, other: str, meet: bool) -> None:
    """Two amounts meet if some number satisfies both; the order makes no difference."""
    assert Amount.parse(one).meets(Amount.parse(other)) is meet
    assert Amount.parse(other).meets(Amount.parse(one)) is meet


def test_times_changes_the_unit() -> None:
    """`times` multiplies every end, and keeps the qualifier and the open ends."""
    assert Amount.parse("<~5").times(Decimal(1000)) == Amount.parse("<~5000")
    assert Amount.parse("20..25").times(Decimal("0.001")) == Amount.parse("0.02..0.025")
    assert Amount.parse(">20").times(Decimal("1e12")) == Amount.parse(">20e12")


NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3)


@given(NUMBERS, st.sampled_from([q for q in Qualifier if q is not Qualifier.BETWEEN]))
def test_an_amount_is_shown_as_it_is_read(number: Decimal, qualifier: Qualifier) -> None:
    """The text of an amount parses to the same amount, unless it looks like grouped thousands."""
    amount = Amount.of(qualifier, number)
    shown = str(amount)
    if "." in shown and len(shown.partition(".")[2]) == 3:
        shown += "0"
    assert Amount.parse(shown) == amount


@given(NUMBERS, NUMBERS)
def test_a_range_is_shown_as_it_is_read(one: Decimal, other: Decimal) -> None:
    """The text of a range parses to the same range."""
    low, high = sorted((one, other))
    assert Amount.parse(f"{low}0..{high}0") == Amount.of(Qualifier.BETWEEN, low, high)


@given(st.text(max_size=30) | st.text(alphabet="0123456789.,<>=~ eE+-", max_size=30))
def test_any_other_text_is_a_value_error(text: str) -> None:
    """Any text parses or raises ValueError, and nothing else."""
    try:
        amount = Amount.parse(text)
    except ValueError:
        return
    assert amount.meets(amount) or amount.low_open or amount.high_open


@pytest.mark.parametrize("piece", ["9", "1.000", ",", "<", " ", "..", "1,6"])
def test_a_long_hostile_value_is_read(piece: str) -> None:
    """A value of 100,000 characters is parsed or refused in time, whatever it repeats."""
    try:
        Amount.parse(piece * (100_000 // len(piece)))
    except ValueError as fault:
        assert str(fault).startswith("write ")
