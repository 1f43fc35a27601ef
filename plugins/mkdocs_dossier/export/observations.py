"""A quantity and its figures as a variable and its observations (schema.org).

A figure has a `value` only if its source gives one number without a hedge. For “at least 20” and “more than 20”, 20 is
the lower bound; for “at most” and “less than”, the upper one; “about 20” has only its words.
"""

from __future__ import annotations

from decimal import Decimal

from mkdocs_dossier.evidence.figures import Reading, reading_of
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.dates import iso
from mkdocs_dossier.export.nodes import Node, ref
from mkdocs_dossier.export.plain import number
from mkdocs_dossier.model.amounts import Amount, Qualifier
from mkdocs_dossier.model.records import Figure, Place, Quantity


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
        "subjectOf": ref(context, context.collection.dossier_of(figure)),
    }


def _bounds(amount: Amount) -> dict[str, Decimal | None]:
    """Return the bounds that the source gives, without anything calculated from them."""
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
