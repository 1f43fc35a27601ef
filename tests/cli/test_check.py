"""`dossier check`: its output and its exit code."""

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


def test_a_sound_collection_prints_only_the_summary(project: Path, dossier: Command) -> None:
    """A sound collection prints nothing to stdout and the summary to stderr, and exits with 0."""
    result = dossier("check", "--strict")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings, 0 hints in 3 files/9 records\n"


@pytest.mark.parametrize(
    ("written", "options", "code"),
    [(ERROR, (), 1), (ERROR, ("--strict",), 1), (WARNING, (), 0), (WARNING, ("--strict",), 1)],
)
def test_the_exit_code_is_1_for_problems(
    project: Path, dossier: Command, written: str, options: tuple[str, ...], code: int
) -> None:
    """The exit code is 1 for an error, and with --strict for a warning, in every format."""
    (project / "dossier/more.yml").write_text(written)
    for format_ in FORMATS:
        assert dossier("check", "--format", format_, *options).exit_code == code


def test_a_problem_is_a_line(project: Path, dossier: Command) -> None:
    """A problem's line has its place, severity, message, advice and code, and colour only in a terminal."""
    (project / "dossier/more.yml").write_text(ERROR)
    result = dossier("check")
    assert result.stdout == "dossier/more.yml:2:3: error: actor “kim” has no kind — add kind: … [missing-field]\n"
    assert result.stderr == "1 error, 0 warnings, 0 hints in 4 files/9 records\n"
    assert "\x1b[" in dossier("check", color=True).stdout


def test_only_three_hints_of_a_code_are_shown(project: Path, dossier: Command) -> None:
    """Further hints are counted; --all and JSON list all of them, and warnings are always listed."""
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


def _enable_keep(project: Path) -> None:
    """Make the project a site with `keep` on."""
    settings = "site_name: Test\ntheme: {name: material, language: de}\nplugins: [dossier: {keep: true}]\n"
    write(project, {"mkdocs.yml": settings, "docs/index.md": "# Start\n"})


def test_held_back_drafts_are_counted(project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that drafts hold back are counted in a line of their own, also from the cache; they are no problem."""
    monkeypatch.setenv("DOSSIER_CACHE_DIR", str(project / "cache"))
    _enable_keep(project)
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


def test_with_keep_an_unchanged_collection_is_not_loaded_again(
    project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `keep`, a second check loads nothing until a file changes."""
    monkeypatch.setenv("DOSSIER_CACHE_DIR", str(project / "cache"))
    _enable_keep(project)
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


def test_json_lists_the_problems(project: Path, dossier: Command) -> None:
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


def test_json_without_problems_is_an_empty_list(project: Path, dossier: Command) -> None:
    assert json.loads(dossier("check", "--format", "json").stdout) == []


def test_github_gets_one_workflow_command_per_problem(project: Path, dossier: Command) -> None:
    (project / "dossier/more.yml").write_text(ERROR)
    assert dossier("check", "--format", "github").stdout == (
        "::error file=dossier/more.yml,line=2,col=3,title=missing-field::actor “kim” has no kind — add kind: …\n"
    )


def test_untrusted_text_is_escaped_for_github() -> None:
    """Percent signs, line ends, colons and commas are escaped, so that untrusted text begins no workflow command."""
    (line,) = FORMATS["github"]([NASTY])
    assert line == (
        "::warning file=dossier/a%2Cb%3Ac%0A%3A%3Awarning%3A%3Ax.yml,line=3,col=7,title=wrong-value::"
        "100%25 \\u001b[31mred\\u0007%0A::error file=x::stop \\u202e — write%0Athis"
    )


#: Texts that no line may contain (`##[`) or begin with (`::`).
COMMANDS = ("::error::x", "::add-mask::a", "  ::stop-commands::x", "##[add-mask]a", "a ##[error]b")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", COMMANDS)
def test_untrusted_text_is_no_workflow_command_in_any_format(name: str, text: str) -> None:
    """No format prints `::` at the beginning of a line or `##[` anywhere, which GitHub would run as commands."""
    problems = [
        Problem(text, Severity.ERROR, text, Location(text), text),
        Problem("x", Severity.HINT, f"x\n{text}\r{text}", Location(f"\n{text}")),
    ]
    for line in "\n".join(FORMATS[name](problems)).splitlines():
        assert "##[" not in line
        ours = name == "github" and line.startswith(("::error file=", "::notice file="))
        assert ours or not line.strip().startswith("::")


def test_a_path_that_begins_like_a_workflow_command_is_prefixed(
    project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path such as `::error::x.yml` is printed with `./`, so that its line is not a workflow command."""
    (project / "dossier" / "::error::x.yml").write_text(ERROR)
    monkeypatch.chdir(project / "dossier")
    lines = dossier("check").stdout.splitlines()
    assert lines
    assert all(line.startswith("./::error::x.yml:") for line in lines)


@pytest.mark.parametrize("name", FORMATS)
def test_no_control_character_is_printed(name: str) -> None:
    """Apart from line ends and the severity's colour, no format prints a control character."""
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


def test_the_folder_is_found_from_below_and_can_be_given(
    project: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder next to mkdocs.yml is found from any subfolder, or given before or after `check`."""
    (project / "dossier/more.yml").write_text(ERROR)
    monkeypatch.chdir(project / "dossier" / "angriff")
    assert dossier("check").stdout.startswith("../more.yml:2:3: error")
    assert dossier("--folder", "..", "check").stdout.startswith("../more.yml:2:3: error")
    assert dossier("check", "--folder", "..").stdout.startswith("../more.yml:2:3: error")
    assert dossier("--folder", "nowhere", "check").stdout.startswith("nowhere:1:1: error: there is no folder nowhere")


def test_limits_are_read_from_mkdocs_yml(project: Path, dossier: Command) -> None:
    """A limit in mkdocs.yml applies to the command too."""
    (project / "docs").mkdir()
    (project / "mkdocs.yml").write_text("site_name: T\nplugins: [{dossier: {limits: {field: 20}}}]\n")
    result = dossier("check")
    assert result.exit_code == 1
    assert "error: holds 28 characters, more than 20 — shorten it [field-too-long]" in result.stdout


SETTINGS = """\
site_name: T
theme: {name: material, language: de}
plugins:
  - search
  - dossier:
      severities:
        no-passage: 'off'
        %s
      csp: false
      language: %s
"""


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("quote-missing: hint", "en", []),
        (
            "quote-mising: hint",
            "en",
            ["mkdocs.yml:8:9: error: severities: “quote-mising” is not known: did you mean “quote-missing”?"],
        ),
        (
            "quote-missing: 'offf'",
            "de-AT",
            [
                "mkdocs.yml:8:25: error: severities: “offf” is not known: did you mean “off”?",
                "mkdocs.yml:10:17: error: language: “de-AT” is not known: write one of de, en",
            ],
        ),
    ],
)
def test_wrong_settings_are_reported_where_they_are(
    project: Path, dossier: Command, written: str, language: str, said: list[str]
) -> None:
    """Every one of the plugin's own, and all else is checked in the same run."""
    write(project, {"mkdocs.yml": SETTINGS % (written, language), "docs/index.md": "", "dossier/empty.yml": ""})
    lines = dossier("check").stdout.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in lines] == ["warning", *["error"] * len(said)]
    assert lines[1:] == [f"{line} [wrong-value]" for line in said]


def test_a_setting_that_does_not_exist_is_a_warning(project: Path, dossier: Command) -> None:
    """An unknown setting of the plugin is a warning at its line, as in a build."""
    settings = "site_name: Test\nplugins:\n  - dossier:\n      foldr: dossier\n      serch: true\n      x: 1\n"
    write(project, {"mkdocs.yml": settings, "docs/index.md": ""})
    said = [line.partition(": ")[2] for line in dossier("check").stdout.splitlines() if line.startswith("mkdocs.yml")]
    assert said[:2] == [
        "warning: foldr: is no setting: did you mean “folder”? [wrong-value]",
        "warning: serch: is no setting: did you mean “search”? [wrong-value]",
    ]
    assert "x: is no setting: write one of folder, language, paths, " in said[2]


def test_the_installed_command_prints_ascii_if_it_must(project: Path) -> None:
    """The installed command reports a problem without a traceback if its output is limited to ASCII."""
    (project / "dossier/more.yml").write_bytes(b"actors:\n  kim: {name: Kim, kind: person, country: caf\xe9}\n")
    command = [str(Path(sys.executable).with_name("dossier")), "check"]
    done = subprocess.run(command, capture_output=True, cwd=project, env={"PYTHONIOENCODING": "ascii"}, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(b"dossier/more.yml:2:46: error: is not UTF-8")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [(), ("check",), ("list",), ("new",), ("schema",), ("new", "actor"), ("new", "figure")]
)
def test_every_command_has_help_with_an_example(dossier: Command, words: tuple[str, ...]) -> None:
    """`--help` works for every command, and gives an example."""
    result = dossier(*words, "--help")
    assert result.exit_code == 0
    assert "dossier" in result.stdout
    assert not words or "Example" in result.stdout


def test_the_version_is_printed(dossier: Command) -> None:
    assert dossier("--version").stdout.startswith("dossier, version ")


def test_the_schema_is_printed_or_written(project: Path, dossier: Command) -> None:
    """The schema is the same on stdout and in a file, and a file that cannot be written is an error message."""
    dossier("schema", "--output", "s.json")
    assert json.loads((project / "s.json").read_text()) == json.loads(dossier("schema").stdout)
    result = dossier("schema", "--output", "nowhere/s.json")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: nowhere/s.json cannot be written: No such file or directory\n",
    )


def test_the_schema_can_contain_ids(project: Path, dossier: Command) -> None:
    """`--with-ids` adds the collection's ids to the schema, and is refused without a collection."""
    assert dossier("schema", "--with-ids", "--output", "s.json").stderr == "wrote s.json\n"
    assert (project / "s.json").read_text() == dossier("schema", "--with-ids").stdout
    assert '"label": "kyiv-post"' in (project / "s.json").read_text()
    result = dossier("schema", "--with-ids", "--folder", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no folder nowhere" in result.stderr


def test_explain_prints_the_handbooks_section(dossier: Command) -> None:
    """`--explain` prints the handbook's section on a code, and suggests the closest code for an unknown one."""
    explained = dossier("check", "--explain", "quote-missing")
    assert explained.exit_code == 0
    assert explained.output.startswith("quote-missing\n=============\n")
    unknown = dossier("check", "--explain", "quote-mising")
    assert unknown.exit_code == 2
    assert "did you mean “quote-missing”?" in unknown.output


def test_paths_narrow_what_is_reported(project: Path, dossier: Command) -> None:
    """A path limits reports to its dossier, or to a register and unknown references; other files mean everything."""
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
