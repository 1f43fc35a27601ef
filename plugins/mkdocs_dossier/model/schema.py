"""The JSON Schema for editors that complete and check YAML files (JSON Schema 2020-12), derived from the models."""

import json
from collections.abc import Sequence
from dataclasses import MISSING
from typing import Annotated, Any, Literal, get_args, get_origin

from mkdocs_dossier.model.fields import ID_LENGTH, ID_PATTERN, REFERENCE_PATTERN, OneOrMore, Parsed, Ref, Short
from mkdocs_dossier.model.kinds import BY_NOUN, KINDS, descriptions_of, fields_by_key, links, meaning_of, parts
from mkdocs_dossier.model.record import Part

#: The schema's place in a collection's folder.
SCHEMA_FILE = "dossier.schema.json"

#: What the names of definitions for ids begin with; the kinds follow: `id-of-source-or-actor`.
ID_OF = "id-of-"

#: Kind → the fields of which it needs at least one to say what it means in the article.
_ANCHORS = {"statement": ("quote",), "figure": ("quote", "derived_from"), "mention": ("quote",)}


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
            "text": {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]},
            **{
                _name_of_ids(link.ref.kinds): {
                    "anyOf": [{"type": "string", "pattern": REFERENCE_PATTERN}, {"type": "number"}]
                }
                for kind in BY_NOUN.values()
                for link in links(kind.model)
            },
        },
    }


def schema_text() -> str:
    """Return the schema as written to a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _name_of_ids(kinds: Sequence[str]) -> str:
    return ID_OF + "-or-".join(kinds)


def _object(model: type[Part], at_least_one: tuple[str, ...] = ()) -> dict[str, Any]:
    fields, descriptions = fields_by_key(model), descriptions_of(model)
    required = [key for key, field in fields.items() if field.default is MISSING]
    result: dict[str, Any] = {
        "description": meaning_of(model),
        "type": "object",
        "properties": {
            key: {"description": descriptions[key], **_schema_of(field.type)} for key, field in fields.items()
        },
        "additionalProperties": False,
    }
    if len(at_least_one) > 1:
        result["anyOf"] = [{"properties": {key: {}}, "required": [key]} for key in at_least_one]
    else:
        required += at_least_one
    if required:
        result["required"] = required
    return result


def _schema_of(hint: Any) -> dict[str, Any]:
    """Return the schema of a field by its type hint; strict validators reject a list of types in `type`."""
    origin, (inner, *rest) = get_origin(hint), get_args(hint) or (hint,)
    match rest[-1] if origin is Annotated else origin:
        case Parsed(json_schema=schema):
            return dict(schema)
        case Ref(kinds=kinds):
            return {"$ref": f"#/$defs/{_name_of_ids(kinds)}"}
        case OneOrMore():
            several = _schema_of(inner)
            return {"anyOf": [several["items"], several]}
        case Short(field=noun):
            return {"anyOf": [_schema_of(Annotated[str, Ref(noun, reverse="")]), _schema_of(inner)]}
    if origin is Literal:
        return {"enum": [*(int(word) for word in get_args(hint) if word.isdigit()), *get_args(hint)]}
    if origin is tuple:
        return {"items": _schema_of(inner), "type": "array"}
    return {"$ref": f"#/$defs/{hint.__name__}"} if origin is None else _schema_of(inner)
