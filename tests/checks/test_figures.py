"""A figure's number, and the words it stands in."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

ARTICLE = article(
    "Mehr als 20 Soldaten starben, darunter sechs Offiziere. Transportiert wurden 74.000 Tonnen. Viele flohen. "
    "Der Anteil stieg um drei Prozentpunkte."
)


def figure(loaded: Loaded, fields: str, code: str, quantity: str = "") -> list[str]:
    """What is found about the one figure written so, each of its fields on a line."""
    lines = "".join(f"    {field}\n" for field in fields.split("; "))
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": f"figures:\n  zahl:\n{lines}"}
    if quantity:
        files["dossier/quantities.yml"] = f"quantities:\n  menge: {{label: Menge, unit: {quantity}}}\n"
    return found(loaded, files, code)


PLACE = "dossier/d/annotations.yml"


def test_words_without_a_number(loaded: Loaded) -> None:
    assert figure(loaded, "quote: Viele flohen", "figure-unread") == [
        (
            f"{PLACE}:3:12: warning: figure “zahl”: no number can be read from “Viele flohen”"
            " — add value: with the number it gives, or quote the words that hold one [figure-unread]"
        )
    ]


def test_words_with_two_numbers(loaded: Loaded) -> None:
    assert figure(loaded, "quote: Mehr als 20 Soldaten starben, darunter sechs Offiziere", "figure-unread") == [
        (
            f"{PLACE}:3:12: warning: figure “zahl”: its words hold 2 numbers: >20 (“Mehr als 20”), 6 (“sechs”)"
            " — shorten the quote to one of them, or add value: with the one that is meant [figure-unread]"
        )
    ]


@pytest.mark.parametrize(
    "fields", ["quote: Mehr als 20 Soldaten", "quote: Viele flohen; value: 100", "derived_from: {figures: [zahl]}"]
)
def test_a_figure_that_gives_its_number(loaded: Loaded, fields: str) -> None:
    """Read, written down, or not anchored at all."""
    assert figure(loaded, fields, "figure-unread") == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            "quote: Mehr als 20 Soldaten; value: 20",
            (
                "its value is 20, but “Mehr als 20” says >20"
                ' — write value: ">20", or leave it out: it is read from the words'
            ),
        ),
        (
            "quote: 74.000 Tonnen; value: 74.0",
            (
                "its value is 74.0, but “74.000” says 74000"
                " — write value: 74000, or leave it out: it is read from the words"
            ),
        ),
        (
            "quote: Mehr als 20 Soldaten starben, darunter sechs; value: 7",
            (
                "its value is 7, but its words say >20 (“Mehr als 20”), 6 (“sechs”)"
                " — write one of these, or quote the words that say it"
            ),
        ),
    ],
)
def test_a_value_that_the_words_do_not_say(loaded: Loaded, fields: str, message: str) -> None:
    """Another number, or the same without its hedge."""
    assert figure(loaded, fields, "value-differs") == [f"{PLACE}:4:12: error: figure “zahl”: {message} [value-differs]"]


@pytest.mark.parametrize(
    "fields",
    [
        'quote: Mehr als 20 Soldaten; value: ">20"',
        "quote: 74.000 Tonnen; value: 7.4e4",
        "quote: 74.000 Tonnen; value: 74000000; unit: kg",
        "quote: Mehr als 20 Soldaten starben, darunter sechs; value: 6",
        "quote: Viele flohen; value: 100",
    ],
)
def test_a_value_that_the_words_say(loaded: Loaded, fields: str) -> None:
    """In any notation, in another unit, as one of several; or the words give none."""
    assert figure(loaded, fields, "value-differs") == []


def test_a_unit_that_measures_something_else(loaded: Loaded) -> None:
    assert figure(loaded, "quote: 74.000 Tonnen; unit: km", "unit-differs") == [
        (
            f"{PLACE}:4:11: error: figure “zahl”: its unit is km, but its words “74.000 Tonnen” give t"
            " — write unit: t [unit-differs]"
        )
    ]


def test_the_unit_of_the_quantity(loaded: Loaded) -> None:
    """A percentage point is no percent."""
    assert figure(loaded, "quote: drei Prozentpunkte; quantity: menge", "unit-differs", '"%"') == [
        (
            f"{PLACE}:4:15: error: figure “zahl”: the unit of quantity “menge” is %, but its words “drei"
            " Prozentpunkte” give pp — give the figure another quantity, or correct the unit [unit-differs]"
        )
    ]


@pytest.mark.parametrize(
    ("fields", "quantity"),
    [
        ("quote: 74.000 Tonnen; unit: Tonnen", ""),
        ("quote: 74.000 Tonnen; unit: kg", ""),
        ("quote: 74.000 Tonnen; quantity: menge", "kg"),
        ("quote: sechs Offiziere; quantity: menge", "Personen"),
        ("quote: sechs Offiziere; unit: t", ""),
    ],
)
def test_units_that_may_be_right(loaded: Loaded, fields: str, quantity: str) -> None:
    """Of one dimension, not known to the table, or not in the words."""
    assert figure(loaded, fields, "unit-differs", quantity) == []


@pytest.mark.parametrize("tag", ["en", "en-GB", "en-US", "en-ZA", "en-Latn-NZ"])
def test_an_article_whose_language_tag_has_a_region_is_read(loaded: Loaded, tag: str) -> None:
    """A value that differs from the words is an error, a number is read where none is written, and so are cues."""
    files = {
        "dossier/actors.yml": "actors:\n  harbour: {name: Harbour Office, kind: agency}\n",
        "dossier/a/article.md": article(
            "At least 40 sailors drowned. About 700 people were rescued, said the coast guard.", language=tag
        ),
        "dossier/a/a.yml": "figures:\n  drowned: {quote: At least 40 sailors, value: 8}\n"
        "  rescued: {quote: About 700 people}\n"
        "statements:\n  s: {quote: About 700 people were rescued, said_by: harbour, credibility: 3}\n",
    }
    lines = found(loaded, files, "value-differs", "figure-unread", "attribution-missing")
    assert [line.rpartition("[")[2] for line in lines] == ["value-differs]", "attribution-missing]"]
