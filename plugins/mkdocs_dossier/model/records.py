"""All kinds of records: one place to import those from that a module needs."""

from mkdocs_dossier.model.claims import MENTIONABLE, Correction, Dossier, Figure, Mention, Omission, Statement
from mkdocs_dossier.model.record import Anchored, Part, Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Place, Position, Quantity, Relation, Topic

__all__ = (
    "MENTIONABLE", "Actor", "Agreement", "Anchored", "Correction", "Dossier", "Event", "Figure", "Mention", "Omission",
    "Part", "Place", "Position", "Quantity", "Record", "Relation", "Source", "Statement", "Topic",
)  # fmt: skip
