"""The store returns committed entries, is recreated if damaged, and is open in one process at a time."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from build.stores import change
from mkdocs_dossier.incremental.store import NUMBER, Store, delete, open_store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the path of a store in a folder that does not exist yet."""
    return tmp_path / "cache" / "site.sqlite"


def test_only_committed_entries_are_found(place: Path) -> None:
    store = Store(place)
    store.put("page", "a", "key", "ä\n".encode(), [0, 2**32 - 1])
    store.put("page", "b", "key", b"")
    store.commit()
    store.put("page", "c", "key", b"lost")
    store.close()
    store = Store(place)
    assert store.get("page", "a", "key") == "ä\n".encode()
    assert store.get("page", "b", "key") == b""
    assert store.get("page", "c", "key") is None
    assert store.get("page", "a", "another key") is None
    assert store.get("chunk", "a", "key") is None
    assert [(entry.name, entry.deps) for entry in store.entries("page", "key")] == [
        ("a", array(NUMBER, [0, 2**32 - 1])),
        ("b", array(NUMBER)),
    ]
    assert [(kind, number) for kind, number, _ in store.summaries()] == [("page", 2)]
    store.close()


def test_deleted_names_are_nowhere_in_the_file(place: Path) -> None:
    """Deleting an entry overwrites its name, which is stored uncompressed."""
    store = Store(place)
    for name in ("hans-geheim", "other", "third"):
        store.put("page", name, "", b"x")
    store.commit()
    store.keep_only("page", ["other"])
    store.commit()
    store.close()
    assert b"geheim" not in place.read_bytes()
    store = Store(place)
    assert [entry.name for entry in store.entries("page", "")] == ["other"]
    store.delete("page")
    assert list(store.entries("page", "")) == []
    store.close()


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + bytes(500)])
def test_a_damaged_store_is_recreated(place: Path, content: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(content)
    store = Store(place)
    store.put("page", "a", "", b"x")
    assert store.get("page", "a", "") == b"x"
    store.close()


def test_a_store_of_another_layout_is_recreated(place: Path) -> None:
    store = Store(place)
    store.put("page", "a", "", b"x")
    store.commit()
    store.close()
    change(place, "pragma user_version = 99")
    store = Store(place)
    assert store.get("page", "a", "") is None
    store.close()


def test_one_process_opens_the_store_at_a_time(place: Path) -> None:
    first = open_store(place)
    assert first is not None
    assert open_store(place) is None
    first.close()
    again = open_store(place)
    assert again is not None
    again.close()
    assert open_store(place / "below a file" / "site.sqlite") is None
    delete(place)
    assert list(place.parent.iterdir()) == []
    delete(place)
