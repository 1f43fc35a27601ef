"""Share code among the commands: find the folder to work on, load it, refuse, and show progress."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import unified_diff
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mkdocs_dossier.build.load_cache import LoadCache, Outcome, outcome_of
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.garbage import collect_never
from mkdocs_dossier.incremental.store import open_store, store_of
from mkdocs_dossier.loading import load
from mkdocs_dossier.mkdocs_plugin.progress_bar import ProgressBar
from mkdocs_dossier.model.records import Dossier
from mkdocs_dossier.parallel import shared
from mkdocs_dossier.problems import Location, Mend, Problem, in_order, printable, with_severities
from mkdocs_dossier.reading.locate import patched_in
from mkdocs_dossier.site.pages import pages_of, taken_addresses
from mkdocs_dossier.syntax.patching import Patch, RefusedError
from mkdocs_dossier.syntax.replacing import change_file
from mkdocs_dossier.syntax.word_tables import table

if TYPE_CHECKING:
    from mkdocs_dossier.mkdocs_plugin.site_config import SiteSettings

_C = TypeVar("_C", bound=Callable[..., Any])


class Refused(click.ClickException):
    """The command cannot do what was asked; nothing has been written."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__("\n".join(printable(line) for line in message.split("\n")))


def _take_folder(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    """Take the folder given, else the one that the nearest mkdocs.yml here or above names, or `dossier` by default."""
    if folder is None and context.obj is None:
        here = Path.cwd()
        site = _site_of(here)
        folder = site.folder if site else (_project(here) or here) / "dossier"
    if folder is not None:
        context.find_root().obj = context.obj = folder


class WithExamples(click.Command):
    """A command whose help ends with its examples, those in `examples.yml`."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples line by line, as they are in the table."""
        text = self.epilog or table("cli", "examples.yml")[self.name or ""]
        self.epilog = text.replace("\n\n  ", "\n\n\b\n  ")
        super().format_epilog(ctx, formatter)


def in_folder(function: Callable[..., Any]) -> Callable[..., Any]:
    """Pass the collection's folder to a command, and add the option --folder, before or after the command's name."""
    return click.option(
        "--folder",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        callback=_take_folder,
        expose_value=False,
        is_eager=True,
        help="The collection's folder.  [default: dossier, next to mkdocs.yml if there is one here or above]",
    )(click.pass_obj(function))


def in_formats(*names: str, about: str | None = None) -> Callable[[_C], _C]:
    """Add the option --format with these formats; the first one is the default."""
    return click.option(
        "--format", "format_", type=click.Choice(names), default=names[0], show_default=True, help=about
    )


def _project(here: Path) -> Path | None:
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def _site_of(here: Path) -> SiteSettings | None:
    """Return the settings of the site at or above `here`; None without a site, or without MkDocs."""
    project = _project(here)
    if project is None or find_spec("mkdocs") is None:
        return None
    from mkdocs_dossier.mkdocs_plugin.site_config import site_settings

    return site_settings(project / "mkdocs.yml")


def shown(path: Path) -> str:
    """Return a printable path, relative to the working directory."""
    return printable(Path(os.path.relpath(path)).as_posix())


def read(folder: Path) -> tuple[Collection, list[Problem]]:
    """Load the collection and its problems; paths are relative to the working directory.

    Language, severities and addresses are those of mkdocs.yml, as for a build. Raises Refused without the folder.
    """
    if not folder.is_dir():
        raise Refused(f"there is no folder {shown(folder)}: “dossier new dossier ID” makes one, --folder names another")
    site = configured(folder)
    with ProgressBar():
        return _loaded(folder, site)


def dossier_named(dossier_id: str, dossiers: Iterable[Dossier]) -> Dossier:
    """Return the dossier with this id. Raises Refused if there is none."""
    known = {dossier.id: dossier for dossier in dossiers}
    if dossier_id not in known:
        others = f"use one of {', '.join(known)}" if known else "create one: dossier new dossier …"
        hint = did_you_mean(dossier_id, known) or others
        raise Refused(f"there is no dossier “{dossier_id}” — {hint}")
    return known[dossier_id]


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Refuse, and say why, if the file cannot be written or changed within the block."""
    try:
        yield
    except OSError as error:
        raise Refused(f"{shown(path)} cannot be written: {error.strerror or error}") from None
    except RefusedError as error:
        raise Refused(f"{shown(path)}: {error}") from None


def lines_changed(path: Path, before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines of a file that change, as a unified diff without context."""
    old, new = (text.decode("utf-8-sig").splitlines() for text in (before, after))
    yield from map(printable, unified_diff(old, new, shown(path), shown(path), n=0, lineterm=""))


def mended(mends: Iterable[tuple[Location, Mend]]) -> Iterator[str]:
    """Write mends, each file once; yield a line for each, which says what was changed, or why it was not."""
    by_file: defaultdict[str, dict[Location, Mend]] = defaultdict(dict)
    for at, mend in mends:
        by_file[at.path].setdefault(at, mend)
    for name, here in by_file.items():
        path, outcomes = Path.cwd() / name, list[str]()
        try:
            with writing(path):
                change_file(path, patched_in(path, partial(_mend, here, outcomes)))
        except Refused as error:
            yield f"not changed: {error.message}"
        else:
            yield from map(printable, outcomes)


def _mend(mends: Mapping[Location, Mend], outcomes: list[str], patch: Patch) -> None:
    for at, mend in mends.items():
        try:
            patch.mend(at, mend)
            outcomes.append(f"{at}: {mend}")
        except RefusedError as error:
            outcomes.append(f"{at}: not changed: {error}")


def checked(folder: Path) -> Outcome:
    """Check the collection; with `keep`, return the outcome of the last check if nothing has changed since."""
    site = configured(folder)
    with ProgressBar():
        with _load_cache(folder, site) as cache:
            inputs = cache.inputs(site)
            known = cache.outcome(inputs)
        return known or outcome_of(*_loaded(folder, site, inputs))


def configured(folder: Path) -> SiteSettings | None:
    """Return the settings of the site that uses the folder: one above the folder, or above the working directory."""
    sites = (_site_of(start) for start in (folder.resolve().parent, Path.cwd()))
    return next((site for site in sites if site and site.folder.resolve() == folder.resolve()), None)


def _loaded(folder: Path, site: SiteSettings | None, inputs: str = "") -> tuple[Collection, list[Problem]]:
    collect_never()
    if site is None:
        return load(folder, Path.cwd(), share=shared)
    with _load_cache(folder, site) as cache:
        memory = cache.memory() if site.keep else None
    collection, problems = load(folder, Path.cwd(), site.settings, memory, shared)
    pages = pages_of(collection, site.addresses, whole=site.addresses.keep_parts_apart)
    taken = with_severities([*taken_addresses(pages, site.addresses), *site.problems], site.settings.severities or {})
    problems = in_order([*problems, *taken])
    if memory:
        with _load_cache(folder, site) as cache:
            cache.save(cache.pickled(memory, collection, problems, inputs))
    return collection, problems


@contextmanager
def _load_cache(folder: Path, site: SiteSettings | None) -> Iterator[LoadCache]:
    """Open the store briefly, so that a build that begins while the collection is loaded can open it."""
    store = open_store(store_of(site.project)) if site and site.keep else None
    try:
        yield LoadCache(store, folder, Path.cwd())
    finally:
        if store:
            store.close()
