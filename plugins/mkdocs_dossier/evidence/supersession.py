"""Decide which statements and figures replace which: a superseded number contradicts nothing."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.transitive import reached
from mkdocs_dossier.model.records import Figure, Statement


def one_supersedes(collection: Collection, one: Figure, other: Figure) -> bool:
    """Whether either figure, or its statement, supersedes the other, directly or through others.

    Args:
        collection: Holds both figures.
        one: A figure.
        other: Another figure.

    Returns:
        True in either direction.
    """
    if other in replaced_by(collection, one) or one in replaced_by(collection, other):
        return True
    first, second = collection.statement_of(one), collection.statement_of(other)
    if first is None or second is None:
        return False
    return second in replaced_by(collection, first) or first in replaced_by(collection, second)


@derived
def replaced_by(collection: Collection, record: Statement | Figure) -> frozenset[Statement | Figure]:
    """Return all statements, or figures, that a record supersedes, directly or through others, never itself."""
    if not record.supersedes:
        return frozenset()  # the usual case

    def onward(current: Statement | Figure) -> Sequence[Statement | Figure]:
        return collection.get_all(type(record), current.supersedes, current.dossier)

    return frozenset(reached([record], onward)) - {record}


def is_claimed(collection: Collection, figure: Figure) -> bool:
    """Whether a figure asserts its number: a demanded or promised number contradicts none."""
    statement = collection.statement_of(figure)
    return statement is None or statement.is_claim
