"""If `nav` names no overview, the build hints at it, and `dossier nav` prints the entries to paste."""

from __future__ import annotations

import re

from mkdocs_plugin.projects import Project

_HINT = "The nav in mkdocs.yml names none of the overviews"


def test_the_build_hints_and_the_command_prints_the_entries(project: Project) -> None:
    """The hint passes --strict, disappears once the entries are pasted, and never comes without a nav."""
    assert _HINT not in project.mkdocs("build", "--strict")
    project.write(more="nav: [{Start: index.md}]\n", files={"docs/index.md": "# Start\n"})
    assert project.mkdocs("build", "--strict").count(_HINT) == 1
    entries = project.dossier("nav")
    assert entries.splitlines()[:3] == ["nav:", "  - Dossiers: dossiers/index.md", "  - Akteure: akteure/index.md"]
    assert "  - Chronik: ereignisse/index.md\n" in entries
    project.write(more=f"{entries}  - Start: index.md\n")
    assert _HINT not in project.mkdocs("build", "--strict")


def test_without_a_nav_each_overview_is_an_entry(project: Project) -> None:
    """Without a nav each overview is an entry; the theme's part of record pages is not indented, unlike docs/."""
    project.write(files={"docs/index.md": "# Start\n", "docs/unten/seite.md": "# Seite\n"})
    project.mkdocs("build", "--strict")
    for path in ("akteure/index.html", "akteure/werft/index.html"):
        page = (project.folder / "site" / path).read_text(encoding="utf-8")
        assert page.count("md-nav__item--nested") == 1, "the folder of docs/"
        assert 'orte/" class="md-nav__link">' in page
        assert "\n " not in re.sub(r"<(article|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert "\n    " in (project.folder / "site/index.html").read_text(encoding="utf-8")
