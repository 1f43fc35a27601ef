"""Pages that are kept are those that would be made: after every edit, a kept build is a clean one."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import write
from mkdocs_dossier.hosts.kept import Leaf, Maker, Shelf, Shelves
from mkdocs_dossier.hosts.shelf import DiskShelf, shelf_at
from mkdocs_dossier.loading import load
from mkdocs_dossier.site.addresses import Addresses
from mkdocs_dossier.site.imprint import Imprint
from mkdocs_dossier.site.rendering import Site

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample collection, to be edited."""
    return Path(shutil.copytree(ROOT / "dossier", tmp_path / "dossier"))


def _pages(folder: Path, shelf: Shelf | None = None, imprint: Imprint | None = None) -> tuple[dict[str, Leaf], int]:
    """Every page about a record as the site shows it, and how many of them had to be made."""
    collection, _ = load(folder)
    addresses = Addresses("de")
    site = Site(
        collection,
        addresses,
        edit_url=lambda place: f"https://code.example/{place.path}#L{place.line}",
        imprint=imprint,
    )
    maker = Maker(site, "https://site.example/", shelf)
    pages = {page.path: maker.page(page) for page in site.pages if page.record is not None}
    if shelf is not None:
        shelf.keep_only(list(pages))
    return pages, maker.made


def _edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


NEW = {
    "actors/neu.yml": "name: Pjotr Neu\nkind: person\naliases: [Raketenangriff]\n",
    "sources/neu.yml": "title: Neuer Bericht\ntype: report\ncites: [kyiv-post]\n",
    "agreements/neu.yml": "name: Neues Abkommen\nkind: treaty\nparties:\n  - actor: russland\n  - actor: ukraine\n",
    "events/neu.yml": "name: Neues Ereignis\ndate: 2024-10-03\nactors:\n  - actor: putin\ntopics: [truppen]\n",
    "topics/neu.yml": "label: Neues Thema\nbroader: krieg\n",
    "places/neu.yml": "name: Neuer Ort\ncountry: UA\n",
    "quantities/neu.yml": "label: Neue Größe\ntopics: [truppen]\n",
    "relations/neu.yml": "from: putin\nto: ukraine\nkind: other\n",
    "nordkorea-donezk/neu.yml": "statements:\n  neu:\n    quote: Der Angriff fand laut\n    said_by: kyiv-post\n"
    "    contradicts: [opfer]\n    topics: [truppen]\nfigures:\n  neu:\n    quote: Drei weitere\n"
    "    quantity: verwundete\n"
    "mentions:\n  neu:\n    quote: russische Militärpersonal\n    actor: russland\n",
    "neues-dossier/article.md": "---\ntitle: Neues\npublished: 2024-11-01\n---\n\nPutin sprach von 20 Soldaten.\n",
}

Edit = Callable[[Path], object]
EDITS: dict[str, Edit] = {
    **{f"new: {name}": (lambda folder, name=name: write(folder, {name: NEW[name]})) for name in NEW},
    "an actor's name": lambda f: _edit(f, "actors/putin.yml", "de: Wladimir Putin", "de: W. W. Putin"),
    "an actor's description": lambda f: _edit(f, "actors/putin.yml", "description: >-", "description: >-\n  Neu."),
    "an actor is withheld": lambda f: _edit(f, "actors/putin.yml", "kind: person", "kind: person\nwithheld: yes"),
    "an actor goes": lambda f: (f / "actors/putin.yml").unlink(),
    "an actor is renamed": lambda f: (f / "actors/putin.yml").rename(f / "actors/wladimir-putin.yml"),
    "a line in the middle of a register": lambda f: _edit(f, "topics.yml", "topics:\n", "topics:\n\n\n"),
    "a source": lambda f: _edit(f, "sources.yml", "located: no", "located: yes"),
    "a source's chain": lambda f: _edit(
        f, "sources.yml", "  washington-post:\n", "  washington-post:\n    cites: [kyiv-post]\n"
    ),
    "a topic's label": lambda f: _edit(f, "topics.yml", "label:", "description: Neu\n    label:"),
    "a place's country": lambda f: _edit(f, "places.yml", "places:\n", "places:\n  neu:\n    name: Neu\n"),
    "a quantity": lambda f: _edit(f, "quantities.yml", "    label:", "    description: Neu\n    label:"),
    "a relation": lambda f: _edit(f, "relations.yml", "kind: represents", "kind: employee"),
    "an agreement": lambda f: _edit(f, "agreements.yml", "kind: treaty", "kind: memorandum"),
    "an event's date": lambda f: _edit(f, "events.yml", "date: 2024-10-03", "date: 2024-10-04"),
    "a statement's status": lambda f: _edit(
        f, "nordkorea-donezk/annotations.yml", "status: unverified", "status: disputed"
    ),
    "a statement's words": lambda f: _edit(
        f, "nordkorea-donezk/annotations.yml", "said_by: putin", "said_by: kim-jong-un"
    ),
    "the article's words": lambda f: _edit(f, "nordkorea-donezk/article.md", "Kurz vor dem Angriff", "Kurz zuvor"),
    "the article's title": lambda f: _edit(f, "nordkorea-donezk/article.md", "title: '", "title: 'Neu: "),
    "a dossier becomes an excerpt": lambda f: _edit(
        f, "nordkorea-donezk/article.md", "published:", "publish: excerpt\npublished:"
    ),
    "a dossier goes": lambda f: shutil.rmtree(f / "abkommen-vom-19-juni"),
    "a dossier is renamed": lambda f: (f / "abkommen-vom-19-juni").rename(f / "abkommen-neu"),
}


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit_the_kept_site_is_a_clean_one(folder: Path, what: str) -> None:
    """Whatever is edited: changed, added, removed, renamed, of each kind of record."""
    shelf = Shelves()
    before, _ = _pages(folder, shelf)
    EDITS[what](folder)
    kept, made = _pages(folder, shelf)
    clean, _ = _pages(folder)
    assert kept == clean
    assert shelf.keys() <= kept.keys(), "and what is gone is kept no more"
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
    chance, shelf = random.Random(seed), Shelves()
    _pages(folder, shelf)
    for _ in range(3):
        path = chance.choice(sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".md")))
        lines = path.read_text(encoding="utf-8").split("\n")
        at, what = chance.randrange(len(lines)), chance.choice(sorted(_CHANGES))
        _CHANGES[what](chance, lines, at)
        path.write_text("\n".join(lines), encoding="utf-8")
        assert _pages(folder, shelf)[0] == _pages(folder)[0], f"{path.name}:{at + 1} {what}"


def test_only_what_shows_the_edited_record_is_made_again(folder: Path) -> None:
    """Nothing where nothing has changed; a few pages for a statement, a topic; most for what is named everywhere."""
    shelf = Shelves()
    pages, made = _pages(folder, shelf)
    assert made == len(pages)
    assert _pages(folder, shelf)[1] == 0
    _edit(folder, "places.yml", "places:\n", "# nur eine Bemerkung\nplaces:\n")
    assert 0 < _pages(folder, shelf)[1] <= 8, "their lines have moved, and their pages lead to them"
    _edit(folder, "quantities.yml", "    label:", "    description: Neu\n    label:")
    assert 0 < _pages(folder, shelf)[1] < len(pages) / 2
    _edit(folder, "actors/kim-jong-un.yml", "description: >-", "description: >-\n  Neu.")
    assert 0 < _pages(folder, shelf)[1] < len(pages) / 2


def test_a_new_commit_makes_no_page_again(folder: Path) -> None:
    """Each page names the commit it was built from; only these words of it are written anew."""
    shelf = Shelves()
    old, new = Imprint("Seite", "1" * 40, date(2024, 10, 5)), Imprint("Seite", "2" * 40, date(2024, 10, 6))
    pages, _ = _pages(folder, shelf, old)
    assert all("111111111111" in leaf.content.html for leaf in pages.values())
    kept, made = _pages(folder, shelf, new)
    assert made == 0
    assert kept == _pages(folder, imprint=new)[0]
    assert _pages(folder, shelf, old) == (pages, 0)
    assert _pages(folder, shelf) == (_pages(folder)[0], 0)


def test_a_shelf_on_disk_keeps_what_one_in_memory_keeps(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "kept" / "site.sqlite"
    shelf = DiskShelf(place, "edition")
    first, _ = _pages(folder, shelf)
    shelf.close()
    again = DiskShelf(place, "edition")
    assert _pages(folder, again) == (first, 0)
    again.close()
    other = DiskShelf(place, "another edition")
    assert _pages(folder, other)[1] == len(first)
    other.close()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(500)])
def test_a_damaged_shelf_is_thrown_away(folder: Path, tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "site.sqlite"
    place.write_bytes(content)
    shelf = DiskShelf(place, "edition")
    assert _pages(folder, shelf)[0] == _pages(folder)[0]
    shelf.close()


def test_a_shelf_with_pages_that_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    """Rows that somebody has changed are no pages."""
    place = tmp_path / "site.sqlite"
    shelf = DiskShelf(place, "edition")
    pages, _ = _pages(folder, shelf)
    shelf.close()
    database = sqlite3.connect(place)
    database.execute("update pages set page = '{'")
    database.commit()
    database.close()
    again = DiskShelf(place, "edition")
    assert _pages(folder, again) == (pages, len(pages))
    again.close()


def test_a_shelf_that_another_build_uses_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "site.sqlite"
    first = shelf_at(place, "edition")
    assert first is not None
    assert shelf_at(place, "edition") is None
    first.close()
    assert shelf_at(place, "edition") is not None
    assert shelf_at(place / "below a file" / "site.sqlite", "edition") is None
