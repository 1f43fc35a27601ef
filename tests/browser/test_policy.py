"""Under its policy the sample site works, and nothing that it loads is refused."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def _refusals(page: Page) -> list[str]:
    messages: list[str] = []
    page.on("console", lambda line: messages.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


def test_everything_works_under_the_policy(browser_page: Page, address: str) -> None:
    """Palette, navigation, search and our modules work without an error or a refused load."""
    messages = _refusals(browser_page)
    browser_page.goto(f"{address}dossiers/")
    assert browser_page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    browser_page.wait_for_load_state("networkidle")
    body = browser_page.locator("body")
    scheme = body.get_attribute("data-md-color-scheme")
    browser_page.locator("label.md-header__button[for^=__palette]:visible").click()
    expect(body).not_to_have_attribute("data-md-color-scheme", scheme or "")
    menu = browser_page.get_by_role("navigation", name="Menü")
    menu.get_by_role("link", name="Akteure").click()
    expect(browser_page.locator("dossier-table input[type=search]")).to_be_visible()
    expect(body).not_to_have_attribute("data-md-color-scheme", scheme or "")
    browser_page.locator("dossier-table a.dx-link--actor").first.click()
    expect(browser_page.locator(".dx-head--actor")).to_be_visible()
    menu.get_by_text("Mehr").click()
    menu.get_by_role("link", name="Netzwerk").click()
    expect(browser_page.locator("dossier-network button").first).to_be_visible()
    browser_page.get_by_role("banner").get_by_role("searchbox").fill("Putin")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".dx-search__results > li").first).to_be_visible()
    assert messages == []


def test_the_policy_is_in_force(browser_page: Page, address: str) -> None:
    """As a positive control, an inline script and an image of another host are refused."""
    messages = _refusals(browser_page)
    browser_page.goto(f"{address}akteure/")
    browser_page.evaluate(
        """() => {
            const script = document.createElement("script")
            script.textContent = "window.ran = true"
            document.body.append(script)
            const image = document.createElement("img")
            image.src = "https://canary.example/x.png"
            document.body.append(image)
        }"""
    )
    browser_page.wait_for_timeout(100)
    assert browser_page.evaluate("window.ran") is None
    assert any("script-src" in line for line in messages)
    assert any("img-src" in line for line in messages)
