"""Count the independent origins of a claim or a number: three outlets that quote one origin have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.evidence.kinship import origin_of
from mkdocs_dossier.evidence.transitive import reached
from mkdocs_dossier.model.records import Figure, Record, Source, Statement


def origins_behind(collection: Collection, statement: Statement) -> tuple[Record, ...]:
    """Return the independent origins of a statement and all that it agrees with, directly or through others."""
    return _origins_of_group(collection, _group(collection, statement)[0])


def origins_of_figure(collection: Collection, figure: Figure) -> tuple[Record, ...]:
    """Return the independent origins of a figure's statement; if it names none, of those it repeats."""
    statement = collection.statement_of(figure)
    return _independent(collection, _repeated(collection, statement)) if statement else ()


def outlets_behind(collection: Collection, statement: Statement) -> tuple[Source, ...]:
    """Return the sources that carry a statement or one that it agrees with, each once."""
    return _outlets_of_group(collection, _group(collection, statement)[0])


@derived
def _origins_of_group(collection: Collection, first: Statement) -> tuple[Record, ...]:
    return _independent(collection, _group(collection, first))


@derived
def _outlets_of_group(collection: Collection, first: Statement) -> tuple[Source, ...]:
    names = (name for agreeing in _group(collection, first) for name in agreeing.via)
    return tuple(dict.fromkeys(collection.get_all(Source, names)))


def _independent(collection: Collection, statements: Iterable[Statement]) -> tuple[Record, ...]:
    claims = (statement for statement in statements if statement.is_claim)
    origins = (origin for statement in claims for origin in origins_of(collection, statement))
    return tuple(dict.fromkeys(origin_of(collection, origin) for origin in origins))


def _group(collection: Collection, statement: Statement) -> Sequence[Statement]:
    """Return a statement and all that it agrees with, as one group; its first is the same for all members."""
    return _agreeing(collection).get(statement) or (statement,)


@derived
def _agreeing(collection: Collection) -> dict[Statement, list[Statement]]:
    """Map each statement that agrees with others to its group, directly or through others; members share one list."""

    def neighbours(statement: Statement) -> Iterator[Statement]:
        yield from collection.get_all(Statement, (*statement.supports, *statement.repeats), statement.dossier)
        yield from collection.linked(statement, "supported_by", Statement)
        yield from collection.linked(statement, "repeated_by", Statement)

    groups: dict[Statement, list[Statement]] = {}
    for statement in collection.of(Statement):
        if statement not in groups:
            group = list(reached([statement], neighbours))
            groups.update(dict.fromkeys(group, group))
    return {statement: group for statement, group in groups.items() if len(group) > 1}


def _repeated(collection: Collection, statement: Statement) -> Iterable[Statement]:
    """Return the statement itself if it has an origin, else those it repeats."""

    def onward(current: Statement) -> list[Statement]:
        repeated = () if origins_of(collection, current) else current.repeats
        return collection.get_all(Statement, repeated, current.dossier)

    return reached([statement], onward)
