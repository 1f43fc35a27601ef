"""What is left of the site before the published one: links to files that are published still, and nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from conftest import write
from hosts.faulty import tree
from mkdocs_dossier.hosts.spare import Spare

PAGES = {"index.html": "Start", "a/index.html": "A", "a/b/index.html": "B", "c/d/index.html": "D", "e/index.html": "E"}


@pytest.fixture
def spare(tmp_path: Path) -> Spare:
    """Of a site whose page `e` has been written anew, and whose `robots.txt` is another file; all else is linked."""
    write(tmp_path / "site", {**PAGES, "robots.txt": "neu"})
    write(tmp_path / "before", {"e/index.html": "alt", "robots.txt": "alt", "gone/index.html": "weg"})
    for path in PAGES.keys() - {"e/index.html"}:
        (tmp_path / "before" / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(tmp_path / "site" / path, tmp_path / "before" / path)
    spare = Spare(tmp_path / "spare")
    spare.take(tmp_path / "before")
    spare.tidy(tmp_path / "site", {*PAGES, "gone/index.html"})
    return spare


def test_of_a_site_only_links_to_what_is_published_stay(spare: Spare, tmp_path: Path) -> None:
    assert not (tmp_path / "before").exists()
    assert set(tree(spare.folder)) == PAGES.keys() - {"e/index.html"}
    assert sorted(path.name for path in spare.folder.iterdir()) == ["a", "c", "index.html"]


def test_the_next_site_is_built_into_what_is_wanted_of_it(spare: Spare, tmp_path: Path) -> None:
    write(tmp_path / "new", {"c/data.json": "{}"})
    (tmp_path / "site" / "a/b/index.html").unlink()
    write(tmp_path / "site", {"a/b/index.html": "another file"})
    there = spare.put_in(tmp_path / "new", tmp_path / "site", {"a/index.html", "a/b/index.html", "c/d/index.html"})
    assert there == {"a/index.html", "c/d/index.html"}
    assert set(tree(tmp_path / "new")) == there | {"c/data.json"}
    assert all((tmp_path / "new" / path).samefile(tmp_path / "site" / path) for path in there)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["a", "c"], "and nothing hidden"
    assert not spare.folder.exists()
    assert spare.put_in(tmp_path / "new", tmp_path / "site", set(PAGES)) == set(), "it can be used once"


def test_on_another_disk_there_is_nothing_to_use(spare: Spare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    (tmp_path / "new").mkdir()
    monkeypatch.setattr(Path, "rename", refuse)
    assert spare.put_in(tmp_path / "new", tmp_path / "site", set(PAGES)) == set()
    assert not spare.folder.exists()
    spare.take(tmp_path / "site")
    spare.tidy(tmp_path / "site", set(PAGES))
    assert not spare.folder.exists()
    assert set(tree(tmp_path / "site")) == {*PAGES, "robots.txt"}
