"""Pages kept on disk, in one SQLite database for each site, in the user's own folder for caches."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
from array import array
from collections.abc import Collection as AnyCollection
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from mkdocs_dossier.build.inventory import NUMBER, Inventory, Known
from mkdocs_dossier.build.page_cache import Kept, Leaf, Shelf
from mkdocs_dossier.incremental import fingerprint
from mkdocs_dossier.parallel import refuse_in_copy
from mkdocs_dossier.site.rendering import Content

#: What is known of all pages is read by each build, and so lies beside them.
_TABLES = """
create table about (edition text not null);
create table keys (part integer primary key, names blob not null, states blob not null, seal text not null);
create table known (
  path text primary key, about text not null, imprint text not null, footprint blob not null,
  digest text not null, seal text not null
) without rowid;
create table pages (path text primary key, page text not null) without rowid;
"""


#: So many keys are written down together.
_PART = 1_000


class _OtherEditionError(Exception):
    """What is kept was made by another version, or with other settings."""


def place_for(project: Path) -> Path:
    """The database of the site whose `mkdocs.yml` lies in the folder."""
    return fingerprint.place_for(project, ".sqlite")


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


class DiskShelf(Shelf):
    """Pages kept in a database; one of another edition, or one that is damaged, is thrown away."""

    def __init__(self, path: Path, edition: str) -> None:
        super().__init__()
        self.path = path
        self.edition = edition
        self._keys: list[str] = []
        """The seals of all parts of the keys, as they were read."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._database = self._opened(edition)
        except (sqlite3.DatabaseError, _OtherEditionError) as error:
            if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            _throw_away(path)
            self._database = self._opened(edition)
        with contextlib.suppress(sqlite3.Error):
            try:
                self.inventory = self._read_inventory()
            except (ValueError, TypeError):
                self._database.execute("delete from known")  # the numbers in it stand for nothing any more

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

    def _read_inventory(self) -> Inventory:
        """What is known of all pages whose row can be read. Raises ValueError or TypeError where the keys cannot."""
        names: list[str] = []
        states: list[str] = []
        parts = self._database.execute("select part, names, states, seal from keys order by part").fetchall()
        if not parts:
            raise ValueError(parts)
        for number, some_names, some_states, seal in parts:
            if seal != _seal_of_keys(number, len(parts), some_names, some_states):
                raise ValueError(number)
            names += _parts(some_names)
            states += _parts(some_states)
        self._keys = [seal for *_, seal in parts]
        inventory = Inventory(names=names, states=states)
        for row in self._database.execute("select path, about, imprint, footprint, digest, seal from known"):
            path, about, imprint, footprint, digest, seal = row
            if seal == _seal(path, about, imprint, footprint, digest):
                inventory.pages[path] = Known(about, imprint, _numbers(footprint), digest)
        return inventory

    def get(self, path: str) -> Kept | None:
        """The page that is kept for a path; None where it cannot be read."""
        refuse_in_copy()
        try:
            row = self._database.execute("select page from pages where path = ?", (path,)).fetchone()
            known = self.inventory.pages.get(path)
            return _read(row[0]) if row and known and known.seal == _seal(self.edition, row[0]) else None
        except (sqlite3.Error, ValueError, TypeError, KeyError):
            return None

    def keep(self, path: str, kept: Kept, known: Known) -> None:
        """Keep a page; it is written down at once, which one process does alone."""
        refuse_in_copy()
        leaf, content = kept.leaf, kept.leaf.content
        page = json.dumps(
            [
                kept.citation,
                content.title,
                content.html,
                content.sections,
                content.description,
                leaf.data,
                leaf.edit_url,
            ]
        )
        known = replace(known, seal=_seal(self.edition, page))
        self.inventory.discard(path)
        with contextlib.suppress(sqlite3.Error):
            self._database.execute("insert or replace into pages values (?, ?)", (path, page))
            self.note(path, known)

    def note(self, path: str, known: Known) -> None:
        """Keep what is known of something that is itself kept elsewhere."""
        row = (path, known.about, known.imprint, _bytes(known.footprint), known.seal)
        self.inventory.discard(path)
        with contextlib.suppress(sqlite3.Error):
            self._database.execute("insert or replace into known values (?, ?, ?, ?, ?, ?)", (*row, _seal(*row)))
            self.inventory.add(path, known)

    def discard(self, path: str) -> None:
        """Throw away one page."""
        self.inventory.discard(path)
        with contextlib.suppress(sqlite3.Error):
            self._database.execute("delete from known where path = ?", (path,))
            self._database.execute("delete from pages where path = ?", (path,))

    def keep_only(self, paths: AnyCollection[str]) -> None:
        """Throw away the pages of all other paths, and write down what has been kept."""
        super().keep_only(paths)
        with contextlib.suppress(sqlite3.Error):
            self._write_keys()
            self._database.execute("commit")

    def _write_keys(self) -> None:
        """Write down the keys, of which there are many: those parts of them that are not as they were read."""
        count = -(-len(self.inventory.names) // _PART)
        for number in range(count):
            part = slice(number * _PART, (number + 1) * _PART)
            names, states = _whole(self.inventory.names[part]), _whole(self.inventory.states[part])
            seal = _seal_of_keys(number, count, names, states)
            if self._keys[number : number + 1] != [seal]:
                self._database.execute("insert or replace into keys values (?, ?, ?, ?)", (number, names, states, seal))
        self._database.execute("delete from keys where part >= ?", (count,))

    def close(self) -> None:
        """Let go of the file; what has not been written down is lost."""
        self._database.close()


def _seal(*parts: str | bytes) -> str:
    """What shows that a row is as it was written: SQLite itself would not notice a letter that has changed."""
    found = blake2b(digest_size=16)
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        found.update(b"%d " % len(content) + content)
    return found.hexdigest()


def _seal_of_keys(number: int, count: int, names: bytes, states: bytes) -> str:
    """The same for a part of the keys; where the last part is missing, no other is taken for it."""
    return _seal(f"{number} {number == count - 1}", names, states)


def _whole(parts: list[str]) -> bytes:
    """Texts without an end of a line, as one."""
    return "\n".join(parts).encode("utf-8", "surrogatepass")


def _parts(whole: bytes) -> list[str]:
    """The same texts again; raises ValueError where they cannot be read."""
    return whole.decode("utf-8", "surrogatepass").split("\n")


def _read(page: str) -> Kept:
    (start, end), title, html, sections, description, data, edit_url = json.loads(page)
    content = Content(title, html, tuple((anchor, text) for anchor, text in sections), description)
    return Kept(Leaf(content, data, edit_url), (start, end))


def _numbers(written: bytes) -> array[int]:
    """Raises ValueError where that is not a footprint."""
    numbers = array(NUMBER)
    numbers.frombytes(written)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bytes(numbers: array[int]) -> bytes:
    """The smallest byte first, on every machine."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()
