"""Links within a page lead to what they name, and no page is wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

DOSSIER = "nordkorea-donezk/"
#: How far from its margin a target may come to stand, in pixels.
_NEAR = 4

#: What the links of a page name in it, once each, in their order.
_NAMED = """() => [...new Set([...document.querySelectorAll(".md-skip, .md-content a[href]")]
    .filter((link) => link.hash.length > 1 && link.pathname === location.pathname)
    .map((link) => link.hash.slice(1)))]"""
#: How far a target is from where it should stand: below the edge by its margin, or as high as the page's end lets it.
_OFF = """(id) => {
    const target = document.getElementById(id)
    const margin = parseFloat(getComputedStyle(target).scrollMarginTop)
    const off = target.getBoundingClientRect().top - margin
    const root = document.documentElement
    const isAtEnd = scrollY + innerHeight >= root.scrollHeight - 1
    return (isAtEnd && off > 0) || (scrollY === 0 && off < 0) ? 0 : Math.round(off)
}"""


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=[1440, 390])
def dossier(request: pytest.FixtureRequest, chromium: Browser, scripted: bool, address: str) -> Iterator[Page]:
    """The sample's longest dossier, which scrolls at once."""
    size = {"width": request.param, "height": 900}
    context = chromium.new_context(viewport=size, java_script_enabled=scripted, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + DOSSIER)
    yield page
    context.close()


def _targets(page: Page) -> list[str]:
    """Every fourth target of a page, and its last one."""
    ids = [unquote(name) for name in page.evaluate(_NAMED)]
    assert len(ids) > 60
    return [*ids[::4], ids[-1]]


def test_an_address_leads_to_what_it_names(dossier: Page, address: str) -> None:
    """In a page that is opened with it, before any of its evidence has been seen."""
    off = {}
    for name in _targets(dossier):
        dossier.goto("about:blank")
        dossier.goto(f"{address}{DOSSIER}#{name}")
        off[name] = dossier.evaluate(_OFF, name)
    assert {name: far for name, far in off.items() if abs(far) > _NEAR} == {}


def test_a_link_leads_to_what_it_names(dossier: Page, address: str) -> None:
    """In a page that is open, again before any of its evidence has been seen, and from one target to the next."""
    off = {}
    names = _targets(dossier)
    for name, following in zip(names, [*names[1:], names[0]], strict=True):
        dossier.goto("about:blank")
        dossier.goto(address + DOSSIER)
        for each in (name, following):
            dossier.evaluate("(id) => { location.hash = `#${id}` }", each)
            off[name, each] = dossier.evaluate(_OFF, each)
    assert {pair: far for pair, far in off.items() if abs(far) > _NEAR} == {}


def test_a_click_leads_to_what_the_link_names(dossier: Page, address: str) -> None:
    """Material's instant navigation takes clicks over."""
    for name in ("_evidence", "_cite"):
        dossier.goto("about:blank")
        dossier.goto(address + DOSSIER)
        dossier.locator(f".dx-byline a[href$='#{name}']").click()
        dossier.wait_for_url(f"**#{name}")
        dossier.wait_for_timeout(200)
        assert abs(dossier.evaluate(_OFF, name)) <= _NEAR, name


@pytest.mark.parametrize("site", ["site", "other", "large", "long"])
def test_no_page_is_wider_than_a_phone(
    request: pytest.FixtureRequest, chromium: Browser, site: str, scripted: bool
) -> None:
    """One page of each folder of each site: the overviews, and one page of each kind of record."""
    folder: Path = request.getfixturevalue(f"{site}_folder")
    base: str = request.getfixturevalue("address" if site == "site" else f"{site}_address")
    pages = [*sorted(folder.glob("*.html")), *sorted(folder.glob("*/index.html"))]
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        below = sorted(path for path in kind.rglob("*.html") if path != kind / "index.html")
        pages += [max(below, key=lambda path: path.stat().st_size)] if below else []
    context = chromium.new_context(java_script_enabled=scripted)
    page = context.new_page()
    wide = {}
    for path in pages:
        page.goto(base + path.relative_to(folder).as_posix())
        for width in (360, 390):
            page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate("() => document.documentElement.scrollWidth")
            if found != width:
                wide[path.relative_to(folder).as_posix(), width] = found
    context.close()
    assert wide == {}
    assert len(pages) > 10
