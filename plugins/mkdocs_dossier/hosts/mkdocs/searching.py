"""What readers can search for: Material's index, which is filled for it, and the one of this project's own search."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_dossier.export.pagefind import CannotIndexError, index
from mkdocs_dossier.export.search import Written, entries_of
from mkdocs_dossier.hosts.mkdocs.pages import DossierPage
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.site.rendering import Site

log = logging.getLogger("mkdocs.plugins.dossier")

#: Material's search loads its whole index; of more statements and figures it would have more than 20 MB.
MOST_PASSAGES = 50_000


def entries_for(config: MkDocsConfig, site: Site) -> Iterator[list[dict[str, str]]]:
    """What Material's search can find of the records, none without it: it would read every page again, word for word.

    Each statement is one result, on the page of its dossier, and not one on every page that quotes it; where there are
    too many for a browser to load, only pages are results. Material's index holds texts as they stand in HTML.
    """
    if "material/search" not in config.plugins:
        return
    passages = len(site.collection.of(Statement)) + len(site.collection.of(Figure)) <= MOST_PASSAGES
    yield [
        {"location": entry.url, "title": html.escape(entry.title, False), "text": html.escape(entry.text, False)}
        for entry in entries_of(site, passages=passages)
    ]


def fill_index(config: MkDocsConfig, found: Iterable[list[dict[str, str]]]) -> None:
    """Give them to Material's search."""
    for entries in found:
        search: Any = config.plugins["material/search"]
        search.search_index.entries += entries


def index_later(config: MkDocsConfig, site: Site) -> dict[str, Callable[[], None]]:
    """What does so when the index is wanted, and has Material's search write it once more."""
    if not (search := config.plugins.get("material/search")):
        return {}

    def write() -> None:
        fill_index(config, entries_for(config, site))
        search.on_post_build(config=config)

    return {"search/search_index.json": write}


def written_pages(files: Files) -> Iterator[Written]:
    """The pages that somebody wrote and lets be found, as Material's search takes them."""
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        page = file.page
        if page is None or isinstance(page, DossierPage) or page.content is None:
            continue
        if not (isinstance(wish := page.meta.get("search"), dict) and wish.get("exclude")):
            yield Written(page.url.removeprefix("./"), str(page.title or ""), page.content)


def index_built(config: MkDocsConfig) -> None:
    """Index the pages that have been built; raises PluginError where that cannot be."""
    try:
        log.info("%d entries can be found by the search.", index(Path(config.site_dir)))
    except CannotIndexError as error:
        raise PluginError(f"search: true in mkdocs.yml: {error}") from None
