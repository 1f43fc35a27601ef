"""HTML that pages of all depths share is rendered once, and its links lead to the same pages from each."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.site.page_context import TOP, PageContext
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.rows import quotes
from mkdocs_dossier.site.urls import Addresses

FILES = {
    "dossier/alle.yml": """
actors: {ada: {name: Ada, kind: person}}
sources: {blatt: {title: Blatt, URL: https://blatt.example/a}}
""",
    "dossier/bericht/article.md": """---
title: Bericht
published: 2024-05-06
---

Ada zählte 20 Kisten.
""",
    "dossier/bericht/annotations.yml": """
statements: {zahl: {quote: Ada zählte 20 Kisten, said_by: ada, via: [blatt]}}
""",
}


@pytest.mark.parametrize("shallow_first", [True, False])
def test_statements_lead_to_their_records_from_everywhere(loaded: Loaded, shallow_first: bool) -> None:
    """Shared statements link their records correctly from the top of the site and from far below."""
    collection, _ = loaded(FILES)
    site = Site(collection, Addresses())
    rows = quotes(collection, collection.of(Statement))
    urls = ["", "a/b/c/"] if shallow_first else ["a/b/c/", ""]
    shown = {url: site.fragment("parts/statements.html", url, quotes=rows) for url in urls}
    assert 'href="akteure/ada/"' in shown[""]
    assert 'href="bericht/#zahl"' in shown[""]
    assert shown["a/b/c/"].replace("../../../", "") == shown[""]
    assert TOP not in "".join(shown.values())


def test_reused_html_records_the_same_dependencies(loaded: Loaded) -> None:
    """Reused HTML records its dependencies again, even if it was first rendered without recording."""
    collection, _ = loaded(FILES)
    site = Site(collection, Addresses())
    (statement,) = collection.of(Statement)
    PageContext(site, "a/").alike(site.macros.who, statement)
    reads = []
    for url in ("a/", "a/b/"):
        with TRACKER.recording() as read:
            PageContext(site, url).alike(site.macros.who, statement)
        reads.append(read)
    assert ("record", "actor", "ada") in reads[0]
    assert reads[0] == reads[1]
