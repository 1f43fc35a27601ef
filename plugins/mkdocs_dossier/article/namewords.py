"""Split names and running text into words and the signs between them.

A sign between two words of a name, such as the apostrophe of “O'Brien”, belongs to the second of them: `O`, `'Brien`.
A space and a hyphen are not signs: “Kim Jong-un” is written with either. In scripts without spaces, each character
with its marks is a word.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from mkdocs_dossier.article.scripts import MARK, UNSPACED, masked
from mkdocs_dossier.article.visible_text import Normalised
from mkdocs_dossier.language.sentences import shortenings

#: Letters and digits, with the plus of “Canal+” or the ending “'s”; or a character of a script without spaces.
_WORD = rf"[^\W_{UNSPACED}]+(?:'[sS](?![\w'])|\+{{1,2}}(?!\w))?|[{UNSPACED}]{MARK}*"
WORD = re.compile(_WORD)
#: The next word of a name, at most five signs away.
NEXT_WORD = re.compile(rf"((?:_|[^\w\n]){{0,5}}?)({_WORD})")
_WORD_OF_NAME = re.compile(rf"({_WORD})(\*?)")
#: The optional vowel points of Arabic and Hebrew, and the stroke that lengthens an Arabic word.
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670\u06d6-\u06ed]"
)
_MIDDLE_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・･"), "·")
#: Dashes that separate words without a space; normalising would turn them into hyphens.
_DASHES = re.compile("[—―⸺⸻]")


class NameWord(NamedTuple):
    """A word of a name with the sign before it; as a prefix, it matches all words that begin with it."""

    text: str
    sign: str
    starred: bool
    spaced: bool
    """Whether a space separates it from the word before."""


def normalised(text: str) -> Normalised:
    """Normalise a block of text for the search for names, like `Normalised` but with its dashes."""
    return Normalised.of(_DASHES.sub(";", text))


def words_of_name(name: str) -> list[NameWord]:
    """Return the words of a name, without signs before the first and after the last."""
    text = normalised(name).text
    words: list[NameWord] = []
    end = 0
    for match in _WORD_OF_NAME.finditer(masked(text)):
        gap = text[end : match.start()] if words else ""
        words.append(NameWord(bare(text[match.start() : match.end(1)]), sign_of(gap), bool(match[2]), " " in gap))
        end = match.end()
    return words


def bare(word: str) -> str:
    """Return the word without optional points."""
    return word if word.isascii() else _POINTS.sub("", word)


@lru_cache(maxsize=1000)
def sign_of(gap: str) -> str:
    """Return the sign between two words; empty for a space, a hyphen, or nothing."""
    if gap in ("", " ", "-"):
        return ""
    return gap.replace(" ", "").replace(".-", ".").translate(_MIDDLE_DOTS)


def sign_behind(word: str, gap: str) -> str:
    """Return the sign between two words of running text; the point of an initial or an abbreviation is none."""
    sign = sign_of(gap)
    return "" if sign == "." and (len(word) == 1 or word.lower() in shortenings()) else sign
