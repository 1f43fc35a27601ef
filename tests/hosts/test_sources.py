"""The file that each generated page comes from, which other plugins ask for dates, authors and paths."""

from __future__ import annotations

import json

import pytest

from hosts.projects import Project

#: Takes down of each file where it comes from, as plugins do in these events.
HOOK = """
import json
import pathlib

found = {}

def on_nav(nav, config, files):
    for file in files:
        source, here = pathlib.Path(file.abs_src_path), pathlib.Path.cwd()
        found[file.src_uri] = source.relative_to(here).as_posix() if source.is_relative_to(here) else source.name
        assert source.is_file() or file.src_uri.startswith(("data/", "feeds/")), file
        assert not file.is_documentation_page() or file.content_string == "" or file.src_uri == "index.md"

def on_page_content(html, page, config, files):
    if page.file.src_uri != "index.md":
        assert page.file.content_string == "" and page.file.generated_by is None and page.file.edit_uri is None
        assert page.markdown, page
        found["abstract of " + page.file.src_uri] = page.markdown

def on_post_build(config):
    for file in pathlib.Path(config.site_dir).rglob("*.json"):
        json.loads(file.read_text())
    pathlib.Path("found.json").write_text(json.dumps(found))
"""
MORE = {
    "dossier/more.yml": "actors:\n  amt:\n    name: Hafenamt & <Co>\n    kind: agency\n    formerly: [behoerde]\n",
    "dossier/bericht/mehr/quellen.yml": "topics:\n  boote:\n    label: Boote\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where each file of a site comes from."""
    project = Project(tmp_path_factory.mktemp("sources"))
    project.write("hooks: [hook.py]", files={**MORE, "hook.py": HOOK})
    project.mkdocs("build", "--quiet", "--strict")
    taken_down: dict[str, str] = json.loads((project.folder / "found.json").read_text(encoding="utf-8"))
    return taken_down


def test_pages_come_from_the_file_of_their_record(found: dict[str, str]) -> None:
    """Whichever file of the collection that is; a dossier comes from its article."""
    assert found["akteure/werft.md"] == "dossier/actors.yml"
    assert found["akteure/amt.md"] == "dossier/more.yml"
    assert found["zahlen/schiffe.md"] == "dossier/quantities.yml"
    assert found["themen/schiffe.md"] == "dossier/topics.yml"
    assert found["bericht/index.md"] == "dossier/bericht/article.md"


def test_overviews_come_from_their_first_record(found: dict[str, str]) -> None:
    """Those that list nothing come from the settings, which ask for them."""
    assert found["akteure/index.md"] == "dossier/actors.yml"
    assert found["themen/index.md"] in ("dossier/topics.yml", "dossier/bericht/mehr/quellen.yml")
    assert found["orte/index.md"] == "mkdocs.yml"


def test_other_files_have_a_source_too(found: dict[str, str]) -> None:
    """Redirects, styles and data: plugins ask each file for its path."""
    assert found["akteure/behoerde/index.html"] == "dossier/more.yml"
    assert found["assets/dossier.css"] == "dossier.css"
    assert found["data/collection.json"]


def test_pages_have_an_abstract(found: dict[str, str]) -> None:
    """Their description or title, as text: a plugin that turns it into HTML gets no element of it."""
    assert found["abstract of akteure/werft.md"] == "Siehe den Bericht."
    assert found["abstract of akteure/amt.md"] == "Hafenamt &amp; ‹Co›"
    assert "Bericht" in found["abstract of bericht/index.md"] or "Werftleitung" in found["abstract of bericht/index.md"]
