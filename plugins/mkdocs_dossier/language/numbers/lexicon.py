"""Define the vocabulary of a language for numbers: hedges, scales, and words that refuse a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.model.amounts import Qualifier


class Proof(StrEnum):
    """The condition for an ambiguous word to be a hedge."""

    NONE = "none"
    LARGE = "large"
    """The number is a measure, has a scale, or is above twelve: "über 20 Soldaten", not "über zwei Häfen"."""
    MEASURE = "measure"
    """The number has a unit or a scale: "unter 5 Prozent", not "unter 20 Soldaten"."""
    PLACE = "place"
    """A preposition or a form of "to be" precedes it: "mit an die 20 Soldaten", not "Orden an die 20 Soldaten"."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """The effect of a hedging phrase on a number, and its condition."""

    qualifier: Qualifier
    proof: Proof = Proof.NONE
    not_after: frozenset[str] = frozenset()
    """Words before it that change its sense: "wie etwa"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of one language, in lower case."""

    hedges: dict[str, dict[tuple[str, ...], Hedge]] = field(default_factory=dict)
    """Hedging phrases, by their first word and then by all of their words."""
    takers: dict[str, re.Pattern[str]] = field(default_factory=dict)
    """Preposition → parts of words that govern it ("Bericht über …"), so that it does not hedge."""
    certain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Preposition → beginnings of words that, directly before it, make it only a preposition: "verfügt über"."""
    settling: frozenset[str] = frozenset()
    """Prepositions: directly before another one ("mit über 20"), that one hedges."""
    verbs: frozenset[str] = frozenset()
    """Auxiliaries and other verbs that no noun phrase reaches across."""
    transparent: frozenset[str] = frozenset()
    """Words between hedge and number, or number and noun, that change neither."""
    refusing: frozenset[str] = frozenset()
    """Words before a number that refuse or change it: negations, rates, comparisons."""
    labels: frozenset[str] = frozenset()
    """Words before a number that is a name: "Artikel 4"."""
    label_endings: tuple[str, ...] = ()
    yearly: frozenset[str] = frozenset()
    """Words before a year."""
    months: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    """Words after a time of day."""
    fractions: frozenset[str] = frozenset()
    """Words after a number that make it a fraction, a multiple or a loose figure: "20 odd"."""
    parts: re.Pattern[str] = re.compile(r"(?!)")
    """Words that make a time or a fraction of the next number: "halb sechs", "dreiviertel Millionen"."""
    loose_ends: frozenset[tuple[str, ...]] = frozenset()
    """Phrases after a number, or its noun, that make it a loose figure: "20 or so"."""
    ratios: frozenset[tuple[str, ...]] = frozenset()
    """Words between two numbers whose combination no amount can represent: "neun von zehn"."""
    ones: frozenset[str] = frozenset()
    """Words for one and nothing that are numbers only here: "drei zu eins", "one in five"."""
    lists: frozenset[str] = frozenset()
    """Words between two numbers of one kind: "Artikel 4 und 5"."""
    ranges: frozenset[tuple[str, ...]] = frozenset()
    """Words between the ends of a range."""
    between: frozenset[str] = frozenset()
    pair: str = ""
    """The word between the ends of a range after `between`."""
    scores: frozenset[str] = frozenset()
    open_ends: dict[str, dict[tuple[str, ...], Hedge]] = field(default_factory=dict)
    """Hedges after the number, likewise: "20 oder mehr"."""
    functions: frozenset[str] = frozenset()
    """Words, never nouns, that are capitalised before a number only at the beginning of a sentence."""
    scales: dict[str, Decimal] = field(default_factory=dict)
    vague: dict[str, Decimal] = field(default_factory=dict)
    """Plural without a number → the least number it means."""
    several: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    """English plurals that do not end in -s."""


def phrase_set(text: str) -> frozenset[tuple[str, ...]]:
    """Split text at its commas into a set of phrases."""
    return frozenset(vocabulary(phrase) for phrase in text.split(","))


def hedge_table(*rows: tuple[Hedge, str]) -> dict[str, dict[tuple[str, ...], Hedge]]:
    """Build the table of `Lexicon.hedges` from rows of a hedge and its comma-separated phrases."""
    table: dict[str, dict[tuple[str, ...], Hedge]] = {}
    for hedge, phrases in rows:
        for phrase in map(vocabulary, phrases.split(",")):
            table.setdefault(phrase[0], {})[phrase] = hedge
    return table


def numbers(table: dict[int, str]) -> dict[str, Decimal]:
    """Map each word to its number, from running text by number."""
    return {word: Decimal(number) for number, words in table.items() for word in words.split()}


def stems(text: str) -> re.Pattern[str]:
    """Build a pattern for words that contain one of these parts."""
    return re.compile("|".join(map(re.escape, vocabulary(text))))


#: The empty vocabulary for other languages.
UNKNOWN = Lexicon()
