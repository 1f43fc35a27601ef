"""Find statements that, the editors say, cannot both be true, and their reasons."""

from __future__ import annotations

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.supersession import replaced_by
from mkdocs_dossier.model.claims import Statement


def opponents_of(collection: Collection, statement: Statement) -> tuple[Statement, ...]:
    """Return the statements that it contradicts, and those that contradict it."""
    naming = collection.linked(statement, "contradicted_by", Statement)
    if not (naming or statement.contradicts) or not statement.may_contradict:
        return ()  # the usual case
    named = (contradiction.statement for contradiction in statement.contradicts)
    found = dict.fromkeys([*collection.get_all(Statement, named, statement.dossier), *naming])
    replaced = replaced_by(collection, statement)
    return tuple(
        other
        for other in found
        if other is not statement and other.may_contradict
        if other not in replaced and statement not in replaced_by(collection, other)
    )


def why_opposed(collection: Collection, one: Statement, other: Statement) -> str:
    """Return the editors' reason why two statements cannot both be true.

    Args:
        collection: Holds both statements.
        one: A statement.
        other: Another statement.

    Returns:
        The reason, written with either of them; empty if there is none.
    """
    for first, second in ((one, other), (other, one)):
        for named in first.contradicts:
            if named.why and collection.get(Statement, named.statement, first.dossier) is second:
                return named.why
    return ""
