"""Find the known name that is closest to a mistyped one."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA


def closest(word: str, known: Collection[str]) -> str:
    """Return the name that `word` was probably meant to be, at most a third of its letters apart; else an empty one."""
    most = max(1, (len(word) + 1) // 3)
    found = process.extractOne(word, list(known), scorer=OSA.distance, score_cutoff=most) if word else None
    if found:
        return str(found[0])
    return next((name for name in known if name.casefold() == word.casefold()), "")


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return advice for an unknown word; empty if no known one is close."""
    near = closest(word, known)
    return f"did you mean “{near}”?" if near else ""
