"""Actors, relations, events and dossiers as entities of FollowTheMoney 3 and 4, one JSON object a line.

An id is the site's prefix, the kind and the record's own id, such as `example-org--actor--putin`; an entity derived
from a record adds to its id. No part of an id has two hyphens in a row or a dot: FollowTheMoney replaces whatever
follows a dot, which it takes for a signature.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.dates import earliest, latest, utc
from mkdocs_dossier.export.plain import aliases_of, as_json
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Actor, Dossier, Event, Place, Position, Record, Relation
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.syntax.word_tables import Table

Entity = dict[str, Any]


#: The schemata of actors and of ties, and what they are.
_VOCABULARY = Table("export", "followthemoney.yml")


def followthemoney(context: ExportContext) -> Iterator[Lines[Any]]:
    """Yield all entities: actors with their posts, relations, events, and dossiers with the actors they name."""
    entities: dict[type[Record], Callable[..., Iterator[Entity]]]
    entities = {Actor: _actor, Relation: _relation, Event: _event, Dossier: _dossier}
    for model, entities_of in entities.items():
        yield Lines(context.collection, model, partial(_lines, context, entities_of))


def _lines(context: ExportContext, entities_of: Callable[..., Iterator[Entity]], record: Record) -> Iterator[str]:
    return (f"{as_json(each)}\n" for each in entities_of(context, record))


def _entity(schema: str, name: str, properties: Mapping[str, Iterable[str]]) -> Entity:
    listed = {key: [value for value in dict.fromkeys(values) if value] for key, values in properties.items()}
    return {"id": name, "schema": schema, "properties": {key: values for key, values in listed.items() if values}}


#: The longest id: FollowTheMoney allows 200 characters, and a signature takes a dot and 40 of them.
_LONGEST = 159


def _id(context: ExportContext, record: Record, *more: str) -> str:
    """Return an id that depends only on the site's prefix and the record's id; a long one ends with its SHA-1."""
    name = "--".join((context.id_prefix, record.noun, record.id, *more))
    if len(name) <= _LONGEST:
        return name
    digest = hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()
    return f"{name[: _LONGEST - len(digest) - 2].rstrip('-')}--{digest}"


def schema_of(actor: Actor) -> str:
    """Return the schema of an actor; a group of unnamed people is no person."""
    if actor.kind == "person" and actor.anonymity == "collective":
        return "LegalEntity"
    return str(_VOCABULARY["actor"][actor.kind])


def _is(actor: Actor, schema: str) -> bool:
    return schema in _VOCABULARY["is_a"][schema_of(actor)]


def _actor(context: ExportContext, actor: Actor) -> Iterator[Entity]:
    schema = schema_of(actor)
    posts = [context.text(position.post) for position in actor.positions] if schema == "Person" else []
    aliases = aliases_of(actor)
    weak = [alias for alias in aliases if _is_weak(alias, actor)]
    properties = {
        "name": _all(actor.name),
        "alias": [alias for alias in aliases if alias not in weak],
        "weakAlias": weak,
        "country": [actor.country.lower()],
        "position": posts,
        "wikidataId": [actor.wikidata],
        "summary": [context.plain(actor.description)],
        "sourceUrl": _urls(context, actor),
    }
    yield _entity(schema, _id(context, actor), properties)
    for number, position in enumerate(actor.positions, start=1):
        if schema == "Person":
            yield from _position(context, actor, position, number)
    if (client := context.actor(actor.speaks_for)) and not _represents(context, actor, client):
        ends = {"agent": [_id(context, actor)], "client": [_id(context, client)], "sourceUrl": _urls(context, actor)}
        yield _entity("Representation", _id(context, actor, "speaks-for"), ends)


def _represents(context: ExportContext, actor: Actor, client: Actor) -> bool:
    """Return whether a relation already says what `speaks_for` does."""
    relations = context.collection.linked(actor, "relations_from", Relation)
    return any(each.kind == "represents" and context.actor(each.to) is client for each in relations)


def _is_weak(alias: str, actor: Actor) -> bool:
    """Return whether others may share the alias: a word for a person, an acronym such as UNHCR, or part of the name."""
    words = set(alias.split())
    if len(words) == 1 and (actor.kind == "person" or _is_acronym(alias)):
        return True
    return any(words < set(name.split()) for name in _all(actor.name))


def _is_acronym(word: str) -> bool:
    capitals = sum(map(str.isupper, word))
    return len(word) <= 8 and 0 < capitals >= sum(map(str.islower, word))


def _position(context: ExportContext, actor: Actor, position: Position, number: int) -> Iterator[Entity]:
    organization = context.actor(position.organization)
    post = _id(context, actor, "position", str(number))
    properties = {
        "name": _all(position.post),
        "organization": [_id(context, organization)] if organization and _is(organization, "Organization") else [],
        "country": [organization.country.lower()] if organization else [],
    }
    yield _entity("Position", post, properties)
    held = {"holder": [_id(context, actor)], "post": [post], **_from_to(context, position.from_, position.to)}
    yield _entity("Occupancy", _id(context, actor, "occupancy", str(number)), held)


def _relation(context: ExportContext, relation: Relation) -> Iterator[Entity]:
    first, second = context.actor(relation.from_), context.actor(relation.to)
    if first is None or second is None:
        return
    tie = _VOCABULARY["ties"].get(relation.kind)
    if not tie or not (_is(first, tie["from"][1]) and _is(second, tie["to"][1])):
        tie = _VOCABULARY["other_tie"]
    said = context.text(relation.role) or (relation.kind if tie["schema"] in ("UnknownLink", "Family") else "")
    properties = {
        tie["from"][0]: [_id(context, first)],
        tie["to"][0]: [_id(context, second)],
        tie["role"]: [said],
        "summary": [context.plain(relation.note)],
        **_from_to(context, relation.since, relation.until),
    }
    yield _entity(tie["schema"], _id(context, relation), properties)


def _event(context: ExportContext, event: Event) -> Iterator[Entity]:
    place = context.collection.get(Place, event.place)
    when = {"date": [day]} if (day := utc(event.date, context.zone)) else _from_to(context, event.date, event.date)
    involved = context.found("actor", (participant.actor for participant in event.actors))
    properties = {
        "name": _all(event.name),
        **when,
        "location": [context.name(place)] if place else [],
        "country": [place.country.lower()] if place else [],
        "involved": [_id(context, actor) for actor in involved],
        "summary": [context.plain(event.description)],
        "sourceUrl": _urls(context, event),
    }
    yield _entity("Event", _id(context, event), properties)


def _dossier(context: ExportContext, dossier: Dossier) -> Iterator[Entity]:
    properties = {
        "title": [dossier.title],
        "author": [dossier.author],
        "publishedAt": [utc(dossier.published, context.zone) or earliest(dossier.published)],
        "modifiedAt": [utc(dossier.updated, context.zone)],
        "summary": [dossier.lead],
        "keywords": [context.name(topic) for topic in context.found("topic", dossier.topics)],
        "sourceUrl": _urls(context, dossier),
    }
    yield _entity("Article", _id(context, dossier), properties)
    for actor in context.named_in(dossier):
        ends = {"document": [_id(context, dossier)], "entity": [_id(context, actor)]}
        yield _entity("Documentation", _id(context, dossier, "names", actor.id), ends)


def _all(text: str) -> list[str]:
    return [*text.translations.values()] if isinstance(text, Text) and text.translations else [str(text)]


def _urls(context: ExportContext, record: Record) -> list[str]:
    """Return the record's address, which FollowTheMoney accepts only if it is absolute."""
    return [context.url(record) or ""] if context.absolute else []


def _from_to(context: ExportContext, since: Date | None, until: Date | None) -> dict[str, list[str]]:
    return {
        "startDate": [utc(since, context.zone) or earliest(since)],
        "endDate": [utc(until, context.zone) or latest(until)],
    }
