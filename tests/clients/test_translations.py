"""With mkdocs-static-i18n, records are built once and linked from the pages of each language."""

from __future__ import annotations

import json
import re

import pytest

from mkdocs_plugin.projects import Project
from mkdocs_plugin.test_mkdocs import SITE
from mkdocs_plugin.test_serve import served

pytestmark = pytest.mark.clients

I18N = (
    "i18n: {docs_structure: %s, languages: [{locale: de, default: true, name: Deutsch, build: true}, "
    "{locale: en, name: English, build: true}, {locale: fr, name: Français, build: true}]}"
)
PAGE = "# %s\n\n[Werft](actor:werft), [Übersicht](%sakteure/index.md)\n\n```dossier\nactors\n```\n"
FILES = {
    "suffix": {
        "docs/index.md": PAGE % ("Start", ""),
        "docs/index.en.md": PAGE % ("Home", ""),
        "docs/ueber/index.md": PAGE % ("Über uns", "../"),
    },
    "folder": {
        "docs/de/index.md": PAGE % ("Start", "../"),
        "docs/en/index.md": PAGE % ("Home", "../"),
        "docs/de/ueber/index.md": PAGE % ("Über uns", "../../"),
    },
}


def _write(project: Project, structure: str, *, first: bool, plugin: str = "") -> None:
    """Write a site in three languages; `first` lists the plugin before ours."""
    project.write(plugin=plugin + ("" if first else ", " + I18N % structure), files=FILES[structure])
    settings = project.folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("[search, ", f"[search, {I18N % structure}, ") if first else text, encoding="utf-8"
    )
    if structure == "folder":
        (project.folder / "docs" / "index.md").unlink()


@pytest.mark.parametrize("plugin", ["", ": {keep: true}"])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_each_language_links_to_the_records(project: Project, structure: str, first: bool, plugin: str) -> None:
    """Pages of each language link to the records, built once, whichever plugin is listed first."""
    _write(project, structure, first=first, plugin=plugin)
    for _ in range(2):
        project.mkdocs("build", "--strict", "--quiet")
        for path, up in (("", ""), ("en/", "../"), ("fr/", "../"), ("ueber/", "../"), ("en/ueber/", "../../")):
            html = (project.site / path / "index.html").read_text(encoding="utf-8")
            links = set(re.findall(r'href="([^"]*werft/)"', html))
            assert links == {f"{up}akteure/werft/"}, path
            assert f'href="{up}akteure/"' in html, path
            assert up + path in ("", "../en/", "../fr/", "../ueber/", "../../en/ueber/")
        assert not (project.site / "en" / "akteure").exists()
        assert "Laut Werftleitung wurden" in (project.site / "akteure/werft/index.html").read_text(encoding="utf-8")
        locations = re.findall(
            "<loc>https://site.example/(.*?)</loc>", (project.site / "sitemap.xml").read_text("utf-8")
        )
        assert {"", "en/", "fr/", "akteure/werft/", "bericht/", "themen/"} <= set(locations)
        assert len(set(locations)) == len(locations)
        index = json.loads((project.site / "search/search_index.json").read_text(encoding="utf-8"))
        found = [entry["location"] for entry in index["docs"]]
        assert found.count("bericht/#zaehlung") == 1
        assert found.count("akteure/werft/") == 1
        assert {"", "en/"} <= set(found)
        assert project.is_tidy()


def test_the_navigation_of_each_language_may_list_overviews(project: Project) -> None:
    """Overviews in `nav` are linked in each language, without a warning that they do not exist."""
    nav = "nav: [index.md, {Wer: akteure/index.md}, ueber/index.md]"
    _write(project, "suffix", first=True)
    settings = project.folder / "mkdocs.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{nav}\n", encoding="utf-8")
    project.mkdocs("build", "--strict", "--quiet")
    for path, link in (("", "akteure/"), ("en/", "../akteure/"), ("akteure/werft/", "../")):
        html = (project.site / path / "index.html").read_text(encoding="utf-8")
        assert re.search(rf'href="{re.escape(link)}"[^>]*>\s*(<span[^>]*>)?\s*Wer\s', html), path


def test_a_broken_link_ends_a_strict_build(project: Project) -> None:
    """A broken link in a page of another language ends a strict build, and nothing is published."""
    _write(project, "suffix", first=True)
    project.mkdocs("build", "--strict", "--quiet")
    (project.folder / "docs/index.en.md").write_text("# Home\n\n[Yard](actor:wreft)\n", encoding="utf-8")
    before = (project.site / "index.html").read_bytes()
    log = project.mkdocs("build", "--strict", code=1)
    assert "docs/index.en.md:3" in log
    assert "Traceback" not in log
    assert (project.site / "index.html").read_bytes() == before
    assert project.is_tidy()


def test_the_preview_serves_all_languages(project: Project) -> None:
    """`mkdocs serve` serves all languages, and rebuilds after a change."""
    with served(project.folder, settings=lambda: _write(project, "suffix", first=True)) as page:
        assert "Werftleitung" in page("akteure/werft/")
        assert "../akteure/werft/" in page("en/")
        assert "bericht/#zaehlung" in page("search/search_index.json")
        topics = project.folder / "dossier/topics.yml"
        topics.write_text(SITE["dossier/topics.yml"].replace("Schifffahrt", "Werften"), encoding="utf-8")
        assert "Werften" in page("themen/schiffe/", lambda text: "Werften" in text)
        assert "../akteure/werft/" in page("fr/")
