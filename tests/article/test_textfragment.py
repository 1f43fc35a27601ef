"""Text-fragment links to quoted words on the page where an article was first published."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.quoting import address_of_words

URL = "https://paper.example/report"


def fragment(text: str, words: str, *, alone: bool = False, nth: int = 1) -> str:
    """Return the directive after `:~:text=` for the nth occurrence of `words`."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    address = address_of_words(URL, text, Passage(start, start + len(words)), alone=alone)
    assert address is not None
    head, mark, directive = address.partition("#:~:text=")
    assert (head, mark) == (URL, "#:~:text=")
    return directive


def test_unique_words_are_named_alone() -> None:
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
def test_special_characters_of_a_directive_are_encoded(words: str, encoded: str) -> None:
    assert fragment(f"Hier: {words}.", words) == encoded


def test_words_are_named_as_a_browser_shows_them() -> None:
    """Soft hyphens are dropped, and any run of spaces becomes one space."""
    text = "Es waren 20\u00a0000  Sol\u00addaten dort."
    assert unquote(fragment(text, "20\u00a0000  Sol\u00addaten")) == "20 000 Soldaten"


def test_a_part_of_a_word_is_extended_to_the_word() -> None:
    """A passage that cuts a word names the whole word, because browsers match whole words only."""
    assert unquote(fragment("Die Nordkoreaner kamen.", "koreaner")) == "Nordkoreaner"


def test_repeated_words_get_context() -> None:
    """A repeated passage gets as few words of context as identify it; case does not distinguish words."""
    text = "Drei wurden verletzt. Dort hieß es wieder: drei wurden verletzt, sagte er."
    assert fragment(text, "drei wurden verletzt") == "wieder%3A-,drei%20wurden%20verletzt"
    assert fragment(text, "Drei wurden verletzt") == "Drei%20wurden%20verletzt,-."


def test_a_match_within_a_longer_word_does_not_count() -> None:
    assert fragment("Die Unrat und der Rat.", "Rat") == "Rat"


def test_context_stays_within_one_block() -> None:
    text = "Eins zwei.\nDer Rat tagt.\nDrei vier.\nDer Rat tagt."
    assert unquote(fragment(text, "Der Rat tagt", nth=2)) == "vier.-,Der Rat tagt"


LONG = "Als Kommandeur der Streitkräfte würde ich zögern " + "und abwägen " * 20 + "sie in diesen Krieg zu schicken"


def test_a_long_passage_is_named_by_its_first_and_last_words() -> None:
    text = f"Er sagte: {LONG}. Dann ging er."
    assert unquote(fragment(text, LONG)) == "Als Kommandeur der Streitkräfte,diesen Krieg zu schicken"


def test_the_last_words_are_extended_until_their_first_match_is_right() -> None:
    """Because a browser takes the nearest match of the last words, as many are named as make it the right one."""
    long = f"Als einer der Ersten warnte er vor diesen Krieg zu schicken {LONG}"
    directive = unquote(fragment(f"Er sagte: {long}.", long))
    assert directive == "Als einer der Ersten,in diesen Krieg zu schicken"


def test_a_passage_across_blocks_is_named_by_both_ends() -> None:
    """A passage across two blocks is named by its first and last words, however short it is."""
    text = "Er kam. Er ging.\nSie blieb. Alle schliefen."
    assert unquote(fragment(text, "Er ging.\nSie blieb.")) == "Er ging.,Sie blieb."


def test_an_excerpt_names_nothing_around_the_passage() -> None:
    """The link of an excerpt's passage contains no unpublished words as context."""
    text = "Geheim: der Rat tagt. Verborgen: der Rat tagt."
    assert unquote(fragment(text, "der Rat tagt", alone=True, nth=2)) == "der Rat tagt"
    assert unquote(fragment("Geheimrat", "rat", alone=True)) == "rat"


@pytest.mark.parametrize("url", ["ftp://paper.example/a", "javascript:alert(1)", "", "paper.example/a"])
def test_only_web_addresses_get_a_fragment(url: str) -> None:
    assert address_of_words(url, "Der Rat tagt.", Passage(0, 7)) is None


def test_an_existing_fragment_is_kept() -> None:
    """An existing fragment is kept, an existing text directive is replaced."""
    passage = Passage(4, 7)
    assert address_of_words("https://a.example/#top", "Der Rat.", passage) == "https://a.example/#top:~:text=Rat"
    assert address_of_words("https://a.example/#:~:text=x", "Der Rat.", passage) == "https://a.example/#:~:text=Rat"


def test_a_passage_of_spaces_has_no_link() -> None:
    assert address_of_words(URL, "a \n b", Passage(1, 4)) is None


@given(st.text("ab Ä.\n-", min_size=1, max_size=60), st.data())
def test_any_passage_of_any_text_gets_a_valid_directive(text: str, data: st.DataObject) -> None:
    """A passage with words always gets a directive of one or two parts, with words from blocks of the text."""
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
