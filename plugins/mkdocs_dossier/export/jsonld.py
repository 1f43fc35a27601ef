"""The subject of a page for search engines: schema.org in JSON-LD 1.1, one block a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mkdocs_dossier.export.context import ExportContext, by_key
from mkdocs_dossier.export.dates import earliest, iso, latest
from mkdocs_dossier.export.nodes import SCHEMA_ORG, Node, agent, head, known, quantity_node, ref, refs, type_of
from mkdocs_dossier.export.plain import aliases_of, as_json
from mkdocs_dossier.model.records import Actor, Agreement, Correction, Dossier, Event, Place, Source, Statement, Topic
from mkdocs_dossier.site.pages import Page
from mkdocs_dossier.site.rendering import Site

#: Characters that could end a <script> element or a line of JavaScript; JSON strings can hold them as escapes.
_ESCAPED = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


def jsonld(site: Site, page: Page) -> str | None:
    """Return a page's JSON-LD, escaped for its script; ids may be relative to the page. None for an overview."""
    context = ExportContext.of(site, site.addresses.url(page.path))
    record = context.collection.find(page.record.key, page.noun) if page.record else None
    if record is None:
        return None
    return _written(_NODES[record.noun](context, record))


def breadcrumb(top: str, trail: Sequence[tuple[str, str]]) -> str:
    """Return a page's BreadcrumbList, escaped: `trail` is (title, address below `top`) of each page down to it."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{top}{address}" or "./"}
        for number, (name, address) in enumerate(trail, start=1)
    ]
    return _written({"@type": "BreadcrumbList", "itemListElement": items})


def _written(node: Node) -> str:
    return as_json(_compact({"@context": "https://schema.org", **node}, {})).translate(_ESCAPED)


def _compact(value: Any, known: dict[str, Node]) -> Any:
    """Drop empty values, and of nodes that are `known` by their ids everything else."""
    kind = type(value)
    if kind is dict:
        if (name := value.get("@id")) and known.setdefault(name, value) == value and known[name] is not value:
            return {"@id": name}
        return {key: inner for key, each in value.items() if _says_something(inner := _compact(each, known))}
    if kind is list:
        return [inner for each in value if _says_something(inner := _compact(each, known))]
    return value


def _says_something(value: Any) -> bool:
    return bool(value) or isinstance(value, int | float)


def _dossier(context: ExportContext, dossier: Dossier) -> Node:
    collection = context.collection
    statements = collection.inside(dossier, Statement)
    via = (source for statement in statements for source in context.found("source", statement.via))
    return {
        "@type": "NewsArticle",
        "@id": context.url(dossier),
        "url": context.url(dossier),
        "headline": dossier.title,
        "description": dossier.lead,
        "datePublished": known(context, dossier.published),
        "dateModified": known(context, dossier.updated),
        "inLanguage": context.collection.language_of(dossier),
        "creditText": dossier.author,
        "copyrightNotice": dossier.rights,
        "isBasedOn": ref(context, collection.get(Source, dossier.source)),
        "about": refs(context, context.found("topic", dossier.topics)),
        "mentions": refs(context, context.named_in(dossier)),
        "citation": refs(context, via),
        "hasPart": [_statement(context, statement) for statement in statements],
        "correction": [_correction(context, each) for each in collection.inside(dossier, Correction)],
    }


def _statement(context: ExportContext, statement: Statement) -> Node:
    speakers = [agent(context, actor) for name in statement.said_by if (actor := context.actor(name))]
    says = "spokenByCharacter" if statement.mode == "direct" else "author"
    return {
        "@type": type_of(statement),
        "@id": context.url(statement),
        "text": context.collection.words_of(statement),
        "abstract": context.plain(statement.text),
        says: speakers[0] if len(speakers) == 1 else speakers,
        "dateCreated": known(context, statement.said_on),
        "citation": refs(context, context.found("source", statement.via)),
        "mentions": refs(context, context.found("actor", statement.actors)),
        "about": refs(context, [
            *context.found("topic", statement.topics),
            *context.found("event", statement.events),
            *context.found("agreement", statement.agreements),
        ]),
    }  # fmt: skip


def _correction(context: ExportContext, correction: Correction) -> Node:
    return {
        "@type": "CorrectionComment",
        "@id": context.url(correction),
        "datePublished": known(context, correction.date),
        "text": context.plain(correction.note),
    }


def _actor(context: ExportContext, actor: Actor) -> Node:
    node = {
        **head(context, actor),
        "url": context.url(actor),
        "alternateName": aliases_of(actor),
        "subjectOf": refs(context, by_key(context.collection.naming(actor))),
    }
    if node["@type"] == "Person":
        node["jobTitle"] = [context.text(position.post) for position in actor.positions]
    elif actor.kind == "state":
        node["identifier"] = actor.country
    elif actor.country:
        node["address"] = {"@type": "PostalAddress", "addressCountry": actor.country}
    return node


def _agreement(context: ExportContext, agreement: Agreement) -> Node:
    parties = context.found("actor", (party.actor for party in agreement.parties))
    signatories = context.found("actor", (party.signatory for party in agreement.parties))
    imposed = context.found("actor", (agreement.authority, agreement.target))
    third = context.found("actor", agreement.third_parties)
    node = {
        **head(context, agreement),
        "url": context.url(agreement),
        "alternateName": list(agreement.aliases),
        "mentions": refs(context, [*parties, *signatories, *imposed, *third]),
        "dateCreated": known(context, agreement.signed),
        "about": refs(context, context.found("topic", agreement.topics)),
        "workExample": ref(context, context.collection.get(Source, agreement.text)),
        "hasPart": [
            {
                "@type": "CreativeWork",
                "position": provision.article,
                "text": provision.quote,
                "abstract": context.plain(provision.text),
            }
            for provision in agreement.provisions
        ],
    }
    return node | _law(context, agreement) if node["@type"] == "Legislation" else node


def _law(context: ExportContext, agreement: Agreement) -> Node:
    """Return the properties that only legislation has: its states, and others who passed it."""
    makers = context.found("actor", (*(party.actor for party in agreement.parties), agreement.authority))
    states = [each for each in makers if type_of(each) == "Country"]
    force = SCHEMA_ORG["force"].get(agreement.status or "")
    return {
        "legislationType": agreement.kind,
        "legislationDate": known(context, agreement.signed),
        "legislationLegalForce": force and {"@id": f"https://schema.org/{force}"},
        "legislationJurisdiction": refs(context, states),
        "legislationPassedBy": refs(context, (each for each in makers if each not in states)),
    }


def _source(context: ExportContext, source: Source) -> Node:
    return {
        **head(context, source),
        "url": source.url,
        "mainEntityOfPage": context.url(source),
        "identifier": source.doi and f"https://doi.org/{source.doi}",
        "creditText": source.author,
        "publisher": agent(context, context.actor(source.publisher)),
        "isPartOf": source.title and source.container_title
        and {"@type": "CreativeWork", "name": context.text(source.container_title)},
        "datePublished": known(context, source.issued),
        "inLanguage": source.language,
        "isAccessibleForFree": {"open": True, "paywall": False}.get(source.access or ""),
        "archivedAt": [copy.url for copy in source.archive],
        "citation": refs(context, context.found("source", source.cites)),
    }  # fmt: skip


def _topic(context: ExportContext, topic: Topic) -> Node:
    overview = context.to(context.site.addresses.url(context.site.addresses.path("topic")))
    return {
        **head(context, topic),
        "url": context.url(topic),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": overview},
    }


def _event(context: ExportContext, event: Event) -> Node:
    actors = context.found("actor", (participant.actor for participant in event.actors))
    return {
        **head(context, event),
        "url": context.url(event),
        "startDate": iso(event.date, context.zone) or earliest(event.date),
        "endDate": latest(event.date) if not event.date.exact else "",
        "location": ref(context, context.collection.get(Place, event.place)),
        "about": refs(context, [*actors, *context.found("topic", event.topics)]),
    }


def _place(context: ExportContext, place: Place) -> Node:
    located = place.lat is not None and place.lon is not None
    return {
        **head(context, place),
        "url": context.url(place),
        "alternateName": list(place.aliases),
        "address": place.country and {"@type": "PostalAddress", "addressCountry": place.country},
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if located else None,
    }


_NODES: Mapping[str, Callable[[ExportContext, Any], Node]] = {
    "dossier": _dossier,
    "actor": _actor,
    "agreement": _agreement,
    "source": _source,
    "quantity": quantity_node,
    "topic": _topic,
    "event": _event,
    "place": _place,
}
