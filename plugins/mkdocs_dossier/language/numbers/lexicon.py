"""What a language must bring for its numbers to be read: hedges, scales, and the words that make a number none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.model.amounts import Qualifier


class Proof(StrEnum):
    """What must hold before an ambiguous word is taken as a hedge."""

    NONE = "none"
    LARGE = "large"
    """The number is a measure, has a scale, or is above twelve: "über 20 Soldaten", not "über zwei Häfen"."""
    MEASURE = "measure"
    """The number has a unit or a scale: "unter 5 Prozent", not "unter 20 Soldaten"."""
    PLACE = "place"
    """A preposition or a verb of being stands before it: "mit an die 20 Soldaten", not "Orden an die 20 Soldaten"."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedging phrase makes of a number, and what must hold for it to hedge at all."""

    qualifier: Qualifier
    proof: Proof = Proof.NONE
    not_after: frozenset[str] = frozenset()
    """Words before it that give it another sense: "wie etwa"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of one language; all words in small letters."""

    hedges: dict[str, dict[tuple[str, ...], Hedge]] = field(default_factory=dict)
    """Hedging phrases, by their first word and then by all of their words."""
    takers: dict[str, re.Pattern[str]] = field(default_factory=dict)
    """Preposition → parts of words that govern it ("Bericht über …"), so that it does not hedge."""
    certain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Preposition → beginnings of words that, directly before it, leave it no other sense: "verfügt über"."""
    settling: frozenset[str] = frozenset()
    """Prepositions: directly before another one ("mit über 20"), that one hedges."""
    verbs: frozenset[str] = frozenset()
    """Auxiliaries and other verbs that no noun phrase reaches across."""
    transparent: frozenset[str] = frozenset()
    """Words between hedge and number, or number and noun, that change neither."""
    refusing: frozenset[str] = frozenset()
    """Words before a number that make it none, or another one: negations, rates, comparisons."""
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
    """Words before a number that make the two a time or a fraction: "halb sechs", "dreiviertel Millionen"."""
    loose_ends: frozenset[tuple[str, ...]] = frozenset()
    """Phrases after a number, or its noun, that make it a loose figure: "20 or so"."""
    ratios: frozenset[tuple[str, ...]] = frozenset()
    """Words between two numbers that belong together in a way no amount can hold: "neun von zehn"."""
    ones: frozenset[str] = frozenset()
    """Words for one and nothing that are no number elsewhere: "drei zu eins", "one in five"."""
    lists: frozenset[str] = frozenset()
    """Words between two numbers of one kind: "Artikel 4 und 5"."""
    ranges: frozenset[tuple[str, ...]] = frozenset()
    """Words between the ends of a range."""
    between: frozenset[str] = frozenset()
    pair: str = ""
    """The word between the ends of a range after `between`."""
    scores: frozenset[str] = frozenset()
    open_ends: dict[tuple[str, ...], Qualifier] = field(default_factory=dict)
    """Hedges after the number: "20 oder mehr"."""
    functions: frozenset[str] = frozenset()
    """Words that may stand capitalised before a number only because they begin a sentence; no noun is among them."""
    scales: dict[str, Decimal] = field(default_factory=dict)
    vague: dict[str, Decimal] = field(default_factory=dict)
    """Plurals without a number, and the least they stand for."""
    several: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    """English plurals that do not end in -s."""
    open_end_words: frozenset[str] = field(init=False)
    """The words with which hedges after the number begin."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "open_end_words", frozenset(phrase[0] for phrase in self.open_ends))


def word_set(text: str) -> frozenset[str]:
    """A set of words written as running text."""
    return frozenset(vocabulary(text))


def phrase_set(text: str) -> frozenset[tuple[str, ...]]:
    """A set of phrases parted by commas."""
    return frozenset(vocabulary(phrase) for phrase in text.split(","))


def hedge_table(rows: tuple[tuple[Hedge, str], ...]) -> dict[str, dict[tuple[str, ...], Hedge]]:
    """The table of `Lexicon.hedges` from rows of a hedge and its phrases, which are parted by commas."""
    table: dict[str, dict[tuple[str, ...], Hedge]] = {}
    for hedge, phrases in rows:
        for phrase in map(vocabulary, phrases.split(",")):
            table.setdefault(phrase[0], {})[phrase] = hedge
    return table


#: The longest hedge, in words.
LONGEST_HEDGE = 4


def stems(text: str) -> re.Pattern[str]:
    """A pattern for words that contain one of these parts."""
    return re.compile("|".join(map(re.escape, vocabulary(text))))


#: For languages whose words we do not know.
UNKNOWN = Lexicon()
