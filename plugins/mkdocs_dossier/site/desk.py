"""The editors' desk: open tasks of each dossier, and of the sources that no dossier uses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.checks.articles import uncovered
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import chain_of, origins_of
from mkdocs_dossier.evidence.contradictions import rivals_of
from mkdocs_dossier.evidence.coverage import Coverage, coverage_of
from mkdocs_dossier.evidence.foureyes import is_checked
from mkdocs_dossier.evidence.independence import origins_behind
from mkdocs_dossier.evidence.opponents import opponents_of
from mkdocs_dossier.model.records import Anchored, Dossier, Figure, Omission, Record, Source, Statement
from mkdocs_dossier.problems import Location
from mkdocs_dossier.site.i18n import english
from mkdocs_dossier.site.pagination import Rows, View
from mkdocs_dossier.site.views import newest_first


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One task: its record, or the words of a sentence that has none; its place; and the other records involved."""

    place: Location
    record: Record | None = None
    words: str = ""
    """Empty for a sentence of an excerpt: the desk shows no unpublished words of an article either."""
    sentence: int = 0
    """The sentence's number in the article, from 1."""
    others: tuple[Record, ...] = ()
    reason: str = ""
    """The reason to leave it as it is."""


@dataclass(frozen=True, slots=True)
class Todo:
    """The open tasks of a dossier by gap; without a dossier, those of the sources that no dossier uses."""

    dossier: Dossier | None
    coverage: Coverage | None
    gaps: dict[str, list[DeskRow]]


class DeskView(View):
    """The dossiers, newest first, with their gaps; the tasks outside any dossier; and the total of each gap."""

    def __init__(self, collection: Collection) -> None:
        places = _places_of_sentences(collection)
        todos = [_todo(collection, dossier, places[dossier]) for dossier in newest_first(collection)]
        used = {source for todo in todos if todo.dossier for source in _sources(collection, todo.dossier)}
        sources = (source for source in collection.of(Source) if source not in used)
        shared = (record for record in collection if not record.dossier and not isinstance(record, Dossier))
        self.todos: Rows[Todo] = Rows(todos)
        self.beside = Todo(None, None, _by_gap([*_of_sources(sources), *_acknowledged(shared)]))
        everything = [*todos, self.beside]
        self.totals = {
            gap: len({(row.place, row.record, row.sentence) for todo in everything for row in todo.gaps[gap]})
            for gap in self.beside.gaps
        }
        covered = [todo.coverage for todo in todos if todo.coverage]
        needing = sum(coverage.needing for coverage in covered)
        self.covered = 1 - sum(len(coverage.uncovered) for coverage in covered) / needing if needing else 1.0


def desk_sizes(collection: Collection) -> View:
    """Return the same dossiers with estimated sizes only, to decide where to split the desk into parts."""

    def size(dossier: Dossier) -> int:
        """Estimate the bytes its gaps take on the page, at most: one row a record, one a sentence."""
        sentences = len(collection.articles[dossier].sentences)
        return 1_200 + 600 * sum(1 for _ in collection.written_in(dossier)) + 250 * sentences

    return View(todos=Rows(newest_first(collection), None, size))


def _todo(collection: Collection, dossier: Dossier, places: list[Location]) -> Todo:
    coverage = coverage_of(collection, dossier)
    found = [
        *_orphaned(collection, dossier),
        *_uncovered(collection, dossier, coverage, places),
        *(gap for statement in collection.inside(dossier, Statement) for gap in _of_statement(collection, statement)),
        *_of_figures(collection, dossier),
        *_of_sources(_sources(collection, dossier)),
        *_unchecked(collection, dossier),
        *_acknowledged((dossier, *collection.written_in(dossier))),
    ]
    return Todo(dossier, coverage, _by_gap(found))


def _by_gap(found: Iterable[tuple[str, DeskRow]]) -> dict[str, list[DeskRow]]:
    gaps: dict[str, list[DeskRow]] = {gap: [] for gap in english().values["gap"]}
    for gap, row in found:
        gaps[gap].append(row)
    return gaps


def _places_of_sentences(collection: Collection) -> dict[Dossier, list[Location]]:
    """Return the places of uncovered sentences, in the order of the article."""
    places: dict[Dossier, list[Location]] = defaultdict(list)
    for finding in uncovered(collection):
        if isinstance(finding.record, Dossier):
            places[finding.record].append(finding.place(collection))
    return places


def _uncovered(
    collection: Collection, dossier: Dossier, coverage: Coverage, places: list[Location]
) -> Iterator[tuple[str, DeskRow]]:
    article = collection.articles[dossier]
    for (start, end), place in zip(coverage.uncovered, places, strict=True):
        words = " ".join(article.text[start:end].split()) if dossier.publish == "full" else ""
        yield "uncovered", DeskRow(place, words=words, sentence=article.sentences.at(start) + 1)


def _orphaned(collection: Collection, dossier: Dossier) -> Iterator[tuple[str, DeskRow]]:
    """Yield quotes that are not in the article. Only `serve` shows them: they are errors, which end a build."""
    passages = collection.articles[dossier].passages
    for record in collection.written_in(dossier):
        if isinstance(record, Anchored) and record.quote and record not in passages:
            yield "orphaned", DeskRow(record.origin, record, record.quote)


def _of_statement(collection: Collection, statement: Statement) -> Iterator[tuple[str, DeskRow]]:
    if opponents := opponents_of(collection, statement):
        yield "contradicted", DeskRow(statement.origin, statement, others=opponents)
    if statement.mode == "own":
        return
    row = DeskRow(statement.origin, statement)
    if not origins_of(collection, statement) and not statement.repeats:
        yield "unsourced", row
    if len(origins := origins_behind(collection, statement)) == 1:
        yield "single", DeskRow(statement.origin, statement, others=origins)
    if statement.credibility is None:
        yield "ungraded", row


def _of_figures(collection: Collection, dossier: Dossier) -> Iterator[tuple[str, DeskRow]]:
    for figure in collection.inside(dossier, Figure):
        if rivals := rivals_of(collection, figure):
            yield "contradicted", DeskRow(figure.origin, figure, others=rivals)


def _of_sources(sources: Iterable[Source]) -> Iterator[tuple[str, DeskRow]]:
    for source in sources:
        row = DeskRow(source.origin, source)
        if source.reliability is None:
            yield "ungraded", row
        if source.url and not source.archive:
            yield "unarchived", row


def _unchecked(collection: Collection, dossier: Dossier) -> Iterator[tuple[str, DeskRow]]:
    """Yield unchecked records, but only if any record of the collection is checked: else it would be all."""
    if not _is_checked_at_all(collection):
        return
    for record in collection.written_in(dossier):
        if isinstance(record, Statement | Figure) and not is_checked(collection, record):
            yield "unchecked", DeskRow(record.origin, record)


@derived
def _is_checked_at_all(collection: Collection) -> bool:
    return any(isinstance(record, Statement | Figure) and record.checked for record in collection)


def _acknowledged(records: Iterable[Record]) -> Iterator[tuple[str, DeskRow]]:
    """Yield acknowledged problems, except those of withheld actors: the desk may be public."""
    for record in records:
        for code, reason in () if record.withheld else record.acknowledged:
            yield "acknowledged", DeskRow(record.origin, record, reason=f"{code}: {reason}")
        if isinstance(record, Omission):
            yield "acknowledged", DeskRow(record.origin, record, record.quote, reason=record.why)


def _sources(collection: Collection, dossier: Dossier) -> list[Source]:
    """Return the sources of the dossier's chains, each once."""
    hops = (hop for statement in collection.inside(dossier, Statement) for hop in chain_of(collection, statement))
    return list(dict.fromkeys(hop.record for hop in hops if isinstance(hop.record, Source)))
