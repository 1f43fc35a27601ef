"""What becomes of a claim on its way: its figures and quoted words where it is repeated, or has the same origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from mkdocs_dossier.article.difference import difference
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import chain_of, origins_of
from mkdocs_dossier.evidence.contradictions import is_drift, measured, of_one_time, one_rounds, reading_order
from mkdocs_dossier.evidence.quotations import comparable, holds, quotations
from mkdocs_dossier.evidence.supersession import one_supersedes
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.record import Record

#: From this likeness (of 100) on, quoted words are meant to be the same.
_MEANT_ALIKE = 80
#: Fewer words are no quotation that could be told wrongly, but a title or a single expression.
_FEWEST_WORDS = 3
#: How much of a passage is compared: likeness costs time in proportion to it.
_COMPARED = 4000
#: How many figures of one quantity in one statement are compared with those of another.
_FIGURES_COMPARED = 20


@dataclass(frozen=True, slots=True)
class Retold:
    """A figure that is given in another amount, or hedged otherwise, than the one it goes back to."""

    figure: Figure
    first: Figure
    repeated: Statement | None = None
    """The statement that the figure's own repeats, else None."""
    origin: Record | None = None
    """Where both have it from, if neither statement repeats the other."""


@dataclass(frozen=True, slots=True)
class Requoted:
    """Words in quotation marks that are not quite those of the statement that is repeated."""

    statement: Statement
    repeated: Statement
    difference: str


def repeated_by(collection: Collection, statement: Statement) -> list[Statement]:
    """The statements that it repeats."""
    if not statement.repeats:
        return []
    found = (collection.get(Statement, name, statement.dossier) for name in statement.repeats)
    return [other for other in dict.fromkeys(found) if other is not None and other is not statement]


def repeat_each_other(collection: Collection, one: Figure, other: Figure) -> bool:
    """Whether the statement of one figure repeats that of the other."""
    first, second = collection.statement_of(one), collection.statement_of(other)
    if first is None or second is None:
        return False
    return second in _repeated(collection, first) or first in _repeated(collection, second)


@derived
def _repeated(collection: Collection, statement: Statement) -> frozenset[Statement]:
    return frozenset(repeated_by(collection, statement))


@derived
def _given(collection: Collection, statement: Statement) -> dict[str, list[Figure]]:
    """The statement's figures that give a number, by quantity."""
    given: dict[str, list[Figure]] = defaultdict(list)
    for figure in collection.linked(statement, "figures", Figure):
        if figure.quantity and figure.derived_from is None and measured(collection, figure):
            given[figure.quantity].append(figure)
    return given


#: The questions that nobody asks any more once all has been checked.
ONLY_CHECKED = (_repeated, _given)


def retold_figures(collection: Collection) -> Iterator[Retold]:
    """The figures that changed: first those of statements that repeat others, then those of one origin."""
    for statement in collection.of(Statement):
        for repeated in repeated_by(collection, statement):
            for quantity, figures in _given(collection, statement).items():
                there = _given(collection, repeated).get(quantity, [])
                for figure in figures:
                    other = _other_than(collection, figure, there)
                    if other is not None:
                        yield Retold(figure, other, repeated=repeated)
    for origin, figures in _by_origin(collection):
        reference = figures[0]
        for figure in figures[1:]:
            if (
                measured(collection, figure) != measured(collection, reference)
                and _comparable(collection, figure, reference)
                and _meet(collection, figure, reference)
                and not repeat_each_other(collection, figure, reference)
            ):
                yield Retold(figure, reference, origin=origin)


def _other_than(collection: Collection, figure: Figure, there: list[Figure]) -> Figure | None:
    """The first of the repeated figures that this one may be meant to give, unless one of them is just the same."""
    looked_at = there[:_FIGURES_COMPARED]
    if any(measured(collection, other) == measured(collection, figure) for other in looked_at):
        return None
    return next((other for other in looked_at if _comparable(collection, figure, other)), None)


def _comparable(collection: Collection, one: Figure, other: Figure) -> bool:
    """Whether both are given for one time in one measure; in one dossier, only what is no drift already."""
    first, second = measured(collection, one), measured(collection, other)
    alike = first is not None and second is not None and first[0] == second[0]
    if one_supersedes(collection, one, other) or one_rounds(collection, one, other):
        return False
    return alike and of_one_time(collection, one, other) and (not is_drift(one, other) or _meet(collection, one, other))


def _meet(collection: Collection, one: Figure, other: Figure) -> bool:
    first, second = measured(collection, one), measured(collection, other)
    return first is not None and second is not None and first[1].meets(second[1])


def _by_origin(collection: Collection) -> Iterator[tuple[Record, list[Figure]]]:
    """The figures of one quantity that go back to one origin and give a number, those nearest to it first."""
    groups: dict[tuple[str, Record], list[tuple[Statement, Figure]]] = defaultdict(list)
    for statement in collection.of(Statement):
        figures = [
            figure
            for figure in collection.linked(statement, "figures", Figure)
            if figure.quantity and figure.derived_from is None
        ]
        for origin in origins_of(collection, statement) if figures else ():
            for figure in figures:
                groups[figure.quantity, origin].append((statement, figure))

    def nearness(found: tuple[Statement, Figure]) -> tuple[object, ...]:
        statement, figure = found
        return len(chain_of(collection, statement)), reading_order(collection, figure)

    for (_, origin), found in groups.items():
        given = [each for each in found if measured(collection, each[1])] if len(found) > 1 else []
        if len(given) > 1:
            yield origin, [figure for _, figure in sorted(given, key=nearness)]


def requoted(collection: Collection) -> Iterator[Requoted]:
    """Quotations that a statement does not give as the statement does that it repeats."""
    for statement in collection.of(Statement):
        others = repeated_by(collection, statement)
        if not others:
            continue
        quoted = [words for words in quotations(collection.words_of(statement)) if len(words.split()) >= _FEWEST_WORDS]
        for repeated in others if quoted else ():
            text = comparable(collection.words_of(repeated)[:_COMPARED])
            for words in quoted:
                if text and not holds(text, words) and (changed := _closest(comparable(words), text)):
                    yield Requoted(statement, repeated, changed)


def _closest(words: str, text: str) -> str:
    """How the words differ from those of the text that are nearly the same; empty if none are."""
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=_MEANT_ALIKE)
    if found is None or len(text) < len(words) * _MEANT_ALIKE / 100:
        return ""
    start, end = found.dest_start, found.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return difference(text[start:end].strip("' .,"), words.strip("' .,"))
