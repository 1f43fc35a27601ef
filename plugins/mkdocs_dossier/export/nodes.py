"""Nodes of schema.org: the types of records, references to them, and quantities with their observations."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from mkdocs_dossier.evidence.figures import Reading, reading_of
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.dates import earliest, iso, latest
from mkdocs_dossier.export.plain import number
from mkdocs_dossier.model.amounts import Amount, Qualifier
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Actor, Agreement, Figure, Place, Quantity, Record, Source, Statement
from mkdocs_dossier.syntax.word_tables import Table

Node = dict[str, Any]


#: Actor, agreement, force and source → kind, status or CSL type → its name in schema.org.
SCHEMA_ORG: Mapping[str, dict[str, str]] = Table("export", "schema_org.yml")


def type_of(record: Record) -> str:
    """Return the type that a record's own page gives it."""
    match record:
        case Actor(kind="person", anonymity="collective"):
            return "Organization"  # a group of people is no person
        case Actor():
            return SCHEMA_ORG["actor"][record.kind]
        case Agreement():
            return SCHEMA_ORG["agreement"].get(record.kind, "CreativeWork")
        case Source():
            return SCHEMA_ORG["source"].get(record.type or "", "CreativeWork")
        case Statement():
            return "Quotation" if record.mode == "direct" else "Claim"
    return {"dossier": "NewsArticle", "event": "Event", "place": "Place", "topic": "DefinedTerm"}[record.noun]


def head(context: ExportContext, record: Record) -> Node:
    """Return the properties that most nodes begin with."""
    item = getattr(record, "wikidata", "")
    return {
        "@type": type_of(record),
        "@id": context.url(record),
        "name": context.name(record),
        "description": context.plain(getattr(record, "description", None)),
        "sameAs": f"https://www.wikidata.org/entity/{item}" if item else "",
    }


def refs(context: ExportContext, records: Iterable[Record | None]) -> list[Node]:
    """Return short nodes with the name and page of each record, each once."""
    return [
        {"@type": type_of(record), "@id": context.url(record), "name": context.name(record)}
        for record in dict.fromkeys(records)
        if record is not None
    ]


def ref(context: ExportContext, record: Record | None) -> Node | None:
    """Return a short node with the name and page of a record."""
    return next(iter(refs(context, [record])), None)


def agent(context: ExportContext, actor: Actor | None) -> Node | None:
    """Return the node of a speaker or publisher; a state, to schema.org a place, speaks as an organization in it."""
    node = ref(context, actor)
    if node is None or node["@type"] != "Country":
        return node
    return {"@type": "Organization", "name": node["name"], "location": node}


def known(context: ExportContext, when: Date | None) -> str:
    """Format a date for schema.org; one that is no day, month or year becomes the month or year that contains it."""
    if day := iso(when, context.zone):
        return day
    first, last = earliest(when), latest(when)
    if not first or not last:
        return ""
    return next((first[:length] for length in (10, 7, 4) if first[:length] == last[:length]), "")


def quantity_node(context: ExportContext, quantity: Quantity) -> Node:
    """Return the variable with every value observed for it."""
    variable = {
        "@type": "StatisticalVariable",
        "@id": context.url(quantity),
        "url": context.url(quantity),
        "name": context.name(quantity),
        "description": context.plain(quantity.description),
    }
    figures = context.collection.linked(quantity, "figures", Figure)
    return {"@graph": [variable, *(_observation(context, quantity, figure) for figure in figures)]}


def _observation(context: ExportContext, quantity: Quantity, figure: Figure) -> Node | None:
    reading = reading_of(context.collection, figure)
    if reading is None:
        return None
    return {
        "@type": "Observation",
        "@id": context.url(figure),
        "variableMeasured": {"@id": context.url(quantity)},
        "observationAbout": ref(context, context.collection.get(Place, quantity.place)),
        "observationDate": iso(figure.as_of, context.zone),
        **{name: number(bound) for name, bound in _bounds(reading.amount).items()},
        "unitText": reading.unit,
        "description": _described(context, reading, figure),
        "subjectOf": {"@id": context.url(dossier)} if (dossier := context.collection.dossier_of(figure)) else None,
    }


def _bounds(amount: Amount) -> dict[str, Decimal | None]:
    """Return the bounds that the source gives, without anything calculated from them; “about 20” has only its words."""
    match amount.qualifier:
        case Qualifier.EXACT:
            return {"value": amount.best}
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN | Qualifier.JUST_OVER:
            return {"minValue": amount.best}
        case Qualifier.AT_MOST | Qualifier.LESS_THAN | Qualifier.ALMOST:
            return {"maxValue": amount.best}
        case Qualifier.BETWEEN:
            return {"minValue": amount.low, "maxValue": amount.high}
        case Qualifier.ABOUT:
            return {}


def _described(context: ExportContext, reading: Reading, figure: Figure) -> str:
    """Return the source's words, then their period, because schema.org has room only for its length."""
    period = context.site.interface.span(figure.from_, figure.to)
    return f"{reading.words} ({period})" if period else reading.words
