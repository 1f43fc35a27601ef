"""Adding the plugin to an existing site leaves pages without records the same to the byte."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import write
from forked import mkdocs

#: The number of ordinary pages of each site.
PAGES = 60
DOSSIERS = {
    "dossier/all.yml": "actors: {yard: {name: Crane Yard, kind: company}}\ntopics: {harbour: {label: Harbour}}\n",
    "dossier/cranes/article.md": (
        "---\ntitle: Cranes\npublished: 2024-10-05\nlanguage: en\n---\n\nThe Crane Yard counted 20 cranes.\n"
    ),
    "dossier/cranes/annotations.yml": "statements: {count: {quote: counted 20 cranes, topics: [harbour]}}\n",
}
#: Parts of which the ordinary pages are mixed.
PARTS = (
    '```python title="count.py"\nfor ship in range(20):\n    print(f"{ship} <b>")\n```\n',
    '~~~ { .yaml #settings hl_lines="1 2" }\nsite_name: Harbour\nplugins: [search]\n~~~\n',
    "````md\n```dossier\nactors\n```\n````\n",
    "- a list\n\n    ```\n    indented, without a language\n    ```\n\n- [x] done\n",
    '!!! note "On cranes"\n    A note[^1] with `code`.\n\n[^1]: Its footnote.\n',
    '=== "Port"\n\n    Left.\n\n=== "Starboard"\n\n    ```sh\n    ls -l\n    ```\n',
    "| Quay | Ships |\n|---|--:|\n| North | 20 |\n",
    '<div class="card" markdown><p>Raw *HTML*</p></div>\n\n<script>let own = 1</script>\n',
    "An [address](https://elsewhere.example/?a=1&b=2), a [mail](mailto:desk@example.org), a [schema](actors:none).\n",
    "![A crane](crane.svg){ width=40 }\n\nTerm\n:   Its definition\n",
    'The words `class="dx-link"` and <kbd>dx-</kbd> in a text. "Quoted" -- it\'s 1/2 &copy; &amp; &#8230;\n',
    "```mermaid\ngraph LR; a-->b\n```\n",
)
CRANE = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
OVERRIDE = """{% extends "base.html" %}
{% block extrahead %}<script src="https://stats.example/count.js" defer></script>{% endblock %}
{% block announce %}{{ page.title if page }} of {{ config.site_name }}: {{ config.theme.font }}{% endblock %}
"""


@dataclass(frozen=True)
class Host:
    """A site to which the plugin is added."""

    theme: str
    extensions: str = "[]"
    plugins: tuple[str, ...] = ("search",)
    more: str = ""
    own: str = "dossier"
    nav: bool = True
    files: dict[str, str] = field(default_factory=dict)


MATERIAL = "{name: material, language: en, features: [%s]}"
HOSTS = {
    "plain": Host("{name: material}"),
    "nav made by MkDocs": Host(MATERIAL % "navigation.tabs, navigation.indexes, navigation.footer", nav=False),
    "instant": Host(
        MATERIAL
        % "navigation.instant, navigation.instant.prefetch, navigation.tabs, navigation.tabs.sticky, toc.follow",
        "[admonition, attr_list, md_in_html, tables, toc: {permalink: true}]",
        more="repo_url: https://github.com/harbour/site\nedit_uri: edit/main/docs/\nextra_css: [extra.css]\n"
        "extra_javascript: [extra.js, https://cdn.example/lib.js]\n",
        files={"docs/extra.css": ".dx-link { color: red }", "docs/extra.js": "let mine = 1"},
    ),
    "superfences": Host(
        MATERIAL % "toc.integrate, content.code.copy, navigation.top, search.suggest, search.highlight",
        "[admonition, footnotes, def_list, pymdownx.details, pymdownx.tasklist,"
        " pymdownx.tabbed: {alternate_style: true}, pymdownx.highlight: {anchor_linenums: true},"
        " pymdownx.superfences: {custom_fences: [{name: mermaid, class: mermaid,"
        " format: !!python/name:pymdownx.superfences.fence_code_format }]}]",
        own="dossier: {search: true, desk: true}",
    ),
    "pymdownx.extra": Host(
        MATERIAL % "navigation.sections, navigation.path",
        "[pymdownx.extra: {pymdownx.superfences: {custom_fences: [{name: mermaid, class: mermaid,"
        " format: !!python/name:pymdownx.superfences.fence_code_format }]}}]",
    ),
    "codehilite": Host(MATERIAL % "navigation.prune", "[codehilite: {linenums: true}, extra, smarty, sane_lists]"),
    "override, analytics, palette": Host(
        "{name: material, custom_dir: overrides, font: {text: Ubuntu}, palette: [{scheme: default, toggle: {icon:"
        " material/weather-night, name: Dark}}, {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}]}",
        more="extra: {analytics: {provider: google, property: G-1}, social: [{icon: fontawesome/brands/mastodon, link:"
        " 'https://social.example'}], consent: {title: Cookies, description: We count.}}\ncopyright: Harbour\n",
        files={"overrides/main.html": OVERRIDE},
    ),
    "tags and no directories": Host(
        MATERIAL % "navigation.tabs, navigation.expand", plugins=("search", "tags"), more="use_directory_urls: false\n"
    ),
    "no search": Host(MATERIAL % "navigation.instant", plugins=()),
    "mkdocs": Host("{name: mkdocs, color_mode: auto}"),
    "readthedocs": Host("readthedocs", own="dossier: {csp: false}"),
}
#: The parts that differ if MkDocs makes the navigation: menus, previous and next page.
_NAVIGATION = re.compile(
    r'<nav class="md-(?:nav md-nav--primary|tabs|footer__inner).*?'
    r'(?=<div class="md-sidebar|<main|</main|<div class="md-footer-meta)'
    r'|<link rel="(?:prev|next)"[^>]*>\s*|<a [^>]*class="md-footer__link.*?</a>\s*',
    re.DOTALL,
)


def _pages(host: Host) -> dict[str, str]:
    pages = {"docs/index.md": "# Harbour\n\n[The first](part-0/page-1.md)\n", "docs/part-0/crane.svg": CRANE}
    for number in range(1, PAGES):
        parts = [PARTS[(number * step + step) % len(PARTS)] for step in (1, 2, 5)]
        head = f"---\ntags: [ships, quay-{number % 3}]\nhide: [toc]\n---\n\n" if number % 7 == 0 else ""
        pages[f"docs/part-{number % 4}/page-{number}.md"] = (
            f"{head}# Page {number}\n\n## First\n\n" + "\n## Next\n\n".join(parts)
        )
        pages[f"docs/part-{number % 4}/crane.svg"] = CRANE
    return pages


def _nav(pages: dict[str, str]) -> str:
    named = sorted(path.removeprefix("docs/") for path in pages if path.endswith(".md"))
    lines = [f"  - Part {part}: [{', '.join(p for p in named if p.startswith(f'part-{part}/'))}]" for part in range(4)]
    return "\n".join(["nav:", "  - index.md", *lines, ""])


def _built(folder: Path, host: Host, plugins: tuple[str, ...]) -> dict[str, str]:
    """Build a site, and return its pages by path."""
    pages = _pages(host)
    settings = (
        f"site_name: Harbour\nsite_url: https://harbour.example/site/\ntheme: {host.theme}\n"
        f"markdown_extensions: {host.extensions}\nplugins: [{', '.join(plugins)}]\n{host.more}"
    )
    write(folder, {"mkdocs.yml": settings + (_nav(pages) if host.nav else ""), **pages, **host.files, **DOSSIERS})
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    run = mkdocs("build", "--quiet", cwd=folder, env=environment)
    assert run.returncode == 0, run.stdout + run.stderr
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


@pytest.mark.parametrize("name", HOSTS)
def test_a_page_without_records_is_the_same(tmp_path: Path, name: str) -> None:
    """Pages without records stay the same in any theme and with any extensions; with a nav, to the byte."""
    host = HOSTS[name]
    before = _built(tmp_path / "before", host, host.plugins)
    after = _built(tmp_path / "after", host, (*host.plugins, f"{{{host.own}}}" if ":" in host.own else host.own))
    assert len(before) >= PAGES
    assert len(after) > len(before)
    if not host.nav:
        before, after = ({path: _NAVIGATION.sub("", text) for path, text in site.items()} for site in (before, after))
        assert all("Page 1<" in text for path, text in before.items() if path.endswith("/page-1/index.html"))
    assert list(_differences(before, after)) == []


def _differences(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for path, text in before.items():
        if text != after[path]:
            pairs = zip(text.split("\n"), after[path].split("\n"), strict=False)
            yield f"{path}: {next((pair for pair in pairs if pair[0] != pair[1]), 'one is longer')}"


EMBEDDED = """# Records

The [yard](actor:yard).

```dossier
actors
```

~~~~ dossier
dossiers
limit: 1
~~~~

````md
```dossier
topics
```
````
"""


@pytest.mark.parametrize(
    "extensions",
    ["[]", "[codehilite]", "[extra, toc]", "[pymdownx.superfences]", "[pymdownx.extra]", "[pymdownx.extra: {}]"],
)
def test_a_page_with_records_has_their_styles(tmp_path: Path, extensions: str) -> None:
    """Fences become views whichever extension reads them, except inside another fence; the page has the styles."""
    more = "extra_css: [extra.css]\n"
    host = Host("{name: material}", extensions, more=more, files={"docs/records.md": EMBEDDED, "docs/extra.css": ""})
    page = _built(tmp_path, host, ("dossier",))["records/index.html"]
    article = page[page.index("<article") : page.index("</article>")]
    assert article.count('href="../actors/yard/"') == 2
    assert article.count('href="../cranes/"') == 1
    assert "dossier\ntopics" in re.sub(r"<[^>]*>", "", article)
    assert "../topics/harbour/" not in article
    styles = re.findall(r'<link rel="stylesheet" href="([^"]*)"', page)
    assert styles[-2:] == ["../assets/dossier.css", "../extra.css"]
    assert "http-equiv" not in page
    assert "tables.js" not in page


def test_a_view_with_a_table_brings_its_script(tmp_path: Path) -> None:
    """A view with a table has its script in the content, where instant navigation runs it."""
    table = '{% import "dossier/macros.html" as m %}{% call m.usable(here) %}<table></table>{% endcall %}'
    fences = "# Records\n\n```dossier\ntopics\n```\n\n```dossier\ntopics\n```\n"
    files = {"docs/records.md": fences, "overrides/dossier/parts/topics.html": table}
    host = Host("{name: material, custom_dir: overrides, features: [navigation.instant]}", files=files)
    page = _built(tmp_path, host, ("dossier",))["records/index.html"]
    article = page[page.index("<article") : page.index("</article>")]
    assert article.count("<dossier-table") == 2
    scripts = re.findall(r'<script src="([^"]*)" type="module"></script>\s*<dossier-table', article)
    assert scripts == ["../assets/tables.js"] * 2
