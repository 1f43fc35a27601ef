"""The handbook says what is true: every code, every example, every field."""

from __future__ import annotations

import ast
import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import write
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.model.kinds import KINDS
from mkdocs_dossier.site.addresses import Addresses
from mkdocs_dossier.site.plan import taken_addresses

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "mkdocs_dossier"
HANDBOOK = ROOT / "docs" / "handbook"
PROBLEMS = PACKAGE / "checks" / "problems.md"
#: Pages whose examples are files of a collection; later ones of one name replace earlier ones.
PAGES = [ROOT / "README.md", *sorted(path for path in HANDBOOK.glob("*.md") if path.name != "problems.md")]

_FENCE = re.compile(r'^(?P<mark>```+)(?P<kind>\w*)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^(?P=mark)$', re.M | re.S)


@dataclass
class Example:
    """What stands below one heading of the list of problems."""

    code: str
    files: dict[str, str] = field(default_factory=dict)
    expected: list[str] | None = None
    prose: str = ""


def _examples() -> Iterator[Example]:
    for part in re.split(r"^## ", PROBLEMS.read_text(encoding="utf-8"), flags=re.M)[1:]:
        code, _, body = part.partition("\n")
        example = Example(code, prose=_FENCE.sub("", body))
        for fence in _FENCE.finditer(body):
            if fence["title"]:
                example.files[fence["title"]] = fence["text"]
            elif fence["kind"] == "text" and example.expected is None:
                example.expected = fence["text"].splitlines()
        yield example


EXAMPLES = list(_examples())

#: What an example cannot show as it is.
_PREPARED: dict[str, Callable[[str], bytes]] = {
    "field-too-long": lambda text: text.replace("…", "x" * 20_001).encode(),
    "file-too-large": lambda text: text.encode() * 50_000,
    "hidden-character": lambda text: text.replace("⟨here⟩", "\u202e").encode(),
    "not-utf-8": lambda text: text.encode("latin-1"),
}


def _codes() -> set[str]:
    """Every code that a call in the package names first: `Problem("code", …)`, `Check("code", …)` and so on."""
    codes = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if called in ("Problem", "Check", "_error", "_problem", "_warning") and isinstance(first, ast.Constant):
                codes.add(str(first.value))
    return codes


def test_every_problem_has_one_heading() -> None:
    headings = [example.code for example in EXAMPLES]
    assert len(headings) == len(set(headings))
    assert set(headings) == _codes()
    assert headings == sorted(headings)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_an_example_gives_exactly_what_the_handbook_says(example: Example, tmp_path: Path) -> None:
    prepared = _PREPARED.get(example.code, str.encode)
    folder = write(tmp_path, {name: prepared(text) for name, text in example.files.items()})
    collection, problems = load(folder, tmp_path)
    problems += taken_addresses(collection, Addresses("de"))
    assert [str(problem) for problem in problems] == example.expected
    assert any(problem.code == example.code for problem in problems)
    assert len(example.prose.split()) > 15


def test_the_handbook_shows_the_list_of_problems() -> None:
    assert '--8<-- "plugins/mkdocs_dossier/checks/problems.md"' in (HANDBOOK / "problems.md").read_text("utf-8")


def _files(page: Path) -> dict[str, str]:
    """The files that a page shows whole."""
    return {m["title"]: m["text"] for m in _FENCE.finditer(page.read_text(encoding="utf-8")) if m["title"]}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_load_without_a_problem(page: Path, tmp_path: Path) -> None:
    files = {name: text for name, text in _files(page).items() if name.startswith("dossier/")}
    if files:
        _, problems = load(write(tmp_path, files), tmp_path, Settings("en"))
        assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_yaml_stands_in_the_handbook_only_as_a_whole_file(page: Path) -> None:
    unnamed = [m["text"] for m in _FENCE.finditer(page.read_text(encoding="utf-8")) if m["kind"] == "yaml"]
    assert [text for text in unnamed if text not in _files(page).values()] == []


def test_every_kind_has_a_whole_example() -> None:
    shown = "".join(_files(HANDBOOK / "records.md").values())
    assert [kind.section for kind in KINDS if not re.search(rf"^{kind.section}:", shown, re.M)] == []


def test_the_tables_of_fields_are_those_of_the_models() -> None:
    page = (HANDBOOK / "records.md").read_text(encoding="utf-8")
    filled = runpy.run_path(str(ROOT / "tools" / "record_tables.py"))["filled"]
    assert filled(page) == page, "run .venv/bin/python tools/record_tables.py"


#: In pages that lead step by step: what is typed behind `$`, and what is answered.
_TYPED = re.compile(r"^\$ (?P<command>.+)\n(?P<answer>(?:(?!\$ ).*\n)*)", re.M)


def _steps(page: Path) -> Iterator[tuple[str, str]]:
    """Files that are written and commands that are typed, in order: (`dossier/…` or a command, content or answer)."""
    for fence in _FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["title"]:
            yield fence["title"], fence["text"]
        elif fence["kind"] == "console":
            yield from ((typed["command"], typed["answer"]) for typed in _TYPED.finditer(fence["text"]))


@pytest.mark.parametrize("page", [ROOT / "README.md", HANDBOOK / "first-dossier.md"], ids=lambda page: page.name)
def test_who_follows_the_steps_sees_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    seen = 0
    for what, text in _steps(page):
        if what.startswith("dossier/") or what == "mkdocs.yml" or what.startswith("docs/"):
            write(tmp_path, {what: text})
        elif what.startswith(("dossier ", "mkdocs build")):
            name, *arguments = shlex.split(what)
            module = {"dossier": "mkdocs_dossier.cli", "mkdocs": "mkdocs"}[name]
            run = "import sys; sys.argv[0] = 'dossier'; from mkdocs_dossier.cli import main; main()"
            command = ["-c", run] if name == "dossier" else ["-m", module]
            done = subprocess.run(
                [sys.executable, *command, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
            )
            if name == "dossier":
                assert (done.stdout + done.stderr).splitlines() == text.splitlines(), what
            else:
                assert done.returncode == 0, done.stdout + done.stderr
            seen += 1
    assert seen >= 2


def test_a_problem_of_a_page_is_found_by_the_build(tmp_path: Path) -> None:
    """A link in `docs/` to a record that is not there ends a strict build; an ordinary one goes on."""
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Test\nplugins: [dossier]\ntheme: {name: material, language: en}\n",
            "docs/index.md": "# Test\n\n[Putin](actor:putin)\n",
            "dossier/actors.yml": "actors:\n  ryder:\n    name: Pat Ryder\n    kind: person\n",
        },
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    ordinary = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    strict = subprocess.run([*command, "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False)
    line = "docs/index.md:3:1: warning: the link to actor:putin leads nowhere — there is no actor with this id"
    assert (ordinary.returncode, strict.returncode) == (0, 1)
    assert line in ordinary.stderr + ordinary.stdout
    assert line in strict.stderr + strict.stdout

