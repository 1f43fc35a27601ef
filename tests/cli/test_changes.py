"""`dossier changes` says what a branch changes in the dossiers, and annotates only the lines it touches."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Command = Callable[..., Result]

_GIT = ("git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")


def _git(folder: Path, *words: str) -> None:
    subprocess.run([*_GIT, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def branch(project: Path) -> Path:
    """Check out a branch without changes, while main has got another commit."""
    if shutil.which("git") is None:
        pytest.skip("no git here")
    _git(project, "init", "--quiet", "--initial-branch", "main")
    _git(project, "add", "--all")
    _git(project, "commit", "--message", "begin")
    _git(project, "branch", "request")
    (project / "dossier/late.yml").write_text("topics:\n  late: {label: Late}\n")
    _git(project, "add", "--all")
    _git(project, "commit", "--message", "go on")
    _git(project, "checkout", "--quiet", "request")
    return project


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_branch_without_changes_is_said_to_change_nothing(branch: Path, dossier: Command) -> None:
    """Neither later commits on main nor lines that only moved count as changes of the branch."""
    _edit(branch / "dossier/angriff/annotations.yml", "statements:", "\n\nstatements:")
    result = dossier("changes", "main")
    assert (result.exit_code, result.stdout) == (0, "Nothing changes in the dossiers.\n")


def test_changes_are_listed_by_record(branch: Path, dossier: Command) -> None:
    """New, changed and removed records, contradictions, lost quotes and new hints are listed, always the same way."""
    (branch / "dossier/zweites").mkdir()
    article = (
        "---\ntitle: Zweites\npublished: 2024-10-06\nlanguage: de\n---\n\nEs gab nur 12 Tote, so der Geheimdienst.\n"
    )
    (branch / "dossier/zweites/article.md").write_text(article)
    (branch / "dossier/zweites/annotations.yml").write_text(
        "statements:\n  tote: {quote: Es gab nur 12 Tote, said_by: dienst}\n"
        "figures:\n  zwoelf: {quote: nur 12 Tote, quantity: getoetete}\n"
    )
    _edit(branch / "dossier/all.yml", "{name: Geheimdienst,", "{name: Der Geheimdienst, aliases: [Geheimdienst],")
    _edit(branch / "dossier/all.yml", "  kanal: {title: Kanal}\n", "")
    _edit(branch / "dossier/all.yml", ", cites: [kanal]", "")
    assert dossier("changes", "main").stdout.splitlines() == [
        "1 dossier new: zweites",
        "1 statement new: zweites/tote",
        "1 figure new: zweites/zwoelf",
        "1 actor changed: dienst",
        "1 source changed: kyiv-post",
        "1 source gone: kanal",
        "figure “tote” of dossier “angriff” now contradicts figure “zwoelf” of dossier “zweites”",
        "1 hint new",
    ]
    _edit(branch / "dossier/angriff/article.md", "mehr als 20 Soldaten", "mehr als 21 Soldaten")
    printed = dossier("changes", "main").stdout
    assert "2 quotes no longer found: figure angriff/tote, statement angriff/angriff\n" in printed
    assert printed == dossier("changes", "main").stdout


def test_an_untouched_quote_in_other_words_is_listed(branch: Path, dossier: Command) -> None:
    """A quote that is still found may be another one, or say something else in its sentence; typography is neither."""
    article = branch / "dossier/angriff/article.md"
    _edit(article, 'Laut "Kyiv Post" und', "Laut „Kyiv Post“\nund")
    assert "in another" not in dossier("changes", "main").stdout
    _edit(article, "20 Tote: ja", "20 Tote: nein")
    assert "1 quote now in another or a changed sentence: event treffer\n" in dossier("changes", "main").stdout


def test_a_quote_found_by_its_number_is_listed_if_there_is_one_more(branch: Path, dossier: Command) -> None:
    """`occurrence: 1` means another sentence once the same words are inserted above."""
    _edit(branch / "dossier/angriff/annotations.yml", "quote: 20 Tote}", "quote: 20 Tote, occurrence: 1}")
    _git(branch, "commit", "--all", "--message", "number")
    _edit(branch / "dossier/angriff/article.md", "Es gab 20", "Es gab 20 Tote: ja. Es gab 20")
    assert "1 quote now in another or a changed sentence: event treffer\n" in dossier("changes", "request").stdout


def test_github_annotations_are_for_changed_lines_only(
    branch: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """At most ten changed lines are annotated, errors first; the summary lists the rest with Markdown escaped."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    _edit(branch / "dossier/angriff/article.md", "mehr als 20 Soldaten", "mehr als 21 Soldaten")
    assert dossier("changes", "main", "--format", "github").stdout == ""
    text = summary.read_text(encoding="utf-8")
    assert "- 2 quotes no longer found" in text
    assert r"annotations.yml:3:12: error: statement “angriff”: this quote is not in the article" in text
    more = "".join(f"  a{number}: {{name: A{number}, kind: person, <b>: x}}\n" for number in range(12))
    _edit(branch / "dossier/all.yml", "actors:\n", f"actors:\n{more}")
    annotated = dossier("changes", "main", "--format", "github").stdout.splitlines()
    assert len(annotated) == 10
    assert all(line.startswith("::error file=dossier/all.yml,line=") for line in annotated)
    assert r"has no field “\<b\>”" in summary.read_text(encoding="utf-8").removeprefix(text)


def test_paths_are_relative_to_the_repository(branch: Path, dossier: Command) -> None:
    """Annotations in a new dossier folder within a subfolder have paths relative to the repository."""
    shutil.copytree(branch / "dossier", branch / "sub/dossier")
    _edit(branch / "sub/dossier/all.yml", "kind: agency", "kind: agency, x: y")
    _git(branch, "add", "--all")
    result = dossier("changes", "main", "--folder", "sub/dossier", "--format", "github")
    assert "::error file=sub/dossier/all.yml,line=2," in result.stdout


def test_an_invalid_revision_is_refused(branch: Path, dossier: Command) -> None:
    unknown = dossier("changes", "--", "--output=x")
    assert unknown.exit_code == 2
    assert "fetch-depth: 0" in unknown.stderr
    assert not (branch / "x").exists()
