"""Check that dates are possible: nothing is said after it was printed, nothing ends before it begins."""

from collections.abc import Iterator, Mapping

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.times import date_of_saying
from mkdocs_dossier.language.dates.reading import DateReading, read_dates
from mkdocs_dossier.language.words import word_set
from mkdocs_dossier.model.claims import Correction, Dossier, Figure, Mention, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.kinds import Way
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Quantity, Relation

#: A date that must not be before another: its name, the path to it, the date, the other's name, the other date.
_Early = tuple[str, Way, "Date | None", str, "Date | None"]

#: Values of `status:` of a concluded agreement; without a status it counts as concluded.
_MADE = ("signed", "in-force", None)

#: Kind → (field, field whose date it must not be before).
_ORDERS: Mapping[type[Record], tuple[tuple[str, str], ...]] = {
    Dossier: (("updated", "published"),),
    Figure: (("to", "from_"),),
    Agreement: (("in_force", "signed"), ("until", "signed"), ("until", "in_force")),
    Source: (("accessed", "issued"),),
    Relation: (("until", "since"),),
    Quantity: (("to", "from_"),),
}
_ARTICLE = "the article’s date"
#: In letters.
_LONGEST_DATE = 60
#: Words that a passage which is nothing but a date may contain as well.
_PREPOSITIONS = word_set("am im in den dem on the at seit bis ab vom since until from bereits schon")


def impossible_dates(collection: Collection) -> Iterator[Finding]:
    """Find pairs of impossible dates: said or signed after the article was last changed, or ended before it began."""
    for record in collection:
        for what, way, date, other, limit in _orders(collection, record):
            if date is not None and limit is not None and date.before(limit):
                message = f"{what} {date} is before {other} {limit}"
                expected = "; an expected number has from: and to: instead" if way == ("as_of",) else ""
                yield Finding(record, message, f"correct the date that is wrong{expected}", way)


def _orders(collection: Collection, record: Record) -> Iterator[_Early]:
    for field, limit in _ORDERS.get(type(record), ()):
        yield field, (field,), getattr(record, field), limit.rstrip("_"), getattr(record, limit)
    dossier = collection.dossier_of(record)
    printed = (dossier.updated or dossier.published) if dossier else None
    match record:
        case Statement():
            yield _ARTICLE, ("said_on",), printed, "said_on", record.said_on
            for index, name in enumerate(record.agreements):
                yield from _signing(collection, name, ("agreements", index), printed)
        case Mention() if not record.forbid:
            yield from _signing(collection, record.agreement, ("agreement",), printed)
        case Figure():
            yield _ARTICLE, ("as_of",), printed, "as_of", record.as_of
        case Correction():
            yield "date", ("date",), record.date, _ARTICLE, dossier.published if dossier else None
        case Source():
            for index, copy in enumerate(record.archive):
                yield "captured", ("archive", index, "captured"), copy.captured, "issued", record.issued
        case Actor():
            for index, position in enumerate(record.positions):
                yield "to", ("positions", index, "to"), position.to, "from", position.from_


def _signing(collection: Collection, name: str, way: Way, printed: Date | None) -> Iterator[_Early]:
    """Yield the signing of an agreement, which an article may only describe as planned before it happens."""
    agreement = collection.get(Agreement, name)
    if agreement and agreement.status in _MADE:
        signed = f"the day on which agreement “{agreement.id}” was signed,"
        yield _ARTICLE, way, printed, signed, agreement.signed


def differing_dates(collection: Collection) -> Iterator[Finding]:
    """Find statements and events whose date differs from the one in their passage."""
    for statement in collection.of(Statement):
        reading = date_of_saying(collection, statement) if statement.said_on else None
        if statement.said_on and reading and _differs(statement.said_on, reading):
            yield _differing(statement, "said_on", statement.said_on, reading, ("said_on",))
    for mention in collection.of(Mention):
        event = None if mention.forbid else collection.get(Event, mention.event)
        reading = _date_alone(collection, mention) if event else None
        if event and reading and _differs(event.date, reading):
            yield _differing(mention, f"the date of event “{event.id}”,", event.date, reading, ("quote",))


def _differing(record: Record, what: str, date: Date, reading: DateReading, way: Way) -> Finding:
    message = f"{what} {date} is not the date in the passage, “{reading.words}”"
    return Finding(record, message, "correct one of them", way)


def _differs(date: Date, reading: DateReading) -> bool:
    """Return whether the date cannot be the one in the words; an inferred year is not compared."""
    if not reading.inferred or not (date.exact and reading.date.exact):
        return not reading.inferred and not date.meets(reading.date)
    one, other = date.earliest, reading.date.earliest
    return one is not None and other is not None and (one.month, one.day) != (other.month, other.day)


def _date_alone(collection: Collection, mention: Mention) -> DateReading | None:
    """Return the date if a mention's passage is nothing but a date."""
    words, dossier = collection.words_of(mention), collection.dossier_of(mention)
    if dossier is None or len(words) > _LONGEST_DATE or not any(letter.isdigit() for letter in words):
        return None
    readings = read_dates(words, collection.language_of(dossier), dossier.published.latest)
    if len(readings) != 1:
        return None
    rest = words[: readings[0].start] + words[readings[0].end :]
    return readings[0] if all(word.lower() in _PREPOSITIONS for word in rest.split()) else None
