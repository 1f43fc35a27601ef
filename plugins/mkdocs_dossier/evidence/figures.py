"""Return the number of a figure: its stated value, the number in its passage, or the result of its formula."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.formulas import Fault, Measured, evaluate
from mkdocs_dossier.evidence.transitive import in_order
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.language.numbers.reading import NumberReading, read_numbers
from mkdocs_dossier.language.units import as_rate, convert
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.records import Figure, Quantity

#: Two figures that are compared.
Pair = tuple[Figure, Figure]


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure's number; `words` are the article's own for it, `unit` is empty if it counts things."""

    amount: Amount
    unit: str
    words: str
    stated: bool
    """Whether an editor wrote the value, or it was read from the passage."""


@derived
def numbers_in(collection: Collection, figure: Figure) -> tuple[NumberReading, ...]:
    """Read the numbers in a figure's passage."""
    numbers = numbers_of(collection, collection.words_of(figure), collection.language_of(figure))
    # "Zwei 20-jährige Soldaten" are two: their age is another number.
    return tuple(number for number in numbers if not number.compound) or numbers


def numbers_of(collection: Collection, words: str, language: str) -> tuple[NumberReading, ...]:
    """Read the numbers in some words, which need not be a whole sentence; remembered between loads."""
    return collection.memory.of(("numbers", words, language), lambda: tuple(read_numbers(words, language)))


@derived
def reading_of(collection: Collection, figure: Figure) -> Reading | None:
    """Return the figure's number; None if it states none and its passage holds no number, or more than one.

    The unit is the figure's own, else the one in its passage, else its quantity's. A number read in another unit of
    the same dimension is converted to the figure's own.
    """
    numbers = numbers_in(collection, figure)
    only = numbers[0] if len(numbers) == 1 else None
    if figure.value is None and only is None:
        return None
    meant = only or next((number for number in numbers if number.amount == figure.value), None)
    quantity = collection.get(Quantity, figure.quantity)
    wanted = figure.unit or (quantity.unit if quantity else "")
    read = as_rate(meant.unit, wanted) if meant and meant.unit else ""
    unit = figure.unit or read or wanted
    words = only.words if only else collection.words_of(figure)
    if figure.value is not None:
        return Reading(figure.value, unit, words, stated=True)
    if only is None:
        return None
    amount = convert(only.amount, read, unit) if read else None
    return Reading(amount or only.amount, unit, words, stated=False)


def agrees_with_words(collection: Collection, figure: Figure) -> bool:
    """Return whether the figure's number was read from its passage, or equals one there in whatever unit."""
    if figure.value is None:
        return reading_of(collection, figure) is not None
    return any(figure.value in _amounts(number, figure.unit) for number in numbers_in(collection, figure))


def _amounts(number: NumberReading, unit: str) -> Iterator[Amount]:
    """Yield a number as read, then converted to the editors' unit."""
    yield number.amount
    if number.unit and unit and (amount := convert(number.amount, as_rate(number.unit, unit), unit)):
        yield amount


@derived
def inputs_of(collection: Collection, figure: Figure) -> dict[Figure, None]:
    """Return the figures that this one is derived from, in the order in which it names them."""
    names = figure.derived_from.figures if figure.derived_from else ()
    return dict.fromkeys(collection.get_all(Figure, names, figure.dossier))


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
    """Return whether the first of two figures is derived from the second, directly or through others."""
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
