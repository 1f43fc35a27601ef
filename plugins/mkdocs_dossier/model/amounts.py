"""Amounts: a number as a source gives it, with its interval, best value and qualifier.

The notation is that of a figure's `value:` — `20`, `>20`, `>=20`, `<20`, `<=20`, `~20`, `<~5000000`, `>~20`, `20..25`.
Low, best and high follow the estimates of the Uppsala Conflict Data Program (UCDP).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

#: “About 20” means 18 to 22, “almost 20” 18 to just under 20, “just over 20” just over 20 to 22.
LEEWAY = Decimal("0.1")
#: The largest absolute value; larger numbers in texts are not read either.
MOST = Decimal(10**15)
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE]\+?[0-9]{1,3})?"
_NOTATION = re.compile(rf"(?P<sign>>=|<=|>~|<~|>|<|~|)\s*(?P<first>{_NUMBER})(?:\s*\.\.\s*(?P<second>{_NUMBER}))?")
#: “0.125” is a decimal, “1.125” may be a thousand.
_GROUPED = re.compile(r"[<>=~\s]*-?[1-9][0-9]{0,2}(?:[.,\u00a0\u202f ][0-9]{3})+")
_LEADING_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")
_COMMA = re.compile(r"[<>=~\s]*-?[0-9]+,[0-9]+")


class Qualifier(StrEnum):
    """A source's hedge of a number; the value is its sign before the number in the notation."""

    EXACT = ""
    MORE_THAN = ">"
    AT_LEAST = ">="
    LESS_THAN = "<"
    AT_MOST = "<="
    ABOUT = "~"
    ALMOST = "<~"
    JUST_OVER = ">~"
    BETWEEN = ".."


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval from `low` to `high` (None: unbounded) around `best`; an open end is not part of it."""

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, qualifier: Qualifier, number: Decimal, second: Decimal | None = None) -> Amount:
        """Apply a qualifier to a number; `BETWEEN` needs a `second`. Zeros stay: 1.10 is more exact than 1.1."""
        number = _written(number)
        lower, upper = sorted((number * (1 - LEEWAY), number * (1 + LEEWAY)))
        match qualifier:
            case Qualifier.EXACT:
                return cls(number, number, number)
            case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
                return cls(number, number, None, qualifier, low_open=qualifier is Qualifier.MORE_THAN)
            case Qualifier.LESS_THAN | Qualifier.AT_MOST:
                return cls(None, number, number, qualifier, high_open=qualifier is Qualifier.LESS_THAN)
            case Qualifier.ABOUT:
                return cls(plain(lower), number, plain(upper), qualifier)
            case Qualifier.ALMOST:
                return cls(plain(lower), number, number, qualifier, high_open=True)
            case Qualifier.JUST_OVER:
                return cls(number, number, plain(upper), qualifier, low_open=True)
            case Qualifier.BETWEEN:
                if second is None:
                    raise ValueError("an amount between two numbers needs both")
                return cls(number, None, _written(second), qualifier)

    @classmethod
    def parse(cls, text: str) -> Amount:
        """Parse the notation. Raises ValueError, which says what to write instead."""
        text = text.strip()
        ends = [end.strip() for end in text.split("..", 1)]
        if any(_GROUPED.fullmatch(end) for end in ends):
            plain = (re.sub(r"(?<=[0-9])[^0-9]", "", end) if _GROUPED.fullmatch(end) else end for end in ends)
            raise ValueError(f"write {'..'.join(plain)}: no separators between thousands")
        if any(_COMMA.fullmatch(end) for end in ends):
            raise ValueError(f"write {text.replace(',', '.')}: a decimal point, no comma")
        if _NOTATION.fullmatch(text) and _LEADING_ZEROS.search(text):
            raise ValueError(f"write {_LEADING_ZEROS.sub('', text)}: a number begins with no zero")
        match = _NOTATION.fullmatch(text)
        if match is None:
            raise ValueError("write a number such as 20, >20, >=20, <20, ~20, <~5000000 or 20..25")
        first, second = Decimal(match["first"]), match["second"]
        if any(abs(Decimal(number)) > MOST for number in (match["first"], second or "0")):
            raise ValueError("write a number up to 10^15, a 1 with 15 zeros: greater ones are not understood")
        if second is None:
            return cls.of(Qualifier(match["sign"]), first)
        if match["sign"]:
            raise ValueError(f"write {match['first']}..{second}: a range takes no sign")
        if Decimal(second) < first:
            raise ValueError(f"write {second}..{match['first']}: the lower number comes first")
        return cls.of(Qualifier.BETWEEN, first, Decimal(second))

    def __str__(self) -> str:
        if self.qualifier is Qualifier.BETWEEN:
            return f"{self.low:f}..{self.high:f}"
        return f"{self.qualifier}{self.best:f}"

    def meets(self, other: Amount) -> bool:
        """Return whether one number could satisfy both: their intervals overlap."""
        return not (self._ends_before(other) or other._ends_before(self))

    def _ends_before(self, other: Amount) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def times(self, factor: Decimal) -> Amount:
        """Multiply every number by a positive `factor`, to convert the unit."""
        low, best, high = (None if n is None else plain(n * factor) for n in (self.low, self.best, self.high))
        return Amount(low, best, high, self.qualifier, self.low_open, self.high_open)


def _written(number: Decimal) -> Decimal:
    """Return the number without an exponent, and zero without a sign."""
    return Decimal(f"{number or abs(number):f}")


def plain(number: Decimal) -> Decimal:
    """Return a calculated number without exponent and trailing zeros, which nobody wrote."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal("0" if text == "-0" else text)


def is_rounded(value: Decimal, exact: Decimal) -> bool:
    """Return whether a number is another one rounded to two or more digits: 1,600,000 for 1,587,000.

    A zero behind a single digit is one of them from 1,000 on, and for a fraction: 5,000,000 for 5,012,000, 20 for 20.4.
    """
    digits = _significant(value)
    if digits == 1 and (abs(value) >= 1000 or exact % 1):
        digits = 2
    if not 2 <= digits < _significant(exact):
        return False
    return abs(value - exact) <= abs(Decimal(5).scaleb(value.adjusted() - digits))


def _significant(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
