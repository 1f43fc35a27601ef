"""After every edit, data files from cached chunks equal those of a clean build."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from build.edits import EDITS, edit
from build.stores import change, contents
from conftest import write
from mkdocs_dossier.build.data_files import DataFiles
from mkdocs_dossier.build.dependencies import CurrentDigests
from mkdocs_dossier.build.page_cache import CHUNK, BuildCache
from mkdocs_dossier.export import exports
from mkdocs_dossier.export.search import SearchEntry, entries_of
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.claims import Figure
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

URL = "https://site.example/"
INDEX = "index.json"


class Builds:
    """Successive builds of a folder's data files, each with the cache of the one before."""

    def __init__(self, folder: Path, place: Path, store: Store | None = None) -> None:
        self.folder = folder
        self.place = place
        self.store = store
        self.lists = True
        """Whether to build the search index."""
        self.made: set[str] = set()
        """The units whose chunks the last build made."""

    def build(self) -> dict[str, str]:
        """Return the files of a build by their paths."""
        collection, _ = load(self.folder)
        site = Site(collection, Addresses("de"), base_url=URL)
        cache = BuildCache(self.store, "", CurrentDigests(collection))
        fresh = {name for name in self._chunks() if cache.digest(CHUNK, name)}
        listed = [replace(lines, lines_of=partial(_as_listed, lines.lines_of)) for lines in entries_of(site)]
        data = DataFiles(exports(site), listed if self.lists else [], cache)
        self.place = self.place.with_name(f"{self.place.name}+")
        (written,) = data.write(self.place)
        cache.save()
        self.made = {name.rpartition("\t")[2] for name in self._chunks() - fresh}
        write(self.place, {INDEX: json.dumps(written.listed)})
        return {
            path.relative_to(self.place).as_posix(): path.read_text(encoding="utf-8")
            for path in self.place.rglob("*")
            if path.is_file()
        }

    def _chunks(self) -> set[str]:
        return {entry.name for entry in self.store.entries(CHUNK, "")} if self.store else set()


def _as_listed(entries_of: Callable[[Any], Iterator[SearchEntry]], record: Any) -> Iterator[dict[str, str]]:
    for entry in entries_of(record):
        yield {"location": entry.url, "title": entry.title, "text": entry.text}


def clean(folder: Path, place: Path) -> dict[str, str]:
    """Return the same files from a build without a cache."""
    return Builds(folder, place / "clean").build()


@pytest.mark.parametrize("what", EDITS)
def test_data_files_after_an_edit_equal_a_clean_build(folder: Path, tmp_path: Path, what: str) -> None:
    """After any edit to any kind of record, two cached builds in a row equal a clean one."""
    builds = Builds(folder, tmp_path / "cached", Store())
    builds.build()
    EDITS[what](folder)
    assert builds.build() == (second := clean(folder, tmp_path))
    assert builds.build() == second, "and so is what follows it"


def test_data_files_after_successive_edits_equal_a_clean_build(folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    builds = Builds(folder, tmp_path / "cached", store)
    builds.build()
    for number, what in enumerate(["an actor's name", "a source's chain", "a dossier goes", "an agreement"]):
        store.close()
        builds.store = store = Store(tmp_path / "s.sqlite")
        EDITS[what](folder)
        assert builds.build() == clean(folder, tmp_path / str(number)), what
    store.close()


def test_only_the_edited_records_unit_is_rebuilt(folder: Path, tmp_path: Path) -> None:
    builds = Builds(folder, tmp_path / "cached", Store())
    builds.build()
    units = builds.made
    assert {"dossier nordkorea-donezk", "actor", "feeds/all.atom"} <= units
    builds.build()
    assert builds.made == set()
    edit(folder, "places.yml", "places:\n", "# nur eine Bemerkung\nplaces:\n")
    builds.build()
    assert builds.made == {"place"}, "their lines have moved"


def test_dependencies_of_the_index_only_are_recorded_once_there_is_one(folder: Path, tmp_path: Path) -> None:
    """A derived number is in the index only; an edit of its source changes an index added in a later build."""
    annotations = "nordkorea-donezk/annotations.yml"
    source = next(figure for figure in load(folder)[0].of(Figure) if figure.dossier == "nordkorea-donezk")
    derived = f"{source.dossier}/{source.id}"
    write(
        folder,
        {
            "rechnung/article.md": "---\ntitle: Rechnung\npublished: 2024-11-01\n---\n\nDas Doppelte davon.\n",
            "rechnung/annotations.yml": "figures:\n  doppelt:\n    quote: Das Doppelte\n"
            f"    derived_from: {{figures: [{derived}], formula: {derived} * 2}}\n",
        },
    )
    builds = Builds(folder, tmp_path / "cached", Store())
    builds.lists = False
    builds.build()
    builds.lists = True
    builds.build()
    text = (folder / annotations).read_text(encoding="utf-8")
    write(folder, {annotations: text.replace(f"  {source.id}: {{", f"  {source.id}: {{value: 4321, ", 1)})
    again, whole = builds.build(), clean(folder, tmp_path)
    assert again == whole
    assert "8.642" in whole[INDEX]


@pytest.mark.parametrize("damage", ["value = ''", "deps = ''", "name = name || ' '"])
def test_damaged_chunks_are_rebuilt(folder: Path, tmp_path: Path, damage: str) -> None:
    builds = Builds(folder, tmp_path / "cached", store := Store(tmp_path / "s.sqlite"))
    first = builds.build()
    store.close()
    change(tmp_path / "s.sqlite", f"update entry set {damage} where kind = 'chunk'")
    builds.store = store = Store(tmp_path / "s.sqlite")
    assert builds.build() == first
    store.close()


def test_nothing_that_names_a_withheld_actor_is_stored(folder: Path, tmp_path: Path) -> None:
    builds = Builds(folder, tmp_path / "cached", store := Store(tmp_path / "s.sqlite"))
    builds.build()
    edit(folder, "actors/putin.yml", "kind: person", "kind: person\nwithheld: yes")
    assert builds.build() == clean(folder, tmp_path)
    store.close()
    assert not any("putin" in line.split("\t") for line in contents(tmp_path / "s.sqlite").decode().split("\n"))


def test_without_a_store_nothing_is_tracked(folder: Path, tmp_path: Path) -> None:
    builds = Builds(folder, tmp_path / "plain")
    assert builds.build() == clean(folder, tmp_path)
    assert builds.made == set()
