"""The JSON Schema for editors with the collection's own ids: yaml-language-server offers them where a field wants one.

They are `defaultSnippets`, so that an id not yet written stays valid. In each hover and each message, the server would
list all values of an `enum`; values of `examples` have no description. A `bodyText` costs the server linear time in the
number of ids, a `body` quadratic time.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.export.plain import short_name_of
from mkdocs_dossier.model.fields import REFERENCE_PATTERN
from mkdocs_dossier.model.kinds import BY_NOUN, KINDS, Kind, fields_by_key, first_fields_of, meaning_of, parts_by_key
from mkdocs_dossier.model.records import Dossier
from mkdocs_dossier.model.schema import ID_OF, SCHEMA_FILE, json_schema
from mkdocs_dossier.syntax.patching import RefusedError
from mkdocs_dossier.syntax.replacing import content_of, put

_COMMENT = "dossier schema --with-ids"


def schema_with_ids(collection: Collection) -> str:
    """Return the schema with the ids of all records and a snippet for each kind; it allows what the plain one does."""
    schema = json_schema()
    for name, definition in schema["$defs"].items():
        if name.startswith(ID_OF):
            nouns = name.removeprefix(ID_OF).split("-or-")
            schema["$defs"][name] = {"type": ["string", "number"], "pattern": REFERENCE_PATTERN}
            schema["$defs"][name]["defaultSnippets"] = [each for noun in nouns for each in _ids(collection, noun)]
        for field in definition.get("properties", {}).values():
            if ID_OF in field.get("items", {}).get("$ref", ""):
                # Behind a condition: else the server offers a list's items where its bracket is still missing.
                field |= {"if": {"type": "array"}, "then": {"type": "array", "items": field.pop("items")}}
    for kind in KINDS:
        fields = _first_fields(kind, schema["$defs"][kind.noun]["properties"])
        snippet = {"label": f"new {kind.noun}", "description": meaning_of(kind.model)}
        schema["$defs"][kind.noun]["defaultSnippets"] = [{**snippet, "body": fields}]
        schema["properties"][kind.section]["defaultSnippets"] = [{**snippet, "body": {"${1:id}": fields}}]
    return json.dumps({"$comment": _COMMENT, **schema}, ensure_ascii=False, indent=1) + "\n"


def refresh_schema(folder: Path, collection: Collection) -> None:
    """Write the collection's schema again if it was made with ids, and they have changed."""
    path = folder / SCHEMA_FILE
    with suppress(OSError, RefusedError):  # an old schema offers old ids, and nothing else is wrong with it
        before = content_of(path)
        if _COMMENT.encode() in before[:100] and before != (after := schema_with_ids(collection).encode()):
            put(path, before, after)


def _ids(collection: Collection, noun: str) -> list[dict[str, str]]:
    """Return a snippet for each id of a kind, in order; with one dossier, its id before them is left out."""
    alone = len(collection.of(Dossier)) == 1
    named = {record.id if alone else record.key: record for record in collection.of(BY_NOUN[noun].model)}
    return [{"label": id_, "description": short_name_of(named[id_]), "bodyText": id_} for id_ in sorted(named)]


def _first_fields(kind: Kind, properties: dict[str, Any]) -> dict[str, str]:
    """Return the fields of a new record, each with its tab stop; the first stop is the id."""
    fields = {}
    for number, key in enumerate(first_fields_of(kind.model), 2):
        words = [word for word in properties[key].get("enum", ()) if isinstance(word, str)]
        stop = f"${{{number}|{','.join(words)}|}}" if words else f"${number}"
        if part := parts_by_key(kind.model).get(key):
            stop = f"{{{next(iter(fields_by_key(part)))}: {stop}}}"
        fields[key] = f"[{stop}]" if properties[key].get("type") == "array" else stop
    return fields
