"""Compare when something was said with when it happened, and find the posts held at the time."""

from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.completing import cues_of
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import speakers_of
from mkdocs_dossier.evidence.independence import kin_of
from mkdocs_dossier.language.attribution.cues import Cue, CueKind
from mkdocs_dossier.language.attribution.words import LANGUAGES
from mkdocs_dossier.language.dates.reading import DateReading, read_dates
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Actor, Dossier, Event, Position, Statement
from mkdocs_dossier.model.text import primary_language

#: How many characters, and words, on either side of a verb are read for a date.
_AROUND, _WORDS = 40, 5
#: Words that may separate the date from the verb or its subject.
_BETWEEN = frozenset({"", "am", "on", "den", "dem"})


def time_of(collection: Collection, statement: Statement) -> Date | None:
    """Return the day it was said, else the day its article was published."""
    dossier = collection.dossier_of(statement)
    return statement.said_on or (dossier.published if dossier else None)


@derived
def older_than(collection: Collection, statement: Statement) -> Event | None:
    """Return the first event, named by a statement or else in title or lead, that it is older than."""
    said_on = statement.said_on or _read_date(collection, statement)
    if said_on is None:
        return None
    events = collection.get_all(Event, statement.events)
    if not events and (dossier := collection.dossier_of(statement)):
        events = _events_at_the_top(collection, dossier)
    return next((event for event in events if said_on.before(event.date)), None)


def position_at(actor: Actor, date: Date) -> tuple[Position, ...]:
    """Return the posts that the actor may have held on the date."""
    return tuple(
        position
        for position in actor.positions
        if not (position.from_ and date.before(position.from_)) and not (position.to and position.to.before(date))
    )


def date_of_saying(collection: Collection, statement: Statement) -> DateReading | None:
    """Read the date next to the only verb of saying in the statement's passage: “Am 20. Juni erklärte …”.

    Its offsets are those of the article's text. Only the words around it are read: an inferred year may be wrong.
    """
    dossier, article = collection.dossier_of(statement), collection.article_of(statement)
    passage = collection.passage_of(statement)
    if dossier is None or article is None or passage is None:
        return None
    language = collection.language_of(dossier)
    cues = cues_of(collection, dossier).between(passage.start, passage.end)
    saying = [cue for cue in cues if cue.kind is CueKind.NAMED and cue.end <= passage.end]
    if len(saying) != 1 or not _is_verb(article.text[saying[0].start : saying[0].end], language):
        return None
    cue, text = saying[0], article.text
    if cue.name_start < cue.name_end and not _speaks(collection, article, cue, statement):
        return None
    reference = dossier.published.latest
    before = " ".join(text[max(passage.start, cue.start - _AROUND) : cue.start].split(" ")[-_WORDS - 1 :])
    after = " ".join(text[cue.end : min(passage.end, cue.end + _AROUND)].split(" ")[: _WORDS + 1])
    verb = text[cue.start : cue.end]  # its tense decides the date's year
    for words, start in ((before + verb, cue.start - len(before)), (verb + after, cue.start)):
        if not any(letter.isdigit() for letter in words):
            continue
        for read in read_dates(words, language, reference):
            between = words[read.end : len(before)] if start < cue.start else words[len(verb) : read.start]
            if between.strip() in _BETWEEN:
                return DateReading(read.date, read.words, read.start + start, read.end + start, read.inferred)
    return None


def _speaks(collection: Collection, article: Article, cue: Cue, statement: Statement) -> bool:
    """Return whether the name next to the verb is the speaker's: “Reuters berichtete am …” dates Reuters' report."""
    last = article.named.spans.at(cue.name_end - 1)
    if last < 0 or article.named[last].end != cue.name_end:
        return False
    named = collection.get(Actor, article.named[last].actor)
    return any(named in kin_of(collection, speaker).near for speaker in speakers_of(collection, statement))


def _is_verb(words: str, language: str) -> bool:
    """Return whether the cue is a verb: “laut Putin am 3. Oktober” does not date Putin's words."""
    known = LANGUAGES.get(primary_language(language))
    found = words.lower().split()
    return known is not None and (known.is_of_saying(found[0]) or known.is_of_saying(found[-1]))


def _read_date(collection: Collection, statement: Statement) -> Date | None:
    """Return the date that the passage gives; an inferred year must agree with the whole paragraph's."""
    reading = date_of_saying(collection, statement)
    dossier = collection.dossier_of(statement)
    if reading is None or dossier is None or not reading.inferred:
        return reading.date if reading else None
    start = collection.articles[dossier].text.rfind("\n", 0, reading.start) + 1
    return reading.date if (reading.start, reading.date) in _dates_of_paragraph(collection, dossier, start) else None


@derived
def _dates_of_paragraph(collection: Collection, dossier: Dossier, start: int) -> frozenset[tuple[int, Date]]:
    """Return (offset in the article, date) for each date in the paragraph that begins at `start`."""
    text = collection.articles[dossier].text
    end = text.find("\n", start)
    paragraph = text[start : end if end >= 0 else None]
    read = read_dates(paragraph, collection.language_of(dossier), dossier.published.latest)
    return frozenset((found.start + start, found.date) for found in read)


@derived
def _events_at_the_top(collection: Collection, dossier: Dossier) -> list[Event]:
    """Return the events in an article's title and lead, each once."""
    article = collection.articles[dossier]
    end = header_end(article.text, lead=bool(dossier.lead))
    found: list[Event] = []
    for record in (record for record, passage in article.passages.items() if passage.start < end):
        found += [record] if isinstance(record, Event) else []
        found += collection.get_all(Event, record.events if isinstance(record, Statement) else ())
    mentioned = article.mentioning("event")
    found += collection.get_all(Event, (name for passage, name in mentioned if passage.start < end))
    return list(dict.fromkeys(found))
