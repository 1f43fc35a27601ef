"""The archived texts of sources that lie in the repository: `snapshots/<source id>.txt`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.quotations import comparable
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.syntax import yaml

FOLDER = "snapshots"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A source's text as it was archived; `shown` is its path in messages."""

    shown: str
    text: str = ""
    """The text as quotations are looked for in it, see `comparable`."""
    sha256: str = ""
    fault: str = ""
    """Why it cannot be read; empty if it can."""


@derived
def snapshots_of(collection: Collection, source: Source) -> tuple[tuple[str, Snapshot], ...]:
    """The source's snapshots, each with the dossier in whose folder it lies; empty for those that all share."""
    lying = _files(collection).get(f"{source.id}.txt", ())
    return tuple((dossier, _read(collection, folder, source)) for dossier, folder in lying)


def snapshot_for(collection: Collection, source: Source, dossier: str) -> Snapshot | None:
    """The snapshot that a dossier's quotations are compared with: its own, else the one that all share."""
    found = dict(snapshots_of(collection, source))
    return found.get(dossier) or found.get("")


@derived
def _files(collection: Collection) -> dict[str, list[tuple[str, Path]]]:
    """Name of a file → the dossiers and folders of snapshots in which one of that name lies."""
    files: dict[str, list[tuple[str, Path]]] = {}
    for dossier, folder, names in _listed(collection):
        for name in names:
            files.setdefault(name, []).append((dossier, folder))
    return files


def _listed(collection: Collection) -> Iterator[tuple[str, Path, frozenset[str]]]:
    folders = {dossier.folder: dossier.id for dossier in collection.of(Dossier)}
    for folder, dossier in {**folders, collection.folder: ""}.items():
        try:
            with os.scandir(f"{folder}{os.sep}{FOLDER}") as lying:
                names = frozenset(entry.name for entry in lying)
        except OSError:
            continue  # as nearly all have none
        yield dossier, folder / FOLDER, names


def _read(collection: Collection, folder: Path, source: Source) -> Snapshot:
    path = folder / f"{source.id}.txt"
    shown = Path(os.path.relpath(path, collection.base)).as_posix()
    if path.is_symlink() or folder.is_symlink():
        return Snapshot(shown, fault="is a symbolic link")
    if not path.is_file():
        return Snapshot(shown, fault="is no file")
    text, problems = yaml.read_text(path, shown, collection.limits.file_bytes)
    if text is None:
        return Snapshot(shown, fault=problems[0].message)
    with path.open("rb") as file:
        return Snapshot(shown, comparable(text), hashlib.file_digest(file, "sha256").hexdigest())
