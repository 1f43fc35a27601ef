"""Marks around passages: however they overlap, the page stays well-formed and its text unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Page, marked
from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.visible_text import VisibleText

ARTICLE = """\
Ein *sehr **langer** Text* mit [einem Verweis](https://example.org/) und einer Note[^1] darin.

- Erster Punkt
- Zweiter `Punkt`

| Spalte eins | Spalte zwei |
|-------------|-------------|
| Zelle eins  | Zelle zwei  |

## Der Kopf

> Jenes Zitat\x20\x20
> mit Umbruch

Der letzte
Absatz.

[^1]: Die *Note*.
"""


def _body(markdown: str, *quotes: str) -> Page:
    """Return the page with marks, after asserting that apart from them it equals the unmarked page."""
    page = Page(marked(markdown, *quotes).body)
    assert page.unmarked == Page(marked(markdown).body).unmarked
    return page


@pytest.mark.parametrize(
    "quotes",
    [
        ("Ein sehr langer Text mit",),
        ("langer Text mit einem",),
        ("einem Verweis",),
        ("mit einem Verweis und",),
        ("Verweis und einer",),
        ("Note darin.",),
        ("darin. Erster",),
        ("Punkt Zweiter",),
        ("Zweiter Punkt Spalte",),
        ("eins Spalte zwei Zelle",),
        ("Zelle zwei Der Kopf Jenes",),
        ("Zitat mit Umbruch Der letzte Absatz.",),
        ("Absatz. Die Note",),
        ("Ein sehr langer Text", "langer Text mit"),
        ("Ein sehr langer Text mit", "sehr langer", "langer"),
        ("sehr langer", "sehr langer", "sehr langer"),
        ("Erster", "Punkt Zweiter", "Punkt Spalte"),
        ("Ein sehr", "langer", "Text"),
        ("einem Verweis und", "mit einem", "Verweis"),
    ],
)
@pytest.mark.parametrize("numbers", ["", "#"])
def test_marks_change_nothing_but_what_they_mark(quotes: tuple[str, ...], numbers: str) -> None:
    """Marks of any overlap, across any kind of element, leave the rest of the page unchanged."""
    page = _body(ARTICLE, *(numbers + quote for quote in quotes))
    names = [f"m{number}" for number in range(1, len(quotes) + 1)]
    assert [page.ids.count(name) for name in names] == [1] * len(names)
    assert [" ".join(page.passages[name].split()) for name in names] == [
        " ".join(text.split()) for text in _as_shown(quotes)
    ]
    assert sorted(page.notes) == ([f"#_note-{name}" for name in names] if numbers else [])


def _as_shown(quotes: tuple[str, ...]) -> list[str]:
    """Return the quotes without the spaces between blocks, where the page has the end of an element."""
    joints = {
        "darin. Erster": "darin.Erster",
        "Punkt Zweiter": "PunktZweiter",
        "Zweiter Punkt Spalte": "Zweiter PunktSpalte",
        "Punkt Spalte": "PunktSpalte",
        "eins Spalte zwei Zelle": "einsSpalte zweiZelle",
        "Zelle zwei Der Kopf Jenes": "Zelle zweiDer KopfJenes",
        "Zitat mit Umbruch Der letzte Absatz.": "Zitat mit UmbruchDer letzte Absatz.",
        "Absatz. Die Note": "Absatz.Die Note",
    }
    return [joints.get(quote, quote) for quote in quotes]


def test_a_passage_without_a_number_is_a_link() -> None:
    """All of a passage without a number links to its note; if it is split, only one part is a tab stop."""
    html = marked("Ein *sehr* langer Text", "sehr langer").body
    page = Page(html)
    assert page.links == ["#_note-m1", "#_note-m1"]
    assert page.passages == {"m1": "sehr langer"}
    assert html.count('tabindex="-1"') == 1


def test_a_passage_with_a_number_ends_in_a_reference_without_text() -> None:
    """A passage's number is shown by the style sheet, so that copied text does not contain it."""
    html = marked("Ein sehr langer Text", "#sehr langer").body
    page = Page(html)
    assert (page.text, page.passages) == ("Ein sehr langer Text", {"m1": "sehr langer"})
    assert (page.links, page.notes) == ([], ["#_note-m1"])
    assert 'data-number="1"' in html
    assert 'role="doc-noteref"' in html


def test_the_inner_of_two_passages_is_the_link() -> None:
    """Where two passages overlap the shorter is the link, because links cannot nest; the longer links around it."""
    page = _body("Ein sehr langer Text", "sehr langer Text", "langer")
    assert page.links == ["#_note-m1", "#_note-m2", "#_note-m1"]
    assert page.passages == {"m1": "sehr langer Text", "m2": "langer"}


def test_a_passage_covered_by_others_gets_a_sign() -> None:
    """A passage entirely covered by others gets an empty link at its beginning, labelled with its words."""
    rendered = marked("Ein sehr langer Text", "sehr langer", "sehr", "langer")
    assert Page(rendered.body).links == ["#_note-m1", "#_note-m2", "#_note-m3"]
    assert '<a aria-label="sehr langer" class="passage__sign" href="#_note-m1"></a>' in rendered.body


@pytest.mark.parametrize("quotes", [["eins zwei drei", "zwei drei vier"], ["eins zwei", "eins zwei", "eins"]])
def test_each_overlapping_passage_has_one_tab_stop(quotes: list[str]) -> None:
    """However passages overlap and are split, the tab key reaches exactly one link of each."""
    html = marked("Null eins *zwei* drei vier", *quotes).body
    for number in range(1, len(quotes) + 1):
        links = [tag for tag in html.split("<a ")[1:] if f'href="#_note-m{number}"' in tag.partition(">")[0]]
        assert len([tag for tag in links if "tabindex" not in tag.partition(">")[0]]) == 1


def test_further_parts_of_a_passage_name_its_anchor() -> None:
    """Only the first part of a split passage has its id; the others refer to it with `data-part-of`."""
    html = marked("eins *zwei* drei", "#eins zwei drei").body
    assert html.count('id="m1"') == 1
    assert html.count('data-part-of="m1"') == 2


def test_the_articles_own_links_are_unchanged() -> None:
    """A passage within a link of the article is marked but not linked; its number follows that link."""
    page = _body("Laut [der Kyiv Post](https://example.org/) heute", "#Kyiv Post", "der Kyiv")
    assert page.links == ["https://example.org/"]
    assert page.notes == ["#_note-m1"]
    assert page.passages == {"m1": "Kyiv Post", "m2": "der Kyiv"}


def test_numbers_after_one_link_are_in_order() -> None:
    """The numbers of several passages in one link follow it in their order."""
    page = _body("[Ganz im Link](https://example.org/) und danach", "#Ganz im Link", "#im Link", "#Link und")
    assert page.notes == ["#_note-m1", "#_note-m2", "#_note-m3"]


def test_title_and_lead_are_marked_too() -> None:
    """Passages in the title, in the lead, and across lead and body are marked."""
    rendered = marked("Der Text.", "#Der Titel", "Vorspann Der", title="Der Titel", lead="Ein Vorspann")
    title, lead, body = Page(rendered.title), Page(rendered.lead), Page(rendered.body)
    assert (title.text, title.ids) == ("Der Titel", ["m1"])
    assert (lead.text, lead.ids) == ("Ein Vorspann", ["m2"])
    assert (body.text, body.ids) == ("Der Text.", [])
    assert (lead.passages, body.passages) == ({"m2": "Vorspann"}, {"m2": "Der"})


def test_code_is_marked_and_stays_code() -> None:
    """Passages in code are marked, and the code's special characters are escaped once."""
    page = _body("Der Befehl `a < b && c` und\n\n    x <i>&amp;</i>\n", "Befehl a < b", "x <i>")
    assert page.text.split() == ["Der", "Befehl", "a", "<", "b", "&&", "c", "und", "x", "<i>&amp;</i>"]


WORDS = st.sampled_from(["ja", "nein", "zwanzig", "Süd-Korea", "„so“", "a & b", "1 < 2", "x"])
INLINES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        inner.map("*{}*".format),
        inner.map("**{}**".format),
        inner.map("[{}](https://example.org/)".format),
        st.just("`code`"),
        st.just("wort[^1]"),
        st.just("zwei\nzeilen"),
    ),
    max_leaves=6,
)
BLOCKS = st.one_of(
    INLINES,
    INLINES.map(lambda text: "## " + text.replace("\n", " ")),
    st.lists(INLINES.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=3).map(
        lambda items: "\n".join(f"- {item}" for item in items)
    ),
    st.tuples(WORDS, WORDS).map(lambda cells: f"| a | b |\n|---|---|\n| {cells[0]} | {cells[1]} |"),
    INLINES.map(lambda text: "> " + text.replace("\n", "\n> ")),
)
ARTICLES = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join).map("{}\n\n[^1]: Eine *Note* hier.\n".format)


@settings(max_examples=150, deadline=None)
@given(ARTICLES, st.data())
def test_any_marks_in_any_article_keep_it_whole(markdown: str, data: st.DataObject) -> None:
    """Random marks in random articles leave the page intact and mark exactly their passages, with one anchor each."""
    set_marks: list[tuple[Mark, str]] = []

    def marks(visible: VisibleText) -> list[Mark]:
        solid = [at for piece in visible.pieces for at in range(piece.start, piece.end) if visible.text[at] > " "]
        for number in range(1, data.draw(st.integers(1, 6)) + 1):
            start = data.draw(st.sampled_from(solid))
            end = data.draw(st.sampled_from([at for at in solid if start <= at < start + 40])) + 1
            name = f"m{number}"
            mark = Mark(start, end, name, f"#_note-{name}", name, number if data.draw(st.booleans()) else 0)
            set_marks.append((mark, visible.text[start:end]))
        return [mark for mark, _ in set_marks]

    renderer = ArticleRenderer()
    plain = renderer.render("Titel", "Vorspann", markdown, lambda visible: ())
    rendered = renderer.render("Titel", "Vorspann", markdown, marks)
    pages = [Page(html) for html in (rendered.title, rendered.lead, rendered.body)]
    assert [page.unmarked for page in pages] == [Page(html).unmarked for html in (plain.title, plain.lead, plain.body)]
    assert rendered.text == plain.text
    ids = [name for page in pages for name in page.ids]
    notes = [href for page in pages for href in page.notes]
    for mark, words in set_marks:
        assert ids.count(mark.anchor) == 1
        assert notes.count(mark.href) == (1 if mark.number else 0)
        shown = "".join(page.passages.get(mark.noun, "") for page in pages)
        assert "".join(shown.split()) == "".join(words.split())


def test_hundreds_of_marks_on_one_passage_keep_their_anchors() -> None:
    """All 600 marks on one passage keep their anchor and note, more than browsers can nest as elements."""
    page = _body("Der letzte Absatz.", *["#letzte Absatz"] * 600)
    assert len(page.ids) == 600
    assert len(page.notes) == 600
