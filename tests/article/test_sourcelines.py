"""The line in the Markdown of each sentence of an article."""

from __future__ import annotations

import pytest

from language.effort import is_linear
from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.article.sourcelines import SourceLines
from mkdocs_dossier.language.sentences import sentences


def lines(body: str) -> list[tuple[int, str]]:
    """Return each sentence of the rendered article with its line in the source, counted from 1."""
    text = ArticleRenderer().render("", "", body, lambda visible: ()).text
    source = SourceLines(body)
    read = [text[start:end] for start, end in sentences(text, "de")]
    return [(source.line_of(sentence) + 1, sentence) for sentence in read]


def numbers(body: str) -> list[int]:
    """Return the line numbers only."""
    return [line for line, _ in lines(body)]


REPEATED = """Die Zahl der Boote stieg um drei. Die Zahl der Boote sank.

Die Zahl der Boote stieg um drei. Und blieb so.
Die Zahl der Boote stieg um drei."""


def test_repeated_sentences_are_located_in_order() -> None:
    """Each of several identical sentences is located after the one before it."""
    assert numbers(REPEATED) == [1, 1, 3, 3, 4]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("*Am* **Montag** sanken drei.\n\nAm __Montag__ kamen vier.", [1, 3]),
        ("Ein An**fang** mit drei.\n\nEin *An*fang mit vier.", [1, 3]),
        ("[Am Montag](https://example.org/am-dienstag-sanken) sanken drei.\n\nAm Dienstag sanken vier.", [1, 3]),
        ("![Am Dienstag sanken vier.](a.png)\n\nEs war so.\n\nAm Dienstag sanken vier.", [3, 5]),
        ("[Am Montag][a] sanken drei.\n\n[a]: https://example.org/ 'Am Dienstag'\n\nAm Dienstag sanken vier.", [1, 5]),
        ("Im M&auml;rz sanken drei.\n\nIm M&auml;rz kamen vier.", [1, 3]),
        ("- Am Montag drei\n- Am Montag vier\n    - Am Montag fünf", [1, 2, 3]),
        ("1. Am Montag drei\n2. Am Montag vier", [1, 2]),
        ("> Am Montag drei.\n> Am Montag vier.\n\nAm Montag fünf.", [1, 2, 4]),
        ("# Am Montag\n\nAm Montag drei.\n\nAm Dienstag\n===========\n\nAm Montag vier.", [1, 3, 5, 8]),
        ("Boote | Zahl\n---|---\nAm Montag | 3\nAm Montag | 4", [1, 1, 3, 3, 4, 4]),
        ("Am Montag\ndrei Boote. Am Montag\nvier. Am\nMontag fünf.", [1, 2, 3]),
        ("Am Montag kamen drei.\u00a0Am Montag\u00a0kamen vier.\n\n„Am“ – Montag – kamen fünf.", [1, 1, 3]),
        ("    Am Montag drei.\n\nAm Montag vier.", [1, 3]),
        ("<b>Am Montag</b> drei.\n\n<b>Am Montag</b> vier.", [1, 3]),
        ("- - -\n\nAm Montag drei.\n\n***\n\nAm Montag vier.", [3, 7]),
        ("Siehe <https://example.org/drei>. Am Montag drei.\n\nAm Montag vier.", [1, 1, 3]),
    ],
)
def test_markup_does_not_affect_the_line(body: str, expected: list[int]) -> None:
    assert numbers(body) == expected


NOTES = """Am Montag kamen drei.[^a] Am Montag kamen vier.

[^a]: Am Dienstag kamen fünf.
    Am Dienstag kamen sechs.

    Am Dienstag kamen sieben.

Am Mittwoch kamen acht.[^b]

[^b]: Am Donnerstag kamen neun.
[^c]: Nie gerufen, kamen zehn.

Am Freitag kamen elf."""


def test_sentences_of_notes_are_located() -> None:
    """Sentences in footnotes, which are rendered last, get the line where the note is written."""
    found = {sentence.rstrip(".↩\u00a0 ").split()[-1]: line for line, sentence in lines(NOTES)}
    assert {word: found[word] for word in ("acht", "elf", "fünf", "sechs", "sieben", "neun")} == {
        "acht": 8,
        "elf": 13,
        "fünf": 3,
        "sechs": 4,
        "sieben": 6,
        "neun": 10,
    }


def test_a_sentence_not_found_gets_the_line_of_the_last_one() -> None:
    """A sentence missing from the source gets the line where the search left off."""
    source = SourceLines("Eins ist da.\n\nZwei ist da.\n\nDrei ist da.")
    assert [source.line_of(s) for s in ("Eins ist da.", "Niemand hat das geschrieben.", "Drei ist da.")] == [0, 2, 4]


def test_a_sentence_of_an_empty_article_gets_line_zero() -> None:
    assert SourceLines("").line_of("Nichts.") == 0


@pytest.mark.parametrize("piece", ["Am Montag kamen drei. ", "[^a]: x\n\n", "![", "[a](b", "&auml;", "* **a** _b_\n"])
def test_time_is_linear(piece: str) -> None:
    """Locating sentences takes linear time, even if none is found."""

    def read(text: str) -> None:
        source = SourceLines(text)
        for start, end in sentences(text, "de"):
            source.line_of(text[start:end] + "x")

    assert is_linear(read, piece)
