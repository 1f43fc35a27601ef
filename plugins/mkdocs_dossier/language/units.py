"""Name units in German and English, find their dimension, and convert within it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any

from mkdocs_dossier.language.word_lists import LANGUAGES, PerLanguage
from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.syntax.word_tables import table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its canonical sign; `factor` is its size in the first unit of its dimension."""

    sign: str
    dimension: str
    factor: Decimal
    signs: tuple[str, ...] = ()
    """Other signs of it, in both languages, as written."""


#: An ending in parentheses is optional: `metre(s)` is `metre` and `metres`.
_ENDING = re.compile(r"\((\w+)\)")
#: Signs that are also words ("a", "in"), or that texts do not use.
_NO_WORDS = frozenset({"a", "wk", "mo", "in"})
_table: Callable[[], dict[str, Any]] = cache(partial(table, "language", "units.yml"))


@cache
def units() -> dict[str, Unit]:
    """Return the units by their canonical sign."""
    signs = _table()["signs"]
    rows = [(sign, kind, size) for kind, sizes in _table()["dimensions"].items() for sign, size in sizes.items()]
    rows += [(sign, sign, "1") for sign in _table()["currencies"].split()]
    return {sign: Unit(sign, kind, Decimal(size), vocabulary(signs.get(sign, ""))) for sign, kind, size in rows}


@cache
def _signs() -> dict[str, str]:
    return {sign: u.sign for u in units().values() for sign in (u.sign, *u.signs) if u.sign not in _NO_WORDS}


def _names(language: str) -> dict[str, str]:
    """Return name → canonical sign."""
    return {
        name: sign
        for sign, names in table("language", f"{language}/units.yml").items()
        for written in map(str.strip, names.split(","))
        for name in (_ENDING.sub("", written), _ENDING.sub(r"\1", written))
    }


NAMES = PerLanguage(_names)


def unit_of(word: str, language: str) -> str:
    """Return the canonical sign of the unit that `word` names ("Tonnen", "per cent", "km", "€"), or an empty string."""
    return _signs().get(word) or NAMES.get(language, {}).get(word.lower(), "")


@lru_cache(maxsize=1024)
def _unit_by(sign: str) -> Unit | None:
    """Find a unit, or build that of a rate: `t/d` for tonnes a day, `/a` for things a year."""
    amount, slash, time = sign.partition("/")
    if sign in units() or not slash:
        return units().get(sign)
    counted = units().get(amount) if amount else Unit("", "count", Decimal(1))
    if counted is None or not measures_time(time):
        return None
    span = units()[time]
    return Unit(sign, f"{counted.dimension} per {span.dimension}", counted.factor / span.factor)


@lru_cache(maxsize=1024)
def sign_of(unit: str) -> str:
    """Return the canonical sign of a unit written in any language ("Tonnen", "t"); an unknown unit unchanged."""
    return next((sign for language in LANGUAGES if (sign := unit_of(unit, language))), unit)


def dimension_of(unit: str) -> str:
    """Return the dimension of a unit, such as `mass` or `mass per time`; empty for counted things and unknown units."""
    found = _unit_by(sign_of(unit))
    return found.dimension if found else ""


def measures_time(sign: str) -> bool:
    """Return whether a canonical sign is a unit of time."""
    return sign in units() and units()[sign].dimension in ("time", "calendar")


def larger(sign: str, other: str) -> bool:
    """Return whether a unit is larger than another of its dimension, or a month or year is set against days."""
    one, two = units().get(sign), units().get(other)
    if one is None or two is None:
        return False
    is_one = one.dimension == two.dimension
    return one.factor > two.factor if is_one else (one.dimension, two.dimension) == ("calendar", "time")


def is_currency(sign: str) -> bool:
    """Return whether a canonical sign is a currency; each currency is a dimension of its own."""
    return sign in units() and units()[sign].dimension == sign


def measure_alike(unit: str, other: str) -> bool:
    """Return whether two units have one dimension, or one is cents and the other a currency that has cents."""
    return dimension_of(unit) == dimension_of(other) or _are_cents(sign_of(other), sign_of(unit))


def _are_cents(sign: str, currency: str) -> bool:
    return currency in _table()["hundredths"].get(sign, "").split()


def convert(amount: Amount, unit: str, wanted: str) -> Amount | None:
    """Convert an amount to another unit, by signs or names; None if their dimensions differ or are unknown."""
    sign, target = sign_of(unit), sign_of(wanted)
    if _are_cents(sign, target):
        return amount.times(Decimal("0.01"))
    one, other = _unit_by(sign), _unit_by(target)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return amount if sign == target else amount.times(one.factor / other.factor)


def as_rate(read: str, unit: str) -> str:
    """Return the unit read from a number's words as a rate if `unit` is a rate whose time the words omit.

    “Am Tag 30 Tonnen” is 30 t/d for a quantity in t/d or kg/d; any other unit is returned as it was read.
    """
    rate = f"{sign_of(read)}/{sign_of(unit).partition('/')[2]}"
    return rate if dimension_of(rate) and dimension_of(rate) == dimension_of(unit) else read


def in_first_unit(amount: Amount, unit: str) -> tuple[str, Amount]:
    """Return the dimension, else the unit as written, and the amount in its first unit, so that amounts compare."""
    found = _unit_by(sign_of(unit))
    if found is None or not found.dimension:
        return sign_of(unit).casefold(), amount
    return found.dimension, amount.times(found.factor)
