"""Plugins that read git work: dates of the last change, authors, and feeds."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from conftest import write
from mkdocs_plugin.projects import Project
from mkdocs_plugin.test_mkdocs import ACTORS

pytestmark = pytest.mark.clients


def _edit_actors(project: Project) -> None:
    """Change the register of actors on another day, by another author."""
    write(project.folder, {"dossier/actors.yml": ACTORS.replace("Shipyard", "Dockyard")})
    project.commit("2025-02-03", "Nuno")


@pytest.mark.parametrize("parallel", ["true", "false"])
def test_revision_dates_are_those_of_the_record_s_file(project: Project, parallel: str) -> None:
    """A page's dates of change and creation are those of its record's file, not the day of the build."""
    settings = f"{{type: iso_date, enable_creation_date: true, enable_parallel_processing: {parallel}}}"
    project.write(plugin=f", git-revision-date-localized: {settings}")
    project.commit()
    _edit_actors(project)
    project.mkdocs("build", "--strict", "--quiet")
    dates = {
        path: re.findall(r'plugin-iso_date"[^>]*>([^<]+)<', (project.site / path / "index.html").read_text("utf-8"))
        for path in ("akteure/werft", "themen/schiffe", "bericht", "akteure", "orte", ".")
    }
    assert dates["akteure/werft"] == ["2025-02-03", "2024-10-06"]
    assert dates["themen/schiffe"] == dates["bericht"] == dates["."] == ["2024-10-06", "2024-10-06"]
    assert dates["akteure"] == ["2025-02-03", "2024-10-06"]
    assert dates["orte"] == ["2024-10-06", "2024-10-06"]


#: A hook that records the authors that the plugin passes to templates.
HOOK = """
import json
import pathlib

authors = {}

def on_page_context(context, page, config, nav):
    authors[page.url] = context["git_page_authors"]

def on_post_build(config):
    pathlib.Path("authors.json").write_text(json.dumps(authors))
"""


def test_authors_are_those_of_the_record_s_file(project: Project) -> None:
    """A strict build succeeds, and each page's authors are those of its record's file."""
    project.write(plugin=", git-authors", more="hooks: [hook.py]", files={"hook.py": HOOK})
    project.commit()
    _edit_actors(project)
    project.mkdocs("build", "--strict", "--quiet")
    authors = json.loads((project.folder / "authors.json").read_text(encoding="utf-8"))
    named = {url: set(re.findall("Mara|Nuno", text)) for url, text in authors.items()}
    assert named["akteure/werft/"] == {"Mara", "Nuno"}
    assert named["themen/schiffe/"] == named["bericht/"] == {"Mara"}


@pytest.mark.parametrize("settings", ["{}", "{match_path: 'bericht/.*'}", "{use_git: false}"])
def test_records_pages_are_in_the_feed(project: Project, settings: str) -> None:
    """Each page in the feed has a title, a link, a description and the date of its file's last change."""
    project.write(plugin=f", rss: {settings}")
    project.commit()
    _edit_actors(project)
    project.mkdocs("build", "--strict", "--quiet")
    items = ElementTree.parse(project.site / "feed_rss_updated.xml").findall(".//item")
    links = [item.findtext("link") for item in items]
    assert "https://site.example/bericht/" in links
    assert all(item.findtext("title") and item.findtext("description") for item in items)
    if settings == "{}":
        assert links[0] in ("https://site.example/akteure/werft/", "https://site.example/akteure/")
        days = {item.findtext("link"): item.findtext("pubDate") for item in items}
        assert "03 Feb 2025" in str(days["https://site.example/akteure/werft/"])
        assert "06 Oct 2024" in str(days["https://site.example/bericht/"])
