"""Reading a dossier: marks switched off and on, the way from mark to mark by keyboard, all that is marked in reach."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

DOSSIER = "nordkorea-donezk"
CARD = ".dx-popover"
OPEN = ".passage--open"


@pytest.fixture
def dossier(browser_page: Page, address: str) -> Page:
    """The sample dossier, its legend furnished."""
    browser_page.goto(f"{address}{DOSSIER}/")
    browser_page.locator(".dx-switch").first.wait_for()
    return browser_page


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.number ?? document.activeElement.textContent.trim()"))


def _look(page: Page, selector: str) -> tuple[str, str]:
    found = page.locator(selector).first.evaluate(
        "mark => [getComputedStyle(mark).textDecorationLine, getComputedStyle(mark).backgroundColor]"
    )
    return found[0], found[1]


def test_the_legend_switches_marks_off_and_remembers(dossier: Page) -> None:
    """A kind that is off is neither seen nor a stop of the tab key, here and on the next dossier, until it is on."""
    figures = dossier.get_by_role("button", name="Zahl", exact=True)
    statements = dossier.get_by_role("button", name="Aussage", exact=True)
    expect(figures).to_have_attribute("aria-pressed", "true")
    assert _look(dossier, ".dx-article a.passage--figure")[0] == "underline"
    figures.click()
    statements.click()
    expect(figures).to_have_attribute("aria-pressed", "false")
    dossier.reload()
    expect(figures).to_have_attribute("aria-pressed", "false")
    assert _look(dossier, ".dx-article a.passage--figure")[0] == "none"
    assert _look(dossier, ".dx-article .passage--statement") == ("none", "rgba(0, 0, 0, 0)")
    assert dossier.locator(".dx-article a.passage--figure:not([tabindex])").count() == 0
    assert dossier.locator(".dx-article .passage__note:visible").count() == 0
    assert _look(dossier, ".dx-article a.passage--actor")[0] == "underline"
    figures.press("Enter")
    statements.press(" ")
    assert _look(dossier, ".dx-article a.passage--figure")[0] == "underline"
    assert dossier.locator(".dx-article .passage__note:visible").count() > 10
    dossier.reload()
    expect(figures).to_have_attribute("aria-pressed", "true")


def test_a_browser_that_keeps_nothing_switches_all_the_same(browser_page: Page, address: str) -> None:
    browser_page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed') }})")
    browser_page.goto(f"{address}{DOSSIER}/")
    button = browser_page.locator(".dx-switch").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_without_javascript_the_legend_explains(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    assert page.locator(".dx-legend li").count() == 6
    assert page.locator(".dx-legend button").count() == 0
    context.close()


def test_arrows_lead_from_mark_to_mark(dossier: Page) -> None:
    """In the order of the text, and back; an open card goes along."""
    dossier.locator(".dx-article .passage__note").first.focus()
    start = _focused(dossier)
    dossier.keyboard.press("ArrowRight")
    following = _focused(dossier)
    assert following != start
    dossier.keyboard.press("ArrowLeft")
    assert _focused(dossier) == start
    dossier.keyboard.press("Enter")
    expect(dossier.locator(f"{CARD} .dx-note__number")).to_have_text(start)
    for _ in range(40):
        dossier.keyboard.press("ArrowRight")
        if dossier.locator(CARD).count() and dossier.locator(f"{CARD} .dx-note__number").inner_text() != start:
            break
        dossier.keyboard.press("Enter") if dossier.evaluate(
            "document.activeElement.matches('.passage__note')"
        ) else None
    expect(dossier.locator(f"{CARD} .dx-note__number")).not_to_have_text(start)


def test_escape_closes_a_card_and_returns_to_its_mark(dossier: Page) -> None:
    """The focus goes into the card and comes back to where it was."""
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


def test_a_card_holds_chain_grade_and_what_else_is_marked_here(dossier: Page) -> None:
    """Of nested marks each has a link, and to the same page only one; a figure within the statement is on its card."""
    dossier.locator("#opfer .passage__note").click()
    card = dossier.locator(CARD)
    assert card.locator(".dx-chain__hop").count() == 2
    assert card.locator(".dx-status").count() == 1
    assert card.locator(".dx-note__figures li").count() == 3
    names = card.locator(".dx-popover__also a").all_inner_texts()
    assert {"Kyiv Post", "Donezk"} & set(" ".join(names).replace("in der Nähe von ", "").split("·") + names)
    targets = [link.get_attribute("href") for link in card.locator(".dx-popover__also a").all()]
    assert len(targets) == len(set(targets)) > 3
    card.locator(".dx-popover__also a").first.focus()
    assert dossier.evaluate("document.querySelectorAll('.dx-popover [id]').length") == 0


def test_every_nested_mark_can_be_reached(dossier: Page) -> None:
    """Each mark that leads to a note opens the card of that note."""
    marks = dossier.locator(".dx-article :is(a.passage, .passage__note)[href*='#_note-']")
    for index in range(marks.count()):
        mark = marks.nth(index)
        wanted = mark.evaluate(
            "({hash}) => document.getElementById(hash.slice(1)).closest('.dx-note').textContent.trim()"
        )
        mark.focus()
        dossier.keyboard.press("Enter")
        text = dossier.locator(f"{CARD} > :first-child").text_content() or ""
        assert text.strip() == wanted
        dossier.keyboard.press("Escape")


def test_the_link_to_a_passage_is_copied(chromium: Browser, address: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    page.locator("#opfer .passage__note").click()
    page.get_by_role("button", name="Link zu dieser Stelle kopieren").click()
    expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{DOSSIER}/#opfer"
    context.close()


def test_a_reference_is_copied_whole(chromium: Browser, address: str) -> None:
    """By its button, and chosen by one click where there is none."""
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


def test_a_dossier_has_no_contents_that_nobody_sees(dossier: Page) -> None:
    """Material would measure where each section stands, as the page opens: what nobody sees yet would be laid out."""
    expect(dossier.get_by_role("navigation", name="Inhalt")).to_be_visible()
    expect(dossier.locator("[data-md-component=toc] a")).to_have_count(1)
    expect(dossier.locator(".md-skip")).to_have_attribute("href", re.compile("#_article$"))


def test_where_the_clipboard_is_closed_the_address_is_shown(browser_page: Page, address: str) -> None:
    browser_page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    browser_page.goto(f"{address}{DOSSIER}/")
    browser_page.locator("#opfer .passage__note").click()
    browser_page.get_by_role("button", name="Link zu dieser Stelle kopieren").click()
    field = browser_page.locator(".dx-popover__address")
    expect(field).to_have_value(f"{address}{DOSSIER}/#opfer")
    expect(field).to_be_focused()


@pytest.mark.parametrize("width", [1440, 360])
def test_a_card_never_covers_its_mark(dossier: Page, width: int) -> None:
    """Where the page is wide it stands beside the article, else below or above the mark; always in the window."""
    dossier.set_viewport_size({"width": width, "height": 900})
    notes = dossier.locator(".dx-article .passage__note")
    for index in range(0, notes.count(), 5):
        notes.nth(index).scroll_into_view_if_needed()
        notes.nth(index).click()
        card, mark = dossier.locator(CARD).bounding_box(), notes.nth(index).bounding_box()
        article = dossier.locator(".dx-article").bounding_box()
        assert card and mark and article
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= width
        if width == 1440:
            assert card["x"] >= article["x"] + article["width"]
        else:
            assert card["y"] >= mark["y"] + mark["height"] - 1 or card["y"] + card["height"] <= mark["y"] + 1
        dossier.keyboard.press("Escape")


def test_the_chronicle_draws_what_is_uncertain(browser_page: Page, address: str) -> None:
    """Years in order, each with its address; what is known to the day has no span, what is not has one."""
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


def test_a_mark_that_is_pointed_at_shows_its_card(dossier: Page) -> None:
    """After a moment, without taking the focus; it can be pointed at itself, and goes when it is left."""
    dossier.locator(".dx-article .passage__note").first.focus()
    number = dossier.locator(".dx-article .passage__note").nth(5)
    number.hover()
    assert dossier.locator(CARD).count() == 0
    expect(dossier.locator(f"{CARD} .dx-note__number")).to_have_text(number.get_attribute("data-number") or "")
    assert not dossier.evaluate("Boolean(document.activeElement.closest('.dx-popover'))")
    dossier.locator(CARD).hover()
    dossier.wait_for_timeout(600)
    expect(dossier.locator(CARD)).to_have_count(1)
    dossier.mouse.move(2, 2)
    expect(dossier.locator(CARD)).to_have_count(0)


def test_a_card_in_passing_stays_when_it_is_used(dossier: Page) -> None:
    """A click on its mark or in it keeps it, whatever is pointed at; a click elsewhere closes it."""
    numbers = dossier.locator(".dx-article .passage__note")
    for use in ("mark", "card"):
        numbers.nth(5).hover()
        expect(dossier.locator(CARD)).to_have_count(1)
        numbers.nth(5).click() if use == "mark" else dossier.locator(f"{CARD} .dx-note__title").click()
        text = dossier.locator(CARD).inner_text()
        numbers.nth(6).hover()
        dossier.wait_for_timeout(800)
        assert dossier.locator(CARD).inner_text() == text
        dossier.mouse.click(2, 300)
        expect(dossier.locator(CARD)).to_have_count(0)


def test_escape_closes_what_is_only_pointed_at(dossier: Page) -> None:
    """The pointer need not move, and the focus does not."""
    dossier.locator(".dx-article .passage__note").nth(5).hover()
    expect(dossier.locator(CARD)).to_have_count(1)
    dossier.keyboard.press("Escape")
    expect(dossier.locator(CARD)).to_have_count(0)
    assert dossier.evaluate("document.activeElement === document.body")


def test_who_only_moves_across_the_text_sees_no_card(dossier: Page) -> None:
    numbers = dossier.locator(".dx-article .passage__note")
    dossier.evaluate("new MutationObserver(() => { window.cards = document.querySelectorAll('.dx-popover').length })"
                     ".observe(document.body, {childList: true, subtree: true})")  # fmt: skip
    numbers.nth(5).hover()
    dossier.mouse.move(2, 300)
    dossier.wait_for_timeout(800)
    assert not dossier.evaluate("window.cards")


def test_a_finger_opens_cards_by_tapping_only(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}{DOSSIER}/")
    page.locator(".dx-switch").first.wait_for()
    page.locator(".dx-article .passage__note").nth(2).tap()
    expect(page.locator(CARD)).to_have_count(1)
    page.touchscreen.tap(5, 700)
    context.close()


def test_a_mark_with_the_focus_shows_its_card(dossier: Page) -> None:
    """The focus stays in the text; Enter leads into the card; where the focus goes on to, the card goes too."""
    dossier.locator(".dx-article .passage__note").first.focus()
    dossier.keyboard.press("ArrowRight")
    while not dossier.evaluate("document.activeElement.matches('.passage__note')"):
        dossier.keyboard.press("ArrowRight")
    number = _focused(dossier)
    expect(dossier.locator(f"{CARD} .dx-note__number")).to_have_text(number)
    assert _focused(dossier) == number
    dossier.keyboard.press("Enter")
    expect(dossier.locator(CARD)).to_be_focused()
    dossier.keyboard.press("Escape")
    expect(dossier.locator(CARD)).to_have_count(0)
    dossier.wait_for_timeout(600)
    expect(dossier.locator(CARD)).to_have_count(0)
    dossier.keyboard.press("Tab")
    assert _focused(dossier) != number
    expect(dossier.locator(f"{CARD} .dx-note__number", has_text=number)).to_have_count(0)


def test_what_is_switched_off_shows_no_card(dossier: Page) -> None:
    dossier.get_by_role("button", name="Aussage", exact=True).click()
    words = dossier.locator("#opfer-im-text")
    words.scroll_into_view_if_needed()
    line = words.evaluate("mark => mark.getClientRects()[0].toJSON()")
    dossier.mouse.move(line["x"] + 5, line["y"] + 8)
    dossier.wait_for_timeout(600)
    expect(dossier.locator(CARD)).to_have_count(0)


def test_marks_differ_in_their_line_and_their_sign(dossier: Page) -> None:
    """No two kinds alike, in the text as in the legend, whatever their colour; a statement has its number."""
    looks = dossier.evaluate(
        """() => [...document.querySelectorAll(".dx-legend .passage")].map((sample) => {
          const kind = /passage--(\\w+)/.exec(sample.className)[1];
          const mark = document.querySelector(`.dx-article .passage--${kind}`) ?? sample;
          return [sample, mark].map((shown) => {
            const {textDecorationLine: line, textDecorationStyle: style} = getComputedStyle(shown);
            const width = getComputedStyle(shown).textDecorationThickness;
            return [line, style, width, "sign", getComputedStyle(shown, "::before").clipPath].join(" ");
          });
        })"""
    )
    assert len(looks) == 6
    for place in (0, 1):
        assert len({look[place] for look in looks}) == 6
        assert len({look[place].partition("sign")[2] for look in looks}) == 6


def test_signs_are_seen_where_a_reader_has_colours_of_their_own(dossier: Page) -> None:
    """High contrast: what a sign is cut out of is not the colour of the page."""
    dossier.emulate_media(forced_colors="active")
    sign, page = dossier.evaluate(
        """() => [[document.querySelector(".dx-article .passage--actor"), "::before"], [document.body, null]]
          .map(([element, part]) => getComputedStyle(element, part).backgroundColor)"""
    )
    assert sign != page


def test_each_record_that_is_marked_can_be_reached(dossier: Page) -> None:
    """Nested and overlapping marks: each mark has a link of its own, or belongs to a statement that has."""
    lost = dossier.evaluate(
        """() => [...document.querySelectorAll(".dx-article .passage, .dx-dossier__head .passage")].filter((mark) => {
          if (mark.matches("a, [data-part-of]")) return false;
          const links = [...document.querySelectorAll(".passage__note")].filter((l) => l.hash === `#_note-${mark.id}`);
          return !mark.querySelector(":scope > .passage__own, :scope > .passage__sign") && !(mark.id && links.length);
        }).map((mark) => mark.outerHTML)"""
    )
    assert lost == []


def test_a_card_is_that_of_the_words_pointed_at(dossier: Page) -> None:
    """Also where another mark begins the statement: the innermost statement around the words, not the next one."""
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


def test_on_paper_it_is_an_article_with_numbered_notes(dossier: Page) -> None:
    """Marks are underlined, each number has its note, and nothing is there that only a screen can use."""
    dossier.get_by_role("button", name="Aussage", exact=True).click()
    dossier.emulate_media(media="print")
    numbers = dossier.locator(":is(.dx-article, .dx-dossier__head) .passage__note")
    shown = [number.get_attribute("data-number") for number in numbers.all() if number.is_visible()]
    notes = [note.inner_text().strip() for note in dossier.locator(".dx-note .dx-note__number:visible").all()]
    assert shown == notes == [str(number) for number in range(1, len(notes) + 1)]
    assert _look(dossier, ".dx-article .passage--statement") == ("underline", "rgba(0, 0, 0, 0)")
    assert dossier.locator(".dx-dossier :is(button, input, select):visible").count() == 0
    assert dossier.locator(":is(.dx-edit, .dx-popover, .dx-dossier__side, .md-header, .md-tabs):visible").count() == 0
    assert dossier.locator(".dx-cite:visible").count() == 2
    signs = dossier.locator(".dx-article .passage--actor").first
    assert signs.evaluate("mark => getComputedStyle(mark, '::before').display") == "none"
    within = """links => links.map(link => getComputedStyle(link, "::after").content)
        .filter(words => words.includes(location.host))"""
    assert dossier.locator(".dx-dossier a").evaluate_all(within) == [], "only addresses of other hosts are written out"
    pdf = dossier.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
