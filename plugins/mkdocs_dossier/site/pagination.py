"""Long pages in parts: lists whose rows are made when shown, and the places where a page is cut."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import groupby, repeat
from typing import Any, TypeVar, overload

#: The most rows of a page, and about the most bytes of them: on a wide screen no such page is higher than 30,000 px.
MOST_ROWS = 1_000
MOST_BYTES = 225_000
#: Bytes of an entry in a list that is never cut, such as the names in the head of a page.
_ENTRY = 160

#: Estimated bytes of a row on its page: constant, or a function of its item.
Weight = int | Callable[[Any], int]

_Row = TypeVar("_Row")
_View = TypeVar("_View", bound="View")


@dataclass(eq=False, repr=False, slots=True)
class Rows(Sequence[_Row]):
    """A page's list, or a part of it; each row is made once, when it is asked for."""

    items: Sequence[Any]
    """One item for each row."""
    make: Callable[[Any], _Row] | None = None
    """Makes a row of an item; None if the items are the rows."""
    weight: Weight = _ENTRY
    """Estimated bytes of a row."""
    label: Callable[[Any], str] | None = None
    """Returns an item's index word, such as a letter or a year; None if the rows have none."""
    start: int = 0
    """Position of the first item in the whole list."""
    total: int = 0
    """Number of rows of the whole list, which is this one by default."""
    _made: list[_Row] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.total = self.total or len(self.items)
        if self.make is None and isinstance(self.items, list):
            self._made = self.items

    def part(self, start: int, end: int) -> "Rows[_Row]":
        """Return the rows from `start` up to `end`."""
        return Rows(self.items[start:end], self.make, self.weight, self.label, self.start + start, self.total)

    def weights(self) -> Iterator[int]:
        """Yield the estimated bytes of each row."""
        return repeat(self.weight, len(self)) if isinstance(self.weight, int) else map(self.weight, self.items)

    def grouped(self) -> Iterator[tuple[Any, list[Any]]]:
        """Group rows that are pairs by their first element: yield (first, [second, …])."""
        pairs_of: Sequence[Any] = self
        for key, pairs in groupby(pairs_of, key=lambda pair: pair[0]):
            yield key, [second for _, second in pairs]

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> _Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[_Row]: ...
    def __getitem__(self, index: int | slice) -> _Row | list[_Row]:
        if self._made is None:
            self._made = list(self.items if self.make is None else map(self.make, self.items))
        return self._made[index]

    def __iter__(self) -> Iterator[_Row]:
        return iter(self[:])


class View:
    """The variables of a template, besides its record, are its attributes; those that are `Rows` may be cut."""

    def __init__(self, **variables: Any) -> None:
        vars(self).update(variables)

    def variables(self) -> dict[str, Any]:
        """Return the value of each attribute by its name."""
        return dict(vars(self))

    def lists(self) -> dict[str, Rows[Any]]:
        """Return the lists that may be cut."""
        return {name: value for name, value in self.variables().items() if isinstance(value, Rows)}


@dataclass(frozen=True, slots=True)
class Cut:
    """One part of a page: its number, of how many, and the span (name, start, end) of each list on it."""

    number: int
    of: int
    spans: tuple[tuple[str, int, int], ...]
    labels: tuple[str, ...] = ()
    """The index word of each part's first row, if rows are in that order."""

    def applied(self, view: _View) -> _View:
        """Return the view with its lists reduced to this part."""
        spans, part = {name: (start, end) for name, start, end in self.spans}, copy(view)
        vars(part).update({name: rows.part(*spans.get(name, (0, 0))) for name, rows in view.lists().items()})
        return part

    @property
    def listed(self) -> list[int]:
        """The numbers to link to: all if they are few, else those near this part and some from the whole range."""
        if self.of <= 2 * _NEAR + _AFAR:
            return list(range(1, self.of + 1))
        afar = {1 + round(step * (self.of - 1) / _AFAR) for step in range(_AFAR + 1)}
        near = range(max(self.number - _NEAR, 1), min(self.number + _NEAR, self.of) + 1)
        return sorted({*afar, *near})


_NEAR, _AFAR = 5, 20


def cuts_of(view: View) -> tuple[Cut, ...]:
    """Cut a page into parts, between the rows of its lists; return none if it can stay whole."""
    lists = view.lists()
    # The first part also holds everything that is never cut.
    size = _ENTRY * sum(len(value) for value in view.variables().values() if isinstance(value, list | tuple))
    size = min(size, MOST_BYTES // 2)
    parts: list[dict[str, list[int]]] = [{}]
    rows = 0
    for name, value in lists.items():
        for position, weight in enumerate(value.weights()):
            if rows and (rows >= MOST_ROWS or size + weight > MOST_BYTES):
                parts.append({})
                rows = size = 0
            parts[-1].setdefault(name, [position, position])[1] = position + 1
            rows += 1
            size += weight
    if len(parts) == 1:
        return ()
    labels = _labels(lists, parts)
    spans = [tuple((name, start, end) for name, (start, end) in part.items()) for part in parts]
    return tuple(Cut(number, len(parts), span, labels) for number, span in enumerate(spans, start=1))


def _labels(lists: Mapping[str, Rows[Any]], parts: Sequence[Mapping[str, list[int]]]) -> tuple[str, ...]:
    """Return the index words of the parts' first rows, if one list makes them all."""
    names = {name for part in parts for name in part}
    if len(names) != 1:
        return ()
    rows = lists[names.pop()]
    labels = [rows.label(rows.items[start]) for part in parts for start, _ in part.values()] if rows.label else []
    return tuple(labels) if all(labels) else ()
