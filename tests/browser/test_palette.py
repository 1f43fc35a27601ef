"""The shell's choice of palettes: it follows the system until the reader chooses, and keeps the choice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.sites import build, served
from conftest import write

SITE = {
    "mkdocs.yml": """
site_name: Harbour News
theme:
  name: material
  font: false
  palette:
    - {media: (prefers-color-scheme), toggle: {icon: material/brightness-auto, name: To light}}
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: To dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: black, toggle: {icon: material/sync, name: Both}}
plugins: [dossier: {shell: true}]
""",
    "docs/index.md": "# Home\n",
    "dossier/actors.yml": "actors:\n  yard: {name: Crane Yard, kind: company}\n",
}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with three palettes, of which the first follows the system; yield its address."""
    folder = tmp_path_factory.mktemp("three")
    write(folder, SITE)
    with served(build(folder / "site", folder / "mkdocs.yml")) as address:
        yield address


def _scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_first_visit_is_as_the_system_without_the_themes_script(
    chromium: Browser, address: str, three: str, system: str
) -> None:
    """The page is drawn once, in the right palette, and follows the system; no component of the theme is involved."""
    context = chromium.new_context(color_scheme="dark" if system == "dark" else "light")
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    for site in (address, three):
        page.emulate_media(color_scheme="dark" if system == "dark" else "light")
        page.goto(site)
        assert _scheme(page) == ("slate" if system == "dark" else "default")
        expect(page.locator("#__palettes label:visible")).to_have_count(1)
        page.emulate_media(color_scheme="light" if system == "dark" else "dark")
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", "default" if system == "dark" else "slate"
        )
    context.close()


def test_the_choice_is_kept(chromium: Browser, three: str) -> None:
    """A click or Enter chooses the next palette, which the next page and Material's own stored value keep."""
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(three)
    page.get_by_title("To light").click()
    assert _scheme(page) == "default"
    page.goto(f"{three}actors/yard/")
    assert _scheme(page) == "default", "it forgot the choice"
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    assert _scheme(page) == "default", "it followed the system after a choice"
    page.get_by_role("radio", name="To dark").focus()
    page.keyboard.press("Enter")
    assert (_scheme(page), page.locator("body").get_attribute("data-md-color-primary")) == ("slate", "black")
    expect(page.get_by_role("radio", name="Both")).to_be_focused()
    assert page.evaluate("__md_get('__palette')") == {
        "index": 2,
        "color": {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "black",
            "accent": "indigo",
        },
    }
    page.keyboard.press("Enter")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    context.close()
