"""The home page is short, has a finding on its first screen, and is complete without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.sites import served

#: The bottom of the first contradiction or differing figure, in pixels from the top.
_FOUND = """() => Math.min(
    ...[...document.querySelectorAll(".dx-versus, .dx-differing")].map((found) => found.getBoundingClientRect().bottom)
)"""
#: By how many pixels the page is wider than the window.
_TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
#: Elements in the colour of contradictions that do not show one.
_RED = """() => {
    const probe = document.body.appendChild(document.createElement("i"))
    probe.style.color = "var(--dx-alarm)"
    const alarm = getComputedStyle(probe).color
    probe.remove()
    const shows = ".dx-versus__sign, .dx-versus__sign *, .dx-differing--against *, .dx-cell--against"
    return [...document.querySelectorAll(".dx-front *")]
        .filter((element) => getComputedStyle(element).color === alarm && !element.matches(shows))
        .map((element) => element.className)
}"""


@pytest.fixture(params=["address", "other_address", "many_address"])
def home(request: pytest.FixtureRequest) -> str:
    """Return the home page of the sample, of the sample in English, and of a site of 300 dossiers."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def many_address(many_folder: Path) -> Iterator[str]:
    with served(many_folder) as address:
        yield address


def _opened(chromium: Browser, address: str, width: int, height: int, **options: object) -> Page:
    page = chromium.new_context(viewport={"width": width, "height": height}, **options).new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


def test_a_finding_is_on_the_first_screen_and_the_page_is_short(chromium: Browser, home: str) -> None:
    page = _opened(chromium, home, 1440, 900)
    assert page.evaluate(_FOUND) <= 900
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * 900
    assert page.evaluate(_RED) == []
    page.context.close()


@pytest.mark.parametrize("path", ["", "aenderungen/"])
@pytest.mark.parametrize("width", [360, 768])
def test_pages_fit_the_width_without_a_script(chromium: Browser, many_address: str, path: str, width: int) -> None:
    page = _opened(chromium, many_address + path, width, 800, java_script_enabled=False)
    assert page.evaluate(_TOO_WIDE) == 0
    assert page.locator(".dx-front .dx-cells--small").count() == (0 if path else 11)
    page.context.close()
