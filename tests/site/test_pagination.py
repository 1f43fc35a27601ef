"""Long pages are split into parts: nothing is lost or repeated, and each part says which it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import pytest
from benchmarks.generating import generate

from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.site import pages, pagination
from mkdocs_dossier.site.pages import pages_of, taken_addresses
from mkdocs_dossier.site.pagination import Cut, Rows, View, cuts_of
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

_HREF = re.compile(r' href="([^"]*)"')
_ROW = re.compile(r'<tr data-|<tr>|<li class="dx-c(?:laim|ard|hronicle__item)|<li><a href=')


def _site(folder: Path, *, directories: bool = True, desk: bool = False) -> Site:
    collection, _ = load(folder / "dossier", folder, Settings("de"))
    return Site(collection, Addresses("de", directories), desk=desk, base_url="https://site.example/")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parts")
    generate(folder / "dossier", 6, 40)
    return folder


def _make_short(monkeypatch: pytest.MonkeyPatch, rows: int = 25) -> None:
    """Split pages of far fewer rows than usual."""
    monkeypatch.setattr(pagination, "MOST_ROWS", rows)
    monkeypatch.setattr(pages, "_FEW", 5)


@dataclass(frozen=True)
class Lists(View):
    """Two lists, and a fact between them."""

    first: Rows[int]
    fact: str = "x"
    second: Rows[int] = field(default_factory=lambda: Rows[int]([]))


def test_every_row_is_on_one_part_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "MOST_ROWS", 5)
    view = Lists(Rows(list(range(7))), second=Rows(list(range(100, 108))))
    cuts = cuts_of(view)
    assert [cut.number for cut in cuts] == [1, 2, 3]
    parts = [cut.applied(view) for cut in cuts]
    assert [list(part.first) for part in parts] == [[0, 1, 2, 3, 4], [5, 6], []]
    assert [list(part.second) for part in parts] == [[], [100, 101, 102], [103, 104, 105, 106, 107]]
    assert parts[1].fact == "x"
    part = parts[2].second
    assert (part.start, len(part), part.total) == (3, 5, 8)


def test_parts_are_filled_to_the_limit_and_no_row_is_split(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = Lists(Rows([30, 30, 30, 500, 10, 10], weight=lambda row: row))

    def cuts(most_rows: int, most_bytes: int) -> tuple[Cut, ...]:
        monkeypatch.setattr(pagination, "MOST_ROWS", most_rows)
        monkeypatch.setattr(pagination, "MOST_BYTES", most_bytes)
        return cuts_of(view)

    assert [list(cut.applied(view).first) for cut in cuts(100, 70)] == [[30, 30], [30], [500], [10, 10]]
    assert cuts(100, 1_000) == ()
    assert cuts(6, 1_000) == ()
    assert len(cuts(5, 1_000)) == 2


def test_only_shown_rows_are_made_and_only_once() -> None:
    made: list[int] = []

    def make(item: int) -> int:
        made.append(item)
        return item * 2

    rows = Rows(range(100), make)
    part = rows.part(10, 13)
    assert (len(part), made) == (3, [])
    assert (list(part), part[0], list(part)) == ([20, 22, 24], 20, [20, 22, 24])
    assert made == [10, 11, 12]


@pytest.mark.parametrize(
    ("number", "of", "listed"),
    [
        (2, 4, [1, 2, 3, 4]),
        (30, 30, list(range(1, 31))),
        (500, 1000, [1, 51, 101, 151, 201, 251, 301, 351, 401, 451, *range(495, 506)]),
    ],
)
def test_a_part_links_some_of_many_others(number: int, of: int, listed: list[int]) -> None:
    found = Cut(number, of, ()).listed
    assert found[: len(listed)] == listed
    assert {1, of, number} <= set(found)
    assert len(found) <= 32


@pytest.mark.parametrize("directories", [True, False])
def test_all_parts_together_equal_the_whole_page(
    generated: Path, monkeypatch: pytest.MonkeyPatch, directories: bool
) -> None:
    """All parts together have the links and at least the rows of the whole page; every link leads to a page."""
    site = _site(generated, directories=directories, desk=True)
    whole = {page.path: page for page in site.pages}
    assert not any(page.cut for page in whole.values())
    _make_short(monkeypatch, 10)
    cut = _site(generated, directories=directories, desk=True)
    urls = {cut.addresses.url(page.path) for page in cut.pages}
    assert len(urls) == len(cut.pages)
    first: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    for page in cut.pages:
        if page.cut is None:
            continue
        if page.number == 1:
            first[page.noun] = path = page.path
        texts.setdefault(path, []).append(cut.render(page).html)
    assert {"actor", "source", "topic", "quantity", "event"} <= first.keys()
    overviews = {whole[path].noun for path in texts if whole[path].record is None}
    assert overviews >= {"quantity", "event"}
    for path, found in texts.items():
        assert len(found) > 1
        text = site.render(whole[path]).html
        assert sum(len(_ROW.findall(part)) for part in found) >= len(_ROW.findall(text)), path
        linked = set()
        for number, part in enumerate(found, start=1):
            page = next(p for p in cut.pages if (p.noun, p.record) == _about(cut, path) and p.number == number)
            base = f"https://site.example/{cut.addresses.url(page.path)}"
            linked |= {urljoin(base, link) for link in _HREF.findall(part)}
        base = f"https://site.example/{cut.addresses.url(path)}"
        wanted = {urljoin(base, link) for link in _HREF.findall(text)}
        assert wanted <= linked, path
        lost = {link.partition("#")[0].removeprefix("https://site.example/") for link in linked} - urls
        assert lost == set(), path


def _about(site: Site, path: str) -> tuple[str, object]:
    page = next(page for page in site.pages if page.path == path)
    return page.noun, page.record


def test_a_part_says_which_it_is_and_links_its_neighbours(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make_short(monkeypatch)
    site = _site(generated)
    pages = [page for page in site.pages if page.noun == "quantity" and page.record is None]
    assert [page.path for page in pages] == ["zahlen/index", "zahlen/seite/2", "zahlen/seite/3"]
    titles = [site.title_of(page) for page in pages]
    assert titles == ["Zahlen", "Zahlen – Seite 2 von 3", "Zahlen – Seite 3 von 3"]
    text = site.render(pages[1]).html
    assert '<a rel="prev" href="../../../zahlen/">' in text
    assert '<a rel="next" href="../../../zahlen/seite/3/">' in text
    assert '<span aria-current="page">2</span>' in text
    assert "Sortiert und gefiltert wird nur diese Seite" in text
    assert 'data-find="Auf dieser Seite suchen"' in text


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize(
    ("paths", "apart"),
    [
        ({}, True),
        ({"topic": "network"}, True),
        ({"topic": "akteure"}, False),
        ({"topic": "netzwerk"}, False),
        ({"topic": "akteure/actor-0/seite"}, False),
    ],
)
def test_parts_cannot_collide_if_each_kind_has_its_own_folder(
    generated: Path, monkeypatch: pytest.MonkeyPatch, paths: dict[str, str], apart: bool, directories: bool
) -> None:
    """With a folder per kind, taken addresses are known without splitting any page."""
    _make_short(monkeypatch)
    collection, _ = load(generated / "dossier", generated, Settings("de"))
    addresses = Addresses("de", directories, paths)
    in_parts, whole = pages_of(collection, addresses), list(pages_of(collection, addresses, whole=True))
    assert addresses.keep_parts_apart is apart
    assert all(page.cut is None for page in whole)
    if apart:
        assert list(taken_addresses(in_parts, addresses)) == list(taken_addresses(whole, addresses)) == []


def test_a_handwritten_page_replaces_all_parts(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make_short(monkeypatch)
    collection = _site(generated).collection
    site = Site(collection, Addresses("de"), written={"zahlen/"})
    assert not any(page.noun == "quantity" and page.record is None for page in site.pages)
