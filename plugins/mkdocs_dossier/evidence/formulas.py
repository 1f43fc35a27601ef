"""Evaluate formulas: arithmetic on named amounts with units. Numbers, ids, `+ - * /` and parentheses; nothing else.

A minus sign between names needs spaces: `a - b` is a difference, `a-b` a name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.evidence.intervals import Interval
from mkdocs_dossier.language.units import dimension_of, sign_of, units
from mkdocs_dossier.model.amounts import Amount

#: The longest formula in characters, the deepest parentheses, and the largest power of ten of any result.
MOST_CHARACTERS = 500
MOST_PARENTHESES = 20
_MOST_DIGITS = 40

_SPACE = re.compile(r"\s*")
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?(?:[eE]\+?[0-9]{1,2})?(?![\w])")
_WORD = re.compile(r"[^\s()+*/]+")


@dataclass(frozen=True, slots=True)
class Measured:
    """An interval in a unit; the unit is empty for plain numbers and counted things."""

    interval: Interval
    unit: str = ""

    @classmethod
    def of(cls, amount: Amount, unit: str) -> "Measured":
        """Return an amount in a unit as an editor wrote it; an unknown unit counts things."""
        return cls(Interval.of(amount), sign_of(unit) if dimension_of(unit) else "")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a formula, and the remedy."""

    message: str
    hint: str = ""


def evaluate(formula: str, values: Mapping[str, Measured]) -> Measured | Fault:
    """Evaluate a formula in which names have these values."""
    if len(formula) > MOST_CHARACTERS:
        return Fault(f"the formula is longer than {MOST_CHARACTERS} characters", "split it into several figures")
    try:
        return _Reader(formula, values).read()
    except _FaultError as error:
        return Fault(*error.args)


class _FaultError(Exception):
    """Takes the message and the hint of a `Fault` out of the parser; never leaves this module."""


class _Reader:
    """A recursive-descent parser: sums of products of numbers, names and sums in parentheses."""

    def __init__(self, formula: str, values: Mapping[str, Measured]) -> None:
        self.formula = formula
        self.values = values
        self.names = sorted(values, key=lambda name: (-len(name), name))
        self.at = 0
        self.depth = 0

    def read(self) -> Measured:
        result = self.sum()
        if self.next():
            raise self.unexpected()
        _refuse_immense(result)
        return result

    def next(self) -> str:
        """Skip spaces and return the next character; empty at the end."""
        space = _SPACE.match(self.formula, self.at)
        self.at = space.end() if space else self.at
        return self.formula[self.at : self.at + 1]

    def sum(self) -> Measured:
        result = self.product()
        while (sign := self.next()) and sign in "+-":
            self.at += 1
            result = _sum(result, self.product(), sign)
        return result

    def product(self) -> Measured:
        result = self.factor()
        while (sign := self.next()) and sign in "*/":
            self.at += 1
            if self.next() == "*":
                raise _FaultError("** is not supported", "write a product, such as a * a")
            start = self.at
            other = self.factor()
            if sign == "*":
                result = _product(result, other)
            else:
                if other.interval.may_be_zero:
                    words = self.formula[start : self.at].strip()
                    raise _FaultError(f"divides by “{words}”, which may be zero", "divide by a number above zero")
                result = _quotient(result, other)
            _refuse_immense(result)
        return result

    def factor(self) -> Measured:
        sign = self.next()
        if sign == "(":
            result = self.inner(self.sum)
            if self.next() != ")":
                raise self.unexpected(")")
            self.at += 1
            return result
        for name in self.names:
            if self.formula.startswith(name, self.at) and not self.goes_on(self.at + len(name)):
                self.at += len(name)
                return self.values[name]
        if sign == "-":
            negative = self.inner(self.factor)
            return Measured(-negative.interval, negative.unit)
        return self.number()

    def goes_on(self, at: int) -> bool:
        """Return whether a name continues at this offset."""
        return re.match(r"-?[a-z0-9]", self.formula[at : at + 2]) is not None

    def inner(self, read: Callable[[], Measured]) -> Measured:
        """Read what follows a parenthesis or a minus sign, one level deeper."""
        self.at += 1
        self.depth += 1
        if self.depth > MOST_PARENTHESES:
            raise _FaultError(f"is nested deeper than {MOST_PARENTHESES} parentheses", "split it into several figures")
        result = read()
        self.depth -= 1
        return result

    def number(self) -> Measured:
        match = _NUMBER.match(self.formula, self.at)
        if match is None:
            raise self.unexpected()
        try:
            amount = Amount.parse(match[0])
        except ValueError as error:
            raise _FaultError(f"“{match[0]}” is not a number here", str(error)) from None
        self.at = match.end()
        return Measured(Interval.of(amount))

    def unexpected(self, wanted: str = "") -> _FaultError:
        if not self.next():
            return _FaultError("the formula ends too early", f"add {wanted or 'a number or the id of a figure'}")
        word = _WORD.match(self.formula, self.at)
        if word is None or wanted:
            return _FaultError(
                f"“{self.formula[self.at]}” in column {self.at + 1} is unexpected",
                f"write {wanted} before it" if wanted else "use ids, numbers, + - * / and parentheses",
            )
        if word[0] in self.names:
            return _FaultError(f"“{word[0]}” in column {self.at + 1} is unexpected", "write + - * or / before it")
        if any(word[0].startswith(f"{name}-") for name in self.names):
            hint = "put spaces around the minus"
        else:
            known = ", ".join(sorted(self.names))
            hint = did_you_mean(word[0], self.names) or f"add it to figures:, which lists {known}"
        return _FaultError(f"“{word[0]}” is not among the figures it is derived from", hint)


def _sum(one: Measured, other: Measured, sign: str) -> Measured:
    if one.unit == "%" and dimension_of(other.unit) == "percentage points":  # 31 % less 2.5 points is 28.5 %
        other = Measured(_in_unit(other, "pp").interval, "%")
    if dimension_of(one.unit) != dimension_of(other.unit):
        units = f"{one.unit or 'a number without a unit'} and {other.unit or 'a number without a unit'}"
        raise _FaultError(f"adds or subtracts {units}", "only amounts of one dimension can be added")
    interval = _in_unit(other, one.unit).interval
    return Measured(one.interval + interval if sign == "+" else one.interval - interval, one.unit)


def _product(one: Measured, other: Measured) -> Measured:
    if one.unit and other.unit:
        raise _FaultError(f"multiplies {one.unit} by {other.unit}", "write one of them as a plain number")
    return Measured(one.interval * other.interval, one.unit or other.unit)


def _quotient(one: Measured, other: Measured) -> Measured:
    if not other.unit:
        return Measured(one.interval / other.interval, one.unit)
    if dimension_of(one.unit) != dimension_of(other.unit):
        units = f"{one.unit or 'a number without a unit'} by {other.unit}"
        raise _FaultError(f"divides {units}", "divide by an amount of the same dimension or by a plain number")
    return Measured(one.interval / _in_unit(other, one.unit).interval)


def _in_unit(value: Measured, unit: str) -> Measured:
    """Convert a value to another unit of its dimension."""
    if value.unit == unit:
        return value
    factor = Fraction(units()[value.unit].factor) / Fraction(units()[unit].factor)
    return Measured(value.interval * Interval(factor, factor, factor), unit)


def _refuse_immense(value: Measured) -> None:
    most = 10**_MOST_DIGITS
    for bound in (value.interval.low, value.interval.high):
        if isinstance(bound, Fraction) and (abs(bound) > most or bound.denominator > most**3):
            raise _FaultError("the result is too large", "check the numbers")
