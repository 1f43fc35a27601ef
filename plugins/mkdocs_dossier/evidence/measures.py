"""Make amounts comparable: find the dimension of a unit, and convert between units of one dimension."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_dossier.language import units
from mkdocs_dossier.model.amounts import Amount

#: Editors write units as signs or names, in any of these languages.
_LANGUAGES = ("de", "en")


@lru_cache(maxsize=1024)
def sign_of(unit: str) -> str:
    """Return the canonical sign of a unit as an editor wrote it ("Tonnen", "t"); an unknown unit unchanged."""
    return next((sign for language in _LANGUAGES if (sign := units.unit_of(unit, language))), unit)


def dimension_of(unit: str) -> str:
    """Return the dimension of a unit, such as `mass`; empty for counted things and unknown units."""
    return units.dimension_of(sign_of(unit))


def measure_alike(unit: str, other: str) -> bool:
    """Whether two units have one dimension, or one is cents and the other a currency that has cents."""
    one, two = sign_of(unit), sign_of(other)
    return units.dimension_of(one) == units.dimension_of(two) or units.may_be_cents_of(one, two)


def converted(amount: Amount, unit: str, wanted: str) -> Amount | None:
    """Convert an amount to another unit.

    Args:
        amount: The amount in `unit`.
        unit: Its unit, as an editor wrote it.
        wanted: The unit to convert to.

    Returns:
        The amount in `wanted`; None if the two units have different dimensions.
    """
    if sign_of(unit) == sign_of(wanted):
        return amount
    return units.convert(amount, sign_of(unit), sign_of(wanted))


def as_rate(read: str, unit: str) -> str:
    """Return the unit read from a number's words as a rate if `unit` is a rate whose time the words omit.

    “Am Tag 30 Tonnen” is 30 t/d for a quantity in t/d or kg/d; any other unit is returned as it was read.
    """
    rate = f"{sign_of(read)}/{sign_of(unit).partition('/')[2]}"
    return rate if dimension_of(rate) and dimension_of(rate) == dimension_of(unit) else read


def in_first_unit(amount: Amount, unit: str) -> tuple[str, Amount]:
    """Return the dimension, else the unit as written, and the amount in its first unit, so that amounts compare."""
    dimension = dimension_of(unit)
    if not dimension:
        return sign_of(unit).casefold(), amount
    return dimension, units.in_base_unit(amount, sign_of(unit))
