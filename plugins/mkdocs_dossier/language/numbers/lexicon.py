"""Define the vocabulary of a language for numbers: hedges, scales, and words that refuse a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mkdocs_dossier.language.word_lists import phrases, words_of_each
from mkdocs_dossier.language.words import word_set
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


HedgeTable = dict[str, dict[tuple[str, ...], Hedge]]
"""Phrases with their effect, by their first word and then by all of their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The vocabulary of one language, in lower case; `de/numbers.yml` says what each list is for."""

    hedges: HedgeTable = field(default_factory=dict)
    takers: dict[str, re.Pattern[str]] = field(default_factory=dict)
    certain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settling: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    label_endings: tuple[str, ...] = ()
    yearly: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    fractions: frozenset[str] = frozenset()
    parts: re.Pattern[str] = re.compile(r"(?!)")
    """Words that make a time or a fraction of the next number: "halb sechs", "dreiviertel Millionen"."""
    loose_ends: frozenset[tuple[str, ...]] = frozenset()
    ratios: frozenset[tuple[str, ...]] = frozenset()
    ones: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    ranges: frozenset[tuple[str, ...]] = frozenset()
    between: frozenset[str] = frozenset()
    pair: str = ""
    scores: frozenset[str] = frozenset()
    open_ends: HedgeTable = field(default_factory=dict)
    functions: frozenset[str] = frozenset()
    scales: dict[str, Decimal] = field(default_factory=dict)
    """Word → its number."""
    vague: dict[str, Decimal] = field(default_factory=dict)
    """Plural without a number → the least number it means."""
    several: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    unread_scales: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    often: dict[str, str] = field(default_factory=dict)
    cents: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    first_parts: frozenset[str] = frozenset()
    parts_around: frozenset[str] = frozenset()
    singular: dict[str, Decimal] = field(default_factory=dict)
    several_of: dict[str, Decimal] = field(default_factory=dict)
    changes: frozenset[str] = frozenset()
    counting_endings: dict[str, str] = field(default_factory=dict)
    shares: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    each: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    times: dict[str, Decimal] = field(default_factory=dict)
    wholes: frozenset[str] = frozenset()
    otherwise: frozenset[str] = frozenset()
    of_two: frozenset[str] = frozenset()
    undivided: frozenset[str] = frozenset()


def _hedges(rows: list[dict[str, str]]) -> HedgeTable:
    table: HedgeTable = {}
    for row in rows:
        proof = Proof(row.get("proof", Proof.NONE))
        hedge = Hedge(Qualifier[row["means"].upper()], proof, word_set(row.get("not_after", "")))
        for phrase in phrases(row["phrases"]):
            table.setdefault(phrase[0], {})[phrase] = hedge
    return table


LEXICONS = words_of_each(Lexicon, "numbers.yml", {"HedgeTable": _hedges})

#: The empty vocabulary for other languages.
UNKNOWN = Lexicon()
