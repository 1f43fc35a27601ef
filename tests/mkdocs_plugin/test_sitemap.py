"""No day in a site comes from the clock, only from records, a reliable commit or the environment."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from build.faulty import FaultyMkDocs, Tree, tree
from conftest import write
from mkdocs_plugin.test_mkdocs import MKDOCS_YML, SITE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

CLEAN = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
COMMITTED = "2026-03-01"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write a project that is not committed."""
    folder = tmp_path / "project"
    mkdocs_yml = MKDOCS_YML.format(language="de", plugin="", more="")
    write(folder, {"mkdocs.yml": mkdocs_yml, ".gitignore": "/site/\n", **SITE})
    return folder


def _git(folder: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    environment = {**CLEAN, "GIT_COMMITTER_DATE": f"{COMMITTED}T12:00:00+00:00", "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", *settings, *arguments]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def _commit(folder: Path) -> None:
    _git(folder, "init", "-q")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "1")


def _built(folder: Path, environment: Mapping[str, str] = CLEAN) -> Tree:
    mkdocs = FaultyMkDocs(folder, environment)
    built = mkdocs.build(flags=["--strict"])
    mkdocs.close()
    assert built.code == 0, built.log
    return tree(folder / "site")


def _days_of_the_map(site: Tree) -> set[str]:
    return set(re.findall(r"<lastmod>(.*?)</lastmod>", site["sitemap.xml"].decode()))


def _names_no_day(site: Tree) -> None:
    """Assert that no file has today's date, the sitemap has no date at all, and pages name no commit."""
    now = datetime.now(UTC)
    days = {(now + timedelta(days=days)).date().isoformat().encode() for days in (-1, 0, 1)}
    assert not [name for name, content in site.items() if any(day in content for day in days)]
    assert _days_of_the_map(site) == set()
    assert gzip.decompress(site["sitemap.xml.gz"]) == site["sitemap.xml"]
    assert site["sitemap.xml.gz"][4:8] == bytes(4), "no time stamp"
    assert b"Commit" not in site["akteure/werft/index.html"]


def test_without_a_repository(project: Path) -> None:
    _names_no_day(_built(project))


def test_without_git(project: Path) -> None:
    _commit(project)
    _names_no_day(_built(project, {**CLEAN, "PATH": str(project)}))


def test_in_a_shallow_clone(project: Path) -> None:
    _commit(project)
    _git(project, "commit", "-q", "-m", "2", "--allow-empty")
    _git(project.parent, "clone", "-q", "--depth", "1", f"file://{project}", "shallow")
    _names_no_day(_built(project.parent / "shallow"))


def test_in_a_repository_of_somebody_else(project: Path) -> None:
    """A repository that Git refuses because of its owner (`safe.directory`) gives no day."""
    _commit(project)
    _names_no_day(_built(project, {**CLEAN, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "HOME": str(project.parent)}))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to give files away")
def test_in_a_folder_that_belongs_to_somebody_else(project: Path) -> None:
    _commit(project)
    for path in (project, *project.rglob("*")):
        os.chown(path, 65534, 65534)
    _names_no_day(_built(project, {**CLEAN, "HOME": str(project.parent)}))


def test_with_a_commit(project: Path) -> None:
    """The commit's day is in `sitemap.xml`, and in the time stamp of its compressed copy."""
    _commit(project)
    site = _built(project)
    assert _days_of_the_map(site) == {COMMITTED}
    stamp = datetime.fromisoformat(f"{COMMITTED}T00:00:00+00:00").timestamp()
    assert int.from_bytes(site["sitemap.xml.gz"][4:8], "little") == stamp
    assert _git(project, "rev-parse", "HEAD")[:12].encode() in site["akteure/werft/index.html"]


def test_source_date_epoch(project: Path) -> None:
    """SOURCE_DATE_EPOCH overrides the commit's day."""
    _commit(project)
    site = _built(project, {**CLEAN, "SOURCE_DATE_EPOCH": "86400"})
    assert _days_of_the_map(site) == {"1970-01-02"}
    assert int.from_bytes(site["sitemap.xml.gz"][4:8], "little") == 86400


def test_days_of_other_plugins_stay(project: Path) -> None:
    """The day that another plugin gives a page stays in the sitemap."""
    hook = "def on_page_markdown(markdown, page, config, files):\n    page.update_date = '2019-05-04'\n"
    mkdocs_yml = (project / "mkdocs.yml").read_text() + "hooks: [days.py]\n"
    write(project, {"days.py": hook, "mkdocs.yml": mkdocs_yml})
    assert _days_of_the_map(_built(project)) == {"2019-05-04"}


@pytest.mark.parametrize("epoch", ["today", "-1.5", "99999999999999"])
def test_a_malformed_epoch(project: Path, epoch: str) -> None:
    """A malformed SOURCE_DATE_EPOCH ends the build without a traceback."""
    mkdocs = FaultyMkDocs(project, {**CLEAN, "SOURCE_DATE_EPOCH": epoch})
    built = mkdocs.build()
    mkdocs.close()
    assert built.code == 1
    assert "Traceback" not in built.log
    assert "SOURCE_DATE_EPOCH" in built.log
