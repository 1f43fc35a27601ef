"""Read the parts of a number after its noun: the time of a rate ("20 pro Tag"), cents ("15 Euro 50")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from mkdocs_dossier.language.numbers.context import Candidate
from mkdocs_dossier.language.numbers.phrases import numeral_at
from mkdocs_dossier.language.numbers.tokens import TokenizedText, noun_after
from mkdocs_dossier.language.units import is_currency, measures_time, unit_of
from mkdocs_dossier.language.words import joined, word_set

#: Words that turn the time before them into a point in time: "20 soldiers a day earlier".
_POINTS = word_set("ago earlier later before after old long")
#: As in "12 Euro die Stunde".
_THE = word_set("die das den")
_TWO_DIGITS = re.compile("[0-9]{2}")


class Rate(NamedTuple):
    """The denominator of a rate."""

    time: str = ""
    """The sign of the time unit, or an empty string."""
    refused: bool = False
    """Whether the denominator is a number: "20 Fälle pro 100.000 Einwohner"."""


def rate_after(tokens: TokenizedText, candidate: Candidate) -> Rate:
    """Read the denominator of a rate after its noun, or directly before the number ("täglich 20 Raketen")."""
    index, language = candidate.after, tokens.language
    key, often = tokens.key(index), tokens.lexicon.often
    if (before := tokens.key_before(candidate.first)) in often:
        return Rate(often[before])
    if key in often:
        return Rate(often[key])
    if key in _THE and is_currency(candidate.unit) and not joined(tokens.words, index + 2):
        time = unit_of(tokens.words[index + 1].text, language) if joined(tokens.words, index + 1) else ""
        return Rate(time if measures_time(time) else "")
    im = language == "de" and key == "im"
    if key not in tokens.lexicon.per and not im and key != "auf":
        return Rate()
    following = tokens.key(index + 1)
    if not following:
        return Rate()
    if key in ("pro", "je", "per", "auf") and (numeral := numeral_at(tokens.words, index + 1, language)):
        return Rate(refused=key != "auf" or numeral.value in (1000, 10_000, 100_000, 1_000_000))
    time = unit_of(tokens.words[index + 1].text, language)
    if not measures_time(time) or tokens.key(index + 2) in _POINTS:
        return Rate()
    # "20 Soldaten im Jahr 2022", "im Monat darauf" are points in time; at the end of a clause it is a rate.
    return Rate() if im and joined(tokens.words, index + 2) else Rate(time)


class Cents(NamedTuple):
    """The part of an amount of money after its currency."""

    value: Decimal
    next: int
    refused: bool = False


def cents_after(tokens: TokenizedText, unit: str, index: int) -> Cents | None:
    """Read "50" of "15 Euro 50", "und 50 Cent" of "15 Euro und 50 Cent"; None if there are no cents.

    Args:
        tokens: The words and their language.
        unit: The sign of the number's currency.
        index: The index of the word after the currency.

    """
    if not is_currency(unit) or not joined(tokens.words, index):
        return None
    at = index + 1 if tokens.key(index) in ("und", "and") else index
    numeral = numeral_at(tokens.words, at, tokens.language) if joined(tokens.words, at) else None
    if numeral is None or numeral.upper is not None or numeral.unit:
        return None
    named = tokens.key(numeral.next) in tokens.lexicon.cents
    if not named and (at > index or noun_after(tokens, numeral.next)[0]):
        return None
    two_digits = numeral.next == at + 1 and _TWO_DIGITS.fullmatch(tokens.words[at].text) is not None
    whole = numeral.value < 100 and numeral.value == numeral.value.to_integral_value()
    refused = not whole or not (named or two_digits)
    return Cents(numeral.value / 100, numeral.next + named, refused)
