"""Interval arithmetic on amounts, with exact, open, closed and unbounded ends."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import add, mul

from mkdocs_dossier.model.amounts import Amount, Qualifier

#: A bound: a fraction or an infinity.
_Bound = Fraction | float
#: Significant digits kept of a number whose decimals do not end, such as 1/3.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two bounds, and the best estimate; an open bound is excluded."""

    low: _Bound
    high: _Bound
    best: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, amount: Amount) -> Interval:
        """Return the numbers that an amount may mean."""
        return cls(
            -math.inf if amount.low is None else Fraction(amount.low),
            math.inf if amount.high is None else Fraction(amount.high),
            None if amount.best is None else Fraction(amount.best),
            amount.low_open or amount.low is None,
            amount.high_open or amount.high is None,
        )

    def amount(self) -> Amount | None:
        """Return it as an amount, rounded to twelve digits if its decimals do not end; None if it is unbounded."""
        low = None if isinstance(self.low, float) else _decimal(self.low)
        high = None if isinstance(self.high, float) else _decimal(self.high)
        best = None if self.best is None else _decimal(self.best)
        if low is None:
            at_most = Qualifier.LESS_THAN if self.high_open else Qualifier.AT_MOST
            return None if high is None else Amount.of(at_most, high)
        if high is None:
            return Amount.of(Qualifier.MORE_THAN if self.low_open else Qualifier.AT_LEAST, low)
        if low == high:
            return Amount(low, low, low)
        return Amount(low, best, high, Qualifier.BETWEEN, self.low_open, self.high_open)

    @property
    def may_be_zero(self) -> bool:
        """Whether it contains zero."""
        above = self.low < 0 or (self.low == 0 and not self.low_open)
        below = self.high > 0 or (self.high == 0 and not self.high_open)
        return above and below

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, None if self.best is None else -self.best, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        best = _both(self.best, other.best, add)
        is_open = self.low_open or other.low_open, self.high_open or other.high_open
        return Interval(self.low + other.low, self.high + other.high, best, *is_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        bounds, others = (((i.low, i.low_open), (i.high, i.high_open)) for i in (self, other))
        corners = [_corner(one, another) for one in bounds for another in others]
        low, low_open = min(corners)
        high, high_open = max(corners, key=lambda corner: (corner[0], not corner[1]))
        return Interval(low, high, _both(self.best, other.best, mul), low_open, high_open)

    def __truediv__(self, other: Interval) -> Interval:
        """Return the quotient; check `other.may_be_zero` first."""
        positive = other.high > 0
        low = _reciprocal(other.high, positive)
        high = _reciprocal(other.low, positive)
        best = None if not other.best else 1 / other.best
        return self * Interval(low, high, best, other.high_open, other.low_open)


def _corner(one: tuple[_Bound, bool], other: tuple[_Bound, bool]) -> tuple[_Bound, bool]:
    """Multiply two bounds; the product is open if either is, but a closed zero makes it a closed zero."""
    if (one[0] == 0 and not one[1]) or (other[0] == 0 and not other[1]):
        return Fraction(0), False
    if one[0] == 0 or other[0] == 0:
        return Fraction(0), True
    if isinstance(one[0], float) or isinstance(other[0], float):
        return math.inf if (one[0] > 0) == (other[0] > 0) else -math.inf, True
    return one[0] * other[0], one[1] or other[1]


def _reciprocal(bound: _Bound, positive: bool) -> _Bound:
    if isinstance(bound, float):
        return Fraction(0)
    if bound == 0:
        return math.inf if positive else -math.inf
    return 1 / bound


def _both(one: Fraction | None, two: Fraction | None, of: Callable[[Fraction, Fraction], Fraction]) -> Fraction | None:
    return None if one is None or two is None else of(one, two)


def _decimal(number: Fraction) -> Decimal:
    """Convert to a decimal without exponent; round only if its decimals do not end."""
    whole = len(str(abs(number.numerator) // number.denominator))
    quotient = Decimal(number.numerator) / Decimal(number.denominator)
    if quotient * number.denominator == number.numerator:
        return Decimal(f"{quotient.normalize():f}")
    return Decimal(f"{round(quotient, max(_DIGITS - whole, 2)).normalize():f}")
