"""Describe a fault in a person's text as a value: where, which record, what, and what to do."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

#: Characters that must never reach a terminal or a log as they are: controls, line ends, escapes, bidirectional
#: overrides; and the sign that begins a command of GitHub Actions anywhere in a line.
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
    r"|(?<=##)\["
)
#: The code that counts the references to a file that cannot be read; it comes after the file's own problems.
_UNCHECKED = "unchecked-references"
#: The number of hints of one code that are shown; the rest are only counted.
FEW = 3


def printable(text: str) -> str:
    """Escape everything in a text that could command a terminal or a workflow."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def advised(message: str, hint: str) -> str:
    """Return a message with the advice that goes with it, if there is any."""
    return f"{message} — {hint}" if hint else message


def counted(number: int, noun: str) -> str:
    """Count a noun in words, such as `1 error` or `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Severity(StrEnum):
    """The severity of a problem: errors end a build, warnings end a strict one, hints never do."""

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
class Mend:
    """The one certain mend of a problem: at its place, `new` instead of the key or value `old`; None deletes it."""

    old: str
    new: str | None = None

    def __str__(self) -> str:
        """Return what it changes."""
        return f"deleted “{self.old}”" if self.new is None else f"replaced “{self.old}” with “{self.new}”"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at one place; its `code` has a heading in the handbook."""

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""
    mend: Mend | None = None

    def __str__(self) -> str:
        """Return one line that is safe to print."""
        line = printable(f"{self.location}: {self.severity}: {advised(self.message, self.hint)} [{self.code}]")
        # A path may begin with ::, and GitHub Actions would take the line for a command.
        return f"./{line}" if line.lstrip().startswith("::") else line


def fault(code: str, message: str, place: Location, hint: str = "", mend: Mend | None = None) -> Problem:
    """Return an error: its code, the fault in one sentence, its place, how to fix it, and what certainly does."""
    return Problem(code, Severity.ERROR, message, place, hint, mend)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, by file, line and column; unreadable files that others refer to come first."""
    once = dict.fromkeys(problems)
    first = {problem.location.path for problem in once if problem.code == _UNCHECKED}
    return sorted(once, key=lambda problem: (problem.location.path not in first, _order(problem)))


def _order(problem: Problem) -> tuple[str, int, int, bool, str, str]:
    at = problem.location
    return at.path, at.line, at.column, problem.code == _UNCHECKED, problem.code, problem.message


def with_severities(problems: Iterable[Problem], severities: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the problems with the severities set for their codes: `error`, `warning` or `hint`; `off` drops them."""
    for problem in problems:
        wanted = severities.get(problem.code, problem.severity)
        if wanted == problem.severity:
            yield problem
        elif wanted != "off":
            yield replace(problem, severity=Severity(wanted))


def summary(problems: Iterable[Problem]) -> str:
    """Count the problems of each severity in words, such as `2 errors and 1 warning`."""
    counts = Counter(problem.severity for problem in problems)
    parts = [counted(counts[severity], severity) for severity in Severity if counts[severity]]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts) or "no problems"


def condensed(problems: Sequence[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Shorten a list of problems for people: errors and warnings whole, of each code's hints the first few.

    If there is just one hint more, all are shown, because their count would take a line too. Returns the problems to
    show, and the number of hidden hints for each code that was cut.
    """
    hints = Counter(problem.code for problem in problems if problem.severity is Severity.HINT)
    cut = {code: number - FEW for code, number in hints.items() if number > FEW + 1}
    seen: Counter[str] = Counter()
    shown = []
    for problem in problems:
        seen[problem.code] += problem.severity is Severity.HINT
        if problem.severity is not Severity.HINT or problem.code not in cut or seen[problem.code] <= FEW:
            shown.append(problem)
    return shown, cut
