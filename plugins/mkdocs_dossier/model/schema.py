"""The JSON Schema for editors that complete and check YAML files (JSON Schema 2020-12), derived from the models."""

import json
import re
from typing import Any

from pydantic import TypeAdapter

from mkdocs_dossier.model.fields import ID_LENGTH, ID_PATTERN, REFERENCE_PATTERN
from mkdocs_dossier.model.kinds import BY_NOUN, KINDS, descriptions_of, fields_by_key, links, meaning_of, parts
from mkdocs_dossier.model.record import Part

#: The schema's place in a collection's folder.
SCHEMA_FILE = "dossier.schema.json"

#: What the names of definitions for ids begin with; the kinds follow: `id-of-source-or-actor`.
ID_OF = "id-of-"

#: Kind → the fields of which it needs at least one to say what it means in the article.
_ANCHORS = {"statement": ("quote",), "figure": ("quote", "derived_from"), "mention": ("quote",)}
#: Keywords of pydantic that editors need not know: better expressed here, or true of Python only.
_LEFT_OUT = frozenset({"title", "description", "default"})
#: The schema of a text, which an editor may take for a number or a truth value.
_TEXT = {"$ref": "#/$defs/text"}


def json_schema() -> dict[str, Any]:
    """Return the schema of a file with sections; `#/$defs/actor` and so on are schemas of files that hold one record.

    Scalars have the types that an editor gives them (core schema of YAML 1.2): `4` is a number and `yes` a string.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dossier",
        "description": "Records of a dossier, each under its id in the section of its kind.",
        "type": "object",
        "properties": {
            kind.section: {
                "description": meaning_of(kind.model),
                "type": ["object", "null"],
                "patternProperties": {f"^{ID_PATTERN}$": {"$ref": f"#/$defs/{kind.noun}"}},
                "propertyNames": {"maxLength": ID_LENGTH},
                "additionalProperties": False,
            }
            for kind in KINDS
        },
        "additionalProperties": False,
        "$defs": {
            **{
                kind.noun: _object(kind.model, kind.model.one_of or _ANCHORS.get(kind.noun, ()))
                for kind in BY_NOUN.values()
            },
            **{part.__name__: _object(part) for part in parts()},
            "text": _any_of("string", "number", "boolean"),
            **{
                ID_OF + "-or-".join(link.ref.kinds): _simplified({"type": "string", "pattern": REFERENCE_PATTERN})
                for kind in BY_NOUN.values()
                for link in links(kind.model)
            },
        },
    }


def schema_text() -> str:
    """Return the schema as written to a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _object(model: type[Part], at_least_one: tuple[str, ...] = ()) -> dict[str, Any]:
    schema = TypeAdapter(model).json_schema()
    descriptions = descriptions_of(model)
    properties = {
        key: {"description": descriptions[key], **_simplified(schema["properties"][field.name])}
        for key, field in fields_by_key(model).items()
    }
    required = [key for key, field in fields_by_key(model).items() if field.name in schema["required"]]
    result: dict[str, Any] = {
        "description": meaning_of(model),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if len(at_least_one) > 1:
        result["anyOf"] = [{"properties": {key: {}}, "required": [key]} for key in at_least_one]
    else:
        required += at_least_one
    if required:
        result["required"] = required
    return result


def _any_of(*types: str) -> dict[str, Any]:
    """Return a schema of several types; strict validators reject a list of them in `type`."""
    return {"anyOf": [{"type": each} for each in types]}


def _simplified(schema: dict[str, Any]) -> dict[str, Any]:
    """Shorten a field's schema; a text may look like a number or a truth value to an editor."""
    schema = {key: value for key, value in schema.items() if key not in _LEFT_OUT}
    if "kinds" in schema:
        return {"$ref": f"#/$defs/{ID_OF}{'-or-'.join(schema['kinds'])}"}
    if "anyOf" in schema:
        choices = [_simplified(choice) for choice in schema["anyOf"] if choice != {"type": "null"}]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    for inner in ("items", "additionalProperties"):
        if inner in schema:
            schema[inner] = _simplified(schema[inner])
    if "enum" in schema:
        return {"enum": [*(int(word) for word in schema["enum"] if word.isdigit()), *schema["enum"]]}
    if isinstance(schema.get("type"), list):
        return _any_of(*schema["type"])
    if schema == {"type": "string"}:
        return _TEXT
    if "pattern" in schema and re.search(schema["pattern"], "2024"):
        return {"anyOf": [schema, {"type": "number"}]}
    return schema
