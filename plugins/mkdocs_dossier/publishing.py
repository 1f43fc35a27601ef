"""A collection without its drafts: what is published, and no word of what is not."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, TypeVar

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import Ref
from mkdocs_dossier.model.kinds import links, named_by
from mkdocs_dossier.model.record import Part, Record

P = TypeVar("P", bound=Part)


class Published:
    """What is left of a collection when its drafts go, with the records of their articles and all references to them.

    A record that could stand in a register, such as an actor, stays where something published names it.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        drafts = {dossier.id for dossier in collection.of(Dossier) if dossier.status == "draft"}
        self._gone = {
            record
            for record in collection
            if record.dossier in drafts or (isinstance(record, Dossier) and record.id in drafts)
        }
        kept = [record for record in collection if record not in self._gone]
        for record in kept:  # grows while it is read
            for target in self._named_by(record):
                if target in self._gone and not target.local:
                    self._gone.discard(target)
                    kept.append(target)
        self.left_out = {(record.noun, record.key) for record in self._gone}
        self.records = [self._without(record, record.dossier) for record in collection if record not in self._gone]

    def _named_by(self, record: Record) -> Iterator[Record]:
        for link, _, name in named_by(record):
            target = self._collection.find(name, *link.ref.kinds, dossier=record.dossier)
            if target is not None:
                yield target

    def _without(self, part: P, dossier: str) -> P:
        """The part without the names of what is gone, nor parts of its own that hold one; itself if there are none."""
        changes: dict[str, Any] = {}
        for link in links(type(part)):
            field = link.path[0]
            value = changes.get(field, getattr(part, field))
            if len(link.path) == 1 and isinstance(value, tuple):
                changes[field] = tuple(name for name in value if not self._is_gone(name, link.ref, dossier))
            elif len(link.path) == 1:
                changes[field] = "" if self._is_gone(value, link.ref, dossier) else value
            elif isinstance(value, tuple):
                changes[field] = tuple(inner for inner in value if self._without(inner, dossier) is inner)
            elif value is not None:
                changes[field] = value if self._without(value, dossier) is value else None
        changes = {field: value for field, value in changes.items() if value != getattr(part, field)}
        return dataclasses.replace(part, **changes) if changes else part

    def _is_gone(self, name: str, ref: Ref, dossier: str) -> bool:
        return bool(name) and self._collection.find(name, *ref.kinds, dossier=dossier) in self._gone
