"""Sources as CSL-JSON 1.0.2, which Zotero, Pandoc and every citation processor reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mkdocs_dossier.export.edition import Edition, by_key
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.site.citations import csl_date
from mkdocs_dossier.site.indented import indented_json


def csl(edition: Edition) -> Iterator[str]:
    """A list of items, in order of their ids."""
    items = [item_of(edition, source) for source in by_key(edition.collection.of(Source))]
    yield indented_json(items) + "\n"


def item_of(edition: Edition, source: Source) -> dict[str, Any]:
    """One source; a source of no known type is a document, the most general there is."""
    publisher = edition.actor(source.publisher)
    item = {
        "id": source.id,
        "type": source.type or "document",
        "title": edition.text(source.title),
        "container-title": edition.text(source.container_title),
        "author": [{"literal": source.author}] if source.author else None,
        "publisher": edition.name(publisher) if publisher else None,
        "issued": csl_date(source.issued),
        "accessed": csl_date(source.accessed),
        "URL": source.url,
        "DOI": source.doi,
        "language": source.language,
    }
    return {key: value for key, value in item.items() if value}
