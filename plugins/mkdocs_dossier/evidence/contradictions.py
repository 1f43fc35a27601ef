"""Find figures of one quantity that cannot both be true.

Two figures are rivals if their intervals are disjoint although both may be given for the same time. A figure and those
calculated from it are never rivals, nor are figures that one origin gives at different times.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived, remembered
from mkdocs_dossier.evidence.figures import Pair, goes_back_to, number_of, reading_of
from mkdocs_dossier.evidence.independence import origins_of_figure
from mkdocs_dossier.evidence.times import time_of
from mkdocs_dossier.evidence.transitive import reached
from mkdocs_dossier.language.units import in_first_unit
from mkdocs_dossier.model.amounts import Amount, is_rounded
from mkdocs_dossier.model.records import Figure, Quantity, Statement

#: How many rivals of one figure are returned.
MOST_RIVALS = 10
#: How many figures are examined in either direction of each order: bounds the time if most are for other times.
_EXAMINED = 30
#: In months: a longer span is compared with all figures, a shorter one with those of its months.
_MOST_MONTHS = 24


class TimeSpan(NamedTuple):
    """The first and last day that a figure may be given for, both inclusive; None means unknown."""

    earliest: date | None
    latest: date | None

    def meets(self, other: "TimeSpan") -> bool:
        """Return whether both may cover the same day."""
        begins = (self.earliest or date.min) <= (other.latest or date.max)
        return begins and (other.earliest or date.min) <= (self.latest or date.max)

    @property
    def months(self) -> range:
        """The months it touches, counted from the year 0; empty if it is open or long."""
        if self.earliest is None or self.latest is None:
            return range(0)
        first, last = (12 * day.year + day.month for day in (self.earliest, self.latest))
        return range(first, last + 1) if last - first < _MOST_MONTHS else range(0)


#: The scope of undated figures and of those with an open or a long span.
_UNDATED = TimeSpan(None, None)


def span_of(figure: Figure) -> TimeSpan:
    """Return the span a figure is given for: its `as_of`, else the first day of `from` to the last of `to`."""
    if figure.as_of is not None:
        return TimeSpan(figure.as_of.earliest, figure.as_of.latest)
    return TimeSpan(figure.from_.earliest if figure.from_ else None, figure.to.latest if figure.to else None)


def of_one_time(collection: Collection, pair: Pair) -> bool:
    """Return whether two figures may be given for the same day; those of a flow, for the same period."""
    first, second = map(span_of, pair)
    quantity = collection.get(Quantity, pair[0].quantity)
    if quantity is not None and quantity.kind == "flow" and _UNDATED not in (first, second):
        return first == second
    return first.meets(second)


def measured(collection: Collection, figure: Figure) -> tuple[str, Amount] | None:
    """Return a figure's dimension, and its amount, else its formula's, in the first unit; None without a number."""
    given = _measured_by_words(collection, figure)
    if given is not None or figure.derived_from is None:
        return given
    number = number_of(collection, figure)  # a formula may depend on other dossiers
    return in_first_unit(number.amount, number.unit) if number else None


@derived
def _measured_by_words(collection: Collection, figure: Figure) -> tuple[str, Amount] | None:
    reading = reading_of(collection, figure)
    return in_first_unit(reading.amount, reading.unit) if reading else None


#: An end of an interval, and 1 if it is open; the upper ends of figures are negative, so that both sides sort alike.
_Key = tuple[Decimal, int]
_Side = list[tuple[_Key, Figure]]


def _ends(amount: Amount) -> dict[bool, _Key]:
    """Map whether an end is the upper one to its key; an unbounded end is left out."""
    ends = {True: (amount.high, amount.high_open), False: (amount.low, amount.low_open)}
    return {upper: (-end if upper else end, int(is_open)) for upper, (end, is_open) in ends.items() if end is not None}


def _limits(amount: Amount) -> dict[bool, _Key]:
    """Map whether an end is the upper one to the least key of figures wholly beyond an amount, first of those above."""
    return {not upper: (-end, 1 - is_open) for upper, (end, is_open) in _ends(amount).items()}


#: Selects figures: those for one span, for one month, of one dossier, or (None) all.
_Scope = TimeSpan | int | str | None


class _Field:
    """All figures of one quantity, sorted by either end for each scope."""

    def __init__(self, collection: Collection, quantity: Quantity) -> None:
        self._sides: defaultdict[tuple[str, _Scope, bool], _Side] = defaultdict(list)
        self.figures = collection.linked(quantity, "figures", Figure)
        in_dossier = Counter(figure.dossier for figure in self.figures)
        for figure in self.figures:
            if found := measured(collection, figure):
                measure, amount = found
                ends = {upper: (key, figure) for upper, key in _ends(amount).items()}  # all scopes share them
                span = span_of(figure)
                own = (figure.dossier,) if in_dossier[figure.dossier] > 1 else ()
                for scope in dict.fromkeys((None, *own, span, *(span.months or (_UNDATED,)))):
                    for upper, end in ends.items():
                        self._sides[measure, scope, upper].append(end)
        for (_, _, upper), side in self._sides.items():
            if upper:
                side.reverse()  # of equal ends, the last is the nearest below
            side.sort(key=itemgetter(0))

    def nearest(self, measure: str, amount: Amount, *scopes: _Scope) -> Iterator[tuple[Decimal, Figure]]:
        """Yield the distance and the figure for each figure disjoint from an amount, nearest first."""
        seen: set[Figure] = set()
        sides = (
            [(end - limit, figure) for (end, _), figure in side[first : first + _EXAMINED]]
            for side, first, limit in self._beyond(measure, amount, scopes)
        )
        for distance, other in merge(*sides, key=itemgetter(0)):
            if other not in seen:
                seen.add(other)
                yield distance, other

    def is_cut_off(self, measure: str, amount: Amount, *scopes: _Scope) -> bool:
        """Return whether `nearest`, with the same arguments, leaves out any figure."""
        return any(len(side) - first > _EXAMINED for side, first, _ in self._beyond(measure, amount, scopes))

    def _beyond(self, measure: str, amount: Amount, scopes: Sequence[_Scope]) -> Iterator[tuple[_Side, int, Decimal]]:
        """Yield each side with figures wholly beyond an amount, the index of the first, and the amount's own end."""
        for scope in dict.fromkeys(scopes):
            for upper, limit in _limits(amount).items():
                side = self._sides.get((measure, scope, upper))
                if side and side[-1][0] >= limit:  # most figures agree with all others
                    yield side, bisect_left(side, limit, key=itemgetter(0)), limit[0]


def _scopes(figure: Figure) -> tuple[_Scope, ...]:
    """Return the scopes that hold every figure, of any dossier, that may be given for the same time."""
    span = span_of(figure)
    return (span, _UNDATED, *(span.months or (None,)))


#: The rivals of a figure, and whether there may be more.
_Rivals = tuple[tuple[Figure, ...], bool]
_NONE: _Rivals = ((), False)


def rivals_of(collection: Collection, figure: Figure) -> tuple[Figure, ...]:
    """Return at most `MOST_RIVALS` figures that cannot be true if this one is, nearest first."""
    return _all_rivals(collection).get(figure, _NONE)[0]


def may_have_more_rivals(collection: Collection, figure: Figure) -> bool:
    """Return whether there are, or may be, more rivals than `rivals_of` returns: not all figures were examined."""
    return _all_rivals(collection).get(figure, _NONE)[1]


@derived
def _all_rivals(collection: Collection) -> Mapping[Figure, _Rivals]:
    """Map every figure that has rivals to them: one answer, as a page would else depend on each figure compared."""
    return {
        figure: rivals for quantity in collection.of(Quantity) for figure, rivals in _rivals_about(collection, quantity)
    }


def _rivals_about(collection: Collection, quantity: Quantity) -> Iterator[tuple[Figure, _Rivals]]:
    """Yield the figures of a quantity that have rivals, found from their side or from a rival's, with these."""
    field = _Field(collection, quantity)
    place = {figure: at for at, figure in enumerate(field.figures)}
    found: dict[Figure, dict[Figure, Decimal]] = defaultdict(dict)
    cut_off: set[Figure] = set()
    for figure in field.figures:
        own = list(islice(_rivals(collection, field, figure, *_scopes(figure)), MOST_RIVALS + 1))
        measure = measured(collection, figure)
        if len(own) <= MOST_RIVALS and measure and field.is_cut_off(*measure, *_scopes(figure)):
            cut_off.add(figure)
        for distance, other in own:
            found[figure][other] = found[other][figure] = distance
    for figure in field.figures:
        others = found.get(figure, {})
        nearest = sorted(others, key=lambda other: (others[other], place[other]))
        more = len(others) > MOST_RIVALS or figure in cut_off
        if nearest or more:
            yield figure, (tuple(nearest[:MOST_RIVALS]), more)


def _rivals(collection: Collection, field: _Field, figure: Figure, *scopes: _Scope) -> Iterator[tuple[Decimal, Figure]]:
    """Yield the distance and the rival for each rival in these scopes, nearest first."""
    found = measured(collection, figure)
    if found is None or not _is_claimed(collection, figure):
        return
    for distance, other in field.nearest(*found, *scopes):
        if of_one_time(collection, (figure, other)) and _may_oppose(collection, (figure, other)):
            yield distance, other


def _may_oppose(collection: Collection, pair: Pair) -> bool:
    """Return whether the second figure is a claim, and neither is derived from the other, replaces it or rounds it."""
    if goes_back_to(collection, pair) or goes_back_to(collection, pair[::-1]):
        return False
    if one_supersedes(collection, pair) or one_rounds(collection, pair) or is_series(collection, pair):
        return False
    return _is_claimed(collection, pair[1])


def _is_claimed(collection: Collection, figure: Figure) -> bool:
    """Return whether a figure asserts its number: a demanded or promised number contradicts none."""
    statement = collection.statement_of(figure)
    return statement is None or statement.is_claim


def one_supersedes(collection: Collection, pair: Pair) -> bool:
    """Return whether either figure, or its statement, supersedes the other: a superseded number contradicts nothing."""
    one, other = pair
    if other in replaced_by(collection, one) or one in replaced_by(collection, other):
        return True
    first, second = map(collection.statement_of, pair)
    if first is None or second is None:
        return False
    return second in replaced_by(collection, first) or first in replaced_by(collection, second)


@derived
def replaced_by(collection: Collection, record: Statement | Figure) -> frozenset[Statement | Figure]:
    """Return all statements, or figures, that a record supersedes, directly or through others, never itself."""

    def onward(current: Statement | Figure) -> Sequence[Statement | Figure]:
        return collection.get_all(type(record), current.supersedes, current.dossier)

    return frozenset(reached([record], onward)) - {record}


@derived
def repeated_by(collection: Collection, statement: Statement) -> tuple[Statement, ...]:
    """Return the statements that a statement repeats."""
    found = dict.fromkeys(collection.get_all(Statement, statement.repeats, statement.dossier))
    return tuple(other for other in found if other is not statement)


def repeat_each_other(collection: Collection, pair: Pair) -> bool:
    """Return whether one figure's statement repeats the other's."""
    first, second = map(collection.statement_of, pair)
    if first is None or second is None:
        return False
    return second in repeated_by(collection, first) or first in repeated_by(collection, second)


def is_series(collection: Collection, pair: Pair) -> bool:
    """Return whether one origin gave the figures at different times: the number may have grown in between.

    That counts if a figure is not given for a time of its own. In one article, both statements must say when.
    """
    first, second = map(collection.statement_of, pair)
    if first is None or second is None or _UNDATED not in map(span_of, pair) or repeat_each_other(collection, pair):
        return False
    if is_drift(*pair) and not (first.said_on and second.said_on):
        return False
    one, other = (time_of(collection, statement) for statement in (first, second))
    if one is None or other is None or one.meets(other):
        return False
    return not set(origins_of_figure(collection, pair[0])).isdisjoint(origins_of_figure(collection, pair[1]))


def one_rounds(collection: Collection, pair: Pair) -> bool:
    """Return whether one figure rounds the other, to hundreds or more or to a whole number: 48 for 48.3 billion."""
    amounts = [found[1] for figure in pair if (found := measured(collection, figure))]
    if len(amounts) < 2 or any(amount.low != amount.high for amount in amounts):
        return False
    values = [amount.best for amount in amounts]
    return any(
        value is not None and exact is not None and (value % 100 == 0 or exact % 1 != 0) and is_rounded(value, exact)
        for value, exact in (values, values[::-1])
    )


def disagreements(collection: Collection, quantity: Quantity) -> tuple[tuple[Figure, Figure], ...]:
    """Pair each figure with its nearest rival in its own dossier and in another; each pair once, the earlier first."""
    return remembered(collection, ("disagreements", quantity.id), lambda: tuple(_disagreements(collection, quantity)))


def _disagreements(collection: Collection, quantity: Quantity) -> Iterator[tuple[Figure, Figure]]:
    seen: set[frozenset[Figure]] = set()
    field = _Field(collection, quantity)
    for figure in field.figures:
        within = next((rival for _, rival in _rivals(collection, field, figure, figure.dossier)), None)
        around = (rival for _, rival in _rivals(collection, field, figure, *_scopes(figure)))
        across = (rival for rival in around if not is_drift(figure, rival))
        for rival in (within, next(across, None)):
            if rival is not None and (pair := frozenset({figure, rival})) not in seen:
                seen.add(pair)
                one, other = sorted(pair, key=lambda figure: reading_order(collection, figure))
                yield one, other


def is_drift(one: Figure, other: Figure) -> bool:
    """Return whether two rivals belong to one dossier: the article is inconsistent."""
    return one.dossier == other.dossier


def reading_order(collection: Collection, figure: Figure) -> tuple[object, ...]:
    """Return a sort key: the day the dossier was published, then the place in its article."""
    dossier, passage = collection.dossier_of(figure), collection.passage_of(figure)
    return (dossier.published.sort_key if dossier else (), figure.dossier, passage.start if passage else -1, figure.id)
