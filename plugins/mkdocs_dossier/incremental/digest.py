"""Hash values: equal values have equal digests, in every process and on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from mkdocs_dossier.model.record import Part, Record


def digest(value: Any) -> str:
    """Return a digest of a value, the same for equal values in every process; records in it count by name only."""
    return blake2b(repr(_plain(value)).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def digest_of_record(record: Record) -> str:
    """Return a digest of a record's fields, except the line it is written in."""
    own = [(field.name, getattr(record, field.name)) for field in fields(record) if field.name != "origin"]
    return digest((record.noun, own, record.origin.path))


#: Types whose values differ if and only if their `repr` does.
_ATOMS = frozenset({bool, date, datetime, Decimal, float, int, type(None)})


def _plain(value: Any) -> Any:
    kind = type(value)
    # Most fields of records end here; matching the rest takes long.
    if kind is str:
        return value
    if kind in _ATOMS:
        return repr(value)
    if kind is tuple or kind is list:
        return [_plain(inner) for inner in value]
    if isinstance(value, Record):
        return (value.noun, value.key)
    match value:
        case str():
            translations = getattr(value, "translations", None)
            return (str(value), _plain(translations)) if translations else str(value)
        case Mapping():
            return [(_plain(key), _plain(inner)) for key, inner in value.items()]
        case tuple() | list():  # a subclass
            return [_plain(inner) for inner in value]
        case set() | frozenset():
            return sorted((_plain(inner) for inner in value), key=repr)
        case Part():
            return [_plain(getattr(value, field.name)) for field in fields(value)]
        case _ if is_dataclass(value):
            return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    return repr(value)
