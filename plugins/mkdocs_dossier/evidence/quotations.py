"""Find words in quotation marks, and look for them in another text."""

import re
from functools import cache

from mkdocs_dossier.article.scripts import UNSPACED
from mkdocs_dossier.article.visible_text import Normalised
from mkdocs_dossier.language.word_lists import pattern

#: Opening mark → the marks that may close it, in German, English, Swiss and Japanese usage.
_PAIRS = {"„": '“”"', "“": "”", "»": "«", "«": "»", '"': '"', "‚": "‘’'", "‘": "’", "›": "‹", "‹": "›"}
_PAIRS |= {"「": "」", "『": "』"}
#: An opening mark follows no word character and precedes no space; in scripts without spaces it may follow a letter.
_OPENING = re.compile(rf"(?:(?<!\w)|(?<=[{UNSPACED}]))[{''.join(_PAIRS)}](?=\S)")
_MOST = 20
_LONGEST = 2000
_EDGES = " .,;:!?'"


def quotations(text: str) -> list[str]:
    """Return the first twenty outermost quotations without their marks; one not closed in its paragraph is none."""
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
    """Return the pattern for the end of a quotation; cached, because compiling one takes a millisecond."""
    return re.compile(rf"[{_PAIRS[mark]}](?:(?!\w)|(?=[{UNSPACED}]))")


def comparable(text: str) -> str:
    """Normalise a text for comparison: case, quotation marks, dashes and spaces do not matter."""
    return Normalised.of(text).text.casefold().replace('"', "'")


def holds(text: str, quotation: str) -> bool:
    """Return whether a `comparable` text contains the quotation; if it has omissions, its parts in order."""
    at = 0
    for part in pattern("gap").split(quotation):
        words = comparable(part).strip(_EDGES)
        at = text.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True
