"""What is wrong with what a person wrote: a value that says where, which record, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: errors end a build, warnings end a strict one, hints never do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: its path as shown to the user, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, at one place; `code` has a heading of its own in the handbook."""

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""

    def __str__(self) -> str:
        advice = f" — {self.hint}" if self.hint else ""
        return f"{self.location}: {self.severity}: {self.message}{advice} [{self.code}]"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column: the order in which a person mends them."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.location, p.code, p.message))
