"""Read the archived texts of sources in the repository: `snapshots/<source id>.txt`."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.quotations import comparable
from mkdocs_dossier.model.records import Dossier, Source
from mkdocs_dossier.syntax import yaml

FOLDER = "snapshots"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archived text of a source; `shown` is its path in messages."""

    shown: str
    text: str = ""
    """The text normalised with `comparable`."""
    sha256: str = ""
    fault: str = ""
    """The reason why it cannot be read; empty if it can."""


@derived
def snapshots_of(collection: Collection, source: Source) -> dict[str, Snapshot]:
    """Return dossier id → its snapshot of the source; the id is empty for one that all dossiers share."""
    folders = _files(collection).get(f"{source.id}.txt", ())
    return {dossier: _read(collection, folder, source) for dossier, folder in folders}


@derived
def _files(collection: Collection) -> dict[str, list[tuple[str, Path]]]:
    """Map each file name to the (dossier id, folder) pairs that contain such a snapshot."""
    files: dict[str, list[tuple[str, Path]]] = {}
    folders = {dossier.folder: dossier.id for dossier in collection.of(Dossier)}
    for folder, dossier in {**folders, collection.folder: ""}.items():
        # Most dossiers have no snapshots.
        with contextlib.suppress(OSError), os.scandir(f"{folder}{os.sep}{FOLDER}") as entries:
            for entry in entries:
                files.setdefault(entry.name, []).append((dossier, folder / FOLDER))
    return files


def _read(collection: Collection, folder: Path, source: Source) -> Snapshot:
    path = folder / f"{source.id}.txt"
    shown = Path(os.path.relpath(path, collection.base)).as_posix()
    if path.is_symlink() or folder.is_symlink():
        return Snapshot(shown, fault="is a symbolic link")
    if not path.is_file():
        return Snapshot(shown, fault="is not a file")
    text, problems = yaml.read_text(path, shown, collection.limits.file_bytes)
    if text is None:
        return Snapshot(shown, fault=problems[0].message)
    return Snapshot(shown, comparable(text), hashlib.sha256(path.read_bytes()).hexdigest())
