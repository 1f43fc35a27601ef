"""Find figures whose quantity's parts add up to more than the whole, within one dossier."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.contradictions import measured, of_one_time
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.records import Figure, Quantity

#: Kinds of quantity whose parts do not add up: a part's rate may exceed the whole's.
_NOT_ADDED = ("rate",)
#: How many figures of one quantity in one dossier are compared with figures of its parts.
_MOST_COMPARED = 50


def exceeded_wholes(collection: Collection) -> Iterator[tuple[Figure, list[Figure]]]:
    """Yield each figure that is less than its quantity's parts (`part_of`) in the same dossier, with theirs.

    The lower ends of the parts are compared with the upper end of the whole. Of several figures of one quantity, the
    best fit counts; figures for other times or in other dimensions are ignored.
    """
    for quantity in collection.of(Quantity):
        if quantity.kind in _NOT_ADDED or not collection.linked(quantity, "parts", Quantity):
            continue
        for given in _by_dossier(collection, quantity).values():
            wholes = sorted(given[:_MOST_COMPARED], key=lambda one: one.amount.high or Decimal(0), reverse=True)
            found = [exceeded for whole in wholes if (exceeded := _exceeded(collection, quantity, whole))]
            if len(found) == len(wholes):
                yield found[0]


class _Given(NamedTuple):
    """A figure with its amount in the first unit of its dimension."""

    figure: Figure
    dimension: str
    amount: Amount

    @property
    def least(self) -> Decimal:
        return self.amount.low or Decimal(0)


def _exceeded(collection: Collection, quantity: Quantity, whole: _Given) -> tuple[Figure, list[Figure]] | None:
    most = whole.amount.high
    if most is None:
        return None
    parts = sorted(_least_parts(collection, quantity, whole), key=lambda part: part.least, reverse=True)
    total, needed, is_open = Decimal(0), [], whole.amount.high_open
    for part in parts:
        needed.append(part.figure)
        total += part.least
        is_open = is_open or part.amount.low_open  # as “more than 20” is
        if total > most or (is_open and total == most):
            return whole.figure, needed
    return None


def _least_parts(collection: Collection, quantity: Quantity, whole: _Given) -> Iterator[_Given]:
    """Yield for each part of a quantity its least figure comparable with the whole's; else those of its parts."""
    seen = {quantity}
    waiting = collection.linked(quantity, "parts", Quantity)
    while waiting:
        part = waiting.pop()
        if part in seen or part.kind in _NOT_ADDED:
            continue
        seen.add(part)
        given = _by_dossier(collection, part).get(whole.figure.dossier, [])[:_MOST_COMPARED]
        alike = [one for one in given if one.dimension == whole.dimension]
        comparable = [one for one in alike if of_one_time(collection, (one.figure, whole.figure))]
        if comparable:
            yield min(comparable, key=lambda one: one.least)
        else:
            waiting += collection.linked(part, "parts", Quantity)


@derived
def _by_dossier(collection: Collection, quantity: Quantity) -> Mapping[str, Sequence[_Given]]:
    """Group the figures of a quantity that give a number by dossier id."""
    given: dict[str, list[_Given]] = defaultdict(list)
    for figure in collection.linked(quantity, "figures", Figure):
        if found := measured(collection, figure):
            given[figure.dossier].append(_Given(figure, *found))
    return dict(given)
