"""What number a figure gives: the value that was written down, else the one its passage's words give."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.language.numbers import read_numbers
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.claims import Figure
from mkdocs_dossier.model.subjects import Quantity


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure's number: `words` are the article's own for it, `unit` is empty for a number of things."""

    amount: Amount
    unit: str
    words: str
    stated: bool
    """Whether an editor wrote the value down, rather than it being read from the passage."""


def reading_of(collection: Collection, figure: Figure) -> Reading | None:
    """The figure's number; None if it states none and its passage holds no number, or more than one.

    The unit is the figure's own, else the one its passage's words give, else that of its quantity.
    """
    passage = collection.words_of(figure)
    dossier = collection.dossier_of(figure)
    language = (dossier.language if dossier else "") or collection.language
    numbers = read_numbers(passage, language) if passage else []
    only = numbers[0] if len(numbers) == 1 else None
    if figure.value is None and only is None:
        return None
    quantity = collection.get(Quantity, figure.quantity)
    unit = figure.unit or (only.unit if only else "") or (quantity.unit if quantity else "")
    words = only.words if only else passage
    if figure.value is not None:
        return Reading(figure.value, unit, words, stated=True)
    return Reading(only.amount, unit, words, stated=False) if only else None
