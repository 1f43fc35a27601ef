"""When something was said, beside when it happened, and who held which post at the time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from mkdocs_dossier.collection import Article, Collection
from mkdocs_dossier.evidence.attribution import cues_of_articles
from mkdocs_dossier.evidence.once import once_per_collection
from mkdocs_dossier.language.attribution import Cue, Kind
from mkdocs_dossier.language.dates import DateReading, read_dates
from mkdocs_dossier.model.claims import Mention, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor, Position
from mkdocs_dossier.model.subjects import Event


def older_than(collection: Collection, statement: Statement) -> Event | None:
    """The first event beside which the statement stands although all of its words are older.

    That is an event it names itself, else one of which the dossier's title or lead speaks.
    """
    said_on = statement.said_on or _read_date(collection, statement)
    if said_on is None:
        return None
    named = (collection.get(Event, name) for name in statement.events)
    events = [event for event in named if event is not None]
    if not events and (dossier := collection.dossier_of(statement)):
        events = _events_at_the_top(collection).get(dossier, [])
    return next((event for event in events if said_on.before(event.date)), None)


def position_at(actor: Actor, date: Date) -> tuple[Position, ...]:
    """The posts that the actor may have held then: those that had not ended and had begun."""
    return tuple(
        position
        for position in actor.positions
        if not (position.from_ and date.before(position.from_)) and not (position.to and position.to.before(date))
    )


def date_of_saying(collection: Collection, statement: Statement) -> DateReading | None:
    """The date right beside the only verb of saying in the statement's passage: “Am 20. Juni erklärte …”.

    Its offsets are those of the article's text. Only the words around it are read: an inferred year may be wrong.
    """
    dossier = collection.dossier_of(statement)
    article = collection.articles.get(dossier) if dossier else None
    passage = article.passages.get(statement) if article else None
    if dossier is None or article is None or passage is None:
        return None
    cues = cues_of_articles(collection)[dossier]
    first = bisect_left(cues, passage.start, key=lambda cue: cue.start)
    last = bisect_right(cues, passage.end, key=lambda cue: cue.start)
    saying = [cue for cue in cues[first:last] if cue.kind is Kind.NAMED and cue.end <= passage.end]
    if len(saying) != 1:
        return None
    start, end = max(passage.start, saying[0].start - _AROUND), min(passage.end, saying[0].end + _AROUND)
    if not any(letter.isdigit() for letter in article.text[start:end]):
        return None
    start = article.text.rfind(" ", passage.start, start) + 1 or passage.start
    readings = _readings(collection, dossier, article, start, end)
    return readings[0] if len(readings) == 1 and _beside(article, readings[0], saying[0]) else None


#: How many letters before and behind a verb are read for its date.
_AROUND = 40
#: What may stand between the date and the verb or its subject.
_BETWEEN = frozenset({"", "am", "on", "den", "dem"})


def _beside(article: Article, reading: DateReading, cue: Cue) -> bool:
    """Whether nothing but a preposition stands between them."""
    start, end = (reading.end, cue.start) if reading.end <= cue.start else (cue.end, reading.start)
    return start <= end and article.text[start:end].strip() in _BETWEEN


def _readings(collection: Collection, dossier: Dossier, article: Article, start: int, end: int) -> list[DateReading]:
    language = dossier.language or collection.language
    return [
        DateReading(read.date, read.words, read.start + start, read.end + start, read.inferred)
        for read in read_dates(article.text[start:end], language, dossier.published.latest)
    ]


def _read_date(collection: Collection, statement: Statement) -> Date | None:
    """The date that the passage gives for its saying; an inferred year must be that of the whole paragraph."""
    reading = date_of_saying(collection, statement)
    dossier = collection.dossier_of(statement)
    if reading is None or dossier is None or not reading.inferred:
        return reading.date if reading else None
    article = collection.articles[dossier]
    start = article.text.rfind("\n", 0, reading.start) + 1
    end = article.text.find("\n", reading.end)
    paragraph = _readings(collection, dossier, article, start, end if end >= 0 else len(article.text))
    return next((read.date for read in paragraph if read == reading), None)


@once_per_collection
def _events_at_the_top(collection: Collection) -> Mapping[Dossier, list[Event]]:
    return {
        dossier: list(dict.fromkeys(_in_title_and_lead(collection, dossier, article)))
        for dossier, article in collection.articles.items()
    }


def _in_title_and_lead(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Event]:
    end = -1
    for _ in range(2 if dossier.lead else 1):
        end = article.text.find("\n", end + 1)
        if end < 0:
            end = len(article.text)
            break
    for record, passage in article.passages.items():
        if passage.start >= end:
            continue
        names = record.events if isinstance(record, Statement) else ()
        if isinstance(record, Mention) and record.event and not record.forbid:
            names = (record.event,)
        if isinstance(record, Event):
            yield record
        yield from filter(None, (collection.get(Event, name) for name in names))
