"""`dossier check`: everything that is wrong in a collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from mkdocs_dossier.cli.desk import in_folder, read
from mkdocs_dossier.cli.formats import FORMATS
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.problems import Problem, Severity


@click.command(
    epilog="""Examples:

\b
  dossier check
  dossier check --strict
  dossier check --format github     in a workflow of GitHub Actions
  dossier check --format json | jq -r '.[].code' | sort | uniq -c
""",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="One line a problem, a JSON list, or annotations for GitHub Actions.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@in_folder
@click.pass_context
def check(context: click.Context, format_: str, strict: bool) -> None:
    """Check all records, quotes and links.

    Prints every problem with its file, line and column, and what to do about it. Ends with 1 if there is an error,
    with --strict also if there is a warning, else with 0. Nothing is changed.
    """
    folder: Path = context.obj
    collection, problems = read(folder)
    for line in FORMATS[format_](problems):
        click.echo(line)
    click.echo(summary(collection, problems), err=True)
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    context.exit(int(any(problem.severity in fatal for problem in problems)))


def summary(collection: Collection, problems: Sequence[Problem]) -> str:
    """How many problems there are, and in how much."""
    found = Counter(problem.severity for problem in problems)
    counts = ", ".join(counted(found[severity], str(severity)) for severity in Severity)
    files = {record.origin.path for record in collection} | {problem.location.path for problem in problems}
    return f"{counts} in {counted(len(files), 'file')}/{counted(len(collection), 'record')}"


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
