"""Where this project keeps what it can make again, and which state of the program has made it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from mkdocs_dossier import __version__
from mkdocs_dossier.footprints import digest

#: Names the environment's variable with another folder for caches.
CACHE_DIR = "DOSSIER_CACHE_DIR"


def caches() -> Path:
    """The user's own folder for what is kept.

    Not one in the project: whoever can send a change to a repository must not be able to send with it what nobody has
    made.
    """
    given = os.environ.get(CACHE_DIR)
    return Path(given) if given else user_cache_path("mkdocs-dossier", appauthor=False)


def program() -> str:
    """The state of this program and of the Python that runs it."""
    return digest([__version__, sys.version, files_in(Path(str(resources.files("mkdocs_dossier"))))])


def versions(libraries: Iterable[str]) -> list[str]:
    """Which versions of libraries are installed."""
    return [version(name) for name in libraries]


def files_in(folder: Path) -> list[tuple[str, bytes]]:
    """The names and the digests of all files below a folder, but for what Python has compiled."""
    return [
        (path.relative_to(folder).as_posix(), blake2b(path.read_bytes(), digest_size=12).digest())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    ]
