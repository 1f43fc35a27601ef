"""`dossier check`: print all problems of a collection."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from mkdocs_dossier.build.load_cache import Outcome
from mkdocs_dossier.checks.explaining import explanations
from mkdocs_dossier.cli.common import Refused, WithExamples, checked, in_folder, in_formats, mended
from mkdocs_dossier.cli.formats import FOR_PEOPLE, FORMATS
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.loading import ARTICLE
from mkdocs_dossier.problems import Location, Mend, Problem, Severity, condensed, counted


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    if code is None:
        return
    known = explanations()
    if code not in known:
        raise Refused(f"there is no code “{code}”: {did_you_mean(code, known) or 'use one of ' + ', '.join(known)}")
    click.echo(f"{code}\n{'=' * len(code)}\n\n{known[code]}")
    context.exit()


@click.command(cls=WithExamples)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@in_formats(*FORMATS, about="One line a problem, a JSON list, annotations for GitHub Actions, or SARIF 2.1.0.")
@click.option("--all", "every", is_flag=True, help="Print all hints, however many there are of a code.")
@click.option("--fix", is_flag=True, help="Write what is certain, and print it; then check again.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--explain",
    metavar="CODE",
    callback=_explain,
    expose_value=False,
    is_eager=True,
    help="Explain what a code means and how to fix it; nothing is checked.",
)
@in_folder
def check(folder: Path, paths: tuple[Path, ...], format_: str, every: bool, fix: bool, strict: bool) -> None:
    """Check all records, quotes and links.

    Prints every error and warning with its file, line and column, and what to do about it. Of each code's hints it
    prints the first three, with --all every one. Reports how many records drafts hold back. Changes nothing.

    With --fix, first writes what is certain: a misspelt name with only one that is close, a record's new id, an
    acknowledgement, mention or omission that is not needed. Never changes prose.

    With PATH, everything is read, but only what concerns these files or folders is reported: the problems of a dossier
    for each of its files, and for a file of shared records also references to records that are nowhere.

    Exits with 1 if there is an error (with --strict also if there is a warning), otherwise with 0.
    """
    outcome = _outcome(folder, paths)
    tried: set[tuple[Location, Mend]] = set()
    # A mend may bring other problems to light.
    while fix and (mends := [mend for mend in _mends_of(outcome) if mend not in tried]):
        tried.update(mends)
        for line in mended(mends):
            click.echo(line, err=True)
        outcome = _outcome(folder, paths)
    shown, left_out = (outcome.problems, {}) if every or format_ not in FOR_PEOPLE else condensed(outcome.problems)
    for line in FORMATS[format_](shown):
        click.echo(line)
    more = (f"{number} more hints [{code}]: dossier check --all" for code, number in left_out.items())
    for line in (*more, *outcome.held_back, summary(outcome)):
        click.echo(line, err=True)
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    sys.exit(any(problem.severity in fatal for problem in outcome.problems))


def _mends_of(outcome: Outcome) -> list[tuple[Location, Mend]]:
    return [(problem.location, problem.mend) for problem in outcome.problems if problem.mend]


def _outcome(folder: Path, paths: Sequence[Path]) -> Outcome:
    outcome = checked(folder)
    found = tuple(_concerning(outcome.problems, paths, folder.resolve())) if paths else outcome.problems
    return replace(outcome, problems=found)


def _concerning(problems: Sequence[Problem], paths: Sequence[Path], folder: Path) -> Iterator[Problem]:
    """Yield the problems that an edit of these files may have caused; all if one is outside the folder."""
    asked = {path.resolve() for path in paths}
    dossiers = {path: _dossier_of(path, folder) for path in asked}
    is_all = any(folder not in (path, *path.parents) for path in asked)
    roots = {dossiers[path] or path for path in asked}
    for problem in problems:
        at = Path(problem.location.path).resolve()
        is_lost = problem.code == "unknown-reference" and None in dossiers.values()
        if is_all or is_lost or not roots.isdisjoint((at, *at.parents)):
            yield problem


def _dossier_of(path: Path, folder: Path) -> Path | None:
    """Return the folder of the dossier that a file or folder belongs to; None if it is shared by all."""
    above = (up for up in (path, *path.parents) if folder in up.parents)
    return next((up for up in above if (up / ARTICLE).is_file()), None)


def summary(outcome: Outcome) -> str:
    """Count problems, files and records in words."""
    found = Counter(problem.severity for problem in outcome.problems)
    counts = ", ".join(counted(found[severity], severity) for severity in Severity)
    return f"{counts} in {counted(outcome.files, 'file')}/{counted(outcome.records, 'record')}"
