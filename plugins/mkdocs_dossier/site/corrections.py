"""What a correction changed: the words that differ, and the records it affects."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.kinds import links
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.records import Actor, Correction
from mkdocs_dossier.site.inline_markdown import plain

#: A text in pieces: words, and whether the other text lacks them.
Pieces = list[tuple[str, bool]]


def affected_by(collection: Collection, correction: Correction) -> list[Record]:
    """Return the records that a correction affects, except withheld actors."""
    (link,) = (link for link in links(Correction) if link.path == ("affects",))
    found = (collection.find(name, *link.ref.kinds, dossier=correction.dossier) for name in correction.affects)
    return [record for record in found if record and not (isinstance(record, Actor) and record.withheld)]


def differing(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Return two texts, without their Markdown, in pieces that both have and that only one has."""
    old, new = plain(before).split(), plain(after).split()
    steps = [(step.tag != "equal", step) for step in Levenshtein.opcodes(old, new)]
    first = [(" ".join(old[step.src_start : step.src_end]), differs) for differs, step in steps]
    second = [(" ".join(new[step.dest_start : step.dest_end]), differs) for differs, step in steps]
    return [piece for piece in first if piece[0]], [piece for piece in second if piece[0]]
