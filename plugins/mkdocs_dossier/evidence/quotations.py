"""Words in quotation marks, and whether another text holds them."""

from __future__ import annotations

import re
from functools import cache

from mkdocs_dossier.article.scripts import UNSPACED
from mkdocs_dossier.article.visible_text import Normalised

#: Opening mark → the marks that may close it, in German, English, Swiss and Japanese fashion.
_PAIRS = {"„": '“”"', "“": "”", "»": "«", "«": "»", '"': '"', "‚": "‘’'", "‘": "’", "›": "‹", "‹": "›"}
_PAIRS |= {"「": "」", "『": "』"}
#: A mark that opens: nothing it could close stands before it, and no space behind it. In scripts that set no spaces
#: it stands between letters.
_OPENING = re.compile(rf"(?:(?<!\w)|(?<=[{UNSPACED}]))[{''.join(_PAIRS)}](?=\S)")
_MOST = 20
_LONGEST = 2000
#: What is left out or put in within a quotation: […], (…), …, [the soldiers].
_GAP = re.compile(r"\[[^\[\]]{0,200}\]|\((?:…|\.\.\.)\)|…|\.\.\.")
_EDGES = " .,;:!?'"


def quotations(text: str) -> list[str]:
    """The words in quotation marks, without the marks, in their order; the first twenty, none within another.

    A mark that is not closed in its paragraph opens nothing.
    """
    found: list[str] = []
    for block in text.split("\n"):
        opened = _OPENING.search(block)
        while opened and len(found) < _MOST:
            at = opened.end()
            closed = _closing(opened[0]).search(block, at + 1, at + _LONGEST)
            if closed:
                found.append(block[at : closed.start()])
                at = closed.end()
            opened = _OPENING.search(block, at)
    return found


@cache
def _closing(mark: str) -> re.Pattern[str]:
    """A pattern of what closes an opening mark: each takes a millisecond to compile, and texts use few of them."""
    return re.compile(rf"[{_PAIRS[mark]}](?:(?!\w)|(?=[{UNSPACED}]))")


def comparable(text: str) -> str:
    """The text as it is compared: without regard to capitals, kinds of quotation marks, dashes and spaces."""
    return Normalised.of(text).text.casefold().replace('"', "'")


def holds(text: str, quotation: str) -> bool:
    """Whether a `comparable` text holds the quotation's words: its parts in order, where something is left out."""
    at = 0
    for part in _GAP.split(quotation):
        words = comparable(part).strip(_EDGES)
        at = text.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True
