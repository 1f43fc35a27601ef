"""Read numbers within compounds, with their unit: "131-seitig", "60.000-Euro-Strafe", "20-year-old"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from mkdocs_dossier.language.numbers.digits import Numeral
from mkdocs_dossier.language.numbers.lexicon import LEXICONS
from mkdocs_dossier.language.numbers.numerals import LONGEST_DIGITS, digits_of, english_word, german_word
from mkdocs_dossier.language.numbers.tokens import TokenizedText
from mkdocs_dossier.language.units import dimension_of, is_currency, unit_of
from mkdocs_dossier.language.words import word_set

#: Endings with another meaning after "ein" and "zwei" as words: "einseitig", "zweiseitig".
_DE_FROM_THREE = word_set("seitig köpfig stöckig prozentig")
_DE_NOUN = re.compile(
    r"(?P<number>[0-9][0-9.,]*)-(?:(?P<scale>Millionen|Milliarden|Billionen|Mio|Mrd)\.?-)?(?P<unit>[^\W\d_]{1,20}|%)-[^\d]+"
)
#: Dimensions that are read, but not most lengths and times: "155-Millimeter-Granaten" and "35-Stunden-Woche" are names.
_DE_MEASURES = word_set("mass area energy power share")
_DE_LENGTHS = word_set("km m")

_EN_THINGS = word_set("page member storey story magnitude seat strong")
_EN_WORD = re.compile(
    r"(?P<number>[0-9][0-9.,]*|[a-z]+?(?:-[a-z]+)??)-(?:(?P<scale>million|billion|trillion)-)?(?P<unit>[a-z]+)(?:-olds?)?"
)


def compound_at(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read the number in a compound; None if it contains no number or is a name."""
    text, language = tokens.words[index].text, tokens.language
    if len(text) > LONGEST_DIGITS or ("-" not in text and language != "de"):
        return None
    found = number_and_unit(text, language)
    if found is None:
        return None
    return Numeral(found[0], index + 1, unit=found[1], worded=True, closed=True, compound=True)


@lru_cache(maxsize=20_000)
def number_and_unit(word: str, language: str) -> tuple[Decimal, str] | None:
    """Return the number in a word, and the sign of its unit; None if it contains no number or is a name."""
    match language:
        case "de":
            return _german_adjective(word) or _german_noun(word)
        case "en":
            return _english(word)
    return None


@cache
def _adjective() -> re.Pattern[str]:
    kinds = "|".join(LEXICONS["de"].counting_endings)
    return re.compile(rf"(?P<number>[0-9][0-9.,]*-|[a-zäöüß]+)(?P<kind>{kinds})(?:e[rsnm]?)?")


def _german_adjective(text: str) -> tuple[Decimal, str] | None:
    match = _adjective().fullmatch(text.lower())
    if match is None:
        return None
    number, kind = match["number"], match["kind"]
    unit = LEXICONS["de"].counting_endings[kind]
    if number.endswith("-"):
        digits = digits_of(number[:-1], "de")
        return (digits.value, unit) if digits and not digits.unsure else None
    if text[0].isupper() and not text[:1].isdigit() and kind != "jährig":
        return None
    value = Decimal(1) if number == "ein" else german_word(number)
    least = 3 if kind in _DE_FROM_THREE else 1
    return (value, unit) if value is not None and value >= least else None


def _german_noun(text: str) -> tuple[Decimal, str] | None:
    match = _DE_NOUN.fullmatch(text)
    if match is None:
        return None
    unit, digits = unit_of(match["unit"], "de"), digits_of(match["number"], "de")
    measured = is_currency(unit) or dimension_of(unit) in _DE_MEASURES or unit in _DE_LENGTHS
    if digits is None or digits.unsure or not measured:
        return None
    scale = LEXICONS["de"].scales[match["scale"].lower()] if match["scale"] else 1
    return digits.value * scale, unit


def _english(text: str) -> tuple[Decimal, str] | None:
    match = _EN_WORD.fullmatch(text)  # "Six-Day War" is a name
    if match is None:
        return None
    unit = unit_of(match["unit"], "en")
    digits = digits_of(match["number"], "en") if match["number"][0].isdigit() else None
    value = digits.value if digits and not digits.unsure else english_word(match["number"])
    if value is None or not (unit or match["unit"] in _EN_THINGS) or unit in ("mm", "cm"):
        return None
    scale = LEXICONS["en"].scales[match["scale"]] if match["scale"] else 1
    return value * scale, unit
