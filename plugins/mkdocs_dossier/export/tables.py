"""Figures, statements and sources as CSV (RFC 4180): UTF-8, a header, one record a line.

A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end) gets a leading
apostrophe, also behind a semicolon, a tab or a line end: some spreadsheets begin a new cell there. Several values of
one cell are separated by `; `. Dates are EDTF; texts are in the site's language.
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
from mkdocs_dossier.export.dates import earliest, latest
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.plain import qualifier_of
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Quantity
from mkdocs_dossier.site.passages import words_and_sentence

_FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?=[=+\-@＝＋－＠])")
#: Where a text begins with none of these, and none of those stand in it, there is no formula.
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


def figures_csv(edition: Edition) -> Iterator[str | Lines[Figure]]:
    """Every figure with the number it gives and who vouches for it."""
    return _csv(edition, Figure, FigureLine._fields, _figure)


def statements_csv(edition: Edition) -> Iterator[str | Lines[Statement]]:
    """Every statement with its sentence, its chain and its grade."""
    return _csv(edition, Statement, StatementLine._fields, _statement)


def sources_csv(edition: Edition) -> Iterator[str | Lines[Source]]:
    """Every source with its grade and its archived copies."""
    return _csv(edition, Source, SourceLine._fields, _source)


def _csv(
    edition: Edition, model: type[R], header: Iterable[str], cells: Callable[[Edition, R], Iterable[object]]
) -> Iterator[str | Lines[R]]:
    writer = csv.writer(_Back())

    def lines_of(record: R) -> Iterator[str]:
        yield writer.writerow([_cell(value) for value in cells(edition, record)])

    yield writer.writerow(header)
    yield Lines(edition.collection, model, lines_of)


class _Back:
    """Has each line given back by who writes it."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> str:
    if isinstance(value, str):
        return _FORMULA.sub("'", value) if value[:1] in _SIGNS or _PARTING.search(value) else value
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _figure(edition: Edition, figure: Figure) -> FigureLine:
    collection = edition.collection
    reading = reading_of(collection, figure)
    amount = reading.amount if reading else None
    statement = collection.statement_of(figure)
    quantity = collection.get(Quantity, figure.quantity)
    speakers = edition.found("actor", statement.said_by) if statement else []
    return FigureLine(
        dossier=figure.dossier,
        id=figure.id,
        quantity=figure.quantity,
        label=edition.name(quantity) if quantity else "",
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
        said_by_name=_list(map(edition.name, speakers)),
        via=_list(statement.via) if statement else "",
        derived_from=_list(figure.derived_from.figures) if figure.derived_from else "",
        sentence=(words_and_sentence(collection, figure) or ("", ""))[1],
        note=edition.plain(figure.note),
        page=edition.url(figure) or "",
        path=figure.origin.path,
        line=figure.origin.line,
    )


def _statement(edition: Edition, statement: Statement) -> StatementLine:
    words, sentence = words_and_sentence(edition.collection, statement) or ("", "")
    return StatementLine(
        dossier=statement.dossier,
        id=statement.id,
        text=edition.plain(statement.text),
        words=words,
        sentence=sentence,
        said_by=_list(statement.said_by),
        said_by_name=_list(map(edition.name, edition.found("actor", statement.said_by))),
        via=_list(statement.via),
        origins=_list(f"{origin.noun}:{origin.key}" for origin in edition.origins(statement)),
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
        caveat=edition.plain(statement.caveat),
        note=edition.plain(statement.note),
        page=edition.url(statement) or "",
        path=statement.origin.path,
        line=statement.origin.line,
    )


def _source(edition: Edition, source: Source) -> SourceLine:
    publisher = edition.actor(source.publisher)
    return SourceLine(
        id=source.id,
        title=edition.text(source.title),
        container_title=edition.text(source.container_title),
        type=source.type or "",
        author=source.author,
        publisher=source.publisher,
        publisher_name=edition.name(publisher) if publisher else "",
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
        note=edition.plain(source.note),
        page=edition.url(source) or "",
        path=source.origin.path,
        line=source.origin.line,
    )


def _date(when: Date | None) -> str:
    return when.text if when else ""


def _list(values: Iterable[str]) -> str:
    return "; ".join(values)
