"""Git's conflict markers: two versions of some lines in a file, because Git could not merge them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_dossier.problems import Location, Problem
from mkdocs_dossier.syntax.yaml_errors import fault

_OPENING, _MIDDLE, _CLOSING = "<<<<<<<", "=======", ">>>>>>>"
#: A marker of seven characters, optionally with a version's name; `|||||||` marks the common ancestor.
_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*))?$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def conflicts(text: str, shown: str, *, prose: bool = False) -> Iterator[Problem]:
    """Yield a problem for each conflict in a text, at its first marker; then one for stray markers, if any.

    Args:
        text: the whole file, with line feeds.
        shown: the file's path in problems.
        prose: whether it is Markdown, in which a line of `=` underlines a heading, seven `>` quote, and fenced code may
            show markers: only whole conflicts count there.
    """
    if not any(f"\n{mark}" in f"\n{text}" for mark in ((_OPENING,) if prose else (_OPENING, _MIDDLE, _CLOSING))):
        return
    open_: tuple[int, str] | None = None
    middle = 0
    left: list[int] = []
    for number, mark, version in _markers(text, prose):
        if mark == _OPENING:
            left += [open_[0]] if open_ else []
            open_, middle = (number, version), 0
        elif mark == _MIDDLE and open_:
            middle = middle or number
        elif mark == _CLOSING and open_ and middle:
            yield _conflict(shown, *open_, middle, number, version)
            open_ = None
        elif mark in (_CLOSING, _MIDDLE):
            left.append(number)
    left += [open_[0]] if open_ else []
    if left and not prose:
        message = f"Git’s conflict markers were left behind in line{'s' if len(left) > 1 else ''} "
        message += ", ".join(str(number) for number in sorted(left))
        yield fault("merge-conflict", message, Location(shown, min(left)), "delete them")


def _markers(text: str, prose: bool) -> Iterator[tuple[int, str, str]]:
    """Yield each marker: its line, from 1, its seven characters, and its version."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if prose and (match := _FENCE.match(line)):
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        elif not fence and line[:7] and (match := _MARKER.fullmatch(line)):
            yield number, match[1], (match[2] or "").strip()


def _conflict(shown: str, first: int, version: str, middle: int, last: int, other: str) -> Problem:
    versions = f", {version} and {other}" if version and other else ""
    message = f"lines {first} to {last} hold two versions{versions}: Git could not merge them"
    hint = f"keep the lines above or below the ======= in line {middle}, or something of both, and delete the markers"
    return fault("merge-conflict", message, Location(shown, first), hint)
