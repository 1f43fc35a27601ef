"""Overviews can be sorted and filtered, with the choice in the address, and are plain tables without JavaScript."""

from __future__ import annotations

import gzip
import re
from importlib import resources
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from mkdocs_dossier.loading import load
from mkdocs_dossier.site import pagination
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

NAMES = "dossier-table tbody tr:not([hidden]) th"
MANY = 5000


def _query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def _filter(page: Page) -> None:
    """Open the panel of facets."""
    page.locator(".dx-tools__facets > summary").click()


def _sort(page: Page, column: str) -> None:
    page.get_by_role("columnheader", name=column).get_by_role("button").click()


def test_a_table_is_sorted_by_its_columns(browser_page: Page, address: str) -> None:
    """The first click sorts counts down and names up, the second reverses, and `aria-sort` gives the order."""
    browser_page.goto(f"{address}akteure/")
    names = browser_page.locator(NAMES).all_inner_texts()
    column = browser_page.get_by_role("columnheader", name="Über sie")
    _sort(browser_page, "Über sie")
    expect(column).to_have_attribute("aria-sort", "descending")
    counts = [int(text) for text in browser_page.locator("tbody tr td:nth-child(5)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    _sort(browser_page, "Über sie")
    expect(column).to_have_attribute("aria-sort", "ascending")
    _sort(browser_page, "Name")
    assert browser_page.locator("[aria-sort]").count() == 1
    assert browser_page.locator(NAMES).all_inner_texts() == names
    assert names.index("Südkorea") < names.index("Ukraine") < names.index("Wladimir Putin")


def test_dates_are_sorted_by_time_with_missing_ones_last(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}quellen/?sort=3")
    days = browser_page.locator("tbody tr td:nth-child(3)").evaluate_all("cells => cells.map((c) => c.dataset.value)")
    known = [day for day in days if day]
    assert days == sorted(known) + [""] * (len(days) - len(known))
    assert known


def test_a_table_is_filtered_and_its_address_holds_the_filter(browser_page: Page, address: str) -> None:
    """Text and facets filter together, the address restores the rows, and one button shows all of them again."""
    browser_page.goto(f"{address}akteure/")
    every = browser_page.locator(NAMES).count()
    _filter(browser_page)
    browser_page.get_by_label("Land").select_option("Südkorea")
    browser_page.get_by_label("In dieser Tabelle suchen").fill("SUDKOREANISCHE geheim")
    _sort(browser_page, "Name")
    expect(browser_page.locator(NAMES)).to_have_text(["Südkoreanischer Geheimdienst"])
    expect(browser_page.get_by_role("status").filter(has_text=" von ")).to_have_text(f"1 von {every}")
    assert _query(browser_page) == {"country": "Südkorea", "find": "SUDKOREANISCHE geheim", "sort": "1"}

    browser_page.reload()
    expect(browser_page.locator(NAMES)).to_have_text(["Südkoreanischer Geheimdienst"])
    expect(browser_page.get_by_label("Land")).to_have_value("Südkorea")
    expect(browser_page.locator("[aria-sort]")).to_have_text("Name")

    browser_page.get_by_role("button", name="Alles zeigen").click()
    expect(browser_page.locator(NAMES)).to_have_count(every)
    assert _query(browser_page) == {}


def test_going_back_restores_the_filter(browser_page: Page, address: str) -> None:
    """Going back restores the filter, and another overview starts without one."""
    browser_page.goto(f"{address}akteure/")
    _filter(browser_page)
    browser_page.get_by_label("Art").select_option("Staaten")
    states = browser_page.locator(NAMES).all_inner_texts()
    browser_page.locator(NAMES).first.get_by_role("link").click()
    browser_page.wait_for_url("**/akteure/*/")
    expect(browser_page.locator("dossier-table")).to_have_count(0)
    browser_page.go_back()
    expect(browser_page.locator(NAMES)).to_have_text(states)
    browser_page.get_by_role("link", name="Themen").first.click()
    browser_page.wait_for_url("**/themen/")
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Themen")
    expect(browser_page.locator("dossier-table tbody tr[hidden]")).to_have_count(0)


def test_a_filter_without_matches_says_so(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}akteure/?find=gibtesnicht&country=Atlantis")
    expect(browser_page.locator(NAMES)).to_have_count(0)
    expect(browser_page.get_by_role("status").filter(has_text="Keine Treffer")).to_be_visible()


@pytest.mark.parametrize("page", ["akteure", "quellen", "zahlen", "orte", "abkommen"])
def test_without_javascript_an_overview_is_a_plain_table(chromium: Browser, address: str, page: str) -> None:
    """Without JavaScript every row is visible and there are no dead controls."""
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}{page}/?find=gibtesnicht")
    table = plain.locator("dossier-table")
    assert table.locator("tbody tr").count() == table.locator("tbody tr:visible").count() > 0
    assert table.locator("button, input, select").count() == 0
    context.close()


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("page", ["actors", "sources", "figures", "places", "agreements", "desk", "nordkorea-donezk"])
def test_on_a_phone_a_row_is_a_card(chromium: Browser, other_address: str, page: str, scripted: bool) -> None:
    """On a phone no cell scrolls sideways, empty cells take no room, and heads stay only if they sort."""
    context = chromium.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=scripted)
    phone = context.new_page()
    phone.goto(f"{other_address}{page}/")
    table = phone.locator(".dx-table").first
    if scripted and page not in {"desk", "nordkorea-donezk"}:
        phone.locator(".dx-tools").wait_for()
        table.locator("thead button").nth(1).click()
        expect(table.locator("[aria-sort]")).to_have_count(1)
    else:
        assert table.locator("th[scope=col]:visible").count() == 0
    assert table.evaluate("e => [...e.querySelectorAll('tr, th, td')].every((c) => c.scrollWidth <= e.clientWidth)")
    assert table.locator("td:empty:visible").count() == 0
    first = table.locator("tbody tr").first.evaluate("row => [...row.children].map((cell) => cell.offsetTop)")
    assert sorted(set(first)) != [first[0]]
    context.close()


@pytest.mark.parametrize(("width", "named"), [(360, ["", "", "Said ", "About them ", "Dossiers "]), (1280, [""] * 5)])
def test_on_a_phone_a_number_has_its_columns_name(
    browser_page: Page, other_address: str, width: int, named: list[str]
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto(f"{other_address}actors/")
    before = "cell => getComputedStyle(cell, '::before').content.replace(/^none$|^normal$|[\"]/g, '')"
    cells = browser_page.locator("dossier-table tbody tr").first.locator("td").all()
    assert [cell.evaluate(before) for cell in cells] == named


def test_distant_rows_are_drawn_only_when_near_or_printed(browser_page: Page, large_address: str) -> None:
    """Distant rows are not drawn until scrolled to or printed, and then line up with their headings.

    On paper the table has no controls.
    """
    browser_page.goto(f"{large_address}akteure/")
    browser_page.locator(".dx-tools").wait_for()
    last = browser_page.locator("tbody tr:not([hidden])").last
    drawn = "row => row.lastElementChild.checkVisibility({contentVisibilityAuto: true})"
    assert not last.evaluate(drawn)
    browser_page.emulate_media(media="print")
    assert last.evaluate(drawn)
    expect(browser_page.locator(".dx-tools")).to_be_hidden()
    browser_page.emulate_media(media="screen")
    last.scroll_into_view_if_needed()
    browser_page.wait_for_function(drawn, arg=last.element_handle())
    edges = "row => [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().left))"
    assert last.evaluate(edges) == browser_page.locator("thead tr").evaluate(edges)


@pytest.fixture(scope="module")
def great_overview(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the overview of 5,000 actors as an HTML page with its script."""
    folder = tmp_path_factory.mktemp("great") / "dossier"
    folder.mkdir()
    kinds, countries = ("person", "agency", "media"), ("DE", "FR", "PL", "UA")
    actors = "".join(
        f"  a{n}:\n    name: Aktör {n}\n    kind: {kinds[n % 3]}\n    country: {countries[n % 4]}\n"
        for n in range(MANY)
    )
    (folder / "actors.yml").write_text(f"actors:\n{actors}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for limit in ("MOST_ROWS", "MOST_BYTES"):  # beyond these the page would be paginated
            patch.setattr(pagination, limit, 10**9)
        site = Site(load(folder)[0], Addresses("de"))
        overview = next(page for page in site.pages if page.noun == "actor" and page.record is None)
        html = site.render(overview).html
    return f"<!doctype html><html lang=de><title>Akteure</title><script type=module src=/tables.js></script>{html}"


def test_five_thousand_rows_are_sorted_filtered_and_counted(browser_page: Page, great_overview: str) -> None:
    """An overview of 5,000 rows is filtered at each key, sorted by number, counted, and shown 200 rows at a time."""
    script = (resources.files("mkdocs_dossier.site") / "assets" / "tables.js").read_text(encoding="utf-8")

    def answer(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=script, content_type="text/javascript")
        else:
            route.fulfill(body=great_overview, content_type="text/html; charset=utf-8")

    browser_page.route("**/*", answer)
    browser_page.goto("http://dossier.test/")
    expect(browser_page.get_by_role("status")).to_have_text("5.000 von 5.000")
    field = browser_page.get_by_label("In dieser Tabelle suchen")
    field.press_sequentially("aktor 49")
    expect(browser_page.get_by_role("status")).to_have_text("199 von 5.000")
    _filter(browser_page)
    browser_page.get_by_label("Art").select_option("Medien")
    browser_page.get_by_label("Land").select_option("Polen")
    wanted = [f"Aktör {n}" for n in range(MANY) if "49" in str(n) and n % 3 == 2 and n % 4 == 2]
    _sort(browser_page, "Name")
    expect(browser_page.locator(NAMES)).to_have_text(wanted)
    browser_page.get_by_role("button", name="Alles zeigen").click()
    expect(browser_page.get_by_role("status")).to_have_text("5.000 von 5.000")
    expect(browser_page.locator(NAMES)).to_have_count(200)
    browser_page.get_by_role("button", name="Weitere Zeilen zeigen").click()
    expect(browser_page.locator(NAMES)).to_have_count(400)
    expect(browser_page.locator(NAMES).nth(200).get_by_role("link")).to_be_focused()


def test_scripts_and_styles_stay_small(site_folder: Path) -> None:
    """The scripts of a page take at most 15 kB compressed (10 kB in a dossier), its styles 20 kB."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in (site_folder / "assets").glob("*.[cj]s*")}
    heaviest: dict[str, int] = {}
    for path in site_folder.rglob("*.html"):
        loaded = re.findall(r'(?:src|href)="[^"]*assets/(\w+\.(?:js|css))"', path.read_text(encoding="utf-8"))
        names = {*loaded, *(["marks.js"] if "article.js" in loaded else [])} & sizes.keys()
        for kind in (".js", ".css"):
            most = 20_000 if kind == ".css" else 10_000 if "article.js" in names else 15_000
            size = sum(sizes[name] for name in names if name.endswith(kind))
            assert size <= most, (path, names)
            heaviest[kind] = max(heaviest.get(kind, 0), size)
    assert min(heaviest.values()) > 5_000
