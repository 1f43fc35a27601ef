"""Check the formulas and results of derived figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.derivations import circles, result_of
from mkdocs_dossier.evidence.figures import Reading, reading_of
from mkdocs_dossier.evidence.formulas import Fault
from mkdocs_dossier.language.units import convert, dimension_of
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.records import Figure

_FORMULA = ("derived_from", "formula")


def wrong_formulas(collection: Collection) -> Iterator[Finding]:
    """Find formulas that cannot be evaluated, and figures that are derived from each other in a circle."""
    for circle in circles(collection):
        path = " → ".join(f"“{figure.id}”" for figure in [*circle, circle[0]])
        hint = "one of them needs a value from elsewhere"
        yield Finding(circle[0], f"is derived in a circle: {path}", hint, ("derived_from", "figures"))
    for figure in collection.of(Figure):
        result = result_of(collection, figure)
        if isinstance(result, Fault):
            yield Finding(figure, f"its formula: {result.message}", result.hint, _FORMULA)
        elif result is not None and result.unit and (reading := reading_of(collection, figure)):
            if dimension_of(reading.unit) in ("", dimension_of(result.unit)):
                continue
            message = f"its formula gives {result.unit}, but the figure is in {reading.unit}"
            yield Finding(figure, message, "correct the formula or the unit", _FORMULA)


def wrong_results(collection: Collection) -> Iterator[Finding]:
    """Find derived figures whose number differs from the result of their formula."""
    for figure in collection.of(Figure):
        result = result_of(collection, figure)
        if isinstance(result, Reading) and (reading := reading_of(collection, figure)):
            amount = _in_unit(result, reading)
            if amount is not None and not _rounded(reading.amount, amount).meets(amount):
                unit = f" {result.unit and reading.unit}".rstrip()
                whose = "its value is" if reading.stated else "its words say"
                message = f"{whose} {reading.amount}, but its formula gives {amount}{unit}"
                yield Finding(figure, message, "correct one of them", ("value",) if reading.stated else _FORMULA)


def _in_unit(result: Reading, reading: Reading) -> Amount | None:
    """Convert the result to the figure's unit; unchanged if either has none."""
    if result.unit and dimension_of(reading.unit):
        return convert(result.amount, result.unit, reading.unit)
    return result.amount


def _rounded(amount: Amount, result: Amount) -> Amount:
    """Widen the amount by half of its last digit if the result is one number: 33 may be a rounded 33.3."""
    if amount.low is None or amount.low != amount.high or result.low != result.high:
        return amount
    exponent = amount.low.as_tuple().exponent
    half = Decimal(5).scaleb(min(exponent, 0) - 1) if isinstance(exponent, int) else Decimal(0)
    return Amount(amount.low - half, amount.best, amount.low + half, amount.qualifier)
