"""Replace a file atomically and under a lock, by renaming a temporary file; refuse if the file has changed."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mkdocs_dossier.syntax.patching import RefusedError


def change_file(path: Path, change: Callable[[str], str]) -> tuple[bytes, bytes]:
    """Change a file, or create it from an empty text; return it before and after. Raises RefusedError and OSError.

    Refuses if somebody else changes the file meanwhile. `change` takes and returns its text with line feeds.
    """
    raw = content_of(path)
    new = rewritten(raw, change)
    put(path, raw, new)
    return raw, new


def rewritten(raw: bytes, change: Callable[[str], str]) -> bytes:
    """Return a changed file with its line ends and mark. Raises RefusedError if they are mixed, or it is no UTF-8."""
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError("it is not UTF-8: save it as UTF-8") from None
    ends = set(re.findall("\r\n|\r|\n", text))
    if len(ends) > 1:
        raise RefusedError("its line ends are mixed: let your editor write one kind")
    new = change(text.replace("\r\n", "\n").replace("\r", "\n"))
    return mark + (new.replace("\n", ends.pop()) if ends else new).encode()


def put(path: Path, before: bytes, after: bytes) -> None:
    """Replace a file as a whole, unless it holds no longer what it held `before`; empty stands for no file.

    Raises:
        RefusedError: it holds something else, or it is a symbolic link, which is not followed.
        OSError: it cannot be read or written.
    """
    if path.is_symlink():
        raise RefusedError("it is a symbolic link, which is not followed")
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if before:
            shutil.copymode(path, temporary)
        with _locked(path.parent):
            if content_of(path) != before:
                raise RefusedError(f"{path.name} has been changed by somebody else meanwhile")
            if after:
                temporary.replace(path)
            else:
                path.unlink()
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes from replacing files in a folder. Windows and some file systems have no such lock."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def content_of(path: Path) -> bytes:
    """Return what a file holds; nothing if it is not there. Raises OSError."""
    return path.read_bytes() if path.exists() else b""
