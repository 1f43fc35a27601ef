"""In what way two figures that cannot both be true are against each other."""

from __future__ import annotations

from enum import StrEnum

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.contradictions import is_drift
from mkdocs_dossier.evidence.independence import origins_of_figure
from mkdocs_dossier.evidence.retellings import repeat_each_other
from mkdocs_dossier.model.claims import Figure


class Opposition(StrEnum):
    """Why two figures of one quantity differ."""

    AGAINST = "against"
    """Two origins say so: one stands against the other."""
    CHANGED = "changed"
    """One origin said one of them: the number changed in the text, or on its way from one text to another."""
    WORKED_OUT = "worked-out"
    """At least one of them is not said by anybody, but worked out from other figures."""


def opposition(collection: Collection, figure: Figure, rival: Figure) -> Opposition:
    """Return in what way two rivals are against each other.

    In one dossier, what names no origin is the article's own number: beside it, another is a change in the text.
    """
    if figure.derived_from is not None or rival.derived_from is not None:
        return Opposition.WORKED_OUT
    if repeat_each_other(collection, figure, rival):
        return Opposition.CHANGED
    own, others = origins_of_figure(collection, figure), origins_of_figure(collection, rival)
    if own and others:
        return Opposition.AGAINST if set(own).isdisjoint(others) else Opposition.CHANGED
    return Opposition.CHANGED if is_drift(figure, rival) else Opposition.AGAINST
