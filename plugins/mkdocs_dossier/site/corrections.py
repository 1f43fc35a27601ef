"""What a correction changed: the words that differ, and the records it affects."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.claims import Correction
from mkdocs_dossier.model.kinds import links
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.site.inline_markdown import plain


def affected_by(collection: Collection, correction: Correction) -> list[Record]:
    """Return the records that a correction affects, except withheld actors."""
    (link,) = (link for link in links(Correction) if link.path == ("affects",))
    found = (collection.find(name, *link.ref.kinds, dossier=correction.dossier) for name in correction.affects)
    return [record for record in found if record and not (isinstance(record, Actor) and record.withheld)]


def differing(before: str, after: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Cut two texts around the words that differ.

    Args:
        before: a text, with Markdown or without.
        after: the text that replaced it.

    Returns:
        For each text, without its Markdown, (words that both begin with, its own words, words that both end with).
    """
    old, new = plain(before).split(), plain(after).split()
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    first, second = (
        (" ".join(words[:start]), " ".join(words[start : len(words) - end]), " ".join(words[len(words) - end :]))
        for words in (old, new)
    )
    return first, second


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of words with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
