"""The whole collection as one JSON file (RFC 8259), and its records as plain data: every field by its YAML key."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from json import JSONEncoder
from typing import Any

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.chains import chain_of, origins_of
from mkdocs_dossier.evidence.figures import reading_of
from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.model.amounts import Amount
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.kinds import PUBLISHED, fields_by_key, once_per_model
from mkdocs_dossier.model.record import Anchored, Part, Record
from mkdocs_dossier.model.records import Actor, Correction, Dossier, Figure, Mention, Relation, Statement
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.problems import printable
from mkdocs_dossier.site.passages import quoted

Data = dict[str, Any]

#: The number of characters of a short name.
_WIDTH = 60

#: Encodes a value as JSON on one line, without blanks.
as_json: Callable[[Any], str] = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def collection_json(context: ExportContext) -> Iterator[str | Lines[Record]]:
    """Yield an object with a list for each kind, one record a line, sorted by key.

    The first record of each unit has all fields, the others those with a value; lists are always there. A text is a
    string, or an object by language; a reference is an id; a date is EDTF with the first and last day it may mean.
    `page` is the record's address; `path`, `line` and `column` are its place.
    """
    yield f"{{\n{as_json('language')}: {as_json(context.collection.language)}"
    for kind in PUBLISHED:
        yield f",\n{as_json(kind.section)}: ["
        whole, brief = partial(_line, context), partial(_line, context, brief=True)
        yield Lines(context.collection, kind.model, brief, ",", first_of=whole)
        yield "\n]" if context.collection.of(kind.model) else "]"
    yield "\n}\n"


def _line(context: ExportContext, record: Record, *, brief: bool = False) -> Iterator[str]:
    data = data_of(context.collection, record)
    del data["acknowledged"]  # editors' notes to each other
    if record in context.anonymous:
        data["origins"] = []
    data["page"] = context.url(record)
    yield f"\n{as_json({key: value for key, value in data.items() if value is not None} if brief else data)}"


def data_of(collection: Collection, record: Record) -> Data:
    """Return the record's fields by YAML key (empty ones are null or []), its passage, and its place.

    Keys differ in more than capital letters, and each has one meaning, so each can be the column of a table.
    """
    data: Data = {"id": record.id}
    if not isinstance(record, Dossier):
        data["dossier"] = record.dossier or None
    data.update(fields_of(record))
    if isinstance(record, Anchored):
        quote = quoted(collection, record)
        data["words"], data["sentence"] = (quote.words, quote.sentence) if quote else (None, None)
    if record.noun in _DERIVED:
        data.update(_DERIVED[record.noun](collection, record))
    at = record.origin
    return data | {"path": at.path, "line": at.line, "column": at.column}


def fields_of(part: Part) -> Data:
    """Return what a person wrote, by YAML key; an empty field is null or []."""
    return {key: _plain(getattr(part, name)) for key, name in _keys_of(type(part))}


@once_per_model
def _keys_of(model: type[Part]) -> list[tuple[str, str]]:
    """Return (key, name) of each field that a person may write."""
    return [(key, field.name) for key, field in fields_by_key(model).items()]


def _plain(value: Any) -> Any:
    # The most common types first: matching the rest is slow.
    if value is None:
        return None
    kind = type(value)
    if kind is str:
        return value or None
    if kind is tuple:
        return [_plain(item) for item in value] if value else []
    match value:
        case Text() if value.translations:
            return dict(value.translations)
        case str():
            return str(value) or None
        case Date():
            return {
                "edtf": value.text,
                "earliest": value.earliest and value.earliest.isoformat(),
                "latest": value.latest and value.latest.isoformat(),
                "precision": str(value.precision),
            }
        case Amount():
            return str(value)
        case Part():
            return fields_of(value)
        case _:
            return value


#: The most stations found through `cites` that are exported; the sources show how a longer chain goes on.
_MOST_CITED = 100


def _of_statement(collection: Collection, statement: Statement) -> Data:
    hops = chain_of(collection, statement)
    cited = {hop.record for hop in [hop for hop in hops if hop.cited][_MOST_CITED:]}
    return {
        "chain": [
            _named(hop.record) | {"depth": hop.depth, "cited": hop.cited} for hop in hops if hop.record not in cited
        ],
        "origins": [_named(record) for record in origins_of(collection, statement)],
        "inferred": list(statement.inferred),
    }


def _of_figure(collection: Collection, figure: Figure) -> Data:
    reading = reading_of(collection, figure)
    statement = collection.statement_of(figure)
    amount = reading.amount if reading else None
    return {
        **{name: number(getattr(amount, name, None)) for name in ("low", "best", "high")},
        "qualifier": qualifier_of(amount) if amount else None,
        "words": reading.words if reading else collection.words_of(figure) or None,
        "unit": reading.unit or None if reading else figure.unit or None,
        "statement": statement.id if statement else None,
    }


_DERIVED: dict[str, Callable[[Collection, Any], Data]] = {"statement": _of_statement, "figure": _of_figure}


def _named(record: Record) -> Data:
    return {"kind": record.noun, "id": record.id, "name": name_of(record)}


def qualifier_of(amount: Amount) -> str:
    """Return the source's hedge of the number in words: `exact`, `more-than`, `about`…"""
    return amount.qualifier.name.lower().replace("_", "-")


def number(exact: Decimal | None) -> int | float | None:
    """Convert a number for JSON: whole numbers have no point."""
    if exact is None:
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)


#: A star that ends a word; one within a word, as in Leser*innen, belongs to the name.
_ENDING = re.compile(r"\w\*(?!\w)")


def aliases_of(actor: Actor) -> list[str]:
    """Return the other names of an actor, without search patterns such as nordkorean*."""
    return [alias for alias in actor.aliases if not _ENDING.search(alias)]


def short_name_of(record: Record) -> str:
    """Return a readable name of the record on one line, in at most 60 characters."""
    name = printable(" ".join(name_of(record).split()))
    return name if len(name) <= _WIDTH else f"{name[: _WIDTH - 1]}…"


def name_of(record: Record) -> str:
    """Return a readable name of the record: its name, else its text, its quote, or the actors it ties."""
    if name := getattr(record, "name", ""):
        return str(name)  # sources and actors end most chains
    match record:
        case Statement():
            return record.text or record.quote
        case Figure() | Mention():
            return record.quote
        case Relation():
            return f"{record.from_} → {record.to} ({record.kind})"
        case Correction():
            return record.note
    return ""
