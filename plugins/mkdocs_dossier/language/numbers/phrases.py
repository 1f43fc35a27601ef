"""Read numbers of one or more words: "5 Millionen", "eine halbe Million", "two and a half million"."""

import re
from decimal import Decimal

from mkdocs_dossier.language.numbers.numerals import (
    HALF,
    LONGEST_DIGITS,
    Numeral,
    digits_at,
    digits_of,
    english_word,
    german_word,
    scaled,
)
from mkdocs_dossier.language.numbers.tokens import LEXICONS, TokenizedText
from mkdocs_dossier.language.words import joined, vocabulary, word_set
from mkdocs_dossier.model.amounts import Qualifier

#: The largest number that is read.
LARGEST = Decimal(10) ** 15
_HALVES = word_set("halbe halber halben halbes")
#: Nouns whose half is a number; half an hour or a year is rarely a count.
_HALVED = word_set("prozent prozentpunkt percent percentage")
#: Adjectives between the article and its scale: "eine knappe Million", "ein gutes Dutzend".
_DE_HEDGING = dict.fromkeys(vocabulary("knappe knappen knappes knapper knappem"), Qualifier.ALMOST) | dict.fromkeys(
    vocabulary("gute guten gutes guter gutem"), Qualifier.JUST_OVER
)
_ROUND = re.compile(r"10{2,5}")
_PARTS = {"half": HALF, "quarter": Decimal("0.25")}
_QUARTERS = {(one, "quarter"): _PARTS["quarter"] for one in ("", "a", "one")} | {("three", "quarters"): Decimal("0.75")}


def numeral_at(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read the number that begins at `index`, without looking back; in languages other than de and en only digits."""
    if index >= len(tokens.words):
        return None
    found = digits_at(tokens, index)
    if found is None and tokens.language in LEXICONS:
        found = _german_at(tokens, index) if tokens.language == "de" else _english_at(tokens, index)
    return found if found is not None and max(found.value, found.upper or 0) <= LARGEST else None


def joined_numeral_at(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read the number that begins at `index`, if only space separates it from the word before."""
    return numeral_at(tokens, index) if joined(tokens.words, index) else None


def is_unread(tokens: TokenizedText, index: int) -> bool:
    """Return whether the word at `index` contains unreadable digits."""
    figures = any(character.isnumeric() for character in tokens.words[index].text[:LONGEST_DIGITS])
    return figures and numeral_at(tokens, index) is None


def _german_at(tokens: TokenizedText, index: int) -> Numeral | None:
    key, following, lexicon = tokens.words[index].key, tokens.key(index + 1), tokens.lexicon
    if key in lexicon.vague:
        return _vague(tokens, index, "von")
    if key in lexicon.several:
        return _several(tokens, index + 1)
    if key == "ein" and following == "paar":
        return _several(tokens, index + 2)
    if key in lexicon.articles or key in ("die", "der", "halbe"):
        return _german_one(tokens, index)
    value = german_word(key)
    if value is None:
        return None
    if following == "hundert" and value < 10:
        return Numeral(value * 100, index + 2, worded=True, scale=Decimal(100))
    return scaled(tokens, Numeral(value, index + 1, worded=True))


def _german_one(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read an article as a number, only before a scale, "die halbe Million", or half a percent."""
    at, key, qualifier, factor = index, tokens.words[index].key, Qualifier.EXACT, Decimal(1)
    if key in tokens.lexicon.articles or (key in ("die", "der") and tokens.key(at + 1) in _HALVES):
        at, key = at + 1, tokens.key(at + 1)
        if key in _DE_HEDGING:
            qualifier = _DE_HEDGING[key]
            at, key = at + 1, tokens.key(at + 1)
    if key in _HALVES:
        at, key, factor = at + 1, tokens.key(at + 1), HALF
        if key in _HALVED:
            return Numeral(HALF, at, qualifier=qualifier, worded=True)
    scale = tokens.lexicon.singular.get(key) if at > index else None
    return None if scale is None else Numeral(factor * scale, at + 1, qualifier=qualifier, worded=True, scale=scale)


def _several(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read several of a round number as at least two: "mehrere hundert", "mehrere 10.000", "several 100"."""
    if not joined(tokens.words, index):
        return None
    word = tokens.words[index]
    digits = digits_of(word.text, tokens.language)
    if digits is not None and _ROUND.fullmatch(f"{digits.value:f}"):
        return _at_least(2 * digits.value, index + 1)
    least = tokens.lexicon.several_of.get(word.key)
    if least is None:
        return None
    lower = tokens.lexicon.scales.get(tokens.key(index + 1))  # "mehrere hundert Millionen"
    return _at_least(least, index + 1) if lower is None else _at_least(least * lower, index + 2)


def _vague(tokens: TokenizedText, index: int, of: str) -> Numeral:
    """Read "Dutzende", "Hunderte Millionen", "tens of thousands" as at least two of them."""
    vague, scales = tokens.lexicon.vague, tokens.lexicon.scales
    least, end = vague[tokens.words[index].key], index + 1
    after = end + 1 if tokens.key(end) == of else end
    scale = tokens.key(after)
    if scale in vague and least < 10**6:
        return _at_least(least * scales.get(scale.rstrip("s"), vague[scale] / 2), after + 1)
    return _at_least(least, end)


def _at_least(least: Decimal, end: int) -> Numeral:
    return Numeral(least, end, qualifier=Qualifier.AT_LEAST, worded=True, scale=least)


def _english_at(tokens: TokenizedText, index: int) -> Numeral | None:
    key, following, lexicon = tokens.words[index].key, tokens.key(index + 1), tokens.lexicon
    if key == "tens" and following == "of" and (plural := tokens.key(index + 2)) in lexicon.vague:
        unit = lexicon.vague[plural] / 2
        return _at_least(20 * unit, index + 3) if unit >= 1000 else None
    if key in lexicon.vague:
        return _vague(tokens, index, "of")
    if key in lexicon.several or (key == "a" and following == "few"):
        return _several(tokens, index + (2 if key == "a" else 1))
    if key in ("half", "quarter") or following in ("quarter", "quarters") or key.endswith("-quarters"):
        return _english_part(tokens, index)
    if key in lexicon.articles:
        scale = lexicon.scales.get(following)
        if (scale is None or following == "bn") and not (key == "one" and _and_a_part(tokens, index + 1)):
            return None
    return _english_number(tokens, index)


def _english_part(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read "half a million", "half a dozen", "three-quarters of a million", "half a percentage point"."""
    counted, _, part = tokens.words[index].key.rpartition("-")
    at = index + 1
    if part not in ("half", "quarter", "quarters"):
        counted, part, at = tokens.words[index].key, tokens.key(index + 1), index + 2
    factor = HALF if part == "half" else _QUARTERS.get((counted, part))
    if factor is None:
        return None
    if part != "half":
        if tokens.key(at) != "of":
            return None
        at += 1
    if tokens.key(at) != "a":
        return None
    if tokens.key(at + 1) in _HALVED:
        return Numeral(factor, at + 1, worded=True)
    scale = tokens.lexicon.scales.get(tokens.key(at + 1), Decimal(0))
    return Numeral(factor * scale, at + 2, worded=True, scale=scale) if scale >= 12 and scale != 100 else None


def _english_number(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read groups below a thousand with decreasing scales: "five hundred and twenty thousand two hundred"."""
    total, largest, at = Decimal(0), Decimal(1), index
    group = _below_thousand(tokens, index, article=True)
    while group is not None:
        value, at = group
        scale, at = _english_scale(tokens, at)
        if scale > 1 and (part := _and_a_part(tokens, at)):
            value, at = value + part, at + 3
        total, largest = total + value * scale, max(largest, scale)
        whole = value == value.to_integral_value()
        group = _lower_group(tokens, at, scale) if whole and scale >= 1000 else None
    return Numeral(total, at, worded=True, scale=largest) if total else None


def _lower_group(tokens: TokenizedText, index: int, limit: Decimal) -> tuple[Decimal, int] | None:
    """Read the group after a scale: "… thousand two hundred", "… thousand and twenty"."""
    linked = tokens.key(index) == "and"
    start = index + 1 if linked else index
    group = _below_thousand(tokens, start) if joined(tokens.words, start) else None
    if group is None:
        return None
    scale, _ = _english_scale(tokens, group[1])
    return None if scale >= limit or (linked and (group[0] >= 100 or scale > 1)) else group


def _below_thousand(tokens: TokenizedText, index: int, *, article: bool = False) -> tuple[Decimal, int] | None:
    """Read a number up to 999 with its "and a half"; return it and the index after it."""
    small = _below_hundred(tokens, index)
    if small is None and article and tokens.words[index].key in ("a", "an"):
        small = Decimal(1), index + 1
    if small is None and article and tokens.words[index].key == "hundred" and not joined(tokens.words, index):
        small = Decimal(1), index
    if small is None:
        return None
    value, end = small
    hundreds = value < 10 or (value < 100 and value % 10 and value != 19)
    if hundreds and (end == index or tokens.key(end) == "hundred"):
        value, end = value * 100, end + 1
        start = end + 1 if tokens.key(end) == "and" else end
        rest = _below_hundred(tokens, start) if joined(tokens.words, start) else None
        if rest is not None:
            value, end = value + rest[0], rest[1]
    if part := _and_a_part(tokens, end):
        value, end = value + part, end + 3
    return value, end


def _and_a_part(tokens: TokenizedText, index: int) -> Decimal | None:
    """Read "and a half" and "and a quarter" after a number."""
    linked = joined(tokens.words, index) and [word.key for word in tokens.words[index : index + 2]] == ["and", "a"]
    return _PARTS.get(tokens.key(index + 2)) if linked else None


def _below_hundred(tokens: TokenizedText, index: int) -> tuple[Decimal, int] | None:
    value = english_word(tokens.words[index].key) if index < len(tokens.words) else None
    if value is None:
        return None
    if value >= 20 and value % 10 == 0:
        ones = english_word(tokens.key(index + 1))
        if ones is not None and ones < 10:
            return value + ones, index + 2
    return value, index + 1


def _english_scale(tokens: TokenizedText, index: int) -> tuple[Decimal, int]:
    if (scale := tokens.lexicon.scales.get(tokens.key(index))) and scale != 100:
        return scale, index + 1
    return Decimal(1), index
