"""Check that dates are possible: nothing is said after it was printed, nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.times import date_of_saying
from mkdocs_dossier.language.dates.reading import DateReading, read_dates
from mkdocs_dossier.language.words import word_set
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Correction, Figure, Mention, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor, Relation
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Event, Quantity

_Way = tuple[str | int, ...]
#: A date that must not be before another: its name, the path to it, the date, the other's name, the other date.
_Early = tuple[str, _Way, "Date | None", str, "Date | None"]

#: Values of `status:` of a concluded agreement; without a status it counts as concluded.
_MADE = ("signed", "in-force", None)


def impossible_dates(collection: Collection) -> Iterator[Finding]:
    """Find pairs of impossible dates: said or signed after publication, or ended before it began."""
    for model, orders in _ORDERS:
        for record in collection.of(model):
            for what, way, date, other, limit in orders(collection, record):
                if date is not None and limit is not None and date.before(limit):
                    message = f"{what} {date} is before {other} {limit}"
                    yield Finding(record, message, "one of the two dates is wrong", way)


def _of_dossier(collection: Collection, dossier: Dossier) -> Iterator[_Early]:
    yield "updated", ("updated",), dossier.updated, "published", dossier.published


def _of_statement(collection: Collection, statement: Statement) -> Iterator[_Early]:
    if dossier := collection.dossier_of(statement):
        yield "the article’s date", ("said_on",), dossier.updated or dossier.published, "said_on", statement.said_on
    for index, name in enumerate(statement.agreements):
        yield from _signing(collection, statement, name, ("agreements", index))


def _of_mention(collection: Collection, mention: Mention) -> Iterator[_Early]:
    if not mention.forbid:
        yield from _signing(collection, mention, mention.agreement, ("agreement",))


def _signing(collection: Collection, record: Record, name: str, way: _Way) -> Iterator[_Early]:
    """Yield the signing of an agreement, which an article may only describe as planned before it happens."""
    dossier, agreement = collection.dossier_of(record), collection.get(Agreement, name)
    if dossier and agreement and agreement.status in _MADE:
        signed = f"the day on which agreement “{agreement.id}” was signed,"
        yield "the article’s date", way, dossier.updated or dossier.published, signed, agreement.signed


def _of_figure(collection: Collection, figure: Figure) -> Iterator[_Early]:
    if dossier := collection.dossier_of(figure):
        yield "the article’s date", ("as_of",), dossier.updated or dossier.published, "as_of", figure.as_of
    yield "to", ("to",), figure.to, "from", figure.from_


def _of_correction(collection: Collection, correction: Correction) -> Iterator[_Early]:
    if dossier := collection.dossier_of(correction):
        yield "date", ("date",), correction.date, "the article’s date", dossier.published


def _of_agreement(collection: Collection, agreement: Agreement) -> Iterator[_Early]:
    yield "in_force", ("in_force",), agreement.in_force, "signed", agreement.signed
    yield "until", ("until",), agreement.until, "signed", agreement.signed
    yield "until", ("until",), agreement.until, "in_force", agreement.in_force


def _of_source(collection: Collection, source: Source) -> Iterator[_Early]:
    yield "accessed", ("accessed",), source.accessed, "issued", source.issued
    for index, copy in enumerate(source.archive):
        yield "captured", ("archive", index, "captured"), copy.captured, "issued", source.issued


def _of_actor(collection: Collection, actor: Actor) -> Iterator[_Early]:
    for index, position in enumerate(actor.positions):
        yield "to", ("positions", index, "to"), position.to, "from", position.from_


def _of_relation(collection: Collection, relation: Relation) -> Iterator[_Early]:
    yield "until", ("until",), relation.until, "since", relation.since


def _of_quantity(collection: Collection, quantity: Quantity) -> Iterator[_Early]:
    yield "to", ("to",), quantity.to, "from", quantity.from_


_ORDERS: tuple[tuple[type[Record], Callable[[Collection, Any], Iterator[_Early]]], ...] = (
    (Dossier, _of_dossier),
    (Statement, _of_statement),
    (Mention, _of_mention),
    (Figure, _of_figure),
    (Correction, _of_correction),
    (Agreement, _of_agreement),
    (Source, _of_source),
    (Actor, _of_actor),
    (Relation, _of_relation),
    (Quantity, _of_quantity),
)


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


def _differing(record: Record, what: str, date: Date, reading: DateReading, way: _Way) -> Finding:
    message = f"{what} {date} is not the date in the passage, “{reading.words}”"
    return Finding(record, message, "correct one of them", way)


def _differs(date: Date, reading: DateReading) -> bool:
    """Whether the date cannot be the one in the words; an inferred year is not compared."""
    if not reading.inferred or not (date.exact and reading.date.exact):
        return not reading.inferred and not date.meets(reading.date)
    one, other = date.earliest, reading.date.earliest
    return one is not None and other is not None and (one.month, one.day) != (other.month, other.day)


#: In letters.
_LONGEST_DATE = 60
#: Words that a passage which is nothing but a date may contain as well.
_PREPOSITIONS = word_set("am im in den dem on the at seit bis ab vom since until from bereits schon")


def _date_alone(collection: Collection, mention: Mention) -> DateReading | None:
    """Return the date if a mention's passage is nothing but a date."""
    words = collection.words_of(mention)
    dossier = collection.dossier_of(mention)
    if dossier is None or len(words) > _LONGEST_DATE or not any(letter.isdigit() for letter in words):
        return None
    readings = read_dates(words, dossier.language or collection.language, dossier.published.latest)
    if len(readings) != 1:
        return None
    rest = words[: readings[0].start] + words[readings[0].end :]
    return readings[0] if all(word.lower() in _PREPOSITIONS for word in rest.split()) else None
