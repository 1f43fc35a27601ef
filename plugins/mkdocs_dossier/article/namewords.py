"""The words that names are made of, in names and in running text, and the signs between them.

A sign that stands between two words of a name, such as the apostrophe of “O'Brien”, is put before the second of them:
`O`, `'Brien`. A space and a hyphen are no signs: “Kim Jong-un” is written with either. In scripts that set no spaces
each character with its marks is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from mkdocs_dossier.article.scripts import MARK, UNSPACED, is_unspaced, masked
from mkdocs_dossier.article.visible_text import Normalised
from mkdocs_dossier.language.sentences import SHORTENINGS

#: Letters and digits, with the plus of “Canal+” or the ending “'s”; or a character of a script without spaces.
_WORD = rf"[^\W_{UNSPACED}]+(?:'[sS](?![\w'])|\+{{1,2}}(?!\w))?|[{UNSPACED}]{MARK}*"
WORD = re.compile(_WORD)
#: The next word of a name: not far away.
NEXT_WORD = re.compile(rf"((?:_|[^\w\n]){{0,5}}?)({_WORD})")
_WORD_OF_NAME = re.compile(rf"({_WORD})(\*?)")
#: Vowel points of Arabic and Hebrew, and the stroke that lengthens an Arabic word: written or left out as one likes.
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670\u06d6-\u06ed]"
)
_MIDDLE_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・･"), "·")
#: Dashes that part words without any space; normalising would make hyphens of them.
_DASHES = re.compile("[—―⸺⸻]")


class NameWord(NamedTuple):
    """A word of a name: the sign before it, and whether it stands for all words that begin so."""

    text: str
    sign: str
    starred: bool
    spaced: bool
    """Whether a space parts it from the word before."""


def normalised(text: str) -> Normalised:
    """A block of text in which names are looked for: `Normalised`, but for dashes."""
    return Normalised.of(_DASHES.sub(";", text))


def words_of_name(name: str) -> list[NameWord]:
    """The words of a name; signs before the first and behind the last one are not part of it."""
    text = normalised(name).text
    words: list[NameWord] = []
    end = 0
    for match in _WORD_OF_NAME.finditer(masked(text)):
        gap = text[end : match.start()] if words else ""
        words.append(NameWord(bare(text[match.start() : match.end(1)]), sign_of(gap), bool(match[2]), " " in gap))
        end = match.end()
    return words


def bare(word: str) -> str:
    """The word without points that may be left out."""
    return word if word.isascii() else _POINTS.sub("", word)


@lru_cache(maxsize=1000)
def sign_of(gap: str) -> str:
    """The sign that stands between two words; empty for a space, a hyphen, or nothing."""
    if gap in ("", " ", "-"):
        return ""
    return gap.replace(" ", "").replace(".-", ".").translate(_MIDDLE_DOTS)


def sign_behind(word: str, gap: str) -> str:
    """The sign between a word of running text and the next: the point of an initial or an abbreviation is none."""
    sign = sign_of(gap)
    return "" if sign == "." and (len(word) == 1 or word.lower() in SHORTENINGS) else sign


def as_written(words: Iterable[str]) -> str:
    """Words, each behind its sign, as they are written one after the other."""
    written = ""
    for word in words:
        if written and word[0].isalnum() and not (is_unspaced(word[0]) and is_unspaced(written[-1])):
            written += " "
        written += word
    return written
