"""Sentences that may continue reported speech are recognised by the forms of their verbs."""

from __future__ import annotations

import pytest

from mkdocs_dossier.language.attribution.mode import continues_in_form

from .effort import is_linear

CONTINUING = [
    "Die Brücke sei seit Mai gesperrt.",
    "Die Kräne seien verrostet.",
    "Der Damm habe Risse.",
    "Das Wasser werde bald steigen.",
    "Man könne nichts tun.",
    "Der Hafen müsse schließen.",
    "Der Rat solle das klären.",
    "Es gebe kein Geld.",
    "Der Bescheid komme im Mai.",
    "Die Kräne hätten Risse.",
    "Die Boote wären zu klein.",
    "Die Fischer würden das merken.",
    "Die Wehre könnten brechen.",
    "Dort lägen drei Wracks.",
    "Die Becken stünden leer.",
    "Das Lager bestünde fort.",
    "Der Verein existiere nicht mehr.",
    "Der Verein trete zurück.",
    "Die Pegel sollen weiter steigen.",
    "Die Schleuse soll im Herbst öffnen.",
    "Die Leitung wird als veraltet bemängelt.",
    "Das sind drei mehr als im Vorjahr.",
]
PLAIN = [
    "Die Brücke ist seit Mai gesperrt.",
    "Der Hafen schließt heute gerade.",
    "Infolge der Flut brachen zwei Wehre.",
    "Die Sorge um die Lage bleibt.",
    "Anstelle der Fähre fährt ein Bus.",
    "Teilweise stehen die Felder leer.",
    "Am Montag begann die Ernte.",
    "Die weite Ebene liegt im Süden.",
    "Das Boot ist klein.",
    "Viele Helfer gingen nach Hause.",
]


@pytest.mark.parametrize("sentence", CONTINUING)
def test_german_that_continues(sentence: str) -> None:
    """Subjunctives, “sollen”, judgements in the passive and comments on the sentence before continue it."""
    assert continues_in_form(sentence, "de-AT")


@pytest.mark.parametrize("sentence", PLAIN)
def test_german_that_does_not_continue(sentence: str) -> None:
    """Nouns, adjectives, prepositions and past tenses are not taken for subjunctives."""
    assert not continues_in_form(sentence, "de")


@pytest.mark.parametrize(
    ("sentence", "continues"),
    [
        ("The bridge had been closed since May.", True),
        ("Two cranes were missing.", True),
        ("Repairs would take a year.", True),
        ("The harbour could reopen in June.", True),
        ("Fishermen noticed the leak first.", True),
        ("That is three more than last year.", True),
        ("The bridge is closed.", False),
        ("Two cranes stand on the quay.", False),
        ("Repairs will take a year.", False),
    ],
)
def test_english_shifts_its_tense(sentence: str, continues: bool) -> None:
    assert continues_in_form(sentence, "en") is continues


def test_other_languages_are_not_read() -> None:
    assert not continues_in_form("Le pont serait fermé.", "fr")


@pytest.mark.parametrize("piece", ["hinaus", "herein", "bei", "würde ", "aufgeben"])
def test_time_is_linear(piece: str) -> None:
    """Work grows linearly even for words made of many prefixes."""
    assert is_linear(lambda text: continues_in_form(text, "de"), piece)
