"""Addresses that lead to quoted words on the page where an article was first published."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.quoting import address_of_words

URL = "https://paper.example/report"


def fragment(text: str, words: str, *, alone: bool = False, nth: int = 1) -> str:
    """The directive after `:~:text=` for the nth occurrence of the words."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    address = address_of_words(URL, text, Passage(start, start + len(words)), alone=alone)
    assert address is not None
    head, mark, directive = address.partition("#:~:text=")
    assert (head, mark) == (URL, "#:~:text=")
    return directive


def test_words_that_occur_once() -> None:
    assert fragment("Der Angriff fand am 3. Oktober statt.", "am 3. Oktober") == "am%203.%20Oktober"


@pytest.mark.parametrize(
    ("words", "encoded"),
    [
        ("Kiew-Post", "Kiew%2DPost"),
        ("ja, nein", "ja%2C%20nein"),
        ("A & B", "A%20%26%20B"),
        ("50 % Größe", "50%20%25%20Gr%C3%B6%C3%9Fe"),
        ("a#b/c?d", "a%23b%2Fc%3Fd"),
        ("„so“ – sagt er", "%E2%80%9Eso%E2%80%9C%20%E2%80%93%20sagt%20er"),
    ],
)
def test_what_means_something_in_a_directive_is_encoded(words: str, encoded: str) -> None:
    assert fragment(f"Hier: {words}.", words) == encoded


def test_text_as_a_reader_sees_it() -> None:
    """Neither soft hyphens nor kinds and runs of spaces."""
    text = "Es waren 20\u00a0000  Sol\u00addaten dort."
    assert unquote(fragment(text, "20\u00a0000  Sol\u00addaten")) == "20 000 Soldaten"


def test_words_that_are_cut_are_made_whole() -> None:
    """A browser finds whole words only."""
    assert unquote(fragment("Die Nordkoreaner kamen.", "koreaner")) == "Nordkoreaner"


def test_words_that_occur_more_than_once_are_distinguished_by_those_before() -> None:
    """By as few words as that takes; capitals do not tell words apart."""
    text = "Drei wurden verletzt. Dort hieß es wieder: drei wurden verletzt, sagte er."
    assert fragment(text, "drei wurden verletzt") == "wieder%3A-,drei%20wurden%20verletzt"
    assert fragment(text, "Drei wurden verletzt") == "Drei%20wurden%20verletzt,-."


def test_the_same_words_within_a_longer_word_are_others() -> None:
    assert fragment("Die Unrat und der Rat.", "Rat") == "Rat"


def test_words_before_are_of_one_block() -> None:
    text = "Eins zwei.\nDer Rat tagt.\nDrei vier.\nDer Rat tagt."
    assert unquote(fragment(text, "Der Rat tagt", nth=2)) == "vier.-,Der Rat tagt"


LONG = "Als Kommandeur der Streitkräfte würde ich zögern " + "und abwägen " * 20 + "sie in diesen Krieg zu schicken"


def test_a_long_passage_is_named_by_its_first_and_last_words() -> None:
    text = f"Er sagte: {LONG}. Dann ging er."
    assert unquote(fragment(text, LONG)) == "Als Kommandeur der Streitkräfte,diesen Krieg zu schicken"


def test_the_end_is_the_first_behind_the_beginning() -> None:
    """A browser takes the nearest: as many words are named as make it the right one."""
    long = f"Als einer der Ersten warnte er vor diesen Krieg zu schicken {LONG}"
    directive = unquote(fragment(f"Er sagte: {long}.", long))
    assert directive == "Als einer der Ersten,in diesen Krieg zu schicken"


def test_a_passage_over_two_blocks() -> None:
    """However short: no words of two blocks are named together."""
    text = "Er kam. Er ging.\nSie blieb. Alle schliefen."
    assert unquote(fragment(text, "Er ging.\nSie blieb.")) == "Er ging.,Sie blieb."


def test_of_an_excerpt_nothing_around_the_passage_is_named() -> None:
    """Unpublished words of an article are not in an address either."""
    text = "Geheim: der Rat tagt. Verborgen: der Rat tagt."
    assert unquote(fragment(text, "der Rat tagt", alone=True, nth=2)) == "der Rat tagt"
    assert unquote(fragment("Geheimrat", "rat", alone=True)) == "rat"


@pytest.mark.parametrize("url", ["ftp://paper.example/a", "javascript:alert(1)", "", "paper.example/a"])
def test_only_addresses_of_the_web(url: str) -> None:
    assert address_of_words(url, "Der Rat tagt.", Passage(0, 7)) is None


def test_an_address_that_has_a_fragment_already() -> None:
    """Its own fragment stays, another's directive does not."""
    passage = Passage(4, 7)
    assert address_of_words("https://a.example/#top", "Der Rat.", passage) == "https://a.example/#top:~:text=Rat"
    assert address_of_words("https://a.example/#:~:text=x", "Der Rat.", passage) == "https://a.example/#:~:text=Rat"


def test_a_passage_of_spaces_has_none() -> None:
    assert address_of_words(URL, "a \n b", Passage(1, 4)) is None


@given(st.text("ab Ä.\n-", min_size=1, max_size=60), st.data())
def test_any_passage_of_any_text(text: str, data: st.DataObject) -> None:
    """It always holds words of the passage's own block, with nothing left that means something else."""
    start = data.draw(st.integers(0, len(text) - 1))
    passage = Passage(start, data.draw(st.integers(start + 1, len(text))))
    address = address_of_words(URL, text, passage)
    if address is None:
        assert not text[passage.start : passage.end].strip()
        return
    parts = address.partition(":~:text=")[2].split(",")
    own = [part for part in parts if not part.endswith("-") and not part.startswith("-")]
    assert 1 <= len(own) <= 2
    for part in parts:
        words = unquote(part.strip("-"))
        assert words
        assert any(words in " ".join(line.split()) for line in text.split("\n"))
