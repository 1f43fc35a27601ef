"""Sources as CSL-JSON 1.0.2, for Zotero, Pandoc and every citation processor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mkdocs_dossier.export.context import ExportContext, by_key
from mkdocs_dossier.model.records import Source
from mkdocs_dossier.site.citations import csl_date


def csl(context: ExportContext) -> Iterator[str]:
    """Yield a list of items, sorted by id."""
    items = [item_of(context, source) for source in by_key(context.collection.of(Source))]
    yield json.dumps(items, indent=1, ensure_ascii=False) + "\n"


def item_of(context: ExportContext, source: Source) -> dict[str, Any]:
    """Convert one source; without a known type it is a `document`, the most general type."""
    publisher = context.actor(source.publisher)
    item = {
        "id": source.id,
        "type": source.type or "document",
        "title": context.text(source.title),
        "container-title": context.text(source.container_title),
        "author": [{"literal": source.author}] if source.author else None,
        "publisher": context.name(publisher) if publisher else None,
        "issued": csl_date(source.issued),
        "accessed": csl_date(source.accessed),
        "URL": source.url,
        "DOI": source.doi,
        "language": source.language,
    }
    return {key: value for key, value in item.items() if value}
