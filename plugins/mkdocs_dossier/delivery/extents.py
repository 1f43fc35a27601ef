"""Measure a built site: its size, its large files, and a digest that shows whether any file was touched since."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

#: A file of more bytes is listed by its name.
LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Extent:
    """The size of a site."""

    size: int
    """Bytes of all files."""
    files: tuple[tuple[int, str], ...]
    """Its large files as (bytes, path), the largest first."""
    digest: str = ""
    """A digest of the names, sizes and modification times of all files."""


def extent_of(site: Path) -> Extent:
    """Measure the site in a folder. Raises OSError where it cannot be read."""
    size, large, state = 0, [], blake2b(digest_size=16)
    for path, known in _files(os.fspath(site), ""):
        state.update(path.encode("utf-8", "surrogateescape"))
        if known is not None:
            state.update(b" %d %d %d\n" % (known.st_size, known.st_mtime_ns, known.st_ctime_ns))
            size += known.st_size
            if known.st_size > LARGE:
                large.append((known.st_size, path))
    return Extent(size, tuple(sorted(large, key=lambda found: (-found[0], found[1]))), state.hexdigest())


def _files(folder: str, above: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield (path, status) of all files, and (path, None) of all folders."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield f"{path}/\n", None
            yield from _files(entry.path, f"{path}/")
        else:
            yield path, entry.stat(follow_symlinks=False)
