"""Pages of actors, topics, events, sources and places show each claim once, with its passages folded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.links import BuiltSite
from browser.sites import ROOT, served
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Dossier, Statement

RECORDS = (
    "akteure/putin/",
    "themen/truppen/",
    "ereignisse/angriff-donezk/",
    "quellen/kyiv-post/",
    "orte/donezk-umgebung/",
)
#: In pixels: the greatest height allowed at a width of 1440.
HIGHEST = 30_000
HEIGHT = "document.documentElement.scrollHeight"


def test_an_actor_has_each_claim_once(browser_page: Page, address: str) -> None:
    """An actor's page lists each claim once with repeats folded, and each article's title at most twice."""
    browser_page.set_viewport_size({"width": 1440, "height": 900})
    browser_page.goto(f"{address}akteure/putin/")
    assert browser_page.evaluate(HEIGHT) <= 2_500
    claims = browser_page.locator(".dx-record__main .dx-claimed > li > div > p:not([class])").all_inner_texts()
    assert len(claims) == len(set(claims)) == 7
    whole = browser_page.content()
    for dossier in load(ROOT / "dossier")[0].of(Dossier):
        assert 1 <= whole.count(str(dossier.title)) <= 2, dossier.id
    assert browser_page.locator(".dx-nums b").all_inner_texts() == ["5", "1", "2", "0"]
    assert browser_page.locator(".dx-contra").count() == 1


def test_all_passages_are_available_without_a_script(chromium: Browser, address: str) -> None:
    """Without a script all passages are on the page, folded, and unfold by a click."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}akteure/putin/")
    collection = load(ROOT / "dossier")[0]
    links = set(re.findall(r'href="\.\./\.\./([^"/]+)/#([^"]+)"', page.content()))
    said = {(s.dossier, s.id) for s in collection.of(Statement) if "putin" in (*s.said_by, *s.actors)}
    assert len(said) == 10
    assert said <= links
    fold = page.locator(".dx-passages").first
    assert not fold.locator("mark").is_visible()
    fold.locator("summary").click()
    assert fold.locator("mark").is_visible()


def test_the_first_screen_of_a_topic_has_contradictions_claims_and_speakers(browser_page: Page, address: str) -> None:
    browser_page.set_viewport_size({"width": 1440, "height": 900})
    browser_page.goto(f"{address}themen/truppen/")
    for shown in (".dx-pairs li", ".dx-claimed > li >> nth=1", ".dx-record__side .dx-link--actor >> nth=2"):
        box = browser_page.locator(shown).first.bounding_box()
        assert box, shown
        assert box["y"] + box["height"] <= 900, shown


@pytest.mark.parametrize("path", RECORDS)
def test_nothing_scrolls_sideways(browser_page: Page, address: str, path: str) -> None:
    """With everything unfolded, neither the page nor a table scrolls sideways on a phone."""
    for width in (360, 390):
        browser_page.set_viewport_size({"width": width, "height": 844})
        browser_page.goto(f"{address}{path}")
        browser_page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
        assert browser_page.evaluate("document.documentElement.scrollWidth") == width
        tables = browser_page.locator(".dx-table").evaluate_all("all => all.map((t) => t.scrollWidth - t.clientWidth)")
        assert not any(over > 0 for over in tables)


def test_no_page_carries_a_menu_that_nobody_sees(site_folder: Path) -> None:
    """The shell has its own; the theme's is where it stands beside the text."""
    of_theme = 'class="md-nav md-nav--primary'
    for path in RECORDS:
        assert of_theme not in (site_folder / path / "index.html").read_text(encoding="utf-8"), path
    assert of_theme in (site_folder / "handbook" / "anchors" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", RECORDS)
def test_red_text_is_only_in_contradictions(browser_page: Page, address: str, path: str) -> None:
    browser_page.goto(f"{address}{path}")
    red = """() => {
        const probe = document.body.appendChild(document.createElement("i"))
        probe.style.color = "var(--dx-alarm)"
        const alarm = getComputedStyle(probe).color
        const found = [...document.querySelectorAll(".md-content *")].filter((part) =>
            [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
            getComputedStyle(part).color === alarm)
        return found.map((part) => part.closest("[class^=dx-]").className)
    }"""
    assert set(browser_page.evaluate(red)) <= {"dx-contra__label", "dx-nums__against", "dx-pairs__sign"}


def test_every_statement_is_two_links_from_the_home_page(site_folder: Path) -> None:
    """The home page links to the overviews, and each actor and topic links to its statements."""
    pages = BuiltSite(site_folder)
    start = (site_folder / "index.html").read_text(encoding="utf-8")
    assert 'href="akteure/"' in start
    assert 'href="themen/"' in start
    for statement in load(ROOT / "dossier")[0].of(Statement):
        address = f'href="../../{statement.dossier}/#{statement.id}"'
        for folder, names in (("akteure", (*statement.said_by, *statement.actors)), ("themen", statement.topics)):
            for name in names:
                assert address in (site_folder / folder / name / "index.html").read_text(encoding="utf-8"), name
    assert len(pages.pages) > 20


@pytest.mark.parametrize("folder", ["large_folder", "long_folder", "many_folder"])
def test_no_page_is_too_tall(request: pytest.FixtureRequest, browser_page: Page, folder: str) -> None:
    """The largest page of each kind, including a dossier of 60 statements, is within the height limit."""
    site: Path = request.getfixturevalue(folder)
    largest: dict[str, Path] = {}
    for path in sorted(site.rglob("index.html"), key=lambda path: path.stat().st_size):
        largest[re.sub(r"-\d+$", "", path.relative_to(site).parts[0])] = path
    browser_page.set_viewport_size({"width": 1440, "height": 900})
    high = {}
    with served(site) as address:
        for path in largest.values():
            browser_page.goto(f"{address}{path.relative_to(site).parent.as_posix()}/")
            if (height := browser_page.evaluate(HEIGHT)) > HIGHEST:
                high[path.relative_to(site).as_posix()] = height
    assert high == {}


@pytest.mark.parametrize(("width", "beside"), [(390, False), (1440, True)])
def test_the_sides_of_a_contradiction_have_room(browser_page: Page, address: str, width: int, beside: bool) -> None:
    """On a topic's page they are beside each other where each has at least 250 pixels, else one below the other."""
    browser_page.set_viewport_size({"width": width, "height": 844})
    browser_page.goto(f"{address}themen/truppen/")
    one, other = (
        side.bounding_box() for side in browser_page.locator(".dx-pairs li").first.locator("> span:not([role])").all()
    )
    assert one and other
    assert min(one["width"], other["width"]) > 250
    assert (one["y"] == other["y"]) == beside


def test_a_count_stays_beside_its_actor(browser_page: Page, address: str) -> None:
    """Below an article, nearer to the name it is of than to the next, on the same line."""
    browser_page.set_viewport_size({"width": 390, "height": 844})
    browser_page.goto(f"{address}nordkorea-donezk/")
    gaps = browser_page.locator(".dx-chips > span").evaluate_all(
        """all => all.map((one) => {
          const [name, count] = [...one.children].map((part) => part.getBoundingClientRect());
          const next = one.nextElementSibling.getBoundingClientRect();
          const follows = next.top < count.bottom ? next.left - count.right : Infinity;
          return count.left >= name.right && count.bottom <= name.bottom && count.left - name.right < follows;
        })"""
    )
    assert len(gaps) > 5 and all(gaps)
