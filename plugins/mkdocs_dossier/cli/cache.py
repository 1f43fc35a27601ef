"""`dossier cache`: show and delete the cache of a site."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_dossier.cli.common import Refused, configured, in_folder, shown
from mkdocs_dossier.incremental.store import Store, delete, open_store, store_of

#: The kinds of entries, in words.
_KINDS = {
    "chunk": "parts of data files",
    "dependencies": "digests of what pages and chunks depend on",
    "memory": "results of loading",
    "outcome": "the last check",
    "page": "pages without the theme",
    "site": "the manifest of the published site",
}


@click.group()
def cache() -> None:
    """Show or delete the cache of a site.

    With keep: true in mkdocs.yml, builds and checks cache their results in your own cache folder. A site built without
    the cache is the same byte for byte.
    """


@cache.command()
@in_folder
@click.pass_context
def info(context: click.Context) -> None:
    """Show where the cache is, and how large."""
    path, store = _cached(context.obj)
    if store is not None:
        click.echo(f"{path}: {_size(path.stat().st_size)}")
        for kind, entries, size in store.summaries():
            click.echo(f"{kind:13}{entries:7,} {_size(size):>9}  {_KINDS.get(kind, '')}".rstrip())
        store.close()


@cache.command()
@in_folder
@click.pass_context
def clear(context: click.Context) -> None:
    """Delete the cache; the next build starts from scratch."""
    path, store = _cached(context.obj)
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
