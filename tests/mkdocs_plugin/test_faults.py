"""If a build is killed or the disk refuses it, the published site is the old one or the new one."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from build.faulty import FaultyMkDocs, Tree, put, steady, tree
from conftest import write
from mkdocs_plugin.test_mkdocs import ARTICLE, MKDOCS_YML, SITE, TOPICS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).parents[2]
#: The collection after an edit that changes words, deletes a page and adds one.
EDITED = {
    **SITE,
    "dossier/bericht/article.md": ARTICLE.replace("Das Wetter", "Die Sicht"),
    "dossier/topics.yml": TOPICS.replace("Schifffahrt", "Werften"),
    "dossier/places.yml": "places:\n  hafen:\n    name: Hafen\n",
}
SAMPLE_YML = """
site_name: Sample
site_url: https://site.example/
theme: {name: material, language: de, font: false}
plugins: [search, dossier: {search: true, keep: KEEP}]
"""


class Project:
    """A project that can be built with faults, in two states."""

    def __init__(self, folder: Path, old: Tree, new: Tree) -> None:
        self.folder, self._texts = folder, {"old": old, "new": new}
        environment = {**os.environ, "DOSSIER_CACHE_DIR": str(folder / "cache"), "SOURCE_DATE_EPOCH": "86400"}
        self.mkdocs = FaultyMkDocs(folder, environment)
        self.sites: dict[str, Tree] = {}
        for state in ("new", "old"):
            self.write(state)
            self.forget()
            self.build()
            self.sites[state] = tree(folder / "site")
        self._kept = tree(folder / "cache")
        assert self.sites["old"] != self.sites["new"]

    def write(self, state: str) -> None:
        """Write the sources of a state, “old” or “new”."""
        for name in ("docs", "dossier"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        write(self.folder, self._texts[state])

    def forget(self) -> None:
        """Delete the site and the cache."""
        for name in ("site", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def publish_old(self) -> None:
        """Publish the old site, with its cache, and write the new sources."""
        put(self.folder / "site", self.sites["old"])
        put(self.folder / "cache", self._kept)
        self.write("new")

    def build(self) -> None:
        """Build without a fault."""
        built = self.mkdocs.build()
        assert built.code == 0, built.log

    def published(self) -> Tree:
        """Return the currently published files."""
        return tree(self.folder / "site")

    def holds_nothing_else(self) -> bool:
        """Tell whether no other file is left in the project."""
        names = {path.name for path in self.folder.iterdir()}
        return names <= {"docs", "dossier", "mkdocs.yml", "site", "cache"}

    def survives(self, at: int) -> str:
        """Kill a build at a call, and return which of the two sites is published; the next build must be clean."""
        self.publish_old()
        built = self.mkdocs.build(at=at, fault="kill")
        assert built.code == -signal.SIGKILL, built.log
        left = self.published()
        published = next(
            (state for state, site in self.sites.items() if site == left or steady(site) == steady(left)), ""
        )
        assert published, f"killed at call {at}: neither the old site nor the new one"
        self.build()
        assert steady(self.published()) == steady(self.sites["new"]), at
        assert self.holds_nothing_else(), at
        return published


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Project]]:
    """Return a function from `keep` to the project of the small site with this setting, made once each."""
    made: dict[str, Project] = {}

    def project_of(keep: str) -> Project:
        if keep not in made:
            mkdocs_yml = MKDOCS_YML.format(language="de", plugin=f": {{keep: {keep}}}", more="")
            states = [{"mkdocs.yml": mkdocs_yml.encode(), **_bytes(files)} for files in (SITE, EDITED)]
            made[keep] = Project(tmp_path_factory.mktemp("faults"), *states)
        return made[keep]

    yield project_of
    for project in made.values():
        project.mkdocs.close()


def _bytes(files: dict[str, str]) -> Tree:
    return {name: text.encode() for name, text in files.items()}


def _points(project: Project, number: int) -> list[int]:
    """Return the numbers of `number` calls of a build at even distances, including the first and the last."""
    project.publish_old()
    calls = project.mkdocs.build().seen
    assert calls >= number
    return [1 + (calls - 1) * step // (number - 1) for step in range(number)]


@pytest.mark.parametrize("keep", ["false", "true"])
def test_a_build_that_is_killed(projects: Callable[[str], Project], keep: str) -> None:
    """A build killed at any of five calls leaves the old site or the new; `make torture` kills at many more."""
    project = projects(keep)
    assert {project.survives(at) for at in _points(project, 5)} == {"old", "new"}


@pytest.mark.torture
@pytest.mark.parametrize("keep", ["false", "true"])
def test_the_sample_killed_at_fifty_points(tmp_path: Path, keep: str) -> None:
    """A build of the sample killed at fifty calls leaves the old site or the new, with Pagefind's index."""
    files = {f"dossier/{name}": content for name, content in tree(ROOT / "dossier").items()}
    files["mkdocs.yml"] = SAMPLE_YML.replace("KEEP", keep).encode()
    files["docs/index.md"] = b"# Start\n\n```dossier\nfigures\n```\n"
    edited = {**files, "docs/index.md": b"# Start\n\n[P.](actor:putin)\n"}
    actor = "dossier/actors/putin.yml"
    edited[actor] = files[actor].replace(b"de: Wladimir Putin", b"de: W. W. Putin")
    assert edited[actor] != files[actor]
    project = Project(tmp_path, files, edited)
    try:
        assert {project.survives(at) for at in _points(project, 50)} == {"old", "new"}
    finally:
        project.mkdocs.close()


@pytest.mark.parametrize("number", ["ENOSPC", "EACCES"])
@pytest.mark.parametrize("share", [0.0, 0.15, 0.4])
def test_a_build_that_is_refused(projects: Callable[[str], Project], number: str, share: float) -> None:
    """If opening a file or making or renaming a folder fails, the error is one line and the old site stays."""
    project = projects("false")
    project.publish_old()
    built = project.mkdocs.build(at=1 + int(share * 300), fault=number)
    assert "Traceback" not in built.log
    assert "Error" in built.log or built.code == 0
    assert project.published() == project.sites["new" if built.code == 0 else "old"], built.log
    assert project.holds_nothing_else()


def test_a_disk_that_is_full(projects: Callable[[str], Project]) -> None:
    """If the disk is full in the middle of a file, the error is one line and the old site stays."""
    project = projects("false")
    project.publish_old()
    built = project.mkdocs.build(most_bytes=20_000)
    assert built.code == 1
    assert "Traceback" not in built.log
    assert "Error: The site cannot be built: [Errno 27] File too large" in built.log
    assert project.published() == project.sites["old"]
    assert project.holds_nothing_else()
    project.build()
    assert project.published() == project.sites["new"]


def test_an_unwritable_folder(projects: Callable[[str], Project]) -> None:
    """If the folder of the site is not writable, the build ends before it begins, and the old site stays."""
    project = projects("false")
    project.publish_old()
    built = project.mkdocs.build(at=6, fault="EACCES")
    assert built.code == 1
    assert f"Nothing can be written next to {project.folder / 'site'}: [Errno 13] Permission denied" in built.log
    assert project.published() == project.sites["old"]


def test_a_strict_build_that_is_refused(projects: Callable[[str], Project]) -> None:
    """A warning of MkDocs ends a strict build, and nothing is published."""
    project = projects("false")
    project.publish_old()
    write(project.folder, {"docs/index.md": "# Start\n\n[Nirgends](nirgends.md)\n"})
    built = project.mkdocs.build(flags=["--strict"])
    assert built.code == 1
    assert "Aborted with 1 warnings in strict mode!" in built.log
    assert project.published() == project.sites["old"]
    assert project.holds_nothing_else()


@pytest.mark.parametrize(
    "harm",
    ["truncated", "foreign", "not a database", "values cut short", "a letter changed", "older", "a folder", "memory"],
)
def test_kept_pages_that_are_damaged(projects: Callable[[str], Project], harm: str) -> None:
    """With a damaged cache, the site is that of a clean build."""
    project = projects("true")
    project.publish_old()
    project.build()
    (kept,) = (project.folder / "cache").glob("*.sqlite")
    whole = kept.read_bytes()
    match harm:
        case "truncated":
            kept.write_bytes(whole[: len(whole) // 2])
        case "foreign":
            kept.unlink()
            _execute(kept, "create table bookmarks (address text)")
        case "not a database":
            kept.write_bytes(b"not a database" * 1000)
        case "values cut short":
            _execute(kept, "update entry set value = substr(value, 1, length(value) / 2)")
        case "a letter changed":
            with closing(sqlite3.connect(kept)) as database, database:
                for name, value in database.execute("select name, value from entry where kind = 'page'").fetchall():
                    changed = zlib.compress(zlib.decompress(value).replace(b"Schiffe", b"Schafe"))
                    database.execute("update entry set value = ? where name = ?", (changed, name))
        case "older":
            _execute(kept, "alter table entry drop column checksum", "pragma user_version = 0")
        case "memory":
            _execute(kept, "update entry set value = zeroblob(length(value)) where kind = 'memory'")
        case "a folder":
            kept.unlink()
            write(kept, {"file": "x"})
    project.build()
    assert project.published() == project.sites["new"]


def _execute(database: Path, *commands: str) -> None:
    connection = sqlite3.connect(database)
    for command in commands:
        connection.execute(command)
    connection.commit()
    connection.close()
