"""Words in quotation marks, and whether another text holds them."""

from __future__ import annotations

import re

from mkdocs_dossier.article.text import Normalised

#: Opening mark → the marks that may close it, in German, English and Swiss fashion.
_PAIRS = {"„": '“”"', "“": "”", "»": "«", "«": "»", '"': '"', "‚": "‘’'", "‘": "’", "›": "‹", "‹": "›"}
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
        at = 0
        while at < len(block) and len(found) < _MOST:
            end = _end_of(block, at)
            if end is not None:
                found.append(block[at + 1 : end])
                at = end
            at += 1
    return found


def _end_of(block: str, at: int) -> int | None:
    """Where the quotation that opens here is closed; None if none opens."""
    closing = _PAIRS.get(block[at])
    if closing is None or block[at + 1 : at + 2].isspace() or block[max(at - 1, 0)].isalnum():
        return None
    for end in range(at + 2, min(len(block), at + _LONGEST)):
        if block[end] in closing and not block[end + 1 : end + 2].isalnum():
            return end
    return None


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
