"""Figures, statements and sources as CSV (RFC 4180: UTF-8, a header, one record a line); sources as CSL-JSON 1.0.2.

A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end) gets a leading
apostrophe, also after a semicolon, a tab or a line end, where some spreadsheets begin a new cell. Several values of one
cell are separated by `; `. Dates are EDTF; texts are in the site's language.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from mkdocs_dossier.evidence.figures import reading_of
from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.context import ExportContext, by_key
from mkdocs_dossier.export.dates import earliest, latest
from mkdocs_dossier.export.plain import qualifier_of
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Figure, Quantity, Record, Source, Statement
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.site.citations import csl_date
from mkdocs_dossier.site.passages import quoted

_FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?=[=+\-@＝＋－＠])")
#: A text that neither begins with one of these nor contains one of those is no formula.
_SIGNS = frozenset("=+-@＝＋－＠")
_PARTING = re.compile(r"[;\t\r\n]")


def _csv(
    model: type[Record], filled: Callable[[ExportContext, Any], dict[str, object]], names: str, context: ExportContext
) -> Iterator[str | Lines[Any]]:
    columns = names.split()
    writer = csv.writer(_Back())

    def lines_of(record: Record) -> Iterator[str]:
        at = record.origin
        own = filled(context, record) | {"page": context.url(record), "path": at.path, "line": at.line}
        yield writer.writerow([_cell(context, own[n] if n in own else getattr(record, n)) for n in columns])

    yield writer.writerow(columns)
    yield Lines(context.collection, model, lines_of)


class _Back:
    """A file whose `write` returns the line."""

    def write(self, line: str) -> str:
        return line


def _cell(context: ExportContext, value: Any) -> str:
    if type(value) is not str:  # as few values are
        match value:
            case None:
                return ""
            case tuple():
                value = "; ".join(value)
            case Date():
                return value.text
            case Decimal():
                return f"{value:f}"
        value = context.text(value) if isinstance(value, Text) else str(value)
    return _FORMULA.sub("'", value) if value[:1] in _SIGNS or _PARTING.search(value) else value


def _figure(context: ExportContext, figure: Figure) -> dict[str, object]:
    collection = context.collection
    reading, quote = reading_of(collection, figure), quoted(collection, figure)
    amount = reading.amount if reading else None
    statement = collection.statement_of(figure)
    quantity = collection.get(Quantity, figure.quantity)
    speakers = context.found("actor", statement.said_by) if statement else []
    return {
        "label": context.name(quantity) if quantity else "",
        "words": reading.words if reading else collection.words_of(figure),
        **{name: getattr(amount, name, None) for name in ("low", "best", "high")},
        "qualifier": qualifier_of(amount) if amount else "",
        "unit": reading.unit if reading else figure.unit,
        "start": figure.from_,
        "end": figure.to,
        "statement": statement.id if statement else "",
        "said_by": tuple(speaker.id for speaker in speakers),
        "said_by_name": tuple(map(context.name, speakers)),
        "via": statement.via if statement else "",
        "derived_from": figure.derived_from.figures if figure.derived_from else "",
        "sentence": quote.sentence if quote else "",
        "note": context.plain(figure.note),
    }


def _statement(context: ExportContext, statement: Statement) -> dict[str, object]:
    quote = quoted(context.collection, statement)
    return {
        "text": context.plain(statement.text),
        "words": quote.words if quote else "",
        "sentence": quote.sentence if quote else "",
        "said_by_name": tuple(map(context.name, context.found("actor", statement.said_by))),
        "origins": tuple(f"{origin.noun}:{origin.key}" for origin in context.origins(statement)),
        "said_on_earliest": earliest(statement.said_on),
        "said_on_latest": latest(statement.said_on),
        "contradicts": tuple(named.statement for named in statement.contradicts),
        "caveat": context.plain(statement.caveat),
        "note": context.plain(statement.note),
    }


def _source(context: ExportContext, source: Source) -> dict[str, object]:
    publisher = context.actor(source.publisher)
    return {
        "publisher_name": context.name(publisher) if publisher else "",
        "issued_earliest": earliest(source.issued),
        "issued_latest": latest(source.issued),
        "URL": source.url,
        "DOI": source.doi,
        "archive": tuple(copy.url for copy in source.archive),
        "note": context.plain(source.note),
    }


#: Tables by their columns; one that the functions above do not fill is the record's field of that name.
figures_csv = partial(_csv, Figure, _figure, (
    "dossier id quantity label words low best high qualifier unit as_of start end statement said_by said_by_name via"
    " derived_from sentence note page path line"
))  # fmt: skip
statements_csv = partial(_csv, Statement, _statement, (
    "dossier id text words sentence said_by said_by_name via origins mode said_on said_on_earliest said_on_latest"
    " credibility status actors topics events agreements provision contradicts supports repeats caveat note page path"
    " line"
))  # fmt: skip
#: `URL` is the source's own address, `page` its page on the site.
sources_csv = partial(_csv, Source, _source, (
    "id title container_title type author publisher publisher_name issued issued_earliest issued_latest accessed URL"
    " DOI language level located reliability access archive cites note page path line"
))  # fmt: skip


def csl(context: ExportContext) -> Iterator[str]:
    """Yield the sources for Zotero, Pandoc and every citation processor: a list of items, sorted by id."""
    items = [_csl_item(context, source) for source in by_key(context.collection.of(Source))]
    yield json.dumps(items, indent=1, ensure_ascii=False) + "\n"


def _csl_item(context: ExportContext, source: Source) -> dict[str, Any]:
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
