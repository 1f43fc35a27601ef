"""Split a text into words, with the vocabulary of its language for numbers, and find the noun after a number."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mkdocs_dossier.language.units import is_currency, measures_time, unit_of
from mkdocs_dossier.language.word_lists import phrases, words_of_each
from mkdocs_dossier.language.words import Word, joined, word_set, words_of
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


def _hedges(rows: list[dict[str, str]]) -> HedgeTable:
    table: HedgeTable = {}
    for row in rows:
        proof = Proof(row.get("proof", Proof.NONE))
        hedge = Hedge(Qualifier[row["means"].upper()], proof, word_set(row.get("not_after", "")))
        for phrase in phrases(row["phrases"]):
            table.setdefault(phrase[0], {})[phrase] = hedge
    return table


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The vocabulary of one language, in lower case; `de/numbers.yml` says what each list is for."""

    hedges: HedgeTable = field(default_factory=dict, metadata={"read": _hedges})
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
    open_ends: HedgeTable = field(default_factory=dict, metadata={"read": _hedges})
    functions: frozenset[str] = frozenset()
    numerals: dict[str, int] = field(default_factory=dict)
    tens: dict[str, int] = field(default_factory=dict)
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

    def names_part(self, key: str) -> bool:
        """Return whether a share or multiple may contain the word: all have one, or a digit, or a numeral."""
        return any(key in words for words in (self.half, self.shares, self.ordinals, self.times))


LEXICONS = words_of_each(Lexicon, "numbers.yml")
#: The empty vocabulary for other languages.
UNKNOWN = Lexicon()


_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_NOUN_REACH = 5


class TokenizedText:
    """The words of a text, and the vocabulary of its language; that of an unknown one is empty."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.words = text, words_of(text)
        self.language, self.lexicon = language, LEXICONS.get(language, UNKNOWN)

    def key(self, index: int) -> str:
        """Return the word at `index` if only space separates it from the one before, else an empty string."""
        words = self.words
        return words[index].key if 0 < index < len(words) and words[index].joined else ""

    def key_before(self, index: int) -> str:
        """Return the word before `index` if only space separates them, else an empty string."""
        return self.words[index - 1].key if joined(self.words, index) else ""

    def words_before(self, index: int) -> list[str]:
        """Return the word before `index` and, if it is a modifier, the one before that."""
        before = self.key_before(index)
        return [before, self.key_before(index - 1)] if before in self.lexicon.modifiers else [before]

    def after_phrase(self, index: int, phrases: Collection[tuple[str, ...]]) -> int | None:
        """Return the index after the longest of `phrases` that is at `index` and joined on both sides."""
        first = self.key(index)
        if not first:
            return None
        alone = (first,) in phrases
        if (first, self.key(index + 1)) in phrases and not (alone and not joined(self.words, index + 2)):
            return index + 2
        return index + 1 if alone and joined(self.words, index + 1) else None

    def continues(self, index: int, words: tuple[str, ...]) -> bool:
        """Return whether these words are at `index`, joined to each other and to the word before them."""
        return all(self.key(at) == word for at, word in enumerate(words, index))

    def gap(self, index: int) -> str:
        """Return the text before the word at `index`, or after the last word."""
        if index < len(self.words):
            return self.words[index].gap
        return self.text[self.words[-1].end :][:10] if self.words else ""


def noun_after(tokens: TokenizedText, index: int) -> tuple[str, str, int]:
    """Return the noun as written, the sign of its unit, and the index after it."""
    if tokens.language not in LEXICONS:
        return "", "", index
    words, german = tokens.words, tokens.language == "de"
    start = index + (tokens.key(index) == ("von" if german else "of"))
    for at in range(start, start + _NOUN_REACH):
        if not joined(words, at):
            break
        word = words[at]
        sign, after = _unit_at(tokens, at)
        if sign and (german or at <= start + 1):
            end = after if sign == "%" or measures_time(sign) else _after_stuff(tokens, after)
            # "20 Millionen kanadische Dollar" are not US dollars.
            sign = "" if at > (index if german else start) and is_currency(sign) else sign
            return tokens.text[word.start : words[end - 1].end], sign, end
        if word.capitalised if german else word.key in tokens.lexicon.people or _is_english_plural(tokens, word):
            return word.text, "", at + 1
        if word.key in tokens.lexicon.verbs or word.key in tokens.lexicon.stops:
            break
        if german and word.key not in tokens.lexicon.modifiers and not word.key.endswith(_ADJECTIVE_ENDINGS):
            break
    return "", "", index


def _unit_at(tokens: TokenizedText, index: int) -> tuple[str, int]:
    """Return the sign of the unit at `index`, and the index after it."""
    words = tokens.words
    if joined(words, index + 1):
        sign = unit_of(f"{words[index].key} {words[index + 1].key}", tokens.language)
        if sign:
            return sign, index + 2
    return unit_of(words[index].text, tokens.language), index + 1


def _after_stuff(tokens: TokenizedText, index: int) -> int:
    """Return the index after what is measured: "20 Tonnen Stahl", "20 tonnes of steel"."""
    words = tokens.words
    if tokens.language == "de":
        return index + (joined(words, index) and words[index].capitalised and not unit_of(words[index].text, "de"))
    named = tokens.key(index) == "of" and joined(words, index + 1) and words[index + 1].key not in tokens.lexicon.stops
    return index + 2 if named else index


def _is_english_plural(tokens: TokenizedText, word: Word) -> bool:
    if word.key in tokens.lexicon.stops or len(word.key) < 4 or not word.key.endswith("s"):
        return False
    return not word.key.endswith(("ss", "us", "is", "'s", "’s", "always"))
