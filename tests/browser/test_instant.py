"""Instant navigation on a site with a third-party script works into the pages of dossiers and out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from browser.chromium import launched
from browser.sites import SITE_URL, build, served
from conftest import write

FEATURES = (
    "[navigation.instant, navigation.instant.prefetch, navigation.instant.progress, navigation.tabs, search.highlight]"
)
MKDOCS_YML = f"""
site_name: Harbour News
site_url: {SITE_URL}
theme:
  name: material
  font: false
  custom_dir: overrides
  features: {FEATURES}
  palette:
    - {{scheme: default, toggle: {{icon: material/weather-night, name: Dark}}}}
    - {{scheme: slate, toggle: {{icon: material/weather-sunny, name: Light}}}}
plugins: [search, dossier]
markdown_extensions: [attr_list]
nav:
  - Home: index.md
  - Ferries: ferries.md
  - Records: records.md
  - Dossiers: dossiers/index.md
  - Actors: actors/index.md
"""
SITE = {
    "mkdocs.yml": MKDOCS_YML,
    "docs/index.md": (
        "# Home\n\nOf [the yard](actors/yard.md){ #yard }, of [a count](cranes/index.md#count){ #counted }"
        " and of the [ferries](ferries.md){ #ferries }.\n"
    ),
    "docs/ferries.md": "# Ferries\n\n[Home](index.md)\n",
    "docs/records.md": "# Records\n\n[Yard](actor:yard)\n\n```dossier\nactors\n```\n",
    "dossier/all.yml": "actors:\n  yard: {name: Crane Yard, kind: company}\n  quay: {name: Old Quay, kind: company}\n",
    "dossier/cranes/article.md": (
        "---\ntitle: Cranes\npublished: 2024-10-05\nlanguage: en\n---\n\nThe Crane Yard counted 20 cranes.\n"
    ),
    "dossier/cranes/annotations.yml": "statements: {count: {quote: counted 20 cranes, said_by: yard}}\n",
}
#: A third-party script that ordinary pages load, and that reports each page view to its host.
SCRIPT = """
window.addEventListener("DOMContentLoaded", () => document$.subscribe(() => {
  new Image().src = "http://localhost:%d/seen" + location.pathname;
}));
"""
OVERRIDE = """{%% extends "base.html" %%}
{%% block extrahead %%}<script src="http://localhost:%d/count.js"></script>{%% endblock %%}
"""


class _Elsewhere(BaseHTTPRequestHandler):
    """Another host, which serves a script and records page views."""

    seen: list[str]

    def do_GET(self) -> None:
        """Record the request, and send the script or nothing."""
        self.seen.append(self.path.removeprefix("/seen"))
        body = (SCRIPT % self.server.server_port).encode() if self.path == "/count.js" else b""  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Log nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[int, list[str]]]:
    """Start another host; yield its port and the addresses reported to it."""
    seen: list[str] = []
    handler = type("Elsewhere", (_Elsewhere,), {"seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, seen
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory, elsewhere: tuple[int, list[str]]) -> Iterator[str]:
    """Build and serve the site, and yield its address."""
    folder = tmp_path_factory.mktemp("news")
    write(folder, {**SITE, "overrides/main.html": OVERRIDE % elsewhere[0]})
    with served(build(folder / "site", folder / "mkdocs.yml")) as address:
        yield address


@pytest.fixture
def visit(browser_page: Page, news: str, elsewhere: tuple[int, list[str]]) -> Page:
    """Open the home page, with instant navigation ready."""
    elsewhere[1].clear()
    browser_page.goto(news, wait_until="networkidle")
    return browser_page


def _until(page: Page, true: str) -> None:
    """Wait until an expression is true of the page or of the page that replaces it."""
    for _ in range(200):
        try:
            if page.evaluate(f"document.readyState === 'complete' && {true}"):
                return
        except Error:
            pass  # the document was replaced
        page.wait_for_timeout(50)
    pytest.fail(f"{true} is not true of {page.url}")


def _assert_full_document(page: Page, title: str) -> None:
    """Assert that the page of a record was loaded as a full document, with its policy and its scripts."""
    # The title contains the kind of a record: “Crane Yard – Actor - Harbour News”.
    _until(page, f"document.dossier === location.pathname && document.title.startsWith('{title} ')")
    assert page.locator("head > meta[http-equiv=Content-Security-Policy]").count() == 1


def _assert_ordinary(page: Page, title: str) -> None:
    """Assert that an ordinary page has no policy of ours, and that a third-party script runs on it."""
    _until(page, f"!document.dossier && document.title === '{title}'")
    assert page.locator("meta[http-equiv]").count() == 0
    assert page.evaluate(
        """() => new Promise(done => {
            const script = document.createElement("script")
            script.src = document.querySelector("script[src*=localhost]").src + "?late"
            script.onload = () => done(true)
            script.onerror = () => done(false)
            document.head.append(script)
        })"""
    )


def test_a_dossier_makes_no_third_party_requests(
    browser_page: Page, news: str, elsewhere: tuple[int, list[str]]
) -> None:
    """The page of a dossier refuses the third-party script of the theme override."""
    elsewhere[1].clear()
    refused: list[str] = []
    browser_page.on("console", lambda line: refused.append(line.text))
    browser_page.goto(f"{news}cranes/", wait_until="networkidle")
    assert elsewhere[1] == []
    assert any("/count.js" in line for line in refused)


def _by_tab(page: Page) -> None:
    page.locator(".md-tabs__link", has_text="Actors").click()


def _by_link(page: Page) -> None:
    page.locator("#yard").click()


def _by_anchor(page: Page) -> None:
    page.locator("#counted").click()


def _by_keyboard(page: Page) -> None:
    page.locator("#yard").focus()
    page.keyboard.press("Enter")


def _by_prefetch(page: Page) -> None:
    with page.expect_request("**/actors/yard/"):
        page.locator("#yard").hover()
    page.locator("#yard").click()


def _by_search(page: Page) -> None:
    page.locator("[data-md-component=search-query]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("cranes")
    page.locator(".md-search-result__link[href*='/cranes/']").first.click()


WAYS: dict[str, tuple[Callable[[Page], None], str]] = {
    "tab": (_by_tab, "Actors"),
    "link": (_by_link, "Crane Yard"),
    "link with an anchor": (_by_anchor, "Cranes"),
    "keyboard": (_by_keyboard, "Crane Yard"),
    "prefetched link": (_by_prefetch, "Crane Yard"),
    "result of the search": (_by_search, "Cranes"),
}


def _press(page: Page, key: str) -> None:
    page.locator("h1").click()
    page.keyboard.press(key)


def test_keys_lead_to_the_next_and_the_previous_page(browser_page: Page, news: str) -> None:
    """Material's keys `n` and `p` lead from ordinary pages to those of records, and back."""
    browser_page.goto(f"{news}records/", wait_until="networkidle")
    _press(browser_page, "n")
    _assert_full_document(browser_page, "Dossiers")
    _press(browser_page, "n")
    _assert_full_document(browser_page, "Actors")
    _press(browser_page, "p")
    _assert_full_document(browser_page, "Dossiers")
    browser_page.wait_for_load_state("networkidle")
    _press(browser_page, "p")
    _assert_ordinary(browser_page, "Records - Harbour News")


def test_navigation_works_from_a_missing_page(browser_page: Page, news: str) -> None:
    """From the 404 page, an ordinary one with absolute links, a reader gets to a record's page and back."""
    browser_page.goto(f"{news}no/such/page/", wait_until="networkidle")
    _assert_ordinary(browser_page, "Harbour News")
    _by_tab(browser_page)
    _assert_full_document(browser_page, "Actors")
    browser_page.go_back()
    _assert_ordinary(browser_page, "Harbour News")


def test_the_palette_is_kept(visit: Page) -> None:
    """The chosen palette is kept in both directions, even when changed on a page of a record."""
    body = visit.locator("body")
    visit.locator("label.md-header__button[for^=__palette]:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    _by_link(visit)
    _assert_full_document(visit, "Crane Yard")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    visit.locator("label.md-header__button[for^=__palette]:visible").click()
    visit.locator(".md-tabs__link", has_text="Ferries").click()
    _assert_ordinary(visit, "Ferries - Harbour News")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_ordinary_pages_are_merged_among_themselves(visit: Page) -> None:
    """Instant navigation merges ordinary pages; those that show records get our styles and lose them again."""
    visit.evaluate("window.first = true")
    visit.locator(".md-tabs__link", has_text="Records").click()
    _assert_ordinary(visit, "Records - Harbour News")
    assert visit.locator(".dx-link--actor").first.evaluate("link => getComputedStyle(link).textDecorationLine")
    assert visit.locator("link[href$='assets/dossier.css']").count() == 1
    visit.locator(".md-tabs__link", has_text="Ferries").click()
    _assert_ordinary(visit, "Ferries - Harbour News")
    assert visit.locator("link[href$='assets/dossier.css']").count() == 0
    assert visit.evaluate("window.first") is True


def test_an_anchor_is_scrolled_to(visit: Page) -> None:
    """A record's page scrolls to its anchor, and a page opened from the search marks the searched words."""
    _by_search(visit)
    _assert_full_document(visit, "Cranes")
    assert "?h=cranes" in visit.url
    expect(visit.locator("mark[data-md-highlight]").first).to_be_visible()
    visit.goto(visit.url.partition("cranes/")[0], wait_until="networkidle")
    _by_anchor(visit)
    _assert_full_document(visit, "Cranes")
    expect(visit.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("way", WAYS)
def test_every_way_leads_into_a_record_and_out_of_it(visit: Page, elsewhere: tuple[int, list[str]], way: str) -> None:
    """A record's page is loaded in full in both directions; only views of ordinary pages are reported to the host."""
    go, title = WAYS[way]
    _assert_ordinary(visit, "Harbour News")
    go(visit)
    _assert_full_document(visit, title)
    visit.locator(".md-tabs__link", has_text="Ferries").click()
    _assert_ordinary(visit, "Ferries - Harbour News")
    visit.locator("article a").first.click()
    _assert_ordinary(visit, "Harbour News")
    assert [path for path in elsewhere[1] if "count.js" not in path] == ["/", "/ferries/", "/"]


@pytest.mark.parametrize("keeps_documents", [False, True])
def test_back_and_forward(
    chromium: Browser, news: str, elsewhere: tuple[int, list[str]], keeps_documents: bool
) -> None:
    """Back and forward work across both kinds of pages, with and without the back/forward cache."""
    elsewhere[1].clear()
    with launched(chromium.browser_type, keeps_documents=keeps_documents) as browser:
        page = browser.new_page()
        page.goto(news, wait_until="networkidle")
        page.locator("#ferries").click()
        _assert_ordinary(page, "Ferries - Harbour News")
        _by_tab(page)
        _assert_full_document(page, "Actors")
        page.locator("tbody a", has_text="Yard").click()
        _assert_full_document(page, "Crane Yard")
        page.locator(".md-tabs__link", has_text="Home").click()
        _assert_ordinary(page, "Harbour News")
        page.wait_for_load_state("networkidle")
        _by_anchor(page)
        _assert_full_document(page, "Cranes")
        assert page.url.endswith("/cranes/#count")
        walk = [
            ("back", "Harbour News"),
            ("back", "Crane Yard"),
            ("back", "Actors"),
            ("back", "Ferries - Harbour News"),
            ("back", "Harbour News"),
            ("forward", "Ferries - Harbour News"),
            ("forward", "Actors"),
            ("forward", "Crane Yard"),
            ("forward", "Harbour News"),
            ("forward", "Cranes"),
        ]
        for direction, title in walk:
            page.evaluate(f"setTimeout(() => history.{direction}())")
            ordinary = title in ("Harbour News", "Ferries - Harbour News")
            (_assert_ordinary if ordinary else _assert_full_document)(page, title)
        assert {path for path in elsewhere[1] if "count.js" not in path} == {"/", "/ferries/"}
