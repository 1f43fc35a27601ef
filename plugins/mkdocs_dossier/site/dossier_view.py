"""The view of a dossier's page: its statements and figures in order, and everything that they name."""

from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain

from mkdocs_dossier.collection.articles import Article, by_position
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.coverage import Coverage, coverage_of
from mkdocs_dossier.evidence.ties import Tie, ties_in
from mkdocs_dossier.model.claims import Correction, Figure, Statement
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Event, Record, Source
from mkdocs_dossier.site.chronicle import Dated, in_time
from mkdocs_dossier.site.graph import GraphRow, table_of
from mkdocs_dossier.site.pagination import View
from mkdocs_dossier.site.rows import FigureRow, figure_row


@dataclass(frozen=True, slots=True)
class Note:
    """A statement of an article with its number, and its figures."""

    number: int
    statement: Statement
    words: str
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class DossierView(View):
    """What the page of a dossier shows besides its article."""

    article: Article
    notes: list[Note]
    alone: list[FigureRow]
    figures: list[FigureRow]
    actors: list[tuple[Actor, int]]
    sources: list[Source]
    agreements: list[Agreement]
    chronicle: list[Dated]
    coverage: Coverage
    ties: tuple[Tie, ...]
    tie_rows: list[GraphRow]
    corrections: list[Correction]
    formers: list[tuple[str, Record]]


def view_of_dossier(collection: Collection, dossier: Dossier) -> DossierView:
    """Return the view of a dossier's page."""
    article = collection.articles[dossier]
    in_order = by_position(article.passages)
    statements = [record for record in in_order if isinstance(record, Statement)]
    figures = [record for record in in_order if isinstance(record, Figure)]
    row_of = cache(partial(figure_row, collection))  # most figures are in two lists
    notes = []
    for number, statement in enumerate(statements, start=1):
        rows = tuple(map(row_of, collection.linked(statement, "figures", Figure)))
        notes.append(Note(number, statement, article.words(statement), rows))
    unquoted = [figure for figure in collection.inside(dossier, Figure) if figure not in article.passages]
    alone = [row_of(f) for f in (*figures, *unquoted) if collection.statement_of(f) is None]
    named = Counter(actor for name in article.named.actors if (actor := collection.get(Actor, name)))
    named.update(collection.get_all(Actor, (name for _, name in article.mentioning("actor"))))
    sources = dict.fromkeys(collection.get_all(Source, chain(*(said.via for said in statements))))
    named_agreements = chain(
        *(said.agreements for said in statements), (name for _, name in article.mentioning("agreement"))
    )
    agreements = dict.fromkeys(collection.get_all(Agreement, named_agreements))
    named_events = chain(*(said.events for said in statements), (name for _, name in article.mentioning("event")))
    events = dict.fromkeys(collection.get_all(Event, named_events))
    corrections = sorted(collection.inside(dossier, Correction), key=lambda c: c.date.sort_key)
    own, ties = collection.get(Source, dossier.source), ties_in(collection, dossier)
    return DossierView(
        article=article,
        notes=notes,
        alone=alone,
        figures=list(map(row_of, figures)),
        actors=sorted(named.items(), key=lambda found: (-found[1], found[0].id)),
        sources=list(sources),
        agreements=list(agreements),
        chronicle=in_time(
            [dossier, own, *statements, *figures, *unquoted, *sources, *agreements, *events, *corrections]
        ),
        coverage=coverage_of(collection, dossier),
        ties=ties,
        tie_rows=table_of(ties),
        corrections=corrections,
        formers=[(old, record) for record in (*statements, *figures) for old in record.formerly],
    )
