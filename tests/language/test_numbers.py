"""Numbers are read from German and English prose: the phrases in `numbers_de.txt` and `numbers_en.txt`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.language.numbers.reading import NumberReading, _readings, read_numbers
from mkdocs_dossier.language.numbers.tokens import TokenizedText
from mkdocs_dossier.language.units import NAMES, convert, unit_of, units
from mkdocs_dossier.model.amounts import Amount, Qualifier
from mkdocs_dossier.syntax.word_tables import table

from .effort import is_linear

HERE = Path(__file__).parent

#: The number of phrases in the corpus whose number is not read.
UNREAD = {"de": 81, "en": 52}


def phrases(language: str) -> list[tuple[str, str]]:
    lines = (HERE / f"numbers_{language}.txt").read_text(encoding="utf-8").split("\n")
    pairs = (line.rpartition(" => ") for line in lines if line.strip() and not line.startswith(("# ", "##")))
    return [(phrase, expected) for phrase, _, expected in pairs]


def as_expected(reading: NumberReading, expected: str) -> str:
    """Return the reading in the notation of the corpus, with a noun and a unit only if `expected` has them."""
    _, _, described = expected.partition(" ")
    noun, bracket, _ = described.partition("[")
    parts = [str(reading.amount)]
    if noun.strip():
        parts.append(reading.noun or "_")
    if bracket:
        parts.append(f"[{reading.unit}]")
    return " ".join(parts)


def in_notation(readings: list[NumberReading], expected: str) -> str:
    wanted = expected.split(" ; ")
    wanted += [""] * (len(readings) - len(wanted))
    return " ; ".join(map(as_expected, readings, wanted)) or "-"


def reading(phrase: str, expected: str, language: str) -> tuple[str, str]:
    """Return the reading of a phrase and the expected one; a phrase marked `?` may stay unread."""
    wanted = expected.removeprefix("? ")
    read = in_notation(read_numbers(phrase, language), wanted)
    return read, "-" if read == "-" and wanted != expected else wanted


@pytest.mark.parametrize(("phrase", "expected"), phrases("de"), ids=[phrase for phrase, _ in phrases("de")])
def test_a_german_phrase(phrase: str, expected: str) -> None:
    """Each German phrase is read as an editor would read it, or not at all."""
    read, wanted = reading(phrase, expected, "de")
    assert read == wanted


@pytest.mark.parametrize(("phrase", "expected"), phrases("en"), ids=[phrase for phrase, _ in phrases("en")])
def test_an_english_phrase(phrase: str, expected: str) -> None:
    """Each English phrase is read as an editor would read it, or not at all."""
    read, wanted = reading(phrase, expected, "en")
    assert read == wanted


@pytest.mark.parametrize(("language", "size", "unread"), [("de", 900, UNREAD["de"]), ("en", 500, UNREAD["en"])])
def test_the_corpus_is_large_enough_and_mostly_read(language: str, size: int, unread: int) -> None:
    """The corpus has at least `size` phrases, none twice, and at most `unread` numbers in it are not read."""
    corpus = phrases(language)
    assert len(dict(corpus)) == len(corpus) >= size
    left = [phrase for phrase, expected in corpus if expected != "-" and not read_numbers(phrase, language)]
    assert len(left) <= unread, left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Es wurden mehr als 20 Soldaten getötet.", "mehr als 20"),
        ("Fast 5 Millionen Geschosse", "Fast 5 Millionen"),
        ("insgesamt 74.000 Tonnen Sprengstoff", "74.000"),
        ("Mindestens weitere 20 Soldaten", "Mindestens weitere 20"),
        ("von 20 bis 25 Soldaten", "20 bis 25"),
        ("zwischen 20 und 25 Soldaten", "zwischen 20 und 25"),
        ("20 Soldaten oder mehr", "20 Soldaten oder mehr"),
        ("(rund 1,6 Mio. Geschosse)", "rund 1,6 Mio"),
    ],
)
def test_the_words_are_hedge_and_number(text: str, words: str) -> None:
    assert [reading.words for reading in read_numbers(text, "de")] == [words]


def test_a_language_without_vocabulary_is_read_in_digits_only() -> None:
    readings = read_numbers("74 000 tonnes, six ports et 1.600.000 obus le 19 juin 2024; 74.000", "fr")
    assert [str(reading.amount) for reading in readings] == ["74000", "1600000"]


@pytest.mark.parametrize("language", ["de", "en", "fr"])
@pytest.mark.parametrize(
    "piece",
    [
        "zweihundert",
        "zweihundert ",
        "1.000",
        ".000",
        "1 000 ",
        "1 1/2 ",
        "1.6 Millionen ",
        "9",
        "ein",
        "ein ",
        "eine halbe ",
        "halb sechs nach ",
        "mehr als ",
        "mehr als 20 bis ",
        "zwischen ",
        "zwischen 20 Tonnen und ",
        "über ",
        "über 20 Soldaten ",
        "a million and a half ",
        "million-plus-",
        "twenty-",
        "one hundred and ",
        "thousand ",
        "hundreds of ",
        "Artikel 1, 2 und ",
        "1, 2, 3, ",
        "20-",
        "20 or so ",
        "(",
        " ",
        "\n",
    ],
)
def test_time_is_linear(piece: str, language: str) -> None:
    """Four times as much text takes about four times the work."""
    assert is_linear(lambda text: read_numbers(text, language), piece)


def test_a_number_is_found_behind_a_hundred_kilobytes_of_anything() -> None:
    for piece in ("zweihundert", "9", "twenty-", "((((", " ", "\n", "1.6 Millionen "):
        text = piece * (100_000 // len(piece)) + ".\n\n20 Soldaten"
        assert read_numbers(text, "de")[-1].start == len(text) - len("20 Soldaten")


BITS = (
    "mehr als|über|unter|zwischen|und|bis|bis zu|ein|eine halbe|Million|Millionen|Dutzend|Dutzende|zwei|sechs|20|2024|"
    "74.000|1,6|1 600 000|20-25|3.|Oktober|Uhr|Artikel|Prozent|Tonnen|Soldaten|von|,|.|(|)|–|…|~|€|½|more than|between|"
    "and|to|a|half|dozen|hundred|thousand|million|of|June|percent|soldiers|jeder|fünfte|die|Hälfte|Drittel|dreimal|so|viele|"
    "20-jährig|zwölfseitig|60.000-Euro-Strafe|pro|Tag|Euro|50|Cent|two-thirds|one|in|five|third|twice|as|many|CHF|mehrere|"
    "knappe|höchstens|\n\n|\u00a0|\u0308|\u00ad"
)
PIECES = st.sampled_from(BITS.split("|"))
TEXTS = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS, st.sampled_from(["de", "en", "fr", ""]))
def test_readings_lie_in_the_text_one_after_another(text: str, language: str) -> None:
    """No text raises; every reading has the words at its offsets, and readings do not overlap."""
    end = 0
    for reading in read_numbers(text, language):
        assert end <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end] == reading.words
        assert str(Amount.parse(str(reading.amount))) == str(reading.amount)
        end = reading.end


@given(TEXTS, st.sampled_from(["de", "en", "fr", ""]))
def test_only_texts_without_a_number_are_passed_over(text: str, language: str) -> None:
    """The quick check that skips texts without numbers skips no text from which a number would be read."""
    assert read_numbers(text, language) == list(_readings(TokenizedText(text, language)))


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("74000", "t", "kg", "74000000"),
        (">500", "kg", "t", ">0.5"),
        ("20..25", "km", "m", "20000..25000"),
        ("~36", "mo", "a", "~3"),
        ("2", "d", "h", "48"),
        ("7", "d", "wk", "1"),
        ("3.5", "%", "%", "3.5"),
        ("20", "t", "km", None),
        ("20", "EUR", "USD", None),
        ("20", "%", "pp", None),
        ("20", "mo", "d", None),
        ("20", "t", "parsec", None),
        ("20", "", "", None),
    ],
)
def test_units_convert_within_one_dimension(value: str, source: str, target: str, expected: str | None) -> None:
    converted = convert(Amount.parse(value), source, target)
    assert (None if converted is None else str(converted)) == expected


def test_conversion_keeps_the_hedge() -> None:
    converted = convert(Amount.of(Qualifier.ALMOST, Decimal(5)), "t", "kg")
    assert converted == Amount.of(Qualifier.ALMOST, Decimal(5000))


@pytest.mark.parametrize(
    ("word", "language", "sign"),
    [
        ("Tonnen", "de", "t"),
        ("tonnes", "en", "t"),
        ("tons", "en", ""),
        ("Prozent", "de", "%"),
        ("per cent", "en", "%"),
        ("€", "de", "EUR"),
        ("km", "fr", "km"),
        ("Soldaten", "de", ""),
    ],
)
def test_a_unit_is_known_by_its_names(word: str, language: str, sign: str) -> None:
    assert unit_of(word, language) == sign


def test_no_sign_or_name_means_two_units() -> None:
    signs = [sign for unit in units().values() for sign in (unit.sign, *unit.signs)]
    assert len(signs) == len(set(signs))
    for language in NAMES:
        written = table("language", f"{language}/units.yml")
        assert written.keys() <= units().keys()
        each = [set(map(str.strip, names.split(","))) for names in written.values()]
        assert sum(map(len, each)) == len(set().union(*each))


@pytest.mark.parametrize(
    ("text", "shown"), [("1,10 Euro", "1.10"), ("1,10 Millionen", "1100000"), ("2,50 bis 3,00 Euro", "2.50..3.00")]
)
def test_written_zeros_stay(text: str, shown: str) -> None:
    """Trailing decimal zeros are kept, as they state precision, except before “Millionen” and the like."""
    (reading,) = read_numbers(text, "de")
    assert str(reading.amount) == shown
