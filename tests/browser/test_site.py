"""The sample site as a reader meets it: complete, at peace with the browser, and asking no other host for anything."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.places import front_matter

ROOT = Path(__file__).parents[2]
DOSSIER = "nordkorea-donezk"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(ROOT / "dossier")[0]


class _Links(HTMLParser):
    """The ids of a page, and everything it links or loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("id") in self.ids:
            self.twice.append(given["id"])
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "link" and given.get("rel") == "canonical":
            return
        self.links |= {given[name] for name in ("href", "src", "poster") if name in given}


def _pages(folder: Path) -> Iterator[tuple[Path, _Links]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, _Links(path.read_text(encoding="utf-8"))


def test_every_link_and_every_anchor_leads_somewhere(site_folder: Path) -> None:
    pages = dict(_pages(site_folder))
    lost = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            address, fragment = urldefrag(link)
            target = path
            if address:
                start = site_folder if address.startswith("/") else path.parent
                target = (start / unquote(urlsplit(address).path).lstrip("/")).resolve()
                if target.is_dir():
                    target /= "index.html"
            if not target.is_file():
                lost.append(f"{path.relative_to(site_folder)}: {link}")
            elif fragment and target in pages and unquote(fragment) not in pages[target].ids | {"__top"}:
                lost.append(f"{path.relative_to(site_folder)}: {link} (no such anchor)")
    assert lost == []
    assert len(pages) > 20


def test_no_id_stands_twice_in_a_page(site_folder: Path) -> None:
    twice = {path.relative_to(site_folder).as_posix(): page.twice for path, page in _pages(site_folder) if page.twice}
    assert twice == {}


def test_every_dossier_and_every_statement_has_its_address(site_folder: Path, collection: Collection) -> None:
    for dossier in collection.of(Dossier):
        page = _Links((site_folder / dossier.id / "index.html").read_text(encoding="utf-8"))
        assert {statement.id for statement in collection.inside(dossier, Statement)} <= page.ids


def test_no_page_complains_or_asks_another_host(browser_page: Page, address: str, site_folder: Path) -> None:
    complaints: list[str] = []
    browser_page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.on("request", lambda asked: complaints.append(asked.url) if _foreign(asked.url, address) else None)
    browser_page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    found: dict[str, list[str]] = {}
    for path in sorted(site_folder.rglob("*.html")):
        name = path.relative_to(site_folder).as_posix()
        browser_page.goto(f"{address}{name.removesuffix('index.html')}", wait_until="load")
        if complaints:
            found[name] = complaints[:]
            complaints.clear()
    browser_page.wait_for_load_state("networkidle")
    assert found == {}
    assert complaints == []


def _foreign(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:", "about:"))


def test_who_copies_the_article_gets_the_article(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}{DOSSIER}/")
    copied = browser_page.evaluate(
        """() => {
            const selection = window.getSelection()
            selection.selectAllChildren(document.querySelector(".dx-article"))
            return selection.toString()
        }"""
    )
    _, body, _ = front_matter((ROOT / "dossier" / DOSSIER / "article.md").read_text(encoding="utf-8"))
    written = [line.removeprefix("## ").replace("\\-", "-") for line in body.split("\n") if line]
    assert [line for line in copied.split("\n") if line.strip()] == written


def test_without_javascript_all_evidence_is_there(chromium: Browser, address: str, collection: Collection) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    dossier = collection.get(Dossier, DOSSIER)
    assert dossier
    statements = collection.inside(dossier, Statement)
    notes = page.locator(".dx-note")
    assert notes.count() == len(statements) > 20
    for statement in statements:
        note = page.locator(f".dx-note[id='_note-{statement.id}']")
        assert note.is_visible(), statement.id
        if statement.text:
            assert str(statement.text.in_language("de")) in " ".join((note.text_content() or "").split())
    assert page.locator(".passage").count() > len(statements)
    context.close()
