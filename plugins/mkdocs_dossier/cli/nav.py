"""`dossier nav`: print the entries of the overviews for `nav` in mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_dossier.cli.common import Refused, configured, in_folder
from mkdocs_dossier.site.i18n import interface
from mkdocs_dossier.site.urls import LISTED
from mkdocs_dossier.site.value_names import english


@click.command("nav")
@in_folder
@click.pass_obj
def print_nav(folder: Path) -> None:
    """Print the entries of all overviews, to paste into “nav” in mkdocs.yml.

    They have the site's language and addresses. Leave out what you do not need.
    """
    site = configured(folder)
    if site is None:
        raise Refused("no mkdocs.yml here or above uses this folder, or MkDocs is not installed")
    words = interface(site.settings.language)
    click.echo("nav:")
    for noun in LISTED:
        title = words.gettext(english().title_of(noun))
        click.echo(f"  - {title}: {site.addresses.path(noun)}.md")
