"""Pages filled into the theme's shell equal those that MkDocs renders one by one, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import write
from forked import mkdocs

MKDOCS_YML = """
site_name: Werften & Co
site_url: https://site.example/unten/
repo_url: https://code.example/desk/dossiers
edit_uri: edit/main/docs/
theme:
  name: {theme}
{options}
plugins: [{search}dossier]
{more}
"""
MATERIAL = "  language: de\n  font: false\n  custom_dir: overrides\n"
#: A hook into page rendering that changes nothing, but makes MkDocs render each page itself.
SILENT = "def on_post_page(output, page, config):\n    return output\n"
NAMES = ("Werft „Nord“ & Söhne", "O'Brien <Werft>", "Süd–Werft", "Hafen", "Dock", 'Kai "6"')


def _dossier(number: int) -> str:
    return (
        f"---\ntitle: Bericht {number} & mehr\npublished: 2024-10-0{number}\nlead: Ein „Vorspann“ & Zahlen.\n---\n\n"
        f"Laut Werft {number} wurden mehr als {number}0 Schiffe gezählt. Das Wetter war trüb.\n"
    )


SITE: dict[str, str] = {
    "docs/index.md": "# Start\n\n[Werft](actor:w0), [eine Seite](unten/seite.md)\n",
    "docs/unten/seite.md": "---\ndescription: Von Hand\n---\n# Seite\n",
    "overrides/.keep": "",
    "dossier/actors.yml": "actors:\n"
    + "".join(
        f"  w{n}:\n    name: {name!r}\n    kind: company\n    aliases: [Werft {n}]\n" for n, name in enumerate(NAMES)
    ),
    "dossier/topics.yml": "topics:\n  schiffe:\n    label: Schiffe & Häfen\n    description: 'Was <b> schwimmt'\n",
}
for _number in range(1, 5):
    SITE[f"dossier/bericht-{_number}/article.md"] = _dossier(_number)
    SITE[f"dossier/bericht-{_number}/annotations.yml"] = (
        f"statements:\n  zahl:\n    quote: mehr als {_number}0 Schiffe gezählt\n    said_by: w{_number}\n"
        "    topics: [schiffe]\n"
    )

MAIN = '{% extends "base.html" %}\n'


def _head(text: str) -> str:
    """Return a `main.html` with this in the head, except on the page for missing addresses, which has no `page`."""
    return MAIN + "{% block extrahead %}{% if page %}" + text + "{% endif %}{% endblock %}"


OVERRIDES = {
    "a block of the user's": _head("<meta name=x content=y>"),
    "the page's own title and description": _head(
        "<meta property='og:title' content='{{ page.meta.title }} – {{ page.meta.description }}'>"
    ),
    "the page's title through a filter": _head("<meta name=t content='{{ page.title | striptags | upper }}'>"),
    "the page's address": _head("<meta name=u content='{{ page.canonical_url }} {{ page.url }}'>"),
    "a question about the page's content": _head("<meta name=w content='{{ page.content | wordcount }}'>"),
    "a question about the page's title": _head("{% if 'Werft' in page.title %}<meta name=w>{% endif %}"),
    "the file it comes from": _head("<meta name=f content='{{ page.file.src_uri }}'>"),
    "an announcement": MAIN + "{% block announce %}Neu: {{ page.title }}{% endblock %}",
}
#: The overrides whose pages can be filled into a shell.
FILLED = {"a block of the user's", "the page's own title and description", "an announcement"}
NOT_ALIKE = "each is rendered on its own"


def _built(folder: Path, *flags: str) -> tuple[dict[str, bytes], str]:
    # Some themes write the time of the build into a page.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1"}
    run = mkdocs("build", *flags, cwd=folder, env=environment)
    assert run.returncode == 0, run.stdout + run.stderr
    site = folder / "site"
    files = (path for path in site.rglob("*") if path.is_file() and path.name != "sitemap.xml.gz")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}, run.stderr


def _both(folder: Path, more: str = "", *, theme: str = "material", options: str = MATERIAL) -> str:
    """Build the site with shells and page by page, compare the two, and return the log of the first build."""
    search = "search, " if theme == "material" else ""
    settings = {"theme": theme, "options": options, "search": search}
    write(folder, {"mkdocs.yml": MKDOCS_YML.format(**settings, more=more)})
    filled, log = _built(folder)
    write(
        folder, {"silent.py": SILENT, "mkdocs.yml": MKDOCS_YML.format(**settings, more=f"{more}\nhooks: [silent.py]")}
    )
    one_by_one, said = _built(folder)
    assert "hooks into page rendering" in said
    assert filled.keys() == one_by_one.keys()
    assert [path for path, content in filled.items() if content != one_by_one[path]] == []
    assert len([path for path in filled if path.startswith(("akteure/", "actors/"))]) == len(NAMES) + 1
    return log


@pytest.mark.parametrize("what", OVERRIDES)
def test_an_override_sees_each_page(tmp_path: Path, what: str) -> None:
    """A user's `main.html` shows each page's own data; the log names each kind that cannot use a shell once."""
    write(tmp_path, {**SITE, "overrides/main.html": OVERRIDES[what]})
    log = _both(tmp_path)
    assert (NOT_ALIKE in log) == (what not in FILLED)
    assert log.count("pages of kind “actor” differ") == (what not in FILLED)


@pytest.mark.parametrize(
    "features",
    [
        "[]",
        "[navigation.instant, navigation.instant.prefetch, navigation.tabs, navigation.sections, navigation.path]",
        "[toc.integrate, navigation.footer, navigation.indexes, content.action.edit, content.action.view]",
        "[navigation.tabs, navigation.tabs.sticky, navigation.expand, navigation.prune, announce.dismiss]",
    ],
)
def test_features_of_material(tmp_path: Path, features: str) -> None:
    """Pages with Material's features for navigation and contents equal those rendered one by one."""
    write(tmp_path, SITE)
    log = _both(tmp_path, options=f"{MATERIAL}  features: {features}\n")
    # Material makes the address of the source by replacing words in that of the editor.
    assert (NOT_ALIKE in log) == ("content.action.view" in features)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes(tmp_path: Path, theme: str) -> None:
    write(tmp_path, SITE)
    _both(tmp_path, "nav: [index.md, actors/index.md]", theme=theme, options="  locale: de\n")


@pytest.mark.parametrize(
    "hook",
    [
        "def on_page_context(context, page, config, nav):\n    context['config'].copyright = page.url\n",
        "def on_post_page(output, page, config):\n    return output.replace('</body>', page.url + '</body>')\n",
        "def on_page_content(html, page, config, files):\n    return html + f'<p>{page.file.src_uri}</p>'\n",
    ],
)
def test_a_plugin_that_changes_pages_changes_all(tmp_path: Path, hook: str) -> None:
    """With a hook into page rendering, MkDocs renders each page, and the log names the hook once."""
    settings = {"theme": "material", "options": MATERIAL, "search": "search, ", "more": "hooks: [eigen.py]"}
    write(tmp_path, {**SITE, "eigen.py": hook, "mkdocs.yml": MKDOCS_YML.format(**settings)})
    files, log = _built(tmp_path)
    assert log.count("hooks into page rendering") == 1
    assert "eigen.py" in log
    for number in range(len(NAMES)):
        page = files[f"akteure/w{number}/index.html"].decode()
        assert f"akteure/w{number}/" in page.split("</article>")[-2][-300:] + page.split("</article>")[-1]


def test_a_hook_into_markdown_changes_pages_of_docs_only(tmp_path: Path) -> None:
    """Pages of records are not made from Markdown: a hook that adds to it changes the pages of docs/ alone."""
    hook = "def on_page_markdown(markdown, page, config, files):\n    return markdown + '\\n\\n*Angehängt*'\n"
    settings = {"theme": "material", "options": MATERIAL, "search": "search, ", "more": "hooks: [eigen.py]"}
    write(tmp_path, {**SITE, "eigen.py": hook, "mkdocs.yml": MKDOCS_YML.format(**settings)})
    files, _ = _built(tmp_path)
    assert "<em>Angehängt</em>" in files["index.html"].decode()
    assert [path for path in files if path.startswith("akteure/") and "Angehängt".encode() in files[path]] == []


def test_links_to_pages_that_mkdocs_does_not_render_are_checked(tmp_path: Path) -> None:
    """A page of docs/ can link a record's page by its file, and the sitemap lists every page."""
    settings = {"theme": "material", "options": MATERIAL, "search": "search, ", "more": ""}
    link = {"docs/index.md": "# Start\n\n[eine Seite](akteure/w1.md)\n"}
    write(tmp_path, {**SITE, **link, "mkdocs.yml": MKDOCS_YML.format(**settings)})
    files, _ = _built(tmp_path, "--strict")
    assert 'href="akteure/w1/"' in files["index.html"].decode()
    sitemap = files["sitemap.xml"].decode()
    pages = [path for path in files if path.endswith("index.html")]
    assert sitemap.count("<loc>") == len(pages)
    assert "<loc>https://site.example/unten/akteure/w5/</loc>" in sitemap
