"""Excerpts: an article that may not be republished shows only its annotated passages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Loaded, Page, marked
from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.visible_text import VisibleText
from mkdocs_dossier.model.records import Dossier

BODY = """\
Erster Satz geheim. Zweiter *Satz* [hier](https://geheim.example/). Dritter Satz geheim.

## Geheimer Kopf

Noch ein Absatz geheim. ![geheim](geheim.png)

- Punkt eins geheim
- Punkt zwei

Ende geheim[^1] und
aus.

[^1]: Fußnote geheim.
"""


def _shown(*quotes: str, lead: str = "Vorspann geheim", title: str = "Titel") -> list[str]:
    """Return the text of each paragraph in the excerpt that shows `quotes`."""
    body = marked(BODY, *quotes, title=title, lead=lead, excerpt=True).body
    Page(body)
    return [Page(paragraph).text for paragraph in body.replace("</p>", "</p>\n").split("\n") if paragraph]


@pytest.mark.parametrize(
    ("quotes", "paragraphs"),
    [
        (("Zweiter Satz hier",), ["[…] Zweiter Satz hier […]"]),
        (("#Zweiter Satz", "Satz hier"), ["[…] Zweiter Satz hier […]"]),
        (("Zweiter", "Dritter"), ["[…] Zweiter […] Dritter […]"]),
        (("Zweiter", "Satz hier"), ["[…] Zweiter Satz hier […]"]),
        (("Zweiter Satz", "Punkt zwei"), ["[…] Zweiter Satz", "[…] Punkt zwei […]"]),
        (("Punkt zwei Ende",), ["[…] Punkt zwei", "Ende […]"]),
        (("und aus.", "Fußnote"), ["[…] und aus.", "Fußnote […]"]),
        (("Vorspann",), ["Vorspann […]"]),
        (("Titel Vorspann",), ["Vorspann […]"]),
        (("Titel",), []),
        ((), []),
    ],
)
def test_only_passages_are_shown_and_gaps_are_marked(quotes: tuple[str, ...], paragraphs: list[str]) -> None:
    """Each block with passages becomes a paragraph; `[…]` marks each omission."""
    assert _shown(*quotes) == paragraphs


def test_nothing_else_of_the_article_is_given_away() -> None:
    """Text, links, images, headings, notes and lead outside the passages are dropped; the title stays."""
    rendered = marked(BODY, "#Zweiter Satz hier", "Punkt zwei", title="Der Titel", lead="Vorspann geheim", excerpt=True)
    assert rendered.title == "Der Titel"
    assert rendered.lead == ""
    assert "geheim" not in rendered.body.casefold()
    assert (rendered.headings, rendered.images) == ((), ())


def test_the_passages_are_marked_as_in_the_whole_article() -> None:
    """Passages keep their anchors and notes, even if they overlap or begin in the title."""
    rendered = marked(
        BODY, "#Zweiter Satz", "Satz hier", "#Titel Vorspann", title="Titel", lead="Vorspann", excerpt=True
    )
    page = Page(rendered.body)
    assert page.passages == {"m1": "Zweiter Satz", "m2": "Satz hier", "m3": "Vorspann"}
    assert Page(rendered.title).ids + page.ids == ["m3", "m1", "m2"]
    assert sorted(page.notes) == ["#_note-m1", "#_note-m3"]


def test_a_name_alone_is_no_reason_to_show_a_sentence(loaded: Loaded) -> None:
    """Actors are marked within the passages only; a sentence that merely names one stays hidden."""
    collection, problems = loaded(
        {
            "dossier/a/article.md": "---\ntitle: T\npublished: 2024\npublish: excerpt\n---\n\n"
            "Putin sprach geheim. Dann sagte Putin nichts.\n",
            "dossier/a/annotations.yml": "statements:\n  s:\n    quote: Dann sagte Putin nichts.\n",
            "dossier/actors.yml": "actors:\n  putin: {name: Putin, kind: person}\n",
        }
    )
    assert problems == []
    (dossier,) = collection.of(Dossier)
    page = Page(collection.articles[dossier].rendered.body)
    assert page.text == "[…] Dann sagte Putin nichts."
    assert page.passages == {"statement": "Dann sagte Putin nichts.", "actor": "Putin"}
    assert page.links == ["actor:putin"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=6), min_size=1, max_size=5), st.data())
def test_any_passages_leave_only_themselves(blocks: list[list[int]], data: st.DataObject) -> None:
    """For random passages of distinct words, exactly the words in passages are shown, in order."""
    count = iter(range(1000))
    body = "\n\n".join(" ".join(f"w{next(count)}" for _ in block) for block in blocks)
    spans: list[tuple[Mark, str]] = []

    def marks(visible: VisibleText) -> list[Mark]:
        words = [(found.start(), found.end()) for found in re.finditer(r"w\d+", visible.text)]
        for number in range(1, data.draw(st.integers(1, 4)) + 1):
            first = data.draw(st.integers(0, len(words) - 1))
            last = data.draw(st.integers(first, min(first + 8, len(words) - 1)))
            start, end = words[first][0], words[last][1]
            mark = Mark(start, end, f"m{number}", f"#_note-m{number}", f"m{number}", number)
            spans.append((mark, visible.text[start:end]))
        return [mark for mark, _ in spans]

    rendered = ArticleRenderer().render("Titel", "Vorspann", body, marks, excerpt=True)
    page = Page(rendered.body)
    for mark, words in spans:
        assert "".join(page.passages[mark.noun].replace("[…]", "").split()) == "".join(words.split())
        assert (page.ids.count(mark.anchor), page.notes.count(mark.href)) == (1, 1)
    covered = {at for mark, _ in spans for at in range(mark.start, mark.end)}
    shown = "".join(letter for at, letter in enumerate(rendered.text) if at in covered and letter > " ")
    assert "".join(page.text.replace("[…]", "").split()) == shown
