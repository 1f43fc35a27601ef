"""Merge statements that repeat each other into claims, and find figures and quotations that changed on the way."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from mkdocs_dossier.article.difference import difference, most_similar
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import chain_of, origins_of
from mkdocs_dossier.evidence.contradictions import (
    is_drift,
    measured,
    of_one_time,
    one_rounds,
    one_supersedes,
    reading_order,
    repeat_each_other,
    repeated_by,
)
from mkdocs_dossier.evidence.figures import Pair
from mkdocs_dossier.evidence.quotations import comparable, holds, quotations
from mkdocs_dossier.evidence.transitive import in_order
from mkdocs_dossier.model.records import Figure, Record, Statement

#: Quotations at least this similar (0 to 100) are meant to be the same.
_MEANT_ALIKE = 80
#: Fewer quoted words are a title or an expression, not a quotation that could be misquoted.
_FEWEST_WORDS = 3
#: How many characters of a passage are compared: the time is proportional to it.
_COMPARED = 4000
#: How many figures of one quantity in one statement are compared with those of another statement.
_FIGURES_COMPARED = 20


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with every statement that makes it, in any dossier."""

    root: Statement
    """The statement that all others repeat, directly or through others: it identifies the claim."""
    statements: tuple[Statement, ...]
    """All of them, first the one to show: the root, or where that was not asked for, the first that was."""

    @property
    def first(self) -> Statement:
        """The statement whose words represent the claim."""
        return self.statements[0]


def claims_of(collection: Collection, statements: Iterable[Statement]) -> list[Claim]:
    """Return the claims that these statements make, each once, in the order of its first statement."""
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


def claim_counter(collection: Collection) -> Callable[..., int]:
    """Return a function that counts the claims of statements, without those of the statements in its `but`.

    It holds the roots of all that repeat or are repeated: looking each up in the collection would cost more.
    """
    roots = {statement: group[0] for statement, group in _groups(collection).items()}

    def count(statements: Iterable[Statement], but: Iterable[Statement] = ()) -> int:
        return len({roots.get(s, s) for s in statements} - {roots.get(s, s) for s in but})

    return count


@derived
def _groups(collection: Collection) -> Mapping[Statement, tuple[Statement, ...]]:
    """Map each statement that repeats or is repeated to all of its claim: the root, then the others as read."""

    def onward(statement: Statement) -> Sequence[Statement]:
        return repeated_by(collection, statement)[:1]

    ordered, circles = in_order(collection.of(Statement), onward)
    # Of a circle, any member can be the root.
    roots = {one: min(circle, key=lambda statement: statement.key) for circle in circles for one in circle}
    for statement in ordered:
        if statement not in roots:
            roots[statement] = next((roots[other] for other in onward(statement)), statement)
    groups: dict[Statement, list[Statement]] = {}
    for statement in collection.of(Statement):
        if (root := roots[statement]) is not statement:
            groups.setdefault(root, [root]).append(statement)
    return {statement: whole for whole in map(tuple, groups.values()) for statement in whole}


def _given(collection: Collection, statement: Statement) -> dict[str, list[Figure]]:
    """Group the statement's figures that give a number by quantity."""
    given: dict[str, list[Figure]] = defaultdict(list)
    for figure in collection.linked(statement, "figures", Figure):
        if figure.quantity and figure.derived_from is None and measured(collection, figure):
            given[figure.quantity].append(figure)
    return given


def retold_figures(collection: Collection) -> Iterator[tuple[Figure, Figure, Record]]:
    """Yield the figures whose amount or hedge changed, with the figure they go back to and why they do.

    First come those of statements that repeat others, with the statement repeated, then those of one origin, with it.
    """
    given_by = cache(partial(_given, collection))
    for statement in collection.of(Statement):
        for repeated in repeated_by(collection, statement):
            for quantity, figures in given_by(statement).items():
                there = given_by(repeated).get(quantity, [])
                for figure in figures:
                    other = _other_than(collection, figure, there)
                    if other is not None:
                        yield figure, other, repeated
    for origin, figures in _by_origin(collection, given_by):
        reference = figures[0]
        for figure in figures[1:]:
            pair = figure, reference
            if measured(collection, figure) == measured(collection, reference) or repeat_each_other(collection, pair):
                continue
            if _comparable(collection, pair) and _meet(collection, pair):
                yield figure, reference, origin


def _other_than(collection: Collection, figure: Figure, there: list[Figure]) -> Figure | None:
    """Return the first repeated figure that this one may be meant to give; None if any has the same number."""
    looked_at = there[:_FIGURES_COMPARED]
    if any(measured(collection, other) == measured(collection, figure) for other in looked_at):
        return None
    return next((other for other in looked_at if _comparable(collection, (figure, other))), None)


def _comparable(collection: Collection, pair: Pair) -> bool:
    """Return whether both are for one time in one dimension, and are not already reported as drift."""
    first, second = (measured(collection, figure) for figure in pair)
    alike = first is not None and second is not None and first[0] == second[0]
    if one_supersedes(collection, pair) or one_rounds(collection, pair):
        return False
    return alike and of_one_time(collection, pair) and (not is_drift(*pair) or _meet(collection, pair))


def _meet(collection: Collection, pair: Pair) -> bool:
    first, second = (measured(collection, figure) for figure in pair)
    return first is not None and second is not None and first[1].meets(second[1])


def _by_origin(
    collection: Collection, given_by: Callable[[Statement], dict[str, list[Figure]]]
) -> Iterator[tuple[Record, list[Figure]]]:
    """Yield each origin with its figures of one quantity that give a number, those nearest to it first."""
    groups: dict[tuple[str, Record], list[tuple[Statement, Figure]]] = defaultdict(list)
    for statement in collection.of(Statement):
        given = given_by(statement)
        for origin in origins_of(collection, statement) if given else ():
            for quantity, figures in given.items():
                groups[quantity, origin] += ((statement, figure) for figure in figures)

    def nearness(found: tuple[Statement, Figure]) -> tuple[object, ...]:
        statement, figure = found
        return len(chain_of(collection, statement)), reading_order(collection, figure)

    for (_, origin), found in groups.items():
        if len(found) > 1:
            yield origin, [figure for _, figure in sorted(found, key=nearness)]


def requoted(collection: Collection) -> Iterator[tuple[Statement, Statement, str]]:
    """Yield (statement, the one it repeats, difference) for quotations whose words differ slightly."""
    for statement in collection.of(Statement):
        others = repeated_by(collection, statement)
        if not others:
            continue
        quoted = [words for words in quotations(collection.words_of(statement)) if len(words.split()) >= _FEWEST_WORDS]
        for repeated in others if quoted else ():
            text = comparable(collection.words_of(repeated)[:_COMPARED])
            for words in quoted:
                if text and not holds(text, words) and (changed := _closest(comparable(words), text)):
                    yield statement, repeated, changed


def _closest(words: str, text: str) -> str:
    """Return the difference from the most similar words of the text; empty if none are similar."""
    is_long = len(text) >= len(words) * _MEANT_ALIKE / 100
    span = most_similar(words, text, _MEANT_ALIKE) if is_long else None
    return difference(text[slice(*span)].strip("' .,"), words.strip("' .,")) if span else ""
