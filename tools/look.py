"""Take screenshots of each kind of page: wide and narrow, light, dark and printed: `make look`.

Review them after changing styles or templates; `look/index.html` shows them side by side.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, sync_playwright
from tests.browser.chromium import launched
from tests.browser.sites import ROOT, build, build_large, served

FOLDER = ROOT / "look"
#: One page of each kind, by the name of its screenshots; the element after a space is clicked first.
SAMPLE = {
    "home": "",
    "dossiers": "dossiers/",
    "dossier": "nordkorea-donezk/",
    "card": "nordkorea-donezk/ #opfer .passage__note",
    "actors": "akteure/",
    "actor": "akteure/putin/",
    "agreements": "abkommen/",
    "agreement": "abkommen/strategische-partnerschaft/",
    "sources": "quellen/",
    "source": "quellen/kyiv-post/",
    "figures": "zahlen/",
    "figure": "zahlen/getoetete-soldaten/",
    "topics": "themen/",
    "topic": "themen/truppen/",
    "chronicle": "ereignisse/",
    "event": "ereignisse/angriff-donezk/",
    "places": "orte/",
    "place": "orte/donezk-umgebung/",
    "network": "netzwerk/",
}
LARGE = {
    "large-network": "netzwerk/",
    "large-actors": "akteure/",
    "large-actor": "akteure/a0/",
    "large-agreements": "abkommen/",
    "large-figure": "zahlen/z0/",
    "large-dossier": "bericht-0/",
}
VIEWS = {
    "wide-light": (1440, "light"),
    "wide-dark": (1440, "dark"),
    "narrow-light": (360, "light"),
    "narrow-dark": (360, "dark"),
}
#: The most pixels of a page to capture: the rest of long pages looks alike.
_MOST = 6000


def main() -> None:
    """Build the sites, take the screenshots, and print where they are."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        with served(build(FOLDER / "sites" / "sample")) as address:
            _take(browser, address, SAMPLE)
        (FOLDER / "sites" / "large").mkdir()
        with served(build_large(FOLDER / "sites" / "large")) as address:
            _take(browser, address, LARGE)
    templates = Environment(
        loader=FileSystemLoader(ROOT / "tools"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = templates.get_template("look.html").render(names=[*SAMPLE, *LARGE], views=[*VIEWS, "paper"])
    (FOLDER / "index.html").write_text(page, encoding="utf-8")
    print(f"Look at {(FOLDER / 'index.html').relative_to(Path.cwd())}.")


def _take(browser: Browser, address: str, pages: dict[str, str]) -> None:
    for view, (width, scheme) in VIEWS.items():
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        for name, path in pages.items():
            path, _, mark = path.partition(" ")
            page.goto(f"{address}{path}", wait_until="networkidle")
            if mark:
                page.locator(mark).click()
                page.screenshot(path=FOLDER / f"{name}-{view}.png")
                continue
            height = min(int(page.evaluate("document.documentElement.scrollHeight")), _MOST)
            page.set_viewport_size({"width": width, "height": max(height, 900)})
            page.screenshot(path=FOLDER / f"{name}-{view}.png")
            page.set_viewport_size({"width": width, "height": 900})
            if view == "wide-light":
                page.emulate_media(media="print")
                page.set_viewport_size({"width": 794, "height": 1123})
                page.screenshot(path=FOLDER / f"{name}-paper.png")
                page.emulate_media(media="screen")
                page.set_viewport_size({"width": width, "height": 900})
        context.close()


if __name__ == "__main__":
    main()
