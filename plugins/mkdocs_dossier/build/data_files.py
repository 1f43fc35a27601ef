"""Write the data files of a site from chunks, each cached until a record in it changes."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from mkdocs_dossier.build.page_cache import CHUNK, BuildCache, Made
from mkdocs_dossier.export.chunks import ChunkUnit, Lines, Parts
from mkdocs_dossier.publishing.redaction import published

#: An entry of the theme's search index: address, title and text by name.
Listed = dict[str, str]
#: Of `collection.json`, the highest level takes twice the time for 3 % less.
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class WrittenData:
    """The values that the main process needs once the data files are written."""

    listed: tuple[Listed, ...]
    """The entries of the search index."""
    made: tuple[Made, ...] = ()
    """The chunks that a worker has made."""


@dataclass(frozen=True, slots=True, eq=False)
class DataFiles:
    """The data files of a site, and the entries of its search index."""

    files: Mapping[str, Callable[[], Parts]]
    """The parts of each file, by its path below the site."""
    listed: Sequence[Lines[Any]]
    """The lines that go into the search index, not into a file."""
    cache: BuildCache
    """The cache of chunks."""

    def write(self, site: Path) -> Iterator[WrittenData]:
        """Write all files below the folder `site`. Raises OSError."""
        for path, parts_of in self.files.items():
            write_pieces(site / path, self._pieces(path, parts_of()))
        yield WrittenData(tuple(self._entries()))

    def write_in_worker(self, site: Path) -> Iterator[WrittenData]:
        """Do the same in a worker, and return its chunks for the main process to cache."""
        made = self.cache.worker_mode()
        for written in self.write(site):
            yield replace(written, made=tuple(made))

    def _entries(self) -> Iterator[Listed]:
        """Yield the entries of the search index, in order."""
        for number, lines in enumerate(self.listed):
            for unit in lines.units:
                text = self._chunk(f"search {number} {lines.form}\t{unit}", partial(_listed, lines, unit))
                yield from json.loads(text)

    def _pieces(self, path: str, parts: Parts) -> Iterator[str]:
        for number, part in enumerate(parts):
            if isinstance(part, Lines):
                yield from part.joined(partial(self._lines, f"{path} {number}", part))
            else:
                yield part if isinstance(part, str) else self._chunk(path, part)

    def _lines(self, file: str, lines: Lines[Any], unit: ChunkUnit) -> str:
        return self._chunk(f"{file}\t{unit}", partial(lines.text, unit))

    def _chunk(self, name: str, make: Callable[[], str]) -> str:
        def tracked() -> str:
            published(self.cache.collection)  # which records may be shown is a dependency too
            return make()

        return self.cache.value(CHUNK, name, tracked)


def write_pieces(target: Path, pieces: Iterable[str]) -> None:
    """Write a file piece by piece, because it may be too large for memory; compress one whose name ends in `.gz`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        # Without name and time, the same data are the same bytes.
        packed = gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) if target.suffix == ".gz" else file
        with TextIOWrapper(packed, encoding="utf-8", newline="") as text:
            text.writelines(pieces)


def _listed(lines: Lines[Any], unit: ChunkUnit) -> str:
    return json.dumps(list(lines.of(unit)), ensure_ascii=False)
