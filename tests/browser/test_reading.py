"""Reading a dossier: the views of its marks, its strip, its cards, moving between marks by key, printing."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

DOSSIER = "nordkorea-donezk"
CARD = ".dx-popover"
OPEN = ".passage--open"
TEXT = ":is(.dx-article, .dx-dossier__head)"
NOTE = ".dx-article .passage__note"


@pytest.fixture
def dossier(browser_page: Page, address: str) -> Page:
    """Open the sample dossier, with its marks ready."""
    browser_page.goto(f"{address}{DOSSIER}/")
    browser_page.locator(".dx-views button").first.wait_for()
    return browser_page


def _choose(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _point(page: Page, index: int) -> None:
    """Move the pointer to a number in the text, not to its words in the margin."""
    x, y = (
        page.locator(NOTE)
        .nth(index)
        .evaluate("note => (({x, y, width, height}) => [x + width / 2, y + height / 2])(note.getBoundingClientRect())")
    )
    page.mouse.move(x, y)


def _underlines(page: Page) -> set[str]:
    """Return the styles of the lines under the article's marks."""
    looks = page.evaluate(
        f"""() => [...document.querySelectorAll("{TEXT} *")].map((mark) => getComputedStyle(mark))
            .filter((look) => look.textDecorationLine === "underline").map((look) => look.textDecorationStyle)"""
    )
    return set(looks)


def _lines(page: Page) -> list[float]:
    """Return the right ends of all lines of the article."""
    found: list[float] = page.evaluate(
        f"""() => [...document.querySelectorAll("{TEXT} :is(h1, h2, p)")].flatMap((block) => {{
            const range = document.createRange()
            range.selectNodeContents(block)
            return [...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.right))
        }})"""
    )
    return sorted(set(found))


def test_the_first_view_is_calm(dossier: Page) -> None:
    """The first view has no signs, one line style, one tab stop for each statement, and one link for each claim."""
    assert dossier.locator(".dx-dossier").get_attribute("data-marks") == "calm"
    assert _underlines(dossier) == {"solid"}
    shown = dossier.evaluate(
        f"""() => [...document.querySelectorAll("{TEXT} .passage")]
            .filter((mark) => getComputedStyle(mark, "::before").content !== "none").length"""
    )
    assert shown == 0
    stops = dossier.locator(f"{TEXT} a[href]:not([tabindex])").count()
    statements = dossier.locator(".dx-note").count()
    assert stops == statements == 24
    paragraph = dossier.locator(".dx-article p").first
    assert len(re.findall(r"- '?link ", paragraph.aria_snapshot())) == 2, "one link for each claim"
    expect(paragraph.get_by_role("link", name="Aussage 3: Kyiv Post")).to_have_count(1)
    expect(dossier.get_by_role("heading", level=1)).to_have_accessible_name(
        "Ukrainische Raketen treffen russisches Lager: Nordkoreaner unter den Opfern"
    )


def test_a_reader_can_choose_the_marks(dossier: Page) -> None:
    """All views have the same line breaks, and the chosen view is stored and in the address."""
    calm = _lines(dossier)
    _choose(dossier, "Aussagen")
    assert _lines(dossier) == calm
    assert dossier.locator(f"{TEXT} a.passage--figure[href]").count() > 5
    assert dossier.locator(f"{TEXT} a.passage--actor[href]").count() == 0
    _choose(dossier, "Alle Marken")
    assert _lines(dossier) == calm
    assert dossier.locator(f"{TEXT} a.passage--actor[href]").count() > 20
    assert {"solid", "dotted", "dashed", "wavy", "double"} <= _underlines(dossier)
    assert dossier.url.endswith("?marks=all")
    dossier.goto(dossier.url.partition("?")[0])
    expect(dossier.get_by_role("button", name="Alle Marken")).to_have_attribute("aria-pressed", "true")
    _choose(dossier, "Lesen")
    assert dossier.locator(f"{TEXT} a.passage--actor[href]").count() == 0
    assert "marks" not in dossier.url


def test_views_can_be_switched_without_local_storage(browser_page: Page, address: str) -> None:
    browser_page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed') }})")
    browser_page.goto(f"{address}{DOSSIER}/")
    _choose(browser_page, "Aussagen")
    expect(browser_page.get_by_role("button", name="Aussagen")).to_have_attribute("aria-pressed", "true")


def test_the_marks_of_a_sentence_appear_on_hover(dossier: Page) -> None:
    """Pointing at a sentence shows its marks as links, and pointing at another one removes them."""
    first, second = dossier.locator("#opfer-im-text"), dossier.locator("#unterzeichnung")
    first.hover()
    expect(first.locator("a.passage--actor[href]").first).to_be_visible()
    assert "dotted" in _underlines(dossier)
    second.hover()
    assert first.locator("a.passage--actor[href]").count() == 0


def test_the_margin_names_the_origin_of_each_claim(dossier: Page) -> None:
    """Notes in the margin have number, origin and contradictions, and one width; on a phone there are none."""
    notes = dossier.locator(NOTE)
    shown = [str(note.evaluate("note => getComputedStyle(note, '::before').content")) for note in notes.all()]
    assert shown[:2] == ['"3 Kyiv Post"', '"4 keine Quelle genannt"']
    assert any("Widerspruch zu 21" in text for text in shown)
    assert len(set(notes.evaluate_all("notes => notes.map(note => getComputedStyle(note, '::before').width)"))) == 1
    dossier.set_viewport_size({"width": 390, "height": 844})
    assert notes.first.evaluate("note => getComputedStyle(note, '::before').content") == "none"


def test_the_strip_agrees_with_the_data(dossier: Page, site_folder: Path) -> None:
    with (site_folder / "data" / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["dossier"] == DOSSIER]
    cells = dossier.locator(".dx-basis .dx-cells a")
    assert cells.count() == len(rows)
    nobody = sum(not row["said_by"] and not row["via"] for row in rows)
    assert dossier.locator(".dx-basis .dx-cells .dx-cell--none").count() == nobody
    expect(dossier.locator(".dx-basis strong")).to_contain_text(f"Zu {nobody} von {len(rows)} Aussagen")
    summed_up = "Zwei Aussagen widersprechen einander. Eine Zahl ändert sich im Text"
    expect(dossier.locator(".dx-basis__sentence")).to_contain_text(summed_up)
    expect(dossier.locator(".dx-notes > .dx-intro").first).to_contain_text("Alle 17 Sätze mit einer Zahl")
    assert cells.nth(2).and_(dossier.get_by_role("link", name="Aussage 3: Kyiv Post", exact=True)).count() == 1
    assert len({cell.get_attribute("title") for cell in cells.all()}) == len(rows)
    dossier.emulate_media(forced_colors="active")
    looks = {
        str(cell.evaluate("cell => getComputedStyle(cell).backgroundColor + getComputedStyle(cell).backgroundImage"))
        for cell in (dossier.locator(f".dx-key .dx-cell--{kind}") for kind in ("named", "nameless", "none"))
    }
    assert len(looks) == 3


def test_a_cell_of_the_strip_opens_its_card(dossier: Page) -> None:
    """A cell scrolls to its statement and opens its card, also a second time."""
    dossier.locator(".dx-basis .dx-cells a").nth(18).click()
    expect(dossier.locator(f"{CARD} .dx-note__title")).to_have_text("19 Wladimir Putin")
    assert dossier.url.endswith("#putin-kein-einsatz")
    top = dossier.locator("#putin-kein-einsatz").evaluate("mark => mark.getBoundingClientRect().top")
    assert 60 <= top <= 120
    dossier.keyboard.press("Escape")
    dossier.locator(".dx-basis .dx-cells a").nth(18).click()
    expect(dossier.locator(CARD)).to_have_count(1)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844), (360, 640)])
def test_every_address_of_a_passage_opens_its_card(chromium: Browser, address: str, size: tuple[int, int]) -> None:
    """Each card shows its origin without scrolling, fits the screen, and does not cover its sentence."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=size[0] < 1000)
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    ids = page.locator(f"{TEXT} :is(.passage--statement, .passage--figure)[id]").evaluate_all(
        "all => all.map(m => m.id)"
    )
    assert len(ids) > 30
    for name in ids if size[0] in (1440, 390) else ids[::6]:
        page.evaluate("id => { location.hash = id }", name)
        card = page.locator(CARD)
        expect(page.locator(f"#{name}")).to_have_class(re.compile("passage--open"))
        expect(card).to_have_count(1)
        box, origin = card.bounding_box(), card.locator(".dx-note__title").bounding_box()
        assert box and origin
        assert box["y"] >= 0
        assert origin["y"] + origin["height"] <= size[1]
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        if size[0] < 1000:
            assert box["height"] <= 0.62 * size[1] + 1
        lines = page.evaluate(
            """(id) => {
              const mark = document.getElementById(id)
              const statement = mark.closest(".passage--statement") ?? mark
              const name = statement.id || statement.dataset.partOf
              const parts = document.querySelectorAll(`#${CSS.escape(name)}, [data-part-of="${CSS.escape(name)}"]`)
              return [...parts].flatMap((part) => [...part.getClientRects()]).filter((b) => b.width > 8)
                .map((b) => [b.left, b.top, b.right, b.bottom])
            }""",
            name,
        )
        tops = sorted({round(line[1] / 12) for line in lines})
        for left, top, right, bottom in lines:
            over = (
                left < box["x"] + box["width"]
                and right > box["x"]
                and top < box["y"] + box["height"]
                and bottom > box["y"]
            )
            assert not over or (len(tops) > 3 and round(top / 12) > tops[2]), (name, size)
    context.close()


def test_without_a_script_an_address_leads_to_the_passage_and_to_its_note(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/#pioniereinheiten")
    assert page.locator(".dx-views").is_hidden()
    assert page.locator(".dx-basis .dx-cells a").count() == 24
    page.locator("#pioniereinheiten .passage__note").click()
    expect(page.locator("#_note-pioniereinheiten")).to_be_in_viewport()
    assert page.locator("#_note-pioniereinheiten .dx-about a").count() > 2
    context.close()


def test_only_contradictions_are_red(dossier: Page) -> None:
    """The only red text in the dossier is the label of its two contradictions."""
    red = dossier.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("i"))
          probe.style.color = "var(--dx-alarm)"
          const alarm = getComputedStyle(probe).color
          probe.remove()
          const walker = document.createTreeWalker(document.querySelector(".md-content"), NodeFilter.SHOW_TEXT)
          const found = []
          while (walker.nextNode()) {
            const text = walker.currentNode
            const isRed = getComputedStyle(text.parentElement).color === alarm
            if (text.textContent.trim() && isRed) found.push(text.textContent)
          }
          return found
        }"""
    )
    assert red == ["Widerspruch:", "Widerspruch:"]


def test_arrow_keys_lead_from_mark_to_mark(dossier: Page) -> None:
    """Arrow keys move through the marks in the order of the text and back, and an open card follows."""
    dossier.locator(NOTE).first.focus()
    dossier.keyboard.press("ArrowRight")
    assert _focused(dossier) == "4"
    dossier.keyboard.press("ArrowLeft")
    assert _focused(dossier) == "3"
    dossier.keyboard.press("Enter")
    expect(dossier.locator(f"{CARD} .dx-note__number")).to_have_text("3")
    dossier.keyboard.press("ArrowRight")
    expect(dossier.locator(f"{CARD} .dx-note__number")).to_have_text("4")


def test_a_card_begins_with_the_origin(dossier: Page) -> None:
    """A card has the origin, the chain, the status and the figures, and not the words just read."""
    dossier.locator("#opfer .passage__note").click()
    card = dossier.locator(CARD)
    expect(card.locator(".dx-note__title")).to_have_text("2 Quellen im ukrainischen Geheimdienst")
    assert card.locator(".dx-chain > li").count() == 3
    assert card.locator(".dx-status").count() == 1
    assert card.locator(".dx-note__figures li").count() == 3
    expect(card.locator(".dx-sentence").first).to_be_hidden()
    targets = [link.get_attribute("href") for link in card.locator(".dx-popover__also a").all()]
    assert len(targets) == len(set(targets)) > 0
    assert dossier.evaluate("document.querySelectorAll('.dx-popover [id]').length") == 0
    card.get_by_role("link", name="Alles zu Aussage 2").click()
    expect(card).to_have_count(0)
    expect(dossier.locator("#_note-opfer")).to_be_in_viewport()


def test_a_passage_is_shared_with_words_origin_and_address(chromium: Browser, address: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    page.locator("#angriffstag .passage__note").click()
    _choose(page, "Teilen")
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        f'„Der Angriff fand laut "Kyiv Post" am 3. Oktober statt“ – Kyiv Post\n{address}{DOSSIER}/#angriffstag'
    )
    context.close()


def test_without_a_clipboard_the_address_is_shown(browser_page: Page, address: str) -> None:
    browser_page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    browser_page.goto(f"{address}{DOSSIER}/")
    browser_page.locator("#opfer .passage__note").click()
    _choose(browser_page, "Teilen")
    field = browser_page.locator(".dx-popover__address")
    expect(field).to_have_value(f"{address}{DOSSIER}/#opfer")
    expect(field).to_be_focused()


def test_pointing_at_a_number_shows_its_card(dossier: Page) -> None:
    """Pointing at a number opens its card without taking the focus; it stays while pointed at, and then closes."""
    number = dossier.locator(NOTE).nth(5)
    number.hover()
    expect(dossier.locator(f"{CARD} .dx-note__number")).to_have_text(number.get_attribute("data-number") or "")
    assert not dossier.evaluate("Boolean(document.activeElement.closest('.dx-popover'))")
    dossier.locator(CARD).hover()
    dossier.wait_for_timeout(600)
    expect(dossier.locator(CARD)).to_have_count(1)
    dossier.mouse.move(2, 2)
    expect(dossier.locator(CARD)).to_have_count(0)


def test_tapping_a_sentence_opens_its_card(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    page.locator("#unterzeichnung").tap(position={"x": 40, "y": 8})
    expect(page.locator(f"{CARD} .dx-note__number")).to_have_text("7")
    context.close()


def test_a_number_with_the_focus_shows_its_card(dossier: Page) -> None:
    """A focused number shows its card and keeps the focus, Enter moves it into the card, and Escape closes it."""
    dossier.locator(NOTE).first.focus()
    dossier.keyboard.press("ArrowRight")
    expect(dossier.locator(f"{CARD} .dx-note__number")).to_have_text("4")
    assert _focused(dossier) == "4"
    dossier.keyboard.press("Enter")
    expect(dossier.locator(CARD)).to_be_focused()
    dossier.keyboard.press("Escape")
    dossier.wait_for_timeout(600)
    expect(dossier.locator(CARD)).to_have_count(0)
    dossier.keyboard.press("Tab")
    assert _focused(dossier) != "4"


def test_a_printed_dossier_is_an_article_with_numbered_notes(dossier: Page) -> None:
    """In print nothing is underlined, each number has its note, and controls are hidden."""
    dossier.emulate_media(media="print")
    numbers = dossier.locator(f"{TEXT} .passage__note")
    shown = [number.get_attribute("data-number") for number in numbers.all() if number.is_visible()]
    notes = [note.inner_text().strip() for note in dossier.locator(".dx-note .dx-note__number:visible").all()]
    assert shown == notes == [str(number) for number in range(1, len(notes) + 1)]
    assert _underlines(dossier) == set()
    assert dossier.locator(".dx-dossier :is(button, input, select):visible").count() == 0
    assert dossier.locator(":is(.dx-edit, .dx-popover, .md-header, .md-tabs):visible").count() == 0
    expect(dossier.locator(".dx-printed")).to_have_text("Dossier · https://example.org/nordkorea-donezk/")
    assert dossier.locator(".dx-cite:visible").count() == 2
    within = """links => links.map(link => getComputedStyle(link, "::after").content)
        .filter(words => words.includes(location.host))"""
    assert dossier.locator(".dx-dossier a").evaluate_all(within) == [], "only addresses of other hosts are printed"
    pdf = dossier.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 6


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.number ?? document.activeElement.textContent.trim()"))


def _look(page: Page, selector: str) -> tuple[str, str]:
    found = page.locator(selector).first.evaluate(
        "mark => [getComputedStyle(mark).textDecorationLine, getComputedStyle(mark).backgroundColor]"
    )
    return found[0], found[1]


def test_escape_closes_a_card_and_returns_to_its_mark(dossier: Page) -> None:
    """Enter moves the focus into the card, and Escape closes it and returns the focus to the mark."""
    note = dossier.locator(".dx-article .passage__note").nth(2)
    note.focus()
    number = _focused(dossier)
    dossier.keyboard.press("Enter")
    expect(dossier.locator(CARD)).to_be_focused()
    expect(dossier.locator(CARD)).to_have_attribute("role", "dialog")
    dossier.keyboard.press("Tab")
    assert dossier.evaluate("Boolean(document.activeElement.closest('.dx-popover'))")
    dossier.keyboard.press("Escape")
    expect(dossier.locator(CARD)).to_have_count(0)
    expect(dossier.locator(OPEN)).to_have_count(0)
    assert _focused(dossier) == number


def test_a_citation_is_copied_completely(chromium: Browser, address: str) -> None:
    """A citation is copied by its button, and a click selects all of it."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    entry = page.locator("pre").first
    page.get_by_text("BibTeX (Deutsch)").click()
    page.get_by_role("button", name="Kopieren", exact=True).click()
    page.wait_for_function("navigator.clipboard.readText()")
    assert page.evaluate("navigator.clipboard.readText()") == (entry.text_content() or "").strip()
    entry.click()
    chosen = page.evaluate("getSelection().toString()")
    assert chosen.strip() == (entry.text_content() or "").strip()
    assert chosen.startswith("@misc{")
    context.close()


def test_the_chronicle_draws_uncertain_dates_as_spans(browser_page: Page, address: str) -> None:
    """Years are in order and have ids; uncertain dates have a span, and dates known to the day have none."""
    browser_page.goto(f"{address}ereignisse/")
    years = browser_page.locator(".dx-chronicle__number").all_inner_texts()
    assert years == sorted(years)
    expect(browser_page.locator("h2#_2024")).to_have_text("2024")
    items = browser_page.locator(".dx-chronicle__item")
    summer = items.filter(has_text="Sommer 2022")
    assert summer.locator(".dx-span").count() > 0
    exact = browser_page.locator(".dx-chronicle__item:has(time[datetime])")
    assert exact.count() > 0
    assert exact.locator(".dx-span").count() == 0


def test_a_hovered_card_stays_once_it_is_clicked(dossier: Page) -> None:
    """A click on its mark or in it keeps a card open wherever the pointer goes; a click elsewhere closes it."""
    numbers = dossier.locator(".dx-article .passage__note")
    for use in ("mark", "card"):
        numbers.nth(5).hover()
        expect(dossier.locator(CARD)).to_have_count(1)
        numbers.nth(5).click() if use == "mark" else dossier.locator(f"{CARD} .dx-note__title").click()
        text = dossier.locator(CARD).inner_text()
        _point(dossier, 6)
        dossier.wait_for_timeout(800)
        assert dossier.locator(CARD).inner_text() == text
        dossier.mouse.click(2, 300)
        expect(dossier.locator(CARD)).to_have_count(0)


def test_escape_closes_a_hovered_card(dossier: Page) -> None:
    """Escape closes a hovered card without moving the pointer or the focus."""
    dossier.locator(".dx-article .passage__note").nth(5).hover()
    expect(dossier.locator(CARD)).to_have_count(1)
    dossier.keyboard.press("Escape")
    expect(dossier.locator(CARD)).to_have_count(0)
    assert dossier.evaluate("document.activeElement === document.body")


def test_moving_across_the_text_opens_no_card(dossier: Page) -> None:
    numbers = dossier.locator(".dx-article .passage__note")
    dossier.evaluate("new MutationObserver(() => { window.cards = document.querySelectorAll('.dx-popover').length })"
                     ".observe(document.body, {childList: true, subtree: true})")  # fmt: skip
    numbers.nth(5).hover()
    dossier.mouse.move(2, 300)
    dossier.wait_for_timeout(800)
    assert not dossier.evaluate("window.cards")


def test_a_card_belongs_to_the_innermost_statement(dossier: Page) -> None:
    """If another mark begins a statement, its card is that of the innermost statement around it, not the next one."""
    wrong = dossier.evaluate(
        """async () => {
          const {markAt} = await import("/assets/marks.js");
          return [...document.querySelectorAll(":is(.dx-article, .dx-dossier__head) .passage--statement")]
            .filter((mark) => {
              const note = markAt(mark.querySelector(".passage:not(.passage--figure, .passage--statement)") ?? mark)[1];
              return note && note.id !== `_note-${mark.id || mark.dataset.partOf}`;
            }).map((mark) => mark.textContent);
        }"""
    )
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1440])
def test_notes_begin_at_the_edge_of_the_article(browser_page: Page, address: str, width: int) -> None:
    """Their numbers stand below the heading's first letter, and a status keeps off the caveat below it."""
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto(f"{address}nordkorea-donezk/#_evidence")
    edges = browser_page.locator("#_text h1, #_evidence, .dx-note__number").evaluate_all(
        "all => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().left)))]"
    )
    assert len(edges) == 1
    gaps = browser_page.locator(".dx-note > .dx-claim__grade + .dx-caveat").evaluate_all(
        """all => all.map((one) => [one.previousElementSibling, one].map((each) => each.getBoundingClientRect()))
          .map(([above, below]) => below.top - above.bottom)"""
    )
    assert len(gaps) > 5 and min(gaps) >= 4
    assert browser_page.locator(".dx-note > .dx-claim__grade:not(:has(.dx-tag, .dx-status))").count() == 0
    assert "abgeleitet" not in browser_page.locator(".dx-notes").inner_text()
