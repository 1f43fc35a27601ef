"""Merge statements into claims: whoever repeats a statement makes the same claim again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.opponents import opposed_to
from mkdocs_dossier.evidence.retellings import repeated_by
from mkdocs_dossier.model.records import Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with every statement that makes it, in any dossier."""

    root: Statement
    """The statement that all others repeat, directly or through others: it identifies the claim."""
    statements: tuple[Statement, ...]
    """All of them, first the one to show: the root, or where that was not asked for, the first that was."""

    @property
    def first(self) -> Statement:
        """The statement whose words stand for the claim."""
        return self.statements[0]


def claims_of(collection: Collection, statements: Iterable[Statement]) -> list[Claim]:
    """Return the claims that these statements make, each once, in the order of its first statement.

    A statement that repeats several makes the claim of the first that it names.
    """
    groups = _groups(collection)
    asked: dict[Statement, list[Statement]] = {}
    for statement in dict.fromkeys(statements):
        group = groups.get(statement)
        asked.setdefault(group[0] if group else statement, []).append(statement)
    claims = []
    for root, own in asked.items():
        whole = collection.get_all(Statement, (statement.key for statement in groups.get(root, ())))
        claims.append(Claim(root, tuple(dict.fromkeys([root if root in own else own[0], *whole]))))
    return claims


def contradicting(collection: Collection, claim: Claim) -> list[Claim]:
    """Return the claims that contradict a claim in any of its statements or their figures."""
    opponents = (other for statement in claim.statements for other in opposed_to(collection, statement))
    return [other for other in claims_of(collection, opponents) if other.root is not claim.root]


@derived
def _groups(collection: Collection) -> Mapping[Statement, tuple[Statement, ...]]:
    """Map each statement that repeats or is repeated to all of its claim: the root, then the others as read."""
    roots: dict[Statement, Statement] = {}
    for statement in collection.of(Statement):
        way: dict[Statement, None] = {}
        current = statement
        while current not in roots and current not in way:
            way[current] = None
            current = next(iter(repeated_by(collection, current)), current)
        # Else it repeats none, or belongs to a circle, of which any member can be the root.
        steps = list(way)
        root = roots.get(current) or min(steps[steps.index(current) :], key=lambda statement: statement.key)
        roots.update(dict.fromkeys(way, root))
    groups: dict[Statement, list[Statement]] = {}
    for statement in collection.of(Statement):
        if (root := roots[statement]) is not statement:
            groups.setdefault(root, [root]).append(statement)
    return {statement: whole for group in groups.values() for whole in [tuple(group)] for statement in whole}
