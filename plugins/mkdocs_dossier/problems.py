"""What is wrong with what a person wrote: a value that says where, which record, what, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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


def with_severities(problems: Iterable[Problem], severities: Mapping[str, str]) -> Iterator[Problem]:
    """The problems with other weights: for a code `error`, `warning` or `hint`; `off` leaves its problems out."""
    for problem in problems:
        wanted = severities.get(problem.code, problem.severity)
        if wanted != "off":
            yield replace(problem, severity=Severity(wanted))


def summary(problems: Iterable[Problem]) -> str:
    """How many there are of each severity, such as `2 errors and 1 warning`."""
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{n} {severity}{'s' if n != 1 else ''}" for severity in Severity if (n := counts[severity])]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts) or "no problems"
