"""Read numerals of one word, and digits with their attached signs and the scale that follows.

As in "dreihundertfünfzig", "twenty-five", "1 600 000", "20-25", "€5", "3,5%".
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from mkdocs_dossier.language.numbers.tokens import LEXICONS, TokenizedText
from mkdocs_dossier.language.units import is_currency, unit_of
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.language.words import joined, word_set
from mkdocs_dossier.model.amounts import Qualifier

#: In characters: longer words are not read.
LONGEST_WORD = 80
#: In characters: longer strings of digits are not read.
LONGEST_DIGITS = 40

HALF = Decimal("0.5")
_INTEGER = re.compile(r"0|[1-9][0-9]*")
#: Language → (thousands mark, decimal mark); in other languages each mark is ambiguous.
MARKS = {"de": (".", ","), "en": (",", ".")}
_SWISS = ("'", "’")
_GROUPED = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ".,'’"}
#: Genitives: "zweier Häfen".
_DE_INFLECTED = {"zweier": 2, "dreier": 3}


class Digits(NamedTuple):
    """A number in digits; `plain` without any separator, `unsure` if a separator may mark decimals or thousands."""

    value: Decimal
    plain: bool = False
    unsure: bool = False


def digits_of(text: str, language: str) -> Digits | None:
    """Read digits as `language` groups them; None for any other form."""
    if len(text) > LONGEST_DIGITS:
        return None
    if _INTEGER.fullmatch(text):
        return Digits(Decimal(text), plain=True)
    if language not in MARKS:
        return next((d for mark in ".,'’" if text.count(mark) > 1 and (d := _grouped(text, mark))), None)
    thousands, point = MARKS[language]
    whole, comma, decimals = text.partition(point)
    if comma:
        base = _INTEGER.fullmatch(whole) or any(_grouped(whole, mark) for mark in (thousands, *_SWISS))
        if not base or not (decimals.isascii() and decimals.isdigit()):
            return None
        value = Decimal("".join(c for c in whole if c.isdigit()) + "." + decimals)
        return Digits(value, unsure=len(decimals) == 3 and whole.isdigit() and 0 < len(whole) < 4 and whole != "0")
    return next((d for mark in (thousands, *_SWISS) if (d := _grouped(text, mark))), None)


def lacks_scale(lower: Decimal, upper: Decimal) -> bool:
    """Return whether the lower end may lack the upper one's thousand: "50 bis 60.000", but not "500 bis 50.000"."""
    scale = next((s for s in (1000, 100) if upper % s == 0), 1)
    return lower < scale and lower * scale < upper


def _grouped(text: str, mark: str) -> Digits | None:
    return Digits(Decimal(text.replace(mark, ""))) if _GROUPED[mark].fullmatch(text) else None


@cache
def _below_100(language: str) -> dict[str, int]:
    """Map numerals to their values, with those of tens and ones as the language joins them."""
    ones, tens = LEXICONS[language].numerals, LEXICONS[language].tens
    written = "{one}und{ten}" if language == "de" else "{ten}-{one}"
    joining = [one for one, number in ones.items() if number < 10 and one not in ("eins", "zwo")]
    both = {written.format(one=one, ten=ten): ones[one] + tens[ten] for ten in tens for one in joining}
    return ones | tens | both


# Cached, because it is called for every word that may follow a number.
@lru_cache(maxsize=20_000)
def german_word(word: str) -> Decimal | None:
    """Return the value of a German numeral in lower case, up to 999 999, including halves ("zweieinhalb")."""
    if len(word) > LONGEST_WORD:
        return None
    word = word.replace("dreissig", "dreißig")
    if word in ("anderthalb", "eineinhalb"):
        return 1 + HALF
    if word.endswith("einhalb"):
        whole = _below_100("de").get(word.removesuffix("einhalb"), 0)
        return whole + HALF if whole > 1 else None
    alone = word not in ("ein", "eins")  # an article, or the name of a digit
    number = _DE_INFLECTED.get(word) or _german_below_million(word) if alone else None
    return None if number is None else Decimal(number)


def _german_below_million(word: str) -> int | None:
    thousands, found, rest = word.partition("tausend")
    if not found:
        return _german_below_1000(word)
    count = _german_below_1000(thousands) if thousands else 1
    remainder = _german_below_1000(rest.removeprefix("und")) if rest else 0
    return None if count is None or remainder is None else 1000 * count + remainder


def _german_below_1000(word: str) -> int | None:
    hundreds, found, rest = word.partition("hundert")
    if not found:
        return _below_100("de").get(word)
    count = _below_100("de").get(hundreds, 0) if hundreds else 1
    # "neunzehnhundertneunundachtzig" is a year.
    if not 1 <= count <= 9 or hundreds == "eins":
        return None
    remainder = _below_100("de").get(rest.removeprefix("und")) if rest else 0
    return None if remainder is None else 100 * count + remainder


def english_word(word: str) -> Decimal | None:
    """Return the value of an English numeral in lower case, 1 to 99 ("twenty-five")."""
    number = _below_100("en").get(word)
    return None if number is None else Decimal(number)


#: Signs that the notation of amounts writes in ASCII.
_ASCII = {"≈": "~", "≥": ">=", "≤": "<="}
#: Units that may be attached to a number; "5g", "5m" and the like may be something else.
_ATTACHED = word_set(
    "t kt kg km mm cm mi km² km2 ha m² m2 m³ qm ft mph % ‰ ° °C € $ £ ₽ ₴ EUR USD CHF kW MW GW kWh MWh GWh TWh km/h"
)
#: English scales that may be attached to any number, and those of money.
_ATTACHED_SCALES = word_set("mn bn tn")
_MONEY_SCALES = {"k": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9)}
_GROUP_SPACES = frozenset((" ", "\u00a0", "\u202f", "\u2009"))
_VULGAR = {"½": HALF, "¼": Decimal("0.25"), "¾": Decimal("0.75")}
#: A group of thousands; the last may have decimals.
_GROUP = re.compile(r"[0-9]{3}(?:[,.][0-9]+)?")
_PART_OF_DASHED = re.compile(r"[0-9]{3}|(?:[0-9]{1,3})[-–][0-9]{1,3}")
_DASHED = re.compile(r"([0-9]{1,3}(?: [0-9]{3})*)[-–]([0-9]{1,3}(?: [0-9]{3})*)")


class Numeral(NamedTuple):
    """A number, or both ends of a range written as one word ("20-25"), regardless of its context."""

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
    """Its only separator may mark decimals or thousands: "1,600" in German."""
    noun: str = ""
    """The thing counted, if the number's own words say it: "every fifth child"."""
    closed: bool = False
    """It is complete, and neither noun nor range can follow: "two-thirds", "20-year-old"."""
    compound: bool = False
    """It is part of a word: "20-jährig"."""
    rounded: bool = False
    """Its value is rounded, as "two-thirds" in percent."""


def digits_at(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read the number that begins with digits; in languages other than de and en, its separators may be either."""
    word, language = tokens.words[index].text, tokens.language
    if len(word) > LONGEST_DIGITS:
        return None
    if (currency := _currency_before(tokens, index)) is not None:
        amount = digits_at(tokens, index + 1)
        return amount._replace(unit=currency) if amount and not amount.unit else None
    match = pattern("digits").fullmatch(word)
    if match is None:
        return None
    if (dashed := _dashed_groups(tokens, index)) is not None:
        return scaled(tokens, dashed)
    rest, scale, unit = match["rest"], Decimal(1), ""
    number = match["number"]
    half = _VULGAR.get(rest)
    if half is not None:
        rest = ""
    elif rest:
        scale = _attached_scale(tokens, rest, bool(match["money"]))
        unit = rest if rest in _ATTACHED else ""
        if scale == 1 and not unit:
            return None
    first = digits_of(number, language)
    upper = digits_of(match["upper"], language) if match["upper"] else None
    if first is None or (match["upper"] and (upper is None or match["sign"])):
        return None
    # Both ends are written alike: "20-25", "900–1.100", not "20-30.000".
    near = first.plain and first.value >= 100 and upper and upper.value < 1000 * first.value
    decimals = upper and first.value < 1000 > upper.value  # "1,5-2"
    if upper and first.plain != upper.plain and not (near or decimals):
        return None
    if upper and lacks_scale(first.value, upper.value):
        return None
    if half is not None and (upper is not None or not first.plain):
        return None
    end, value, plain = index + 1, first.value + (half or 0), first.plain and half is None
    if plain and word.isdigit() and len(word) <= 3 and word != "0":
        value, end = _spaced_groups(tokens, index)
        plain = end == index + 1
    money = unit_of(match["money"], language)
    numeral = Numeral(
        value * scale,
        end,
        upper=upper.value * scale if upper else None,
        qualifier=Qualifier(_ASCII.get(match["sign"], match["sign"])),
        unit=money or unit_of(unit, language),
        plain=plain and scale == 1,
        scale=scale,
        unsure=first.unsure or bool(upper and upper.unsure),
    )
    return numeral if rest or (half is not None and numeral.upper) else scaled(tokens, numeral)


def _attached_scale(tokens: TokenizedText, rest: str, money: bool) -> Decimal:
    if tokens.language == "de" and rest[0] in "-–":
        return tokens.lexicon.scales.get(rest[1:].lower(), Decimal(1))
    if tokens.language == "en" and rest in _ATTACHED_SCALES:
        return tokens.lexicon.scales[rest]
    return _MONEY_SCALES.get(rest.lower(), Decimal(1)) if tokens.language == "en" and money else Decimal(1)


def _currency_before(tokens: TokenizedText, index: int) -> str | None:
    """Read the code or sign of a currency before its amount: "CHF 20", "€ 20"."""
    words, sign = tokens.words, tokens.words[index].text
    if len(sign) > 3 or sign[0].isdigit() or not joined(words, index + 1) or not words[index + 1].text[0].isdigit():
        return None
    unit = unit_of(sign, "")
    return unit if is_currency(unit) else None


def _spaced_groups(tokens: TokenizedText, index: int) -> tuple[Decimal, int]:
    """Read thousands separated by spaces: "1 600 000", "1 600 000,50"."""
    digits, end, point = tokens.words[index].text, index + 1, MARKS.get(tokens.language, ("", "."))[1]
    for group in _groups_after(tokens, index, _GROUP, 4):
        if not digits.isdigit() or group[3:4] not in ("", point):
            break
        digits += group.replace(point, ".")
        end += 1
    return Decimal(digits), end


def _groups_after(tokens: TokenizedText, index: int, group: re.Pattern[str], most: int) -> Iterator[str]:
    """Yield the groups of digits that follow a number, each after a space."""
    for word in tokens.words[index + 1 : index + 1 + most]:
        if word.gap not in _GROUP_SPACES or not group.fullmatch(word.text):
            return
        yield word.text


def _dashed_groups(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read a range whose thousands are separated by spaces: "50 000–60 000", "900–1 100"."""
    text = tokens.words[index].text
    if not text[0].isdigit() or not (text.isdigit() or _PART_OF_DASHED.fullmatch(text)):
        return None
    groups = list(_groups_after(tokens, index, _PART_OF_DASHED, 8))
    match = _DASHED.fullmatch(" ".join((text, *groups))) if groups else None
    if match is None:
        return None
    lower, upper = (Decimal(number.replace(" ", "")) for number in match.groups())
    return Numeral(lower, index + 1 + len(groups), upper=upper)


def scaled(tokens: TokenizedText, numeral: Numeral) -> Numeral:
    """Apply the scale after a number: "Millionen", "Tsd.", "dozen"."""
    key = tokens.key(numeral.next)
    scale = tokens.lexicon.scales.get(key)
    if tokens.language == "en" and key in _MONEY_SCALES and is_currency(numeral.unit):
        scale = _MONEY_SCALES[key]
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
