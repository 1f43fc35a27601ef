"""A dossier can be read with the keyboard alone from top to end: everything is reachable, and nothing is a trap."""

from __future__ import annotations

from playwright.sync_api import Page, expect

DOSSIER = "nordkorea-donezk"
CARD = ".dx-popover"

#: The focused element: its class or name, its text, and whether it and its focus are visible.
FOCUS = """() => {
    const at = document.activeElement
    const seen = at.checkVisibility() && (at.matches(":focus-visible") || at === document.body)
    return [at.getAttribute("class") ?? at.localName, at.textContent.trim().replace(/\\s+/g, " "), seen]
}"""


def _tab(page: Page, until: str, most: int = 400) -> list[str]:
    """Press Tab until the focus matches; return the texts passed, after asserting that each focus was visible."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        name, words, seen = page.evaluate(FOCUS)
        assert seen, (name, words)
        passed.append(words)
        if page.evaluate("selector => document.activeElement.matches(selector)", until):
            return passed
    raise AssertionError(f"{until} was not reached: {passed[-5:]}")


def test_a_dossier_can_be_read_by_keyboard_alone(browser_page: Page, address: str) -> None:
    """Tab and Enter lead through skip link, views, card, evidence, network and citation, and back."""
    page = browser_page
    page.goto(f"{address}{DOSSIER}/", wait_until="networkidle")
    page.locator(".dx-views button").first.wait_for()

    # The first stop skips the site's header.
    assert len(_tab(page, ".md-skip")) == 1

    # The views: switched by the space bar, there and back.
    _tab(page, ".dx-views button:last-child")
    page.keyboard.press(" ")
    expect(page.locator(".dx-views button").last).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(" ")
    expect(page.locator(".dx-views button").first).to_have_attribute("aria-pressed", "true")

    page.locator(".md-skip").focus()
    page.keyboard.press("Enter")
    assert "Zum Inhalt" not in _tab(page, ".passage, .passage__note", 12)

    # A card is opened, tabbed through and closed, and the focus is back where it was.
    _tab(page, ".dx-article .passage__note")
    number = page.evaluate("document.activeElement.dataset.number")
    page.keyboard.press("Enter")
    expect(page.locator(CARD)).to_be_focused()
    _tab(page, f"{CARD} button", 40)
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.number") == number
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.matches('.dx-article .passage__note')")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.number") == number

    # The evidence; its first number leads back to the passage, whose card opens.
    page.locator(".dx-byline a[href$='#_evidence']").focus()
    page.keyboard.press("Enter")
    _tab(page, ".dx-note__number", 3)
    assert page.evaluate("document.activeElement.textContent") == "1"
    page.keyboard.press("Enter")
    page.wait_for_url("**/#*")
    assert "_evidence" not in page.url
    page.keyboard.press("Escape")

    # All numbers of the evidence, then the network with its actors and its table.
    page.locator(".dx-byline a[href$='#_evidence']").focus()
    page.keyboard.press("Enter")
    numbers = page.locator(".dx-note__number").count()
    passed = _tab(page, ".dx-network__actor")
    assert [words for words in passed if words.isdigit()][:1] == ["1"]
    assert sum(1 for words in passed if words in {str(n + 1) for n in range(numbers)}) >= numbers
    _tab(page, ".dx-network__table summary")
    page.keyboard.press("Enter")
    expect(page.locator(".dx-network__table tbody tr").first).to_be_visible()

    # The citation, and out of the page at its end: no trap on the way.
    _tab(page, ".dx-citation summary")
    page.keyboard.press("Enter")
    expect(page.locator(".dx-citation pre").first).to_be_visible()
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate("document.activeElement.matches('.dx-citation summary')")
