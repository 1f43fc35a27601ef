"""Evaluate the formulas of derived figures."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.figures import Pair, Reading, inputs_of, reading_of
from mkdocs_dossier.evidence.formulas import Fault, Measured, evaluate
from mkdocs_dossier.evidence.transitive import in_order
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.model.records import Figure, Quantity


def result_of(collection: Collection, figure: Figure) -> Reading | Fault | None:
    """Return the result of a figure's formula, or the fault in it; None without a formula, or a number it needs."""
    outcome = _evaluated(collection).get(figure)
    if not isinstance(outcome, Measured):
        return outcome
    amount = outcome.interval.amount()
    return Reading(amount, outcome.unit, "", stated=False) if amount else None


def number_of(collection: Collection, figure: Figure) -> Reading | None:
    """Return a figure's number; if it states none and has no passage, the result of its formula."""
    reading = reading_of(collection, figure)
    if reading is not None or figure.derived_from is None:
        return reading
    result = result_of(collection, figure)
    if not isinstance(result, Reading):
        return None
    quantity = collection.get(Quantity, figure.quantity)
    return replace(result, unit=result.unit or figure.unit or (quantity.unit if quantity else ""))


def goes_back_to(collection: Collection, pair: Pair) -> bool:
    """Whether the first of two figures is derived from the second, directly or through others."""
    figure, other = pair
    if figure.derived_from is None:
        return False
    with TRACKER.pausing():  # the order only shortens the search and changes no answer
        places = _positions(collection)
    if other not in places:
        return False
    seen = {figure}
    for current in (waiting := [figure]):
        for input_ in inputs_of(collection, current):
            if input_ is other:
                return True
            if input_ not in seen and places[input_] > places[other]:
                seen.add(input_)
                waiting.append(input_)
    return False


@derived
def _positions(collection: Collection) -> dict[Figure, int]:
    """Map all derived figures and their inputs to their positions in an order in which inputs come first."""
    return {figure: at for at, figure in enumerate(_ordered(collection)[0])}


def circles(collection: Collection) -> list[list[Figure]]:
    """Return each circle of figures that are derived from each other, beginning with the figure written first."""
    return _ordered(collection)[1]


@derived
def _evaluated(collection: Collection) -> dict[Figure, Measured | Fault | None]:
    """Evaluate every formula, inputs first."""
    outcomes: dict[Figure, Measured | Fault | None] = {}
    for figure in _ordered(collection)[0]:
        if figure.derived_from is not None and figure.derived_from.formula:
            values = {name: _value(collection, figure, name, outcomes) for name in figure.derived_from.figures}
            known = {name: value for name, value in values.items() if value is not None}
            outcomes[figure] = evaluate(figure.derived_from.formula, known) if len(known) == len(values) else None
    return outcomes


def _value(
    collection: Collection, figure: Figure, name: str, outcomes: dict[Figure, Measured | Fault | None]
) -> Measured | None:
    """Return the number of an input by its id: its own, else the result of its formula."""
    named = collection.get(Figure, name, figure.dossier)
    if named is None:
        return None
    if reading := reading_of(collection, named):
        return Measured.of(reading.amount, reading.unit)
    outcome = outcomes.get(named)
    return outcome if isinstance(outcome, Measured) else None


@derived
def _ordered(collection: Collection) -> tuple[list[Figure], list[list[Figure]]]:
    """Return all derived figures and their inputs, inputs first, and the circles."""
    derived_figures = (figure for figure in collection.of(Figure) if figure.derived_from is not None)
    return in_order(derived_figures, lambda figure: inputs_of(collection, figure))
