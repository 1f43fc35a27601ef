"""The whole collection as one JSON file (RFC 8259): every kind, every record, every field by its YAML key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.plain import as_json, data_of
from mkdocs_dossier.model.kinds import PUBLISHED
from mkdocs_dossier.model.record import Record


def collection_json(context: ExportContext) -> Iterator[str | Lines[Record]]:
    """Yield an object with a list for each kind, one record a line, sorted by key.

    A text is a string, or an object by language; a reference is an id; a date is EDTF with the first and last day it
    may mean. `page` is the record's address; `path`, `line` and `column` are its place.
    """
    yield f"{{\n{as_json('language')}: {as_json(context.collection.language)}"
    for kind in PUBLISHED:
        yield f",\n{as_json(kind.section)}: ["
        yield Lines(context.collection, kind.model, partial(_line, context), ",")
        yield "\n]" if context.collection.of(kind.model) else "]"
    yield "\n}\n"


def _line(context: ExportContext, record: Record) -> Iterator[str]:
    data = data_of(context.collection, record)
    del data["acknowledged"]  # editors' notes to each other
    if record in context.anonymous:
        data["origins"] = []
    data["page"] = context.url(record)
    yield f"\n{as_json(data)}"
