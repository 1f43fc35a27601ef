"""yaml-edit, which has its own parser, reads patched files as we do."""

from __future__ import annotations

from typing import Any

import pytest

from test_patching import edits

pytestmark = pytest.mark.clients
yaml_edit = pytest.importorskip("yaml_edit")


def _is(read: Any, wanted: Any) -> bool:
    """Return whether it read the expected data, apart from numbers and null, which it does not read as texts."""
    if isinstance(wanted, dict):
        return (
            isinstance(read, dict) and [*map(str, read)] == [*wanted] and all(map(_is, read.values(), wanted.values()))
        )
    if isinstance(wanted, list):
        return isinstance(read, list) and len(read) == len(wanted) and all(map(_is, read, wanted))
    if isinstance(read, int | float) and not isinstance(read, bool):
        return float(wanted) == read
    return (read or "") == wanted


def test_patched_files_are_read_as_expected() -> None:
    """After each of 5,000 random patches, yaml-edit reads the whole file as expected."""
    refused: list[str] = []
    number = 0
    for _, after, wanted in edits(5_000, 3, refused):
        read = yaml_edit.YamlFile.parse(after.removeprefix("\ufeff")).document().to_python()
        assert _is(read, wanted), (read, wanted)
        number += 1
    assert number >= 4_950, refused
