"""`dossier reanchor`: find the passages of quotes again after an article was edited."""

import sys
from collections import Counter
from pathlib import Path

import click

from mkdocs_dossier.cli.common import WithExamples, dossier_named, in_folder, mended, read
from mkdocs_dossier.evidence.reanchoring import Fate, lost_quotes
from mkdocs_dossier.problems import Mend, counted, printable


@click.command(cls=WithExamples)
@click.argument("dossier_id", metavar="[DOSSIER]", required=False)
@click.option("--write", is_flag=True, help="Write the quotes that moved, which alone are certain.")
@in_folder
def reanchor(folder: Path, dossier_id: str | None, write: bool) -> None:
    """Find quotes again that an edited article no longer holds, in DOSSIER or in all.

    Prints each lost quote with what has become of it, and the difference between [-the quote-] and {+the article+}.
    Moved are the same words in another spelling. In the other cases the passage may say something else, and is for you
    to decide: value-changed, entity-lost, reworded, ambiguous, orphan.

    Exits with 1 if quotes stay lost, otherwise with 0.
    """
    collection = read(folder)[0]
    dossiers = [dossier_named(dossier_id, collection.articles)] if dossier_id else list(collection.articles)
    lost = list(lost_quotes(collection, dossiers))
    places = {one.record: collection.place(one.record, "quote") for one in lost}
    for one in lost:
        shown = one.shown or one.record.quote
        click.echo(printable(f"{places[one.record]}: {one.fate}: {one.record.noun} “{one.record.id}”: {shown}"))
    moved = [one for one in lost if one.fate is Fate.MOVED]
    for line in mended((places[one.record], Mend(one.record.quote, one.words)) for one in moved if write):
        click.echo(line, err=True)
    left = [one.fate for one in lost if not write or one.fate is not Fate.MOVED]
    summary = ", ".join(f"{number} {fate}" for fate, number in Counter(left).items())
    click.echo(f"{counted(len(left), 'quote')} lost{f': {summary}' if left else ''}", err=True)
    sys.exit(bool(left))
