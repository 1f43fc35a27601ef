"""Sources as CSL-JSON 1.0.2, which Zotero, Pandoc and every citation processor reads."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from mkdocs_dossier.export.edition import Edition, by_key
from mkdocs_dossier.model.dates import Date, Precision
from mkdocs_dossier.model.sources import Source

#: The month in which a season begins → its number in CSL.
_SEASONS = {3: 1, 6: 2, 9: 3, 12: 4}


def csl(edition: Edition) -> str:
    """A list of items, in order of their ids."""
    items = [item_of(edition, source) for source in by_key(edition.collection.of(Source))]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


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
        "issued": _date(source.issued),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "DOI": source.doi,
        "language": source.language,
    }
    return {key: value for key, value in item.items() if value}


def _date(when: Date | None) -> dict[str, Any] | None:
    """Date parts for what is known; a date that is open at one end also as it was written."""
    if when is None:
        return None
    if when.precision is Precision.INTERVAL:
        ends = [Date.parse(end) for end in when.text.split("/") if end not in ("", "..")]
        parts = [_parts(ends[0], ends[0].earliest), *([_parts(ends[1], ends[1].latest)] if len(ends) > 1 else [])]
        return {"date-parts": parts, **({"literal": when.text} if len(ends) == 1 else {}), **_circa(when)}
    if when.precision in (Precision.DECADE, Precision.CENTURY):
        return {"date-parts": [_parts(when, when.earliest), _parts(when, when.latest)], **_circa(when)}
    parts = [_parts(when, when.earliest)]
    if when.precision is Precision.SEASON and when.earliest:
        return {"date-parts": parts, "season": _SEASONS[when.earliest.month], **_circa(when)}
    return {"date-parts": parts, **_circa(when)}


def _circa(when: Date) -> dict[str, bool]:
    return {"circa": True} if when.approximate or when.uncertain else {}


def _parts(when: Date, end: date | None) -> list[int]:
    assert end is not None, "only intervals are open"
    match when.precision:
        case Precision.DAY:
            return [end.year, end.month, end.day]
        case Precision.MONTH:
            return [end.year, end.month]
    return [end.year]
