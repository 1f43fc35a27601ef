"""Find statements that, the editors say, cannot both be true, and classify how two such figures are opposed."""

from enum import StrEnum

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.contradictions import is_drift, repeat_each_other, replaced_by, rivals_of
from mkdocs_dossier.evidence.figures import Pair
from mkdocs_dossier.evidence.independence import origins_of_figure
from mkdocs_dossier.evidence.retellings import Claim, claims_of
from mkdocs_dossier.model.records import Figure, Statement


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
    """Return the editors' reason, written with either of two statements, why not both can be true; else nothing."""
    for first, second in ((one, other), (other, one)):
        for named in first.contradicts:
            if named.why and collection.get(Statement, named.statement, first.dossier) is second:
                return named.why
    return ""


class Opposition(StrEnum):
    """Why two figures of one quantity differ."""

    AGAINST = "against"
    """Two origins disagree."""
    CHANGED = "changed"
    """Both have one origin: the number changed within the text, or from one text to another."""
    WORKED_OUT = "worked-out"
    """At least one of them is calculated from other figures, not said by anybody."""


def opposition(collection: Collection, pair: Pair) -> Opposition:
    """Return how two rivals are opposed; if one names no origin, its number is its article's own."""
    if any(figure.derived_from is not None for figure in pair):
        return Opposition.WORKED_OUT
    if repeat_each_other(collection, pair):
        return Opposition.CHANGED
    own, others = (origins_of_figure(collection, figure) for figure in pair)
    if own and others:
        return Opposition.AGAINST if set(own).isdisjoint(others) else Opposition.CHANGED
    return Opposition.CHANGED if is_drift(*pair) else Opposition.AGAINST


@derived
def opposed_to(collection: Collection, statement: Statement) -> tuple[Statement, ...]:
    """Return the statements that contradict a statement, by what they say or by their figures."""
    found = dict.fromkeys(opponents_of(collection, statement))
    for figure in collection.linked(statement, "figures", Figure):
        for rival in rivals_of(collection, figure):
            other = collection.statement_of(rival)
            if other is not None and opposition(collection, (figure, rival)) == Opposition.AGAINST:
                found[other] = None
    return tuple(found)


@derived
def contradicting(collection: Collection, claim: Claim) -> list[Claim]:
    """Return the claims that contradict a claim in any of its statements or their figures."""
    opponents = (other for statement in claim.statements for other in opposed_to(collection, statement))
    return [other for other in claims_of(collection, opponents) if other.root is not claim.root]
