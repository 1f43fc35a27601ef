"""Which statements and figures replace which: an older number that a newer one supersedes contradicts nothing."""

from __future__ import annotations

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.model.claims import Figure, Statement


def one_supersedes(collection: Collection, one: Figure, other: Figure) -> bool:
    """Tell whether either figure, or the statement of either, replaces the other, directly or through others."""
    if other in replaced_by(collection, one) or one in replaced_by(collection, other):
        return True
    first, second = collection.statement_of(one), collection.statement_of(other)
    if first is None or second is None:
        return False
    return second in replaced_by(collection, first) or first in replaced_by(collection, second)


@derived
def replaced_by(collection: Collection, record: Statement | Figure) -> frozenset[Statement | Figure]:
    """All statements, or figures, that a record supersedes, directly or through others; itself never."""
    if not record.supersedes:
        return frozenset()  # as most records do
    found: dict[Statement | Figure, None] = {}
    waiting: list[Statement | Figure] = [record]
    while waiting:
        current = waiting.pop()
        for name in current.supersedes:
            replaced = collection.get(type(record), name, current.dossier)
            if replaced is not None and replaced not in found:
                found[replaced] = None
                waiting.append(replaced)
    return frozenset(found) - {record}


def is_claimed(collection: Collection, figure: Figure) -> bool:
    """Tell whether a figure says that something is so: the number of a demand or a promise contradicts none."""
    statement = collection.statement_of(figure)
    return statement is None or statement.is_claim
