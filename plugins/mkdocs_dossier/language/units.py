"""Name units in German and English, find their dimension, and convert within it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from mkdocs_dossier.language.word_lists import PerLanguage
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
_TIMES = frozenset({"time", "calendar"})
#: The unit of counted things.
_THING = Unit("", "count", Decimal(1))


@cache
def _table() -> dict[str, Any]:
    return table("language", "units.yml")


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
    counted = units().get(amount) if amount else _THING
    if counted is None or not measures_time(time):
        return None
    span = units()[time]
    return Unit(sign, f"{counted.dimension} per {span.dimension}", counted.factor / span.factor)


def dimension_of(sign: str) -> str:
    """Return the dimension of a canonical sign, such as `mass` or `mass per time`; empty for an unknown one."""
    unit = _unit_by(sign)
    return unit.dimension if unit else ""


def measures_time(sign: str) -> bool:
    """Whether a canonical sign is a unit of time."""
    return sign in units() and units()[sign].dimension in _TIMES


def is_currency(sign: str) -> bool:
    """Whether a canonical sign is a currency; each currency is a dimension of its own."""
    return sign in units() and units()[sign].dimension == sign


def may_be_cents_of(currency: str, sign: str) -> bool:
    """Whether `sign` may be a hundredth of the currency, both canonical."""
    return currency in _table()["hundredths"].get(sign, "").split()


def convert(amount: Amount, from_unit: str, to_unit: str) -> Amount | None:
    """Convert an amount to another unit.

    Args:
        amount: The amount.
        from_unit: The canonical sign of its unit.
        to_unit: The canonical sign of the other unit.

    Returns:
        None across dimensions or for unknown units.
    """
    source, target = _unit_by(from_unit), _unit_by(to_unit)
    if may_be_cents_of(to_unit, from_unit):
        return amount.times(Decimal("0.01"))
    if source is None or target is None or source.dimension != target.dimension:
        return None
    return amount if source.sign == target.sign else amount.times(source.factor / target.factor)


def in_base_unit(amount: Amount, sign: str) -> Amount:
    """Convert an amount to the base unit of its dimension, so that amounts can be compared."""
    unit = _unit_by(sign)
    return amount if unit is None else amount.times(unit.factor)
