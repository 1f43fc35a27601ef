"""Links within a page scroll to their targets, and no page is wider than a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

DOSSIER = "nordkorea-donezk/"
#: How far a target may be from its margin, in pixels.
_NEAR = 4

#: The targets of a page's links to itself, once each, in order.
_NAMED = """() => [...new Set([...document.querySelectorAll(".md-skip, .md-content a[href]")]
    .filter((link) => link.hash.length > 1 && link.pathname === location.pathname)
    .map((link) => link.hash.slice(1)))]"""
#: How far a target is from its place: its margin below the edge, or as high as the end of the page permits.
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
    """Open the sample's longest dossier, without smooth scrolling."""
    size = {"width": request.param, "height": 900}
    context = chromium.new_context(viewport=size, java_script_enabled=scripted, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + DOSSIER)
    yield page
    context.close()


def _targets(page: Page, scripted: bool) -> list[str]:
    """Return every eighth target of a page, others for each width and with a script, and the last."""
    ids = [unquote(name) for name in page.evaluate(_NAMED)]
    assert len(ids) > 60
    assert page.viewport_size
    first = 2 * scripted + 4 * (page.viewport_size["width"] == 1440)
    return [*ids[first:-1:8], ids[-1]]


def test_an_address_scrolls_to_its_target(dossier: Page, scripted: bool, address: str) -> None:
    """A page opened with a fragment scrolls to it, before its evidence has been rendered."""
    off = {}
    for name in _targets(dossier, scripted):
        dossier.goto("about:blank")
        dossier.goto(f"{address}{DOSSIER}#{name}")
        off[name] = dossier.evaluate(_OFF, name)
    assert {name: far for name, far in off.items() if abs(far) > _NEAR} == {}


def test_a_fragment_scrolls_to_its_target(dossier: Page, scripted: bool, address: str) -> None:
    """On an open page a new fragment scrolls to it, first before the evidence has been rendered and then again."""
    off = {}
    names = _targets(dossier, scripted)
    for name, following in zip(names, [*names[1:], names[0]], strict=True):
        dossier.goto(address + DOSSIER)
        for each in (name, following):
            dossier.evaluate("(id) => { location.hash = `#${id}` }", each)
            off[name, each] = dossier.evaluate(_OFF, each)
    assert {pair: far for pair, far in off.items() if abs(far) > _NEAR} == {}


def test_a_click_scrolls_to_the_target(dossier: Page, address: str) -> None:
    """A clicked link scrolls to its target."""
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
    """No overview, and not the largest page of any folder or any series on any site, is wider than a phone's screen."""
    folder: Path = request.getfixturevalue(f"{site}_folder")
    base: str = request.getfixturevalue("address" if site == "site" else f"{site}_address")
    # Of dossiers called `bericht-0`, `bericht-1` … the largest.
    tops = sorted([*folder.glob("*.html"), *folder.glob("*/index.html")], key=lambda path: path.stat().st_size)
    pages = [*{re.sub(r"-\d+/", "/", path.relative_to(folder).as_posix()): path for path in tops}.values()]
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
