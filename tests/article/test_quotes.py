"""A quote leads to its passage if it is found exactly once, and otherwise to a problem."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_dossier.article.difference import difference
from mkdocs_dossier.article.markdown import ArticleRenderer
from mkdocs_dossier.article.quotes import Ambiguous, Missing, Passage, Searchable, Selector

TEXT = (
    "Angriff bei Donezk\nIn Donezk wurden mehr als 20 Soldaten getötet. Unter den Toten sollen sechs"
    " nordkoreanische Offiziere sein, hieß es.\n“Kim Jong\u00a0Un” sagte – so dpa –, 120 Soldaten seien verletzt."
)


def _words(selector: Selector, text: str = TEXT) -> str | Missing | Ambiguous:
    found = Searchable(text).find(selector)
    return text[found.start : found.end] if isinstance(found, Passage) else found


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("mehr als 20 Soldaten", "mehr als 20 Soldaten"),
        ("  mehr als\n  20 Soldaten  ", "mehr als 20 Soldaten"),
        ('"Kim Jong Un"', "“Kim Jong\u00a0Un”"),
        ("„Kim Jong Un“ sagte - so dpa -", "“Kim Jong\u00a0Un” sagte – so dpa –"),
        ("geto\u0308tet", "getötet"),
        ("hieß es. “Kim", "hieß es.\n“Kim"),
        ("In Donezk … getötet.", "In Donezk wurden mehr als 20 Soldaten getötet."),
        ("In Donezk [...] als 20 […] getötet.", "In Donezk wurden mehr als 20 Soldaten getötet."),
        ("(…) wurden mehr […].", "wurden mehr als 20 Soldaten getötet."),
        ("sechs ... Kim", "sechs nordkoreanische Offiziere sein, hieß es.\n“Kim"),
        ("20 Soldaten", "20 Soldaten"),
        ("Angriff bei Donezk In Donezk", "Angriff bei Donezk\nIn Donezk"),
    ],
)
def test_a_quote_is_found_as_a_reader_would_find_it(quote: str, words: str) -> None:
    """Quotation marks, dashes, spaces and block ends make no difference, and an ellipsis stands for omitted words."""
    assert _words(Selector(quote)) == words


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("昨天李小明说船沉了，没有人死。", "船沉了"),
        ("昨天李小明说船沉了，没有人死。", "李小明说"),
        ("昨日、山田は会議が中止だと述べた。", "会議が中止だ"),
        ("มีคนบอกว่าเรือจมแล้วเมื่อวาน", "เรือจมแล้ว"),
        ("ມື້ວານເຮືອຈົມແລ້ວ", "ເຮືອຈົມ"),
        ("ម្សិលមិញនាវាលិចហើយ", "នាវាលិច"),
        ("မနေ့ကသင်္ဘောနစ်သွားတယ်", "သင်္ဘော"),
        ("ཁ་སང་གྲུ་ནུབ་སོང", "གྲུ་ནུབ"),
        ("他说Ann Cole走了", "Ann Cole"),
        ("共有20人死亡", "20人"),
        ("कल नाव डूब गई।", "नाव डूब"),
        ("قال إنّ السفينة غرقت", "إنّ السفينة"),
    ],
)
def test_a_quote_is_found_in_scripts_without_spaces(text: str, quote: str) -> None:
    """In scripts without spaces, a quote may begin or end between any two letters."""
    assert _words(Selector(quote), text) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("共有二十人死亡", "十人死亡"),
        ("共有120人死亡", "20人"),
        ("共有20万人", "万人"),
        ("เรือ ๑๒ ลำ", "๒ ลำ"),
        ("วันที่ดี", "วันท"),
        ("सुनीता ने कहा", "सुनीत"),
        ("スミスソン氏", "スミス"),
        ("မနေ့က", "မန"),
    ],
)
def test_a_quote_cuts_no_number_and_no_letter(text: str, quote: str) -> None:
    """A quote that would cut a number, a letter from its mark, or a Katakana word is not found."""
    assert isinstance(_words(Selector(quote), text), Missing)


@pytest.mark.parametrize(
    ("selector", "start"),
    [
        (Selector("Donezk", prefix="bei"), 12),
        (Selector("Donezk", prefix="In "), 22),
        (Selector("Donezk", suffix="wurden"), 22),
        (Selector("Donezk", suffix=" In"), 12),
        (Selector("Donezk", occurrence=1), 12),
        (Selector("Donezk", occurrence=2), 22),
        (Selector("Soldaten", suffix="getötet", occurrence=1), 48),
    ],
)
def test_a_quote_that_occurs_twice_is_resolved_by_its_context(selector: Selector, start: int) -> None:
    """The words before or after it, or its occurrence number, decide which of two places a quote means."""
    found = Searchable(TEXT).find(selector)
    assert isinstance(found, Passage)
    assert found.start == start


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (
            Selector("Donezk"),
            Ambiguous(
                2,
                (
                    "…Angriff bei [Donezk] In Donezk wurden mehr als 20 …",
                    "…Angriff bei Donezk In [Donezk] wurden mehr als 20 Soldaten g…",
                ),
            ),
        ),
        (
            Selector("Donezk", occurrence=3),
            Ambiguous(
                2,
                (
                    "…Angriff bei [Donezk] In Donezk wurden mehr als 20 …",
                    "…Angriff bei Donezk In [Donezk] wurden mehr als 20 Soldaten g…",
                ),
            ),
        ),
        (
            Selector("verletzt", occurrence=5),
            Ambiguous(1, ("… so dpa -, 120 Soldaten seien [verletzt].…",)),
        ),
        (
            Selector("getötet", prefix="verletzt"),
            Ambiguous(0, ("…k wurden mehr als 20 Soldaten [getötet]. Unter den Toten sollen sechs…",)),
        ),
        (Selector("mehr als 30 Soldaten"), Missing("mehr als [-30-] {+20+} Soldaten")),
        (Selector("Die Erde ist eine Scheibe, zweifellos"), Missing("")),
        (Selector("Toten"[1:]), Missing("[-oten-] {+Toten+}")),
        (Selector("0 Soldaten"), Missing("[-0-] {+20+} Soldaten")),
        (Selector(""), Missing("")),
        (Selector("\u00ad"), Missing("")),
    ],
)
def test_a_quote_that_is_not_found_once_is_never_guessed(selector: Selector, found: Missing | Ambiguous) -> None:
    """An ambiguous quote reports its hits in context, a missing one the closest passage."""
    assert _words(selector) == found


def test_overlapping_hits_are_all_counted() -> None:
    """“ha ha” occurs twice in “ha ha ha”."""
    found = Searchable("ha ha ha").find(Selector("ha ha"))
    assert isinstance(found, Ambiguous)
    assert found.hits == 2


def test_many_hits_are_counted_and_three_are_shown() -> None:
    """An ambiguous quote reports the number of hits, but shows only three of them."""
    found = Searchable("so " * 50).find(Selector("so"))
    assert isinstance(found, Ambiguous)
    assert (found.hits, len(found.contexts)) == (50, 3)


def test_an_ellipsis_in_the_article_is_quoted_literally() -> None:
    """An ellipsis is an omission only if the quote does not occur word for word."""
    assert _words(Selector("a … b"), "x a … b y b") == "a … b"


def test_the_nearest_of_several_ends_is_taken() -> None:
    """A quote with an ellipsis ends at the nearest match of its last words, even if they occur again later."""
    assert _words(Selector("a … b"), "x a y b z b") == "a y b"


def test_each_part_of_a_quote_follows_the_one_before() -> None:
    """Of several omissions each reaches to the nearest match; a quote of omissions alone is missing, and quickly so."""
    text = "eins zwei drei vier " * 500
    assert _words(Selector("zwei […] eins zwei … drei", occurrence=1), text) == "zwei drei vier eins zwei drei"
    for quote in ("drei […] fünf … eins", "[…]", "(…) … […]", "eins … " * 2_000 + "fünf"):
        assert isinstance(_words(Selector(quote), text), Missing)


def test_quotes_with_many_hits_are_found_quickly() -> None:
    """A hit's context is compared in place; copying the text for each of 20,000 hits would take minutes."""
    searchable = Searchable("so und " * 20_000)
    for number in range(1, 51):
        assert isinstance(searchable.find(Selector("so", suffix="und", occurrence=number)), Passage)


def test_a_lost_end_makes_a_quote_missing() -> None:
    """A quote whose words after the ellipsis do not follow those before it is missing."""
    assert isinstance(_words(Selector("Offiziere … Donezk")), Missing)


def test_only_the_first_lost_quotes_get_a_closest_passage() -> None:
    """Of many lost quotes only the first are compared with the text; the others are missing too, and the rest found."""
    text = Searchable("Wort dieses Textes. " * 2_000 + "Das Ende.")
    lost = [text.find(Selector("Wort, das in diesem Text nicht steht. " * 20)) for _ in range(100)]
    assert all(isinstance(found, Missing) for found in lost)
    looked_for = [found.looked_for for found in lost if isinstance(found, Missing)]
    assert looked_for == sorted(looked_for, reverse=True)
    assert {True, False} == set(looked_for)
    assert isinstance(text.find(Selector("Das Ende")), Passage)


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        ("a b c d", "a x c d e", "a [-b-] {+x+} c d"),
        ("mehr als 20 Soldaten", "„mehr als 30 Soldaten“.", "mehr als [-20-] {+30+} Soldaten"),
        ("have been killed", "were then killed", "[-have been-] {+were then+} killed"),
        ("Er kam, sah und siegte", "Er kam sah und siegte.", "Er kam[-,-] sah und siegte"),
        ("Er kam sah und siegte", "Er kam, sah und siegte.", "Er kam{+,+} sah und siegte"),
        ("ein Sieg. Und Schluss", "ein Sieg; und Schluss", "ein Sieg[-. Und-] {+; und+} Schluss"),
        ("das Ende der Welt", 'das "Ende" der Welt', 'das {+"+}Ende{+"+} der Welt'),
        ("in 1,6 Jahren", "in 16 Jahren", "in [-1,6-] {+16+} Jahren"),
        ("der Nord-Süd-Konflikt", "der Nord Süd-Konflikt", "der [-Nord-Süd-Konflikt-] {+Nord Süd-Konflikt+}"),
        ("Ja (nein) vielleicht", "Ja, nein, vielleicht", "Ja [-(-]{+,+} nein[-)-]{+,+} vielleicht"),
    ],
)
def test_a_difference_is_shown_by_word_and_punctuation_mark(quote: str, text: str, shown: str) -> None:
    """Only differing words and punctuation are marked; text before and after the quote is not shown."""
    assert difference(quote, text) == shown


LONG = (
    "Am Montag trat der Rat zusammen, um über den Haushalt zu beraten. Die Ministerin legte einen Entwurf vor, den"
    " niemand gelesen hatte. Nach vier Stunden ging man ohne Beschluss auseinander."
)


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        (
            "Am Montag trat der Rat zusammen … Nach fünf Stunden ging man",
            "Am Montag trat der Rat zusammen … Nach [-fünf-] {+vier+} Stunden ging man",
        ),
        (
            "Am Dienstag trat der Rat zusammen … ohne Beschluss auseinander",
            "Am [-Dienstag-] {+Montag+} trat der Rat zusammen … ohne Beschluss auseinander",
        ),
        (
            "Am Montag trat der Rat zusammen um ... den niemand gelesen hat.",
            "Am Montag trat der Rat zusammen{+,+} um … den niemand gelesen [-hat-] {+hatte+}.",
        ),
        ("Die Ministerin legte … Am Montag trat der Rat", "Die Ministerin legte … [-Am Montag trat der Rat-]"),
        ("Xylophone zerbrechen … ohne Beschluss", "[-Xylophone zerbrechen-] … ohne Beschluss"),
        ("Xylophone zerbrechen … Qualle", ""),
        (
            "Am Dienstag trat der Rat […], den niemand gelesen hatte […] ohne Beschluß",
            "Am [-Dienstag-] {+Montag+} trat der Rat … , den niemand gelesen hatte … ohne [-Beschluß-] {+Beschluss+}",
        ),
    ],
)
def test_the_parts_around_an_ellipsis_are_compared_separately(quote: str, shown: str) -> None:
    """In a lost quote with an ellipsis, an unchanged part is shown unchanged, however long the omission is."""
    assert Searchable(LONG).find(Selector(quote)) == Missing(shown)


def test_a_long_quote_is_shown_where_it_differs() -> None:
    """The difference of a long quote shows the words around the change, not its unchanged beginning."""
    text = " ".join(f"Satz Nummer {number} ist kurz." for number in range(100))
    found = Searchable(text).find(Selector(text.replace("80 ist kurz", "80 ist lang")))
    assert isinstance(found, Missing)
    assert "Satz Nummer 80 ist [-lang-] {+kurz+}. Satz Nummer 81" in found.difference
    assert found.difference.startswith("… ")
    assert len(found.difference) < 700


@pytest.mark.parametrize(
    ("markdown", "quote"),
    [
        ("mehr *als* 20 Soldaten", "mehr als 20 Soldaten"),
        ("mehr [als 20](https://example.org) Soldaten", "mehr als 20 Soldaten"),
        ("mehr als[^1] 20 Soldaten\n\n[^1]: Note", "mehr als 20 Soldaten"),
        ("mehr als\n\n20 Soldaten", "mehr als 20 Soldaten"),
        ("- mehr als\n- 20 Soldaten", "mehr als 20 Soldaten"),
        ("| mehr als | 20 Soldaten |\n|---|---|\n| x | y |", "mehr als 20 Soldaten"),
        ("## mehr als\n\n20 Soldaten", "mehr als 20 Soldaten"),
        ("mehr als\n20 Soldaten", "mehr als 20 Soldaten"),
        ("mehr als  \n20 Soldaten", "mehr als 20 Soldaten"),
        ("mehr als&nbsp;20 Sol&shy;daten", "mehr als 20 Soldaten"),
        ("me**hr al**s 20 Soldaten", "mehr als 20 Soldaten"),
    ],
)
def test_the_markdown_of_a_passage_does_not_matter(markdown: str, quote: str) -> None:
    """Markup, note references, block ends and soft hyphens between the words do not prevent a match."""
    text = ArticleRenderer().render("T", "", markdown, lambda visible: ()).text
    assert isinstance(Searchable(text).find(Selector(quote)), Passage)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["ja", "nein", "20", "Süd", "„x“", "a–b"]), min_size=1, max_size=12), st.data())
def test_words_cut_from_a_text_are_found_in_it(words: list[str], data: st.DataObject) -> None:
    """Any run of words is found in its text; if it is ambiguous, one of its occurrences is the right place."""
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])
    found = Searchable(text).find(Selector(quote))
    if isinstance(found, Passage):
        assert text[found.start : found.end] == quote
    else:
        assert isinstance(found, Ambiguous)
        every = [Searchable(text).find(Selector(quote, occurrence=n + 1)) for n in range(found.hits)]
        assert len(" ".join([*words[:first], ""])) in [hit.start for hit in every if isinstance(hit, Passage)]
