"""How problems are printed: one function a format, and the table of formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

import click

from mkdocs_dossier.cli.desk import printable
from mkdocs_dossier.problems import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "blue"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """One line a problem, its severity in colour; click takes the colour out where no terminal reads it."""
    for problem in problems:
        place, _, rest = printable(str(problem)).partition(f": {problem.severity}: ")
        yield f"{place}: {click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)}: {rest}"


def as_json(problems: Sequence[Problem]) -> Iterator[str]:
    """One list of objects."""
    yield as_data(
        [
            {
                "code": problem.code,
                "severity": str(problem.severity),
                "message": problem.message,
                "hint": problem.hint,
                "path": problem.location.path,
                "line": problem.location.line,
                "column": problem.location.column,
            }
            for problem in problems
        ]
    )


def as_github(problems: Sequence[Problem]) -> Iterator[str]:
    """GitHub's workflow commands, which it shows at the lines of a pull request.

    Everything that could end a command or begin another is escaped as the toolkit of GitHub Actions does it.
    """
    for problem in problems:
        properties = {
            "file": problem.location.path,
            "line": problem.location.line,
            "col": problem.location.column,
            "title": problem.code,
        }
        written = ",".join(f"{name}={_github_property(str(value))}" for name, value in properties.items())
        message = f"{problem.message} — {problem.hint}" if problem.hint else problem.message
        yield f"::{_COMMANDS[problem.severity]} {written}::{_github_data(message)}"


#: Every format by its name; a new one is one entry.
FORMATS: dict[str, Callable[[Sequence[Problem]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def as_data(data: object) -> str:
    """JSON that people can read, in which no control character stands as it is."""
    return "\n".join(printable(line) for line in json.dumps(data, ensure_ascii=False, indent=2).split("\n"))


def _github_data(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return "%0A".join(printable(line).replace("%", "%25") for line in lines)


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")
