"""Print problems: one function per format, and the table of formats."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from urllib.parse import quote

import click

from mkdocs_dossier import __version__
from mkdocs_dossier.checks.explaining import explanations
from mkdocs_dossier.problems import Location, Problem, Severity, advised, printable

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "blue"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield a line per problem, its severity in colour; click drops the colour unless a terminal reads it."""
    for problem in problems:
        place, _, rest = str(problem).partition(f": {problem.severity}: ")
        yield f"{place}: {click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)}: {rest}"


def as_json(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield one JSON list of objects."""
    own = ("code", "severity", "message", "hint")
    yield as_data([{name: getattr(each, name) for name in own} | asdict(each.location) for each in problems])


def as_github(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield GitHub's workflow commands, shown at lines of a pull request, escaped as in the toolkit of Actions."""
    for problem in problems:
        at = problem.location
        properties = {"file": at.path, "line": at.line, "col": at.column, "title": problem.code}
        data = {name: _github_data(str(value)) for name, value in properties.items()}
        written = ",".join(f"{name}={value.replace(':', '%3A').replace(',', '%2C')}" for name, value in data.items())
        yield f"::{_COMMANDS[problem.severity]} {written}::{_github_data(advised(problem.message, problem.hint))}"


def as_sarif(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield one run in the Static Analysis Results Interchange Format, SARIF 2.1.0."""
    rules = sorted({problem.code for problem in problems})
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": rules.index(problem.code),
            "level": "note" if problem.severity is Severity.HINT else problem.severity,
            "message": {"text": advised(problem.message, problem.hint)},
            "locations": [{"physicalLocation": _sarif_place(problem.location)}],
        }
        for problem in problems
    ]
    explained = [{"id": code, "help": {"text": explanations().get(code, code)}} for code in rules]
    driver = {"name": "dossier", "version": __version__, "rules": explained}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield as_data({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _sarif_place(at: Location) -> dict[str, dict[str, object]]:
    region: dict[str, object] = {"startLine": at.line, "startColumn": at.column}
    return {"artifactLocation": {"uri": quote(at.path)}, "region": region}


#: The formats that people read line by line; programs read the others as a whole.
FOR_PEOPLE = frozenset({"text", "github"})
#: Every format by its name.
FORMATS = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}


def as_data(data: object) -> str:
    """Return indented JSON without control characters."""
    return "\n".join(printable(line) for line in json.dumps(data, ensure_ascii=False, indent=2).split("\n"))


def _github_data(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return "%0A".join(printable(line).replace("%", "%25") for line in lines)
