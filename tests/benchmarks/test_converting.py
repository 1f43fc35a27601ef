"""Conversion for other generators keeps every link between pages, and leaves none broken."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from benchmarks.converting import article_of, convert, link_target
from benchmarks.generating import generate
from benchmarks.programs import ANNOTATIONS

from forked import mkdocs

MKDOCS_YML = Path(__file__).parents[2] / "benchmarks" / "mkdocs.yml"


class Addresses(HTMLParser):
    """The link targets of a page, and the ids in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record the link and the id of an element."""
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.ids.add(str(given["id"]))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a collection's built `site`, and its conversions `docs` and `content`."""
    place = tmp_path_factory.mktemp("bench")
    generate(place / "dossier", 6, ANNOTATIONS)
    (place / "docs").mkdir()
    (place / "docs" / "index.md").write_text("# Start\n", encoding="utf-8")
    (place / "mkdocs.yml").write_text(MKDOCS_YML.read_text(encoding="utf-8"), encoding="utf-8")
    mkdocs("build", "--quiet", cwd=place, check=True)
    convert(place / "site", place / "docs", place / "content")
    return place


def _pages(place: Path) -> list[str]:
    return sorted(path.parent.relative_to(place / "site").as_posix() for path in (place / "site").rglob("index.html"))


def _read(place: Path, page: str) -> tuple[Addresses, Addresses]:
    """Return the links and ids of a page's article, as built and as converted."""
    article = article_of((place / "site" / page / "index.html").read_text(encoding="utf-8"))
    assert article is not None
    text = (place / "docs" / page / "index.md").read_text(encoding="utf-8")
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return Addresses(article), Addresses(markdown.markdown(body, extensions=["tables"]))


def test_every_page_is_converted(place: Path) -> None:
    """Every page is converted; for Hugo, a page with subpages is named `_index.md`."""
    pages = _pages(place)
    assert {"dossier-0", "akteure", "akteure/actor-1", "."} <= set(pages)
    assert [page for page in pages if not (place / "docs" / page / "index.md").is_file()] == []
    for page in pages:
        below = any(other.startswith(f"{page}/") for other in pages) or page == "."
        assert (place / "content" / page / ("_index.md" if below else "index.md")).is_file(), page


def test_no_link_between_pages_is_lost(place: Path) -> None:
    """Each page keeps its number of links to each other page, with their fragments."""
    pages = {posixpath.normpath(f"{page}/index.html") for page in _pages(place)}
    linked = 0
    for page in _pages(place):
        built, converted = _read(place, page)
        folder = "" if page == "." else page
        expected, found = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for address in built.links:
            target, anchor = link_target(address, folder), address.partition("#")[2]
            if target in pages or address.startswith("#"):
                expected[target or "", anchor] += 1
        for address in converted.links:
            way, _, anchor = address.partition("#")
            if ":" not in way:
                target = posixpath.normpath(posixpath.join(folder, way)) if way else ""
                assert not way or (place / "docs" / target).is_file(), f"{page}: {address} leads nowhere"
                found[f"{target.removesuffix('.md')}.html" if target else "", anchor] += 1
        assert found == expected, page
        linked += found.total()
    assert linked > 10 * len(pages)


def test_the_targets_of_fragments_exist(place: Path) -> None:
    read = {page: _read(place, page)[1] for page in _pages(place)}
    missing = []
    for page, addresses in read.items():
        for address in addresses.links:
            way, _, anchor = address.partition("#")
            target = posixpath.normpath(posixpath.join(page, posixpath.dirname(way))) if way else page
            if anchor and ":" not in way and anchor not in read[target].ids:
                missing.append((page, address))
    assert missing == []
