"""Store values on disk between two runs: one SQLite database per project, in the user's cache folder.

Everything in it can be made again. A database that is damaged, or has another layout, is deleted and created again.
"""

import contextlib
import os
import sqlite3
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import user_cache_path

from mkdocs_dossier.incremental.digest import digest_of_bytes

#: The environment variable that names another folder for caches.
CACHE_DIR = "DOSSIER_CACHE_DIR"
#: The layout of the database; SQLite stores it in the file's header.
_VERSION = 3
_TABLE = """
create table entry (
  kind text not null, name text not null,
  cache_key text not null, -- what else the value depends on: version of the program, settings
  deps blob not null, -- numbers of its dependencies, four bytes each
  digest text not null, -- of the value
  checksum text not null, -- of all columns before
  value blob not null, -- deflated
  primary key (kind, name)
)
"""
#: The type of such a number in an array.
NUMBER = "I"


class Entry(NamedTuple):
    """An entry without its value."""

    name: str
    deps: "array[int]"
    """The numbers of its dependencies."""
    digest: str
    """The digest of its value."""


class Store:
    """A database that is open for this process alone, and committed on demand.

    Entries are addressed by kind and name. One that is damaged, or has another cache key, is not found.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the database at `path`; without one, keep everything in memory.

        Raises OSError if the folder cannot be written, sqlite3.Error if another process has the database open.
        """
        if path is None:
            self._database = _opened(":memory:")
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._database = _opened(path)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            delete(path)
            self._database = _opened(path)

    def entries(self, kind: str, cache_key: str) -> Iterator[Entry]:
        """Yield all entries of a kind with this cache key."""
        rows = self._rows(
            "select name, deps, digest, checksum from entry where kind = ? and cache_key = ?", kind, cache_key
        )
        for name, deps, digest, checksum in rows:
            with contextlib.suppress(ValueError, TypeError):
                if checksum == _checksum(kind, name, cache_key, deps, digest):
                    yield Entry(name, array(NUMBER, deps), digest)

    def get(self, kind: str, name: str, cache_key: str) -> bytes | None:
        """Return the value of an entry; None if there is none with this cache key, or it is damaged."""
        query = "select deps, digest, checksum, value from entry where kind = ? and name = ? and cache_key = ?"
        for deps, digest, checksum, stored in self._rows(query, kind, name, cache_key):
            with contextlib.suppress(zlib.error, TypeError):
                value = zlib.decompress(stored)
                if checksum == _checksum(kind, name, cache_key, deps, digest) and digest == digest_of_bytes(value):
                    return value
        return None

    def put(self, kind: str, name: str, cache_key: str, value: bytes, deps: Iterable[int] = ()) -> str:
        """Store a value, replacing an older one, and return its digest; do nothing if the disk is full.

        `cache_key` is a digest of everything it depends on, except `deps`, the numbers of its dependencies.
        """
        row = (kind, name, cache_key, array(NUMBER, deps).tobytes(), digest_of_bytes(value))
        values = (*row, _checksum(*row), zlib.compress(value, 1))
        self._execute("insert or replace into entry values (?, ?, ?, ?, ?, ?, ?)", *values)
        return row[-1]

    def delete(self, kind: str, names: Iterable[str] | None = None) -> None:
        """Delete entries of a kind; all of them without `names`."""
        if names is None:
            self._execute("delete from entry where kind = ?", kind)
        for name in names or ():
            self._execute("delete from entry where kind = ? and name = ?", kind, name)

    def keep_only(self, kind: str, names: Collection[str]) -> None:
        """Delete all entries of a kind but these."""
        stored = {name for (name,) in self._rows("select name from entry where kind = ?", kind)}
        self.delete(kind, stored.difference(names))

    def summaries(self) -> list[tuple[str, int, int]]:
        """Return (kind, number of its entries, their bytes on disk) for each kind."""
        query = "select kind, count(*), sum(length(value) + length(deps)) from entry group by kind order by kind"
        return [(kind, number, size) for kind, number, size in self._rows(query)]

    def commit(self) -> None:
        """Write all changes since the last commit to disk."""
        self._execute("commit")
        self._execute("begin immediate")

    def close(self) -> None:
        """Close the database; uncommitted changes are lost."""
        self._database.close()

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error:
            return []

    def _execute(self, statement: str, *values: str | bytes) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._database.execute(statement, values)


def caches() -> Path:
    """Return the user's own cache folder: in the project, a change to a repository could bring a forged cache."""
    given = os.environ.get(CACHE_DIR)
    return Path(given) if given else user_cache_path("mkdocs-dossier", appauthor=False)


def store_of(project: Path) -> Path:
    """Return the path of the store of the site whose `mkdocs.yml` is in the folder."""
    return caches() / f"{digest_of_bytes(os.fsencode(project.resolve()))}.sqlite"


def open_store(path: Path) -> Store | None:
    """Open a store; return None if another process uses it, or nothing can be written there."""
    try:
        return Store(path)
    except (OSError, sqlite3.Error):
        return None


def delete(path: Path) -> None:
    """Delete a database, and the files that SQLite may have left next to it. Raises OSError."""
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _opened(path: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    try:
        # A name that was removed from a collection must not survive in the file.
        database.execute("pragma secure_delete = on")
        database.execute("begin immediate")
        (version,) = database.execute("pragma user_version").fetchone()
        if version != _VERSION:
            if database.execute("select count(*) from sqlite_master").fetchone() != (0,):
                raise sqlite3.DatabaseError(f"the database has layout {version}")
            database.execute(_TABLE)
            database.execute(f"pragma user_version = {_VERSION}")
    except BaseException:
        database.close()
        raise
    return database


def _checksum(*columns: str | bytes) -> str:
    """Return the checksum of a row: SQLite does not notice a changed byte."""
    found = blake2b(digest_size=16)
    for column in columns:
        content = column.encode("utf-8", "surrogatepass") if isinstance(column, str) else column
        found.update(b"%d " % len(content) + content)
    return found.hexdigest()
