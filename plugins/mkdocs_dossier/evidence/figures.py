"""Return the number of a figure: its stated value, else the number in its passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.language.numbers.reading import NumberReading, read_numbers
from mkdocs_dossier.language.units import as_rate, convert
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.records import Dossier, Figure, Quantity, Record

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


def language_of(collection: Collection, record: Record) -> str:
    """Return the language of the record's article; a dossier is its own."""
    dossier = record if isinstance(record, Dossier) else collection.dossier_of(record)
    return (dossier.language if dossier else "") or collection.language


@derived
def numbers_in(collection: Collection, figure: Figure) -> tuple[NumberReading, ...]:
    """Read the numbers in a figure's passage."""
    numbers = numbers_of(collection, collection.words_of(figure), language_of(collection, figure))
    # "Zwei 20-jährige Soldaten" are two: their age is another number.
    return tuple(number for number in numbers if not number.compound) or numbers


def numbers_of(collection: Collection, words: str, language: str) -> tuple[NumberReading, ...]:
    """Read the numbers in some words; remembered between loads.

    Args:
        collection: Holds the memory.
        words: The words, which need not be a whole sentence.
        language: Their language (BCP 47).

    Returns:
        The numbers in the order of the words.
    """
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
    """Whether the figure's number was read from its passage, or equals one there in whatever unit."""
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
