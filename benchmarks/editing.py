"""Edit a dossier between two builds: each edit is different, and shows on its page."""

from __future__ import annotations

import re
from pathlib import Path

#: The paragraph that an edit adds to an article.
_LAST = "\n\nDie Akte liegt nun im Schrank "


def edit_statement(dossier: Path, number: int) -> str:
    """Reword the first statement of a dossier; return the new words."""
    words = f"Anders gesagt, Fassung {_spelled(number)}"
    path = dossier / "annotations.yml"
    text = path.read_text(encoding="utf-8")
    edited = re.sub(r"(    status: \w+\n)(?:    text: .*\n)?", rf"\g<1>    text: {words}\n", text, count=1)
    path.write_text(edited, encoding="utf-8")
    return words


def edit_article(dossier: Path, number: int) -> str:
    """Replace the sentence that an edit adds to an article; return its last words."""
    path = dossier / "article.md"
    text = path.read_text(encoding="utf-8").partition(_LAST)[0].rstrip("\n")
    path.write_text(f"{text}{_LAST}{_spelled(number)}.\n", encoding="utf-8")
    return f"im Schrank {_spelled(number)}."


def _spelled(number: int) -> str:
    """Return a number in letters, as digits would be read as a figure."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))
