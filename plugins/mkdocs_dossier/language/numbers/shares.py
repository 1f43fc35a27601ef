"""Read shares and multiples: "zwei Drittel", "jeder Fünfte", "half of the voters", "one in five", "dreimal so viele".

A share is read in percent, a multiple in times (`×`). Parts that are not shares are not read: a quarter of an hour, the
second half, a third attack, the quarter of a city.
"""

from __future__ import annotations

import re
from decimal import Decimal

from mkdocs_dossier.language.numbers.digits import Numeral
from mkdocs_dossier.language.numbers.lexicon import LEXICONS, Lexicon
from mkdocs_dossier.language.numbers.numerals import english_word, german_word
from mkdocs_dossier.language.numbers.phrases import numeral_at
from mkdocs_dossier.language.numbers.tokens import TokenizedText
from mkdocs_dossier.language.units import measures_time, unit_of
from mkdocs_dossier.language.word_lists import PerLanguage
from mkdocs_dossier.language.words import joined
from mkdocs_dossier.model.amounts import plain

_PERCENT, _TIMES = "%", "×"
_DE_MULTIPLE = re.compile(r"(?P<number>[0-9]+|[a-zäöüß]+?)-?mal")


def _sharing(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.half.union(lexicon.shares, lexicon.ordinals, lexicon.times)


#: Language → words of which every share and multiple without a digit and a numeral contains one.
SHARING = PerLanguage(lambda language: _sharing(LEXICONS[language]))
#: Further second words of a share or multiple.
_SECOND = frozenset({"in", "mal", "so", "times"})


def share_or_multiple_at(tokens: TokenizedText, index: int, *, hedged: bool) -> Numeral | None:
    """Read the share or multiple that begins at `index`.

    Args:
        tokens: The words and their language.
        index: The index of the first word after the hedges.
        hedged: Whether a hedge precedes it; "ein Viertel" alone may be a part of a city.

    Returns:
        The numeral in `%` or `×`, complete without its context; None if there is none or it is ambiguous.
    """
    key, following = tokens.words[index].key, tokens.key(index + 1)
    shared = following in _SECOND or following in SHARING.get(tokens.language, ())
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
    return Numeral(value, end, unit=_PERCENT, worded=True, noun=noun, closed=True, rounded=rounded)


def _multiple(times: Decimal, end: int) -> Numeral:
    return Numeral(times, end, unit=_TIMES, worded=True)


# German


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
    if whole == 4 and tokens.key(index + 3) in lexicon.undivided:
        return None
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
    """Whether a word such as "dreimal" may begin a multiple."""
    match = _DE_MULTIPLE.fullmatch(key) if language == "de" else None
    return match is not None and german_word(match["number"]) is not None


def _german_multiple(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read "dreimal so viele", "10 Mal so hoch", "doppelt so groß"; "dreimal mehr" may mean three or four."""
    key, end = tokens.words[index].key, index + 1
    times = tokens.lexicon.times.get(key)
    if tokens.key(end) not in ("so", "mal"):
        return None
    if match := _DE_MULTIPLE.fullmatch(key):
        number = match["number"]
        times = Decimal(number) if number.isdigit() else german_word(number)
    elif tokens.key(end) == "mal":
        times = Decimal(key) if key.isascii() and key.isdigit() else german_word(key)
        end += 1
    if times is None or tokens.key(end) != "so" or not joined(tokens.words, end + 1):
        return None
    return _multiple(times, end + 2)


# English


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
        after = tokens.key(end + 1)
        scale = after in tokens.lexicon.articles or numeral_at(tokens, end + 1) is not None
        return None if scale or tokens.key(end + 2) in lexicon.undivided else _share(part, whole, end)
    if whole == 2:
        return _share(part, whole, end) if following in lexicon.wholes else None
    alone = not following or following in tokens.lexicon.verbs
    return _share(part, whole, end) if alone and (dashed or counted not in ("a", "one")) else None


def _one_in(tokens: TokenizedText, index: int) -> Numeral | None:
    """Read "one in five people", but not "one in five minutes" and "one in 2024"."""
    if tokens.words[index].key != "one" or tokens.key(index + 1) != "in" or not joined(tokens.words, index + 2):
        return None
    whole = numeral_at(tokens, index + 2)
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
    return _multiple(times, end + 2)
