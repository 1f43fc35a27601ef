"""After every edit, cached pages equal those of a clean build."""

from __future__ import annotations

import json
import logging
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build.edits import EDITS, edit, pages_of
from build.stores import change, contents
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.site.revision import Revision


@pytest.mark.parametrize("what", EDITS)
def test_the_cached_site_after_an_edit_equals_a_clean_one(folder: Path, what: str) -> None:
    """After any edit to any kind of record, the cached pages equal a clean build, and removed ones are deleted."""
    store = Store()
    before, _ = pages_of(folder, store)
    EDITS[what](folder)
    cached, rendered = pages_of(folder, store)
    clean, _ = pages_of(folder)
    assert cached == clean
    stored = {entry.name.partition("\t")[0] for entry in store.entries("page", "")}
    assert stored <= cached.keys(), "pages that are gone are deleted"
    assert rendered >= sum(clean[path] != before.get(path) for path in clean)


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
def test_the_cached_site_after_random_edits_equals_a_clean_one(folder: Path, seed: int) -> None:
    """Three random edits in a row, even breaking ones, each give the pages of a clean build."""
    chance, store = random.Random(seed), Store()
    pages_of(folder, store)
    for _ in range(3):
        path = chance.choice(sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".md")))
        lines = path.read_text(encoding="utf-8").split("\n")
        at, what = chance.randrange(len(lines)), chance.choice(sorted(_CHANGES))
        _CHANGES[what](chance, lines, at)
        path.write_text("\n".join(lines), encoding="utf-8")
        assert pages_of(folder, store)[0] == pages_of(folder)[0], f"{path.name}:{at + 1} {what}"


def test_only_pages_that_show_the_edited_record_are_rendered(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An unchanged collection renders no page, an edited register record a few, and the log gives the reason."""
    store = Store()
    pages, rendered = pages_of(folder, store)
    assert rendered == len(pages)
    assert pages_of(folder, store)[1] == 0
    edit(folder, "places.yml", "places:\n", "# nur eine Bemerkung\nplaces:\n")
    with caplog.at_level(logging.DEBUG, "mkdocs.plugins.dossier"):
        assert 0 < pages_of(folder, store)[1] <= 8, "their lines have moved, and their pages lead to them"
    assert "page orte/donezk-umgebung: rebuilt, place place donezk-umgebung changed" in caplog.messages
    edit(folder, "quantities.yml", "    label:", "    description: Neu\n    label:")
    assert 0 < pages_of(folder, store)[1] < len(pages) / 2
    edit(folder, "actors/kim-jong-un.yml", "description: >-", "description: >-\n  Neu.")
    assert 0 < pages_of(folder, store)[1] < len(pages) / 2
    article = folder / "nordkorea-donezk" / "article.md"
    article.write_text(f"{article.read_text(encoding='utf-8')}\nEin Satz mehr.\n", encoding="utf-8")
    assert 0 < pages_of(folder, store)[1] < len(pages), "some show nothing of its text"
    caplog.clear()
    edit(folder, "nordkorea-donezk/annotations.yml", "status: unverified", "status: disputed")
    with caplog.at_level(logging.DEBUG, "mkdocs.plugins.dossier"):
        assert 0 < pages_of(folder, store)[1] < len(pages)
    assert "page nordkorea-donezk/index: rebuilt, folder nordkorea-donezk changed" in caplog.messages


def test_the_log_names_what_changed(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The log names an actor's record and the article that mentions it, or the cache key if everything is rebuilt."""
    store = Store()
    pages_of(folder, store)
    edit(folder, "actors/kim-jong-un.yml", "name: Kim Jong Un", "name: Kim Jong Il")
    with caplog.at_level(logging.DEBUG, "mkdocs.plugins.dossier"):
        pages_of(folder, store)
        store.put("page", "p", "another", b"")
        store.delete("dependencies")
        pages_of(folder, store)
    of_actor = next(text for text in caplog.messages if text.startswith("page akteure/kim-jong-un:"))
    assert "article nordkorea-donezk" in of_actor
    assert "record actor kim-jong-un" in of_actor
    assert any(text.startswith("every page and chunk: rebuilt") for text in caplog.messages)


def test_a_new_commit_renders_no_page(folder: Path) -> None:
    """After a new commit, cached pages show it without being rendered again."""
    store = Store()
    old = Revision("Seite", "1" * 40, Date.parse("2024-10-05"))
    new = Revision("Seite", "2" * 40, Date.parse("2024-10-06"))
    pages, _ = pages_of(folder, store, old)
    about_records = [path for path in pages if "/" in path.removesuffix("/index")]
    assert len(about_records) > 50
    assert all("111111111111" in pages[path].content.html for path in about_records)
    cached, rendered = pages_of(folder, store, new)
    assert rendered == 0
    assert cached == pages_of(folder, revision=new)[0]
    assert pages_of(folder, store, old) == (pages, 0)
    unknown = Revision("Seite")  # the title is a setting, and so part of the cache's key
    assert pages_of(folder, store, unknown) == (pages_of(folder, revision=unknown)[0], 0)


def test_a_store_on_disk_is_reused_by_the_next_process(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache" / "site.sqlite"
    store = Store(place)
    first, _ = pages_of(folder, store)
    store.close()
    store = Store(place)
    assert pages_of(folder, store) == (first, 0)
    assert pages_of(folder, store, key="other settings")[1] == len(first)
    store.close()


@pytest.mark.parametrize(
    "damage",
    [
        "value = zeroblob(length(value))",
        "value = 'no bytes'",
        "deps = zeroblob(length(deps))",
        "deps = 'no bytes'",
        "digest = '0'",
        "name = name || 's'",
        "checksum = 7",
        "cache_key = 'other'",
    ],
)
def test_a_damaged_entry_is_rendered_again(folder: Path, tmp_path: Path, damage: str) -> None:
    place = tmp_path / "site.sqlite"
    store = Store(place)
    pages, _ = pages_of(folder, store)
    store.close()
    change(place, f"update entry set {damage} where kind = 'page'")
    store = Store(place)
    assert pages_of(folder, store) == (pages, len(pages))
    store.close()


@pytest.mark.parametrize(
    "damage",
    ["delete from entry where kind = 'dependencies'", "update entry set value = '' where kind = 'dependencies'"],
)
def test_without_dependency_digests_every_page_is_stale(folder: Path, tmp_path: Path, damage: str) -> None:
    place = tmp_path / "site.sqlite"
    store = Store(place)
    pages, _ = pages_of(folder, store)
    store.close()
    change(place, damage)
    store = Store(place)
    assert pages_of(folder, store) == (pages, len(pages))
    store.close()


def test_an_outdated_list_of_dependencies_makes_every_page_stale(folder: Path) -> None:
    """A list that lacks a new record's dependencies, as after a full disk, makes every page stale."""
    store = Store()
    pages_of(folder, store)
    older = store.get("dependencies", "all", "")
    EDITS["new: places/neu.yml"](folder)
    pages, _ = pages_of(folder, store)
    assert older is not None
    store.put("dependencies", "all", "", older)
    assert pages_of(folder, store) == (pages, len(pages))


def test_colliding_dependency_numbers_cost_only_rendering(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If many dependencies share a number, more pages are stale, but all are right."""
    monkeypatch.setattr("mkdocs_dossier.build.page_cache.number_of", lambda name: len(name) % 16)
    store = Store()
    pages, _ = pages_of(folder, store)
    assert pages_of(folder, store) == (pages, 0)
    edit(folder, "actors/kim-jong-un.yml", "name: Kim Jong Un", "name: Kim Jong Il")
    assert pages_of(folder, store)[0] == pages_of(folder)[0]
    edit(folder, "actors/putin.yml", "kind: person", "kind: person\nwithheld: yes")
    assert pages_of(folder, store)[0] == pages_of(folder)[0]
    names = json.loads(store.get("dependencies", "all", "") or b"{}")
    assert names
    assert not any("putin" in name.split("\t") for name in names)


def test_the_digest_of_a_withheld_actor_is_not_stored(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "site.sqlite"
    store = Store(place)
    pages_of(folder, store)
    edit(folder, "actors/putin.yml", "kind: person", "kind: person\nwithheld: yes")
    assert pages_of(folder, store)[0] == pages_of(folder)[0]
    store.close()
    assert not any("putin" in line.split("\t") for line in contents(place).decode("utf-8", "replace").split("\n"))
