"""Read single-word numerals: digits with their separators, "dreihundertfünfzig", "twenty-five"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from mkdocs_dossier.language.words import vocabulary

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
_DE_ONES = vocabulary("ein zwei drei vier fünf sechs sieben acht neun")
_DE_TEENS = vocabulary("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
_DE_TENS = vocabulary("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_DE_BELOW_100 = (
    {word: number for number, word in enumerate(_DE_ONES + _DE_TEENS, 1)}
    | {word: 10 * number for number, word in enumerate(_DE_TENS, 2)}
    | {
        f"{one}und{ten}": 10 * tens + ones
        for tens, ten in enumerate(_DE_TENS, 2)
        for ones, one in enumerate(_DE_ONES, 1)
    }
    | {"eins": 1, "zwo": 2}
)
#: Genitives: "zweier Häfen".
_DE_INFLECTED = {"zweier": 2, "dreier": 3}
#: Words that alone are an article or the name of a digit.
_DE_NOT_ALONE = frozenset({"ein", "eins"})
_EN_ONES = vocabulary("one two three four five six seven eight nine")
_EN_TEENS = vocabulary("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_EN_TENS = vocabulary("twenty thirty forty fifty sixty seventy eighty ninety")
_EN_BELOW_100 = (
    {word: number for number, word in enumerate(_EN_ONES + _EN_TEENS, 1)}
    | {word: 10 * number for number, word in enumerate(_EN_TENS, 2)}
    | {f"{ten}-{one}": 10 * tens + ones for tens, ten in enumerate(_EN_TENS, 2) for ones, one in enumerate(_EN_ONES, 1)}
)


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
        base = _INTEGER.fullmatch(whole) or next((True for mark in (thousands, *_SWISS) if _grouped(whole, mark)), None)
        if not base or not (decimals.isascii() and decimals.isdigit()):
            return None
        value = Decimal("".join(c for c in whole if c.isdigit()) + "." + decimals)
        return Digits(value, unsure=len(decimals) == 3 and whole.isdigit() and 0 < len(whole) < 4 and whole != "0")
    return next((d for mark in (thousands, *_SWISS) if (d := _grouped(text, mark))), None)


def _grouped(text: str, mark: str) -> Digits | None:
    return Digits(Decimal(text.replace(mark, ""))) if _GROUPED[mark].fullmatch(text) else None


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
        whole = _DE_BELOW_100.get(word.removesuffix("einhalb"), 0)
        return whole + HALF if whole > 1 else None
    if word in _DE_NOT_ALONE:
        return None
    number = _DE_INFLECTED.get(word) or _german_below_million(word)
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
        return _DE_BELOW_100.get(word)
    count = _DE_BELOW_100.get(hundreds, 0) if hundreds else 1
    # "neunzehnhundertneunundachtzig" is a year.
    if not 1 <= count <= 9 or hundreds == "eins":
        return None
    remainder = _DE_BELOW_100.get(rest.removeprefix("und")) if rest else 0
    return None if remainder is None else 100 * count + remainder


def english_word(word: str) -> Decimal | None:
    """Return the value of an English numeral in lower case, 1 to 99 ("twenty-five")."""
    number = _EN_BELOW_100.get(word)
    return None if number is None else Decimal(number)
