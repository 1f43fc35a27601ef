"""The shell over Material has a menu, search, breadcrumb, footer and a page for missing addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import write
from forked import mkdocs
from mkdocs_plugin.test_mkdocs import SITE

DOCS = {
    **{f"docs/{name}.md": f"# {name.title()} & <b>more</b>\n" for name in "abcdefg"},
    "docs/guide/one.md": "# One\n",
    "docs/guide/deep/two.md": "# Two\n",
    "docs/impressum.md": "# Impressum\n",
}
NAV = (
    "[index.md, a.md, b.md, c.md, akteure/index.md, d.md, e.md, f.md,"
    " {Guide: [guide/one.md, {Deep: [guide/deep/two.md]}]}]"
)


def _built(
    folder: Path, own: str, *, theme: str = "{name: material, language: de}", nav: str = NAV, more: Sequence[str] = ()
) -> tuple[Path, str]:
    """Build the site, and return its folder and the log."""
    settings = (
        f"site_name: Hafen\nsite_url: https://hafen.example/unten/\ntheme: {theme}\nnav: {nav}\n"
        f"plugins: [search, dossier: {own}]\n"
    )
    write(folder, {"mkdocs.yml": settings, **SITE, **DOCS})
    run = mkdocs("build", *more, cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "site", run.stderr


def _part(site: Path, page: str, tag: str, name: str) -> str:
    text = (site / page).read_text(encoding="utf-8")
    found = re.search(rf"<{tag}\b[^>]*\b{name}\b.*?</{tag}>", text, re.DOTALL)
    return found[0] if found else ""


def _links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    footer = (
        "{method: a.md, licence: 'https://creativecommons.org/licenses/by-sa/4.0/deed.de', tables: false,"
        " Anleitung: guide/one.md, Akteure: akteure/}"
    )
    return _built(tmp_path_factory.mktemp("shell"), f"{{shell: true, footer: {footer}}}", more=["--strict"])[0]


def test_six_entries_are_on_top_and_the_rest_in_a_menu(site: Path) -> None:
    """The menu leaves out the home page and the footer's pages; titles are escaped."""
    menu = _part(site, "b/index.html", "nav", "shell-bar__nav")
    beside, rest = menu.split("<details")
    assert _links(beside) == [(f"../{name}/", f"{name.upper()} &amp; more") for name in "bcdef"]
    assert "shell-more--narrow" in rest
    assert _links(rest) == _links(beside)
    assert 'aria-current="page">B' in menu


def test_there_is_one_search(site: Path, tmp_path: Path) -> None:
    """A page has one search: the site's own if it has one, else Material's, whose dialog is labelled."""
    text = (site / "b/index.html").read_text(encoding="utf-8")
    assert (text.count('role="search"'), text.count("shell-find")) == (1, 0)
    assert 'role="dialog" aria-label="Suche"' in text
    other = (_built(tmp_path, "{shell: true, search: true}")[0] / "b/index.html").read_text(encoding="utf-8")
    assert (other.count('role="search"'), other.count("md-search")) == (1, 0)
    assert '<form class="shell-find" role="search" action="../suche/"><input type="search" name="find"' in other


def test_a_breadcrumb_says_where_a_page_is(site: Path) -> None:
    """A breadcrumb is in the content of records' pages and above that of others; the home page has none."""
    assert _links(_part(site, "guide/deep/two/index.html", "nav", "shell-path")) == [
        ("../../../", "Start"),
        ("../../../guide/one/", "Guide"),
        ("../../../guide/deep/two/", "Two"),
    ]
    overview = _part(site, "akteure/index.html", "nav", "shell-path")
    assert _links(overview) == [("../", "Start"), ("../akteure/", "Akteure")]
    assert _part(site, "index.html", "nav", "shell-path") == ""
    assert _part(site, "akteure/werft/index.html", "nav", "shell-path") == ""
    assert _links(_part(site, "akteure/werft/index.html", "nav", "dx-kicker")) == [("../../akteure/", "Akteure")]
    section = _part(site, "guide/deep/two/index.html", "details", "shell-section")
    assert _links(section) == [("../../../guide/one/", "One"), ("../../../guide/deep/two/", "Two")]


def test_the_footer_has_configured_and_known_links(site: Path) -> None:
    assert _links(_part(site, "akteure/werft/index.html", "footer", "shell-foot")) == [
        ("../../impressum/", "Impressum"),
        ("../../a/", "Methode"),
        ("../../aenderungen/", "Änderungen und Berichtigungen"),
        ("../../feeds/all.atom", "Feed"),
        ("../../data/collection.json", "Daten (JSON)"),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.de", "CC BY-SA 4.0"),
        ("../../guide/one/", "Anleitung"),
        ("../../akteure/", "Akteure"),
    ]


def test_the_page_for_missing_addresses_works_at_any_address(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    content = text[text.index('<div class="shell-missing') :]
    assert "<h1>Diese Seite gibt es nicht</h1>" in content
    assert 'action="/unten/"><input type="search" name="q"' in content
    assert ("/unten/akteure/", "Akteure") in _links(content)
    assert 'href="/unten/assets/shell.css"' in text


def test_a_footer_that_leads_nowhere_is_reported(tmp_path: Path) -> None:
    site, said = _built(tmp_path, "{shell: true, footer: {imprint: impresum.md}}")
    line = "mkdocs.yml:5:60: warning: footer: “impresum.md” is neither a page of docs/ nor of the site"
    assert f"{line} — did you mean “impressum.md”? [wrong-value]" in said
    assert "Impressum" not in _part(site, "a/index.html", "footer", "shell-foot")


def test_the_sites_own_templates_win(tmp_path: Path) -> None:
    own = {"overrides/partials/footer.html": "<footer>Ours</footer>", "overrides/404.html": "Gone"}
    write(tmp_path, own)
    site, _ = _built(tmp_path, "{shell: true}", theme="{name: material, custom_dir: overrides}")
    assert "<footer>Ours</footer>" in (site / "a/index.html").read_text(encoding="utf-8")
    assert (site / "404.html").read_text(encoding="utf-8") == "Gone"
    assert "shell-bar" in (site / "a/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_keeps_its_own(tmp_path: Path, theme: str) -> None:
    site, said = _built(tmp_path, "{shell: true}", theme=theme, nav="[index.md, a.md]")
    assert said.count("WARNING") == 1
    assert f"“{theme}” shows no marks, and keeps its own header and footer: “shell” has no effect." in said
    assert "shell-" not in (site / "a/index.html").read_text(encoding="utf-8")
