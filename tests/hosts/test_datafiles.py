"""Files of data whose lines are taken over from the last site are those that would be written: after every edit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conftest import write
from hosts.edits import EDITS, edit
from mkdocs_dossier.build.data_files import INDEX, DataFiles, Layout
from mkdocs_dossier.build.page_cache import Maker, Shelf
from mkdocs_dossier.build.page_store import DiskShelf
from mkdocs_dossier.export import exports
from mkdocs_dossier.export.search import Entry, entries_of
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.claims import Figure
from mkdocs_dossier.site.addresses import Addresses
from mkdocs_dossier.site.rendering import Site

URL = "https://site.example/"


class Builds:
    """One build after the other of a folder's files of data, each on what is known of the one before."""

    def __init__(self, folder: Path, place: Path, shelf: Shelf | None = None) -> None:
        self.folder = folder
        self.place = place
        self.shelf = shelf
        self.lists = True
        """Whether there is an index of what can be found."""
        self.last: Layout | None = None
        self.before: Path | None = None
        self.made: set[str] = set()
        """The units whose lines have been made by the last build, and were taken down."""

    def build(self) -> dict[str, str]:
        """The files of a build, by their paths."""
        collection, _ = load(self.folder)
        site = Site(collection, Addresses("de"))
        maker = Maker(site, URL, self.shelf)
        listed = [replace(lines, lines_of=partial(_as_listed, lines.lines_of)) for lines in entries_of(site)]
        listed = listed if self.lists else []
        data = DataFiles(exports(site, URL), collection, maker.units(), self.last, self.before, listed)
        self.place = self.place.with_name(f"{self.place.name}+")
        for report in data.write(self.place):
            maker.take_units(report)
            self.last, self.made = report.layout, set(report.footprints)
            write(self.place, {INDEX: json.dumps({"docs": report.listed})})
        data.put(self.place, linked=True)
        maker.keep()
        self.before = self.place
        return {
            path.relative_to(self.place).as_posix(): path.read_text(encoding="utf-8")
            for path in self.place.rglob("*")
            if path.is_file()
        }


def _as_listed(entries_of: Callable[[Any], Iterator[Entry]], record: Any) -> Iterator[dict[str, str]]:
    for entry in entries_of(record):
        yield {"location": entry.url, "title": entry.title, "text": entry.text}


def clean(folder: Path, place: Path) -> dict[str, str]:
    """The same files, made of nothing but the folder."""
    return Builds(folder, place / "clean").build()


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit_they_are_as_in_a_clean_build(folder: Path, tmp_path: Path, what: str) -> None:
    """Whatever is edited: changed, added, removed, renamed, of each kind of record."""
    builds = Builds(folder, tmp_path / "kept", Shelf())
    builds.build()
    EDITS[what](folder)
    assert builds.build() == (second := clean(folder, tmp_path))
    assert builds.build() == second, "and so is what follows it"


def test_edits_one_after_the_other(folder: Path, tmp_path: Path) -> None:
    """Each on what was taken over before, from a database, too."""
    shelf = DiskShelf(tmp_path / "s.sqlite", "edition")
    builds = Builds(folder, tmp_path / "kept", shelf)
    builds.build()
    for number, what in enumerate(["an actor's name", "a source's chain", "a dossier goes", "an agreement"]):
        shelf.close()
        builds.shelf = shelf = DiskShelf(tmp_path / "s.sqlite", "edition")
        EDITS[what](folder)
        assert builds.build() == clean(folder, tmp_path / str(number)), what
    shelf.close()


def test_only_the_units_of_the_edited_record_are_made_again(folder: Path, tmp_path: Path) -> None:
    builds = Builds(folder, tmp_path / "kept", Shelf())
    builds.build()
    units = builds.made
    assert {"dossier nordkorea-donezk", "actor", "file feeds/all.atom"} <= units
    builds.build()
    assert builds.made == set()
    edit(folder, "nordkorea-donezk/annotations.yml", "status: unverified", "status: disputed")
    builds.build()
    assert "dossier nordkorea-donezk" in builds.made
    assert {unit for unit in builds.made if not unit.startswith("file ")} < {u for u in units if "dossier" in u}
    assert "file feeds/all.atom" not in builds.made
    edit(folder, "places.yml", "places:\n", "# nur eine Bemerkung\nplaces:\n")
    builds.build()
    assert builds.made == {"place"}, "their lines have moved"


def test_files_that_change_as_a_whole_are_linked(folder: Path, tmp_path: Path) -> None:
    builds = Builds(folder, tmp_path / "kept", Shelf())
    builds.build()
    assert (first := builds.before)
    builds.build()
    assert (second := builds.before)
    assert (second / "feeds/all.atom").samefile(first / "feeds/all.atom")
    assert not (second / "data/statements.csv").samefile(first / "data/statements.csv")


def test_what_only_an_index_shows_is_taken_down_as_soon_as_there_is_one(folder: Path, tmp_path: Path) -> None:
    """The number that a figure is worked out to stands there, and in no file of data."""
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
    builds = Builds(folder, tmp_path / "kept", Shelf())
    builds.lists = False
    builds.build()
    builds.lists = True
    builds.build()
    text = (folder / annotations).read_text(encoding="utf-8")
    write(folder, {annotations: text.replace(f"  {source.id}:\n", f"  {source.id}:\n    value: 4321\n", 1)})
    again, whole = builds.build(), clean(folder, tmp_path)
    assert again == whole
    assert "8.642" in whole[INDEX]


def test_what_another_build_has_published_is_not_taken_over(folder: Path, tmp_path: Path) -> None:
    """In files of the same length, too."""
    builds = Builds(folder, tmp_path / "kept", Shelf())
    first = builds.build()
    assert builds.before
    path = builds.before / "data/collection.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Donezk", "Kzenod"), encoding="utf-8")
    assert builds.build() == first
    assert builds.before
    index = builds.before / INDEX
    index.write_text(index.read_text(encoding="utf-8").replace("Donezk", "Kzenod"), encoding="utf-8")
    assert builds.build() == first


@pytest.mark.parametrize("lost", ["cut", "gone", "feed"])
def test_a_last_site_that_is_not_as_it_was_is_of_no_use(folder: Path, tmp_path: Path, lost: str) -> None:
    builds = Builds(folder, tmp_path / "kept", Shelf())
    first = builds.build()
    assert builds.before
    if lost == "cut":
        path = builds.before / "data/collection.json"
        path.write_bytes(path.read_bytes()[:-1000])
    else:
        (builds.before / ("feeds/all.atom" if lost == "feed" else "data/figures.csv")).unlink()
    assert builds.build() == first
    assert builds.build() == first
    assert builds.made == set()


def test_who_is_withheld_is_in_nothing_that_is_kept(folder: Path, tmp_path: Path) -> None:
    shelf = Shelf()
    builds = Builds(folder, tmp_path / "kept", shelf)
    builds.build()
    edit(folder, "actors/putin.yml", "kind: person", "kind: person\nwithheld: yes")
    assert builds.build() == clean(folder, tmp_path)
    assert not any("putin" in name.split("\t") for name in shelf.inventory.names)


def test_where_nobody_keeps_them_nothing_is_taken_down(folder: Path, tmp_path: Path) -> None:
    builds = Builds(folder, tmp_path / "plain")
    builds.build()
    assert builds.made == set()
    assert builds.last
    assert builds.last.seals
