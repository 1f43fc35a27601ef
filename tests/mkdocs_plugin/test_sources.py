"""Each generated page names its source file, from which other plugins take dates, authors and paths."""

from __future__ import annotations

import json

import pytest

from mkdocs_plugin.projects import Project

#: A hook that records the source of each file, as plugins do in these events.
HOOK = """
import json
import pathlib

found = {}

def on_nav(nav, config, files):
    for file in files:
        source, here = pathlib.Path(file.abs_src_path), pathlib.Path.cwd()
        found[file.src_uri] = source.relative_to(here).as_posix() if source.is_relative_to(here) else source.name
        assert source.is_file() or file.src_uri.startswith(("data/", "feeds/", "assets/preview/")), file
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
    """Build a site, and return the source of each of its files."""
    project = Project(tmp_path_factory.mktemp("sources"))
    project.write("hooks: [hook.py]", files={**MORE, "hook.py": HOOK})
    project.mkdocs("build", "--quiet", "--strict")
    taken_down: dict[str, str] = json.loads((project.folder / "found.json").read_text(encoding="utf-8"))
    return taken_down


def test_pages_come_from_the_file_of_their_record(found: dict[str, str]) -> None:
    """A record's page comes from the file with the record, and a dossier's from its article."""
    assert found["akteure/werft.md"] == "dossier/actors.yml"
    assert found["akteure/amt.md"] == "dossier/more.yml"
    assert found["zahlen/schiffe.md"] == "dossier/quantities.yml"
    assert found["themen/schiffe.md"] == "dossier/topics.yml"
    assert found["bericht/index.md"] == "dossier/bericht/article.md"


def test_overviews_come_from_their_first_record(found: dict[str, str]) -> None:
    """An overview comes from the file with its first record; an empty one from mkdocs.yml."""
    assert found["akteure/index.md"] == "dossier/actors.yml"
    assert found["themen/index.md"] in ("dossier/topics.yml", "dossier/bericht/mehr/quellen.yml")
    assert found["orte/index.md"] == "mkdocs.yml"


def test_other_files_have_a_source_too(found: dict[str, str]) -> None:
    """Redirects, styles and data have a source, because plugins ask each file for its path."""
    assert found["akteure/behoerde/index.html"] == "dossier/more.yml"
    assert found["assets/dossier.css"] == "dossier.css"
    assert found["data/collection.json"]


def test_pages_have_an_abstract(found: dict[str, str]) -> None:
    """A page's abstract is its description or title, escaped so that rendering it as Markdown makes no element."""
    assert found["abstract of akteure/werft.md"] == "Siehe den Bericht."
    assert found["abstract of akteure/amt.md"].startswith("Hafenamt &amp; &lt;Co&gt;: wer was sagt")
    assert found["abstract of bericht/index.md"].startswith("Bericht aus der Werft: wer was sagt")


#: A hook that replaces a page of ours by one of its own, as some plugins do.
_ON_FILES = """
import pathlib
from mkdocs.structure.files import File

def on_files(files, config):
    ours = files.get_file_from_path("{path}")
    text = pathlib.Path(ours.abs_src_path).read_text(encoding="utf-8")
    files.remove(ours)
    files.append(File.generated(config, "{new}", content={content}))
"""


@pytest.mark.parametrize(
    ("path", "new", "content", "message"),
    [
        ("akteure/werft.md", "akteure/werft.md", "text", ""),
        ("akteure/index.md", "akteure/index.md", "text", ""),
        ("akteure/index.md", "akteure/index.md", "'# Wer\\n'", ""),
        ("akteure/index.md", "akteure.md", "'# Wer\\n'", ""),
        ("akteure/werft.md", "akteure/werft.md", "text + 'mehr'", "would publish dossier/actors.yml"),
        ("akteure/index.md", "akteure/index.md", "text + 'mehr'", "would publish dossier/actors.yml"),
        ("akteure/werft.md", "akteure/werft.md", "'# Werft\\n'", "at the address of actor “werft”"),
        ("themen/schiffe.md", "themen/schiffe.md", "'# Schiffe\\n'", "at the address of topic “schiffe”"),
    ],
)
def test_a_page_that_another_plugin_replaces(project: Project, path: str, new: str, content: str, message: str) -> None:
    """Another plugin can replace an overview, but not a record's page, and can publish no YAML file."""
    hook = _ON_FILES.format(path=path, new=new, content=content)
    project.write("hooks: [hook.py]", files={"hook.py": hook})
    log = project.mkdocs("build", "--quiet", code=1 if message else 0)
    assert message in log
    assert "Traceback" not in log
    if message:
        assert not project.site.exists()
        return
    pages = {page: page.read_text(encoding="utf-8") for page in project.site.rglob("*.html")}
    assert not any("said_by" in text or "kind: company" in text for text in pages.values())
    assert "Laut Werftleitung wurden" in pages[project.site / "akteure/werft/index.html"]
    overview = pages[project.site / "akteure/index.html"]
    assert ("<h1" in overview and "Wer" in overview) if "Wer" in content else "Werftleitung" in overview


def test_a_page_that_gets_another_class(project: Project) -> None:
    """A page whose class a plugin changes, as mkdocs-section-index does, keeps its content."""
    hook = (
        "from mkdocs.structure.pages import Page\n\n\nclass Section(Page):\n    is_section = True\n\n\n"
        "def on_nav(nav, config, files):\n    for file in files.documentation_pages():\n"
        "        if file.page is not None:\n            file.page.__class__ = Section\n"
        "            file.page.title = file.page.title or 'Abschnitt'\n\n\n"
        "def on_page_context(context, page, config, nav):\n    assert isinstance(page, Section) or page.parent, page\n"
    )
    project.write("hooks: [hook.py]", files={"hook.py": hook})
    project.mkdocs("build", "--strict", "--quiet")
    assert "Werftleitung" in (project.site / "akteure/index.html").read_text(encoding="utf-8")
    assert "Laut Werftleitung wurden" in (project.site / "akteure/werft/index.html").read_text(encoding="utf-8")
