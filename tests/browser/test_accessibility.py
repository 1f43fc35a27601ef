"""axe-core finds no violation on any kind of page, light or dark, narrow or wide."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

#: One page of each kind, and pages of docs/; the sample has our theme shell, so that no violation is excused.
SAMPLE = (
    "",
    "404.html",
    "impressum/",
    "methode/",
    "handbook/",
    "handbook/site/",
    "handbook/problems/",
    "development/architecture/",
    "development/decisions/0001-yaml-from-events/",
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
    "netzwerk/",
    "aenderungen/",
    "suche/?find=soldaten",
)
#: Pages in English, and the editors' desk.
OTHER = ("index.html", "desk/index.html", "nordkorea-donezk/index.html", "actors/index.html", "network/index.html")
#: Pages that look different with many records.
LARGE = ("netzwerk/", "akteure/", "akteure/a0/", "akteure/a34/", "abkommen/", "bericht-0/", "zahlen/z0/", "quellen/q1/")

#: A part of a paginated list.
LONG = ("orte/hafen/seite/2/",)

#: Violations of Material for MkDocs itself, without our shell: its search has no name, its footer is grey on black.
#: No others are excused.
MATERIALS = {("aria-dialog-name", ".md-search"), ("color-contrast", ".md-copyright")}

#: Rules about colours, checked in both palettes; all others are checked once for each width.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def findings(page: Page, rules: dict[str, object] | None = None, *, shell: bool) -> list[str]:
    """Return axe-core's findings; without the shell, except those of Material itself."""
    found = []
    options = {"resultTypes": ["violations"], **(rules or {})}
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # Only the violations, because a page has thousands of nodes that pass.
    for violation in page.evaluate("options => axe.run(options).then(found => found.violations)", options):
        rule = str(violation["id"])
        for node in violation["nodes"]:
            target = " ".join(map(str, node["target"]))
            if shell or (rule, target) not in MATERIALS:
                found.append(f"{rule}: {target}: {node['html'][:150]}")
    return found


@pytest.mark.parametrize(
    ("site", "paths"),
    [("address", SAMPLE), ("other_address", OTHER), ("large_address", LARGE), ("long_address", LONG)],
    ids=lambda p: str(p)[:6],
)
@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_violates_accessibility_rules(
    chromium: Browser, request: pytest.FixtureRequest, site: str, paths: tuple[str, ...], width: int
) -> None:
    """axe-core finds nothing, even with a card and the network's table open."""
    address = request.getfixturevalue(site)
    context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for path in paths:
        answer = page.goto(f"{address}{path}", wait_until="load")
        assert answer and answer.ok, path
        page.wait_for_function("document.querySelectorAll('dossier-table:not(:defined)').length === 0")
        if page.locator(".passage__note").count():
            page.locator(".dx-article .passage__note").nth(1).click()
            page.locator(".dx-popover").wait_for()
        for summary in page.locator(".dx-network__table:not([open]) summary").all():
            summary.click()
        for scheme in ("default", "slate"):
            # By script, because a mouse click would close the card.
            page.evaluate("scheme => document.querySelector(`input[data-md-color-scheme=${scheme}]`).click()", scheme)
            page.locator(f"body[data-md-color-scheme={scheme}]").wait_for()
            if violations := findings(page, COLOURS if scheme == "slate" else None, shell=site == "address"):
                found[f"{path} ({scheme})"] = violations
    context.close()
    assert found == {}
