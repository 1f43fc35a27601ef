"""`dossier check`: what it prints, and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from conftest import write
from mkdocs_dossier.cli.formats import FORMATS
from mkdocs_dossier.loading import load
from mkdocs_dossier.problems import Location, Problem, Severity

Command = Callable[..., Result]

ERROR = "actors:\n  kim: {name: Kim}\n"
WARNING = "actors:\n  kim: {name: Kim, kind: person, country: }\n"
NASTY = Problem(
    "wrong-value",
    Severity.WARNING,
    "100% \x1b[31mred\x07\r\n::error file=x::stop \u202e",
    Location("dossier/a,b:c\n::warning::x.yml", 3, 7),
    "write\nthis",
)


def test_a_good_collection(project: Path, dossier: Command) -> None:
    """Nothing on the standard output, the sum on the other, and 0."""
    result = dossier("check", "--strict")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings, 0 hints in 3 files/9 records\n"


@pytest.mark.parametrize(
    ("written", "options", "code"),
    [(ERROR, (), 1), (ERROR, ("--strict",), 1), (WARNING, (), 0), (WARNING, ("--strict",), 1)],
)
def test_how_it_ends(project: Path, dossier: Command, written: str, options: tuple[str, ...], code: int) -> None:
    """1 for an error, under --strict for a warning too."""
    (project / "dossier/more.yml").write_text(written)
    for format_ in FORMATS:
        assert dossier("check", "--format", format_, *options).exit_code == code


def test_a_problem_is_a_line(project: Path, dossier: Command) -> None:
    """Place, severity, message, advice and code; no colour where no terminal reads it."""
    (project / "dossier/more.yml").write_text(ERROR)
    result = dossier("check")
    assert result.stdout == "dossier/more.yml:2:3: error: actor “kim” has no kind — add kind: … [missing-field]\n"
    assert result.stderr == "1 error, 0 warnings, 0 hints in 4 files/9 records\n"
    assert "\x1b[" in dossier("check", color=True).stdout


def test_of_many_hints_of_one_code_a_few_are_shown(project: Path, dossier: Command) -> None:
    """The rest is counted; with --all, and for programs, all are shown, and warnings always are."""
    topics = "".join(f"  t{number}: {{label: Thema {number:03} }}\n" for number in range(6))
    (project / "dossier/more.yml").write_text(f"topics:\n{topics}")
    result = dossier("check")
    assert result.stdout.count("[unused-record]") == 3
    assert "3 more hints [unused-record]: dossier check --all\n" in result.stderr
    assert "6 hints in" in result.stderr
    assert dossier("check", "--all").stdout.count("[unused-record]") == 6
    assert dossier("check", "--format", "json").stdout.count('"unused-record"') == 6
    empty = "".join(f"  a{number}: {{name: Anna {number}, kind: person, country: }}\n" for number in range(6))
    (project / "dossier/more.yml").write_text(f"actors:\n{empty}")
    assert dossier("check").stdout.count("[empty-field]") == 6


def _keep(project: Path) -> None:
    """Make the project a site with `keep`."""
    settings = "site_name: Test\ntheme: {name: material, language: de}\nplugins: [dossier: {keep: true}]\n"
    write(project, {"mkdocs.yml": settings, "docs/index.md": "# Start\n"})


def test_it_says_what_drafts_hold_back(project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a line of its own, which is no problem; also if the last outcome is cached."""
    monkeypatch.setenv("DOSSIER_CACHE_DIR", str(project / "cache"))
    _keep(project)
    article = project / "dossier/geheim/article.md"
    article.parent.mkdir()
    article.write_text("---\ntitle: Geheim\npublished: 2024-10-05\nstatus: draft\n---\n\nNeues von Ida Imm.\n")
    (project / "dossier/mehr.yml").write_text("actors:\n  imm: {name: Ida Imm, kind: person}\n")
    for _ in range(2):
        result = dossier("check", "--strict")
        first, last = result.stderr.splitlines()
        assert (result.exit_code, result.stdout) == (0, "")
        assert first == "Drafts hold back 1 dossier, 1 actor."
        assert last.startswith("0 errors, 0 warnings")


def test_with_keep_nothing_is_read_again(project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until a file changes."""
    monkeypatch.setenv("DOSSIER_CACHE_DIR", str(project / "cache"))
    _keep(project)
    first = dossier("check")
    loads = Counter[Path]()

    def counting(folder: Path, *others: Any, **more: Any) -> Any:
        loads[folder] += 1
        return load(folder, *others, **more)

    monkeypatch.setattr("mkdocs_dossier.cli.common.load", counting)
    assert (dossier("check").stderr, loads.total()) == (first.stderr, 0)
    (project / "dossier/more.yml").write_text(ERROR)
    assert "actor “kim” has no kind" in dossier("check").stdout
    assert loads.total() == 1


def test_json_is_a_list(project: Path, dossier: Command) -> None:
    (project / "dossier/more.yml").write_text(ERROR)
    assert json.loads(dossier("check", "--format", "json").stdout) == [
        {
            "code": "missing-field",
            "severity": "error",
            "message": "actor “kim” has no kind",
            "hint": "add kind: …",
            "path": "dossier/more.yml",
            "line": 2,
            "column": 3,
        }
    ]


def test_json_of_nothing_is_an_empty_list(project: Path, dossier: Command) -> None:
    assert json.loads(dossier("check", "--format", "json").stdout) == []


def test_github_gets_one_command_a_problem(project: Path, dossier: Command) -> None:
    (project / "dossier/more.yml").write_text(ERROR)
    assert dossier("check", "--format", "github").stdout == (
        "::error file=dossier/more.yml,line=2,col=3,title=missing-field::actor “kim” has no kind — add kind: …\n"
    )


def test_strangers_text_cannot_command_github() -> None:
    """Percent signs, line ends, colons and commas are escaped; nothing else can begin a command."""
    (line,) = FORMATS["github"]([NASTY])
    assert line == (
        "::warning file=dossier/a%2Cb%3Ac%0A%3A%3Awarning%3A%3Ax.yml,line=3,col=7,title=wrong-value::"
        "100%25 \\u001b[31mred\\u0007%0A::error file=x::stop \\u202e — write%0Athis"
    )


#: What a line may not hold, wherever it stands, and with what it may not begin.
COMMANDS = ("::error::x", "::add-mask::a", "  ::stop-commands::x", "##[add-mask]a", "a ##[error]b")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", COMMANDS)
def test_strangers_text_is_no_workflow_command(name: str, text: str) -> None:
    """In no format, in no place: GitHub takes `::` for a command at the beginning of a line, `##[` anywhere."""
    problems = [
        Problem(text, Severity.ERROR, text, Location(text), text),
        Problem("x", Severity.HINT, f"x\n{text}\r{text}", Location(f"\n{text}")),
    ]
    for line in "\n".join(FORMATS[name](problems)).splitlines():
        assert "##[" not in line
        ours = name == "github" and line.startswith(("::error file=", "::notice file="))
        assert ours or not line.strip().startswith("::")


def test_a_path_that_begins_like_a_command(project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Called within the folder, the command begins its lines with names that strangers have chosen."""
    (project / "dossier" / "::error::x.yml").write_text(ERROR)
    monkeypatch.chdir(project / "dossier")
    lines = dossier("check").stdout.splitlines()
    assert lines
    assert all(line.startswith("./::error::x.yml:") for line in lines)


@pytest.mark.parametrize("name", FORMATS)
def test_no_control_character_is_printed(name: str) -> None:
    """Of our own there are line ends between the lines, and the colour of a severity."""
    text = "".join(FORMATS[name]([NASTY]))
    text = text.replace("\x1b[33m\x1b[1mwarning\x1b[0m", "warning")
    if name == "json":
        assert json.loads(text)[0]["message"] == NASTY.message
    if name == "sarif":
        (result,) = json.loads(text)["runs"][0]["results"]
        assert result["message"]["text"] == f"{NASTY.message} — {NASTY.hint}"
    if name in ("json", "sarif"):
        text = text.replace("\n", "")
    assert not [letter for letter in text if not letter.isprintable()]


def test_the_folder_is_found_from_below_and_named_in_both_places(
    project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder next to mkdocs.yml is found from any folder below; paths are relative to the working directory."""
    (project / "dossier/more.yml").write_text(ERROR)
    monkeypatch.chdir(project / "dossier" / "angriff")
    assert dossier("check").stdout.startswith("../more.yml:2:3: error")
    assert dossier("--folder", "..", "check").stdout.startswith("../more.yml:2:3: error")
    assert dossier("check", "--folder", "..").stdout.startswith("../more.yml:2:3: error")
    assert dossier("--folder", "nowhere", "check").stdout.startswith("nowhere:1:1: error: there is no folder nowhere")


def test_limits_are_those_of_the_site(project: Path, dossier: Command) -> None:
    """What mkdocs.yml raises or lowers holds for the command too."""
    (project / "docs").mkdir()
    (project / "mkdocs.yml").write_text("site_name: T\nplugins: [{dossier: {limits: {field: 20}}}]\n")
    result = dossier("check")
    assert result.exit_code == 1
    assert "error: holds 28 characters, more than 20 — shorten it [field-too-long]" in result.stdout


def test_a_real_run(project: Path) -> None:
    """The installed command, in a process of its own, with an output that knows ASCII only."""
    (project / "dossier/more.yml").write_bytes(b"actors:\n  kim: {name: Kim, kind: person, country: caf\xe9}\n")
    command = [str(Path(sys.executable).with_name("dossier")), "check"]
    done = subprocess.run(command, capture_output=True, cwd=project, env={"PYTHONIOENCODING": "ascii"}, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(b"dossier/more.yml:2:46: error: is not UTF-8")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [(), ("check",), ("list",), ("new",), ("schema",), ("new", "actor"), ("new", "figure")]
)
def test_help(dossier: Command, words: tuple[str, ...]) -> None:
    """Every command explains itself, with an example."""
    result = dossier(*words, "--help")
    assert result.exit_code == 0
    assert "dossier" in result.stdout
    assert not words or "Example" in result.stdout


def test_version(dossier: Command) -> None:
    assert dossier("--version").stdout.startswith("dossier, version ")


def test_schema(project: Path, dossier: Command) -> None:
    """Printed, or written to a file; one that cannot be written is no traceback."""
    dossier("schema", "--output", "s.json")
    assert json.loads((project / "s.json").read_text()) == json.loads(dossier("schema").stdout)
    result = dossier("schema", "--output", "nowhere/s.json")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: nowhere/s.json cannot be written: No such file or directory\n",
    )


def test_schema_with_ids(project: Path, dossier: Command) -> None:
    """Those of the collection; without one, that is said."""
    assert dossier("schema", "--with-ids", "--output", "s.json").stderr == "wrote s.json\n"
    assert (project / "s.json").read_text() == dossier("schema", "--with-ids").stdout
    assert '"label": "kyiv-post"' in (project / "s.json").read_text()
    result = dossier("schema", "--with-ids", "--folder", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no folder nowhere" in result.stderr


def test_an_explanation_is_the_handbooks(dossier: Command) -> None:
    """`--explain` prints a code's section; an unknown code is answered with the one that was meant."""
    explained = dossier("check", "--explain", "quote-missing")
    assert explained.exit_code == 0
    assert explained.output.startswith("quote-missing\n=============\n")
    unknown = dossier("check", "--explain", "quote-mising")
    assert unknown.exit_code == 2
    assert "did you mean “quote-missing”?" in unknown.output


def test_paths_narrow_what_is_reported(project: Path, dossier: Command) -> None:
    """To a file's dossier, or to a register and lost references; everything is read, and other files count for all."""
    write(project, {f"dossier/{name}/article.md": _ARTICLE for name in ("one", "two")})
    quotes = "statements:\n  a: {quote: nowhere, said_by: nobody}\n"
    write(project, {f"dossier/{name}/annotations.yml": quotes for name in ("one", "two")})
    write(project, {"dossier/more.yml": WARNING, "dossier/other.yml": WARNING.replace("kim", "lee")})

    def reported(*paths: str) -> list[str]:
        result = dossier("check", *paths)
        lines = [line for line in result.stdout.splitlines() if ": hint: " not in line]
        assert result.exit_code == int(any(": error: " in line for line in lines))
        return sorted(re.sub(r"^dossier/(\S+?):.*\[([\w-]+)\]$", r"\1 \2", line) for line in lines)

    one = ["one/annotations.yml quote-missing", "one/annotations.yml unknown-reference"]
    lost = [line.replace("one/", f"{name}/") for name in ("one", "two") for line in one[1:]]
    assert reported("dossier/one/article.md") == reported("dossier/one") == one
    assert reported("dossier/more.yml") == sorted(["more.yml empty-field", *lost])
    assert reported("dossier/all.yml") == lost
    assert len(reported("dossier/one/article.md", "mkdocs.yml")) == len(reported()) == 6
    assert reported("dossier") == reported()
    assert dossier("check", "dossier/nowhere.yml").exit_code == 2


_ARTICLE = "---\ntitle: Titel\npublished: 2024-10-05\nlanguage: de\n---\n\nEin Satz.\n"
