"""Measure a built site: its size, its large files, whether any file was touched since, and what is too large."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

#: A file of more bytes is listed by its name; a page of more is slow to load on a phone.
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


#: GitHub Pages publishes no larger site, and stops a build that takes longer.
MOST_BYTES = 1_000_000_000
MOST_SECONDS = 600
#: The share of a limit from which on editors are warned.
_NEAR = 0.9
#: Bytes above which an index is slow to give its first result.
_LARGE_INDEX = 10_000_000
_INDEX = "search/search_index.json"
_NAMED = 3


def warnings_about(extent: Extent, seconds: float, *, search: bool, compress: bool) -> Iterator[str]:
    """Yield a warning for each limit that a site comes near.

    `search` says whether it has its own search, `compress` whether its data files for programs are compressed.
    """
    if extent.size >= _NEAR * MOST_BYTES:
        beyond = "GitHub Pages will not publish it" if extent.size > MOST_BYTES else "it will soon be too large"
        yield (
            f"the site takes {_megabytes(extent.size)}. GitHub Pages publishes no site of more than "
            f"{_megabytes(MOST_BYTES)}: {beyond}. {_largest(extent.files)}"
            f"{'' if compress else 'Set compress: true in mkdocs.yml. '}Move older dossiers to a site of their own, "
            "or publish the folder with another host; the handbook says more (“What GitHub Pages allows”)."
        )
    if seconds >= _NEAR * MOST_SECONDS:
        yield (
            f"building took {seconds / 60:.1f} minutes. GitHub Pages gives up after {MOST_SECONDS // 60}: set keep: "
            "true in mkdocs.yml, so that only pages that have changed are built again."
        )
    index = next((size for size, path in extent.files if path == _INDEX), 0)
    if index > _LARGE_INDEX:
        instead = (
            "take “search” out of the plugins in mkdocs.yml: the site has its own search"
            if search
            else "set search: true in mkdocs.yml, and take “search” out of the plugins: that index is loaded in pieces"
        )
        yield f"the index of Material's search has {_megabytes(index)}, which readers wait for: {instead}."
    pages = [found for found in extent.files if found[1].endswith(".html")]
    if pages:
        yield (
            f"pages of more than {_megabytes(LARGE)} load slowly. {_largest(pages)}A dossier is never cut: "
            "make two articles of it, or embed views with a limit."
        )


def _largest(files: Sequence[tuple[int, str]]) -> str:
    """Name the largest of these (bytes, path)."""
    named = ", ".join(f"{path} ({_megabytes(size)})" for size, path in files[:_NAMED])
    return f"The largest: {named}. " if named else ""


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB" if size >= 10_000_000 else f"{size / 1_000_000:.1f} MB"
