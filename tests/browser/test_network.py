"""The network can be zoomed and moved by pointer and keyboard, and works without a script."""

from __future__ import annotations

from importlib import resources

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from conftest import Loaded
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

MAP = ".dx-network__map:visible"
FRAME = ".dx-network__frame:visible"
ACTOR = ".dx-network__actor:visible"


@pytest.fixture
def network(browser_page: Page, address: str) -> Page:
    """Open the network of the sample site, with its controls."""
    browser_page.goto(f"{address}netzwerk/")
    browser_page.get_by_role("button", name="Vergrößern").wait_for()
    return browser_page


def view(page: Page) -> list[float]:
    """Return the visible part of the drawing: left, top, width, height."""
    return [float(number) for number in str(page.locator(MAP).get_attribute("viewBox")).split()]


def test_buttons_zoom_in_out_and_back(network: Page) -> None:
    """Buttons zoom in, out (at most to the whole) and back to the whole; points and names keep their size."""
    whole = view(network)
    name = network.locator(".dx-network__name:visible").first
    size = name.bounding_box()
    network.get_by_role("button", name="Verkleinern").click()
    assert view(network) == whole
    network.get_by_role("button", name="Vergrößern").click()
    network.get_by_role("button", name="Vergrößern").press("Enter")
    assert view(network)[2] == pytest.approx(whole[2] / 2.25)
    near = name.bounding_box()
    assert size
    assert near
    assert near["width"] == pytest.approx(size["width"], rel=0.02)
    network.get_by_role("button", name="Die ganze Zeichnung").click()
    assert view(network) == whole


def test_keys_zoom_and_move(network: Page) -> None:
    """In the focused frame + − 0 and arrows zoom and move, and each focused actor is scrolled into view."""
    network.locator(FRAME).focus()
    whole = view(network)
    network.keyboard.press("+")
    network.keyboard.press("+")
    near = view(network)
    network.keyboard.press("ArrowRight")
    network.keyboard.press("ArrowDown")
    moved = view(network)
    assert moved[0] > near[0]
    assert moved[1] > near[1]
    network.keyboard.press("-")
    assert view(network)[2] > moved[2]
    network.keyboard.press("+")
    frame = network.locator(FRAME).bounding_box()
    assert frame
    for _ in range(network.locator(ACTOR).count()):
        network.keyboard.press("Tab")
        point = network.locator(".dx-network__actor:focus .dx-network__node").bounding_box()
        assert point
        assert frame["x"] <= point["x"] + point["width"]
        assert point["x"] <= frame["x"] + frame["width"]
        assert frame["y"] <= point["y"] + point["height"]
        assert point["y"] <= frame["y"] + frame["height"]
    network.keyboard.press("0")
    assert view(network) == whole


def test_the_wheel_zooms_with_ctrl_only(network: Page) -> None:
    """The wheel scrolls the page, and with Ctrl it zooms around the pointer."""
    whole = view(network)
    point = network.locator(".dx-network__node").nth(3)
    before = point.bounding_box()
    assert before
    middle = (before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    network.mouse.move(*middle)
    network.mouse.wheel(0, -100)
    assert view(network) == whole
    network.keyboard.down("Control")
    network.mouse.wheel(0, -200)
    network.keyboard.up("Control")
    network.wait_for_function(
        "whole => document.querySelector('.dx-network__map').viewBox.baseVal.width < whole", arg=whole[2]
    )
    after = point.bounding_box()
    assert after
    assert after["x"] + after["width"] / 2 == pytest.approx(middle[0], abs=2)


def test_dragging_moves_the_drawing_and_follows_no_link(network: Page) -> None:
    """Dragging from an actor moves the drawing, and a click without movement follows the link."""
    network.get_by_role("button", name="Vergrößern").click()
    network.get_by_role("button", name="Vergrößern").click()
    point = network.locator(ACTOR, has_text="Russland").locator(".dx-network__node")
    box = point.bounding_box()
    assert box
    start = view(network)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    network.mouse.move(x, y)
    network.mouse.down()
    network.mouse.move(x + 40, y - 30, steps=4)
    network.mouse.up()
    assert view(network)[0] < start[0]
    assert network.url.endswith("/netzwerk/")
    point.click()
    network.wait_for_url("**/akteure/russland/")
    # Instant navigation has loaded another network: that of the actor, which is seen whole.
    expect(network.locator(".dx-network__actor--centre")).to_be_visible()
    assert network.locator(".dx-network__tools").count() == 0


def test_without_javascript_the_network_is_a_drawing(chromium: Browser, address: str) -> None:
    """Without JavaScript phones have a drawing that fits, tablets one that scrolls."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for width, scrolls in [(360, False), (730, True)]:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}netzwerk/")
        assert page.locator("dossier-network button").count() == 0
        assert page.locator(FRAME).evaluate("frame => frame.scrollWidth > frame.clientWidth") is scrolls
        assert page.locator(f"{MAP} a").count() > 10
    context.close()


def test_hidden_names_appear_when_zoomed_in(browser_page: Page, loaded: Loaded) -> None:
    """Zooming in shows most hidden names without overlap, and showing the whole hides them again."""
    actors = "".join(f"  a{n}: {{name: Ministerium für Handel und Häfen {n}, kind: agency}}\n" for n in range(150))
    ties = "".join(
        f"  r{n}-{m}: {{from: a{n}, to: a{m}, kind: ally}}\n" for n in range(1, 150) for m in {n // 3, n // 5}
    )
    collection, _ = loaded({"dossier/alle.yml": f"actors:\n{actors}relations:\n{ties}"})
    site = Site(collection, Addresses("de"))
    html = next(site.render(page).html for page in site.pages if page.noun == "network")
    assets = resources.files("mkdocs_dossier.site") / "assets"
    style = "".join((assets / name).read_text(encoding="utf-8") for name in ("dossier.css", "network.css"))
    script = (assets / "network.js").read_text(encoding="utf-8")

    head = f"<!doctype html><html lang=de><title>N</title><style>{style}</style>"
    whole = f"{head}<script type=module src=/network.js></script>{html}"

    def answer(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=script, content_type="text/javascript")
        else:
            route.fulfill(body=whole, content_type="text/html; charset=utf-8")

    browser_page.route("**/*", answer)
    browser_page.goto("http://dossier.test/")
    hidden = browser_page.locator(".dx-network__name--hidden")
    # The layout finds room for nearly all names, so hide half of them here.
    browser_page.evaluate(
        "document.querySelectorAll('.dx-network__name').forEach((name, n) => "
        "n % 2 && name.classList.add('dx-network__name--hidden'))"
    )
    many = hidden.count()
    assert many >= 75
    for _ in range(4):
        browser_page.get_by_role("button", name="Vergrößern").click()
    assert hidden.count() < many / 2
    overlaps = browser_page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll(".dx-network__name:not(.dx-network__name--hidden)")]
            .map((name) => name.getBoundingClientRect());
          const across = (a, b) => a.left < b.right - 1 && b.left < a.right - 1;
          const meet = (a, b) => across(a, b) && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b))).length;
        }"""
    )
    assert overlaps == 0
    browser_page.get_by_role("button", name="Die ganze Zeichnung").click()
    expect(hidden).to_have_count(many)


def test_on_a_tablet_the_middle_is_seen_first(browser_page: Page, address: str) -> None:
    """When a wide drawing appears, its middle is seen, unless a link in it has the focus."""
    browser_page.set_viewport_size({"width": 730, "height": 300})
    browser_page.goto(f"{address}netzwerk/")
    frame = browser_page.locator(FRAME)
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.scroll_into_view_if_needed()
    browser_page.wait_for_timeout(200)
    scrolled = frame.evaluate("frame => frame.scrollLeft / (frame.scrollWidth - frame.clientWidth)")
    assert scrolled == pytest.approx(0.5, abs=0.02)
    browser_page.reload()
    browser_page.locator(ACTOR).first.focus()
    browser_page.wait_for_timeout(200)
    box, seen = frame.bounding_box(), browser_page.locator(ACTOR).first.bounding_box()
    assert box and seen and box["x"] <= seen["x"], "the focused actor is outside"


@pytest.mark.parametrize("width", [360, 390, 1440])
@pytest.mark.parametrize("path", ["akteure/nordkorea/", "akteure/putin/", "abkommen-vom-19-juni/", "nordkorea-donezk/"])
def test_drawings_around_an_actor_and_of_dossiers_fit(browser_page: Page, address: str, path: str, width: int) -> None:
    """They never scroll sideways, every name is inside the frame, and letters stay at least 11.5 pixels tall."""
    browser_page.set_viewport_size({"width": width, "height": 844})
    browser_page.goto(f"{address}{path}")
    frame = browser_page.locator(FRAME)
    frame.scroll_into_view_if_needed()
    assert frame.evaluate("frame => frame.scrollWidth == frame.clientWidth")
    assert (
        frame.evaluate(
            """frame => [...frame.querySelectorAll(".dx-network__name")].filter((name) => {
          const [one, box] = [name.getBoundingClientRect(), frame.getBoundingClientRect()];
          return one.left < box.left || one.right > box.right || one.top < box.top || one.bottom > box.bottom;
        }).map((name) => name.textContent)"""
        )
        == []
    )
    scale = frame.locator("svg").evaluate("map => map.getBoundingClientRect().width / map.viewBox.baseVal.width")
    assert 11.5 <= 13 * scale <= 13.1
