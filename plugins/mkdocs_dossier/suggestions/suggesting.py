"""Propose what an article lacks, sentence by sentence; the same text and registers yield the same proposals."""

from __future__ import annotations

from collections.abc import Container

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.suggestions.figures import figures
from mkdocs_dossier.suggestions.mentions import mentions
from mkdocs_dossier.suggestions.proposals import FreeIds, Proposal
from mkdocs_dossier.suggestions.statements import statements

_ORDER = ("mention", "statement", "figure")


def suggested(collection: Collection, dossier: Dossier, rejected: Container[str] = ()) -> list[Proposal]:
    """Propose records for a dossier's article, in the order of its sentences.

    Args:
        collection: The collection, which is not changed.
        dossier: The dossier.
        rejected: The fingerprints of proposals that are not made again.

    Returns:
        The proposals; none if the article could not be read.
    """
    if dossier not in collection.articles:
        return []
    ids = FreeIds(collection, dossier.id)
    found = [*mentions(collection, dossier, ids), *statements(collection, dossier, ids)]
    found += figures(collection, dossier, ids)
    found.sort(key=lambda one: (one.start, _ORDER.index(one.noun), one.end))
    return [one for one in found if one.fingerprint not in rejected]
