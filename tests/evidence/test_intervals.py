"""Interval arithmetic on amounts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.evidence.intervals import Interval
from mkdocs_dossier.model.amounts import Amount


def result(formula: str, one: str, other: str) -> str:
    """Return the amount of a formula for `a` and `b`."""
    values = {"a": Interval.of(Amount.parse(one)), "b": Interval.of(Amount.parse(other))}
    return str(eval(formula, {}, values).amount())


@pytest.mark.parametrize(
    ("formula", "one", "other", "amount"),
    [
        ("a + b", ">20", "6", ">26"),
        ("a + b", "20..25", ">=5", ">=25"),
        ("a - b", "20", "<5", ">15"),
        ("a - b", ">20", ">5", "None"),
        ("a * b", "20..25", "2", "40..50"),
        ("a * b", ">20", "-1", "<-20"),
        ("a * b", ">20", "0", "0"),
        ("a * b", "-2..3", "-5..4", "-15..12"),
        ("a / b", "20", "8", "2.5"),
        ("a / b", "1", "3", "0.33333333333"),
        ("a / b", "20", ">4", "0..5"),
        ("a / b", "20", ">0", ">0"),
        ("a / b", "20", "-4..-2", "-10..-5"),
    ],
)
def test_formulas_give_amounts(formula: str, one: str, other: str, amount: str) -> None:
    assert result(formula, one, other) == amount


_numbers = st.fractions(-50, 50, max_denominator=8)
_intervals = st.tuples(_numbers, _numbers, _numbers).map(sorted)


@given(_intervals, _intervals)
def test_a_result_contains_every_combination_of_its_operands(one: list[Fraction], other: list[Fraction]) -> None:
    """The sum, difference, product and quotient of any numbers from two intervals are in the result's interval."""
    a, b = Interval(one[0], one[2]), Interval(other[0], other[2])
    x, y = one[1], other[1]
    results = [(a + b, x + y), (a - b, x - y), (a * b, x * y)]
    if not b.may_be_zero:
        results.append((a / b, x / y))
    assert all(interval.low <= number <= interval.high for interval, number in results)
    assert b.may_be_zero or y != 0
