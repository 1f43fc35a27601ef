"""`dossier list`: list the records of a kind."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from mkdocs_dossier.cli.common import WithExamples, in_folder, in_formats, read
from mkdocs_dossier.cli.formats import as_data
from mkdocs_dossier.export.plain import data_of, short_name_of
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.records import Record, Statement
from mkdocs_dossier.problems import printable


@click.command(
    "list",
    cls=WithExamples,
    help=f"""List all records of a kind, each with the place it is written in.

    KIND is one of {", ".join(BY_NOUN)}.
    """,
)
@click.argument("kind", type=click.Choice(list(BY_NOUN)), metavar="KIND")
@in_formats("text", "json", about="A table, or JSON with all fields.")
@in_folder
def list_records(folder: Path, kind: str, format_: str) -> None:
    """Print the records in order of their ids."""
    collection, _ = read(folder)
    records = sorted(collection.of(BY_NOUN[kind].model), key=lambda record: record.key)
    if format_ == "json":
        click.echo(as_data([data_of(collection, record) for record in records]))
        return
    for line in table(records):
        click.echo(line)


def table(records: Sequence[Record]) -> Iterator[str]:
    """Yield id, name and place of each record in columns, and the fields of a statement that nobody has written."""
    rows = [(record.key, short_name_of(record), printable(str(record.origin))) for record in records]
    widths = [max(len(row[column]) for row in rows) if rows else 0 for column in range(2)]
    for (key, name, place), record in zip(rows, records, strict=True):
        inferred = record.inferred if isinstance(record, Statement) else ()
        yield f"{key:{widths[0]}}  {name:{widths[1]}}  {place}{'  inferred: ' * bool(inferred)}{', '.join(inferred)}"
