"""No page bars a reader: axe-core finds nothing on any kind of page, light and dark, narrow and wide."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

#: One page of each kind, and of those in docs/: the sample has the shell, so nothing is excused.
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
#: In English, and what only editors see.
OTHER = ("index.html", "desk/index.html", "nordkorea-donezk/index.html", "actors/index.html", "network/index.html")
#: What looks otherwise where there is much of it.
LARGE = ("netzwerk/", "akteure/", "akteure/a0/", "akteure/a34/", "abkommen/", "bericht-0/", "zahlen/z0/", "quellen/q1/")

#: What is cut into parts.
LONG = ("orte/hafen/seite/2/",)

#: What Material for MkDocs itself brings, without the shell: its search has no name, its last line is grey on black.
#: Nothing else passes.
MATERIALS = {("aria-dialog-name", ".md-search"), ("color-contrast", ".md-copyright")}

#: What depends on colours alone is looked at in both palettes, all else once for each width.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def findings(page: Page, rules: dict[str, object] | None = None, *, shell: bool) -> list[str]:
    """What axe-core finds; without the shell, but for what Material itself brings."""
    found = []
    options = {"resultTypes": ["violations"], **(rules or {})}
    for violation in Axe().run(page, options=options).response["violations"]:
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
def test_no_violation(
    chromium: Browser, request: pytest.FixtureRequest, site: str, paths: tuple[str, ...], width: int
) -> None:
    """Also with a card open, and with the network's table."""
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
            # By script: a click of the mouse would close the card.
            page.evaluate("scheme => document.querySelector(`input[data-md-color-scheme=${scheme}]`).click()", scheme)
            page.locator(f"body[data-md-color-scheme={scheme}]").wait_for()
            if said := findings(page, COLOURS if scheme == "slate" else None, shell=site == "address"):
                found[f"{path} ({scheme})"] = said
    context.close()
    assert found == {}
