"""Summarize each statement's evidence: whether its origin is named, and what contradicts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_dossier.collection.articles import by_position
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.evidence.contradictions import reading_order, rivals_of
from mkdocs_dossier.evidence.opponents import Opposition, opposed_to, opposition
from mkdocs_dossier.model.records import Actor, Dossier, Figure, Record, Source, Statement


class Origin(StrEnum):
    """The origin that an article gives for a statement."""

    NAMED = "named"
    NAMELESS = "nameless"
    """Somebody is said to be the origin, but nobody by name."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """A statement of an article, in short."""

    number: int
    """Its place among the article's statements, from 1."""
    statement: Statement
    kind: Origin
    origins: tuple[Record, ...]
    opponents: tuple[Statement, ...]
    """The statements, of any dossier, that contradict it, by what they say or by their figures."""
    changed: tuple[tuple[Figure, Figure], ...]
    """(own, other): its figures that differ from others of the same origin in the same article."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The statements of an article in order, and the sources that it cites."""

    cells: tuple[Cell, ...]
    sources: tuple[Source, ...]

    def count(self, kind: Origin | str) -> int:
        """Count the statements whose origin is of one kind."""
        return sum(cell.kind == kind for cell in self.cells)

    @property
    def opposed(self) -> list[Cell]:
        """The statements that others contradict."""
        return [cell for cell in self.cells if cell.opponents]

    @property
    def is_at_odds(self) -> bool:
        """Whether all contradictions are between the article's own statements."""
        own = {cell.statement for cell in self.cells}
        return all(own.issuperset(cell.opponents) for cell in self.opposed)

    @property
    def changes(self) -> list[tuple[Figure, Figure]]:
        """For each quantity whose number changes in the text: (first, later)."""
        found: dict[str, tuple[Figure, Figure]] = {}
        for cell in self.cells:
            for own, other in cell.changed:
                found.setdefault(own.quantity, (own, other))  # the first cell has the first of both
        return list(found.values())

    @property
    def seen(self) -> int:
        """How many of the sources the editors have seen in the original."""
        return sum(source.located == "yes" for source in self.sources)


@derived
def basis_of(collection: Collection, dossier: Dossier) -> Basis:
    """Return the basis of a dossier's article; empty for an article without statements."""
    in_order = by_position(collection.articles[dossier].passages)
    statements = [record for record in in_order if isinstance(record, Statement)]
    via = (name for statement in statements for name in statement.via)
    sources = tuple(dict.fromkeys(collection.get_all(Source, via)))
    return Basis(tuple(_cell(collection, *numbered) for numbered in enumerate(statements, start=1)), sources)


def _cell(collection: Collection, number: int, statement: Statement) -> Cell:
    origins = origins_of(collection, statement)
    figures = collection.linked(statement, "figures", Figure)
    changed = tuple(
        (figure, rival)
        for figure in sorted(figures, key=lambda figure: reading_order(collection, figure))
        for rival in rivals_of(collection, figure)
        if rival.dossier == figure.dossier and opposition(collection, (figure, rival)) == Opposition.CHANGED
    )
    return Cell(number, statement, kind_of(origins), origins, opposed_to(collection, statement), changed)


def kind_of(origins: Sequence[Record]) -> Origin:
    """Return whether the origins of a statement have names, or there are none."""
    if not origins:
        return Origin.NONE
    named = any(not (isinstance(o, Actor) and (o.withheld or o.anonymity != "named")) for o in origins)
    return Origin.NAMED if named else Origin.NAMELESS
