"""Markdown that would take Python-Markdown too deep or too long: found line by line, before it is converted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: How many lists and quotes may stand in each other. Python-Markdown calls itself for each.
MOST_LEVELS = 50
#: How many letters may stand behind opening brackets up to the closing ones, summed up for an article. Python-Markdown
#: looks for the end of each bracket anew: a thousand that are never closed are half a million letters.
MOST_SEARCHED = 2_000_000

#: What makes levels, at the beginning of a line.
_LEVELS = re.compile(r"(?:[ \t]|>|[-*+][ \t]|[0-9]{1,9}\.[ \t])*")
_MARKER = re.compile(r">|[-*+]|[0-9]+\.")
_INDENTED = 4
_BRACKET = re.compile(r"[\[\]]")


@dataclass(frozen=True, slots=True)
class Tangle:
    """What makes an article too deep: its line in the body, from 1, what it is, and what to do."""

    line: int
    message: str
    hint: str


def tangled(body: str) -> Tangle | None:
    """The first place where lists, quotes or brackets stand in each other too deep; None if there is none."""
    searched = 0
    for first, lines in _paragraphs(body):
        for number, line in enumerate(lines, start=first):
            if _levels(line) > MOST_LEVELS:
                message = f"lists or quotes stand in each other more than {MOST_LEVELS} levels deep"
                return Tangle(number, message, "indent the line less")
        text = "\n".join(lines)
        searched += _searched(text)
        if searched > MOST_SEARCHED:
            message = "holds too many brackets [ that are never closed or stand in each other"
            return Tangle(first + text[: text.find("[")].count("\n"), message, "close them, or delete them")
    return None


def _paragraphs(body: str) -> Iterator[tuple[int, list[str]]]:
    """Lines between empty lines, with the number of the first."""
    lines: list[str] = []
    for number, line in enumerate([*body.split("\n"), ""], start=1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield number - len(lines), lines
            lines = []


def _levels(line: str) -> int:
    """How many lists and quotes a line may stand in: its markers, and its indentation."""
    found = _LEVELS.match(line)
    start = found[0].expandtabs(_INDENTED) if found else ""
    if not line.strip(" \t*-+"):
        return 0  # a rule across the page
    markers = _MARKER.findall(start)
    return len(markers) + (len(start) - sum(len(marker) + 1 for marker in markers)) // _INDENTED


def _searched(paragraph: str) -> int:
    """How far it is from each opening bracket to its closing one, or to the end of the paragraph, summed up."""
    total = 0
    opened: list[int] = []
    for bracket in _BRACKET.finditer(paragraph):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            total += bracket.start() - opened.pop()
    return total + sum(len(paragraph) - start for start in opened)
