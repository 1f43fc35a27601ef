"""The article's visible text, and its normalised form with the mapping back to the original."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.article.visible_text import Normalised, VisibleText


def _visible(markdown: str, title: str = "Titel", lead: str = "") -> str:
    return ArticleRenderer().render(title, lead, markdown, lambda visible: ()).text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Ein *sehr* **langer** `Text`.", "Ein sehr langer Text."),
        ("Ein [Verweis](https://example.org) hier.", "Ein Verweis hier."),
        ("Eine Note[^1] hier.\n\n[^1]: Die Note.", "Eine Note hier.\nDie Note."),
        ("Note[^1].\n\n[^1]: Ganz *schräg*", "Note.\nGanz schräg"),
        ("Erster Absatz.\n\nZweiter Absatz.", "Erster Absatz.\nZweiter Absatz."),
        ("- eins\n- zwei\n\n1. drei\n2. vier", "eins\nzwei\ndrei\nvier"),
        ("| a | b |\n|---|---|\n| c | d |", "a\nb\nc\nd"),
        ("## Kopf\n\nText", "Kopf\nText"),
        ("> Zitat\n\nText", "Zitat\nText"),
        ("Hart\numbrochen\nim Satz.", "Hart umbrochen im Satz."),
        ("    eins\n    zwei", "eins\nzwei"),
        ("a ![Bild](b.png) c", "a  c"),
        ("a &amp; b &nbsp; c &#8222;d&#8220;", "a & b \u00a0 c „d“"),
        (r"\*kein\* Kursiv", "*kein* Kursiv"),
        ("a <b>c</b>", "a <b>c</b>"),
        ("", ""),
    ],
)
def test_visible_text_holds_words_and_no_markdown(markdown: str, text: str) -> None:
    """A line feed separates blocks and a space source lines; markup and note numbers are left out."""
    assert _visible(markdown).strip("\n").rstrip() == f"Titel\n{text}".rstrip()


def test_title_and_lead_are_part_of_the_text() -> None:
    """Title and lead come first, as plain text: Markdown and HTML in them are literal."""
    assert _visible("Text", "Der <b>Titel</b>", "*Der* Vorspann") == "Der <b>Titel</b>\n*Der* Vorspann\nText\n"


def test_a_hard_line_break_separates_two_lines() -> None:
    """Two spaces at the end of a line are a visible line break."""
    assert [line.strip() for line in _visible("eins  \nzwei").split("\n")] == ["Titel", "eins", "zwei", ""]


def test_pieces_and_blocks_have_the_right_offsets() -> None:
    """The offsets of each piece and block select its text."""
    root = ElementTree.fromstring("<div><p>a<em>b<b>c</b>d</em>e</p><ul><li>f</li></ul>g</div>")
    visible = VisibleText.of([root])
    assert visible.text == "abcde\nf\ng\n"
    assert [visible.text[piece.start : piece.end] for piece in visible.pieces] == list("abcdefg")
    assert [visible.text[start:end] for start, end in visible.blocks()] == ["abcde", "f", "g"]


def test_deep_nesting_needs_no_recursion() -> None:
    """The text of 10,000 nested elements is read without recursion."""
    root = ElementTree.Element("div")
    inner = root
    for _ in range(10_000):
        inner = ElementTree.SubElement(inner, "em")
    inner.text = "tief"
    assert VisibleText.of([root]).text == "tief\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Su\u0308dkorea", "Südkorea"),
        ("„Nein“", '"Nein"'),
        ("“Nein”", "»Nein«"),
        ("Putin’s", "Putin's"),
        ("2023–2024", "2023-2024"),
        ("ja — nein", "ja - nein"),
        ("20\u00a0Soldaten", "20 Soldaten"),
        ("1\u202f600", "1 600"),
        ("a\u2003b", "a b"),
        ("a  \n\t b", "a b"),
        ("Sol\u00adda\u00adten", "Soldaten"),
        ("Sol\u200bdaten", "Soldaten"),
        ("a \u00ad b", "a b"),
        ("Kim Jong\u2011un", "Kim Jong-un"),
        ("\ufeffText", "Text"),
    ],
)
def test_lookalike_texts_are_normalised_alike(one: str, other: str) -> None:
    """Composed characters, quotation marks, dashes, spaces and invisible characters are normalised."""
    assert Normalised.of(one).text == Normalised.of(other).text


@pytest.mark.parametrize("text", ["Soldaten", "soldaten", "Soldaten.", "20", "1,6", "a/b", "²"])
def test_normalising_keeps_visible_differences(text: str) -> None:
    """Normalising never changes letters, numbers, case or other punctuation."""
    assert Normalised.of(text).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die su\u0308dkoreanische Regierung", "Regierung"),
        ("Die su\u0308dkoreanische Regierung", "südkoreanische"),
        ("Die  \n zwanzig\u00a0\u00a0Sol\u00adda\u00adten fielen", "zwanzig Soldaten"),
        ("\u00ad\u200bA\u0308 \u00ad e\u0301 x", "é"),
        ("\u00ad\u200bA\u0308 \u00ad e\u0301 x", "x"),
        ("o\u0302\u0323 und ệ ende", "ende"),
    ],
)
def test_normalised_words_map_back_to_the_original(text: str, words: str) -> None:
    """The original span of normalised words holds them with their invisible characters, and nothing more."""
    normalised = Normalised.of(text)
    start = normalised.text.index(words)
    first, end = normalised.original(start, start + len(words))
    assert Normalised.of(text[first:end]).text == words


ALPHABET = "aeoß 1.\n\u0308\u0301\u0323\u00a0\u202f\u00ad\u200b\u2013“’"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=40), st.data())
def test_every_normalised_span_maps_back_to_the_original(text: str, data: st.DataObject) -> None:
    """For any words of any text, normalising their original span gives the words again."""
    normalised = Normalised.of(text)
    edges = [
        at
        for at, letter in enumerate(normalised.text)
        if not letter.isspace() and not any(map(unicodedata.combining, normalised.text[at : at + 2]))
    ]
    if not edges:
        return
    start = data.draw(st.sampled_from(edges))
    end = data.draw(st.sampled_from([at for at in edges if at >= start])) + 1
    first, last = normalised.original(start, end)
    assert 0 <= first < last <= len(text)
    assert Normalised.of(text[first:last]).text == normalised.text[start:end]
