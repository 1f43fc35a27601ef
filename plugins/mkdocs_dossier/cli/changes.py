"""`dossier changes`: say what a branch changes in the dossiers."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from mkdocs_dossier.cli.common import Refused, configured, in_folder, in_formats
from mkdocs_dossier.cli.comparison import as_markdown, differences
from mkdocs_dossier.cli.formats import as_github
from mkdocs_dossier.loading import load
from mkdocs_dossier.problems import Severity

#: The most annotations of a pull request; the summary has the rest.
_MOST_ANNOTATIONS = 10
_HUNK = re.compile(r"^(?:\+\+\+ b/(?P<path>.+?)\t?|@@ -\S+ \+(?P<line>\d+)(?:,(?P<new>\d+))? @@.*)$", re.MULTILINE)


@click.command()
@click.argument("base")
@in_formats(
    *("text", "markdown", "github"), about="One line a change, a summary in Markdown, or annotations with that summary."
)
@in_folder
@click.pass_obj
def changes(folder: Path, base: str, format_: str) -> None:
    """Say what has changed in the dossiers since BASE, a commit or a branch.

    The files of now are compared with those where this branch left BASE: records that are new, changed or gone, what
    contradicts what, quotes that are no longer found, problems.

    With --format github, at most ten problems on changed lines become annotations, and the summary is added to the
    file that GITHUB_STEP_SUMMARY names. Ends with 0, whatever has changed; “dossier check” decides.
    """
    folder = folder.resolve()
    top = Path(_git(folder if folder.is_dir() else Path.cwd(), "rev-parse", "--show-toplevel").decode().strip())
    start = _git(top, "merge-base", "--end-of-options", base, "HEAD").decode().strip()
    inside = folder.relative_to(top.resolve()).as_posix()
    site = configured(folder)
    settings = site.settings if site else None
    with TemporaryDirectory() as temporary:
        earlier = Path(temporary).resolve()
        if _git(top, "ls-tree", "--name-only", start, "--", inside):
            zipfile.ZipFile(BytesIO(_git(top, "archive", "--format=zip", start, "--", inside))).extractall(earlier)
        (earlier / inside).mkdir(parents=True, exist_ok=True)
        was = load(earlier / inside, earlier, settings)
        now = load(folder, top, settings)
        if format_ == "text":
            lines = list(differences(was, now)) or ["Nothing changes in the dossiers."]
        else:
            lines = list(as_markdown(was, now))
    if format_ == "github":
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write("\n".join([*lines, ""]))
        touched = _touched(top, start, inside)
        there = [problem for problem in now[1] if (problem.location.path, problem.location.line) in touched]
        there.sort(key=lambda problem: list(Severity).index(problem.severity))
        lines = list(as_github(there[:_MOST_ANNOTATIONS]))
    for line in lines:
        click.echo(line)


def _touched(top: Path, start: str, inside: str) -> set[tuple[str, int]]:
    """Return (path, line) of every line that has changed since a commit."""
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/")
    diff = _git(top, "-c", "core.quotePath=false", "diff", *options, start, "--", inside).decode("utf-8", "replace")
    found, path = set(), ""
    for hunk in _HUNK.finditer(diff):
        path = hunk["path"] or path
        found |= {(path, int(hunk["line"] or 0) + number) for number in range(int(hunk["new"] or 1))}
    return found


def _git(folder: Path, *words: str) -> bytes:
    try:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise Refused("there is no git: install it") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        hint = " — in a workflow, check out with fetch-depth: 0" if words[0] == "merge-base" else ""
        raise Refused(f"git {words[0]}: {said}{hint}") from None
