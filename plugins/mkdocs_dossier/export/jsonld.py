"""What a page is about, for search engines: schema.org in JSON-LD 1.1, one block a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mkdocs_dossier.export.dates import earliest, iso, latest
from mkdocs_dossier.export.edition import Edition, by_key
from mkdocs_dossier.export.nodes import Node, agent, head, known, ref, refs, type_of
from mkdocs_dossier.export.observations import quantity_node
from mkdocs_dossier.export.plain import aliases_of, as_json
from mkdocs_dossier.export.schemaorg import FORCES
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Correction, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Event, Place, Topic
from mkdocs_dossier.site.pages import Page
from mkdocs_dossier.site.rendering import Site

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
        "datePublished": known(edition, dossier.published),
        "dateModified": known(edition, dossier.updated),
        "inLanguage": edition.language(dossier),
        "creditText": dossier.author,
        "copyrightNotice": dossier.rights,
        "isBasedOn": ref(edition, collection.get(Source, dossier.source)),
        "about": refs(edition, edition.found("topic", dossier.topics)),
        "mentions": refs(edition, edition.named_in(dossier)),
        "citation": refs(edition, via),
        "hasPart": [_statement(edition, dossier, statement) for statement in statements],
        "correction": [_correction(edition, each) for each in collection.inside(dossier, Correction)],
    }


def _statement(edition: Edition, dossier: Dossier, statement: Statement) -> Node:
    speakers = [agent(edition, actor) for name in statement.said_by if (actor := edition.actor(name))]
    direct = statement.mode == "direct"
    return {
        "@type": type_of(statement),
        "@id": edition.url(statement),
        "text": edition.collection.words_of(statement),
        "abstract": edition.plain(statement.text),
        "spokenByCharacter" if direct else "author": speakers[0] if len(speakers) == 1 else speakers,
        "dateCreated": known(edition, statement.said_on),
        "inLanguage": edition.language(dossier),
        "isPartOf" if direct else "appearance": {"@id": edition.url(dossier)},
        "citation": refs(edition, edition.found("source", statement.via)),
        "mentions": refs(edition, edition.found("actor", statement.actors)),
        "about": refs(edition, [
            *edition.found("topic", statement.topics),
            *edition.found("event", statement.events),
            *edition.found("agreement", statement.agreements),
        ]),
    }  # fmt: skip


def _correction(edition: Edition, correction: Correction) -> Node:
    return {
        "@type": "CorrectionComment",
        "@id": edition.url(correction),
        "datePublished": known(edition, correction.date),
        "text": edition.plain(correction.note),
    }


def _actor(edition: Edition, actor: Actor) -> Node:
    node = {
        **head(edition, actor),
        "url": edition.url(actor),
        "alternateName": aliases_of(actor),
        "subjectOf": refs(edition, by_key(edition.collection.naming(actor))),
    }
    if node["@type"] == "Person":
        node["jobTitle"] = [edition.text(position.post) for position in actor.positions]
    elif actor.kind == "state":
        node["identifier"] = actor.country
    elif actor.country:
        node["address"] = {"@type": "PostalAddress", "addressCountry": actor.country}
    return node


def _agreement(edition: Edition, agreement: Agreement) -> Node:
    parties = edition.found("actor", (party.actor for party in agreement.parties))
    signatories = edition.found("actor", (party.signatory for party in agreement.parties))
    imposed = edition.found("actor", (agreement.authority, agreement.target))
    third = edition.found("actor", agreement.third_parties)
    node = {
        **head(edition, agreement),
        "url": edition.url(agreement),
        "alternateName": list(agreement.aliases),
        "mentions": refs(edition, [*parties, *signatories, *imposed, *third]),
        "dateCreated": known(edition, agreement.signed),
        "about": refs(edition, edition.found("topic", agreement.topics)),
        "workExample": ref(edition, edition.collection.get(Source, agreement.text)),
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
    return node | _law(edition, agreement) if node["@type"] == "Legislation" else node


def _law(edition: Edition, agreement: Agreement) -> Node:
    """What is said of legislation only: from which states it comes, and who else has passed it."""
    makers = edition.found("actor", (*(party.actor for party in agreement.parties), agreement.authority))
    states = [each for each in makers if type_of(each) == "Country"]
    force = FORCES.get(agreement.status or "")
    return {
        "legislationType": agreement.kind,
        "legislationDate": known(edition, agreement.signed),
        "legislationLegalForce": force and {"@id": force},
        "legislationJurisdiction": refs(edition, states),
        "legislationPassedBy": refs(edition, (each for each in makers if each not in states)),
    }


def _source(edition: Edition, source: Source) -> Node:
    return {
        **head(edition, source),
        "url": source.url,
        "mainEntityOfPage": edition.url(source),
        "identifier": source.doi and f"https://doi.org/{source.doi}",
        "creditText": source.author,
        "publisher": agent(edition, edition.actor(source.publisher)),
        "isPartOf": source.title and source.container_title
        and {"@type": "CreativeWork", "name": edition.text(source.container_title)},
        "datePublished": known(edition, source.issued),
        "inLanguage": source.language,
        "isAccessibleForFree": {"open": True, "paywall": False}.get(source.access or ""),
        "archivedAt": [copy.url for copy in source.archive],
        "citation": refs(edition, edition.found("source", source.cites)),
    }  # fmt: skip


def _topic(edition: Edition, topic: Topic) -> Node:
    overview = edition.to(edition.site.addresses.url(edition.site.addresses.path("topic")))
    return {
        **head(edition, topic),
        "url": edition.url(topic),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": overview},
    }


def _event(edition: Edition, event: Event) -> Node:
    actors = edition.found("actor", (participant.actor for participant in event.actors))
    return {
        **head(edition, event),
        "url": edition.url(event),
        "startDate": iso(event.date, edition.zone) or earliest(event.date),
        "endDate": latest(event.date) if not event.date.exact else "",
        "location": ref(edition, edition.collection.get(Place, event.place)),
        "about": refs(edition, [*actors, *edition.found("topic", event.topics)]),
    }


def _place(edition: Edition, place: Place) -> Node:
    located = place.lat is not None and place.lon is not None
    return {
        **head(edition, place),
        "url": edition.url(place),
        "address": place.country and {"@type": "PostalAddress", "addressCountry": place.country},
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if located else None,
    }


_NODES: Mapping[str, Callable[[Edition, Any], Node]] = {
    "dossier": _dossier,
    "actor": _actor,
    "agreement": _agreement,
    "source": _source,
    "quantity": quantity_node,
    "topic": _topic,
    "event": _event,
    "place": _place,
}
