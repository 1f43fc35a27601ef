"""The handbook is correct and complete: every code, every example, every field."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from benchmarks.terminal import typed
from click import unstyle

import forked
from conftest import write
from mkdocs_dossier.export import EXPORTS
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.mkdocs_plugin.config import BOUNDS, DossierConfig
from mkdocs_dossier.mkdocs_plugin.site_config import site_settings
from mkdocs_dossier.model.kinds import KINDS
from mkdocs_dossier.problems import Severity
from mkdocs_dossier.site.pages import pages_of, taken_addresses
from mkdocs_dossier.site.urls import Addresses
from mkdocs_dossier.syntax.yaml import Limits

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "mkdocs_dossier"
HANDBOOK = ROOT / "docs" / "handbook"
PROBLEMS = PACKAGE / "checks" / "problems.md"
#: Pages whose examples are files of a collection; a later example replaces an earlier one of the same name.
PAGES = [ROOT / "README.md", *sorted(path for path in HANDBOOK.glob("*.md") if path.name != "problems.md")]
_UPDATE = bool(os.environ.get("DOSSIER_UPDATE"))
#: Step-by-step pages: their files are written and their commands run in order.
_STEP_BY_STEP = ("first-dossier", "editors", "python", "suggesting")
STEPS = [ROOT / "README.md", *(HANDBOOK / f"{name}.md" for name in _STEP_BY_STEP)]

_FENCE = re.compile(
    r'^(?P<mark>```+)(?P<kind>\w*)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^(?P=mark)$', re.MULTILINE | re.DOTALL
)


@dataclass
class Example:
    """The section of one code in the list of problems."""

    code: str
    files: dict[str, str] = field(default_factory=dict)
    expected: list[str] | None = None
    prose: str = ""


def _examples() -> Iterator[Example]:
    for part in re.split(r"^## ", PROBLEMS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        code, _, body = part.partition("\n")
        example = Example(code, prose=_FENCE.sub("", body))
        for fence in _FENCE.finditer(body):
            if fence["title"]:
                example.files[fence["title"]] = fence["text"]
            elif fence["kind"] == "text" and example.expected is None:
                example.expected = fence["text"].splitlines()
        yield example


EXAMPLES = list(_examples())

#: Preparations of examples that cannot be shown as they are.
_PREPARED: dict[str, Callable[[str], bytes]] = {
    "field-too-long": lambda text: text.replace("…", "x" * 20_001).encode(),
    "file-too-large": lambda text: text.encode() * 50_000,
    "hidden-character": lambda text: text.replace("⟨here⟩", "\u202e").encode(),
    "not-utf-8": lambda text: text.encode("latin-1"),
    "snapshot-unreadable": lambda text: text.encode("latin-1" if "planen" in text else "utf-8"),
}


#: Severities for problems that are off by default.
_ASKED = {"unchecked": {"unchecked": "hint"}}


def _codes() -> set[str]:
    """Return every code that is the first argument of a call: `Problem("code", …)`, `Check("code", …)` and so on."""
    codes = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if called in ("Problem", "Check", "fault", "_error", "_problem", "_warning") and isinstance(
                first, ast.Constant
            ):
                codes.add(str(first.value))
    return codes


def test_every_problem_has_one_heading() -> None:
    headings = [example.code for example in EXAMPLES]
    assert len(headings) == len(set(headings))
    assert set(headings) == _codes()
    assert headings == sorted(headings)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_an_example_gives_exactly_what_the_handbook_says(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example gives its expected problems, ignoring other codes' hints. DOSSIER_UPDATE=1 rewrites the list."""
    prepared = _PREPARED.get(example.code, str.encode)
    folder = write(tmp_path, {name: prepared(text) for name, text in example.files.items()})
    monkeypatch.chdir(tmp_path)
    site = site_settings(tmp_path / "mkdocs.yml") if "mkdocs.yml" in example.files else None
    collection, problems = load(
        site.folder if site else folder, tmp_path, Settings(severities=_ASKED.get(example.code))
    )
    problems += site.problems if site else ()
    problems += taken_addresses(pages_of(collection, Addresses("de")), Addresses("de"))
    found = [problem for problem in problems if problem.code == example.code or problem.severity is not Severity.HINT]
    lines = [str(problem) for problem in found]
    if _UPDATE:
        _write_expected(example, lines)
    else:
        assert lines == example.expected
    assert any(problem.code == example.code for problem in found)
    assert len(example.prose.split()) > 15


def _write_expected(example: Example, lines: list[str]) -> None:
    text = PROBLEMS.read_text(encoding="utf-8")
    before, heading, section = text.partition(f"## {example.code}\n")
    old, new = ("\n".join(["```text", *shown, "```"]) for shown in (example.expected or [], lines))
    PROBLEMS.write_text(before + heading + section.replace(old, new, 1), encoding="utf-8")


def test_the_handbook_shows_the_list_of_problems() -> None:
    assert '--8<-- "plugins/mkdocs_dossier/checks/problems.md"' in (HANDBOOK / "problems.md").read_text("utf-8")


def fences_of(page: Path) -> Iterator[re.Match[str]]:
    """Yield the examples of a page, each with its `kind`, `title` and `text`."""
    return _FENCE.finditer(page.read_text(encoding="utf-8"))


def files_of(page: Path) -> dict[str, str]:
    """Return the files that a page shows in full."""
    return {fence["title"]: fence["text"] for fence in fences_of(page) if fence["title"]}


@pytest.mark.parametrize("page", [page for page in PAGES if page not in STEPS], ids=lambda page: page.name)
def test_the_examples_of_a_page_load_without_a_problem(page: Path, tmp_path: Path) -> None:
    files = {name: text for name, text in files_of(page).items() if name.startswith("dossier/")}
    if files:
        _, problems = load(write(tmp_path, files), tmp_path, Settings("en"))
        assert [str(problem) for problem in problems if problem.severity is not Severity.HINT] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_yaml_is_in_the_handbook_only_as_a_whole_file(page: Path) -> None:
    assert [fence["text"] for fence in fences_of(page) if fence["kind"] == "yaml" and not fence["title"]] == []


def test_every_kind_has_a_whole_example() -> None:
    shown = "".join(files_of(HANDBOOK / "records.md").values())
    assert [kind.section for kind in KINDS if not re.search(rf"^{kind.section}:", shown, re.MULTILINE)] == []


def test_every_field_has_an_example() -> None:
    """Every field in the tables of `records.md` occurs in a file of the handbook."""
    tables = (HANDBOOK / "records.md").read_text(encoding="utf-8")
    fields = set(re.findall(r"^\| \*{0,2}`([\w-]+)`\*{0,2} \|", tables, re.MULTILINE))
    shown = "".join(text for page in PAGES for text in files_of(page).values())
    assert len(fields) > 80
    assert [name for name in sorted(fields) if not re.search(rf"(?<![\w-]){name}:(?!\w)", shown)] == []


def test_the_tables_of_fields_are_those_of_the_models() -> None:
    page = (HANDBOOK / "records.md").read_text(encoding="utf-8")
    filled = runpy.run_path(str(ROOT / "tools" / "record_tables.py"))["filled"]
    assert filled(page) == page, "run .venv/bin/python tools/record_tables.py"


#: A command behind `$`, and its output.
_TYPED = re.compile(r"^\$ (?P<command>.+)\n(?P<answer>(?:(?!\$ |```).*\n)*)", re.MULTILINE)
#: Keys that are typed in the terminal session of a command.
_KEYS = re.compile(r"dossier suggest (?P<dossier>[\w-]+) # keys: (?P<keys>.+)")


def _run(typed: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(typed)
    if program in ("dossier", "mkdocs"):
        return getattr(forked, program)(*arguments, cwd=folder)
    command = [sys.executable, *([] if program == "python" else ["-m", program]), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _without_hints(answer: str) -> str:
    return "".join(line for line in answer.splitlines(keepends=True) if ": hint: " not in line)


def _without_numbers(answer: str) -> str:
    """Return an output without the numbers of hints, files and records, because the sample grows."""
    return re.sub(r"\d+ hints? in \d+ files?/\d+ records?", "…", answer)


@pytest.mark.slow
@pytest.mark.parametrize("page", STEPS, ids=lambda page: page.name)
def test_following_the_steps_gives_the_shown_output(page: Path, tmp_path: Path) -> None:
    """The commands of a step-by-step page give the output it shows. DOSSIER_UPDATE=1 rewrites the page."""
    if _KEYS.search(page.read_text(encoding="utf-8")):
        pytest.importorskip("pty")
    if page.name == "README.md":
        shutil.copytree(ROOT / "dossier", tmp_path / "dossier")

    def answered(step: re.Match[str]) -> str:
        command, answer = step["command"], step["answer"]
        if keys := _KEYS.fullmatch(command):
            shown = unstyle(typed(tmp_path, keys["dossier"], keys["keys"].split())).replace("\u00a0", " ")
            return f"$ {command}\n" + "".join(f"{line.rstrip()}\n" for line in shown.rstrip().splitlines())
        if command.startswith(("dossier ", "mkdocs build", "python ")):
            done = _run(command, tmp_path)
            if not command.startswith("dossier"):
                assert done.returncode == 0, done.stdout + done.stderr
            given = _without_hints(done.stdout + done.stderr)
            if not command.startswith("mkdocs") and (_UPDATE or _without_numbers(given) != _without_numbers(answer)):
                answer = given
        return f"$ {command}\n{answer}"

    def followed(fence: re.Match[str]) -> str:
        if fence["title"]:
            write(tmp_path, {fence["title"]: fence["text"]})
        return _TYPED.sub(answered, fence[0]) if fence["kind"] == "console" else fence[0]

    text = page.read_text(encoding="utf-8")
    seen = _FENCE.sub(followed, text)
    if _UPDATE:
        page.write_text(seen, encoding="utf-8")
    else:
        assert seen.splitlines() == text.splitlines()
    assert text.count("\n$ ") >= 3


@pytest.mark.slow
def test_a_problem_of_a_page_is_found_by_the_build(tmp_path: Path) -> None:
    """A broken link in `docs/` ends a strict build, but not an ordinary one."""
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Test\nplugins: [dossier]\ntheme: {name: material, language: en}\n",
            "docs/index.md": "# Test\n\n[Putin](actor:putin)\n",
            "dossier/actors.yml": "actors:\n  ryder:\n    name: Pat Ryder\n    kind: person\n",
        },
    )
    ordinary, strict = _run("mkdocs build", tmp_path), _run("mkdocs build --strict", tmp_path)
    line = "docs/index.md:3:1: warning: the link to actor:putin leads nowhere — `dossier list actor` prints all ids"
    assert (ordinary.returncode, strict.returncode) == (0, 1)
    assert line in ordinary.stderr
    assert line in strict.stderr


def test_every_setting_is_in_the_handbook_and_the_readme() -> None:
    settings = {name for name, _ in DossierConfig._schema}
    for page in (HANDBOOK / "site.md", ROOT / "README.md"):
        table = page.read_text(encoding="utf-8").split("| Setting |", 1)[1].split("\n\n", 1)[0]
        assert settings == set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)), page.name


def test_every_limit_is_in_the_handbook_with_its_value() -> None:
    table = (HANDBOOK / "site.md").read_text(encoding="utf-8").split("| Limit |", 1)[1].split("\n\n", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([\d,]+) \|$", table, re.MULTILINE)
    assert {name: int(most.replace(",", "")) for name, most in rows} == {
        name: getattr(Limits(), field) for name, field in BOUNDS.items()
    }


def test_every_file_of_data_is_in_the_handbook() -> None:
    text = (HANDBOOK / "site.md").read_text(encoding="utf-8")
    assert [name for name in EXPORTS if f"`{name}`" not in text] == []
