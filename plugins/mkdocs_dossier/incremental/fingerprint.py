"""Find the store of a project, and fingerprint the program and folders that cached values depend on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from io import FileIO
from operator import attrgetter
from pathlib import Path

from platformdirs import user_cache_path

from mkdocs_dossier import __version__
from mkdocs_dossier.incremental.digest import digest

#: The environment variable that names another folder for caches.
CACHE_DIR = "DOSSIER_CACHE_DIR"


def caches() -> Path:
    """Return the user's own cache folder.

    It is not in the project, so that nobody can send a forged cache with a change to a repository.
    """
    given = os.environ.get(CACHE_DIR)
    return Path(given) if given else user_cache_path("mkdocs-dossier", appauthor=False)


def store_of(project: Path) -> Path:
    """Return the path of the store of the site whose `mkdocs.yml` is in the folder."""
    return caches() / f"{blake2b(os.fsencode(project.resolve()), digest_size=12).hexdigest()}.sqlite"


@cache
def program() -> str:
    """Return a digest of this program's files and version, and of the version of Python."""
    return digest([__version__, sys.version, files_in(Path(str(resources.files("mkdocs_dossier"))))])


def versions(libraries: Iterable[str]) -> list[str]:
    """Return the installed versions of libraries."""
    return [version(name) for name in libraries]


def files_in(folder: Path) -> list[tuple[str, str]]:
    """Return (path, digest) of all files below a folder, except compiled ones."""
    return [
        (path.relative_to(folder).as_posix(), _digest(path.read_bytes()))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]


def tree_of(folder: Path | str, *, hidden: bool = False) -> list[tuple[str, str]]:
    """Return (path, state) of everything in a folder that can be part of a collection or of a site.

    The state of a file is its digest, with the target of a link; that of a folder that cannot be read is the error.
    """
    found = []
    try:
        for entry in sorted(os.scandir(folder), key=attrgetter("name")):
            if entry.name.startswith(".") and not hidden:
                continue
            link = str(Path(entry.path).readlink()) if entry.is_symlink() else ""
            content = _digest(_content(entry.path)) if entry.is_file() else str(entry.is_dir())
            found.append((entry.name, f"{link} {content}"))
            if entry.is_dir(follow_symlinks=False):
                found += [(f"{entry.name}/{name}", state) for name, state in tree_of(entry.path, hidden=hidden)]
    except OSError as error:
        found.append((str(folder), str(error)))
    return found


def _content(path: str) -> bytes:
    with FileIO(path) as file:  # making a Path would take as long as reading the file
        return file.readall()


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()
