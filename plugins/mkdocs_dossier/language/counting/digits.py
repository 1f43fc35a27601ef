"""Numbers in digits, with what may stick to them: "1 600 000", "20-25", "€5", "3,5%", and the scale that follows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from mkdocs_dossier.language.counting.numerals import HALF, LONGEST_DIGITS, digits_of
from mkdocs_dossier.language.counting.vocabularies import LEXICONS
from mkdocs_dossier.language.units import unit_of
from mkdocs_dossier.language.words import Word, joined, vocabulary
from mkdocs_dossier.model.amounts import Qualifier


class Numeral(NamedTuple):
    """A number, or the two ends of a range written as one word ("20-25"), before anything around it is weighed."""

    value: Decimal
    next: int
    """The index of the first word after it."""
    upper: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    plain: bool = False
    """Digits without separators, which may be a year or a name as well."""
    worded: bool = False
    scale: Decimal = Decimal(1)
    unsure: bool = False
    """Its only separator may part decimals or thousands: "1,600" in German."""


_DIGIT_WORD = re.compile(
    r"(?P<sign>[~≈><≥≤]?)(?P<money>US\$|[$€£¥₽₴₩]|)(?P<number>[0-9][0-9.,'’]*)"
    r"(?:[-–](?P<upper>[0-9][0-9.,'’]*))?(?P<rest>[^0-9]{0,9})"
)
_SIGNS = {
    "~": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
    ">": Qualifier.MORE_THAN,
    "<": Qualifier.LESS_THAN,
    "≥": Qualifier.AT_LEAST,
    "≤": Qualifier.AT_MOST,
}
#: Units that may stick to a number; "5g", "5m" and the like may be something else.
_STICKING = frozenset(
    vocabulary(
        "t kt kg km mm cm mi km² km2 ha m² m2 m³ qm % ‰ ° °C € $ £ ₽ ₴ EUR USD CHF kW MW GW kWh MWh GWh TWh km/h"
    )
)
_GROUP_SPACES = frozenset((" ", "\u00a0", "\u202f", "\u2009"))
_VULGAR = {"½": HALF, "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def digits_at(words: list[Word], index: int, language: str) -> Numeral | None:
    """The number that begins with the digits at `index`, or None."""
    word = words[index].text
    if len(word) > LONGEST_DIGITS:
        return None
    match = _DIGIT_WORD.fullmatch(word)
    if match is None:
        return None
    rest, scale, unit = match["rest"], Decimal(1), ""
    number = match["number"]
    half = _VULGAR.get(rest)
    if half is not None:
        rest = ""
    elif rest:
        scale = _sticking_scale(rest, language, bool(match["money"]))
        unit = rest if rest in _STICKING else ""
        if scale == 1 and not unit:
            return None
    first = digits_of(number, language)
    upper = digits_of(match["upper"], language) if match["upper"] else None
    if first is None or (match["upper"] and (upper is None or match["sign"] or first.plain != upper.plain)):
        return None
    if half is not None and (upper is not None or not first.plain):
        return None
    end, value, plain = index + 1, first.value + (half or 0), first.plain and half is None
    if plain and word.isdigit() and len(word) <= 3 and word != "0":
        value, end = _spaced_groups(words, index)
        plain = end == index + 1
    money = unit_of(match["money"], language)
    numeral = Numeral(
        value * scale,
        end,
        upper=upper.value * scale if upper else None,
        qualifier=_SIGNS.get(match["sign"], Qualifier.EXACT),
        unit=money or unit_of(unit, language),
        plain=plain and scale == 1,
        scale=scale,
        unsure=first.unsure or bool(upper and upper.unsure),
    )
    return numeral if rest or (half is not None and numeral.upper) else scaled(words, numeral, language)


def _sticking_scale(rest: str, language: str, money: bool) -> Decimal:
    if language == "de" and rest[0] in "-–":
        return LEXICONS["de"].scales.get(rest[1:].lower(), Decimal(1))
    if language == "en" and (rest == "bn" or (rest in ("m", "b") and money)):
        return Decimal(10**6 if rest == "m" else 10**9)
    return Decimal(1)


def _spaced_groups(words: list[Word], index: int) -> tuple[Decimal, int]:
    """Thousands parted by spaces: "1 600 000"."""
    digits, end = words[index].text, index + 1
    while (
        end < len(words)
        and end - index < 5
        and words[end].gap in _GROUP_SPACES
        and len(words[end].text) == 3
        and words[end].text.isascii()
        and words[end].text.isdigit()
    ):
        digits += words[end].text
        end += 1
    return Decimal(digits), end


def scaled(words: list[Word], numeral: Numeral, language: str) -> Numeral:
    """The number with the scale that may follow it: "Millionen", "Tsd.", "dozen"."""
    if not joined(words, numeral.next):
        return numeral
    key = words[numeral.next].key
    scale = LEXICONS[language].scales.get(key) if language in LEXICONS else None
    if scale is None or numeral.scale != 1:
        return numeral
    return numeral._replace(
        value=numeral.value * scale,
        upper=None if numeral.upper is None else numeral.upper * scale,
        next=numeral.next + 1,
        scale=scale,
        plain=False,
        unsure=False,
    )
