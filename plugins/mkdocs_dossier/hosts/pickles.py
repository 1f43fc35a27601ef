"""Objects as Python pickles them: what is made of a pickle are records and what they hold, and nothing that could act.

An object of a dataclass with slots is written as its class, called with all its fields: whatever is read later was made
by this very program.
"""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from types import MemberDescriptorType
from typing import Any

#: What records are made of beside this project's own classes.
_PLAIN = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
}
_PROTOCOL = 5


def pickled(value: object) -> bytes:
    """The value as bytes. Raises pickle.PicklingError and RecursionError; classes cannot be told from their objects."""
    file = io.BytesIO()
    _Pickler(file, _PROTOCOL).dump(value)
    return file.getvalue()


def unpickled(content: bytes) -> object:
    """What the bytes hold; None where they cannot be read. It stays for good: it is not looked through for garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except Exception:  # what pickle raises for what it cannot read is not known beforehand
        return None
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()


class _Fields(dict[type, Callable[[Any], tuple[Any, ...]] | None]):
    """For each class what takes the fields out of its objects; None unless it is a dataclass with slots."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
        has_slots = all(isinstance(getattr(kind, name, None), MemberDescriptorType) for name in names)
        take = attrgetter(*names) if names and has_slots else None
        self[kind] = take if take is None or len(names) > 1 else lambda value: (take(value),)
        return self[kind]


_FIELDS = _Fields()


class _Pickler(pickle.Pickler):
    """Writes fields by themselves: dataclasses would look them up anew for each object."""

    def reducer_override(self, value: Any) -> Any:
        """The class and the fields of an object of a dataclass with slots."""
        kind = type(value)
        take = _FIELDS[kind]
        return NotImplemented if take is None else (kind, take(value))


class _Unpickler(pickle.Unpickler):
    """Makes records and what they hold: it finds no functions, so it calls none."""

    def find_class(self, module: str, name: str) -> Any:
        """What makes objects of a class of this project's own, or of one that its records hold."""
        if (module, name) in _PLAIN or (module.startswith("mkdocs_dossier.") and "." not in name):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found if _FIELDS[found] is None else _maker_of(found)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _maker_of(kind: type) -> Callable[..., Any]:
    """What makes an object of a dataclass with slots of all its fields, which it does not look at."""
    setters = [(at, getattr(kind, field.name).__set__) for at, field in enumerate(fields(kind))]
    new: Callable[[type], Any] = object.__new__

    def make(*values: Any) -> Any:
        made = new(kind)
        for at, set_in in setters:
            set_in(made, values[at])
        return made

    return make
