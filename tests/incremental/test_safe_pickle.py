"""Unpickling restores values and shared references, and makes nothing else."""

from __future__ import annotations

import copyreg
import os
import pickle
import pkgutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

import mkdocs_dossier
from mkdocs_dossier.incremental.digest import digest_of_record
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.safe_pickle import is_value, pickled, unpickled
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.loading import load
from mkdocs_dossier.mkdocs_plugin.theme_shell import Shell
from mkdocs_dossier.model.amounts import Qualifier
from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.problems import Location, Problem, Severity


def test_records_come_back_with_all_their_fields(folder: Path) -> None:
    """Records with every kind of value come back; one object pickled twice comes back as one object."""
    collection, _ = load(folder)
    records = list(collection)
    again = unpickled(pickled([*records, *records]))
    assert isinstance(again, list)
    for record, first, second in zip(records, again, again[len(records) :], strict=False):
        assert first is second
        assert type(first) is type(record)
        assert digest_of_record(first) == digest_of_record(record)
        assert first.origin == record.origin


def test_problems_come_back_equal(folder: Path) -> None:
    memory = Memory()
    _, problems = load(folder, memory=memory)
    problems.append(Problem("drift", Severity.HINT, "a message", Location("x.yml", 2, 3)))
    assert unpickled(pickled(problems)) == problems


@dataclass(frozen=True)
class _Foreign:
    number: int


def test_other_classes_are_not_read() -> None:
    """A class that is not of this package, a function and bytes that are no pickle each give None."""
    assert unpickled(pickled(_Foreign(1))) is None
    assert unpickled(pickle.dumps(pickled)) is None
    assert unpickled(b"no pickle") is None


def test_plain_values_come_back() -> None:
    """Every other type that records and cached results contain comes back, however nested."""
    text = Text("Moskau", {"de": "Moskau", "en": "Moscow"})
    one = Location("x.yml", 2)
    value = {
        "date": date(2024, 10, 5),
        "numbers": [1, -2.5, Decimal("1.50"), Fraction(1, 3), 10**40],
        "sets": ({1, 2}, frozenset("ab")),
        "path": Path("a") / "b.yml",
        "enums": (Severity.ERROR, Qualifier.MORE_THAN, Precision("month")),
        "nothing": (None, True, b"bytes", ()),
    }
    assert unpickled(pickled(value)) == value
    again = unpickled(pickled([text, one, one]))
    assert isinstance(again, list)
    assert (again[0], again[0].translations) == (text, text.translations)
    assert again[1] is again[2]


class _Call:
    """An object that calls something when it is unpickled."""

    def __init__(self, called: Callable[..., object], *values: object) -> None:
        self.called, self.values = called, values

    def __reduce__(self) -> tuple[object, ...]:
        return self.called, self.values


def _named(module: str, name: str, then: bytes = b"") -> bytes:
    """Return a pickle that names an object by STACK_GLOBAL and continues with the opcodes `then`."""
    names = b"".join(b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name))
    return b"\x80\x04" + names + b"\x93" + then + b"."


def _text(value: str) -> bytes:
    return b"\x8c" + bytes([len(value)]) + value.encode()


_MODULE = "mkdocs_dossier.problems"
_LOADED = "mkdocs_dossier.incremental.safe_pickle"
HOSTILE: dict[str, bytes] = {
    "a command": pickle.dumps(_Call(os.system, "echo attacked")),
    "a command by its real module": _named("posix", "system", _text("echo attacked") + b"\x85R"),
    "eval": pickle.dumps(_Call(eval, "print('attacked')")),
    "getattr": pickle.dumps(_Call(getattr, Path("x"), "unlink")),
    "an import": _named("builtins", "__import__", _text("antigravity") + b"\x85R"),
    "partial": pickle.dumps(_Call(partial, print, "attacked")),
    "a partial whose state is set": pickle.dumps(partial(print, "attacked")),
    "a method of a path": pickle.dumps(_Call(Path.write_text, Path("victim"), "attacked")),
    "a file": pickle.dumps(_Call(open, "victim", "w")),
    "a module": _named("mkdocs_dossier.incremental.store", "sqlite3"),
    "dots in a name": _named(_LOADED, "Path.unlink", _text("victim") + b"\x85R"),
    "dots that lead out of the package": _named(_LOADED, "pickle.Unpickler"),
    "a class that another module imports": _named("mkdocs_dossier.incremental.safe_pickle", "Path"),
    "a package that begins alike": _named("mkdocs_dossier_evil", "Problem"),
    "the package itself": _named("mkdocs_dossier", "load", _text(".") + b"\x85R"),
    "a function of this project": _named("mkdocs_dossier.incremental.store", "delete", _text("victim") + b"\x85R"),
    "a class that acts": pickle.dumps(_Call(Store, Path("victim"))),
    "a class that acts, by INST": b"(S'victim'\nS'x'\nimkdocs_dossier.incremental.store\nStore\n.",
    "a class that acts, by OBJ": b"(cmkdocs_dossier.incremental.store\nStore\nS'victim'\nS'x'\no.",
    "a class that acts, by NEWOBJ": _named("mkdocs_dossier.incremental.store", "Store", b")\x81"),
    "a dataclass that is no value": pickle.dumps(_Call(Shell, "form", (), (), ())),
    "a value made without its fields": _named(_MODULE, "Location", b")\x81"),
    "a value with too few fields": _named(_MODULE, "Problem", _text("drift") + b"\x85R"),
    "a value with too many fields": _named(_MODULE, "Location", b"(" + 9 * _text("x") + b"tR"),
    "a class changed": _named(_MODULE, "Location", b"N}" + _text("__str__") + b"Ns\x86b"),
    "a class with a state": _named(_MODULE, "Location", b"}" + _text("__str__") + b"Nsb"),
    "an enum's class changed": _named(_MODULE, "Severity", b"N}" + _text("__str__") + b"Ns\x86b"),
    "a member changed": _named(
        _MODULE, "Severity", _text("error") + b"\x85R}" + _text("_value_") + _text("hint") + b"sb"
    ),
    "a member made": _named(_MODULE, "Severity", _text("harmless") + b"\x85R"),
    "an enum made": _named(_MODULE, "Severity", _text("New") + _text("a b") + b"\x86R"),
    "a class as a list": _named(_MODULE, "Location", b"(" + _text("x") + b"e"),
    "a class as a set": _named(_MODULE, "Location", b"(" + _text("x") + b"\x90"),
    "a class as a mapping": _named(_MODULE, "Location", _text("x") + _text("y") + b"s"),
    "a persistent id": b"\x80\x04" + _text("victim") + b"Q.",
    "an extension": b"\x80\x04\x82\x01.",
    "memory that was never filled": b"\x80\x04h\x07.",
    "a memo without end": b"\x80\x04Nr" + struct.pack("<I", 2**31 - 1) + b".",
    "bytes without end": b"\x80\x04\x8e" + struct.pack("<Q", 2**62) + b".",
    "a frame without end": b"\x80\x04\x95" + struct.pack("<Q", 2**63 - 1) + b"N.",
    "an empty stack": b"\x80\x04R.",
    "a call of what is no class": b"\x80\x04" + _text("x") + b")R.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pickle_makes_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A hostile pickle gives None; it calls nothing, writes no file and changes no class of this process."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "victim").write_text("untouched", encoding="utf-8")
    before = dict(vars(Location)), dict(vars(Severity.ERROR)), set(vars(Severity))
    assert unpickled(HOSTILE[name]) is None
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "untouched"
    assert [path.name for path in tmp_path.iterdir()] == ["victim"]
    assert "attacked" not in "".join(capfd.readouterr())
    assert dict(vars(Location)) == before[0]
    assert dict(vars(Severity.ERROR)) == before[1]
    assert set(vars(Severity)) - before[2] <= {"__setstate__"}


def test_an_extension_of_another_library_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a registered extension code gives None, because its name is checked like any other."""
    monkeypatch.setitem(copyreg._inverted_registry, 77, ("os", "getcwd"))  # type: ignore[attr-defined]
    assert unpickled(b"\x80\x04\x82\x4d.") is None


def test_no_class_of_a_value_acts() -> None:
    """No value class of this package has a method that unpickling or garbage collection could call."""
    modules = [import_module(found.name) for found in pkgutil.walk_packages(mkdocs_dossier.__path__, "mkdocs_dossier.")]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    values = [kind for kind in kinds if kind.__module__.startswith("mkdocs_dossier.") and is_value(kind)]
    assert {Date, Location, Problem} <= set(values)
    assert Store not in values
    for kind in values:
        assert not {"append", "extend", "add", "__setitem__", "__del__", "__call__"} & set(dir(kind)), kind
