"""Pages kept on disk, in one SQLite database for each site, in the user's own folder for caches."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Collection as AnyCollection
from hashlib import blake2b
from pathlib import Path

from mkdocs_dossier.hosts import caches
from mkdocs_dossier.hosts.kept import Kept, Known, Leaf
from mkdocs_dossier.site.rendering import Content

_TABLES = """
create table about (edition text not null);
create table pages (
  path text primary key, known text not null, page text not null, digest text not null, seal text not null
) without rowid;
"""


class _OtherEditionError(Exception):
    """What is kept was made by another version, or with other settings."""


def place_for(project: Path) -> Path:
    """The database of the site whose `mkdocs.yml` lies in the folder."""
    return caches.place_for(project, ".sqlite")


def shelf_at(path: Path, edition: str) -> DiskShelf | None:
    """The shelf in a database; None where it cannot be used: another build has it, or nothing can be written there."""
    try:
        return DiskShelf(path, edition)
    except (OSError, sqlite3.Error):
        return None


def forget(path: Path) -> None:
    """Throw away what an earlier build has kept, as far as that is possible."""
    with contextlib.suppress(OSError):
        _throw_away(path)


def _throw_away(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


class DiskShelf:
    """Pages kept in a database; one of another edition, or one that is damaged, is thrown away."""

    def __init__(self, path: Path, edition: str) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._database = self._opened(edition)
        except (sqlite3.DatabaseError, _OtherEditionError) as error:
            if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            _throw_away(path)
            self._database = self._opened(edition)

    def _opened(self, edition: str) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=0.2, isolation_level=None)
        try:
            # What is deleted is overwritten: a name that has been taken out must not stay in the file.
            database.execute("pragma secure_delete = on")
            database.execute("begin immediate")
            if database.execute("select count(*) from sqlite_master").fetchone() == (0,):
                database.execute("rollback")
                database.executescript(_TABLES)
                database.execute("begin immediate")
                database.execute("insert into about values (?)", (edition,))
            elif database.execute("select edition from about").fetchall() != [(edition,)]:
                raise _OtherEditionError
        except (sqlite3.Error, _OtherEditionError):
            database.close()
            raise
        return database

    def get(self, path: str) -> Kept | None:
        """The page that is kept for a path; None where it cannot be read."""
        try:
            wanted = "select known, page, digest, seal from pages where path = ?"
            row = self._database.execute(wanted, (path,)).fetchone()
            if row is None:
                return None
            known, page, digest, seal = row
            return _read(known, page) if (digest, seal) == (_seal(page), _seal(path, known, digest)) else None
        except (sqlite3.Error, ValueError, TypeError, KeyError):
            return None

    def known(self, path: str) -> Known | None:
        """What the page was made of; None where that cannot be read. The page itself may be damaged."""
        try:
            row = self._database.execute("select known, digest, seal from pages where path = ?", (path,)).fetchone()
            return _known(row[0]) if row and row[2] == _seal(path, *row[:2]) else None
        except (sqlite3.Error, ValueError, TypeError, KeyError):
            return None

    def seal(self, path: str) -> str:
        """A text that is the same as long as the same page is kept for a path; empty where none is kept."""
        try:
            row = self._database.execute("select seal from pages where path = ?", (path,)).fetchone()
            return str(row[0]) if row else ""
        except sqlite3.Error:
            return ""

    def __setitem__(self, path: str, kept: Kept) -> None:
        content, known = kept.leaf.content, kept.known
        page = [kept.citation, content.title, content.html, content.sections, content.description, kept.leaf.data]
        about = json.dumps([known.about, "\n".join(known.footprint), known.state, known.imprint])
        written = json.dumps(page)
        row = (path, about, written, digest := _seal(written), _seal(path, about, digest))
        with contextlib.suppress(sqlite3.Error):
            self._database.execute("insert or replace into pages values (?, ?, ?, ?, ?)", row)

    def discard(self, path: str) -> None:
        """Throw away one page."""
        with contextlib.suppress(sqlite3.Error):
            self._database.execute("delete from pages where path = ?", (path,))

    def keep_only(self, paths: AnyCollection[str]) -> None:
        """Throw away the pages of all other paths, and write down what has been kept."""
        wanted = set(paths)
        with contextlib.suppress(sqlite3.Error):
            gone = [row for row in self._database.execute("select path from pages") if row[0] not in wanted]
            self._database.executemany("delete from pages where path = ?", gone)
            self._database.execute("commit")

    def close(self) -> None:
        """Let go of the file; what has not been written down is lost."""
        self._database.close()


def _seal(*texts: str) -> str:
    """What shows that a row is as it was written: SQLite itself would not notice a letter that has changed."""
    return blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()


def _known(known: str) -> Known:
    (noun, name), footprint, state, imprint = json.loads(known)
    return Known((noun, name), tuple(footprint.split("\n")), state, imprint)


def _read(known: str, page: str) -> Kept:
    (start, end), title, html, sections, description, data = json.loads(page)
    content = Content(title, html, tuple((anchor, text) for anchor, text in sections), description)
    return Kept(Leaf(content, data), _known(known), (start, end))
