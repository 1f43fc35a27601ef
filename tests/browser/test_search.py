"""The search by words, facets, keyboard and address, on the sample site and on a small one."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import write
from forked import mkdocs

RESULTS = ".dx-search__results > li"
TITLES = f"{RESULTS} .dx-search__title a"
FIELD = "Suchen nach"
WICKED = "Wicked `<img src=x onerror=alert(1)>` words"
HOSTILE = "<img src=x onerror=alert(1)> & &lt;mark&gt; <mark>laut</mark>"


def _status(page: Page) -> Locator:
    return page.locator("dossier-search").get_by_role("status")


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _search(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}suche/")
    expect(_status(page)).to_contain_text("Einträge sind durchsuchbar")
    page.get_by_label(FIELD).fill(words)
    expect(_status(page)).to_contain_text("Treffer")


def _marks(page: Page) -> set[str]:
    return {text.strip(".,;:„“\"'") for text in page.locator(f"{RESULTS} mark").all_inner_texts()}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("getötet", "getöteten"),
        ("getoteter", "getöteten"),
        ("SÜDKOREA", "südkoreanische"),
        ("sudkoreanisch", "südkoreanischen"),
        ("Offizier", "Offizieren"),
        ("Waffenlieferung", "Waffenlieferungen"),
    ],
)
def test_inflected_words_and_umlauts_are_found(browser_page: Page, address: str, words: str, found: str) -> None:
    """Any form of a word, with or without umlauts, finds the others."""
    _search(browser_page, address, words)
    expect(browser_page.locator(RESULTS).first).to_be_visible()
    assert found in _marks(browser_page)


def test_a_quoted_phrase_is_found_as_such(browser_page: Page, address: str) -> None:
    """Words in quotation marks are found only next to each other."""
    _search(browser_page, address, "sechs nordkoreanische Offiziere")
    loose = _status(browser_page).inner_text()
    browser_page.get_by_label(FIELD).fill('"sechs nordkoreanische Offiziere"')
    expect(_status(browser_page)).not_to_have_text(loose)
    found = browser_page.locator(RESULTS).all_inner_texts()
    assert found
    assert [text for text in found if "Offiziere" not in text] == []


def test_facets_narrow_and_count(browser_page: Page, address: str) -> None:
    """A facet's count is the number of results after choosing it, and its alternatives stay available."""
    _search(browser_page, address, "Soldaten")
    statements = browser_page.get_by_label("Aussage (")
    label = browser_page.locator(".dx-search__kinds label", has_text="Aussage (").inner_text()
    number = int(label.partition("(")[2].rstrip(")"))
    statements.check()
    expect(_status(browser_page)).to_have_text(f"{number} Treffer")
    expect(browser_page.locator(f"{RESULTS} .dx-tag").first).to_have_text("Aussage")
    assert set(browser_page.locator(f"{RESULTS} .dx-tag").all_inner_texts()) == {"Aussage"}
    figures = browser_page.locator(".dx-search__kinds label", has_text="Zahl (")
    expect(figures).to_be_visible()
    more = int(figures.inner_text().partition("(")[2].rstrip(")"))
    figures.locator("input").check()
    expect(_status(browser_page)).to_have_text(f"{number + more} Treffer")
    speakers = browser_page.get_by_label("Akteur", exact=True)
    value = speakers.locator("option").nth(1).get_attribute("value")
    left = int(speakers.locator("option").nth(1).inner_text().rpartition("(")[2].rstrip(")"))
    others = speakers.locator("option").count()
    speakers.select_option(value)
    expect(_status(browser_page)).to_have_text("Ein Treffer" if left == 1 else f"{left} Treffer")
    assert left < number + more
    expect(speakers.locator("option")).to_have_count(others)


def test_facets_work_without_words(browser_page: Page, address: str) -> None:
    """A facet without any words lists all its entries, ten at a time."""
    browser_page.goto(f"{address}suche/?kind=Zahl")
    data = json.loads(browser_page.request.get(f"{address}data/search.json").text())
    figures = [entry for entry in data["entries"] if entry["facets"]["kind"] == ["Zahl"]]
    expect(_status(browser_page)).to_have_text(f"{len(figures)} Treffer")
    assert len(figures) > 10
    expect(browser_page.locator(RESULTS)).to_have_count(10)
    browser_page.get_by_role("button", name="Weitere Treffer zeigen").click()
    expect(browser_page.locator(TITLES).nth(10)).to_be_focused()


def test_the_address_holds_the_search(browser_page: Page, address: str) -> None:
    """The address restores words, facets and results, also after going back; one button clears everything."""
    _search(browser_page, address, "nordkoreanische Soldaten")
    browser_page.get_by_label("Aussage (").check()
    year = browser_page.get_by_label("Jahr")
    year.select_option("2024")
    expect(browser_page.locator(".dx-search__results")).to_have_attribute("aria-busy", "false")
    expect(browser_page.locator(RESULTS).first).to_be_visible()
    assert _query(browser_page) == {"find": ["nordkoreanische Soldaten"], "kind": ["Aussage"], "year": ["2024"]}
    expect(year.locator("option:checked")).to_contain_text("2024 (")
    titles = browser_page.locator(TITLES).all_inner_texts()
    status = _status(browser_page).inner_text()

    browser_page.reload()
    expect(_status(browser_page)).to_have_text(status)
    assert browser_page.locator(TITLES).all_inner_texts() == titles
    expect(browser_page.get_by_label(FIELD)).to_have_value("nordkoreanische Soldaten")
    expect(browser_page.get_by_label("Aussage (")).to_be_checked()

    browser_page.locator(TITLES).first.click()
    browser_page.wait_for_url("**/#*")
    browser_page.go_back()
    expect(_status(browser_page)).to_have_text(status)

    browser_page.get_by_role("button", name="Von vorn").click()
    expect(_status(browser_page)).to_contain_text("Einträge sind durchsuchbar")
    expect(browser_page.locator(RESULTS)).to_have_count(0)
    expect(browser_page.get_by_label(FIELD)).to_be_focused()
    assert _query(browser_page) == {}


def test_the_search_works_by_keyboard_alone(browser_page: Page, address: str) -> None:
    """The field is focused, arrow keys move through the results, Escape goes back and clears, Enter opens a result."""
    browser_page.goto(f"{address}suche/")
    expect(browser_page.get_by_label(FIELD)).to_be_focused()
    keyboard, links = browser_page.keyboard, browser_page.locator(TITLES)
    keyboard.type("mehr als 20 Soldaten getötet")
    expect(links.first).to_be_visible()
    expect(_status(browser_page)).to_contain_text("Treffer")
    for key, focused in (
        ("ArrowDown", links.nth(0)),
        ("ArrowDown", links.nth(1)),
        ("ArrowUp", links.nth(0)),
        ("End", links.last),
        ("Home", links.nth(0)),
        ("Escape", browser_page.get_by_label(FIELD)),
        ("ArrowDown", links.nth(0)),
        ("ArrowUp", browser_page.get_by_label(FIELD)),
    ):
        keyboard.press(key)
        expect(focused).to_be_focused()
    keyboard.press("Escape")
    expect(browser_page.get_by_label(FIELD)).to_have_value("")
    expect(links).to_have_count(0)
    keyboard.type("Offiziere")
    expect(links.first).to_be_visible()
    keyboard.press("ArrowDown")
    target = links.first.get_attribute("href") or ""
    keyboard.press("Enter")
    browser_page.wait_for_url(target)


def test_every_statement_and_figure_is_found_at_its_passage(browser_page: Page, address: str) -> None:
    """The addresses of statements and figures in the index exist on their pages."""
    browser_page.goto(f"{address}suche/?kind=Aussage&kind=Zahl")
    expect(_status(browser_page)).to_contain_text("Treffer")
    found = browser_page.evaluate(
        """async (top) => {
            const engine = await import(`${top}pagefind/pagefind.js`);
            const { results } = await engine.search(null, { filters: { kind: { any: ["Aussage", "Zahl"] } } });
            return Promise.all(results.map(async (result) => (await result.data()).raw_url));
        }""",
        address,
    )
    assert len(found) > 40
    assert "nordkorea-donezk/#angriff" in found or "nordkorea-donezk/#opfer" in found
    ids: dict[str, set[str]] = {}
    for raw in found:
        path, _, anchor = unquote(raw).partition("#")
        if path not in ids:
            browser_page.goto(f"{address}{path}")
            ids[path] = set(browser_page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)"))
        assert anchor in ids[path], raw


def test_a_result_opens_at_its_passage(browser_page: Page, address: str) -> None:
    """A result opens at its passage, and the search field in the header leads back to the search."""
    _search(browser_page, address, "mehr als 20 Soldaten")
    browser_page.get_by_label("Aussage (").check()
    expect(browser_page.locator(f"{RESULTS} .dx-tag").last).to_have_text("Aussage")
    browser_page.locator(TITLES).first.click()
    browser_page.wait_for_url("**/nordkorea-donezk/#*")
    expect(browser_page.locator(":target")).to_be_visible()
    browser_page.get_by_role("banner").get_by_role("searchbox").fill("mehr als 20")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(TITLES).first).to_contain_text("mehr als 20")
    assert browser_page.url == f"{address}suche/?find=mehr+als+20"


def test_without_javascript_the_search_page_says_so(chromium: Browser, address: str) -> None:
    """Without JavaScript the search page says so, links to the overviews, and has no dead controls."""
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}suche/")
    expect(plain.get_by_text("Die Suche braucht JavaScript.")).to_be_visible()
    expect(plain.locator("article").get_by_role("link", name="Akteure")).to_be_visible()
    assert plain.locator("article").locator("input, select, button").count() == 0
    context.close()


def test_pagefind_is_loaded_on_the_search_page_only(browser_page: Page, address: str) -> None:
    requests: list[str] = []
    browser_page.on("request", lambda request: requests.append(request.url))
    browser_page.goto(f"{address}nordkorea-donezk/", wait_until="networkidle")
    assert not [url for url in requests if "/pagefind/" in url]
    browser_page.goto(f"{address}suche/", wait_until="networkidle")
    assert [url for url in requests if url.startswith(f"{address}pagefind/")]


MKDOCS_YML = """
site_name: Test
site_url: https://site.example/unter/
theme: {name: material, language: en, font: false}
use_directory_urls: false
plugins: [dossier: {search: true}]
"""
SITE = {
    "mkdocs.yml": MKDOCS_YML,
    "docs/index.md": "# Start\n",
    "dossier/all.yml": f"topics: {{evil: {{label: {json.dumps(HOSTILE)}, description: {json.dumps(WICKED)}}}}}\n",
    "dossier/report/article.md": (
        "---\ntitle: Report\npublished: 2024-10-05\nlanguage: en\n---\n\nThe ministry counted 20 ships.\n"
    ),
    "dossier/report/annotations.yml": "statements: {ships: {quote: counted 20 ships, topics: [evil]}}\n",
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Log nothing: pytest shows what went wrong."""


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small English site in a subfolder, without instant navigation, directory URLs and Material's search."""
    folder = tmp_path_factory.mktemp("below")
    write(folder, SITE)
    built = mkdocs("build", "--strict", "--site-dir", folder / "host" / "unter", cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder / "host")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/unter/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_search_works_in_a_subfolder(browser_page: Page, below: str) -> None:
    """In a subfolder the search loads everything from there, without errors or requests elsewhere."""
    complaints: list[str] = []
    requests: list[str] = []
    browser_page.on("console", lambda message: complaints.append(message.text))
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.on("request", lambda request: requests.append(request.url))
    browser_page.goto(f"{below}report/index.html")
    browser_page.locator(".md-header").get_by_role("link", name="Search").click()
    browser_page.get_by_label("Search for").fill("counting ship")
    expect(browser_page.locator(TITLES).first).to_be_visible()
    browser_page.get_by_label("Statement (").check()
    expect(_status(browser_page)).to_have_text("One result")
    browser_page.locator(TITLES).first.click()
    browser_page.wait_for_url(f"{below}report/index.html#ships")
    assert complaints == []
    assert [url for url in requests if not url.startswith(below)] == []


def test_index_content_is_shown_as_text(browser_page: Page, below: str) -> None:
    """HTML in a record's text is shown literally in results and facets."""
    browser_page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    browser_page.goto(f"{below}search/index.html?find=wicked")
    expect(browser_page.locator(TITLES)).to_have_text([HOSTILE])
    expect(browser_page.locator(".dx-search__excerpt")).to_have_text("Wicked <img src=x onerror=alert(1)> words")
    expect(browser_page.locator(".dx-search__excerpt mark")).to_have_text("Wicked")
    browser_page.goto(f"{below}search/index.html?find=ships")
    expect(browser_page.locator(TITLES).first).to_be_visible()
    expect(browser_page.get_by_label("Topic").locator("option").nth(1)).to_have_text(f"{HOSTILE} (2)")
    assert browser_page.locator("dossier-search img").count() == 0


def test_a_missing_index_is_reported(browser_page: Page, below: str) -> None:
    browser_page.route("**/pagefind/**", lambda route: route.abort())
    browser_page.goto(f"{below}search/index.html?find=ships")
    expect(_status(browser_page)).to_have_text("The search does not work here: its index could not be loaded.")
