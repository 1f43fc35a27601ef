"""After every edit, loading with the cache gives the same as loading without it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build.edits import EDITS, edit, pages_of
from build.stores import change, contents
from conftest import write
from forked import dossier
from mkdocs_dossier.build import load_cache
from mkdocs_dossier.build.load_cache import LoadCache, Outcome, outcome_of
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.store import delete, open_store, store_of
from mkdocs_dossier.loading import load


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Set and return a folder for caches that no other test uses."""
    monkeypatch.setenv("DOSSIER_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@contextmanager
def _cache(folder: Path) -> Iterator[LoadCache]:
    store = open_store(store_of(folder.parent))
    try:
        yield LoadCache(store, folder, folder.parent)
    finally:
        if store:
            store.close()


def _load_and_save(folder: Path) -> Outcome:
    """Load the collection with the cache, save the cache, and return the outcome."""
    with _cache(folder) as cache:
        inputs, memory = cache.inputs("settings"), cache.memory()
        collection, problems = load(folder, memory=memory)
        cache.save(cache.pickled(memory, collection, problems, inputs))
    return outcome_of(collection, problems)


def _known(folder: Path, settings: str = "settings") -> Outcome | None:
    with _cache(folder) as cache:
        return cache.outcome(cache.inputs(settings))


def _recalled(folder: Path) -> Memory:
    with _cache(folder) as cache:
        return cache.memory()


@pytest.mark.parametrize("what", EDITS)
def test_loading_with_the_cache_after_an_edit_equals_a_clean_load(folder: Path, what: str) -> None:
    """A memory within a process, as while serving, and one from the file both give what a clean load gives."""
    served = Memory()
    load(folder, memory=served)
    _load_and_save(folder)
    assert _known(folder) == outcome_of(*load(folder))
    EDITS[what](folder)
    clean = outcome_of(*load(folder))
    assert _known(folder) is None
    assert outcome_of(*load(folder, memory=served)) == clean
    recalled = _recalled(folder)
    assert pages_of(folder, memory=recalled) == pages_of(folder)
    assert recalled.now.keys() > {("article", "nordkorea-donezk")}
    assert _load_and_save(folder) == clean
    if what != "an actor is withheld":  # problems that name one are not cached
        assert _known(folder) == clean


def test_unchanged_files_are_not_read_again(folder: Path) -> None:
    """Without an edit no file is read again; after one, only the edited file is."""
    _load_and_save(folder)
    memory = _recalled(folder)
    load(folder, memory=memory)
    assert not memory.changed
    edit(folder, "places.yml", "places:\n", "# nur eine Bemerkung\nplaces:\n")
    before = dict(memory.now)
    load(folder, memory=memory)
    new = [key for key, value in memory.now.items() if before.get(key) is not value]
    read = [Path(key[1]).name for key in new if isinstance(key, tuple) and key[0] == "file"]
    assert read == ["places.yml"]
    assert not [key for key in new if isinstance(key, tuple) and key[0] == "article"]


def test_the_last_outcome_holds_for_the_same_settings_only(folder: Path) -> None:
    _load_and_save(folder)
    assert _known(folder) is not None
    assert _known(folder, "other settings") is None
    (folder / "nordkorea-donezk" / "bild.png").write_bytes(b"")
    assert _known(folder) is None, "a file that is no record may be one that a record names"


def test_a_symbolic_link_counts_by_its_target_and_content(folder: Path) -> None:
    """The outcome is stale once a link leads to another file or that file's content changes."""
    outside = folder.parent / "elsewhere.yml"
    write(folder.parent, {"elsewhere.yml": "places: {}\n", "other.yml": "places: {}\n"})
    (folder / "link.yml").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.yml")
    _load_and_save(folder)
    assert _known(folder) is not None
    outside.write_text("places: {x: {name: X}}\n", encoding="utf-8")
    assert _known(folder) is None
    _load_and_save(folder)
    (folder / "link.yml").unlink()
    (folder / "link.yml").symlink_to(folder.parent / "other.yml")
    assert _known(folder) is None


@pytest.mark.parametrize("column", ["value", "deps", "digest", "checksum", "name"])
def test_a_damaged_entry_is_not_read(folder: Path, column: str) -> None:
    _load_and_save(folder)
    change(store_of(folder.parent), f"update entry set {column} = zeroblob(length({column}) + 4)")
    assert not _recalled(folder).now
    assert _known(folder) is None
    assert pages_of(folder, memory=_recalled(folder)) == pages_of(folder)


def test_a_cache_of_another_version_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load_and_save(folder)
    assert _recalled(folder).now
    monkeypatch.setattr(load_cache, "program", lambda: "another version")
    assert not _recalled(folder).now
    assert _known(folder) is None


class _Attack:
    """An object that would write a file if it were unpickled."""

    def __init__(self, call: tuple[object, ...]) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call[0], self.call[1:]


@pytest.mark.parametrize("name", ["system", "delete", "getattr"])
def test_reading_the_cache_calls_nothing(folder: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A pickle that would call a function of Python or of this project is rejected; a plain one is read."""
    calls: dict[str, tuple[object, ...]] = {
        "system": (os.system, "echo attacked"),
        "delete": (delete, store_of(folder.parent)),
        "getattr": (getattr, "x", "upper"),
    }
    with _cache(folder) as cache:
        cache.save([("memory", pickle.dumps({("article", "x"): _Attack(calls[name])})), ("outcome", b"")])
    assert not _recalled(folder).now
    assert store_of(folder.parent).exists()
    assert "attacked" not in capfd.readouterr().out
    with _cache(folder) as cache:
        cache.save([("memory", pickle.dumps({("article", "x"): "y"})), ("outcome", b"")])
    assert _recalled(folder).now == {("article", "x"): "y"}, "an entry with nothing bad in it is read"


def test_without_a_writable_folder_nothing_is_cached(folder: Path, caches: Path) -> None:
    caches.write_text("a file", encoding="utf-8")
    assert _load_and_save(folder) == outcome_of(*load(folder))
    assert _known(folder) is None


MKDOCS_YML = "site_name: Test\ntheme: material\nplugins: [dossier: {keep: KEEP}]\n"


def _dossier(project: Path, *arguments: str) -> tuple[int, str]:
    run = dossier(*arguments, cwd=project)
    return run.returncode, run.stdout + run.stderr


def test_the_command_prints_the_same_with_the_cache(folder: Path, caches: Path) -> None:
    """`check` prints the same cold, unchanged and after an edit, and writes no cache unless `keep` is set."""
    project = folder.parent
    write(project, {"mkdocs.yml": MKDOCS_YML.replace("KEEP", "false"), "docs/index.md": "# Start\n"})
    plain = _dossier(project, "check")
    assert not caches.exists()
    write(project, {"mkdocs.yml": MKDOCS_YML.replace("KEEP", "true")})
    assert _dossier(project, "check") == plain
    assert [path.suffix for path in caches.iterdir()] == [".sqlite"]
    assert _dossier(project, "check") == plain
    edit(folder, "agreements.yml", "kind: treaty", "kind: vertrag")
    code, broken = _dossier(project, "check")
    assert (code, "vertrag" in broken) == (1, True)
    assert _dossier(project, "check") == (1, broken)


@pytest.mark.parametrize("written", ["Nora O'Shea", "Nora O’Shea", "Nora OʼShea", "Zoë Shea", "Zoe\u0308 Shea"])
def test_nothing_that_names_a_withheld_actor_is_cached(folder: Path, caches: Path, written: str) -> None:
    """A withheld name does not get into the cache, whatever its apostrophe and the encoding of its accents."""
    people = "actors:\n  w: {name: Nora O'Shea, aliases: [Zoë Shea], kind: person, withheld: yes}\n"
    write(folder, {"people.yml": people, "register.yml": f"topics:\n  t: {{label: On {written}}}\n"})
    _load_and_save(folder)
    (path,) = caches.iterdir()
    assert b"topic" in contents(path)
    assert written.encode() not in contents(path)
