"""Dates are read from running text: a hand-written corpus, and properties of every text."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_dossier.language.dates import words as date_words
from mkdocs_dossier.language.dates.reading import DateReading, read_dates

from .effort import is_linear

#: The date of the text for every phrase of the corpus.
WRITTEN = datetime.date(2024, 10, 5)


def _corpus() -> list[tuple[str, str, str]]:
    """Return (language, phrase, expected dates): EDTF, with ` (inferred)`, joined by ` ; `; `-` for none."""
    table = Path(__file__).with_name("dates.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return [(language, phrase, expected) for language, phrase, expected in rows]


def _shown(readings: list[DateReading]) -> str:
    return " ; ".join(f"{r.date}{' (inferred)' if r.inferred else ''}" for r in readings) or "-"


@pytest.mark.parametrize(("language", "phrase", "expected"), _corpus())
def test_phrase(language: str, phrase: str, expected: str) -> None:
    """A phrase gives the dates of its row in the corpus."""
    assert _shown(read_dates(phrase, language, WRITTEN)) == expected


def test_the_corpus_is_large_enough() -> None:
    """The corpus holds at least 500 phrases, and none twice."""
    rows = _corpus()
    assert len({(language, phrase) for language, phrase, _ in rows}) == len(rows)
    assert len(rows) >= 500


@pytest.mark.parametrize(
    ("language", "phrase", "words"),
    [
        ("de", "Der Angriff fand am 3. Oktober statt.", ["3. Oktober"]),
        ("de", "allein von August 2023 bis Januar 2024 etwa", ["von August 2023 bis Januar 2024"]),
        ("de", "Seit dem 19. Juni gilt es.", ["Seit dem 19. Juni"]),
        ("de", "am 19. und 20. Juni 2024", ["19.", "20. Juni 2024"]),
        ("de", "um den 3. Oktober herum", ["um den 3. Oktober"]),
        ("de", "Anfang Oktober kam er", ["Anfang Oktober"]),
        ("de", "von August 2023 bis heute", ["von August 2023 bis heute"]),
        ("de", "am Donnerstag, dem 3. Oktober 2024, um 9 Uhr", ["3. Oktober 2024"]),
        ("en", "On June 19th, 2024, both signed.", ["June 19th, 2024"]),
        ("en", "since the summer of 2022", ["since the summer of 2022"]),
        ("en", "from October 3 to 5, 2024, they met", ["from October 3 to 5, 2024"]),
    ],
)
def test_words(language: str, phrase: str, words: list[str]) -> None:
    """A reading's words are the date with the prepositions that make it an interval or approximate."""
    assert [reading.words for reading in read_dates(phrase, language, WRITTEN)] == words


@pytest.mark.parametrize(
    ("written", "phrase", "expected"),
    [
        ("2024-10-03", "am 3. Oktober", "2024-10-03 (inferred)"),
        ("2024-10-02", "am 3. Oktober", "-"),
        ("2025-01-10", "am 24. Dezember", "2024-12-24 (inferred)"),
        ("2025-01-10", "im November und Dezember", "2024-11 (inferred) ; 2024-12 (inferred)"),
        ("2025-01-10", "von November bis Januar", "2024-11/2025-01 (inferred)"),
        ("2024-03-01", "am 29. Februar", "2024-02-29 (inferred)"),
        ("2025-03-01", "am 29. Februar", "-"),
        ("2001-05-01", "am 05.10.98", "1998-10-05 (inferred)"),
        ("2026-02-01", "im Juni dieses Jahres", "2026-06 (inferred)"),
        ("0001-01-01", "am 3. Oktober", "-"),
        ("2021-05-20", "Die Messe beginnt am 14. August in Kiel.", "-"),
        ("2021-05-20", "Die Messe begann am 14. August in Kiel.", "2020-08-14 (inferred)"),
        ("2021-05-20", "am 14. August in Kiel", "-"),
        ("2021-05-20", "am 20. November in Kiel", "2020-11-20 (inferred)"),
        ("2024-11-20", "seit dem 7. Oktober", "-"),
        ("2023-11-20", "seit dem 7. Oktober", "2023-10-07/.. (inferred)"),
        ("2024-11-20", "Im Oktober, am 8. Oktober", "2024-10 (inferred) ; 2024-10-08 (inferred)"),
    ],
)
def test_the_year_is_inferred_from_the_date_of_the_text(written: str, phrase: str, expected: str) -> None:
    """The inferred date is the latest not after the text's, unless so long ago that the next one may be meant."""
    assert _shown(read_dates(phrase, "de", datetime.date.fromisoformat(written))) == expected


def test_without_a_date_of_the_text_no_year_is_inferred() -> None:
    """Without a date of the text, only dates that name their year are read."""
    text = "Am 3. Oktober, im Juni, Ende Juni, im Juni dieses Jahres, am 05.10.24 und am 19. Juni 2024."
    assert _shown(read_dates(text, "de", None)) == "2024-06-19"


def test_a_paragraph_that_speaks_of_another_year_is_not_inferred_from_the_date_of_the_text() -> None:
    """Once a paragraph names another year, its later dates are not inferred; the next paragraph's are again."""
    text = "Am 20. Februar 2014 begann es. Am 16. März stimmte man ab.\nAm 16. März kam er."
    assert _shown(read_dates(text, "de", WRITTEN)) == "2014-02-20 ; 2024-03-16 (inferred)"


def test_other_languages_are_not_read() -> None:
    """Texts in unsupported languages give no dates; regions of supported ones make no difference."""
    assert read_dates("le 3 octobre 2024", "fr", WRITTEN) == []
    assert _shown(read_dates("im Jänner 2024", "de-AT", WRITTEN)) == "2024-01"
    assert _shown(read_dates("19 June 2024", "en-GB", WRITTEN)) == "2024-06-19"


_PIECES = """
im am vom bis von seit ab zwischen und um in since by from to the of Jahr Jahres year this last er Wort wird s T
3. 3rd 5 31. 0 2024 1900 1990er 1990s 05.10.2024 05.10.24 2024-10-05 , . - – / '
"""
_WORDS = sorted(
    {name for words in date_words.LANGUAGES.values() for name in (*words.months, *words.seasons, *words.phases)}
    | set(_PIECES.split())
)


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join),
        st.lists(st.sampled_from([*_WORDS, " ", "\n"]), max_size=20).map("".join),
    ),
    st.sampled_from(["de", "en"]),
    st.one_of(st.none(), st.dates()),
)
def test_readings_are_in_order_and_disjoint(text: str, language: str, reference: datetime.date | None) -> None:
    """No text raises; every reading has the words at its offsets, and readings do not overlap."""
    end = 0
    for reading in read_dates(text, language, reference):
        assert end <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end] == reading.words
        assert reference is not None or not reading.inferred
        end = reading.end


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_a_whole_date_is_read_as_written(day: datetime.date) -> None:
    """Every day of two centuries is read in every notation that names its year."""
    german, english = (
        next(name for name, month in date_words.LANGUAGES[language].months.items() if month == day.month)
        for language in ("de", "en")
    )
    written = [
        ("de", f"am {day.day}. {german} {day.year} geschah"),
        ("de", f"am {day:%d.%m.%Y} geschah"),
        ("de", f"am {day.day}.{day.month}.{day.year} geschah"),
        ("de", f"am {day} geschah"),
        ("en", f"on {day.day} {english} {day.year} it happened"),
        ("en", f"on {english} {day.day}, {day.year}, it happened"),
    ]
    for language, text in written:
        assert _shown(read_dates(text, language, None)) == day.isoformat(), text


@pytest.mark.parametrize(
    "piece",
    [
        "1. und ",
        "3.",
        "vom ",
        "von August ",
        "2024",
        "2024 bis ",
        "1-",
        "1, ",
        "im Juni, ",
        "der des ",
        "- ",
        "\n",
        "9",
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_long_hostile_text_is_read(piece: str, language: str) -> None:
    """Four times as much text takes about four times the work, and a date at its end is found."""
    assert is_linear(lambda text: read_dates(text, language, WRITTEN), piece)
    text = piece * (100_000 // len(piece)) + ".\n\n2024-10-03"
    assert _shown(read_dates(text, language, WRITTEN)[-1:]) == "2024-10-03"
