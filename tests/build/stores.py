"""Read a store's content, and damage it."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path


def contents(path: Path) -> bytes:
    """Return the decompressed content of a store, except the numbers of dependencies."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("select kind, name, value from entry order by kind, name").fetchall()
    return b"\n".join(b"\n".join([kind.encode(), name.encode(), zlib.decompress(value)]) for kind, name, value in rows)


def names(path: Path, kind: str) -> list[str]:
    """Return the names of all entries of a kind."""
    with closing(sqlite3.connect(path)) as database:
        return [name for (name,) in database.execute("select name from entry where kind = ? order by name", (kind,))]


def change(path: Path, statement: str, *values: object) -> None:
    """Change a store's database directly."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement, values)
