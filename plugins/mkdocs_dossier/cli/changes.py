"""`dossier changes`: say what a branch changes in the dossiers, in their own terms."""

import os
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from mkdocs_dossier.cli.common import Refused, configured, in_folder, in_formats
from mkdocs_dossier.cli.formats import as_github
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.contradictions import rivals_of
from mkdocs_dossier.evidence.opponents import opponents_of
from mkdocs_dossier.export.plain import fields_of
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import PUBLISHED
from mkdocs_dossier.model.records import Anchored, Dossier, Figure, Record, Statement
from mkdocs_dossier.problems import Problem, Severity, counted, printable, summary

#: What `load` returns.
_State = tuple[Collection, Sequence[Problem]]
#: Kind and key of a record.
_Key = tuple[str, str]
#: The most records, contradictions or problems that one entry lists.
_MOST = 20
#: Everything that Markdown may take for more than text.
_SIGN = re.compile(r"([\\`*_{}\[\]<>()#!|~@&])")
_PLACE = re.compile(r":\d+:\d+")
#: The most annotations of a pull request; the summary has the rest.
_MOST_ANNOTATIONS = 10
_HUNK = re.compile(r"^(?:\+\+\+ b/(?P<path>.+?)\t?|@@ -\S+ \+(?P<line>\d+)(?:,(?P<new>\d+))? @@.*)$", re.MULTILINE)


@click.command()
@click.argument("base")
@in_formats(
    *("text", "markdown", "github"), about="One line a change, a summary in Markdown, or annotations with that summary."
)
@in_folder
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
            with zipfile.ZipFile(BytesIO(_git(top, "archive", "--format=zip", start, "--", inside))) as archive:
                archive.extractall(earlier)
        (earlier / inside).mkdir(parents=True, exist_ok=True)
        was = load(earlier / inside, earlier, settings)
        now = load(folder, top, settings)
        if format_ == "text":
            lines = list(_differences(was, now)) or ["Nothing changes in the dossiers."]
        else:
            lines = list(_as_markdown(was, now))
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


def _markdown(text: str) -> str:
    """Return a text for GitHub's summary: what it holds is shown, and commands nothing."""
    return _SIGN.sub(r"\\\1", printable(text))


def _new_problems(base: _State, head: _State) -> list[Problem]:
    """Return the problems of `head` that `base` does not have, on whatever line; errors first."""
    known = Counter(map(_regardless_of_lines, base[1]))
    found = []
    for problem in head[1]:
        known[_regardless_of_lines(problem)] -= 1
        if known[_regardless_of_lines(problem)] < 0:
            found.append(problem)
    return sorted(found, key=lambda problem: list(Severity).index(problem.severity))


def _differences(base: _State, head: _State, text: Callable[[str], str] = printable) -> Iterator[str]:
    """Yield one line for each sort of change, in a fixed order; `text` escapes words of the collection."""
    old, new = _records(base[0]), _records(head[0])
    both = sorted(old.keys() & new.keys())
    edited = [key for key in both if _written(old[key]) != _written(new[key])]
    for what, keys in (("new", new.keys() - old.keys()), ("changed", edited), ("gone", old.keys() - new.keys())):
        for kind in PUBLISHED:
            if named := sorted(text(name) for noun, name in keys if noun == kind.noun):
                yield f"{len(named)} {kind.noun if len(named) == 1 else kind.section} {what}: {_listed(named)}"
    was, now = _contradictions(base[0]), _contradictions(head[0])
    for how, pairs in (("now contradicts", now - was), ("no longer contradicts", was - now)):
        said = [f"{_called(one, text)} {how} {_called(other, text)}" for one, other in sorted(pairs)]
        yield from said[:_MOST]
        if len(said) > _MOST:
            yield f"{len(said) - _MOST} more: {how}"
    lost = [key for key in both if base[0].words_of(old[key]) and not head[0].words_of(new[key])]
    if lost:
        names = _listed([f"{noun} {text(name)}" for noun, name in lost])
        yield f"{counted(len(lost), 'quote')} no longer found: {names}"
    around = [(key, _around(base[0], old[key]), _around(head[0], new[key])) for key in both if key not in edited]
    if other := [
        f"{noun} {text(name)}" for (noun, name), was_in, is_in in around if was_in and is_in and was_in != is_in
    ]:
        yield f"{counted(len(other), 'quote')} now in another or a changed sentence: {_listed(other)}"
    for how, problems in (("new", _new_problems(base, head)), ("gone", _new_problems(head, base))):
        if problems:
            yield f"{summary(problems)} {how}"


def _around(collection: Collection, record: Record) -> tuple[str, int] | None:
    """Return the letters of the sentences around a passage; of an `occurrence`, also how often its words occur."""
    article = collection.article_of(record)
    passage = article.passages.get(record) if article and isinstance(record, Anchored) else None
    if article is None or passage is None:
        return None
    sentences = article.text[slice(*article.sentences_around(passage))]
    many = article.text.count(article.words(record)) if getattr(record, "occurrence", None) else 1
    return "".join(filter(str.isalnum, sentences.casefold())), many


def _as_markdown(base: _State, head: _State) -> Iterator[str]:
    """Yield the lines of a summary in Markdown, with the new problems at its end."""
    yield "## What changes in the dossiers\n"
    yield from (f"- {line}" for line in list(_differences(base, head, _markdown)) or ["Nothing."])
    if more := _new_problems(base, head):
        yield "\n### New problems\n"
        yield from (f"- {_markdown(str(problem))}" for problem in more[:_MOST])
        if len(more) > _MOST:
            yield f"- {len(more) - _MOST} more: `dossier check`"


def _records(collection: Collection) -> dict[_Key, Record]:
    return {(record.noun, record.key): record for kind in PUBLISHED for record in collection.of(kind.model)}


def _written(record: Record) -> object:
    return fields_of(record), record.body if isinstance(record, Dossier) else ""


def _contradictions(collection: Collection) -> set[tuple[_Key, _Key]]:
    found: list[tuple[Record, Record]] = []
    for figure in collection.of(Figure):
        found += [(figure, rival) for rival in rivals_of(collection, figure)]
    for statement in collection.of(Statement):
        found += [(statement, other) for other in opponents_of(collection, statement)]
    pairs = (sorted([(one.noun, one.key), (other.noun, other.key)]) for one, other in found)
    return {(one, other) for one, other in pairs}


def _regardless_of_lines(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.location.path, _PLACE.sub("", problem.message)


def _called(key: _Key, text: Callable[[str], str]) -> str:
    dossier, _, name = key[1].partition("/")
    return f"{key[0]} “{text(name)}” of dossier “{text(dossier)}”"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
