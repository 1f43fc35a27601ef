"""The search entries: every published record and every section of the other pages, with their facets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from mkdocs_dossier.evidence.chains import chain_of
from mkdocs_dossier.evidence.figures import number_of
from mkdocs_dossier.evidence.times import time_of
from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.plain import as_json
from mkdocs_dossier.export.sections import sections_of
from mkdocs_dossier.model.claims import Dossier, Figure, Mention, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.kinds import PUBLISHED, once_per_model
from mkdocs_dossier.model.record import Part, Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Quantity, Topic
from mkdocs_dossier.site.i18n import N_
from mkdocs_dossier.site.passages import quoted
from mkdocs_dossier.site.rendering import Site

#: The file that the index is built from, relative to the site's root.
SEARCH_JSON = "data/search.json"

#: The text fields to index, whichever kind has them.
_TEXTS = ("text", "lead", "description", "caveat", "stage", "note")
_WORDS = ("aliases", "container_title", "author", "unit")
#: A longer span says too little about each of its years.
_YEARS = 10
#: The most broader topics that a topic is also found under; more are a mistake, and each would add an entry a record.
_MOST_LEVELS = 50


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One result: its address relative to the site's root, its title, text, date and facets."""

    url: str
    title: str
    text: str
    when: str = ""
    facets: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A page written by hand: its address, title and HTML."""

    url: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class _Ties:
    """The records and the date that a record is filed under."""

    actors: Iterable[str] = ()
    topics: Iterable[str] = ()
    sources: Iterable[Source] = ()
    date: Date | None = None


def entries_of(site: Site, *, passages: bool = True, articles: bool = True) -> Iterator[Lines[Any]]:
    """Yield the entries of published records with an address, dossiers first, in the site's language, without facets.

    `passages` includes records shown on their dossier's page, `articles` the text of articles below title and lead.
    """
    filing = _Filing(ExportContext.of(site), articles=articles)
    for kind in PUBLISHED:
        if passages or not kind.model.local:
            yield Lines(filing.collection, kind.model, filing.entry, form="" if articles else "without articles")


def search_json(site: Site, written: Iterable[Written] = ()) -> Iterator[str]:
    """Yield all entries as JSON, one a line, in the site's language."""
    filing = _Filing(ExportContext.of(site))
    records = chain.from_iterable(Lines(filing.collection, kind.model, filing.filed).all() for kind in PUBLISHED)
    pages = (entry for page in written for entry in _of_page(site, page))
    yield f'{{"language": {as_json(site.addresses.language)}, "entries": ['
    for number, entry in enumerate(chain(records, pages)):
        facets = {facet: values for facet, values in entry.facets.items() if values}
        data = {"url": entry.url, "title": entry.title, "text": entry.text, "when": entry.when, "facets": facets}
        yield f"{',' if number else ''}\n{as_json(data)}"
    yield "\n]}\n"


def _of_page(site: Site, page: Written) -> Iterator[SearchEntry]:
    kind = [site.interface.gettext(N_("Page"))]
    for section in sections_of(page.html):
        url = f"{page.url}#{section.id}" if section.id else page.url
        title = section.title or page.title
        facets = {"kind": kind, "dossier": [page.title] if title != page.title else []}
        yield SearchEntry(url, title, section.text, facets=facets)


class _Filing:
    """Makes the entries of a collection, in the site's language."""

    def __init__(self, context: ExportContext, *, articles: bool = True) -> None:
        self.context = context
        self.articles = articles
        self.collection = context.collection
        # Few records are named in all others.
        self._name = lru_cache(maxsize=2**14)(context.name)
        self._distinct = lru_cache(maxsize=2**14)(self._distinct_name)

    @cached_property
    def _bearers(self) -> Counter[tuple[str, str]]:
        """Count the records with the same kind and name, for the kinds that others are filed under."""
        records = (record for model in (Actor, Topic, Source) for record in self.collection.of(model))
        return Counter((record.noun, self._name(record)) for record in records)

    def _distinct_name(self, record: Record) -> str:
        """Return a record's name, with its id if several share the name."""
        name = self._name(record)
        return f"{name} ({record.id})" if self._bearers[record.noun, name] > 1 else name

    def entry(self, record: Record) -> Iterator[SearchEntry]:
        """Yield the entry of a record, if it has an address."""
        url = self.context.url(record)
        if url is not None and (text := self._text(record)) is not None:
            yield SearchEntry(url, self._title(record), text)

    def filed(self, record: Record) -> Iterator[SearchEntry]:
        """Yield the entry with its date and facets."""
        for entry in self.entry(record):
            ties = self._ties(record)
            when = self.context.site.interface.day(ties.date) if ties.date else ""
            yield SearchEntry(entry.url, entry.title, entry.text, when, self._facets(record, ties))

    def _title(self, record: Record) -> str:
        match record:
            case Statement():
                if record in self.context.anonymous:
                    return self.context.site.interface.gettext("name withheld")
                speakers = self.context.found("actor", record.said_by)
                return ", ".join(map(self._name, speakers)) or self.collection.words_of(record)
            case Figure():
                number = number_of(self.collection, record)
                amount = self.context.site.interface.amount(number.amount, number.unit) if number else ""
                quantity = self.collection.get(Quantity, record.quantity)
                label = self._name(quantity) if quantity else ""
                return " – ".join(filter(None, (amount, label))) or self.collection.words_of(record)
        return self.context.name(record)

    def _text(self, record: Record) -> str | None:
        """Return the text of the record; None if there is no passage to link to."""
        parts: list[str] = []
        if isinstance(record, (Statement, Figure)):
            if (quote := quoted(self.collection, record)) is None:
                return None
            parts.append(quote.sentence)
        if self.articles and isinstance(record, Dossier):
            parts += self._article(record)
        texts, words = _fields_of(type(record))
        parts += [self.context.plain(value) for name in texts if isinstance(value := getattr(record, name), str)]
        for name in words:
            value = getattr(record, name) or ()
            parts += map(self.context.text, value if isinstance(value, tuple) else (value,))
        match record:
            case Actor():
                parts += [self.context.text(position.post) for position in record.positions]
            case Agreement():
                for provision in record.provisions:
                    parts += [provision.article, self.context.plain(provision.text), provision.quote]
            case Statement(original=original) if original:
                parts.append(original.text)
        return "\n".join(dict.fromkeys(part for part in parts if part))

    def _article(self, dossier: Dossier) -> Iterator[str]:
        """Yield the article's text as its page shows it; of an excerpt only the annotated passages."""
        article = self.collection.articles[dossier]
        if dossier.publish == "full":
            yield article.text
            return
        end = 0
        anchored = (passage for record, passage in article.passages.items() if not isinstance(record, Mention))
        for passage in sorted(anchored, key=lambda passage: (passage.start, -passage.end)):
            if passage.end > end:
                yield article.text[max(passage.start, end) : passage.end]
                end = passage.end

    def _facets(self, record: Record, ties: _Ties) -> dict[str, list[str]]:
        """Return the facets that narrow results, and the name of the record's dossier."""
        dossier = self.collection.dossier_of(record) if record.local else None
        actors = [actor for name in ties.actors if (actor := self.context.actor(name))]
        topics = [topic for name in ties.topics for topic in self._upwards(name)]
        return {
            "kind": [self.context.site.noun(record.noun)],
            "actor": sorted(set(map(self._distinct, actors))),
            "topic": sorted(set(map(self._distinct, topics))),
            "source": sorted(set(map(self._distinct, ties.sources))),
            "year": [str(year) for year in _years(ties.date)],
            "dossier": [self._name(dossier)] if dossier else [],
        }

    def _upwards(self, name: str) -> list[Topic]:
        """Return the topic and its broader topics, under all of which it is found."""
        found: list[Topic] = []
        topic = self.collection.get(Topic, name)
        while topic is not None and topic not in found and len(found) < _MOST_LEVELS:
            found.append(topic)
            topic = self.collection.get(Topic, topic.broader)
        return found

    def _ties(self, record: Record) -> _Ties:
        match record:
            case Statement():
                date = time_of(self.collection, record)
                return _Ties((*record.said_by, *record.actors), record.topics, self._sources(record), date)
            case Figure():
                return self._ties_of_figure(record)
            case Dossier():
                actors = [actor.id for actor in self.context.named_in(record)]
                statements = self.collection.inside(record, Statement)
                sources = [source for statement in statements for source in self._sources(statement)]
                topics = (*record.topics, *(topic for statement in statements for topic in statement.topics))
                return _Ties(actors, topics, sources, record.published)
            case Agreement():
                parties = [name for party in record.parties for name in (party.actor, party.signatory)]
                actors = [*parties, record.authority, record.target, *record.third_parties]
                text = self.collection.get(Source, record.text)
                return _Ties(actors, record.topics, [text] if text else (), record.signed or record.in_force)
            case Event():
                return _Ties([part.actor for part in record.actors], record.topics, (), record.date)
            case Source():
                return _Ties([record.publisher], (), [record], record.issued)
            case Actor():
                return _Ties([record.id])
            case Topic():
                return _Ties((), [record.id])
            case Quantity():
                return _Ties((), record.topics, (), record.from_ or record.to)
        return _Ties()

    def _ties_of_figure(self, figure: Figure) -> _Ties:
        statement = self.collection.statement_of(figure)
        quantity = self.collection.get(Quantity, figure.quantity)
        behind = self._ties(statement) if statement else _Ties()
        topics = (*behind.topics, *(quantity.topics if quantity else ()))
        dossier = self.collection.dossier_of(figure)
        date = figure.as_of or behind.date or (dossier.published if dossier else None)
        return _Ties(behind.actors, topics, behind.sources, date)

    def _sources(self, statement: Statement) -> list[Source]:
        return [hop.record for hop in chain_of(self.collection, statement) if isinstance(hop.record, Source)]


@once_per_model
def _fields_of(model: type[Part]) -> tuple[list[str], list[str]]:
    """Return the names of text fields and of fields with plain words."""
    texts, words = ([name for name in names if hasattr(model, name)] for names in (_TEXTS, _WORDS))
    return texts, words


def _years(date: Date | None) -> range:
    """Return the years a date may mean; none if there are too many, the known end if it is open."""
    if date is None or not (date.earliest or date.latest):
        return range(0)
    first, last = (date.earliest or date.latest), (date.latest or date.earliest)
    assert first and last
    years = range(first.year, last.year + 1)
    return years if len(years) <= _YEARS else range(0)
