"""What is left of the site before the published one: links to files that are published still, and nothing else."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from conftest import write
from hosts.faulty import tree
from mkdocs_dossier.build.spare import Spare
from mkdocs_dossier.mkdocs_plugin.reprints import Reprints
from mkdocs_dossier.mkdocs_plugin.theme_shell import HeadedPage
from mkdocs_dossier.parallel import Copies

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


def test_of_what_is_not_wanted_no_folder_stays(spare: Spare, tmp_path: Path) -> None:
    """Its name, too, is that of a record."""
    (tmp_path / "new").mkdir()
    assert spare.put_in(tmp_path / "new", tmp_path / "site", {"a/index.html"}) == {"a/index.html"}
    assert sorted(path.name for path in (tmp_path / "new").rglob("*")) == ["a", "index.html"]


@pytest.mark.parametrize("gone", ["a", "a/index.html", ""])
def test_what_another_build_takes_away_meanwhile_is_not_there(spare: Spare, tmp_path: Path, gone: str) -> None:
    """It has been seen before."""
    spare.look(tmp_path / "site", Copies())
    assert spare._found is not None
    seen = list(spare._found())
    spare._found = lambda: seen
    path = spare.folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    (tmp_path / "new").mkdir()
    there = spare.put_in(tmp_path / "new", tmp_path / "site", set(PAGES))
    assert there == {path for path in PAGES if (tmp_path / "new" / path).exists()}
    assert not there & {"a/index.html"}
    assert (there == set()) is (gone == "")


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


def test_a_page_that_is_linked_already_is_not_written_into(tmp_path: Path) -> None:
    """A copy of the process may have linked some pages before it ended; the published file has two names then."""
    write(tmp_path, {"site/a/index.html": "published", "site/b/index.html": "published", "new/b/index.html": "other"})
    (tmp_path / "new/a").mkdir()
    os.link(tmp_path / "site/a/index.html", tmp_path / "new/a/index.html")
    reprints = Reprints(tmp_path / "site")

    def page(name: str) -> HeadedPage:
        file = SimpleNamespace(dest_uri=f"{name}/index.html", abs_dest_path=str(tmp_path / f"new/{name}/index.html"))
        return cast(HeadedPage, SimpleNamespace(file=file))

    assert reprints.link(page("a"))
    assert not reprints.link(page("b")), "somebody else has written it"
    assert not (tmp_path / "new/b/index.html").exists()
    assert reprints.still_stands
    (tmp_path / "site").rename(tmp_path / "before")
    (tmp_path / "new").rename(tmp_path / "site")
    assert not reprints.still_stands
