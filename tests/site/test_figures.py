"""Tables of figures claim no more than is known."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from conftest import Files, Loaded
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

FILES: Files = {
    "dossier/alle.yml": (
        "actors:\n  reederei: {name: Reederei, kind: company}\n  hafen: {name: Hafenamt, kind: agency}\n"
        "sources: {blatt: {title: Blatt}}\n"
        "quantities:\n  kisten: {label: Kisten}\n  saecke: {label: Säcke, kind: flow}\n"
    ),
    "dossier/fracht/article.md": (
        "---\ntitle: Fracht\npublished: 2024-05-06\n---\n\nDie Reederei zählte 35 Kisten. Das Hafenamt sah 20 Kisten."
        " Später nannte die Reederei 36 Kisten. An Land lagen 20 Ballen und sieben Ballen.\n\n"
        "Im März kamen 400 Säcke, sagte die Reederei.\n"
    ),
    "dossier/fracht/a.yml": (
        "statements:\n"
        "  erst: {quote: Die Reederei zählte 35 Kisten, said_by: reederei, said_on: 2024-05-01}\n"
        "  amt: {quote: Das Hafenamt sah 20 Kisten, said_by: hafen, via: [blatt]}\n"
        "  dann: {quote: Später nannte die Reederei 36 Kisten, said_by: reederei}\n"
        "figures:\n"
        "  a: {quote: 35 Kisten, quantity: kisten}\n"
        "  b: {quote: 20 Kisten, quantity: kisten, as_of: 2024-04-30}\n"
        "  c: {quote: 36 Kisten, quantity: kisten}\n"
        "  d: {quote: 20 Ballen}\n"
        "  e: {quote: sieben Ballen}\n"
        "  f: {quantity: kisten, derived_from: {figures: [d, e], formula: d + e}}\n"
        "  g: {quote: 400 Säcke, quantity: saecke, from: 2024-03, to: 2024-03}\n"
    ),
}


class _Tables(HTMLParser):
    """The rows of all tables as the texts of their cells, and the red labels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.red: list[str] = []
        self._in_cell = self._in_red = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
            self._in_cell = True
        elif "dx-opposed__label" in (dict(attrs).get("class") or ""):
            self._in_red = True
            self.red.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._in_cell = False
            self.rows[-1][-1] = " ".join(self.rows[-1][-1].split())
        elif tag == "span":
            self._in_red = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data
        if self._in_red:
            self.red[-1] += data


def html(loaded: Loaded, path: str, language: str = "de", files: Files = FILES) -> str:
    """Render a page of the site."""
    collection, problems = loaded(files)
    assert not problems
    site = Site(collection, Addresses(language), desk=True)
    return next(site.render(page).html for page in site.pages if page.path == path)


def test_a_column_without_times_is_left_out(loaded: Loaded) -> None:
    """The column “Stand” of a dossier's figures is left out if all are undated; a period is given in words."""
    head, *rows = _Tables(html(loaded, "fracht/index")).rows
    assert "Stand" in head
    assert {row[0]: row[head.index("Stand")] for row in rows}["400"] == "März 2024"
    files = {**FILES, "dossier/fracht/a.yml": "figures: {d: {quote: 20 Ballen}, e: {quote: sieben Ballen}}\n"}
    assert "Stand" not in _Tables(html(loaded, "fracht/index", files=files)).rows[0]


@pytest.mark.parametrize("language", ["de", "en"])
def test_matching_words_are_not_called_verified(loaded: Loaded, language: str) -> None:
    """A value that matches the article's words has no tick, and the page says that this is no verification."""
    page = html(loaded, "fracht/index", language)
    words = "steht so im Artikel" if language == "de" else "as the article has it"
    assert f'<span class="dx-tag">{words}</span>' in page
    assert ("ist damit nicht geprüft" if language == "de" else "has not been checked") in page
    assert "✓" not in page


def test_a_number_in_words_is_shown_with_them(loaded: Loaded) -> None:
    """“Rund zwei Drittel” becomes “etwa 66,67 %”, which the article does not have so."""
    article = "---\ntitle: Fracht\npublished: 2024-05-06\n---\n\nRund zwei Drittel der Kisten fehlen, und 5 Ballen.\n"
    figures = "figures:\n  d: {quote: Rund zwei Drittel der Kisten}\n  e: {quote: 5 Ballen}\n"
    files = {**FILES, "dossier/fracht/article.md": article, "dossier/fracht/a.yml": figures}
    page = html(loaded, "fracht/index", files=files)
    assert '<span class="dx-tag">im Artikel: „Rund zwei Drittel“</span>' in page
    assert page.count('<span class="dx-tag">steht so im Artikel</span>') == 1


@pytest.mark.parametrize(
    "path", ["fracht/index", "zahlen/kisten", "zahlen/index", "redaktion/index", "akteure/reederei"]
)
def test_no_page_claims_that_anything_is_proved(loaded: Loaded, path: str) -> None:
    """No page calls annotations or origins evidence or proof."""
    page = html(loaded, path)
    for word in ("Belegt", "Belege", "Größe", "Wortlaut geprüft", "eine Quelle, ein Ursprung", "nichts widerspricht"):
        assert word not in page


def test_a_single_origin_is_only_one(loaded: Loaded) -> None:
    """A dossier's page says that a figure has only one origin."""
    assert "nur ein Ursprung" in html(loaded, "fracht/index")
