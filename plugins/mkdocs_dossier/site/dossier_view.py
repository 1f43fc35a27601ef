"""The view of a dossier's page: its statements and figures in order, and everything that they name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain

from mkdocs_dossier.collection.articles import Article, by_position
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.coverage import coverage_of
from mkdocs_dossier.evidence.ties import ties_in
from mkdocs_dossier.model.records import Actor, Agreement, Correction, Dossier, Event, Figure, Source, Statement
from mkdocs_dossier.site.chronicle import in_time
from mkdocs_dossier.site.graph import table_of
from mkdocs_dossier.site.pagination import View
from mkdocs_dossier.site.rows import FigureRow, figure_row


@dataclass(frozen=True, slots=True)
class Note:
    """A statement of an article with its number, and its figures."""

    number: int
    statement: Statement
    words: str
    figures: tuple[FigureRow, ...]


class DossierView(View):
    """The content of a dossier's page besides its article."""

    def __init__(self, collection: Collection, dossier: Dossier) -> None:
        self.article: Article = collection.articles[dossier]
        in_order = by_position(self.article.passages)
        statements = [record for record in in_order if isinstance(record, Statement)]
        figures = [record for record in in_order if isinstance(record, Figure)]
        unquoted = [figure for figure in collection.inside(dossier, Figure) if figure not in self.article.passages]
        row_of = cache(partial(figure_row, collection))  # most figures are in two lists
        self.notes = []
        for number, statement in enumerate(statements, start=1):
            rows = tuple(map(row_of, collection.linked(statement, "figures", Figure)))
            self.notes.append(Note(number, statement, self.article.words(statement), rows))
        self.alone = [row_of(f) for f in (*figures, *unquoted) if collection.statement_of(f) is None]
        self.figures = list(map(row_of, figures))
        named = Counter(actor for name in self.article.named.actors if (actor := collection.get(Actor, name)))
        named.update(collection.get_all(Actor, self._mentioned("actor")))
        self.actors = sorted(named.items(), key=lambda found: (-found[1], found[0].id))
        via = chain(*(said.via for said in statements))
        self.sources = list(dict.fromkeys(collection.get_all(Source, via)))
        agreements = chain(*(said.agreements for said in statements), self._mentioned("agreement"))
        self.agreements = list(dict.fromkeys(collection.get_all(Agreement, agreements)))
        events = collection.get_all(Event, chain(*(said.events for said in statements), self._mentioned("event")))
        own = collection.get(Source, dossier.source)
        self.corrections = sorted(collection.inside(dossier, Correction), key=lambda c: c.date.sort_key)
        named_records = (*self.sources, *self.agreements, *dict.fromkeys(events), *self.corrections)
        self.chronicle = in_time([dossier, own, *statements, *figures, *unquoted, *named_records])
        self.coverage = coverage_of(collection, dossier)
        self.ties = ties_in(collection, dossier)
        self.tie_rows = table_of(self.ties)
        self.formers = [(old, record) for record in (*statements, *figures) for old in record.formerly]

    def _mentioned(self, noun: str) -> Iterator[str]:
        """Yield the ids of the records of a kind that the article mentions."""
        return (name for _, name in self.article.mentioning(noun))
