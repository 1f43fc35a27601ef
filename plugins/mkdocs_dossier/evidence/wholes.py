"""Find figures whose quantity's parts add up to more than the whole, within one dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.contradictions import measured, of_one_time
from mkdocs_dossier.model.records import Figure, Quantity

#: Kinds of quantity whose parts do not add up: a part's rate may exceed the whole's.
_NOT_ADDED = ("rate",)
#: How many figures of one quantity in one dossier are compared with figures of its parts.
_MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A figure of a whole, and figures of its parts whose sum exceeds it."""

    whole: Figure
    parts: tuple[Figure, ...]


def exceeded_wholes(collection: Collection) -> Iterator[Exceeded]:
    """Yield each figure that is less than the sum of its quantity's parts (`part_of`) in the same dossier.

    The lower ends of the parts are compared with the upper end of the whole. Of several figures of one quantity, the
    best fit counts; figures for other times or in other dimensions are ignored.
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
    """Yield for each part of a quantity its least figure comparable with the whole's; else those of its parts."""
    seen = {quantity}
    waiting = collection.linked(quantity, "parts", Quantity)
    while waiting:
        part = waiting.pop()
        if part in seen or part.kind in _NOT_ADDED:
            continue
        seen.add(part)
        figures = _by_dossier(collection, part).get(whole.dossier, [])[:_MOST_COMPARED]
        comparable = [figure for figure in figures if _is_comparable(collection, figure, whole)]
        if comparable:
            yield min(comparable, key=lambda figure: _least(collection, figure))
        else:
            waiting += collection.linked(part, "parts", Quantity)


@derived
def _by_dossier(collection: Collection, quantity: Quantity) -> Mapping[str, Sequence[Figure]]:
    """Group the figures of a quantity that give a number by dossier id."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in collection.linked(quantity, "figures", Figure):
        if measured(collection, figure):
            figures[figure.dossier].append(figure)
    return dict(figures)


def _is_comparable(collection: Collection, figure: Figure, whole: Figure) -> bool:
    """Whether both are for one time and in one dimension."""
    if not of_one_time(collection, figure, whole):
        return False
    one, other = measured(collection, figure), measured(collection, whole)
    return one is not None and other is not None and one[0] == other[0]


def _least(collection: Collection, figure: Figure) -> Decimal:
    number = measured(collection, figure)
    return (number[1].low if number else None) or Decimal(0)


def _is_more(collection: Collection, figure: Figure) -> bool:
    """Whether a figure excludes its lower end, as “more than 20” does."""
    number = measured(collection, figure)
    return number is not None and number[1].low is not None and number[1].low_open


def _most(collection: Collection, figure: Figure) -> Decimal:
    number = measured(collection, figure)
    return (number[1].high if number else None) or Decimal(0)
