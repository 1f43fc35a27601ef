"""Pages of quantities and agreements never scroll sideways, have right counts, and need no script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.agreed import AGREEMENTS, PARTIES, SERIES
from browser.sites import build_agreed, served


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site of agreements, and yield its address."""
    with served(build_agreed(tmp_path_factory.mktemp("agreed"))) as address:
        yield address


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Open a narrow page without scripts."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()


#: Parts of a page's content that scroll sideways.
_WIDE = """[...document.querySelectorAll('.md-content :is(div, ul, figure, section)')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX != 'visible').map(e => e.className)"""


@pytest.mark.parametrize("path", ["zahlen/", "zahlen/kisten/", "abkommen/", "abkommen/v0/"])
def test_nothing_scrolls_sideways(browser_page: Page, agreed: str, path: str) -> None:
    for width in (360, 390, 1440):
        browser_page.set_viewport_size({"width": width, "height": 844})
        browser_page.goto(f"{agreed}{path}")
        assert browser_page.evaluate("document.documentElement.scrollWidth") == width
        assert browser_page.evaluate(_WIDE) == []


def test_equal_values_are_one_row_with_unfolding_passages(phone: Page, agreed: str) -> None:
    phone.goto(f"{agreed}zahlen/kisten/")
    figures = sum(len(months) for *_, months in SERIES)
    assert phone.locator(".dx-given").count() == len(SERIES)
    answer = phone.locator(".dx-answer").inner_text()
    assert f"8 der {figures} Angaben gehen auf 3 Ursprünge zurück; 3 nennen keine Quelle." in answer
    assert phone.locator(".dx-given .dx-sentence:visible").count() == len(SERIES)
    for summary in phone.locator(".dx-given .dx-passages > summary").all():
        summary.click()
    assert phone.locator(".dx-given .dx-sentence:visible").count() == figures


def test_the_table_of_agreements_fits(browser_page: Page, agreed: str) -> None:
    """At 1440 pixels all agreements and parties are in view; on a phone each row is a card that names its parties."""
    browser_page.set_viewport_size({"width": 1440, "height": 900})
    browser_page.goto(f"{agreed}abkommen/")
    table = browser_page.locator(".dx-matrix")
    assert table.evaluate("e => [e.scrollWidth <= e.clientWidth, e.scrollHeight <= e.clientHeight]") == [True, True]
    assert table.locator("tbody tr:visible").count() == AGREEMENTS
    assert table.locator("thead .dx-party:visible").count() == PARTIES
    browser_page.set_viewport_size({"width": 390, "height": 844})
    assert table.locator("thead .dx-party:visible").count() == 0
    first = table.locator("tbody tr").first
    assert "Aland" in first.inner_text() and "●" not in first.inner_text()
