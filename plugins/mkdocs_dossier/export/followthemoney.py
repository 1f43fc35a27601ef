"""Actors, relations, events and dossiers as entities of FollowTheMoney 4, one JSON object a line.

An id is the kind and the record's own id, such as `actor.putin`; what follows from a record adds to its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from mkdocs_dossier.collection import R
from mkdocs_dossier.export.dates import earliest, iso, latest
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.lines import Lines
from mkdocs_dossier.export.plain import as_json
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor, Position, Relation
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.subjects import Event, Place
from mkdocs_dossier.model.text import Text

Entity = dict[str, Any]

#: Kind of actor → schema.
_SCHEMATA: Mapping[str, str] = {
    "person": "Person",
    "state": "PublicBody",
    "agency": "PublicBody",
    "military": "PublicBody",
    "organization": "Organization",
    "media": "Organization",
    "company": "Company",
    "group": "LegalEntity",
}
#: Schema → the schemata it is one of, as far as they are asked for here.
_IS_A: Mapping[str, frozenset[str]] = {
    "Person": frozenset({"Person", "LegalEntity"}),
    "PublicBody": frozenset({"Organization", "LegalEntity"}),
    "Organization": frozenset({"Organization", "LegalEntity"}),
    "Company": frozenset({"Organization", "LegalEntity", "Asset"}),
    "LegalEntity": frozenset({"LegalEntity"}),
}
#: Kind of relation → schema; the property and the schema of each end; the property that says what ties them.
_TIES: Mapping[str, tuple[str, tuple[str, str], tuple[str, str], str]] = {
    "member": ("Membership", ("member", "LegalEntity"), ("organization", "Organization"), "role"),
    "employee": ("Employment", ("employee", "Person"), ("employer", "Organization"), "role"),
    "owner": ("Ownership", ("owner", "LegalEntity"), ("asset", "Asset"), "role"),
    "director": ("Directorship", ("director", "LegalEntity"), ("organization", "Organization"), "role"),
    "family": ("Family", ("person", "Person"), ("relative", "Person"), "relationship"),
    "represents": ("Representation", ("agent", "LegalEntity"), ("client", "LegalEntity"), "role"),
}
#: What every other tie is, and those whose ends do not fit.
_UNKNOWN = ("UnknownLink", ("subject", "LegalEntity"), ("object", "LegalEntity"), "role")


def followthemoney(edition: Edition) -> Iterator[Lines[Any]]:
    """All entities: actors with their posts, relations, events, and dossiers with the actors they name."""
    yield _lines(edition, Actor, _actor)
    yield _lines(edition, Relation, _relation)
    yield _lines(edition, Event, _event)
    yield _lines(edition, Dossier, _dossier)


def _lines(edition: Edition, model: type[R], entities_of: Callable[[Edition, R], Iterator[Entity]]) -> Lines[R]:
    return Lines(
        edition.collection, model, lambda record: (f"{as_json(each)}\n" for each in entities_of(edition, record))
    )


def _entity(schema: str, name: str, properties: Mapping[str, Iterable[str]]) -> Entity:
    listed = {key: [value for value in dict.fromkeys(values) if value] for key, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in listed.items() if values}}


def _id(record: Record, *more: str) -> str:
    return ".".join((record.noun, record.id, *more))


def schema_of(actor: Actor) -> str:
    """The schema of an actor: many people without names are no person."""
    if actor.kind == "person" and actor.anonymity == "collective":
        return "LegalEntity"
    return _SCHEMATA[actor.kind]


def _is(actor: Actor, schema: str) -> bool:
    return schema in _IS_A[schema_of(actor)]


def _actor(edition: Edition, actor: Actor) -> Iterator[Entity]:
    schema = schema_of(actor)
    posts = [edition.text(position.post) for position in actor.positions] if schema == "Person" else []
    properties = {
        "name": _all(actor.name),
        "alias": [alias.removesuffix("*") for alias in actor.aliases],
        "country": [actor.country.lower()],
        "position": posts,
        "wikidataId": [actor.wikidata],
        "summary": [edition.plain(actor.description)],
        "sourceUrl": _urls(edition, actor),
    }
    yield _entity(schema, _id(actor), properties)
    for number, position in enumerate(actor.positions, start=1):
        if schema == "Person":
            yield from _position(edition, actor, position, number)
    if client := edition.actor(actor.speaks_for):
        ends = {"agent": [_id(actor)], "client": [_id(client)], "sourceUrl": _urls(edition, actor)}
        yield _entity("Representation", _id(actor, "speaks-for"), ends)


def _position(edition: Edition, actor: Actor, position: Position, number: int) -> Iterator[Entity]:
    organization = edition.actor(position.organization)
    post = _id(actor, "position", str(number))
    properties = {
        "name": _all(position.post),
        "organization": [_id(organization)] if organization and _is(organization, "Organization") else [],
        "country": [organization.country.lower()] if organization else [],
    }
    yield _entity("Position", post, properties)
    held = {"holder": [_id(actor)], "post": [post], **_from_to(position.from_, position.to)}
    yield _entity("Occupancy", _id(actor, "occupancy", str(number)), held)


def _relation(edition: Edition, relation: Relation) -> Iterator[Entity]:
    first, second = edition.actor(relation.from_), edition.actor(relation.to)
    if first is None or second is None:
        return
    tie = _TIES.get(relation.kind, _UNKNOWN)
    if not (_is(first, tie[1][1]) and _is(second, tie[2][1])):
        tie = _UNKNOWN
    schema, (subject, _), (target, _), role = tie
    said = edition.text(relation.role) or (relation.kind if schema in ("UnknownLink", "Family") else "")
    properties = {
        subject: [_id(first)],
        target: [_id(second)],
        role: [said],
        "summary": [edition.plain(relation.note)],
        **_from_to(relation.since, relation.until),
    }
    yield _entity(schema, _id(relation), properties)


def _event(edition: Edition, event: Event) -> Iterator[Entity]:
    place = edition.collection.get(Place, event.place)
    when = {"date": [iso(event.date)]} if iso(event.date) else _from_to(event.date, event.date)
    involved = edition.found("actor", (participant.actor for participant in event.actors))
    properties = {
        "name": _all(event.name),
        **when,
        "location": [edition.name(place)] if place else [],
        "country": [place.country.lower()] if place else [],
        "involved": [_id(actor) for actor in involved],
        "summary": [edition.plain(event.description)],
        "sourceUrl": _urls(edition, event),
    }
    yield _entity("Event", _id(event), properties)


def _dossier(edition: Edition, dossier: Dossier) -> Iterator[Entity]:
    properties = {
        "title": [dossier.title],
        "author": [dossier.author],
        "publishedAt": [iso(dossier.published) or earliest(dossier.published)],
        "modifiedAt": [iso(dossier.updated)],
        "summary": [dossier.lead],
        "keywords": [edition.name(topic) for topic in edition.found("topic", dossier.topics)],
        "sourceUrl": _urls(edition, dossier),
    }
    yield _entity("Article", _id(dossier), properties)
    for actor in edition.named_in(dossier):
        ends = {"document": [_id(dossier)], "entity": [_id(actor)]}
        yield _entity("Documentation", _id(dossier, "names", actor.id), ends)


def _all(text: str) -> list[str]:
    return [*text.translations.values()] if isinstance(text, Text) and text.translations else [str(text)]


def _urls(edition: Edition, record: Record) -> list[str]:
    """The record's address, which FollowTheMoney takes only where it is absolute."""
    return [edition.url(record) or ""] if edition.absolute else []


def _from_to(since: Date | None, until: Date | None) -> dict[str, list[str]]:
    return {
        "startDate": [iso(since) or earliest(since)],
        "endDate": [iso(until) or latest(until)],
    }
