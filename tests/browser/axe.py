"""Find what axe-core finds on pages, light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

#: In pixels.
WIDTHS = (360, 1440)
SCHEMES = ("default", "slate")

#: Violations of Material for MkDocs itself, without our shell: its search has no name, its footer is grey on black.
#: No others are excused.
MATERIALS = {("aria-dialog-name", ".md-search"), ("color-contrast", ".md-copyright")}

#: Rules about colours, checked in both palettes; all others are checked once for each width.
_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

#: Check a page, but of what repeats, such as the cells of a table, the contrast of some elements only. Contrast follows
#: from an element's name, classes and computed colours and from the backgrounds around it; of the visible elements that
#: have all of these in common, it is checked in the first four, the eighth, the sixteenth, and so on, because another
#: element may cover one of them. Only violations are returned, because a page has thousands of nodes that pass.
_CHECK = """async (options) => {
    const counts = new Map()
    const walk = (element, outer) => {
        const is = getComputedStyle(element)
        const plain = is.backgroundColor === "rgba(0, 0, 0, 0)" && is.backgroundImage === "none" && is.opacity === "1"
        const behind = plain ? outer : `${outer}/${is.backgroundColor} ${is.backgroundImage} ${is.opacity}`
        const look = [behind, element.localName, element.getAttribute("class"), element.getAttribute("style"),
            is.color, is.fontSize, is.fontWeight, is.textShadow].join("|")
        const count = (counts.get(look) ?? 0) + Number(element.checkVisibility({visibilityProperty: true}))
        counts.set(look, count)
        element.toggleAttribute("data-repeated", count > 4 && (count & (count - 1)) !== 0)
        for (const inner of element.children) walk(inner, behind)
    }
    walk(document.body, "")
    axe.configure({rules: [{id: "color-contrast", selector: ":not([data-repeated])"}]})
    return (await axe.run(options)).violations
}"""
#: Choose a palette by script, because a mouse click would close the card; return the palette of the page.
_CHOOSE = """(scheme) => {
    document.querySelector(`input[data-md-color-scheme=${scheme}]`).click()
    return document.body.dataset.mdColorScheme
}"""


def violations(chromium: Browser, address: str, paths: Iterable[str], *, shell: bool) -> dict[str, list[str]]:
    """Return the violations on pages, by path, width and scheme, even with a card and the network's table open.

    Args:
        chromium: Where the pages are opened.
        address: The site.
        paths: The pages, relative to the site.
        shell: Whether the site has our theme shell; without it, Material's own violations are excused.

    Returns:
        What is found for each page that has a violation.
    """
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for path in paths:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        answer = page.goto(f"{address}{path}", wait_until="load")
        assert answer and answer.ok, path
        page.wait_for_function("document.querySelectorAll('dossier-table:not(:defined)').length === 0")
        for summary in page.locator(".dx-network__table:not([open]) summary").all():
            summary.click()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.locator(".passage__note").count():
                page.keyboard.press("Escape")
                page.locator(".dx-popover").wait_for(state="detached")
                page.locator(".dx-article .passage__note").nth(1).click()
                page.locator(".dx-popover").wait_for()
            for scheme in SCHEMES:
                assert page.evaluate(_CHOOSE, scheme) == scheme
                if said := findings(page, shell=shell, colours_only=scheme == "slate"):
                    found[f"{path} ({width}, {scheme})"] = said
    context.close()
    return found


def findings(page: Page, *, shell: bool, colours_only: bool = False) -> list[str]:
    """Return a line for each element of a page that violates a rule; without the shell, except Material's own."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = []
    options = {"resultTypes": ["violations"], **({"runOnly": _COLOURS} if colours_only else {})}
    for violation in page.evaluate(_CHECK, options):
        rule = str(violation["id"])
        for node in violation["nodes"]:
            target = " ".join(map(str, node["target"]))
            if shell or (rule, target) not in MATERIALS:
                found.append(f"{rule}: {target}: {node['html'][:150]}")
    return found
