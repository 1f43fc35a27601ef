"""The repository names no machine, its constraints and workflows are safe, and its packages are complete."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
import yaml

import mkdocs_dossier
from mkdocs_dossier.cli.distribution import REPOSITORY

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "mkdocs_dossier"

#: Paths of a particular machine, and options that name a package index.
_MACHINE = re.compile(
    r"(?<![\w.:/])/(?:home|root|Users|mnt|srv)/\w|\b[A-Z]:\\Users\\|--(?:extra-)?index-url|/simple/\S*\.(?:whl|tar)"
)


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a Git repository")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = []
    for path in _tracked():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if _MACHINE.search(line):
                named.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert named == []


def test_the_constraints_are_exact_and_cover_all_dependencies() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9-]+==[\w.]+", line)] == []
    names = [line.partition("==")[0] for line in pins]
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = set(re.findall(r'^  "([a-z0-9-]+)>=', written, re.MULTILINE))
    assert needed - set(names) == set()
    assert names == sorted(names)


def test_actions_are_pinned_and_have_few_permissions() -> None:
    own = REPOSITORY.removeprefix("https://github.com/")
    starters = (ROOT / "examples" / "starter" / ".github" / "workflows").glob("*.yml")
    for path in [*(ROOT / ".github" / "workflows").glob("*.yml"), *starters, ROOT / "action.yml"]:
        text = path.read_text(encoding="utf-8")
        for action in re.findall(r"uses: (.+)", text):
            if not action.startswith(own):  # our own action is released together with them
                assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action), f"{path.name}: {action}"
        assert text.count("actions/checkout@") == text.count("persist-credentials: false"), path.name
        assert re.search(r"^permissions:|^runs:$", text, re.MULTILINE), path.name
        assert "pull_request_target" not in text
        assert not re.search(r"run:.*\$\{\{", text), f"{path.name}: an expression in a shell's line"


def test_ci_runs_the_fast_tests_that_make_runs() -> None:
    """The workflow runs pytest with the arguments of `make test-fast`, as some systems have no make."""
    makefile, workflow = (
        (ROOT / "Makefile").read_text("utf-8"),
        (ROOT / ".github/workflows/check.yml").read_text("utf-8"),
    )
    (called,) = re.findall(r"^test-fast:.*\n\t\$\(BIN\)/(pytest .*)$", makefile, re.MULTILINE)
    (parallel,) = re.findall(r"^PARALLEL := (.*)$", makefile, re.MULTILINE)
    assert f"      - run: python -m {called.replace('$(PARALLEL)', parallel)}\n" in workflow


def test_the_hook_of_pre_commit_calls_the_command() -> None:
    """The hook's entry is a command of the package, and its files are dossiers and mkdocs.yml."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    script, command = hook["entry"].split()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"][script].partition(":")
    group = getattr(import_module(module), function)
    assert command in group.commands
    assert (hook["id"], hook["language"], hook["require_serial"]) == ("dossier-check", "python", True)
    assert "pass_filenames" not in hook
    names = ("dossier/a/article.md", "sub/dossier/actors.yml", "mkdocs.yml", "docs/index.md", "my-dossier/x.yml")
    assert [bool(re.search(hook["files"], name)) for name in names] == [True, True, True, False, False]


def test_changelog_and_handbook_have_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(mkdocs_dossier.__version__)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert "## [Unreleased]" in changelog
    handbook = (ROOT / "docs" / "handbook" / "command.md").read_text(encoding="utf-8")
    assert f"    rev: v{mkdocs_dossier.__version__}\n" in handbook


def test_the_wheel_has_every_file_of_the_package(tmp_path: Path) -> None:
    """The wheel has all of the package, including templates, styles, scripts and translations, and nothing else."""
    pytest.importorskip("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if name.startswith("mkdocs_dossier/")}
        others = {name.partition("/")[0] for name in archive.namelist()} - {"mkdocs_dossier"}
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {f"mkdocs_dossier/{path.relative_to(PACKAGE).as_posix()}" for path in files} == carried
    assert others == {f"mkdocs_dossier-{mkdocs_dossier.__version__}.dist-info"}
    for needed in ("templates/dossier/dossier.html", "assets/dossier.css", "assets/article.js"):
        assert f"mkdocs_dossier/site/{needed}" in carried
    assert any(name.endswith((".po", ".mo")) for name in carried)
    assert "mkdocs_dossier/checks/problems.md" in carried


def test_the_source_archive_has_every_file(tmp_path: Path) -> None:
    """The source archive has every tracked file, so that the tests pass in it; `make sdist` runs them."""
    pytest.importorskip("hatchling")
    tracked = {path.relative_to(ROOT).as_posix() for path in _tracked()}
    command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        carried = {name.partition("/")[2] for name in opened.getnames()}
    assert tracked - carried == set()
    assert carried - tracked == {"PKG-INFO"}
