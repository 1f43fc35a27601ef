"""Pages that are kept are those that would be made: after every edit, a kept build is a clean one."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hosts.edits import EDITS, edit, pages_of
from mkdocs_dossier.build.page_cache import Shelf
from mkdocs_dossier.build.page_store import DiskShelf, shelf_at
from mkdocs_dossier.site.imprint import Imprint


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit_the_kept_site_is_a_clean_one(folder: Path, what: str) -> None:
    """Whatever is edited: changed, added, removed, renamed, of each kind of record."""
    shelf = Shelf()
    before, _ = pages_of(folder, shelf)
    EDITS[what](folder)
    kept, made = pages_of(folder, shelf)
    clean, _ = pages_of(folder)
    assert kept == clean
    assert shelf.inventory.pages.keys() <= kept.keys(), "and what is gone is kept no more"
    assert made >= sum(clean[path] != before.get(path) for path in clean)


_CHANGES: dict[str, Callable[[random.Random, list[str], int], object]] = {
    "delete": lambda chance, lines, at: lines.pop(at),
    "double": lambda chance, lines, at: lines.insert(at, lines[at]),
    "word": lambda chance, lines, at: lines.__setitem__(at, f"{lines[at]} Wort"),
    "number": lambda chance, lines, at: lines.__setitem__(
        at, re.sub(r"\d", lambda m: str((int(m[0]) + 1) % 10), lines[at])
    ),
    "letter": lambda chance, lines, at: lines.__setitem__(
        at, re.sub(r"([a-z])([,\]:\n]|$)", r"\1x\2", lines[at], count=1)
    ),
    "swap": lambda chance, lines, at: lines.insert(chance.randrange(len(lines)), lines.pop(at)),
}


@pytest.mark.parametrize("seed", range(12))
def test_edits_by_chance(folder: Path, seed: int) -> None:
    """One after the other, whatever they break, each on what was kept before."""
    chance, shelf = random.Random(seed), Shelf()
    pages_of(folder, shelf)
    for _ in range(3):
        path = chance.choice(sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".md")))
        lines = path.read_text(encoding="utf-8").split("\n")
        at, what = chance.randrange(len(lines)), chance.choice(sorted(_CHANGES))
        _CHANGES[what](chance, lines, at)
        path.write_text("\n".join(lines), encoding="utf-8")
        assert pages_of(folder, shelf)[0] == pages_of(folder)[0], f"{path.name}:{at + 1} {what}"


def test_only_what_shows_the_edited_record_is_made_again(folder: Path) -> None:
    """Nothing where nothing has changed; a few pages for a statement, a topic; most for what is named everywhere."""
    shelf = Shelf()
    pages, made = pages_of(folder, shelf)
    assert made == len(pages)
    assert pages_of(folder, shelf)[1] == 0
    edit(folder, "places.yml", "places:\n", "# nur eine Bemerkung\nplaces:\n")
    assert 0 < pages_of(folder, shelf)[1] <= 8, "their lines have moved, and their pages lead to them"
    edit(folder, "quantities.yml", "    label:", "    description: Neu\n    label:")
    assert 0 < pages_of(folder, shelf)[1] < len(pages) / 2
    edit(folder, "actors/kim-jong-un.yml", "description: >-", "description: >-\n  Neu.")
    assert 0 < pages_of(folder, shelf)[1] < len(pages) / 2


def test_a_new_commit_makes_no_page_again(folder: Path) -> None:
    """Each page names the commit it was built from; only these words of it are written anew."""
    shelf = Shelf()
    old, new = Imprint("Seite", "1" * 40, date(2024, 10, 5)), Imprint("Seite", "2" * 40, date(2024, 10, 6))
    pages, _ = pages_of(folder, shelf, old)
    about_records = [path for path in pages if "/" in path.removesuffix("/index")]
    assert len(about_records) > 50
    assert all("111111111111" in pages[path].content.html for path in about_records)
    kept, made = pages_of(folder, shelf, new)
    assert made == 0
    assert kept == pages_of(folder, imprint=new)[0]
    assert pages_of(folder, shelf, old) == (pages, 0)
    assert pages_of(folder, shelf) == (pages_of(folder)[0], 0)


def test_a_shelf_on_disk_keeps_what_one_in_memory_keeps(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "kept" / "site.sqlite"
    shelf = DiskShelf(place, "edition")
    first, _ = pages_of(folder, shelf)
    shelf.close()
    again = DiskShelf(place, "edition")
    assert pages_of(folder, again) == (first, 0)
    again.close()
    other = DiskShelf(place, "another edition")
    assert pages_of(folder, other)[1] == len(first)
    other.close()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(500)])
def test_a_damaged_shelf_is_thrown_away(folder: Path, tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "site.sqlite"
    place.write_bytes(content)
    shelf = DiskShelf(place, "edition")
    assert pages_of(folder, shelf)[0] == pages_of(folder)[0]
    shelf.close()


@pytest.mark.parametrize(
    "damage",
    [
        "pages set page = '{'",
        "pages set page = replace(page, 'a', 'b')",
        "known set about = about || 's'",
        "known set footprint = zeroblob(length(footprint))",
        "known set footprint = 'no numbers'",
        "keys set names = cast(replace(cast(names as text), 'r', 's') as blob)",
        "keys set states = zeroblob(length(states))",
        "keys set names = 7",
        "keys set part = part + 1",
    ],
)
def test_a_shelf_with_pages_that_cannot_be_read(folder: Path, tmp_path: Path, damage: str) -> None:
    """Rows that somebody has changed are no pages."""
    place = tmp_path / "site.sqlite"
    shelf = DiskShelf(place, "edition")
    pages, _ = pages_of(folder, shelf)
    shelf.close()
    database = sqlite3.connect(place)
    database.execute(f"update {damage}")
    database.commit()
    database.close()
    again = DiskShelf(place, "edition")
    assert pages_of(folder, again) == (pages, len(pages))
    again.close()


def test_pages_whose_keys_are_lost_are_not_found_again(folder: Path, tmp_path: Path) -> None:
    """Neither at once nor when other keys have got their numbers."""
    place = tmp_path / "site.sqlite"
    shelf = DiskShelf(place, "edition")
    pages_of(folder, shelf)
    shelf.close()
    database = sqlite3.connect(place)
    (parts,) = database.execute("select count(*) from keys").fetchone()
    database.execute("delete from keys where part = ?", (parts - 1,))
    database.commit()
    database.close()
    shelf = DiskShelf(place, "edition")
    assert shelf.inventory.pages == {}
    shelf.keep_only([])
    shelf.close()
    shelf = DiskShelf(place, "edition")
    assert shelf.inventory.pages == {}
    shelf.close()


def test_a_shelf_that_another_build_uses_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "site.sqlite"
    first = shelf_at(place, "edition")
    assert first is not None
    assert shelf_at(place, "edition") is None
    first.close()
    assert shelf_at(place, "edition") is not None
    assert shelf_at(place / "below a file" / "site.sqlite", "edition") is None
