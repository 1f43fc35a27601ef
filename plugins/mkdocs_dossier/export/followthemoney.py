"""Actors, relations, events and dossiers as entities of FollowTheMoney 3 and 4, one JSON object a line.

An id is the site's prefix, the kind and the record's own id, such as `example-org--actor--putin`; what follows from a
record adds to its id. No part of an id holds two hyphens, and none a dot: FollowTheMoney takes what follows a dot for a
signature, and replaces it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from mkdocs_dossier.collection.collection import R
from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.dates import earliest, latest, utc
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.plain import aliases_of, as_json
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


#: The longest id: FollowTheMoney holds 200 characters, and a signature needs a dot and 40 of them.
_LONGEST = 159


def _id(edition: Edition, record: Record, *more: str) -> str:
    """An id that stays the same as long as the site's prefix and the record's id do; a long one ends with its SHA-1."""
    name = "--".join((edition.id_prefix, record.noun, record.id, *more))
    if len(name) <= _LONGEST:
        return name
    digest = hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()
    return f"{name[: _LONGEST - len(digest) - 2].rstrip('-')}--{digest}"


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
    aliases = aliases_of(actor)
    weak = [alias for alias in aliases if _is_weak(alias, actor)]
    properties = {
        "name": _all(actor.name),
        "alias": [alias for alias in aliases if alias not in weak],
        "weakAlias": weak,
        "country": [actor.country.lower()],
        "position": posts,
        "wikidataId": [actor.wikidata],
        "summary": [edition.plain(actor.description)],
        "sourceUrl": _urls(edition, actor),
    }
    yield _entity(schema, _id(edition, actor), properties)
    for number, position in enumerate(actor.positions, start=1):
        if schema == "Person":
            yield from _position(edition, actor, position, number)
    if (client := edition.actor(actor.speaks_for)) and not _represents(edition, actor, client):
        ends = {"agent": [_id(edition, actor)], "client": [_id(edition, client)], "sourceUrl": _urls(edition, actor)}
        yield _entity("Representation", _id(edition, actor, "speaks-for"), ends)


def _represents(edition: Edition, actor: Actor, client: Actor) -> bool:
    """Whether a relation says what `speaks_for` does."""
    relations = edition.collection.linked(actor, "relations_from", Relation)
    return any(each.kind == "represents" and edition.actor(each.to) is client for each in relations)


def _is_weak(alias: str, actor: Actor) -> bool:
    """Whether others may go by it too: one word for a person, an acronym such as UNHCR or BfV, or part of the name."""
    words = set(alias.split())
    if len(words) == 1 and (actor.kind == "person" or _is_acronym(alias)):
        return True
    return any(words < set(name.split()) for name in _all(actor.name))


def _is_acronym(word: str) -> bool:
    capitals = sum(map(str.isupper, word))
    return len(word) <= 8 and 0 < capitals >= sum(map(str.islower, word))


def _position(edition: Edition, actor: Actor, position: Position, number: int) -> Iterator[Entity]:
    organization = edition.actor(position.organization)
    post = _id(edition, actor, "position", str(number))
    properties = {
        "name": _all(position.post),
        "organization": [_id(edition, organization)] if organization and _is(organization, "Organization") else [],
        "country": [organization.country.lower()] if organization else [],
    }
    yield _entity("Position", post, properties)
    held = {"holder": [_id(edition, actor)], "post": [post], **_from_to(edition, position.from_, position.to)}
    yield _entity("Occupancy", _id(edition, actor, "occupancy", str(number)), held)


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
        subject: [_id(edition, first)],
        target: [_id(edition, second)],
        role: [said],
        "summary": [edition.plain(relation.note)],
        **_from_to(edition, relation.since, relation.until),
    }
    yield _entity(schema, _id(edition, relation), properties)


def _event(edition: Edition, event: Event) -> Iterator[Entity]:
    place = edition.collection.get(Place, event.place)
    when = {"date": [day]} if (day := utc(event.date, edition.zone)) else _from_to(edition, event.date, event.date)
    involved = edition.found("actor", (participant.actor for participant in event.actors))
    properties = {
        "name": _all(event.name),
        **when,
        "location": [edition.name(place)] if place else [],
        "country": [place.country.lower()] if place else [],
        "involved": [_id(edition, actor) for actor in involved],
        "summary": [edition.plain(event.description)],
        "sourceUrl": _urls(edition, event),
    }
    yield _entity("Event", _id(edition, event), properties)


def _dossier(edition: Edition, dossier: Dossier) -> Iterator[Entity]:
    properties = {
        "title": [dossier.title],
        "author": [dossier.author],
        "publishedAt": [utc(dossier.published, edition.zone) or earliest(dossier.published)],
        "modifiedAt": [utc(dossier.updated, edition.zone)],
        "summary": [dossier.lead],
        "keywords": [edition.name(topic) for topic in edition.found("topic", dossier.topics)],
        "sourceUrl": _urls(edition, dossier),
    }
    yield _entity("Article", _id(edition, dossier), properties)
    for actor in edition.named_in(dossier):
        ends = {"document": [_id(edition, dossier)], "entity": [_id(edition, actor)]}
        yield _entity("Documentation", _id(edition, dossier, "names", actor.id), ends)


def _all(text: str) -> list[str]:
    return [*text.translations.values()] if isinstance(text, Text) and text.translations else [str(text)]


def _urls(edition: Edition, record: Record) -> list[str]:
    """The record's address, which FollowTheMoney takes only where it is absolute."""
    return [edition.url(record) or ""] if edition.absolute else []


def _from_to(edition: Edition, since: Date | None, until: Date | None) -> dict[str, list[str]]:
    return {
        "startDate": [utc(since, edition.zone) or earliest(since)],
        "endDate": [utc(until, edition.zone) or latest(until)],
    }
