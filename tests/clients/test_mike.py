"""mike deploys versions of a site."""

from __future__ import annotations

import pytest

from conftest import write
from mkdocs_plugin.projects import Project
from mkdocs_plugin.test_mkdocs import ANNOTATIONS

pytestmark = pytest.mark.clients


def _files(project: Project, folder: str) -> dict[str, str]:
    """Return the mode and digest of each file deployed in a folder of the branch."""
    lines = project.run("git", "ls-tree", "-r", "gh-pages", f"{folder}/").splitlines()
    return {name.removeprefix(f"{folder}/"): about for about, name in (line.split("\t") for line in lines)}


@pytest.mark.parametrize("plugin", ["", ": {keep: true}"])
@pytest.mark.parametrize("listed", [False, True])
def test_each_version_is_deployed_completely(project: Project, listed: bool, plugin: str) -> None:
    """Each version is complete and leaves the others unchanged, whether or not mike is listed in `mkdocs.yml`."""
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


def test_a_failing_build_deploys_nothing(project: Project) -> None:
    """A failing build ends mike with its error, and the version deployed before is unchanged."""
    project.run("mike", "deploy", "1.0")
    first = _files(project, "1.0")
    write(project.folder, {"dossier/bericht/annotations.yml": ANNOTATIONS.replace("20 Schiffe", "30 Schiffe")})
    project.commit()
    project.run("mike", "deploy", "1.0", code=1)
    assert _files(project, "1.0") == first
    assert project.is_tidy()


def test_an_alias_can_be_a_copy(project: Project) -> None:
    """An alias that is a copy has all of the version's files."""
    project.run("mike", "deploy", "--alias-type", "copy", "1.0", "stable")
    assert _files(project, "stable") == _files(project, "1.0") != {}


def test_commands_without_a_build_change_no_files(project: Project) -> None:
    """Setting an alias and the default version leaves the site and the deployed files unchanged."""
    project.run("mike", "deploy", "1.0")
    first = _files(project, "1.0")
    project.run("mike", "alias", "1.0", "stable")
    project.run("mike", "set-default", "1.0")
    assert "1.0 [stable]" in project.run("mike", "list")
    assert _files(project, "1.0") == first
    assert project.is_tidy()
