"""Classify how two figures that cannot both be true are opposed."""

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
    """Two origins disagree."""
    CHANGED = "changed"
    """Both have one origin: the number changed within the text, or from one text to another."""
    WORKED_OUT = "worked-out"
    """At least one of them is calculated from other figures, not said by anybody."""


def opposition(collection: Collection, figure: Figure, rival: Figure) -> Opposition:
    """Return how two rivals are opposed.

    Args:
        collection: Holds both figures.
        figure: A figure.
        rival: A figure that cannot be true if `figure` is.

    Returns:
        `CHANGED` too if both are in one dossier and one names no origin: that number is the article's own.
    """
    if figure.derived_from is not None or rival.derived_from is not None:
        return Opposition.WORKED_OUT
    if repeat_each_other(collection, figure, rival):
        return Opposition.CHANGED
    own, others = origins_of_figure(collection, figure), origins_of_figure(collection, rival)
    if own and others:
        return Opposition.AGAINST if set(own).isdisjoint(others) else Opposition.CHANGED
    return Opposition.CHANGED if is_drift(figure, rival) else Opposition.AGAINST
