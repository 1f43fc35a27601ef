"""A quantity and its figures as a variable and its observations (schema.org).

A figure has a `value` only where its source gives one number and no hedge. “At least 20” and “more than 20” have 20 as
the lower bound, “at most” and “less than” as the upper one; of “about 20” nothing is said but its words.
"""

from __future__ import annotations

from decimal import Decimal

from mkdocs_dossier.evidence.figures import Reading, reading_of
from mkdocs_dossier.export.dates import iso
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.nodes import Node, ref
from mkdocs_dossier.export.plain import number
from mkdocs_dossier.model.amounts import Amount, Qualifier
from mkdocs_dossier.model.claims import Figure
from mkdocs_dossier.model.subjects import Place, Quantity


def quantity_node(edition: Edition, quantity: Quantity) -> Node:
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
    return {
        "@type": "Observation",
        "@id": edition.url(figure),
        "variableMeasured": {"@id": edition.url(quantity)},
        "observationAbout": ref(edition, edition.collection.get(Place, quantity.place)),
        "observationDate": iso(figure.as_of, edition.zone),
        **{name: number(bound) for name, bound in _bounds(reading.amount).items()},
        "unitText": reading.unit,
        "description": _described(edition, reading, figure),
        "subjectOf": ref(edition, edition.collection.dossier_of(figure)),
    }


def _bounds(amount: Amount) -> dict[str, Decimal | None]:
    """What the source says, and nothing that is reckoned from it."""
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


def _described(edition: Edition, reading: Reading, figure: Figure) -> str:
    """The words of the source; behind them the period they are about, for which schema.org has a length only."""
    period = edition.site.interface.span(figure.from_, figure.to)
    return f"{reading.words} ({period})" if period else reading.words
