"""What readers can search for: Material's index, which is filled for it, and the one of this project's own search."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel

from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.pagefind import CannotIndexError, index
from mkdocs_dossier.export.search import SearchEntry, Written, entries_of
from mkdocs_dossier.mkdocs_plugin.pages import DossierPage
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.site.rendering import Site

log = logging.getLogger("mkdocs.plugins.dossier")

#: Material's search loads its whole index; of more statements and figures it would have more than 20 MB.
MOST_PASSAGES = 50_000
#: The same of articles that have more characters together.
MOST_CHARACTERS = 15_000_000


def entries_for(config: MkDocsConfig, site: Site) -> list[Lines[Any]]:
    """What Material's search can find of the records, none without it: it would read every page again, word for word.

    Each statement is one result, on the page of its dossier, and not one on every page that quotes it; where there are
    too many for a browser to load, only pages are results, and where their articles are too long together, dossiers are
    found by their titles and leads. Material's index holds texts as they stand in HTML.
    """
    if "material/search" not in config.plugins:
        return []
    passages = len(site.collection.of(Statement)) + len(site.collection.of(Figure)) <= MOST_PASSAGES
    articles = sum(len(article.text) for article in site.collection.articles.values()) <= MOST_CHARACTERS
    found = entries_of(site, passages=passages, articles=articles)
    return [replace(lines, lines_of=partial(_written, lines.lines_of)) for lines in found]


def _written(entries_of: Callable[[Any], Iterable[SearchEntry]], record: Any) -> Iterator[dict[str, str]]:
    for entry in entries_of(record):
        title, text = html.escape(entry.title, False), html.escape(entry.text, False)
        yield {"location": entry.url, "title": title, "text": text}


def fill_index(config: MkDocsConfig, entries: list[dict[str, str]]) -> None:
    """Give them to Material's search, which has them before all others."""
    if entries:
        search: Any = config.plugins["material/search"]
        search.search_index.entries[:0] = entries


def index_later(config: MkDocsConfig, site: Site) -> dict[str, Callable[[], None]]:
    """What does so when the index is wanted, and has Material's search write it once more."""
    if not (search := config.plugins.get("material/search")):
        return {}

    def write() -> None:
        # With --dirty the index holds what it had before, and merges it once more each time that it is written.
        search.search_index_prev = None
        found = [entry for lines in entries_for(config, site) for entry in lines.all()]
        ours = {entry["location"] for entry in found}
        index = search.search_index
        index.entries = [entry for entry in index.entries if entry["location"] not in ours]
        fill_index(config, found)
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
