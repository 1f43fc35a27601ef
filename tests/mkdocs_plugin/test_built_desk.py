"""Real builds make the editors' desk on request, and name the commit on pages of records."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from conftest import write
from forked import mkdocs

MKDOCS_YML = """
site_name: Test
site_url: https://site.example/
theme: {{name: material, language: de, font: false}}
plugins: [search, dossier{plugin}]
{more}
"""
SITE = {
    "docs/index.md": "# Start\n",
    "dossier/all.yml": "actors: {werft: {name: Werftleitung, kind: company}}\ntopics: {schiffe: {label: Schiffe}}\n",
    "dossier/bericht/article.md": (
        "---\ntitle: Bericht aus der Werft\npublished: 2024-10-05\nlanguage: de\n---\n\n"
        "Laut Werftleitung wurden mehr als 20 Schiffe gezählt. Niemand zählte die 40 Kräne.\n"
    ),
    "dossier/bericht/annotations.yml": (
        "statements:\n  zaehlung: {quote: Laut Werftleitung wurden mehr als 20 Schiffe gezählt, said_by: werft,"
        " topics: [schiffe]}\n"
    ),
}
DESK = ": {desk: true}"


def build(folder: Path, plugin: str = "", more: str = "", **environment: str) -> Path:
    """Build `SITE` with these settings, and return the site's folder."""
    write(folder, {"mkdocs.yml": MKDOCS_YML.format(plugin=plugin, more=more), ".gitignore": "site/\n", **SITE})
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    run = mkdocs("build", "--strict", cwd=folder, env={**kept, **environment})
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def commit(folder: Path) -> str:
    """Commit everything, and return the commit's hash."""
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "1"], ["rev-parse", "HEAD"]):
        settings = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        environment = {**os.environ, "GIT_COMMITTER_DATE": "2026-03-01T12:00:00+00:00"}
        run = subprocess.run(
            ["git", *settings, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
    return run.stdout.strip()


def text_of(page: Path) -> str:
    """Return a page's HTML with plain spaces instead of no-break ones."""
    return page.read_text(encoding="utf-8").replace("\u00a0", " ")


def test_without_the_option_there_is_no_desk(tmp_path: Path) -> None:
    """Without the option there is no desk, no link to it, and no entry in the search."""
    site = build(tmp_path)
    assert not (site / "redaktion").exists()
    files = [path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".json")]
    assert not [path for path in files if "redaktion/" in path.read_text(encoding="utf-8")]


def test_with_the_option_there_is_a_desk_but_not_in_nav_or_search(tmp_path: Path) -> None:
    """With the option the desk is a page that only its address leads to, not the nav or the search."""
    site = build(tmp_path, DESK)
    assert "Niemand zählte die 40 Kräne." in text_of(site / "redaktion/index.html")
    assert "redaktion/" not in text_of(site / "index.html")
    found = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert not [entry for entry in found if "redaktion" in entry["location"]]


def test_it_can_be_put_into_the_nav(tmp_path: Path) -> None:
    """A nav can name the desk, under any title."""
    site = build(tmp_path, DESK, "nav: [index.md, {Offenes: redaktion/index.md}]")
    assert 'href="redaktion/"' in text_of(site / "index.html")
    assert "Offenes" in text_of(site / "index.html")


def test_its_address_can_be_another(tmp_path: Path) -> None:
    """`paths` changes the desk's address like that of a kind."""
    assert (build(tmp_path, ": {desk: true, paths: {desk: offen}}") / "offen/index.html").is_file()


def test_pages_name_the_commit(tmp_path: Path) -> None:
    """In a repository, the pages of dossiers and records name the commit and its day."""
    build(tmp_path)
    name = commit(tmp_path)
    site = build(tmp_path)
    for page in ("bericht/index.html", "akteure/werft/index.html", "themen/schiffe/index.html"):
        assert f"Stand 1. März 2026, Commit {name[:12]}" in text_of(site / page), page
    assert "„Bericht aus der Werft“ (annotiertes Dossier), in: Test, 5. Oktober 2024" in text_of(
        site / "bericht/index.html"
    )
    assert "@misc{actor-werft," in text_of(site / "akteure/werft/index.html")


@pytest.mark.parametrize(("epoch", "state"), [("", ""), ("1772366400", ", Stand 1. März 2026")])
def test_without_git(tmp_path: Path, epoch: str, state: str) -> None:
    """Without Git, pages name no commit, and a day only if SOURCE_DATE_EPOCH gives it."""
    environment = {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    page = text_of(build(tmp_path, **environment) / "akteure/werft/index.html")
    assert f"„Werftleitung“ (Akteur), in: Test, https://site.example/akteure/werft/{state}</p>" in page
    assert "Commit" not in page
