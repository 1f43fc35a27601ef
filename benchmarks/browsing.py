"""Measure how quickly pages respond in a browser: `make bench-browser`.

A large table at each keystroke and click; with the CPU throttled four times: a dossier, how long pages block the main
thread beyond an empty page of the same theme, and search; and the layout shift while a dossier loads.
"""

from __future__ import annotations

import re
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.chromium import launched
from tests.browser.sites import ROOT, build, build_many, served

from mkdocs_dossier.loading import load
from mkdocs_dossier.site import pagination
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

ROWS = 5000
SLOWED = 4
RUNS = 5
DOSSIER = "nordkorea-donezk/"
#: The pages to measure blocking on, of the sample and of 300 dossiers; `empty/` is the theme alone.
SAMPLE = ("empty/", "", DOSSIER, "akteure/", "akteure/putin/", "zahlen/getoetete-soldaten/", "ereignisse/", "netzwerk/")
MANY = ("empty/", "", "akteure/", "themen/", "zahlen/")

#: Milliseconds from a key or a click to the next frame.
_DRAWN = """(act) => new Promise((resolve) => {
    const start = performance.now()
    new Function(act)()
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
})"""
_TYPED = (
    "const field = document.querySelector('dossier-table input'); field.value = %r; "
    "field.dispatchEvent(new Event('input'))"
)
_SORTED = "document.querySelectorAll('dossier-table .dx-sort')[%d].click()"
_CHOSEN = (
    "const choice = document.querySelector('dossier-table select'); choice.selectedIndex = %d; "
    "choice.dispatchEvent(new Event('change'))"
)

#: Record when a page's own controls are ready, and its layout shift.
_WATCH = """
new MutationObserver((_, observer) => {
    if (document.querySelector(".dx-views button[aria-pressed]")) {
        window.ready = performance.now()
        observer.disconnect()
    }
}).observe(document, {subtree: true, childList: true})
window.shifted = 0
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value
}).observe({type: "layout-shift", buffered: true})
"""
#: Milliseconds by which tasks exceed 50 ms (total blocking time).
_BLOCKING = """
window.blocked = 0
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.blocked += entry.duration - 50
}).observe({type: "longtask", buffered: true})
"""
_OPENED = """() => new Promise((resolve) => {
    const start = performance.now()
    document.querySelector(".dx-article .passage__note").click()
    requestAnimationFrame(() => setTimeout(() => {
        resolve(document.querySelector(".dx-popover") ? performance.now() - start : NaN)
    }))
})"""


_FOUND = """() => new Promise((resolve) => {
    const start = performance.now()
    const look = () => {
        if (document.querySelector(".dx-search__results li")) resolve(performance.now() - start)
        else setTimeout(look, 5)
    }
    look()
})"""


def main() -> None:
    """Measure everything, and print one table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        launched(playwright.chromium, as_readers=True) as browser,
    ):
        site, many = build(Path(folder) / "site"), Path(folder) / "many"
        many.mkdir()
        (site / "large.html").write_text(_large_overview(Path(folder)), encoding="utf-8")
        with served(site) as address:
            rows = [*_table(browser, f"{address}large.html"), *_dossier(browser, f"{address}{DOSSIER}")]
            rows += _search(browser, f"{address}suche/")
            rows += _blocking(browser, site, address, SAMPLE)
        with served(build_many(many)) as address:
            rows += _blocking(browser, many / "site", address, MANY)
    width = max(len(name) for name, *_ in rows)
    print(f"{'':{width}}  median   worst    mark")
    for name, values, mark in rows:
        print(f"{name:{width}}  {statistics.median(values):6.4g}  {max(values):6.4g}  {mark:>6}")


def _large_overview(folder: Path) -> str:
    """Return the overview of `ROWS` actors as a page with its script and style."""
    (folder / "dossier").mkdir()
    kinds, countries = ("person", "agency", "media"), ("DE", "FR", "PL", "UA")
    actors = "".join(
        f"  a{n}:\n    name: Aktör {n * 7919 % ROWS}\n    kind: {kinds[n % 3]}\n    country: {countries[n % 4]}\n"
        for n in range(ROWS)
    )
    (folder / "dossier" / "actors.yml").write_text(f"actors:\n{actors}", encoding="utf-8")
    pagination.MOST_ROWS = pagination.MOST_BYTES = 10**9  # do not paginate
    site = Site(load(folder / "dossier")[0], Addresses("de"))
    overview = next(page for page in site.pages if page.noun == "actor" and page.record is None)
    sample = (ROOT / "benchmarks" / "overview.html").read_text(encoding="utf-8")
    return sample.replace("<main></main>", f"<main>{site.render(overview).html}</main>")


def _table(browser: Browser, url: str) -> list[tuple[str, list[float], str]]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.locator("dossier-table .dx-tools__facets > summary").click()
    page.locator("dossier-table select >> nth=0").locator("option >> nth=3").wait_for(state="attached")
    words = "aktor 4321"
    typed = [_time(page, _TYPED % words[: end + 1]) for end in range(len(words))]
    typed += [_time(page, _TYPED % words[:end]) for end in reversed(range(len(words)))]
    ordered = [_time(page, _SORTED % column) for column in (0, 0, 1, 1, 2, 2, 3, 3)]
    chosen = [_time(page, _CHOSEN % index) for index in (1, 2, 3, 0)]
    page.close()
    return [
        (f"{ROWS} rows, a keystroke (ms)", typed, "< 100"),
        (f"{ROWS} rows, a column sorted (ms)", ordered, "< 100"),
        (f"{ROWS} rows, a facet chosen (ms)", chosen, "< 100"),
    ]


def _time(page: Page, act: str) -> float:
    return float(page.evaluate(_DRAWN, act))


def _dossier(browser: Browser, url: str) -> list[tuple[str, list[float], str]]:
    loaded, ready, opened = [], [], []
    shifts: dict[int, list[float]] = {}
    for width in (1440, 360):
        for _ in range(RUNS):
            context = browser.new_context(viewport={"width": width, "height": 900})
            page = _throttled(context)
            page.add_init_script(_WATCH)
            page.goto(url, wait_until="load")
            page.wait_for_function("window.ready")
            times = page.evaluate(
                "[performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, window.ready]"
            )
            loaded.append(float(times[0]))
            ready.append(float(max(times)))
            opened.append(float(page.evaluate(_OPENED)))
            shifts.setdefault(width, []).append(float(page.evaluate("window.shifted")))
            context.close()
    slowed = f"dossier, CPU {SLOWED}× slower"
    both = [one + other for one, other in zip(ready, opened, strict=True)]
    return [
        (f"{slowed}: document loaded (ms)", loaded, ""),
        (f"{slowed}: controls ready (ms)", ready, ""),
        (f"{slowed}: a first card open after a click (ms)", opened, ""),
        (f"{slowed}: interactive, all of it (ms)", both, "< 1000"),
        *((f"dossier, {width} px wide: layout shift", found, "0") for width, found in shifts.items()),
    ]


def _throttled(context: BrowserContext) -> Page:
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return page


def _blocking(browser: Browser, site: Path, address: str, paths: tuple[str, ...]) -> list[tuple[str, list[float], str]]:
    """Measure how much longer each page blocks than an empty page of the theme."""
    text = (site / "themen/index.html").read_text(encoding="utf-8")
    empty = re.sub(r"(<article\b[^>]*>).*(</article>)", r"\1<h1>Empty</h1>\2", text, flags=re.DOTALL)
    (site / "empty").mkdir()
    (site / "empty/index.html").write_text(empty, encoding="utf-8")
    blocked: dict[str, list[float]] = {path: [] for path in paths}
    for _ in range(RUNS):
        for path, found in blocked.items():
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = _throttled(context)
            page.add_init_script(_BLOCKING)
            page.goto(address + path, wait_until="networkidle")
            found.append(float(page.evaluate("window.blocked")))
            context.close()
    usual = statistics.median(blocked.pop("empty/"))
    beyond = f"blocks longer than an empty page ({usual:.0f} ms)"
    return [(f"/{path} {beyond}", [one - usual for one in found], "<= 50") for path, found in blocked.items()]


def _search(browser: Browser, url: str) -> list[tuple[str, list[float], str]]:
    """Measure from the last key to the first result, before the index has loaded."""
    found = []
    for _ in range(RUNS):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = _throttled(context)
        page.goto(url, wait_until="networkidle")
        page.locator("dossier-search input[type=search]").fill("Putin")
        found.append(float(page.evaluate(_FOUND)))
        context.close()
    return [(f"search, CPU {SLOWED}× slower: first result (ms)", found, "<= 1000")]


if __name__ == "__main__":
    main()
