"""What pages depend on beside the collection: when any of it changes, none that was kept is used."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from mkdocs_dossier import __version__
from mkdocs_dossier.footprints import digest

#: Libraries that have a hand in what a page says.
_LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3")


def edition_of(overrides: Iterable[Path], *settings: object) -> str:
    """The state of this program, of the libraries it uses, of a site's own templates, and of its settings."""
    program = Path(str(resources.files("mkdocs_dossier")))
    files = [
        (path.relative_to(folder).as_posix(), blake2b(path.read_bytes(), digest_size=12).digest())
        for folder in (program, *(override / "dossier" for override in overrides))
        for path in sorted(_files(folder))
    ]
    return digest([__version__, sys.version, [version(name) for name in _LIBRARIES], files, settings])


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
