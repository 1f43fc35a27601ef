"""`dossier index`: the search's index of a built site, for where no plugin makes it."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_dossier.cli.common import Refused, shown, working
from mkdocs_dossier.export.pagefind import FOLDER, CannotIndexError, index


@click.command(
    "index",
    epilog="""Example:

\b
  dossier index site
""",
)
@click.argument("site", type=click.Path(file_okay=False, path_type=Path))
def index_site(site: Path) -> None:
    """Make the search's index of a built site anew.

    SITE is the folder that was built with `search: true`. `mkdocs build` does this by itself; call it after anything
    else that has written the site.
    """
    try:
        with working(f"Indexing {shown(site)}"):
            entries = index(site)
    except CannotIndexError as error:
        raise Refused(str(error)) from None
    click.echo(f"{entries} entries can be found: {shown(site / FOLDER)}")
