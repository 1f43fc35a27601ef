"""In real builds, other plugins work next to ours and the pages of records stay complete."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from conftest import write
from mkdocs_plugin.projects import Project
from mkdocs_plugin.test_serve import served

pytestmark = pytest.mark.clients

LINKED = "# %s\n\nDie [Werft](actor:werft).\n"


@dataclass(frozen=True)
class Plugin:
    """A plugin's line in `mkdocs.yml`, the files it needs, and what it adds to pages (page → regular expression)."""

    line: str
    files: dict[str, str] = field(default_factory=dict)
    holds: dict[str, str] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    """Files that must not be in the site."""


PLUGINS = {
    "autorefs": Plugin("autorefs", {"docs/a.md": "# A\n\n[Werft](actor:werft), [][b]\n\n## B\n"}, {"a/": 'href="#b"'}),
    "awesome-nav": Plugin(
        "awesome-nav",
        {"docs/.nav.yml": "nav:\n  - Wer: akteure/index.md\n  - '*'\n"},
        {"": r'href="akteure/"[^>]*>\s*<span[^>]*>\s*Wer'},
    ),
    "blog": Plugin(
        "blog",
        {"docs/blog/posts/a.md": f"---\ndate: 2024-01-02\n---\n{LINKED % 'Neu'}", "docs/blog/index.md": "# Neues\n"},
        {"blog/": "akteure/werft/"},
    ),
    "exclude": Plugin(
        "exclude: {glob: ['geheim/*', 'orte/*']}",
        {"docs/geheim/a.md": "# A\n"},
        lacks=("geheim/a/index.html", "orte/index.html"),
    ),
    "gen-files": Plugin(
        "gen-files: {scripts: [gen.py]}",
        {
            "gen.py": "import mkdocs_gen_files\n\nwith mkdocs_gen_files.open('neu.md', 'w') as page:\n"
            "    page.write('# Neu\\n\\n[W](actor:werft)\\n')\n"
        },
        {"neu/": r"\.\./akteure/werft/"},
    ),
    "glightbox": Plugin(
        "glightbox", {"docs/a.md": "# A\n\n![Bild](bild.png)\n", "docs/bild.png": "PNG"}, {"a/": 'class="glightbox"'}
    ),
    "htmlproofer": Plugin(
        "htmlproofer: {validate_external_urls: false, raise_error: true}", {"docs/a.md": LINKED % "A"}
    ),
    "include-markdown": Plugin(
        "include-markdown",
        {"docs/a.md": "# A\n\n{% include-markdown '../teil.md' %}\n", "teil.md": "[Werft](actor:werft)\n"},
        {"a/": r"\.\./akteure/werft/"},
    ),
    "literate-nav": Plugin(
        "literate-nav: {nav_file: NAV.md}",
        {"docs/NAV.md": "* [Start](index.md)\n* [Wer](akteure/index.md)\n* [Werft](akteure/werft.md)\n"},
        {"": r'href="akteure/werft/"[^>]*>\s*<span[^>]*>\s*Werft'},
    ),
    "macros": Plugin("macros", {"docs/a.md": "# A\n\n{{ 20 + 3 }} [Werft](actor:werft)\n"}, {"a/": "23 <a"}),
    "meta": Plugin(
        "meta",
        {"docs/a/.meta.yml": "description: aus der Datei\n", "docs/a/b.md": LINKED % "B"},
        {"a/b/": "aus der Datei"},
    ),
    "minify": Plugin(
        "minify: {minify_html: true, minify_js: true, minify_css: true, htmlmin_opts: {remove_comments: true}}",
        holds={"akteure/werft/": r"application/ld\+json"},
    ),
    "monorepo": Plugin("monorepo", {"docs/a.md": LINKED % "A"}, {"a/": r"\.\./akteure/werft/"}),
    "offline": Plugin("offline", {"docs/a.md": LINKED % "A"}, {"a.html": r"akteure/werft\.html"}),
    "print-site": Plugin("print-site", {"docs/a.md": LINKED % "A"}, {"print_page/": "Die <a"}),
    "privacy": Plugin("privacy: {assets: false}", {"docs/a.md": LINKED % "A"}, {"a/": r"\.\./akteure/werft/"}),
    "redirects": Plugin(
        "redirects: {redirect_maps: {alt.md: akteure/werft.md, wer.md: akteure/index.md}}",
        holds={"alt/": r"\.\./akteure/werft/", "wer/": r"\.\./akteure/"},
    ),
    "section-index": Plugin(
        "section-index", {"docs/a/index.md": LINKED % "A", "docs/a/b.md": "# B\n"}, {"": 'href="akteure/"'}
    ),
    "tags": Plugin(
        "tags",
        {"docs/a.md": f"---\ntags: [Hafen]\n---\n{LINKED % 'A'}", "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n"},
        {"tags/": "Hafen"},
    ),
    "typeset": Plugin("typeset", {"docs/a.md": LINKED % "A"}, {"a/": r"\.\./akteure/werft/"}),
}


def _in_front(project: Project, line: str) -> None:
    """List a plugin before ours."""
    settings = project.folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[search, ", f"[search, {line}, "), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "first"),
    # print-site warns unless it is last.
    [(name, first) for name in PLUGINS for first in (True, False) if (name, first) != ("print-site", True)],
)
def test_a_plugin_next_to_ours(project: Project, name: str, first: bool) -> None:
    """A strict build succeeds with each plugin before and after ours, with both plugins' output."""
    plugin = PLUGINS[name]
    project.write(plugin="" if first else f", {plugin.line}", files=plugin.files)
    if first:
        _in_front(project, plugin.line)
    project.commit()
    log = project.mkdocs("build", "--strict")
    assert "Traceback" not in log
    for path, held in plugin.holds.items():
        page = project.site / path / "index.html" if not path.endswith(".html") else project.site / path
        assert re.search(held, page.read_text(encoding="utf-8")), (path, held)
    for path in plugin.lacks:
        assert not (project.site / path).exists(), path
    pages = ("akteure/werft", "bericht", "themen/schiffe")
    record = [
        project.site / (f"{path}.html" if name == "offline" and path != "bericht" else f"{path}/index.html")
        for path in pages
    ]
    for page in record:
        assert "Laut Werftleitung wurden" in page.read_text(encoding="utf-8")
    assert "Schifffahrt" in (project.site / "themen" / "index.html").read_text(encoding="utf-8")
    assert project.is_tidy()


#: A script that reads every page, for instance to list their titles.
READS = """
import mkdocs_gen_files

titles = []
for file in list(mkdocs_gen_files.FilesEditor.current().files):
    if file.src_uri.endswith(".md"):
        with mkdocs_gen_files.open(file.src_uri, 'r') as page:
            titles.append(page.readline())
with mkdocs_gen_files.open("titles.md", "w") as page:
    page.write("# Titel\\n")
"""


def test_a_script_may_read_all_pages(project: Project) -> None:
    """A script that reads a record's page gets its YAML file, which is never published in place of the page."""
    project.write(plugin=", gen-files: {scripts: [gen.py]}", files={"gen.py": READS})
    project.mkdocs("build", "--strict", "--quiet")
    assert "Laut Werftleitung wurden" in (project.site / "akteure/werft/index.html").read_text(encoding="utf-8")
    assert not any("said_by" in page.read_text(encoding="utf-8") for page in project.site.rglob("*.html"))


def test_a_script_that_writes_into_a_records_page_ends_the_build(project: Project) -> None:
    """A build in which a script writes into a record's page ends with an error that names page, plugin and file."""
    script = "import mkdocs_gen_files\n\n"
    script += "with mkdocs_gen_files.open('akteure/werft.md', 'a') as page:\n    page.write('mehr')\n"
    project.write(plugin=", gen-files: {scripts: [gen.py]}", files={"gen.py": script})
    log = project.mkdocs("build", code=1)
    assert "mkdocs-gen-files writes into akteure/werft.md, which would publish dossier/actors.yml" in log
    assert "Traceback" not in log
    assert not project.site.exists()


def test_a_site_with_many_plugins(project: Project) -> None:
    """A site with many plugins is built, served, and rebuilt after a change while served."""
    names = [
        "autorefs",
        "awesome-nav",
        "glightbox",
        "include-markdown",
        "macros",
        "redirects",
        "section-index",
        "tags",
    ]
    lines = "".join(f", {PLUGINS[name].line}" for name in names)
    files = {path: text for name in names for path, text in PLUGINS[name].files.items() if path != "docs/a.md"}

    def settings() -> None:
        project.write(plugin=f", git-revision-date-localized, git-authors, minify{lines}", files=files)
        project.commit()

    settings()
    project.mkdocs("build", "--strict", "--quiet")
    assert "Laut Werftleitung wurden" in (project.site / "akteure/werft/index.html").read_text(encoding="utf-8")
    with served(project.folder, settings=settings) as page:
        assert "Laut Werftleitung wurden" in page("akteure/werft/")
        assert "Shipyard" in page("data/collection.json")
        write(project.folder, {"docs/neu.md": LINKED % "Neu"})
        assert "../akteure/werft/" in page("neu/", lambda text: "<h1" in text and "Neu" in text)
        assert "Laut Werftleitung wurden" in page("akteure/werft/")
