"""What a page is about, for search engines: schema.org in JSON-LD 1.1, one block a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mkdocs_dossier.evidence.figures import reading_of
from mkdocs_dossier.export.dates import earliest, iso, latest
from mkdocs_dossier.export.edition import Edition, by_key
from mkdocs_dossier.export.plain import aliases_of, as_json, number
from mkdocs_dossier.export.schemaorg import ACTORS, AGREEMENTS, FORCES, SOURCES
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Correction, Figure, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Event, Place, Quantity, Topic
from mkdocs_dossier.site.plan import Page
from mkdocs_dossier.site.rendering import Site

Node = dict[str, Any]

#: What could end a <script> element or a line of JavaScript; inside JSON's strings each can be written by its number.
_ESCAPED = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def jsonld(site: Site, page: Page, base_url: str) -> str | None:
    """The text of a page's `<script type="application/ld+json">`, escaped for it; None for an overview.

    Where `base_url` is empty, ids are relative to the page.
    """
    edition = Edition.of(site, base_url, site.addresses.url(page.path))
    record = edition.collection.find(page.record.key, page.noun) if page.record else None
    if record is None:
        return None
    node = _compact({"@context": "https://schema.org", **_NODES[record.noun](edition, record)})
    text = as_json(node)
    for letter, written in _ESCAPED.items():
        text = text.replace(letter, written)
    return text


def _compact(value: Any) -> Any:
    """The value without what is empty."""
    kind = type(value)
    if kind is dict:
        return {key: inner for key, each in value.items() if _says_something(inner := _compact(each))}
    if kind is list:
        return [inner for each in value if _says_something(inner := _compact(each))]
    return value


def _says_something(value: Any) -> bool:
    return bool(value) or isinstance(value, int | float)


def _type(record: Record) -> str:
    match record:
        case Actor():
            return ACTORS[record.kind]
        case Agreement():
            return AGREEMENTS[record.kind]
        case Source():
            return SOURCES.get(record.type or "", "CreativeWork")
        case Statement():
            return "Quotation" if record.mode == "direct" else "Claim"
    return {"dossier": "NewsArticle", "event": "Event", "place": "Place", "topic": "DefinedTerm"}[record.noun]


def _head(edition: Edition, record: Record) -> Node:
    return {
        "@type": _type(record),
        "@id": edition.url(record),
        "name": edition.name(record),
        "description": edition.plain(getattr(record, "description", None)),
        "sameAs": _wikidata(getattr(record, "wikidata", "")),
    }


def _refs(edition: Edition, records: Iterable[Record | None]) -> list[Node]:
    """Short nodes that name records and lead to their pages."""
    return [
        {"@type": _type(record), "@id": edition.url(record), "name": edition.name(record)}
        for record in dict.fromkeys(records)
        if record is not None
    ]


def _ref(edition: Edition, record: Record | None) -> Node | None:
    return next(iter(_refs(edition, [record])), None)


def _wikidata(item: str) -> str:
    return f"https://www.wikidata.org/entity/{item}" if item else ""


def _dossier(edition: Edition, dossier: Dossier) -> Node:
    collection = edition.collection
    statements = collection.inside(dossier, Statement)
    via = (source for statement in statements for source in edition.found("source", statement.via))
    return {
        "@type": "NewsArticle",
        "@id": edition.url(dossier),
        "url": edition.url(dossier),
        "headline": dossier.title,
        "description": dossier.lead,
        "datePublished": _known(edition, dossier.published),
        "dateModified": _known(edition, dossier.updated),
        "inLanguage": edition.language(dossier),
        "author": dossier.author,
        "copyrightNotice": dossier.rights,
        "isBasedOn": _ref(edition, collection.get(Source, dossier.source)),
        "about": _refs(edition, edition.found("topic", dossier.topics)),
        "mentions": _refs(edition, edition.named_in(dossier)),
        "citation": _refs(edition, via),
        "hasPart": [_statement(edition, dossier, statement) for statement in statements],
        "correction": [_correction(edition, each) for each in collection.inside(dossier, Correction)],
    }


def _statement(edition: Edition, dossier: Dossier, statement: Statement) -> Node:
    speaker = _ref(edition, edition.actor(statement.said_by))
    direct = statement.mode == "direct"
    return {
        "@type": _type(statement),
        "@id": edition.url(statement),
        "text": edition.collection.words_of(statement),
        "abstract": edition.plain(statement.text),
        "spokenByCharacter" if direct else "author": speaker,
        "dateCreated": _known(edition, statement.said_on),
        "inLanguage": edition.language(dossier),
        "isPartOf" if direct else "appearance": {"@id": edition.url(dossier)},
        "citation": _refs(edition, edition.found("source", statement.via)),
        "mentions": _refs(edition, edition.found("actor", statement.actors)),
        "about": _refs(edition, [
            *edition.found("topic", statement.topics),
            *edition.found("event", statement.events),
            *edition.found("agreement", statement.agreements),
        ]),
    }  # fmt: skip


def _correction(edition: Edition, correction: Correction) -> Node:
    return {
        "@type": "CorrectionComment",
        "@id": edition.url(correction),
        "datePublished": _known(edition, correction.date),
        "text": edition.plain(correction.note),
    }


def _actor(edition: Edition, actor: Actor) -> Node:
    node = {
        **_head(edition, actor),
        "url": edition.url(actor),
        "alternateName": aliases_of(actor),
        "subjectOf": _refs(edition, by_key(edition.collection.naming(actor))),
    }
    if actor.kind == "person":
        node["jobTitle"] = [edition.text(position.post) for position in actor.positions]
    elif actor.kind == "state":
        node["identifier"] = actor.country
    elif actor.country:
        node["address"] = {"@type": "PostalAddress", "addressCountry": actor.country}
    return node


def _agreement(edition: Edition, agreement: Agreement) -> Node:
    parties = edition.found("actor", [*(party.actor for party in agreement.parties), agreement.authority])
    node = {
        **_head(edition, agreement),
        "url": edition.url(agreement),
        "alternateName": list(agreement.aliases),
        "author": _refs(edition, parties),
        "dateCreated": _known(edition, agreement.signed),
        "about": _refs(edition, edition.found("topic", agreement.topics)),
        "encoding": _ref(edition, edition.collection.get(Source, agreement.text)),
        "hasPart": [
            {
                "@type": "CreativeWork",
                "position": provision.article,
                "text": provision.quote,
                "abstract": edition.plain(provision.text),
            }
            for provision in agreement.provisions
        ],
    }
    if _type(agreement) == "Legislation":
        node["legislationType"] = agreement.kind
        node["legislationDate"] = _known(edition, agreement.signed)
        node["legislationLegalForce"] = FORCES.get(agreement.status or "")
    return node


def _source(edition: Edition, source: Source) -> Node:
    return {
        **_head(edition, source),
        "url": source.url,
        "mainEntityOfPage": edition.url(source),
        "identifier": source.doi and f"https://doi.org/{source.doi}",
        "author": source.author,
        "publisher": _ref(edition, edition.actor(source.publisher)),
        "isPartOf": source.title and source.container_title
        and {"@type": "CreativeWork", "name": edition.text(source.container_title)},
        "datePublished": _known(edition, source.issued),
        "inLanguage": source.language,
        "isAccessibleForFree": {"open": True, "paywall": False}.get(source.access or ""),
        "archivedAt": [copy.url for copy in source.archive],
        "citation": _refs(edition, edition.found("source", source.cites)),
    }  # fmt: skip


def _quantity(edition: Edition, quantity: Quantity) -> Node:
    """The variable and every value observed for it."""
    variable = {
        "@type": "StatisticalVariable",
        "@id": edition.url(quantity),
        "url": edition.url(quantity),
        "name": edition.name(quantity),
        "description": edition.plain(quantity.description),
    }
    figures = edition.collection.linked(quantity, "figures", Figure)
    return {"@graph": [variable, *(_observation(edition, quantity, figure) for figure in figures)]}


def _observation(edition: Edition, quantity: Quantity, figure: Figure) -> Node | None:
    reading = reading_of(edition.collection, figure)
    if reading is None:
        return None
    place = edition.collection.get(Place, quantity.place)
    return {
        "@type": "Observation",
        "@id": edition.url(figure),
        "variableMeasured": {"@id": edition.url(quantity)},
        "observationAbout": _ref(edition, place),
        "observationDate": iso(figure.as_of, edition.zone),
        "observationPeriod": _period(edition, figure.from_, figure.to),
        "minValue": number(reading.amount.low),
        "value": number(reading.amount.best),
        "maxValue": number(reading.amount.high),
        "unitText": reading.unit,
        "description": reading.words,
        "subjectOf": _ref(edition, edition.collection.dossier_of(figure)),
    }


def _topic(edition: Edition, topic: Topic) -> Node:
    overview = edition.to(edition.site.addresses.url(edition.site.addresses.path("topic")))
    return {
        **_head(edition, topic),
        "url": edition.url(topic),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": overview},
    }


def _event(edition: Edition, event: Event) -> Node:
    actors = edition.found("actor", (participant.actor for participant in event.actors))
    return {
        **_head(edition, event),
        "url": edition.url(event),
        "startDate": iso(event.date, edition.zone) or earliest(event.date),
        "endDate": latest(event.date) if not event.date.exact else "",
        "location": _ref(edition, edition.collection.get(Place, event.place)),
        "about": _refs(edition, [*actors, *edition.found("topic", event.topics)]),
    }


def _place(edition: Edition, place: Place) -> Node:
    known = place.lat is not None and place.lon is not None
    return {
        **_head(edition, place),
        "url": edition.url(place),
        "address": place.country and {"@type": "PostalAddress", "addressCountry": place.country},
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if known else None,
    }


def _known(edition: Edition, when: Date | None) -> str:
    """A date as schema.org takes it; of one that is no day, month or year its first day."""
    return iso(when, edition.zone) or earliest(when)


def _period(edition: Edition, since: Date | None, until: Date | None) -> str:
    """An ISO 8601 interval; an end that is not known is `..`."""
    first, last = iso(since, edition.zone) or earliest(since), iso(until, edition.zone) or latest(until)
    return f"{first or '..'}/{last or '..'}" if first or last else ""


_NODES: Mapping[str, Callable[[Edition, Any], Node]] = {
    "dossier": _dossier,
    "actor": _actor,
    "agreement": _agreement,
    "source": _source,
    "quantity": _quantity,
    "topic": _topic,
    "event": _event,
    "place": _place,
}
