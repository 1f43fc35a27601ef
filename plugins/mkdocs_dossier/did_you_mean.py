"""Find the known name that is closest to a mistyped one."""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

from mkdocs_dossier.problems import Mend


def closest(word: str, known: Collection[str]) -> str:
    """Return the name that `word` was probably meant to be, at most a third of its letters apart; else an empty one."""
    most = max(1, (len(word) + 1) // 3)
    found = process.extractOne(word, list(known), scorer=OSA.distance, score_cutoff=most) if word else None
    if found:
        return str(found[0])
    return next((name for name in known if name.casefold() == word.casefold()), "")


#: In letters: a slip in a shorter word may make another one.
_LONG = 5


def meant(word: str, known: Collection[str]) -> Mend | None:
    """Return the mend for a mistyped word: the name one letter apart, if no other is within two; no digit differs."""
    near = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=2, limit=2)
    if len(near) != 1 or near[0][1] != 1 or len(word) < _LONG or any(map(str.isdigit, {*word} ^ {*near[0][0]})):
        return None
    return Mend(word, str(near[0][0]))


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return advice for an unknown word; empty if no known one is close."""
    near = closest(word, known)
    return f"did you mean “{near}”?" if near else ""
