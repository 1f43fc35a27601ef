"""axe-core finds no violation on any kind of page, light or dark, narrow or wide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.axe import findings, violations

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


@pytest.mark.parametrize(
    ("site", "paths"),
    [("address", SAMPLE), ("other_address", OTHER), ("large_address", LARGE), ("long_address", LONG)],
    ids=lambda p: str(p)[:6],
)
def test_no_page_violates_accessibility_rules(
    chromium: Browser, request: pytest.FixtureRequest, site: str, paths: tuple[str, ...]
) -> None:
    """axe-core finds nothing, even with a card and the network's table open."""
    assert violations(chromium, request.getfixturevalue(site), paths, shell=site == "address") == {}


def test_violations_are_found_where_they_repeat(chromium: Browser) -> None:
    """As a positive control: of 40 grey cells some are checked, even if another element covers the first ones."""
    rows = "".join(f"<tr><td>grey {number}</td></tr>" for number in range(40))
    style = "table { background: #fff } td { color: #999; height: 20px } i { color: #777; background: #eee }"
    cover = (
        "<div style='position: absolute; top: 0; left: 0; width: 100%; height: 100px; background: url(x.png)'></div>"
    )
    page = chromium.new_page()
    page.set_content(
        f"<!doctype html><html lang=en><title>T</title><style>{style}</style><main><h1 style='margin-top: 0'>T</h1>"
        f"<table>{rows}</table><p><i>grey</i><img src=x.png></p>{cover}</main>"
    )
    found = findings(page, shell=True)
    page.close()
    assert {line.partition(": <")[0].partition(":")[0] for line in found} == {"color-contrast", "image-alt"}
    assert sum("<td>" in line for line in found) >= 4
    assert sum("<i>" in line for line in found) == 1
