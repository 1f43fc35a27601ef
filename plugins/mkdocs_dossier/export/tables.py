"""Figures, statements and sources as CSV (RFC 4180): UTF-8, a header, one record a line.

A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end) gets a leading
apostrophe, also after a semicolon, a tab or a line end, where some spreadsheets begin a new cell. Several values of one
cell are separated by `; `. Dates are EDTF; texts are in the site's language.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from mkdocs_dossier.collection.collection import R
from mkdocs_dossier.evidence.figures import reading_of
from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.dates import earliest, latest
from mkdocs_dossier.export.plain import qualifier_of
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Quantity
from mkdocs_dossier.site.passages import words_and_sentence

_FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?=[=+\-@＝＋－＠])")
#: A text that neither begins with one of these nor contains one of those is no formula.
_SIGNS = frozenset("=+-@＝＋－＠")
_PARTING = re.compile(r"[;\t\r\n]")


class FigureLine(NamedTuple):
    """The columns of `figures.csv`."""

    dossier: str
    id: str
    quantity: str
    label: str
    words: str
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    qualifier: str
    unit: str
    as_of: str
    start: str
    end: str
    statement: str
    said_by: str
    said_by_name: str
    via: str
    derived_from: str
    sentence: str
    note: str
    page: str
    path: str
    line: int


class StatementLine(NamedTuple):
    """The columns of `statements.csv`."""

    dossier: str
    id: str
    text: str
    words: str
    sentence: str
    said_by: str
    said_by_name: str
    via: str
    origins: str
    mode: str
    said_on: str
    said_on_earliest: str
    said_on_latest: str
    credibility: str
    status: str
    actors: str
    topics: str
    events: str
    agreements: str
    provision: str
    contradicts: str
    supports: str
    repeats: str
    caveat: str
    note: str
    page: str
    path: str
    line: int


class SourceLine(NamedTuple):
    """The columns of `sources.csv`; `URL` is the source's own address, `page` its page on the site."""

    id: str
    title: str
    container_title: str
    type: str
    author: str
    publisher: str
    publisher_name: str
    issued: str
    issued_earliest: str
    issued_latest: str
    accessed: str
    URL: str
    DOI: str
    language: str
    level: str
    located: str
    reliability: str
    access: str
    archive: str
    cites: str
    note: str
    page: str
    path: str
    line: int


def figures_csv(context: ExportContext) -> Iterator[str | Lines[Figure]]:
    """Yield every figure with its number and its speakers."""
    return _csv(context, Figure, FigureLine._fields, _figure)


def statements_csv(context: ExportContext) -> Iterator[str | Lines[Statement]]:
    """Yield every statement with its sentence, its chain and its grade."""
    return _csv(context, Statement, StatementLine._fields, _statement)


def sources_csv(context: ExportContext) -> Iterator[str | Lines[Source]]:
    """Yield every source with its grade and its archived copies."""
    return _csv(context, Source, SourceLine._fields, _source)


def _csv(
    context: ExportContext, model: type[R], header: Iterable[str], cells: Callable[[ExportContext, R], Iterable[object]]
) -> Iterator[str | Lines[R]]:
    writer = csv.writer(_Back())

    def lines_of(record: R) -> Iterator[str]:
        yield writer.writerow([_cell(value) for value in cells(context, record)])

    yield writer.writerow(header)
    yield Lines(context.collection, model, lines_of)


class _Back:
    """A file whose `write` returns the line."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> str:
    if isinstance(value, str):
        return _FORMULA.sub("'", value) if value[:1] in _SIGNS or _PARTING.search(value) else value
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _figure(context: ExportContext, figure: Figure) -> FigureLine:
    collection = context.collection
    reading = reading_of(collection, figure)
    amount = reading.amount if reading else None
    statement = collection.statement_of(figure)
    quantity = collection.get(Quantity, figure.quantity)
    speakers = context.found("actor", statement.said_by) if statement else []
    return FigureLine(
        dossier=figure.dossier,
        id=figure.id,
        quantity=figure.quantity,
        label=context.name(quantity) if quantity else "",
        words=reading.words if reading else collection.words_of(figure),
        low=amount.low if amount else None,
        best=amount.best if amount else None,
        high=amount.high if amount else None,
        qualifier=qualifier_of(amount) if amount else "",
        unit=reading.unit if reading else figure.unit,
        as_of=_date(figure.as_of),
        start=_date(figure.from_),
        end=_date(figure.to),
        statement=statement.id if statement else "",
        said_by=_list(speaker.id for speaker in speakers),
        said_by_name=_list(map(context.name, speakers)),
        via=_list(statement.via) if statement else "",
        derived_from=_list(figure.derived_from.figures) if figure.derived_from else "",
        sentence=(words_and_sentence(collection, figure) or ("", ""))[1],
        note=context.plain(figure.note),
        page=context.url(figure) or "",
        path=figure.origin.path,
        line=figure.origin.line,
    )


def _statement(context: ExportContext, statement: Statement) -> StatementLine:
    words, sentence = words_and_sentence(context.collection, statement) or ("", "")
    return StatementLine(
        dossier=statement.dossier,
        id=statement.id,
        text=context.plain(statement.text),
        words=words,
        sentence=sentence,
        said_by=_list(statement.said_by),
        said_by_name=_list(map(context.name, context.found("actor", statement.said_by))),
        via=_list(statement.via),
        origins=_list(f"{origin.noun}:{origin.key}" for origin in context.origins(statement)),
        mode=statement.mode or "",
        said_on=_date(statement.said_on),
        said_on_earliest=earliest(statement.said_on),
        said_on_latest=latest(statement.said_on),
        credibility=statement.credibility or "",
        status=statement.status or "",
        actors=_list(statement.actors),
        topics=_list(statement.topics),
        events=_list(statement.events),
        agreements=_list(statement.agreements),
        provision=statement.provision,
        contradicts=_list(named.statement for named in statement.contradicts),
        supports=_list(statement.supports),
        repeats=_list(statement.repeats),
        caveat=context.plain(statement.caveat),
        note=context.plain(statement.note),
        page=context.url(statement) or "",
        path=statement.origin.path,
        line=statement.origin.line,
    )


def _source(context: ExportContext, source: Source) -> SourceLine:
    publisher = context.actor(source.publisher)
    return SourceLine(
        id=source.id,
        title=context.text(source.title),
        container_title=context.text(source.container_title),
        type=source.type or "",
        author=source.author,
        publisher=source.publisher,
        publisher_name=context.name(publisher) if publisher else "",
        issued=_date(source.issued),
        issued_earliest=earliest(source.issued),
        issued_latest=latest(source.issued),
        accessed=_date(source.accessed),
        URL=source.url,
        DOI=source.doi,
        language=source.language,
        level=source.level or "",
        located=source.located or "",
        reliability=source.reliability or "",
        access=source.access or "",
        archive=_list(copy.url for copy in source.archive),
        cites=_list(source.cites),
        note=context.plain(source.note),
        page=context.url(source) or "",
        path=source.origin.path,
        line=source.origin.line,
    )


def _date(when: Date | None) -> str:
    return when.text if when else ""


def _list(values: Iterable[str]) -> str:
    return "; ".join(values)
