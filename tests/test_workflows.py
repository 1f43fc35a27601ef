"""The starter's workflows, run here step by step, check a pull request and publish the site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_dossier.cli import distribution
from mkdocs_dossier.cli.distribution import action
from mkdocs_dossier.cli.init import starter

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow

#: Actions that prepare a machine, skipped because everything is installed here.
_PREPARING = ("actions/setup-python", "actions/cache/restore", "actions/cache/save")
HOST = "https://git.example.org"
_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
_COMPARED = re.compile(r"(\S+) == '(\w+)'")


class Runner:
    """Run workflows as a host does: their commands in bash on this machine, artifacts as folders."""

    def __init__(self, folder: Path, repository: Path, event: str, base: str = "") -> None:
        self.folder, self.repository = folder, repository
        self.summary = folder / "summary.md"
        self.outputs = folder / "outputs"
        self.event = event
        self.said = ""
        for path in (folder / "temp", folder / "programs"):
            path.mkdir(parents=True)
        dossier = folder / "programs" / "dossier"
        lines = f"import sys; sys.path.insert(0, {str(ROOT / 'plugins')!r}); sys.argv[0] = 'dossier'\n"
        dossier.write_text(f"#!{sys.executable}\n{lines}from mkdocs_dossier.cli import main; main()\n")
        dossier.chmod(0o755)
        self.env = {
            **os.environ,
            "PATH": f"{folder / 'programs'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PIP_NO_INDEX": "1",
            "DOSSIER_CACHE_DIR": str(folder / "cache"),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_BASE_REF": base,
            "GITHUB_OUTPUT": str(self.outputs),
            "GITHUB_REPOSITORY": f"{repository.parent.name}/{repository.name}",
            "GITHUB_SERVER_URL": HOST,
            # Redirect pushes to the host to its folder.
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{repository.parents[1].as_uri()}.insteadOf",
            "GIT_CONFIG_VALUE_0": HOST,
            "GITHUB_SHA": "0123abc",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(folder / "temp"),
        }

    def workflow(self, path: Path, ref: str, given: Mapping[str, Any] | None = None) -> int:
        """Run a workflow's jobs in order, and return the first exit code that is not 0."""
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        asked = (workflow[True] or {}).get("workflow_call", {}) if isinstance(workflow[True], dict) else {}
        inputs = {name: about["default"] for name, about in asked.get("inputs", {}).items()} | dict(given or {})
        for name, job in workflow["jobs"].items():
            if "uses" in job:
                code = self.workflow(ROOT / _inside(job["uses"]), ref, job.get("with"))
            else:
                work = self.folder / f"{path.stem}-{name}"
                work.mkdir()
                code, _ = self._steps(job["steps"], work, ref, inputs)
            if code:
                return code
        return 0

    def _steps(
        self, steps: list[dict[str, Any]], work: Path, ref: str, inputs: Mapping[str, Any]
    ) -> tuple[int, dict[str, str]]:
        known = {
            "github.event_name": self.event,
            "github.event.repository.default_branch": "main",
            "github.token": "secret",
            "github.run_id": "1",
            **{
                f"inputs.{name}": str(value).lower() if value in (True, False) else value
                for name, value in inputs.items()
            },
        }
        for step in steps:
            when = _COMPARED.fullmatch(step.get("if", ""))
            assert when or "if" not in step
            if when and known[when[1]] != when[2]:
                continue
            given = {name: self._meant(value, known) for name, value in step.get("with", {}).items()}
            if "run" in step:
                inside = work / self._meant(step.get("working-directory", "."), known)
                env = {**self.env, **{name: self._meant(value, known) for name, value in step.get("env", {}).items()}}
                self.outputs.write_text("")
                command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
                ran = subprocess.run(command, cwd=inside, env=env, capture_output=True, text=True, check=False)
                self.said = ran.stdout + ran.stderr
                if ran.returncode:
                    return ran.returncode, known
                found = dict(line.split("=", 1) for line in self.outputs.read_text().splitlines())
            else:
                code, found = self._action(step["uses"], work, ref, given)
                if code:
                    return code, known
            known |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in found.items()}
        return 0, known

    def _action(self, used: str, work: Path, ref: str, given: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        name = used.partition("@")[0]
        if name == "actions/checkout":
            git(work, "clone", "--quiet", str(self.repository), ".")
            git(work, "checkout", "--quiet", ref)
        elif name == "actions/upload-artifact":
            shutil.copytree(work / given["path"], self.folder / "artifacts" / given["name"])
        elif name == "actions/download-artifact":
            shutil.copytree(self.folder / "artifacts" / given["name"], work / given["path"])
        elif name not in _PREPARING:
            assert used == action(), used
            own = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
            inputs = {name: about["default"] for name, about in own["inputs"].items()} | dict(given)
            code, known = self._steps(own["runs"]["steps"], work, ref, inputs)
            if code:
                return code, {}
            return 0, {name: self._meant(about["value"], known) for name, about in own["outputs"].items()}
        return 0, {}

    def _meant(self, value: object, known: Mapping[str, Any]) -> str:
        return _EXPRESSION.sub(lambda found: known[found[1]], str(value))


def _inside(used: str) -> str:
    """Return the path of a reusable workflow of this repository."""
    path = re.sub(r"^[\w-]+/[\w-]+|@.*$", "", used)
    assert used == action(path)
    return path.lstrip("/")


def git(folder: Path, *words: str) -> str:
    own = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a new site in a repository, with a bare clone on a host, `host/Newsroom/dossiers`."""
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("no git or no bash here")
    # The installed package already satisfies its name, so nothing is downloaded.
    monkeypatch.setattr(distribution, "IS_PUBLISHED", True)
    monkeypatch.setattr("mkdocs_dossier.cli.init.is_installed", lambda: False)
    files = starter("de")
    monkeypatch.undo()
    folder = tmp_path / "site"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.replace("@v0.1.0", "@main") if ".github" in name else text, encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    host = tmp_path / "host" / "Newsroom" / "dossiers"
    git(tmp_path, "clone", "--quiet", "--bare", str(folder), str(host))
    git(folder, "remote", "add", "origin", str(host))
    return folder


def _request(site: Path, tmp_path: Path) -> Runner:
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "Change")
    git(site, "push", "--quiet", "origin", "HEAD:request")
    host = tmp_path / "host" / "Newsroom" / "dossiers"
    return Runner(tmp_path / "runner", host, "pull_request", "main")


def test_the_site_is_published(site: Path, tmp_path: Path) -> None:
    """The workflow publishes to the branch for GitHub Pages, with the site's address there and edit links."""
    host = tmp_path / "host" / "Newsroom" / "dossiers"
    runner = Runner(tmp_path / "runner", host, "push")
    assert runner.workflow(site / ".github/workflows/publish.yml", "main") == 0, runner.said
    published = tmp_path / "published"
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(host), str(published))
    assert (published / ".nojekyll").is_file()
    assert "lindmoorer-faehre/" in (published / "index.html").read_text(encoding="utf-8")
    page = (published / "lindmoorer-faehre/index.html").read_text(encoding="utf-8")
    assert "https://newsroom.github.io/dossiers/lindmoorer-faehre/" in page
    assert f"{HOST}/Newsroom/dossiers/edit/main/dossier/lindmoorer-faehre/annotations.yml#L" in page
    assert "0 errors, 0 warnings" in runner.summary.read_text(encoding="utf-8")
    assert git(published, "rev-list", "--count", "HEAD") == "1\n"


def test_a_request_that_breaks_a_quote_fails(site: Path, tmp_path: Path) -> None:
    article = site / "dossier/lindmoorer-faehre/article.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("Es seien nur 120", "Es waren nur 120"), encoding="utf-8")
    runner = _request(site, tmp_path)
    assert runner.workflow(site / ".github/workflows/check.yml", "request") == 1
    summary = runner.summary.read_text(encoding="utf-8")
    assert "- 1 quote no longer found: statement lindmoorer-faehre/fahrgaeste-nordkai" in summary
    assert "[quote-missing]" in summary


def test_a_request_that_replaces_the_example_passes(site: Path, tmp_path: Path) -> None:
    shutil.rmtree(site / "dossier")
    shutil.copytree(ROOT / "dossier", site / "dossier")
    runner = _request(site, tmp_path)
    assert runner.workflow(site / ".github/workflows/check.yml", "request") == 0, runner.said
    summary = runner.summary.read_text(encoding="utf-8")
    assert "- 2 dossiers new: abkommen-vom-19-juni, nordkorea-donezk" in summary
    assert "- 1 dossier gone: lindmoorer-faehre" in summary


def test_the_inputs_of_the_action_are_in_the_handbook() -> None:
    handbook = (ROOT / "docs/handbook/site.md").read_text(encoding="utf-8")
    own = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    publish = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    asked = publish[True]["workflow_call"]["inputs"]
    table = handbook.split("| Input |", 1)[1].split("\n\n", 1)[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == set(asked)
    assert set(own["inputs"]) == set(asked) - {"branch"}
