"""Fill the index of Material's search, and that of this project's own search."""

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

#: Material's search loads its whole index: with more statements and figures it would exceed 20 MB.
MOST_PASSAGES = 50_000
#: Likewise with more characters in all articles together.
MOST_CHARACTERS = 15_000_000


def entries_for(config: MkDocsConfig, site: Site) -> list[Lines[Any]]:
    """Return the records' entries for Material's search, which would otherwise parse every page; none without it.

    Each statement is one result, on the page of its dossier, instead of one on every page that quotes it. If there are
    too many for a browser to load, only pages are results; if all articles together are too long, dossiers are found
    by their titles and leads only. Material's index holds escaped HTML.
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
    """Put entries at the beginning of Material's search index."""
    if entries:
        search: Any = config.plugins["material/search"]
        search.search_index.entries[:0] = entries


def index_later(config: MkDocsConfig, site: Site) -> dict[str, Callable[[], None]]:
    """Return a function that fills the index on demand and has Material's search write it again, by its path."""
    if not (search := config.plugins.get("material/search")):
        return {}

    def write() -> None:
        # With --dirty the index keeps its former entries, and would merge them again each time it is written.
        search.search_index_prev = None
        found = [entry for lines in entries_for(config, site) for entry in lines.all()]
        ours = {entry["location"] for entry in found}
        index = search.search_index
        index.entries = [entry for entry in index.entries if entry["location"] not in ours]
        fill_index(config, found)
        search.on_post_build(config=config)

    return {"search/search_index.json": write}


def written_pages(files: Files) -> Iterator[Written]:
    """Yield the searchable pages of `docs/`, by the rules of Material's search."""
    for file in files.documentation_pages(inclusion=InclusionLevel.is_included):
        page = file.page
        if page is None or isinstance(page, DossierPage) or page.content is None:
            continue
        setting = page.meta.get("search")
        if not (isinstance(setting, dict) and setting.get("exclude")):
            yield Written(page.url.removeprefix("./"), str(page.title or ""), page.content)


def index_built(config: MkDocsConfig) -> None:
    """Index the built pages. Raises PluginError if that fails."""
    try:
        log.info("%d entries can be found by the search.", index(Path(config.site_dir)))
    except CannotIndexError as error:
        raise PluginError(f"search: true in mkdocs.yml: {error}") from None
