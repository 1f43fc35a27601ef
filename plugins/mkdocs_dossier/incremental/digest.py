"""Hash values, files and the program: what is equal has the same digest, in every process and on every machine."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from io import FileIO
from operator import attrgetter
from pathlib import Path
from typing import Any

from mkdocs_dossier import __version__
from mkdocs_dossier.model.record import Record

#: Types whose values differ if and only if their `repr` does.
_ATOMS = frozenset({bool, date, datetime, Decimal, float, int, type(None)})


def digest(value: Any) -> str:
    """Return a digest of a value, the same for equal values in every process; records in it count by name only."""
    return blake2b(repr(_plain(value)).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def digest_of_record(record: Record) -> str:
    """Return a digest of a record's fields, except the line it is written in, and the Markdown of a dossier's article.

    Only checks read that Markdown, and they compare records instead of digests.
    """
    left_out = ("origin", "packed", "body_line")
    own = [(field.name, getattr(record, field.name)) for field in fields(record) if field.name not in left_out]
    return digest((record.noun, own, record.origin.path))


def _plain(value: Any) -> Any:
    kind = type(value)
    # Most fields of records end here; matching the rest takes long.
    if kind is str:
        return value
    if kind in _ATOMS:
        return repr(value)
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    if isinstance(value, Record):
        return (value.noun, value.key)
    match value:
        case str():
            translations = getattr(value, "translations", None)
            return (str(value), _plain(translations)) if translations else str(value)
        case Mapping():
            return [(_plain(key), _plain(inner)) for key, inner in value.items()]
        case set() | frozenset():
            return sorted((_plain(inner) for inner in value), key=repr)
        case _ if is_dataclass(value):
            return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    return repr(value)


@cache
def program() -> str:
    """Return a digest of this program's files and version, and of the version of Python."""
    return digest([__version__, sys.version, code_in(str(resources.files("mkdocs_dossier")))])


def versions(libraries: Iterable[str]) -> list[str]:
    """Return the installed versions of libraries."""
    return [version(name) for name in libraries]


def code_in(folder: Path | str) -> list[tuple[str, str]]:
    """Return the `tree_of` a folder of code or templates, hidden ones too, without what Python has compiled."""
    return [(path, state) for path, state in tree_of(folder, hidden=True) if "__pycache__" not in path]


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
            content = digest_of_bytes(_content(entry.path)) if entry.is_file() else str(entry.is_dir())
            found.append((entry.name, f"{link} {content}"))
            if entry.is_dir(follow_symlinks=False):
                found += [(f"{entry.name}/{name}", state) for name, state in tree_of(entry.path, hidden=hidden)]
    except OSError as error:
        found.append((str(folder), str(error)))
    return found


def _content(path: str) -> bytes:
    with FileIO(path) as file:  # making a Path would take as long as reading the file
        return file.readall()


def digest_of_bytes(content: bytes) -> str:
    """Return the digest of a file's content."""
    return blake2b(content, digest_size=12).hexdigest()
