"""The built sites are complete, cause no browser errors, and make no requests to other hosts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.large import ACTORS
from browser.links import BuiltSite, Links
from browser.sites import ROOT
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Dossier, Figure, Statement
from mkdocs_dossier.reading.locate import front_matter
from mkdocs_dossier.site.graph import MOST, MOST_NARROW

DOSSIER = "nordkorea-donezk"

#: Layout shifts without the reader's input, each with the elements that moved.
SHIFTS = """() => new Promise((resolve) => {
    const found = []
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue
            const moved = entry.sources.map(({node}) => (node?.className?.toString() ?? "") || node?.nodeName)
            found.push(`${entry.value}: ${moved}`)
        }
    }).observe({type: "layout-shift", buffered: true})
    requestAnimationFrame(() => setTimeout(() => resolve(found), 200))
})"""


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(ROOT / "dossier")[0]


@pytest.fixture(scope="module", params=["site_folder", "other_folder", "large_folder", "long_folder"])
def built(request: pytest.FixtureRequest) -> BuiltSite:
    """Return each site: the sample, the sample built with other settings, a large one, and one with long lists."""
    return BuiltSite(request.getfixturevalue(request.param))


def test_no_link_or_anchor_is_broken(built: BuiltSite) -> None:
    """Every link in pages, drawings, styles, JSON-LD, feeds, the sitemap and downloads has a target."""
    assert built.lost() == []
    assert len(built.pages) > 20


def test_no_id_occurs_twice_in_a_page(built: BuiltSite) -> None:
    twice = {path.relative_to(built.folder).as_posix(): page.twice for path, page in built.pages.items() if page.twice}
    assert twice == {}


def test_html_in_an_article_is_shown_as_text(large_folder: Path) -> None:
    """A tag in an article or its notes is text, and the address in it is not a link."""
    page = (large_folder / "bericht-0" / "index.html").read_text(encoding="utf-8")
    assert "Kai &lt;b&gt;standen&lt;/b&gt; die" in page
    assert "&lt;a href=" in page
    assert "/gibt/es/nicht/" not in " ".join(Links(page).links)


def test_every_dossier_and_statement_has_an_address(site_folder: Path, collection: Collection) -> None:
    for dossier in collection.of(Dossier):
        page = Links((site_folder / dossier.id / "index.html").read_text(encoding="utf-8"))
        assert {statement.id for statement in collection.inside(dossier, Statement)} <= page.ids


def _complaints(page: Page, address: str) -> list[str]:
    """Return a list that collects console messages, requests to other hosts and failed responses from now on."""
    messages: list[str] = []
    page.on("console", lambda line: messages.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: messages.append(request.url) if _foreign(request.url, address) else None)
    page.on("response", lambda got: messages.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    return messages


def _foreign(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:", "about:"))


def _open_card(page: Page) -> None:
    """Click a statement's number until its card opens: until the page has run its script it is a plain link."""
    expect(page.locator(".dx-views button")).to_have_count(3)
    cards = page.locator(".dx-popover")
    for _ in range(20):
        page.locator(".dx-article .passage__note").nth(1).click()
        if cards.count():
            break
        page.wait_for_timeout(250)
    expect(cards).to_be_visible()
    expect(cards).to_have_count(1)


@pytest.mark.parametrize(("site", "most"), [("", 1000), ("other_", 1), ("large_", 1)])
def test_no_page_has_errors_or_requests_other_hosts(
    browser_page: Page, request: pytest.FixtureRequest, site: str, most: int
) -> None:
    """No page of the sample, and no overview and page of each kind on other sites, has errors or foreign requests."""
    folder = request.getfixturevalue(f"{site or 'site_'}folder")
    address = request.getfixturevalue(f"{site}address")
    complaints = _complaints(browser_page, address)
    found: dict[str, list[str]] = {}
    visited: Counter[Path] = Counter()
    for path in sorted(folder.rglob("*.html")):
        # An overview is next to its records or in the folder above.
        kind = path.parent.parent if path.name == "index.html" and path.parent != folder else path.parent
        visited[kind] += 1
        if visited[kind] > most and (kind / "index.html") != path:
            continue
        name = path.relative_to(folder).as_posix()
        browser_page.goto(f"{address}{name.removesuffix('index.html')}", wait_until="load")
        if complaints:
            found[name] = complaints[:]
            complaints.clear()
    browser_page.wait_for_load_state("networkidle")
    assert found == {}
    assert complaints == []
    assert len(visited) >= 8


@pytest.mark.parametrize(
    ("site", "words"), [("", ("Akteure", "Wladimir Putin")), ("other_", ("Actors", "Vladimir Putin"))]
)
def test_links_work_forward_and_back(
    browser_page: Page, request: pytest.FixtureRequest, site: str, words: tuple[str, str]
) -> None:
    """With and without instant navigation, tables and cards work after following links, back and forward."""
    address = request.getfixturevalue(f"{site}address")
    page, (tab, person) = browser_page, words
    complaints = _complaints(page, address)
    # Until Material has read the sitemap, links are not instant.
    page.goto(address, wait_until="networkidle")
    page.get_by_role("link", name=tab, exact=True).first.click()
    expect(page.locator("dossier-table .dx-tools")).to_have_count(1)
    page.get_by_role("searchbox").last.fill(person)
    page.locator("tbody").get_by_role("link", name=person).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(person)
    page.locator(f"main a[href*='{DOSSIER}/']").first.click()
    _open_card(page)
    page.keyboard.press("Escape")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(person)
    page.go_back()
    expect(page.locator("dossier-table .dx-tools")).to_have_count(1)
    expect(page.locator("dossier-table tbody tr:visible")).to_have_count(1)
    page.go_forward()
    page.go_forward()
    _open_card(page)
    page.wait_for_load_state("networkidle")
    assert complaints == []


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_while_a_dossier_loads(chromium: Browser, address: str, width: int) -> None:
    """While a dossier loads and is scrolled, its layout shift is 0."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/", wait_until="load")
    page.locator(".dx-views button").first.wait_for()
    page.mouse.wheel(0, 1200)
    shifts = page.evaluate(SHIFTS)
    context.close()
    assert shifts == []


def test_a_copied_article_has_only_its_own_text(browser_page: Page, address: str) -> None:
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


@pytest.fixture
def plain_page(chromium: Browser) -> Iterator[Page]:
    """Open a page in a browser without JavaScript."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript_all_evidence_is_visible(plain_page: Page, address: str, collection: Collection) -> None:
    """Without JavaScript a dossier shows all statements with chains and contradictions, all figures, and citations."""
    plain_page.goto(f"{address}{DOSSIER}/")
    dossier = collection.get(Dossier, DOSSIER)
    assert dossier
    statements = collection.inside(dossier, Statement)
    notes = plain_page.locator(".dx-note")
    assert notes.count() == len(statements) > 20
    opposed = 0
    for statement in statements:
        note = plain_page.locator(f".dx-note[id='_note-{statement.id}']")
        assert note.is_visible(), statement.id
        text = " ".join((note.text_content() or "").split())
        if statement.text:
            assert str(statement.text.in_language("de")) in text
        hops = note.locator(".dx-chain > li")
        assert hops.count() >= len({*statement.via, *statement.said_by})
        assert all(hop.is_visible() for hop in hops.all())
        for rival in (collection.get(Statement, named.statement, dossier.id) for named in statement.contradicts):
            assert rival
            assert collection.words_of(rival) in text
            opposed += 1
    assert opposed
    for figure in collection.inside(dossier, Figure):
        assert plain_page.locator(f"[id='_note-{figure.id}']").is_visible(), figure.id
    assert plain_page.locator(".passage").count() > len(statements)
    assert plain_page.locator("#_figures ~ .dx-table tbody tr:visible").count() == len(
        collection.inside(dossier, Figure)
    )
    citation = plain_page.locator(".dx-citation")
    expect(citation.locator(".dx-cite").first).to_contain_text(dossier.title)
    citation.locator("summary").first.click()
    expect(citation.locator("pre").first).to_contain_text("@")


def test_without_javascript_overviews_are_complete(plain_page: Page, address: str) -> None:
    """Without JavaScript the chronicle shows all events, and the network's table opens with all rows."""
    plain_page.goto(f"{address}ereignisse/")
    items = plain_page.locator(".dx-chronicle__item")
    assert items.count() == plain_page.locator(".dx-chronicle__item:visible").count() > 5
    plain_page.goto(f"{address}netzwerk/")
    rows = plain_page.locator(".dx-network__table tbody tr")
    expect(rows.first).to_be_hidden()
    plain_page.locator(".dx-network__table summary").click()
    assert rows.count() == plain_page.locator(".dx-network__table tbody tr:visible").count() > 5


def test_a_large_network_draws_the_best_connected_actors(browser_page: Page, large_address: str) -> None:
    """A network of many actors draws the best connected ones, and links to the list of all."""
    browser_page.goto(f"{large_address}netzwerk/")
    for width, most in [(390, MOST_NARROW), (1440, MOST)]:
        browser_page.set_viewport_size({"width": width, "height": 900})
        expect(browser_page.locator(".dx-network__actor:visible")).to_have_count(most)
        note = browser_page.locator(".dx-network__note:visible")
        expect(note).to_contain_text(f"{most} von {ACTORS}")
    note.get_by_role("link").click()
    expect(browser_page.get_by_role("status").filter(has_text=" von ")).to_have_text(f"{ACTORS} von {ACTORS}")


def test_all_pages_begin_at_one_edge(browser_page: Page, address: str) -> None:
    """Pages in no section leave no room for a menu that is not there, and their lines stay short."""
    browser_page.set_viewport_size({"width": 1440, "height": 900})
    edges = {}
    for path in ("", "akteure/", "dossiers/", "methode/", "impressum/", "404.html"):
        browser_page.goto(f"{address}{path}")
        box = browser_page.locator("h1").first.bounding_box()
        assert box
        edges[path] = box["x"]
    assert len(set(edges.values())) == 1, edges
    browser_page.goto(f"{address}methode/")
    longest = browser_page.locator("article > p").evaluate_all("ps => Math.max(...ps.map((p) => p.clientWidth))")
    assert 600 < longest <= 720
    browser_page.goto(f"{address}handbook/records/")
    expect(browser_page.locator(".md-sidebar--primary nav").first).to_be_visible()


def test_the_tools_of_a_table_stand_on_one_line(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}akteure/")
    tools = browser_page.locator(".dx-tools input, .dx-tools__facets > summary")
    expect(tools).to_have_count(2)
    bottoms = tools.evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
    assert abs(bottoms[0] - bottoms[1]) < 1
