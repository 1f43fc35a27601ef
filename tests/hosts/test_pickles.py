"""What is pickled comes back as it was, and is shared as it was."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from mkdocs_dossier.footprints import digest_of_record
from mkdocs_dossier.hosts.pickles import pickled, unpickled
from mkdocs_dossier.loading import load
from mkdocs_dossier.memory import Memory
from mkdocs_dossier.problems import Location, Problem, Severity


def test_records_come_back_with_all_their_fields(folder: Path) -> None:
    """Those of the fixture hold every kind of value; what is one object stays one."""
    collection, _ = load(folder)
    records = list(collection)
    again = unpickled(pickled([*records, *records]))
    assert isinstance(again, list)
    for record, first, second in zip(records, again, again[len(records) :], strict=False):
        assert first is second
        assert type(first) is type(record)
        assert digest_of_record(first) == digest_of_record(record)
        assert first.origin == record.origin


def test_what_compares_by_its_fields_is_equal_to_what_was_pickled(folder: Path) -> None:
    memory = Memory()
    _, problems = load(folder, memory=memory)
    problems.append(Problem("drift", Severity.HINT, "a message", Location("x.yml", 2, 3)))
    assert unpickled(pickled(problems)) == problems


@dataclass(frozen=True)
class _Foreign:
    number: int


def test_other_classes_are_not_read() -> None:
    """Neither such as this project's own of another module, nor what is no class."""
    assert unpickled(pickled(_Foreign(1))) is None
    assert unpickled(pickle.dumps(pickled)) is None
    assert unpickled(b"no pickle") is None
