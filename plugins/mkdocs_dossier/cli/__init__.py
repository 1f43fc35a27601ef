"""The command `dossier`: check a collection, list its records, begin new ones. Only this room imports click."""

import io
import sys
from pathlib import Path

import click

from mkdocs_dossier import __version__
from mkdocs_dossier.cli.changes import changes
from mkdocs_dossier.cli.check import check
from mkdocs_dossier.cli.common import in_folder
from mkdocs_dossier.cli.init import init_site
from mkdocs_dossier.cli.list import list_records
from mkdocs_dossier.cli.new import new
from mkdocs_dossier.cli.reanchor import reanchor
from mkdocs_dossier.cli.rename import rename
from mkdocs_dossier.cli.site import cache, index_site, print_nav, schema
from mkdocs_dossier.cli.suggest import suggest


@click.group(
    commands=[
        cache,
        changes,
        check,
        index_site,
        init_site,
        list_records,
        new,
        print_nav,
        reanchor,
        rename,
        schema,
        suggest,
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin a site with “dossier init my-site --language en”.",
)
@click.version_option(__version__, prog_name="dossier")
@in_folder
def main(_: Path) -> None:
    """Annotated dossiers: who says what, through which sources.

    All commands work on the folder “dossier” next to mkdocs.yml, wherever in the project they are called. Name another
    folder with --folder.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop
