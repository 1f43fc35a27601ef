"""Turn plain data with places into frozen records, and pydantic's errors into problems."""

import re
import sys
from collections.abc import Callable
from dataclasses import MISSING
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mkdocs_dossier.did_you_mean import meant
from mkdocs_dossier.model.fields import ID_LENGTH, ID_PATTERN, slug
from mkdocs_dossier.model.kinds import BY_SECTION, Kind, advice, choices_of, fields_by_key, once_per_model, parts_by_key
from mkdocs_dossier.model.records import Part, Record, Statement
from mkdocs_dossier.problems import Location, Problem, Severity, fault
from mkdocs_dossier.reading.naming import fault_of
from mkdocs_dossier.syntax.yaml import Mapping, Node, Scalar
from mkdocs_dossier.syntax.yaml_errors import in_quotes

_ID = re.compile(ID_PATTERN)
_UNKNOWN = "\0unknown"


def validate(
    kind: Kind, key: Scalar, data: Node, shown: str, extra: dict[str, object]
) -> tuple[Record | None, list[Problem]]:
    """Validate the record written under `key`; return it, None if it is faulty, and its problems.

    `extra` has the fields that are not written by hand, such as `dossier`.
    """
    place = Location(shown, key.line, key.column)
    if not isinstance(data, Mapping):
        hint = f"write its fields below it, indented, one per line: {_first_fields(kind.model)}"
        if key in (fields_by_key(kind.model) if data else BY_SECTION):
            hint = "indent it like the fields above" if data else "if it is a section, begin its line without spaces"
        if isinstance(data, list) or re.match(r"[\w-]+:\S", data):
            hint = (
                "delete the hyphens before its fields" if isinstance(data, list) else "write a space after each colon"
            )
        return None, [fault("wrong-type", f"{kind.noun} “{key}” has no fields", place, hint)]
    own = fields_by_key(kind.model)
    if not all(advice(name, own) for name in data.keys() - own.keys()):
        others = [other for other in BY_SECTION.values() if data.keys() <= fields_by_key(other.model).keys()]
        if others and len(data) > 1 and kind.section in BY_SECTION:
            message = f"{kind.noun} “{key}” has the fields of {' or '.join(other.one for other in others)}"
            hint = f"move it below {' or '.join(f'{other.section}:' for other in others)}"
            return None, [fault("wrong-type", message, place, hint)]
    wrong = wrong_id(kind, key, place)
    problems = [*wrong, *_empty_fields(data, kind, key, shown), *_none_of(data, kind, key, place)]
    values = _by_field_name(kind.model, data)
    if kind.model is Statement:
        values["none"] = tuple(name for name, value in values.items() if value == [])
    values.update(extra, id=sys.intern(slug(key) if wrong else str(key)), origin=place)
    try:
        record: Record = _adapter(kind.model).validate_python(values)
    except ValidationError as errors:
        complaints = errors.errors(include_url=False, include_context=True)
        problems += [p for e in complaints if (p := _as_problem(e, kind, key, data, shown)) is not None]
        return None, problems
    return (None if any(p.severity is Severity.ERROR for p in problems) else record), problems


_adapter: Callable[[type[Part]], TypeAdapter[Any]] = once_per_model(TypeAdapter)


def _first_fields(model: type[Part]) -> str:
    return ", ".join(f"{key}: …" for key in list(fields_by_key(model))[:2])


def wrong_id(kind: Kind, key: str, place: Location) -> list[Problem]:
    """Return the fault of an id that a record of this kind cannot have; none if it can."""
    if not _ID.fullmatch(key):
        message = f"“{key}” is no id for {kind.one}: ids are made of a-z, 0-9 and hyphens"
        return [fault("wrong-id", message, place, f"write {slug(key)}")]
    if len(key) > ID_LENGTH:
        return [fault("wrong-id", f"the id of {kind.one} is longer than {ID_LENGTH} characters", place, "shorten it")]
    if not kind.model.local and (reason := fault_of(key)):
        message = f"“{key}” cannot be the id of {kind.one}: {reason}"
        return [fault("wrong-id", message, place, f"write {key}-{kind.noun}, for example")]
    return []


def unindented(key: Scalar, fields: Node, kind: Kind) -> dict[Scalar, Node]:
    """Return the records that a name at column 1 holds if it is the id of one; empty if it is none."""
    known = fields_by_key(kind.model)
    if not isinstance(fields, Mapping) or known.keys().isdisjoint(fields):
        return {}
    # The next id, if it is indented as it should be, is at the column of the fields.
    heads = [name for name, held in fields.items() if name not in known and isinstance(held, Mapping)]
    return {key: fields} | {head: fields.pop(head) for head in heads}


def _empty_fields(data: Mapping, kind: Kind, key: Scalar, shown: str) -> list[Problem]:
    known = fields_by_key(kind.model)
    problems = []
    for name, value in data.items():
        if value != "" or name not in known:
            continue
        required = known[name].default is MISSING
        severity = Severity.ERROR if required else Severity.WARNING
        hint = "write a value" if required else "write a value, or delete the line"
        if isinstance(value, Scalar) and value.comment:
            hint += f"; text that begins with # must be in quotes: {in_quotes(value.comment)}"
        message, place = f"{kind.noun} “{key}”: {name} is empty", Location(shown, name.line, name.column)
        problems.append(Problem("empty-field", severity, message, place, hint))
    return problems


def _none_of(data: Mapping, kind: Kind, key: Scalar, place: Location) -> list[Problem]:
    wanted = kind.model.one_of
    if not wanted or any(data.get(Scalar(field), "") != "" for field in wanted):
        return []
    message = f"{kind.noun} “{key}” has neither {' nor '.join(wanted)}"
    return [fault("missing-field", message, place, f"add {wanted[0]}: …")]


def _by_field_name(model: type[Part], data: Mapping) -> dict[str, Any]:
    """Return the data by Python's field names, without empty values; unknown keys stay, to be reported."""
    known, parts = fields_by_key(model), parts_by_key(model)
    values: dict[str, Any] = {}
    for key, value in data.items():
        field = known.get(key)
        if field is None:
            # A key such as `origin` must not set a field that is not written by hand.
            values[f"{key}{_UNKNOWN}"] = value
        elif value != "":
            values[field.name] = _parts(parts[key], value) if key in parts else value
    return values


def _parts(part: type[Part], value: Node) -> Any:
    if isinstance(value, Mapping):
        return _by_field_name(part, value)
    if isinstance(value, list):
        return [_by_field_name(part, item) if isinstance(item, Mapping) else item for item in value]
    return value


def _as_problem(error: ErrorDetails, kind: Kind, key: Scalar, data: Mapping, shown: str) -> Problem | None:
    path, model = _path_as_written(error["loc"], kind.model)
    place, node = _place(path, key, data, shown)
    name = f"{kind.noun} “{key}”"
    if path and isinstance(path[-1], int) and _place(path[:-1], key, data, shown)[1] is node:
        path = path[:-1]  # a single value, taken for a list of one
        names = re.sub(r"[\s,;]+$", "", str(node))
        if isinstance(node, Scalar) and (names != node or {*names} & {*",;"}):
            names = f"[{names}]".replace(";", ",") if {*names} & {*",;"} else names
            error = {**error, "msg": f"write {path[-1]}: {names}"}
    field = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    match error["type"]:
        case "missing" if len(path) == 1 and data.get(Scalar(path[0])) == "":
            return None  # it is there but empty, which is reported elsewhere
        case "missing" if len(path) == 1 and any(advice(key, [field]) for key in data.keys() - fields_by_key(model)):
            return None  # it is there under a wrong name, which is reported elsewhere
        case "missing":
            return fault("missing-field", f"{name} has no {field}", place, f"add {path[-1]}: …")
        case "unexpected_keyword_argument":
            written = str(path[-1])
            owner = _place(path[:-1], key, data, shown)[1]
            if isinstance(owner, Mapping) and (name_written := owner.key(written)) is not None:
                place = Location(shown, name_written.line, name_written.column)
            hint = advice(written, fields_by_key(model)) or f"use one of {', '.join(fields_by_key(model))}"
            if node == "" and (" " in written or written[:1].isdigit()):
                hint = "within { } a comma ends a text: put the text that these words belong to in quotes"
            if isinstance(node, Mapping) and not fields_by_key(kind.model).keys().isdisjoint(node):
                hint = f"if it is {kind.one}, indent it like “{key}”"
            mend = meant(written, fields_by_key(model))
            return fault("unknown-field", f"{name} has no field “{written}”", place, hint, mend)
        case "literal_error":
            allowed = choices_of(model, str(path[-1]))
            value, near = "a list or mapping", ""
            if isinstance(node, Scalar):
                value, near = f"“{node}”", advice(node, allowed)
            hint = near or f"write one of {', '.join(allowed)}"
            mend = meant(node, allowed) if isinstance(node, Scalar) else None
            return fault("wrong-value", f"{name}: {field} cannot be {value}", place, hint, mend)
        case "tuple_type":
            words = ", ".join(node) if isinstance(node, Mapping) else str(node).replace(";", ",")
            hint = f"write {path[-1]}: [{words.strip('•*-–()[]{}, ')}]"
            if isinstance(node, Mapping) and any(node.values()):
                hint = f"write a hyphen before its first field, - {next(iter(node))}: …, or [ ] around the braces"
            return fault("wrong-type", f"{name}: {field} must be a list", place, hint)
        case "dataclass_type":
            part = parts_by_key(model).get(_last_name(path), model)
            hint = f"write {{{_first_fields(part)}}}"
            return fault("wrong-type", f"{name}: {field} must have fields of its own", place, hint)
        case "cut_short":
            message = f"{name}: {field} ends before its “#”: YAML takes the rest for a comment"
            text = error["ctx"]["text"]
            place = Location(shown, text.line, text.column)
            wanted = error["msg"] if text is not node or isinstance(path[-1], int) else f"{path[-1]}: {error['msg']}"
            return fault("unquoted-text", message, place, f"write {wanted}")
        case _:
            value = f" “{node}”" if isinstance(node, Scalar) and len(node) < 60 else ""
            return fault("wrong-value", f"{name}: {field}{value} is not understood", place, str(error["msg"]))


def _path_as_written(loc: tuple[int | str, ...], model: type[Part]) -> tuple[list[str | int], type[Part]]:
    """Return a field's path in the file's words, and the model of the field."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(step, int):
            path.append(step)
            continue
        if path and (part := parts_by_key(model).get(_last_name(path))) is not None:
            model = part
        names = {field.name: key for key, field in fields_by_key(model).items()}
        path.append(names.get(step, str(step).removesuffix(_UNKNOWN)))
    if path and not isinstance(path[-1], str) and (part := parts_by_key(model).get(_last_name(path))) is not None:
        model = part
    return path, model


def _last_name(path: list[str | int]) -> str:
    return next(step for step in reversed(path) if isinstance(step, str))


def _place(path: list[str | int], key: Scalar, data: Mapping, shown: str) -> tuple[Location, Node]:
    """Return the place and the value at the end of `path`; those of its parent if it is missing."""
    node: Node = data
    place: Scalar | Node = key
    for step in path:
        if isinstance(step, int) and isinstance(node, list) and step < len(node):
            node = node[step]
        elif isinstance(step, str) and isinstance(node, Mapping) and step in node:
            node = node[Scalar(step)]
        else:
            break
        place = node
    return Location(shown, place.line, place.column), node
