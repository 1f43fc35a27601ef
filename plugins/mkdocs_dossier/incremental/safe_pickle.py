"""Pickle values, and unpickle nothing but values: data that cannot act.

The unpickler knows a closed set of classes: dates, decimals, fractions and paths of the standard library; from this
package `Text`, `Passages`, the enums, and the frozen dataclasses with slots. For each it provides a maker, never the
class: a pickle can call the maker with data, and do nothing else with it. No dataclass runs its `__post_init__`.
"""

import importlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import MemberDescriptorType
from typing import Any

#: The classes of the standard library that records hold, by the names that pickles give them.
_PLAIN = {(kind.__module__, kind.__qualname__): kind for kind in (date, Decimal, Fraction, type(Path()))}
#: Classes of this package that only extend a string or a mapping.
_OWN = frozenset({("mkdocs_dossier.model.text", "Text"), ("mkdocs_dossier.collection.articles", "Passages")})
_PACKAGE = "mkdocs_dossier."
_PROTOCOL = 5


def pickled(value: object) -> bytes:
    """Pickle a value. Raises pickle.PicklingError for functions, and RecursionError for values nested too deep."""
    file = io.BytesIO()
    _Pickler(file, _PROTOCOL).dump(value)
    return file.getvalue()


def unpickled(content: bytes) -> object:
    """Unpickle a value; return None for bytes that are damaged or hold anything but values."""
    try:
        return _Unpickler(io.BytesIO(content)).load()
    except Exception:  # pickle raises nearly anything for bytes that it cannot read
        return None


def is_value(kind: type) -> bool:
    """Return whether a class is one of this package's frozen dataclasses with slots: its objects are their fields."""
    own = vars(kind)
    return (
        kind.__module__.startswith(_PACKAGE)
        and "__dataclass_fields__" in own  # not those of a base class
        and own["__dataclass_params__"].frozen
        and kind.__dictoffset__ == 0
        and not hasattr(kind, "__del__")
        and all(isinstance(getattr(kind, field.name), MemberDescriptorType) for field in fields(kind))
    )


@cache
def _fields_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """Return a function that reads all fields of an object; None unless it is a value's class."""
    names = [field.name for field in fields(kind)] if is_value(kind) else []
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda value: tuple(getattr(value, name) for name in names)) if is_value(kind) else None


class _Pickler(pickle.Pickler):
    """Pickle a value's fields in order, which is faster than the state that dataclasses make."""

    def reducer_override(self, value: Any) -> Any:
        """Reduce a value to its class and its fields."""
        kind: type = type(value)
        take = _fields_of(kind)
        return NotImplemented if take is None else (kind, take(value))


class _Maker:
    """Make objects of one class from data; pickles cannot set anything on it."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make

    def __call__(self, *values: Any) -> Any:
        return self._make(*values)

    def __setstate__(self, state: object) -> None:
        raise pickle.UnpicklingError("a class has no state")


class _Unpickler(pickle.Unpickler):
    """Unpickle values. It provides no function and no class, so a pickle can neither call nor change one."""

    def find_class(self, module: str, name: str) -> _Maker:
        """Find the maker of a value's class. Raises pickle.UnpicklingError for any other name."""
        return _maker_of(module, name)


@cache
def _maker_of(module: str, name: str) -> _Maker:
    if plain := _PLAIN.get((module, name)):
        return _Maker(plain)
    if module.startswith(_PACKAGE):
        kind = vars(importlib.import_module(module)).get(name)
        if isinstance(kind, type) and kind.__module__ == module:
            if (module, name) in _OWN:
                return _Maker(kind)
            if issubclass(kind, Enum):
                return _Maker(_member_of(kind))
            if is_value(kind):
                return _Maker(_value_of(kind))
    raise pickle.UnpicklingError(f"{module}.{name} is not the class of a value")


def _member_of(kind: type[Enum]) -> Callable[[object], Enum]:
    """Look up a member by its value. Members are shared by the whole process: a pickle must not set their state."""
    kind.__setstate__ = _refuse  # type: ignore[attr-defined]
    members = {member.value: member for member in kind}
    return lambda value: members[value]


def _refuse(member: Enum, state: object) -> None:
    raise pickle.UnpicklingError(f"{member!r} has no state")


def _value_of(kind: type) -> Callable[..., Any]:
    """Return a function that makes an object from its fields, without validating them."""
    setters = [getattr(kind, field.name).__set__ for field in fields(kind)]
    new: Callable[[type], Any] = object.__new__

    def make(*values: Any) -> Any:
        made = new(kind)
        for set_in, value in zip(setters, values, strict=True):
            set_in(made, value)
        return made

    return make
