"""Read numbers whose own words name their unit: in compounds, shares and multiples.

As in "131-seitig", "60.000-Euro-Strafe", "20-year-old", "zwei Drittel", "jeder Fünfte", "one in five", "dreimal so
viele". A share is read in percent, a multiple in times (`×`). Parts that are not shares are not read: a quarter of an
hour, the second half, a third attack, the quarter of a city.
"""

import re
from decimal import Decimal
from functools import lru_cache

from mkdocs_dossier.language.numbers.numerals import LONGEST_DIGITS, Numeral, digits_of, english_word, german_word
from mkdocs_dossier.language.numbers.phrases import numeral_at
from mkdocs_dossier.language.numbers.tokens import LEXICONS, TokenizedText
from mkdocs_dossier.language.units import dimension_of, is_currency, measures_time, unit_of
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.language.words import joined, word_set
from mkdocs_dossier.model.amounts import plain

#: Endings with another meaning after "ein" and "zwei" as words: "einseitig", "zweiseitig".
_DE_FROM_THREE = word_set("seitig köpfig stöckig prozentig")
#: Dimensions that are read, but not most lengths and times: "155-Millimeter-Granaten" and "35-Stunden-Woche" are names.
_DE_MEASURES = word_set("mass area energy power share")
_DE_LENGTHS = word_set("km m")

_EN_THINGS = word_set("page member storey story magnitude seat strong")


def compound_at(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read the number in a compound; None if it contains no number or is a name."""
    text, language = tokens.words[index].text, tokens.language
    if len(text) > LONGEST_DIGITS or ("-" not in text and language != "de"):
        return None
    found = number_and_unit(text, language)
    return found and Numeral(found[0], index + 1, unit=found[1], worded=True, closed=True, compound=True)


@lru_cache(maxsize=20_000)
def number_and_unit(word: str, language: str) -> tuple[Decimal, str] | None:
    """Return the number in a word, and the sign of its unit; None if it contains no number or is a name."""
    if language == "de":
        return _german_adjective(word) or _german_noun(word)
    return _english(word) if language == "en" else None


def _german_adjective(text: str) -> tuple[Decimal, str] | None:
    kinds = "|".join(LEXICONS["de"].counting_endings)
    match = re.fullmatch(rf"(?P<number>[0-9][0-9.,]*-|[a-zäöüß]+)(?P<kind>{kinds})(?:e[rsnm]?)?", text.lower())
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
    match = pattern("german compound").fullmatch(text)
    if match is None:
        return None
    unit, digits = unit_of(match["unit"], "de"), digits_of(match["number"], "de")
    measured = is_currency(unit) or dimension_of(unit) in _DE_MEASURES or unit in _DE_LENGTHS
    if digits is None or digits.unsure or not measured:
        return None
    scale = LEXICONS["de"].scales[match["scale"].lower()] if match["scale"] else 1
    return digits.value * scale, unit


def _english(text: str) -> tuple[Decimal, str] | None:
    match = pattern("english compound").fullmatch(text)  # "Six-Day War" is a name
    if match is None:
        return None
    unit = unit_of(match["unit"], "en")
    digits = digits_of(match["number"], "en") if match["number"][0].isdigit() else None
    value = digits.value if digits and not digits.unsure else english_word(match["number"])
    if value is None or not (unit or match["unit"] in _EN_THINGS) or unit in ("mm", "cm"):
        return None
    scale = LEXICONS["en"].scales[match["scale"]] if match["scale"] else 1
    return value * scale, unit


#: Further second words of a share or multiple.
_SECOND = frozenset({"in", "mal", "so", "times"})


def share_or_multiple_at(tokens: TokenizedText, index: int, *, hedged: bool) -> Numeral | None:
    """Read the share (%) or multiple (×) that begins at `index`; None if there is none or it is ambiguous.

    Unless a hedge precedes it, “ein Viertel” may be a part of a city.
    """
    key, following = tokens.words[index].key, tokens.key(index + 1)
    shared = following in _SECOND or tokens.lexicon.names_part(following)
    if not (shared or key == "half" or key in tokens.lexicon.times or "-" in key or key.endswith("mal")):
        return None
    if tokens.language == "de":
        return _german_share(tokens, index, hedged) or _each(tokens, index) or _german_multiple(tokens, index)
    if tokens.language == "en":
        return _english_share(tokens, index) or _one_in(tokens, index) or _english_multiple(tokens, index)
    return None


def _share(part: int, whole: int, end: int, noun: str = "") -> Numeral:
    percent = Decimal(100 * part) / whole
    rounded = percent != percent.quantize(Decimal("0.1"))
    value = plain(percent.quantize(Decimal("0.01")) if rounded else percent)
    return Numeral(value, end, unit="%", worded=True, noun=noun, closed=True, rounded=rounded)


def _german_share(tokens: TokenizedText, index: int, hedged: bool) -> Numeral | None:
    words, lexicon = tokens.words, tokens.lexicon
    following = tokens.key(index + 1)
    if words[index].key in ("die", "der") and following in lexicon.half:
        part, whole = 1, 2
        unsure = tokens.key_before(index) == "in" and words[index].key == "die"
    else:
        part = 1 if words[index].key in lexicon.articles else int(german_word(words[index].key) or 0)
        whole = lexicon.shares.get(following, 0) if following and words[index + 1].capitalised else 0
        unsure = whole == 4 and not (hedged or tokens.key_before(index) in ("um", "auf", "zu", "nur"))
    if not 0 < part < whole or (unsure and tokens.key(index + 2) not in lexicon.wholes):
        return None
    after = tokens.key(index + 2)
    if after in lexicon.otherwise or (after == "von" and numeral_at(tokens, index + 3) is not None):
        return None
    if (whole == 4 and tokens.key(index + 3) in lexicon.undivided) or (after and unit_of(words[index + 2].text, "de")):
        return None  # "ein Viertel der Stadt", "ein Zehntel Prozent"
    return _share(part, whole, index + 2)


def _each(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read "jeder Fünfte", "jedes vierte Kind", but not "jeden zweiten Tag"."""
    each = tokens.words[index].key in tokens.lexicon.each
    whole = tokens.lexicon.ordinals.get(tokens.key(index + 1), 0) if each else 0
    if not whole:
        return None
    end = index + 2
    if tokens.words[index + 1].capitalised or not joined(tokens.words, end):
        return _share(1, whole, end)
    noun = tokens.words[end]
    if not noun.capitalised or measures_time(unit_of(noun.text, "de")) or noun.key in ("mal", "wochenende", "abend"):
        return None
    return _share(1, whole, end + 1, noun.text)


def is_multiple(key: str, language: str) -> bool:
    """Return whether a word such as "dreimal" may begin a multiple."""
    match = pattern("german multiple").fullmatch(key) if language == "de" else None
    return match is not None and german_word(match["number"]) is not None


def _german_multiple(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read "dreimal so viele", "10 Mal so hoch", "doppelt so groß"; "dreimal mehr" may mean three or four."""
    key, end = tokens.words[index].key, index + 1
    times = tokens.lexicon.times.get(key)
    if tokens.key(end) not in ("so", "mal"):
        return None
    match = pattern("german multiple").fullmatch(key)
    if match or tokens.key(end) == "mal":
        number, end = (match["number"], end) if match else (key, end + 1)
        digits = digits_of(number, "de")
        times = digits.value if digits and not digits.unsure else german_word(number)
    if times is None or tokens.key(end) != "so" or not joined(tokens.words, end + 1):
        return None
    return Numeral(times, end + 2, unit="×", worded=True)


def _english_share(tokens: TokenizedText, index: int) -> Numeral | None:
    key, end, lexicon = tokens.words[index].key, index + 1, tokens.lexicon
    counted, dashed, name = key.rpartition("-")
    if not dashed:
        counted, name = ("one", key) if key == "half" else (key, tokens.key(end))
        end += key != "half"
    whole = lexicon.shares.get(name, 0)
    part = 1 if counted in ("a", "one") else int(english_word(counted) or 0)
    if not 0 < part < whole or (whole == 2 and (key != "half" or tokens.key_before(index) in lexicon.of_two)):
        return None
    following = tokens.key(end)
    if following == "of":
        scale = tokens.key(end + 1) in tokens.lexicon.articles or numeral_at(tokens, end + 1) is not None
        return None if scale or tokens.key(end + 2) in lexicon.undivided else _share(part, whole, end)
    if whole == 2:
        return _share(part, whole, end) if following in lexicon.wholes else None
    alone = not following or following in tokens.lexicon.verbs
    return _share(part, whole, end) if alone and (dashed or counted not in ("a", "one")) else None


def _one_in(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read "one in five people", but not "one in five minutes" and "one in 2024"."""
    at = index + 2 + (tokens.key(index + 2) == "every")
    if tokens.words[index].key != "one" or tokens.key(index + 1) != "in" or not joined(tokens.words, at):
        return None
    whole = numeral_at(tokens, at)
    if whole is None or whole.upper is not None or whole.unit or not 1 < whole.value <= 1000 or whole.value % 1:
        return None
    end, noun = whole.next, ""
    if joined(tokens.words, end):
        following = tokens.words[end]
        if measures_time(unit_of(following.text, "en")) or following.key in tokens.lexicon.months:
            return None
        if following.key in tokens.lexicon.people or (following.key.endswith("s") and len(following.key) > 3):
            end, noun = end + 1, following.text
        elif following.key != "of" and following.key not in tokens.lexicon.verbs:
            return None
    return _share(1, int(whole.value), end, noun)


def _english_multiple(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read "three times as many", "twice as high"; "three times more" may mean three or four."""
    times, end = tokens.lexicon.times.get(tokens.words[index].key), index + 1
    if times is None:
        numeral = numeral_at(tokens, index)
        if numeral is None or numeral.upper is not None or tokens.key(numeral.next) != "times":
            return None
        times, end = numeral.value, numeral.next + 1
    if tokens.key(end) != "as" or not joined(tokens.words, end + 1):
        return None
    if tokens.key(end + 2) == "as" and numeral_at(tokens, end + 3) is not None:
        return None
    return Numeral(times, end + 2, unit="×", worded=True)
