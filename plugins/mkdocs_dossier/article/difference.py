"""Show how a quote differs from the closest passage of a text, by words and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

#: A word with the punctuation inside it (`1.6`, `Shin-won`), or one punctuation mark.
_TOKEN = re.compile(r"\w(?:\S*\w)?|\S")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    spaced: bool
    """Whether a space precedes it."""


@dataclass(slots=True)
class _Change:
    """Tokens of the quote, and the corresponding tokens of the text, equal or not."""

    equal: bool
    removed: list[_Token]
    added: list[_Token]


def difference(quote: str, text: str) -> str:
    """Return the text with its differences from a quote: `[-…-]` is in the quote only, `{+…+}` in the text only.

    Tokens of the text before and after the quote are left out.
    """
    old, new = _tokens(quote), _tokens(text)
    changes: list[_Change] = []
    for step in Levenshtein.opcodes([token.text for token in old], [token.text for token in new]):
        removed, added = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if changes and changes[-1].equal == (step.tag == "equal"):
            changes[-1].removed += removed
            changes[-1].added += added
        else:
            changes.append(_Change(step.tag == "equal", removed, added))
    while changes and not changes[0].removed:
        changes.pop(0)
    while changes and not changes[-1].removed:
        changes.pop()
    return "".join(map(_shown, changes)).strip()


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(match[0], match.start() > 0 and text[match.start() - 1].isspace()) for match in _TOKEN.finditer(text)
    ]


def _shown(change: _Change) -> str:
    if change.equal:
        return _joined(change.added)
    marked = [f"[-{_joined(change.removed).strip()}-]"] if change.removed else []
    marked += [f"{{+{_joined(change.added).strip()}+}}"] if change.added else []
    tokens = [*change.removed, *change.added]
    between = " " if any(token.text[0].isalnum() for token in tokens) else ""
    return (" " if tokens[0].spaced else "") + between.join(marked)


def _joined(tokens: Iterable[_Token]) -> str:
    return "".join(f" {token.text}" if token.spaced else token.text for token in tokens)
