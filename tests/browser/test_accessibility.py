"""No page bars a reader: axe-core finds nothing on any kind of page, light and dark, narrow and wide."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

#: One page of each kind.
PAGES = (
    "",
    "dossiers/",
    "nordkorea-donezk/",
    "akteure/",
    "akteure/putin/",
    "abkommen/",
    "abkommen/strategische-partnerschaft/",
    "quellen/",
    "quellen/kyiv-post/",
    "zahlen/",
    "zahlen/getoetete-soldaten/",
    "themen/",
    "themen/truppen/",
    "ereignisse/",
    "ereignisse/angriff-donezk/",
    "orte/",
    "orte/donezk-umgebung/",
    "suche/?find=soldaten",
)

#: What Material for MkDocs itself brings: its search has no name, its last line is grey on black. Nothing else passes.
MATERIALS = {("aria-dialog-name", ".md-search"), ("color-contrast", ".md-copyright")}


def _findings(page: Page) -> list[str]:
    found = []
    for violation in Axe().run(page).response["violations"]:
        rule = str(violation["id"])
        for node in violation["nodes"]:
            target = " ".join(map(str, node["target"]))
            if (rule, target) not in MATERIALS:
                found.append(f"{rule}: {target}: {node['html'][:150]}")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_no_violation(chromium: Browser, address: str, width: int, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    found = {}
    for path in PAGES:
        answer = page.goto(f"{address}{path}", wait_until="load")
        assert answer and answer.ok, path
        page.wait_for_function("document.querySelectorAll('dossier-table:not(:defined)').length === 0")
        if path == "nordkorea-donezk/":
            page.locator("#opfer .passage__note").click()
            page.locator(".dx-popover").wait_for()
        if findings := _findings(page):
            found[path] = findings
    context.close()
    assert found == {}
