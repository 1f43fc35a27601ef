"""Nodes of schema.org: what a record is there, and how others refer to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs_dossier.export.dates import earliest, iso, latest
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.schemaorg import ACTORS, AGREEMENTS, SOURCES
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source

Node = dict[str, Any]


def type_of(record: Record) -> str:
    """The type that a record's own page gives it."""
    match record:
        case Actor(kind="person", anonymity="collective"):
            return "Organization"  # many people are no person
        case Actor():
            return ACTORS[record.kind]
        case Agreement():
            return AGREEMENTS[record.kind]
        case Source():
            return SOURCES.get(record.type or "", "CreativeWork")
        case Statement():
            return "Quotation" if record.mode == "direct" else "Claim"
    return {"dossier": "NewsArticle", "event": "Event", "place": "Place", "topic": "DefinedTerm"}[record.noun]


def head(edition: Edition, record: Record) -> Node:
    """What the nodes of most records begin with."""
    item = getattr(record, "wikidata", "")
    return {
        "@type": type_of(record),
        "@id": edition.url(record),
        "name": edition.name(record),
        "description": edition.plain(getattr(record, "description", None)),
        "sameAs": f"https://www.wikidata.org/entity/{item}" if item else "",
    }


def refs(edition: Edition, records: Iterable[Record | None]) -> list[Node]:
    """Short nodes that name records and lead to their pages, each once."""
    return [
        {"@type": type_of(record), "@id": edition.url(record), "name": edition.name(record)}
        for record in dict.fromkeys(records)
        if record is not None
    ]


def ref(edition: Edition, record: Record | None) -> Node | None:
    """A short node that names a record and leads to its page."""
    return next(iter(refs(edition, [record])), None)


def agent(edition: Edition, actor: Actor | None) -> Node | None:
    """Who says or publishes something: a person or an organization, for a state one that is located in it.

    To schema.org a country is a place, which neither says nor publishes anything.
    """
    node = ref(edition, actor)
    if node is None or node["@type"] != "Country":
        return node
    return {"@type": "Organization", "name": node["name"], "location": node}


def known(edition: Edition, when: Date | None) -> str:
    """A date as schema.org takes it: of one that is no day, month or year, the month or year all of its days lie in."""
    if day := iso(when, edition.zone):
        return day
    first, last = earliest(when), latest(when)
    if not first or not last:
        return ""
    return next((first[:length] for length in (10, 7, 4) if first[:length] == last[:length]), "")
