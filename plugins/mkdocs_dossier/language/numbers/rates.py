"""Read the parts of a number after its noun: the time of a rate ("20 pro Tag"), cents ("15 Euro 50")."""

from __future__ import annotations

import re

from mkdocs_dossier.language.numbers.context import Candidate
from mkdocs_dossier.language.numbers.phrases import joined_numeral_at, numeral_at
from mkdocs_dossier.language.numbers.tokens import TokenizedText, noun_after
from mkdocs_dossier.language.units import is_currency, measures_time, unit_of
from mkdocs_dossier.language.words import joined, word_set

#: Words that turn the time before them into a point in time: "20 soldiers a day earlier".
_POINTS = word_set("ago earlier later before after old long")
#: As in "12 Euro die Stunde".
_THE = word_set("die das den")
_TWO_DIGITS = re.compile("[0-9]{2}")


def with_rest(tokens: TokenizedText, candidate: Candidate) -> Candidate:
    """Add the cents after a currency, and the time unit of a rate."""
    candidate = _with_cents(tokens, candidate)
    time = _time_of_rate(tokens, candidate)
    if time is None:
        return candidate._replace(refused=True)
    return candidate._replace(unit=f"{candidate.unit}/{time}") if time else candidate


def _time_of_rate(tokens: TokenizedText, candidate: Candidate) -> str | None:
    """Read the time unit of a rate after its noun, or directly before the number ("täglich 20 Raketen").

    None stands for a number as in "20 Fälle pro 100.000 Einwohner", an empty string for no rate.
    """
    index, words, often = candidate.after, tokens.words, tokens.lexicon.often
    key, before = tokens.key(index), tokens.key_before(candidate.first)
    if before in often or key in often:
        return often.get(before) or often[key]
    if key in _THE and is_currency(candidate.unit) and not joined(words, index + 2):
        time = unit_of(words[index + 1].text, tokens.language) if joined(words, index + 1) else ""
        return time if measures_time(time) else ""
    im = tokens.language == "de" and key == "im"
    if not (key in tokens.lexicon.per or im or key == "auf") or not tokens.key(index + 1):
        return ""
    if key in ("pro", "je", "per", "auf") and (numeral := numeral_at(tokens, index + 1)):
        return None if key != "auf" or numeral.value in (1000, 10_000, 100_000, 1_000_000) else ""
    time = unit_of(words[index + 1].text, tokens.language)
    if not measures_time(time) or tokens.key(index + 2) in _POINTS:
        return ""
    # "20 Soldaten im Jahr 2022", "im Monat darauf" are points in time; at the end of a clause it is a rate.
    return "" if im and joined(words, index + 2) else time


def _with_cents(tokens: TokenizedText, candidate: Candidate) -> Candidate:
    """Add "50" of "15 Euro 50", "und 50 Cent" of "15 Euro und 50 Cent"."""
    index = candidate.after
    if candidate.upper is not None or not is_currency(candidate.unit) or not joined(tokens.words, index):
        return candidate
    at = index + 1 if tokens.key(index) in ("und", "and") else index
    numeral = joined_numeral_at(tokens, at)
    if numeral is None or numeral.upper is not None or numeral.unit:
        return candidate
    named = tokens.key(numeral.next) in tokens.lexicon.cents
    if not named and (at > index or noun_after(tokens, numeral.next)[0]):
        return candidate
    two_digits = numeral.next == at + 1 and _TWO_DIGITS.fullmatch(tokens.words[at].text) is not None
    whole = numeral.value < 100 and numeral.value == numeral.value.to_integral_value()
    refused = candidate.refused or not whole or not (named or two_digits)
    value, end = candidate.value + numeral.value / 100, numeral.next + named
    return candidate._replace(value=value, next=end, after=end, noun="", refused=refused)
