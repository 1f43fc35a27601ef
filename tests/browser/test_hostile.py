"""In a real browser no script of the hostile collection runs, and the pages' policy would stop one that did."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browser.sites import served
from hostile import ATTACKS

#: The functions that attacks call, also in frames, made to report the attack.
_HIT = "window.hit = (key) => report(String(key)); window.alert = window.hit; window.print = window.hit"
#: Follow a link as a reader would, so that the theme loads the page.
_FOLLOW = "to => { const a = document.createElement('a'); a.href = to; document.body.append(a); a.click() }"
CANARY = "canary.example"


@pytest.fixture(scope="module")
def hostile_address(hostile_site: Path) -> Iterator[str]:
    with served(hostile_site) as at:
        yield at


class WatchedPage:
    """A page that records every successful attack: a script that runs, or a request to the attackers' host."""

    def __init__(self, chromium: Browser, *, bypass: bool) -> None:
        self.context: BrowserContext = chromium.new_context(bypass_csp=bypass, viewport={"width": 1280, "height": 900})
        self.hits: list[str] = []
        self.complaints: list[str] = []
        self.context.expose_function("report", lambda key: self.hits.append(key))
        self.context.add_init_script(_HIT)
        self.context.route(lambda url: CANARY in url, self._caught)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.hits.append("dialog"), dialog.dismiss()))

    def _caught(self, route: Route) -> None:
        self.hits.append(route.request.url)
        route.abort()

    def __enter__(self) -> WatchedPage:
        return self

    def __exit__(self, *error: object) -> None:
        self.context.close()


def _raw(name: str, text: str) -> str:
    """Return an attack as HTML that does not neutralise it."""
    match name:
        case "attribute":
            return f'<p title="{text}">x</p>'
        case "single":
            return f"<p title='{text}'>x</p>"
        case "title":
            return f"<textarea>{text}"
        case "escaped":
            return html.unescape(text)  # like a theme that strips the tags of a title
    return text


@pytest.mark.parametrize("policy", [False, True], ids=["without a policy", "with the policy"])
def test_the_attacks_run_without_our_protection(
    chromium: Browser, hostile_address: str, hostile_site: Path, policy: bool
) -> None:
    """As a positive control, all attacks succeed if put into a page unescaped, and none under the page's policy."""
    whole = (hostile_site / "werk" / "index.html").read_text(encoding="utf-8")
    poison = "".join(_raw(name, text.replace("KEY", name)) for name, text in ATTACKS.items())
    body = whole.replace("</article>", f"{poison}</article>", 1)
    with WatchedPage(chromium, bypass=not policy) as seen:
        seen.page.route("**/werk/", lambda route: route.fulfill(body=body, content_type="text/html"))
        seen.page.goto(f"{hostile_address}werk/")
        seen.page.evaluate(
            """() => {
                for (const link of document.querySelectorAll("a.trap")) link.click()
                for (const part of document.querySelectorAll("[onfocus]")) part.focus()
            }"""
        )
        seen.page.wait_for_timeout(500)
        succeeded = {hit.removeprefix(f"http://{CANARY}/") for hit in seen.hits}
    assert succeeded == (set() if policy else set(ATTACKS))


def test_no_attack_succeeds(chromium: Browser, hostile_address: str, hostile_site: Path) -> None:
    """No attack succeeds on any page, whatever a reader points at, opens or follows, even with the policy off."""
    with WatchedPage(chromium, bypass=True) as seen:
        page = seen.page
        for path in sorted(hostile_site.rglob("*.html")):
            if path.parent.name == "b":
                continue  # a record with less content than its neighbour
            name = path.relative_to(hostile_site).as_posix().removesuffix("index.html")
            page.goto(f"{hostile_address}{name}", wait_until="load")
            page.evaluate(
                """() => {
                    for (const part of document.querySelectorAll("details")) part.open = true
                    for (const part of document.querySelectorAll("[tabindex], a, input, summary")) part.focus()
                    for (const part of document.querySelectorAll("main a[href*=':' i]"))
                        if (part.protocol !== "https:" && part.protocol !== "http:") part.click()
                }"""
            )
            assert seen.hits == [], name
        page.goto(f"{hostile_address}werk/")
        for passage in page.locator(".passage").all()[:30]:
            passage.dispatch_event("pointerenter")
            passage.dispatch_event("pointerover")
            passage.focus()
        page.goto(f"{hostile_address}akteure/")
        page.locator("[data-md-component=search-query]").click()
        page.locator("[data-md-component=search-query]").press_sequentially("Worte")
        expect(page.locator(".md-search-result__item").first).to_be_attached()
        page.wait_for_timeout(200)
        assert seen.hits == []


def test_no_attack_succeeds_when_pages_are_loaded_by_the_theme(
    chromium: Browser, hostile_address: str, hostile_site: Path
) -> None:
    """No attack succeeds with instant navigation, which recreates the scripts in a page's content."""
    with WatchedPage(chromium, bypass=True) as seen:
        shown: list[str] = []
        seen.page.on("framenavigated", lambda frame: shown.append(frame.url))
        for link in ("akteure/a/", "werk/", "quellen/a/", "auszug/"):
            # The theme handles links once it has loaded the sitemap.
            with seen.page.expect_response("**/sitemap.xml"):
                seen.page.goto(hostile_address)
            seen.page.wait_for_timeout(200)
            seen.page.evaluate(_FOLLOW, f"{hostile_address}{link}")
            for _ in range(200):  # the theme merges it, then it is loaded in full, then its address is shortened
                if shown[-1] == f"{hostile_address}{link}" and f"{shown[-1]}?whole" in shown:
                    break
                seen.page.wait_for_timeout(50)
            assert f"{hostile_address}{link}?whole" in shown, "it was not merged before it was loaded in full"
            seen.page.wait_for_load_state()
            seen.page.wait_for_timeout(400)
        assert (seen.hits, seen.complaints) == ([], [])


def test_an_address_cannot_be_an_attack(chromium: Browser, hostile_address: str) -> None:
    """Our scripts treat the query and the fragment of an address as text."""
    text = quote(ATTACKS["image"])
    with WatchedPage(chromium, bypass=True) as seen:
        for page in ("akteure/", "werk/", "netzwerk/", "ereignisse/"):
            seen.page.goto(f"{hostile_address}{page}?find={text}&kind={text}&q={text}&h={text}#{text}")
            seen.page.wait_for_timeout(100)
        assert seen.hits == []
        assert seen.complaints == []
