"""Commands for a whole site: `dossier cache`, `dossier index`, `dossier nav` and `dossier schema`."""

from pathlib import Path

import click

from mkdocs_dossier.cli.common import Refused, WithExamples, configured, in_folder, read, shown, writing
from mkdocs_dossier.export.editor_schema import schema_with_ids
from mkdocs_dossier.export.pagefind import FOLDER, CannotIndexError, index
from mkdocs_dossier.incremental.store import Store, delete, open_store, store_of
from mkdocs_dossier.mkdocs_plugin.progress_bar import ProgressBar
from mkdocs_dossier.model.schema import schema_text
from mkdocs_dossier.site.i18n import english, interface
from mkdocs_dossier.site.urls import LISTED
from mkdocs_dossier.syntax.word_tables import table


@click.group()
def cache() -> None:
    """Show or delete the cache of a site.

    With keep: true in mkdocs.yml, builds and checks cache their results in your own cache folder. A site built without
    the cache is the same byte for byte.
    """


@cache.command()
@in_folder
def info(folder: Path) -> None:
    """Show where the cache is, and how large."""
    path, store = _cached(folder)
    if store is not None:
        click.echo(f"{path}: {_size(path.stat().st_size)}")
        words = table("cli", "cached.yml")
        for kind, entries, size in store.summaries():
            click.echo(f"{kind:13}{entries:7,} {_size(size):>9}  {words.get(kind, '')}".rstrip())
        store.close()


@cache.command()
@in_folder
def clear(folder: Path) -> None:
    """Delete the cache; the next build starts from scratch."""
    path, store = _cached(folder)
    if store is not None:
        store.close()
        delete(path)
        click.echo(f"{path}: deleted")


def _cached(folder: Path) -> tuple[Path, Store | None]:
    """Return the store and its path; say so if nothing is cached. Raises Refused while a build uses it."""
    site = configured(folder)
    if site is None:
        raise Refused(f"no mkdocs.yml uses {shown(folder)}: only builds of a site are cached")
    path = store_of(site.project)
    if not path.exists():
        click.echo(f"{path}: nothing is cached")
        return path, None
    if (store := open_store(path)) is None:
        raise Refused(f"{path} cannot be opened: a build may be running")
    return path, store


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.1f} kB"


@click.command("index", cls=WithExamples)
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


@click.command("nav")
@in_folder
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
        click.echo(f"  - {words.gettext(english().title_of(noun))}: {site.addresses.path(noun)}.md")


@click.command(cls=WithExamples)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file instead of printing it."
)
@click.option("--with-ids", is_flag=True, help="Offer the collection's own ids, and a snippet for each kind of record.")
@in_folder
def schema(folder: Path, output: Path | None, with_ids: bool) -> None:
    """Print the JSON Schema for editors.

    Editors use it to complete fields and values, and to explain them. If it is in the collection's folder and has
    ids, “mkdocs serve” keeps them up to date.
    """
    text = schema_with_ids(read(folder)[0]) if with_ids else schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    with writing(output):
        output.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"wrote {shown(output)}", err=True)
