"""Whether the figures of a quantity's parts fit into the figure of the whole, within one dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.contradictions import measured, of_one_time
from mkdocs_dossier.model.claims import Figure
from mkdocs_dossier.model.subjects import Quantity

#: Kinds of quantity whose parts do not add up: one in ten of some may be more than one in a hundred of all.
_NOT_ADDED = ("rate",)
#: How many figures of one quantity in one dossier are compared with those of its parts.
_MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A figure of a whole, and figures of its parts that are more than it when added up."""

    whole: Figure
    parts: tuple[Figure, ...]


def exceeded_wholes(collection: Collection) -> Iterator[Exceeded]:
    """Yield each figure that is less than its quantity's parts (`part_of`) in the same dossier.

    Amounts are compared as intervals: of each part its least number counts, of the whole its greatest. Of several
    figures of one quantity those count that fit best; figures for other times or in other measures do not.
    """
    for quantity in collection.of(Quantity):
        if quantity.kind in _NOT_ADDED or not collection.linked(quantity, "parts", Quantity):
            continue
        for figures in _by_dossier(collection, quantity).values():
            found = [_exceeded(collection, quantity, figure) for figure in figures[:_MOST_COMPARED]]
            if found and all(found):
                yield max(filter(None, found), key=lambda exceeded: _most(collection, exceeded.whole))


def _exceeded(collection: Collection, quantity: Quantity, whole: Figure) -> Exceeded | None:
    number = measured(collection, whole)
    if number is None or number[1].high is None:
        return None
    parts = sorted(_least_parts(collection, quantity, whole), key=lambda part: _least(collection, part), reverse=True)
    total, needed, is_open = Decimal(0), [], number[1].high_open
    for part in parts:
        needed.append(part)
        total += _least(collection, part)
        is_open = is_open or _is_more(collection, part)
        if total > number[1].high or (is_open and total == number[1].high):
            return Exceeded(whole, tuple(needed))
    return None


def _least_parts(collection: Collection, quantity: Quantity, whole: Figure) -> Iterator[Figure]:
    """Yield, for each part of a quantity, the figure beside the whole that gives the least; else those of its parts."""
    seen = {quantity}
    waiting = collection.linked(quantity, "parts", Quantity)
    while waiting:
        part = waiting.pop()
        if part in seen or part.kind in _NOT_ADDED:
            continue
        seen.add(part)
        figures = _by_dossier(collection, part).get(whole.dossier, [])[:_MOST_COMPARED]
        beside = [figure for figure in figures if _is_beside(collection, figure, whole)]
        if beside:
            yield min(beside, key=lambda figure: _least(collection, figure))
        else:
            waiting += collection.linked(part, "parts", Quantity)


@derived
def _by_dossier(collection: Collection, quantity: Quantity) -> Mapping[str, Sequence[Figure]]:
    """The figures of a quantity that give a number, by their dossier."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in collection.linked(quantity, "figures", Figure):
        if measured(collection, figure):
            figures[figure.dossier].append(figure)
    return dict(figures)


def _is_beside(collection: Collection, figure: Figure, whole: Figure) -> bool:
    """Whether both are for one time, in one measure."""
    if not of_one_time(collection, figure, whole):
        return False
    one, other = measured(collection, figure), measured(collection, whole)
    return one is not None and other is not None and one[0] == other[0]


def _least(collection: Collection, figure: Figure) -> Decimal:
    number = measured(collection, figure)
    return (number[1].low if number else None) or Decimal(0)


def _is_more(collection: Collection, figure: Figure) -> bool:
    """Whether a figure gives more than its least number, as “more than 20” does."""
    number = measured(collection, figure)
    return number is not None and number[1].low is not None and number[1].low_open


def _most(collection: Collection, figure: Figure) -> Decimal:
    number = measured(collection, figure)
    return (number[1].high if number else None) or Decimal(0)
