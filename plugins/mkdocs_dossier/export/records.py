"""The whole collection as one JSON file (RFC 8259): every kind, every record, every field by its key in YAML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.plain import Data, as_json, data_of
from mkdocs_dossier.model.kinds import PUBLISHED
from mkdocs_dossier.model.record import Record


def collection_json(edition: Edition) -> Iterator[str | Lines[Record]]:
    """An object with a list for each kind, one record a line, in order of their names.

    A text is a string, or an object by language; a reference is an id; a date is EDTF with the first and last day it
    may mean. `page` is the record's address; `path`, `line` and `column` say where it is written.
    """
    yield f"{{\n{as_json('language')}: {as_json(edition.collection.language)}"
    for kind in PUBLISHED:
        yield f",\n{as_json(kind.section)}: ["
        yield Lines(edition.collection, kind.model, partial(_line, edition), ",")
        yield "\n]" if edition.collection.of(kind.model) else "]"
    yield "\n}\n"


def _line(edition: Edition, record: Record) -> Iterator[str]:
    yield f"\n{as_json(_data(edition, record))}"


def _data(edition: Edition, record: Record) -> Data:
    data = data_of(edition.collection, record)
    del data["acknowledged"]  # a note of the editors to each other
    if record in edition.anonymous:
        data["origins"] = []
    data["page"] = edition.url(record)
    return data
