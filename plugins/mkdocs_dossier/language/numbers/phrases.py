"""Read numbers of one or more words: "5 Millionen", "eine halbe Million", "two and a half million"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from mkdocs_dossier.language.numbers.digits import Numeral, digits_at, scaled
from mkdocs_dossier.language.numbers.lexicon import LEXICONS, UNKNOWN, Lexicon
from mkdocs_dossier.language.numbers.numerals import HALF, LONGEST_DIGITS, digits_of, english_word, german_word
from mkdocs_dossier.language.words import Word, joined, vocabulary, word_set
from mkdocs_dossier.model.amounts import Qualifier

#: The largest number that is read.
LARGEST = Decimal(10) ** 15


def numeral_at(words: list[Word], index: int, language: str) -> Numeral | None:
    """Read the number that begins at `index`, without looking back.

    Args:
        words: The words of the text.
        index: The index of its first word.
        language: `de`, `en`, or another language, of which only digits are read.
    """
    if index >= len(words):
        return None
    lexicon = LEXICONS.get(language, UNKNOWN)
    found = digits_at(words, index, language)
    if found is None and language == "de":
        found = _german_at(words, index, lexicon)
    elif found is None and language == "en":
        found = _english_at(words, index, lexicon)
    return found if found is not None and max(found.value, found.upper or 0) <= LARGEST else None


def is_unread(words: list[Word], index: int, language: str) -> bool:
    """Whether the word at `index` contains unreadable digits; the arguments are those of `numeral_at`."""
    figures = any(character.isnumeric() for character in words[index].text[:LONGEST_DIGITS])
    return figures and numeral_at(words, index, language) is None


# German


_HALVES = word_set("halbe halber halben halbes")
#: Nouns whose half is a number; half an hour or a year is rarely a count.
_HALVED = word_set("prozent prozentpunkt percent percentage")
#: Adjectives between the article and its scale: "eine knappe Million", "ein gutes Dutzend".
_DE_HEDGING = dict.fromkeys(vocabulary("knappe knappen knappes knapper knappem"), Qualifier.ALMOST) | dict.fromkeys(
    vocabulary("gute guten gutes guter gutem"), Qualifier.JUST_OVER
)


def counts(word: str, language: str) -> bool:
    """Whether a word is one of those of which every number without a digit and a numeral contains one."""
    lexicon = LEXICONS[language]
    if language == "de":
        return any(word in scales for scales in (lexicon.vague, lexicon.singular, lexicon.several_of))
    return word in lexicon.vague or word in lexicon.scales


def _german_at(words: list[Word], index: int, lexicon: Lexicon) -> Numeral | None:
    word = words[index]
    if word.key in lexicon.vague:
        return _vague(words, index, lexicon, "von")
    several = _after_several(words, index, lexicon)
    if several:
        return _several(words, several, lexicon.several_of, "de")
    if word.key in lexicon.articles or word.key in ("die", "der", "halbe"):
        return _german_one(words, index, lexicon)
    value = german_word(word.key)
    if value is None:
        return None
    following = words[index + 1].key if joined(words, index + 1) else ""
    if following == "hundert" and value < 10:
        return Numeral(value * 100, index + 2, worded=True, scale=Decimal(100))
    return scaled(words, Numeral(value, index + 1, worded=True), "de")


def _german_one(words: list[Word], index: int, lexicon: Lexicon) -> Numeral | None:
    """Read an article as a number, only before a scale, "die halbe Million", or half a percent."""
    at, factor = index, Decimal(1)
    if words[at].key in lexicon.articles or (
        words[at].key in ("die", "der") and joined(words, at + 1) and words[at + 1].key in _HALVES
    ):
        at += 1
    if at > index and not joined(words, at):
        return None
    qualifier = _DE_HEDGING.get(words[at].key, Qualifier.EXACT) if at > index else Qualifier.EXACT
    if qualifier is not Qualifier.EXACT:
        at += 1
        if not joined(words, at):
            return None
    if at < len(words) and words[at].key in _HALVES:
        at, factor = at + 1, HALF
        if not joined(words, at):
            return None
    elif at == index:
        return None
    if factor is HALF and words[at].key in _HALVED:
        return Numeral(HALF, at, qualifier=qualifier, worded=True)
    scale = lexicon.singular.get(words[at].key)
    return None if scale is None else Numeral(factor * scale, at + 1, qualifier=qualifier, worded=True, scale=scale)


def _after_several(words: list[Word], index: int, lexicon: Lexicon) -> int:
    """Return the index after "mehrere" or "ein paar"; 0 if there is neither."""
    if words[index].key in lexicon.several:
        return index + 1
    if words[index].key == "ein" and joined(words, index + 1) and words[index + 1].key == "paar":
        return index + 2
    return 0


_ROUND = re.compile(r"10{2,5}")


def _several(words: list[Word], index: int, scales: Mapping[str, Decimal], language: str) -> Numeral | None:
    """Read several of a round number as at least two: "mehrere hundert", "mehrere 10.000", "several 100"."""
    if not joined(words, index):
        return None
    digits = digits_of(words[index].text, language)
    if digits is not None and _ROUND.fullmatch(f"{digits.value:f}"):
        return _at_least(2 * digits.value, index + 1)
    least = scales.get(words[index].key)
    return None if least is None else _at_least(least, index + 1)


def _vague(words: list[Word], index: int, lexicon: Lexicon, of: str) -> Numeral:
    """Read "Dutzende", "Hunderte Millionen", "tens of thousands" as at least two of them."""
    least, end = lexicon.vague[words[index].key], index + 1
    after = end + 1 if joined(words, end) and words[end].key == of else end
    if joined(words, after) and words[after].key in lexicon.vague and least < 10**6:
        least *= lexicon.scales.get(words[after].key.rstrip("s"), lexicon.vague[words[after].key] / 2)
        end = after + 1
    return _at_least(least, end)


def _at_least(least: Decimal, end: int) -> Numeral:
    return Numeral(least, end, qualifier=Qualifier.AT_LEAST, worded=True, scale=least)


# English


def _english_at(words: list[Word], index: int, lexicon: Lexicon) -> Numeral | None:
    key = words[index].key
    following = words[index + 1].key if joined(words, index + 1) else ""
    if key == "tens" and following == "of" and joined(words, index + 2) and words[index + 2].key in lexicon.vague:
        unit = lexicon.vague[words[index + 2].key] / 2
        return _at_least(20 * unit, index + 3) if unit >= 1000 else None
    if key in lexicon.vague:
        return _vague(words, index, lexicon, "of")
    if key in lexicon.several or (key == "a" and following == "few"):
        least = _several(words, index + (2 if key == "a" else 1), _several_english(), "en")
        if least is None or not joined(words, least.next):
            return least
        lower = lexicon.scales.get(words[least.next].key)
        return least if lower is None else _at_least(least.value * lower, least.next + 1)
    if key in ("half", "quarter") or following in ("quarter", "quarters") or key.endswith("-quarters"):
        return _english_part(words, index, lexicon)
    if key in lexicon.articles:
        scale = lexicon.scales.get(following)
        if (scale is None or following == "bn") and not (key == "one" and _and_a_part(words, index + 1)):
            return None
    return _english_number(words, index, lexicon)


def _english_part(words: list[Word], index: int, lexicon: Lexicon) -> Numeral | None:
    """Read "half a million", "half a dozen", "three-quarters of a million", "half a percentage point"."""
    counted, _, part = words[index].key.rpartition("-")
    at = index + 1
    if part not in ("half", "quarter", "quarters"):
        counted, part, at = words[index].key, words[index + 1].key, index + 2
    factor = HALF if part == "half" else _QUARTERS.get((counted, part))
    if factor is None:
        return None
    if part != "half":
        if not joined(words, at) or words[at].key != "of":
            return None
        at += 1
    if not (joined(words, at) and words[at].key == "a" and joined(words, at + 1)):
        return None
    if words[at + 1].key in _HALVED:
        return Numeral(factor, at + 1, worded=True)
    scale = lexicon.scales.get(words[at + 1].key, Decimal(0))
    return Numeral(factor * scale, at + 2, worded=True, scale=scale) if scale >= 12 and scale != 100 else None


_QUARTERS = {
    ("", "quarter"): Decimal("0.25"),
    ("a", "quarter"): Decimal("0.25"),
    ("one", "quarter"): Decimal("0.25"),
    ("three", "quarters"): Decimal("0.75"),
}


@cache
def _several_english() -> dict[str, Decimal]:
    """Return English scale → the least number that "several" of it means."""
    return {scale: 2 * value for scale, value in LEXICONS["en"].scales.items()}


def _english_number(words: list[Word], index: int, lexicon: Lexicon) -> Numeral | None:
    """Read groups below a thousand with decreasing scales: "five hundred and twenty thousand two hundred"."""
    total, largest, at = Decimal(0), Decimal(1), index
    group = _below_thousand(words, index, article=True)
    while group is not None:
        value, at = group
        scale, at = _english_scale(words, at, lexicon)
        if scale > 1 and (part := _and_a_part(words, at)):
            value, at = value + part, at + 3
        total, largest = total + value * scale, max(largest, scale)
        whole = value == value.to_integral_value()
        group = _lower_group(words, at, scale, lexicon) if whole and scale >= 1000 else None
    return Numeral(total, at, worded=True, scale=largest) if total else None


def _lower_group(words: list[Word], index: int, limit: Decimal, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    """Read the group after a scale: "… thousand two hundred", "… thousand and twenty"."""
    linked = joined(words, index) and words[index].key == "and"
    start = index + 1 if linked else index
    group = _below_thousand(words, start) if joined(words, start) else None
    if group is None:
        return None
    scale, _ = _english_scale(words, group[1], lexicon)
    return None if scale >= limit or (linked and (group[0] >= 100 or scale > 1)) else group


def _below_thousand(words: list[Word], index: int, *, article: bool = False) -> tuple[Decimal, int] | None:
    """Read a number up to 999 with its "and a half"; return it and the index after it."""
    small = _below_hundred(words, index)
    if small is None and article and words[index].key in ("a", "an"):
        small = Decimal(1), index + 1
    if small is None and article and words[index].key == "hundred" and not joined(words, index):
        small = Decimal(1), index
    if small is None:
        return None
    value, end = small
    hundreds = value < 10 or (value < 100 and value % 10 and value != 19)
    if hundreds and end < len(words) and (end == index or joined(words, end)) and words[end].key == "hundred":
        value, end = value * 100, end + 1
        start = end + 1 if joined(words, end) and words[end].key == "and" else end
        rest = _below_hundred(words, start) if joined(words, start) else None
        if rest is not None:
            value, end = value + rest[0], rest[1]
    if part := _and_a_part(words, end):
        value, end = value + part, end + 3
    return value, end


_PARTS = {"half": HALF, "quarter": Decimal("0.25")}


def _and_a_part(words: list[Word], index: int) -> Decimal | None:
    """Read "and a half" and "and a quarter" after a number."""
    linked = joined(words, index) and [word.key for word in words[index : index + 2]] == ["and", "a"]
    return _PARTS.get(words[index + 2].key) if linked and joined(words, index + 2) else None


def _below_hundred(words: list[Word], index: int) -> tuple[Decimal, int] | None:
    value = english_word(words[index].key) if index < len(words) else None
    if value is None:
        return None
    if value >= 20 and value % 10 == 0 and joined(words, index + 1):
        ones = english_word(words[index + 1].key)
        if ones is not None and ones < 10:
            return value + ones, index + 2
    return value, index + 1


def _english_scale(words: list[Word], index: int, lexicon: Lexicon) -> tuple[Decimal, int]:
    if joined(words, index) and (scale := lexicon.scales.get(words[index].key)) and scale != 100:
        return scale, index + 1
    return Decimal(1), index
