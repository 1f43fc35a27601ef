"""Amounts made comparable: what a unit measures, and an amount in another unit of the same dimension."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_dossier.language import units
from mkdocs_dossier.model.amounts import Amount

#: What an editor writes as a unit may be a sign or a name, whatever the language of the article.
_LANGUAGES = ("de", "en")


@lru_cache(maxsize=1024)
def sign_of(unit: str) -> str:
    """The canonical sign of a unit as an editor wrote it ("Tonnen", "t"); an unknown one as it stands."""
    return next((sign for language in _LANGUAGES if (sign := units.unit_of(unit, language))), unit)


def dimension_of(unit: str) -> str:
    """What a unit measures, such as `mass`; empty for things that are counted and for units nobody knows."""
    return units.dimension_of(sign_of(unit))


def measure_alike(unit: str, other: str) -> bool:
    """Whether two units measure the same, or one is cents and the other money that may have them."""
    one, two = sign_of(unit), sign_of(other)
    return units.dimension_of(one) == units.dimension_of(two) or units.may_be_cents_of(one, two)


def converted(amount: Amount, unit: str, wanted: str) -> Amount | None:
    """The amount in the unit `wanted`; None where the two units do not measure the same."""
    if sign_of(unit) == sign_of(wanted):
        return amount
    return units.convert(amount, sign_of(unit), sign_of(wanted))


def as_rate(read: str, unit: str) -> str:
    """The unit of a number's words as a rate, where `unit` is one whose time they leave to the sentence.

    “Am Tag 30 Tonnen” is 30 t/d for a quantity in t/d or kg/d; any other unit stays as it was read.
    """
    rate = f"{sign_of(read)}/{sign_of(unit).partition('/')[2]}"
    return rate if dimension_of(rate) and dimension_of(rate) == dimension_of(unit) else read


def in_first_unit(amount: Amount, unit: str) -> tuple[str, Amount]:
    """What is measured, or else the unit as written, and the amount: two of one kind can be compared."""
    dimension = dimension_of(unit)
    if not dimension:
        return sign_of(unit).casefold(), amount
    return dimension, units.in_base_unit(amount, sign_of(unit))
