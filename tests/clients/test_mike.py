"""Versions of a site, deployed with mike."""

from __future__ import annotations

import pytest

from conftest import write
from mkdocs_plugin.projects import Project
from mkdocs_plugin.test_mkdocs import ANNOTATIONS

pytestmark = pytest.mark.clients


def _files(project: Project, folder: str) -> dict[str, str]:
    """What is deployed in a folder of the branch: the digest of each file."""
    lines = project.run("git", "ls-tree", "-r", "gh-pages", f"{folder}/").splitlines()
    return {name.removeprefix(f"{folder}/"): about for about, name in (line.split("\t") for line in lines)}


@pytest.mark.parametrize("plugin", ["", ": {keep: true}"])
@pytest.mark.parametrize("listed", [False, True])
def test_each_version_is_deployed_whole(project: Project, listed: bool, plugin: str) -> None:
    """Whether mike stands among the plugins of `mkdocs.yml` or not; earlier versions stay as they were."""
    project.write(plugin=plugin + (", mike" if listed else ""))
    project.commit()
    project.run("mike", "deploy", "1.0", "latest")
    first = _files(project, "1.0")
    assert {"index.html", "404.html", "bericht/index.html", "akteure/werft/index.html"} <= first.keys()
    assert (project.site / "bericht" / "index.html").is_file()

    write(project.folder, {"dossier/places.yml": "places:\n  hafen:\n    name: Hafen\n"})
    project.commit()
    project.run("mike", "deploy", "--update-aliases", "2.0", "latest")
    second = _files(project, "2.0")
    assert _files(project, "1.0") == first
    assert "orte/hafen/index.html" in second.keys() - first.keys()
    assert project.run("git", "show", "gh-pages:latest").strip() == "2.0"

    project.run("mike", "deploy", "1.0")
    assert _files(project, "1.0").keys() == second.keys()
    assert _files(project, "2.0") == second
    assert project.is_tidy()


def test_no_version_is_deployed_of_a_build_that_fails(project: Project) -> None:
    """Mike ends with the build's error, and what was deployed before stays."""
    project.run("mike", "deploy", "1.0")
    first = _files(project, "1.0")
    write(project.folder, {"dossier/bericht/annotations.yml": ANNOTATIONS.replace("20 Schiffe", "30 Schiffe")})
    project.commit()
    project.run("mike", "deploy", "1.0", code=1)
    assert _files(project, "1.0") == first
    assert project.is_tidy()


def test_aliases_as_copies(project: Project) -> None:
    """Each alias has all of the version's files."""
    project.run("mike", "deploy", "--alias-type", "copy", "1.0", "stable")
    assert _files(project, "stable") == _files(project, "1.0") != {}


def test_commands_that_build_nothing(project: Project) -> None:
    """They leave the site and what is deployed as they are."""
    project.run("mike", "deploy", "1.0")
    first = _files(project, "1.0")
    project.run("mike", "alias", "1.0", "stable")
    project.run("mike", "set-default", "1.0")
    assert "1.0 [stable]" in project.run("mike", "list")
    assert _files(project, "1.0") == first
    assert project.is_tidy()
