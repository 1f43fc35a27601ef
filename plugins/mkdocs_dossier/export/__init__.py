"""The collection as data for others: JSON, CSV, CSL and the standards of the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from mkdocs_dossier.export.annotations import web_annotations
from mkdocs_dossier.export.chunks import Parts, Whole
from mkdocs_dossier.export.csl import csl
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.feeds import feeds
from mkdocs_dossier.export.followthemoney import followthemoney
from mkdocs_dossier.export.records import collection_json
from mkdocs_dossier.export.tables import figures_csv, sources_csv, statements_csv
from mkdocs_dossier.site.rendering import Site

#: Every file of data, by its path below the site. A new format is one module and one entry. What grows with the
#: collection comes in pieces: nobody has to hold it as a whole.
EXPORTS: Mapping[str, Callable[[Edition], Parts]] = {
    "data/collection.json": collection_json,
    "data/figures.csv": figures_csv,
    "data/statements.csv": statements_csv,
    "data/sources.csv": sources_csv,
    "data/sources.csl.json": csl,
    "data/followthemoney.jsonl": followthemoney,
    "data/annotations.jsonld": web_annotations,
}


def exports(site: Site, base_url: str) -> Mapping[str, Callable[[], Parts]]:
    """What every file of data and every feed consists of, by its path below the site.

    `base_url` is the absolute address of the site. Where it is empty, addresses are relative to the file they stand in,
    and there are no feeds: Atom needs absolute ones.
    """
    edition = Edition.of(site, base_url, "data/")
    files: dict[str, Callable[[], Parts]] = {path: partial(parts_of, edition) for path, parts_of in EXPORTS.items()}
    if base_url:
        files |= {path: partial(_whole, path, text_of) for path, text_of in feeds(edition)}
    return files


def _whole(path: str, text_of: Callable[[], str]) -> Iterator[Whole]:
    yield Whole(path, text_of)
