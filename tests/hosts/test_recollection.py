"""What is remembered is what would be read: after every edit, loading with it comes out as loading without."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import write
from hosts.edits import EDITS, edit, pages_of
from mkdocs_dossier.incremental import recollection
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.recollection import Outcome, Recollection, outcome_of
from mkdocs_dossier.loading import load


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for caches that no other test has written into."""
    monkeypatch.setenv("DOSSIER_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _look(folder: Path) -> Outcome:
    """Load the collection, and write down what is remembered of it."""
    kept = Recollection(folder, folder.parent)
    kept.outcome("settings")
    memory = kept.memory()
    collection, problems = load(folder, memory=memory)
    kept.write_down(memory, collection, problems)
    return outcome_of(collection, problems)


def _known(folder: Path, *settings: str) -> Outcome | None:
    return Recollection(folder, folder.parent).outcome(*settings or ["settings"])


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit_all_comes_out_as_if_nothing_were_remembered(folder: Path, what: str) -> None:
    """In one process as while a site is served, and in another one by the file."""
    served = Memory()
    load(folder, memory=served)
    _look(folder)
    assert _known(folder) == outcome_of(*load(folder))
    EDITS[what](folder)
    clean = outcome_of(*load(folder))
    assert _known(folder) is None
    assert outcome_of(*load(folder, memory=served)) == clean
    recalled = Recollection(folder, folder.parent).memory()
    assert pages_of(folder, memory=recalled) == pages_of(folder)
    assert recalled.now.keys() > {("article", "nordkorea-donezk")}
    assert _look(folder) == clean
    if what != "an actor is withheld":  # of whom nothing is kept that problems say
        assert _known(folder) == clean


def test_what_is_as_it_was_is_not_read_again(folder: Path) -> None:
    """Not one file where nothing has changed; only the one that was edited where one was."""
    _look(folder)
    memory = Recollection(folder, folder.parent).memory()
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
    _look(folder)
    assert _known(folder) is not None
    assert _known(folder, "other settings") is None
    (folder / "nordkorea-donezk" / "bild.png").write_bytes(b"")
    assert _known(folder) is None, "a file that is no record may be one that a record names"


def test_a_link_counts_by_where_it_leads_and_what_it_holds(folder: Path) -> None:
    """As long as it leads to the same file with the same words, nothing has changed."""
    outside = folder.parent / "elsewhere.yml"
    write(folder.parent, {"elsewhere.yml": "places: {}\n", "other.yml": "places: {}\n"})
    (folder / "link.yml").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.yml")
    _look(folder)
    assert _known(folder) is not None
    outside.write_text("places: {x: {name: X}}\n", encoding="utf-8")
    assert _known(folder) is None
    _look(folder)
    (folder / "link.yml").unlink()
    (folder / "link.yml").symlink_to(folder.parent / "other.yml")
    assert _known(folder) is None


@pytest.mark.parametrize("cut", [0, 10, 40, 100, 500, -1])
def test_a_damaged_file_is_not_read(folder: Path, cut: int) -> None:
    """Wherever it ends too early, and whichever byte is another one."""
    _look(folder)
    path = Recollection(folder, folder.parent).path
    content = path.read_bytes()
    for damaged in (content[:cut], content[:cut] + bytes([content[cut] ^ 1]) + content[cut:][1:]):
        path.write_bytes(damaged)
        assert pages_of(folder, memory=Recollection(folder, folder.parent).memory()) == pages_of(folder)
        assert _known(folder) in (None, outcome_of(*load(folder)))


def test_what_another_version_has_written_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _look(folder)
    assert Recollection(folder, folder.parent).memory().now
    monkeypatch.setattr(recollection, "program", lambda: "another version")
    assert not Recollection(folder, folder.parent).memory().now
    assert _known(folder) is None


class _Attack:
    """What would write a file if it were unpickled."""

    def __init__(self, call: tuple[object, ...]) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call[0], self.call[1:]


@pytest.mark.parametrize("name", ["system", "forget", "getattr"])
def test_reading_calls_nothing(folder: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither Python's functions nor this project's own, whose file is otherwise in order."""
    calls: dict[str, tuple[object, ...]] = {
        "system": (os.system, "echo attacked"),
        "forget": (Recollection.forget, Recollection(folder, folder.parent)),
        "getattr": (getattr, "x", "upper"),
    }
    kept = Recollection(folder, folder.parent)
    section = pickle.dumps({("article", "x"): _Attack(calls[name])})
    first = pickle.dumps(None)
    sections = [len(each).to_bytes(8, "big") + recollection._digest(each) + each for each in (first, section)]
    kept.path.parent.mkdir(parents=True)
    kept.path.write_bytes(kept.edition + b"".join(sections))
    assert not kept.memory().now
    assert kept.path.exists()
    assert "attacked" not in capfd.readouterr().out
    harmless = pickle.dumps({("article", "x"): "y"})
    sections[1] = len(harmless).to_bytes(8, "big") + recollection._digest(harmless) + harmless
    kept.path.write_bytes(kept.edition + b"".join(sections))
    assert kept.memory().now == {("article", "x"): "y"}, "the file is read where it holds nothing bad"


def test_what_a_killed_process_has_left_is_thrown_away(folder: Path, caches: Path) -> None:
    """It may name who is withheld by now."""
    path = Recollection(folder, folder.parent).path
    write(caches, {f"{path.name}x7abc": "half"})
    _look(folder)
    assert list(caches.iterdir()) == [path]
    write(caches, {f"{path.name}x7abc": "half"})
    Recollection(folder, folder.parent).forget()
    assert list(caches.iterdir()) == []


def test_where_nothing_can_be_written_nothing_is_remembered(folder: Path, caches: Path) -> None:
    caches.write_text("a file", encoding="utf-8")
    assert _look(folder) == outcome_of(*load(folder))
    assert _known(folder) is None
    Recollection(folder, folder.parent).forget()


MKDOCS_YML = "site_name: Test\ntheme: material\nplugins: [dossier: {keep: KEEP}]\n"


def _dossier(project: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-c", "from mkdocs_dossier.cli import main; main()", *arguments]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def test_the_command_says_the_same_when_it_remembers(folder: Path, caches: Path) -> None:
    """Cold, with all as it was, and after an edit; and it keeps nothing where the site does not want it."""
    project = folder.parent
    write(project, {"mkdocs.yml": MKDOCS_YML.replace("KEEP", "false"), "docs/index.md": "# Start\n"})
    plain = _dossier(project, "check")
    assert not caches.exists()
    write(project, {"mkdocs.yml": MKDOCS_YML.replace("KEEP", "true")})
    assert _dossier(project, "check") == plain
    assert [path.suffix for path in caches.iterdir()] == [".memory"]
    assert _dossier(project, "check") == plain
    edit(folder, "agreements.yml", "kind: treaty", "kind: vertrag")
    code, broken = _dossier(project, "check")
    assert (code, "vertrag" in broken) == (1, True)
    assert _dossier(project, "check") == (1, broken)


@pytest.mark.parametrize("written", ["Nora O'Shea", "Nora O’Shea", "Nora OʼShea", "Zoë Shea", "Zoe\u0308 Shea"])
def test_nothing_is_remembered_that_names_who_is_withheld(folder: Path, caches: Path, written: str) -> None:
    """Whatever its apostrophe, and however its accents are encoded."""
    people = "actors:\n  w: {name: Nora O'Shea, aliases: [Zoë Shea], kind: person, withheld: yes}\n"
    write(folder, {"people.yml": people, "register.yml": f"topics:\n  t: {{label: On {written}}}\n"})
    _look(folder)
    (kept,) = caches.iterdir()
    assert b"topic" in kept.read_bytes()
    assert written.encode() not in kept.read_bytes()
