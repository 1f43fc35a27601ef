"""What number a figure gives."""

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
    """What the one figure written so gives."""
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
    """A stated value counts; without one the words are read, with their hedge, in the figure's unit."""
    found = reading(loaded, figure)
    assert found is not None
    assert (str(found.amount), found.unit, found.words, found.stated) == (amount, unit, words, stated)


@pytest.mark.parametrize(
    "figure",
    ["quote: Viele flohen", "quote: Mehr als 20 Soldaten starben, prefix: x", "derived_from: {figures: [zahl]}"],
)
def test_without_a_number_there_is_no_reading(loaded: Loaded, figure: str) -> None:
    """No number, a lost quote, no quote at all: nothing is guessed."""
    assert reading(loaded, figure) is None


def test_of_several_numbers_none_is_picked(loaded: Loaded) -> None:
    """Which one is meant, the editor must say."""
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
def test_a_number_that_the_words_give(loaded: Loaded, figure: str, expected: bool) -> None:
    """Read from them, or stated just so; not where they cannot be read or say something else."""
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": f"figures:\n  zahl: {{{figure}}}\n"}
    collection, _ = loaded(files)
    assert agrees_with_words(collection, collection.of(Figure)[0]) is expected


def test_the_quantity_lends_its_unit(loaded: Loaded) -> None:
    """Where neither the figure nor the words name one."""
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
def test_a_rate_whose_time_is_elsewhere(loaded: Loaded, fields: str, quantity: str, unit: str, amount: str) -> None:
    """“Am Tag 30 Tonnen”: the words of the figure name the weight, its unit or that of its quantity the time."""
    found = reading(loaded, fields, f'q: {{label: Q, unit: "{quantity}"}}' if quantity else "")
    assert found is not None
    assert (found.unit, str(found.amount)) == (unit, amount)
