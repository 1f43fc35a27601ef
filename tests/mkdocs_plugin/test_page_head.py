"""Page heads have metadata for social networks, feed readers, reference managers and search engines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import write
from forked import mkdocs
from mkdocs_plugin.test_mkdocs import MKDOCS_YML, SITE

LONG = "Ein Bericht über Schiffe, die niemand gezählt hat, " * 8
MORE = {
    "docs/about.md": "---\ndescription: Von Hand\n---\n# Über & uns\n",
    "dossier/lang.yml": f"topics: {{lang: {{label: 'Lang & <breit>', description: '{LONG}'}}}}\n",
}


def _settings(plugin: str = "", more: str = "") -> str:
    return MKDOCS_YML.format(language="de", plugin=plugin, more=more)


def _built(folder: Path, plugin: str = "", more: str = "", files: dict[str, str] | None = None) -> Path:
    write(folder, {"mkdocs.yml": _settings(plugin, more), **SITE, **MORE, **(files or {})})
    run = mkdocs("build", "--strict", "--quiet", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("head"), ": {shell: true}")


def _head(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8").partition("</head>")[0]


def _meta(site: Path, page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">', _head(site, page)))


def _alternates(site: Path, page: str) -> list[str]:
    return re.findall(r'<link rel="alternate" type="[^"]*" title="[^"]*" href="([^"]*)">', _head(site, page))


def test_pages_have_metadata_for_social_networks(site: Path) -> None:
    said = _meta(site, "bericht")
    assert said["og:type"] == "article"
    assert said["og:title"] == "Bericht aus der Werft"
    assert said["og:url"] == "https://site.example/bericht/"
    assert said["article:published_time"] == "2024-10-05"
    assert _meta(site, "about")["og:title"] == "Über &amp; uns"
    assert _meta(site, "about")["og:description"] == "Von Hand"
    for page in ("", "akteure", "akteure/werft", "themen/lang", "netzwerk", "aenderungen"):
        said = _meta(site, page)
        assert {"og:title", "og:site_name", "og:url", "og:type", "twitter:card"} <= said.keys(), page


def test_a_description_ends_at_a_word(site: Path) -> None:
    said = _meta(site, "themen/lang")["description"]
    assert 120 < len(said) <= 155
    assert LONG.startswith(said.removesuffix("…"))
    assert said.removesuffix("…").split()[-1] in LONG.replace(",", "").split()
    assert _meta(site, "themen/schiffe")["description"].startswith("Schifffahrt: wer was sagt")
    assert (
        _meta(site, "akteure")["description"]
        == "Wer in den Dossiers dieser Website spricht, handelt oder unterzeichnet."
    )


def test_a_title_says_the_kind(site: Path) -> None:
    def title(page: str) -> str:
        return re.findall("<title>(.*?)</title>", _head(site, page))[0]

    assert title("akteure/werft") == "Werftleitung – Akteur - Test"
    assert title("zahlen/schiffe") == "Schiffe – Zahlen - Test"
    assert title("akteure") == "Akteure - Test"


def test_a_title_leaves_out_a_kind_that_the_site_is_called(tmp_path: Path) -> None:
    """Of a site called “Dossier”, no title ends “Dossier – Dossier”."""
    built = _built(tmp_path, files={"mkdocs.yml": _settings().replace("site_name: Test", "site_name: Dossier")})
    assert "<title>Bericht aus der Werft - Dossier</title>" in _head(built, "bericht")
    assert "<title>Werftleitung – Akteur - Dossier</title>" in _head(built, "akteure/werft")


def test_existing_feeds_and_data_are_linked(site: Path) -> None:
    ours = _alternates(site, "akteure/werft")
    assert ours == [
        "../../feeds/all.atom",
        "../../feeds/corrections.atom",
        "../../feeds/actor-werft.atom",
        "../../data/collection.json",
        "../../data/statements.csv",
    ]
    assert "../../data/figures.csv" in _alternates(site, "zahlen/schiffe")
    for page in ("", "bericht", "akteure/werft", "themen/schiffe", "themen/lang", "zahlen/schiffe", "about"):
        assert all((site / page / path).is_file() for path in _alternates(site, page)), page
    assert not any("topic-lang" in path for path in _alternates(site, "themen/lang"))


def test_reference_managers_find_author_and_date(site: Path) -> None:
    said = _meta(site, "bericht")
    assert said["citation_title"] == said["DC.title"] == "Bericht aus der Werft"
    assert said["citation_publication_date"] == "2024/10/05"
    assert said["z:itemType"] == "newspaperArticle"
    assert _meta(site, "akteure/werft")["z:itemType"] == "webpage"
    assert "citation_title" not in _meta(site, "akteure")


def test_a_breadcrumb_names_overview_and_record(site: Path) -> None:
    def trail(page: str) -> list[tuple[str, str]]:
        data = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', _head(site, page)))
        found = [each for each in data if each["@type"] == "BreadcrumbList"]
        return [(item["name"], item["item"]) for each in found for item in each["itemListElement"]]

    home = ("Start", "https://site.example/")
    topics = ("Themen", "https://site.example/themen/")
    assert trail("themen") == [home, topics]
    assert trail("themen/lang") == [home, topics, ("Lang & <breit>", "https://site.example/themen/lang/")]
    assert trail("about") == [home, ("Über & uns", "https://site.example/about/")]
    assert trail("") == []


def test_metadata_of_an_override_is_not_repeated(tmp_path: Path) -> None:
    override = '{% extends "base.html" %}{% block extrahead %}<meta property="og:title" content="Ours">{% endblock %}'
    files = {"overrides/main.html": override}
    site = _built(
        tmp_path, ": {shell: true}", "INHERIT: theme.yml", {**files, "theme.yml": "theme: {custom_dir: overrides}"}
    )
    for page in ("bericht", "akteure", "akteure/werft", "about"):
        head = _head(site, page)
        assert re.findall('property="(og:[a-z]+)"', head) == ["og:title"], page
        assert "twitter:" not in head
        assert "feeds/all.atom" in head


def test_without_the_shell_pages_of_docs_have_no_more_metadata(tmp_path: Path) -> None:
    site = _built(tmp_path)
    assert "og:" not in _head(site, "about")
    assert "og:title" in _meta(site, "akteure/werft")
