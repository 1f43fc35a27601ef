"""The number that a figure gives, read from its words or its value."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.evidence.figures import Reading, agrees_with_words, reading_of
from mkdocs_dossier.model.claims import Figure

ARTICLE = """---
title: T
published: 2024-10-05
language: de
---

Mehr als 20 Soldaten starben, darunter sechs Offiziere. Es waren 74.000 Tonnen. Viele flohen.
"""


def reading(loaded: Loaded, figure: str, quantities: str = "") -> Reading | None:
    """Return the reading of one figure with these fields."""
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": f"figures:\n  zahl: {{{figure}}}\n"}
    if quantities:
        files["dossier/quantities.yml"] = f"quantities:\n  {quantities}\n"
    collection, _ = loaded(files)
    return reading_of(collection, collection.of(Figure)[0])


@pytest.mark.parametrize(
    ("figure", "amount", "unit", "words", "stated"),
    [
        ("quote: Mehr als 20 Soldaten", ">20", "", "Mehr als 20", False),
        ("quote: sechs Offiziere", "6", "", "sechs", False),
        ("quote: 74.000 Tonnen", "74000", "t", "74.000", False),
        ('quote: sechs Offiziere, value: "~6"', "~6", "", "sechs", True),
        ("quote: 74.000 Tonnen, unit: kg", "74000000", "kg", "74.000", False),
        ("quote: Viele flohen, value: 100..200", "100..200", "", "Viele flohen", True),
    ],
)
def test_the_value_is_stated_or_read(
    loaded: Loaded, figure: str, amount: str, unit: str, words: str, stated: bool
) -> None:
    """A stated value is used; otherwise the words are read, with their hedge and in the figure's unit."""
    found = reading(loaded, figure)
    assert found is not None
    assert (str(found.amount), found.unit, found.words, found.stated) == (amount, unit, words, stated)


@pytest.mark.parametrize(
    "figure",
    ["quote: Viele flohen", "quote: Mehr als 20 Soldaten starben, prefix: x", "derived_from: {figures: [zahl]}"],
)
def test_without_a_number_there_is_no_reading(loaded: Loaded, figure: str) -> None:
    """Without a number, with a lost quote or without a quote, no number is guessed."""
    assert reading(loaded, figure) is None


def test_words_with_several_numbers_give_none(loaded: Loaded) -> None:
    """If the words have several numbers, only a stated value decides which one is meant."""
    quote = "Mehr als 20 Soldaten starben, darunter sechs Offiziere"
    assert reading(loaded, f'quote: "{quote}"') is None
    stated = reading(loaded, f'quote: "{quote}", value: 6')
    assert stated is not None
    assert (str(stated.amount), stated.words) == ("6", quote)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("quote: sechs Offiziere", True),
        ("quote: sechs Offiziere, value: 6", True),
        ("quote: 74.000 Tonnen, value: 74000000, unit: kg", True),
        ("quote: 74.000 Tonnen, unit: kg", True),
        ('quote: "Mehr als 20 Soldaten starben, darunter sechs Offiziere", value: 6', True),
        ('quote: "Mehr als 20 Soldaten starben, darunter sechs Offiziere"', False),
        ("quote: sechs Offiziere, value: 7", False),
        ('quote: sechs Offiziere, value: "~6"', False),
        ("quote: Viele flohen, value: 6", False),
        ("quote: Viele flohen", False),
        ("derived_from: {figures: [zahl]}, value: 6", False),
    ],
)
def test_whether_the_words_give_the_number(loaded: Loaded, figure: str, expected: bool) -> None:
    """A figure agrees with its words if its number is read from them or stated as they give it."""
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": f"figures:\n  zahl: {{{figure}}}\n"}
    collection, _ = loaded(files)
    assert agrees_with_words(collection, collection.of(Figure)[0]) is expected


def test_the_unit_may_come_from_the_quantity(loaded: Loaded) -> None:
    """If neither the figure nor its words name a unit, the quantity's unit is used."""
    found = reading(loaded, "quote: sechs Offiziere, quantity: q", "q: {label: Q, unit: Personen}")
    assert found is not None
    assert found.unit == "Personen"


@pytest.mark.parametrize(
    ("fields", "quantity", "unit", "amount"),
    [
        ("quote: 74.000 Tonnen, quantity: q", "t/d", "t/d", "74000"),
        ("quote: 74.000 Tonnen, quantity: q", "kg/d", "t/d", "74000"),
        ("quote: 74.000 Tonnen, quantity: q", "t/mo", "t/mo", "74000"),
        ("quote: 74.000 Tonnen, unit: kg/a", "", "kg/a", "74000000"),
        ("quote: 74.000 Tonnen, unit: t/a, quantity: q", "kg/d", "t/a", "74000"),
        ("quote: 74.000 Tonnen, quantity: q", "kg", "t", "74000"),
        ("quote: sechs Offiziere, quantity: q", "/a", "/a", "6"),
    ],
)
def test_the_time_of_a_rate_may_come_from_the_unit(
    loaded: Loaded, fields: str, quantity: str, unit: str, amount: str
) -> None:
    """If the words name only a weight (“Am Tag 30 Tonnen”), the time comes from the figure's or the quantity's unit."""
    found = reading(loaded, fields, f'q: {{label: Q, unit: "{quantity}"}}' if quantity else "")
    assert found is not None
    assert (found.unit, str(found.amount)) == (unit, amount)
