"""The collection as data: JSON, CSV, CSL and the field's standards."""

from collections.abc import Callable, Mapping
from functools import partial

from mkdocs_dossier.export.annotations import web_annotations
from mkdocs_dossier.export.chunks import Parts
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.feeds import feeds
from mkdocs_dossier.export.followthemoney import followthemoney
from mkdocs_dossier.export.plain import collection_json
from mkdocs_dossier.export.tables import csl, figures_csv, sources_csv, statements_csv
from mkdocs_dossier.site.rendering import Site

#: Every data file, by its path below the site's root, in chunks: nobody holds a large one as a whole.
EXPORTS: Mapping[str, Callable[[ExportContext], Parts]] = {
    "data/collection.json": collection_json,
    "data/figures.csv": figures_csv,
    "data/statements.csv": statements_csv,
    "data/sources.csv": sources_csv,
    "data/sources.csl.json": csl,
    "data/followthemoney.jsonl": followthemoney,
    "data/annotations.jsonld": web_annotations,
}


def exports(site: Site) -> Mapping[str, Callable[[], Parts]]:
    """Return path → parts of every data file and feed; paths are relative to the site's root.

    Without the site's absolute address, addresses are relative to their file, and there are no feeds (Atom needs it).
    """
    context = ExportContext.of(site, "data/")
    files: dict[str, Callable[[], Parts]] = {
        site.conventions.data_path(path): partial(parts_of, context) for path, parts_of in EXPORTS.items()
    }
    if site.base_url:
        files |= {path: partial(list, [text_of]) for path, text_of in feeds(context)}
    return files
