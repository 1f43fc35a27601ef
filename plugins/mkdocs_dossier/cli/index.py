"""`dossier index`: build the search index of a built site, if no plugin does."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_dossier.cli.common import Refused, shown
from mkdocs_dossier.export.pagefind import FOLDER, CannotIndexError, index
from mkdocs_dossier.mkdocs_plugin.progress_bar import ProgressBar


@click.command(
    "index",
    epilog="""Example:

\b
  dossier index site
""",
)
@click.argument("site", type=click.Path(file_okay=False, path_type=Path))
def index_site(site: Path) -> None:
    """Rebuild the search index of a built site.

    SITE is the folder that was built with `search: true`. `mkdocs build` indexes it by itself; run this command after
    any other program has written the site.
    """
    try:
        with ProgressBar():
            entries = index(site)
    except CannotIndexError as error:
        raise Refused(str(error)) from None
    click.echo(f"{entries} entries can be found: {shown(site / FOLDER)}")
