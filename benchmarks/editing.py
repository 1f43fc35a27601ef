"""What an editor changes in a dossier between two builds: each edit is another one, and can be seen on its page."""

from __future__ import annotations

import re
from pathlib import Path

#: A sentence of its own at an article's end.
_LAST = "\n\nDie Akte liegt nun im Schrank "


def edit_statement(dossier: Path, number: int) -> str:
    """Put the first statement of a dossier into other words, and answer them."""
    words = f"Anders gesagt, Fassung {_spelled(number)}"
    path = dossier / "annotations.yml"
    text = path.read_text(encoding="utf-8")
    edited = re.sub(r"(    status: \w+\n)(?:    text: .*\n)?", rf"\g<1>    text: {words}\n", text, count=1)
    path.write_text(edited, encoding="utf-8")
    return words


def edit_article(dossier: Path, number: int) -> str:
    """Put another sentence at the end of a dossier's article, and answer what it ends with."""
    path = dossier / "article.md"
    text = path.read_text(encoding="utf-8").partition(_LAST)[0].rstrip("\n")
    path.write_text(f"{text}{_LAST}{_spelled(number)}.\n", encoding="utf-8")
    return f"im Schrank {_spelled(number)}."


def _spelled(number: int) -> str:
    """A number without a digit, which would be read as one."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))
