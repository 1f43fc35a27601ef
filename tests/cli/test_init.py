"""`dossier init` writes a small working site, in German or English, with or without an example."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import forked
from mkdocs_dossier.cli import init as command
from mkdocs_dossier.cli.init import starter
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Actor, Dossier, Figure, Statement

Command = Callable[..., Result]
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "starter"


def _written(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_example_has_only_the_intended_hints(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Command
) -> None:
    """The example's only problems are hints: a contradiction, and a sentence left for the first edit."""
    assert dossier("init", str(tmp_path), "--language", language).exit_code == 0
    monkeypatch.chdir(tmp_path)
    checked = dossier("check", "--strict")
    assert checked.exit_code == 0
    assert sorted(re.findall(r"\[([\w-]+)\]$", checked.stdout, re.MULTILINE)) == ["contradiction", "uncovered"]
    collection, _ = load(tmp_path / "dossier")
    (example,) = collection.of(Dossier)
    assert example.name.startswith(("Beispiel: ", "Example: "))
    assert [len(collection.of(kind)) for kind in (Statement, Figure, Actor)] == [5, 2, 3]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_first_annotation_of_the_readme_works(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Command
) -> None:
    dossier("init", str(tmp_path), "--language", language)
    monkeypatch.chdir(tmp_path)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^   ```yaml\n(.*?)^   ```$", readme, re.MULTILINE | re.DOTALL)
    (path,) = set(re.findall(r"`(dossier/[\w-]+/annotations\.yml)`", readme))
    with (tmp_path / path).open("a", encoding="utf-8") as annotations:
        annotations.write(re.sub(r"^   ", "", block, flags=re.MULTILINE))
    assert "[uncovered]" not in dossier("check", "--strict").stdout
    (title,) = re.findall(
        r"^dossier new dossier ([\w-]+) --title \"([^\"]+)\" --language (\w\w)$", readme, re.MULTILINE
    )
    assert dossier("new", "dossier", title[0], "--title", title[1], "--language", title[2]).exit_code == 0
    assert (tmp_path / "dossier" / title[0] / "article.md").is_file()


def test_an_empty_site_has_no_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Command) -> None:
    """An empty site has no records, and none of its files mentions the example."""
    for language in ("de", "en"):
        folder = tmp_path / language
        assert dossier("init", str(folder), "--language", language, "--empty").exit_code == 0
        monkeypatch.chdir(folder)
        assert dossier("check", "--strict").stderr == "0 errors, 0 warnings, 0 hints in 0 files/0 records\n"
        assert not re.search("lindmoor", "".join(_written(folder).values()), re.IGNORECASE)


def test_init_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Command) -> None:
    """If any file exists already, each is reported in a line and nothing is written."""
    (tmp_path / "docs").mkdir()
    for name in ("mkdocs.yml", "docs/index.md", "docs/other.md"):
        (tmp_path / name).write_text("mine\n")
    monkeypatch.chdir(tmp_path)
    refused = dossier("init", "--language", "de")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines() == [
        "Error: docs/index.md already exists; nothing was written: choose another folder, or move the file away",
        "mkdocs.yml already exists; nothing was written: choose another folder, or move the file away",
    ]
    assert set(_written(tmp_path).values()) == {"mine\n"}


def test_search_is_on_if_its_extra_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for installed, setting, extras in ((True, "search: true", "[mkdocs,search]"), (False, "search: false", "[mkdocs]")):
        monkeypatch.setattr(command, "is_installed", lambda installed=installed: installed)
        files = starter("en")
        assert setting in files["mkdocs.yml"]
        assert extras in files["requirements.txt"]


def test_no_placeholder_is_left() -> None:
    for language in ("de", "en"):
        for empty in (True, False):
            assert re.findall(r"@[A-Z]+@", "".join(starter(language, empty=empty).values())) == []


def test_the_starter_in_examples_is_what_init_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files in examples/starter are those that `init` writes; set DOSSIER_UPDATE=1 to update them."""
    monkeypatch.setattr(command, "is_installed", lambda: False)
    files = starter("de")
    if os.environ.get("DOSSIER_UPDATE"):
        shutil.rmtree(EXAMPLE, ignore_errors=True)
        for name, text in files.items():
            (EXAMPLE / name).parent.mkdir(parents=True, exist_ok=True)
            (EXAMPLE / name).write_text(text, encoding="utf-8", newline="\n")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    tracked = subprocess.run(listed, cwd=EXAMPLE, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a Git repository")
    names = [name for name in tracked.stdout.split("\0") if name]
    assert {name: (EXAMPLE / name).read_text(encoding="utf-8") for name in names} == files


@pytest.mark.slow
@pytest.mark.parametrize("options", [["--language", "de"], ["--language", "en", "--empty"]], ids=" ".join)
def test_init_check_and_build_yield_the_page(options: list[str], tmp_path: Path) -> None:
    """The three commands of a first session build the page; `make wheel` runs the same with the installed wheel."""
    site = tmp_path / "my site"
    forked.dossier("init", site, *options, cwd=tmp_path, check=True)
    forked.dossier("check", "--strict", cwd=site, check=True)
    forked.mkdocs("build", "--strict", "--quiet", cwd=site, check=True)
    page = (site / "site" / "index.html").read_text(encoding="utf-8")
    assert ("lindmoorer-faehre/" in page) == ("--empty" not in options)
