"""A browser finds the words that a text-fragment address names, and scrolls to them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.quoting import address_of_words

TEXT = (
    "Vorn steht: der Rat tagt.\nHinten, da – nach A & B – steht wieder: der Rat tagt, 50 % der Kiew-Post zum Trotz.\n"
    f"Dann sagte er lange: „{'und so weiter ' * 20}bis ans Ende.“ Er ging.\nSchluss."
)
FAR = '<div style="height: 4000px"></div>'


LONG = f"„{'und so weiter ' * 20}bis ans Ende.“"


@pytest.mark.parametrize("words", ["der Rat tagt, 50 %", "der Rat tagt", "A & B", "Kiew-Post", LONG, "ging.\nSchluss"])
def test_a_browser_finds_the_words(browser_page: Page, words: str) -> None:
    """The browser scrolls to the right words, far below the same words at the top of the page."""
    first, *others = TEXT.split("\n")
    body = f"<meta charset=utf-8><p>{first}</p>{FAR}" + "".join(f"<p>{line}</p>" for line in others) + FAR
    html = f"<!doctype html>{body.replace(' & ', ' &amp; ')}"

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    browser_page.route("**/*", answer)
    start = TEXT.rindex(words)
    address = address_of_words("https://paper.example/", TEXT, Passage(start, start + len(words)))
    assert address
    browser_page.goto(address)
    browser_page.wait_for_function("scrollY > 3000", timeout=5000)
