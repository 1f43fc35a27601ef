"""Sum up what is said of a quantity: equal values of one origin as one, and how many origins there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.basis import kind_of
from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.evidence.contradictions import measured, reading_order
from mkdocs_dossier.evidence.independence import origins_behind, origins_of_figure
from mkdocs_dossier.evidence.opponents import Opposition, opponents_of
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.site.rows import FigureRow, figure_row


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """A value of a quantity, and the figures of one origin that give it, in the order of their articles."""

    value: tuple[str, Amount] | str
    """The dimension and the amount in its first unit; the passage's words if they give no number."""
    rows: tuple[FigureRow, ...]
    origins: tuple[Record, ...]
    """The independent origins; empty if nobody is named."""
    names: tuple[Record, ...]
    """The origins as the statements name them."""

    @property
    def kind(self) -> str:
        """What is known of its origin: named, nameless or none; worked-out if it is calculated from other figures."""
        return "worked-out" if self.rows[0].figure.derived_from else kind_of(self.names)

    @property
    def dates(self) -> list[Date]:
        """The times of its figures, the first first."""
        return sorted((date for row in self.rows if (date := row.year_of)), key=lambda date: date.sort_key)

    @property
    def size(self) -> tuple[bool, Decimal, bool, Decimal]:
        """The sort key of its value: the lowest number, an open one later, then the highest; words come last."""
        amount = Amount(None, None, None) if isinstance(self.value, str) else self.value[1]
        known = [number for number in (amount.low, amount.best, amount.high) if number is not None] or [Decimal(0)]
        return isinstance(self.value, str), known[0], amount.high is None, known[-1]


class Answer:
    """All that is given for a quantity, the lowest value first; the templates put it in words."""

    def __init__(self, given: Sequence[Given], *, is_alone: bool) -> None:
        self.given = sorted(given, key=lambda one: one.size)
        self._given_by = {row.figure: one for one in given for row in one.rows}
        self.number = len(self._given_by)
        """The number of figures."""
        self.values = list({one.value: one for one in reversed(self.given)}.values())[::-1]
        """One of the given for each value."""
        self.highest = max(self.given, key=lambda one: (not one.size[0], one.size[3], one.size[2]), default=None)
        self.is_span = len({one.value[0] for one in self.given if not isinstance(one.value, str)}) == 1
        """Whether all values with a number have one dimension."""
        dated = [one for one in self.given if one.dates]
        self.latest = max(dated, key=lambda one: one.dates[-1].sort_key, default=None)
        self.origins = list(dict.fromkeys(origin for one in self.given for origin in one.origins))
        self.names = list(dict.fromkeys(name for one in self.given if one.origins for name in one.names))
        self.is_alone = is_alone and len(self.origins) < 2 and not self.opposing(Opposition.AGAINST)
        """Whether nobody else confirms or contradicts what its only origin, or the articles themselves, say."""

    def of(self, *kinds: str) -> int:
        """Count the figures whose origins are of some kinds."""
        return sum(len(one.rows) for one in self.given if one.kind in kinds)

    def opposed(self, given: Given, way: Opposition) -> list[Given]:
        """Return the values that oppose one in one way."""
        return list(dict.fromkeys(self._given_by[rival] for row in given.rows for rival in row.opposed(way)))

    def opposing(self, way: Opposition) -> list[Given]:
        """Return the values that others oppose in one way."""
        return [one for one in self.given if any(row.opposed(way) for row in one.rows)]


def answer_of(collection: Collection, figures: Iterable[Figure]) -> Answer:
    """Group figures of one quantity by value and origin; those worked out from others have no origin of their own."""
    found: dict[tuple[tuple[str, Amount] | str, tuple[Record, ...], bool], list[FigureRow]] = {}
    named: dict[FigureRow, tuple[Record, ...]] = {}
    for figure in sorted(figures, key=lambda figure: reading_order(collection, figure)):
        row = figure_row(collection, figure)
        own = named[row] = origins_of(collection, row.statement) if row.statement else ()
        origins = () if figure.derived_from else origins_of_figure(collection, figure) or own
        value = measured(collection, figure) or collection.words_of(figure) or figure.key
        key = value, tuple(sorted(origins, key=lambda origin: origin.key)), figure.derived_from is not None
        found.setdefault(key, []).append(row)
    given = []
    for (value, origins, _), rows in found.items():
        names = dict.fromkeys(name for row in rows for name in named[row])
        given.append(Given(value, tuple(rows), origins, tuple(names) or origins))
    statements = [row.statement for row in named if row.statement]
    return Answer(given, is_alone=bool(statements) and all(_is_alone(collection, said) for said in statements))


def _is_alone(collection: Collection, said: Statement) -> bool:
    others = opponents_of(collection, said) or origins_behind(collection, said)[1:]
    return not others and said.status in (None, "unverified") and said.credibility != "1"
