"""The text content of a rendered article equals its visible text, character for character."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Page
from mkdocs_dossier.article.markdown import ArticleRenderer, Rendered
from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.visible_text import VisibleText


def _content(rendered: Rendered) -> str:
    """Return the text content of the element that holds title, lead and body."""
    lead = f"{Page(rendered.lead).text}\n" if rendered.lead else ""
    return f"{Page(rendered.title).text}\n{lead}{Page(rendered.body).text}\n"


def _rendered(
    markdown: str, title: str = "Titel", lead: str = "", *, every: int = 0, excerpt: bool = False
) -> Rendered:
    """Render an article; with `every`, mark every nth word together with the word after it."""

    def marks(visible: VisibleText) -> list[Mark]:
        words = [word.span() for word in re.finditer(r"\S+", visible.text)]
        found = [(start, end) for (start, _), (_, end) in pairwise(words)]
        return [
            Mark(start, end, f"m{number}", f"#_note-m{number}", f"m{number}", number)
            for number, (start, end) in enumerate(found[:: every or len(found) + 1], start=1)
            if every
        ]

    return ArticleRenderer().render(title, lead, markdown, marks, excerpt=excerpt)


ARTICLES = [
    "Ein Satz,\nder *weiter\ngeht*,\tund noch\neiner.\n\nEin  Absatz.",
    "Erste Zeile  \nzweite Zeile  \n**dritte** Zeile.",
    "- eins\n- zwei\n    - drei\n        1. vier\n\n            fünf\n- sechs",
    "| a | b |\n|---|---|\n| `c` | *d* |\n| | e |\n\nText",
    "Satz[^1] mit zwei[^2] Noten.\n\n[^1]: Erste\n    Note.\n[^2]: Zweite.",
    "> Zitat\n> mit Umbruch\n>\n> > darin\n\n---\n\nText",
    "Text\n\n    code()\n\n    mehr\n\nText",
    "# Kopf\n\nText ![Bild](a.png) und <b>HTML</b> &amp; &lt; &#x41;\n\nUnter\n=====",
    "12\u00a0000 Do\u00adnau\u200bschiff ﬁndet e\u0301 \U0001f680 “so”…",
    "* * *\n\n\u00a0\n\n1. a\n\n   b\n2. c\n\n<div>\nText\n</div>",
    "",
]


@pytest.mark.parametrize("lead", ["", "Ein Vorspann\nin zwei  Zeilen"])
@pytest.mark.parametrize("every", [0, 1, 3])
@pytest.mark.parametrize("markdown", ARTICLES)
def test_the_text_content_is_the_visible_text(markdown: str, every: int, lead: str) -> None:
    """Text content and visible text are equal for any kind of block, with and without marks."""
    rendered = _rendered(markdown, "Ein\n*Titel*", lead, every=every)
    assert _content(rendered).rstrip("\n") == rendered.text.rstrip("\n")


@pytest.mark.parametrize("markdown", ARTICLES)
def test_the_text_content_of_an_excerpt_is_its_shown_text(markdown: str) -> None:
    """The excerpt's text equals its text content, and holds each passage at the recorded offset."""
    rendered = _rendered(markdown, lead="Ein Vorspann", every=4, excerpt=True)
    assert rendered.excerpt is not None
    assert _content(rendered).rstrip("\n") == rendered.excerpt.text.rstrip("\n")
    for span in rendered.excerpt.shown:
        words = rendered.text[span.start : span.end].rstrip()
        assert rendered.excerpt.text[span.shown_at :].startswith(words)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*"abc*_`[]()|<>&#-+1. \n\n", "\n\n", "    ", "  \n", "\u00a0", "[^1]", "\n[^1]: "])).map(
        "".join
    ),
    st.integers(0, 5),
)
def test_text_content_and_visible_text_are_equal_for_random_markup(markdown: str, every: int) -> None:
    rendered = _rendered(markdown, every=every)
    assert _content(rendered).rstrip("\n") == rendered.text.rstrip("\n")


def test_footnote_references_hold_no_text() -> None:
    """A footnote's number and return arrow are attributes with accessible names, not text."""
    number, back = re.findall(r"<a [^<]*</a>", _rendered("Satz[^1].\n\n[^1]: Note.").body)
    for attribute in ('href="#fn:1"', 'role="doc-noteref"', 'aria-label="1"', 'data-number="1"'):
        assert attribute in number
    for attribute in ('href="#fnref:1"', 'role="doc-backlink"', 'aria-label="↩ 1"'):
        assert attribute in back
    assert number.endswith("></a>")
    assert back.endswith("></a>")
