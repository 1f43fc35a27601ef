"""Show how a quote differs from the closest passage of a text, by words and punctuation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

#: A word with the punctuation inside it (`1.6`, `Shin-won`), or one punctuation mark.
_TOKEN = re.compile(r"\w(?:\S*\w)?|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark, and its place."""

    text: str
    spaced: bool
    """Whether a space precedes it."""
    start: int
    end: int


@dataclass(slots=True)
class Change:
    """Tokens of the quote, and the corresponding tokens of the text, equal or not."""

    equal: bool
    removed: list[Token]
    added: list[Token]


def difference(quote: str, text: str) -> str:
    """Return the text with its differences from a quote: `[-…-]` is in the quote only, `{+…+}` in the text only."""
    return "".join(map(_shown, changes(quote, text))).strip()


def changes(quote: str, text: str) -> list[Change]:
    """Return the changes from a quote to a text, whose tokens before and after the quote are left out."""
    old, new = _tokens(quote), _tokens(text)
    changed: list[Change] = []
    for step in Levenshtein.opcodes([token.text for token in old], [token.text for token in new]):
        removed, added = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if changed and changed[-1].equal == (step.tag == "equal"):
            changed[-1].removed += removed
            changed[-1].added += added
        else:
            changed.append(Change(step.tag == "equal", removed, added))
    while changed and not changed[0].removed:
        changed.pop(0)
    while changed and not changed[-1].removed:
        changed.pop()
    for edge in changed[:1] + changed[-1:]:  # marks around the quote are to go, not to become the words next to it
        if [any(token.text[0].isalnum() for token in side) for side in (edge.removed, edge.added)] == [False, True]:
            edge.added = []
    return changed


def most_similar(words: str, text: str, least: int) -> tuple[int, int] | None:
    """Return the span of whole words of a text most similar to `words`, with `least` of 0 to 100; None if none are."""
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=least)
    if found is None or not text:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _tokens(text: str) -> list[Token]:
    return [
        Token(match[0], match.start() > 0 and text[match.start() - 1].isspace(), *match.span())
        for match in _TOKEN.finditer(text)
    ]


def _shown(change: Change) -> str:
    if change.equal:
        return _joined(change.added)
    marked = [f"[-{_joined(change.removed).strip()}-]"] if change.removed else []
    marked += [f"{{+{_joined(change.added).strip()}+}}"] if change.added else []
    tokens = [*change.removed, *change.added]
    between = " " if any(token.text[0].isalnum() for token in tokens) else ""
    return (" " if tokens[0].spaced else "") + between.join(marked)


def _joined(tokens: Iterable[Token]) -> str:
    return "".join(f" {token.text}" if token.spaced else token.text for token in tokens)
