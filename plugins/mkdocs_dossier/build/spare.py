"""What is left of the site before the published one: the folders of its pages, into which the next site is built.

To make thousands of folders, and to delete as many, takes longer than to make the few pages that an edit has changed.
Of the files only links stay to those that are published still: a page that has been changed is nowhere any more.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Set
from functools import partial
from pathlib import Path

from mkdocs_dossier.parallel import Copies

#: Hidden, as MkDocs leaves such a folder alone when it empties the one of the site.
_INSIDE = ".spare"


class Spare:
    """Lies in a folder of the user's own; without it all folders are made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._found: Callable[[], Iterable[str]] | None = None

    def look(self, published: Path, copies: Copies) -> None:
        """Have a copy of the process go through what is left, while something else is done."""
        if self.folder.exists():
            self._found = copies.ask(partial(_only, self.folder, published))

    def put_in(self, new: Path, published: Path, wanted: Set[str]) -> set[str]:
        """Move what is left into a site that is being built; answers which of the files wanted are there then.

        They are the published ones, under a second name: whoever writes such a file has to delete it before.
        """
        inside = new / _INSIDE
        found: set[str] = set()
        try:
            found |= set(self._found()) if self._found else set(_only(self.folder, published))
            self.folder.rename(inside)
            for path in found - wanted:
                _delete(os.fspath(inside), path)
            _move(os.fspath(inside), os.fspath(new))
        except OSError:  # there is none, it lies on another disk, or another build is at it
            self.forget()
        shutil.rmtree(inside, ignore_errors=True)
        return {path for path in found & wanted if os.path.lexists(new / path)}

    def take(self, before: Path) -> None:
        """Have the site whose place another has taken; where that cannot be it stays where it is."""
        with contextlib.suppress(OSError):
            before.rename(self.folder)

    def tidy(self, published: Path, wanted: Set[str]) -> None:
        """Keep what is published still of these files, and nothing else."""
        with contextlib.suppress(OSError):
            _only(self.folder, published, wanted.__contains__)

    def forget(self) -> None:
        """Nothing is left."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _only(folder: Path, published: Path, is_wanted: Callable[[str], bool] = lambda path: True) -> list[str]:
    """Delete all files but those that are wanted and published, and the folders that hold none; answers what stays."""
    found: list[str] = []

    def is_published(path: str, entry: os.DirEntry[str]) -> bool:
        if not is_wanted(path):
            return False
        try:
            is_same = entry.inode() == os.stat(f"{published}/{path}", follow_symlinks=False).st_ino  # noqa: PTH116
        except OSError:
            return False
        if is_same:
            found.append(path)
        return is_same

    for entry in list(os.scandir(folder)):
        _prune(entry, entry.name, is_published)
    return found


def _prune(entry: os.DirEntry[str], path: str, stays: Callable[[str, os.DirEntry[str]], bool]) -> bool:
    """Delete what does not stay; whether anything does."""
    if not entry.is_dir(follow_symlinks=False):
        if stays(path, entry):
            return True
        os.unlink(entry.path)  # noqa: PTH108 (thousands of times)
        return False
    # Each is looked at, whatever has been found before.
    staying = [inner for inner in list(os.scandir(entry.path)) if _prune(inner, f"{path}/{inner.name}", stays)]
    if not staying:
        os.rmdir(entry.path)  # noqa: PTH106
    return bool(staying)


def _delete(folder: str, path: str) -> None:
    """Delete a file, and the folders that hold nothing then: their names, too, are those of records."""
    os.unlink(f"{folder}/{path}")  # noqa: PTH108
    while path := os.path.dirname(path):  # noqa: PTH120
        try:
            os.rmdir(f"{folder}/{path}")  # noqa: PTH106
        except OSError:
            return


def _move(source: str, target: str) -> None:
    """Move all that is in a folder into another, and leave what is there."""
    for entry in list(os.scandir(source)):
        there = f"{target}/{entry.name}"
        try:
            if not os.path.lexists(there):
                os.rename(entry.path, there)  # noqa: PTH104
                continue
        except OSError:  # it has been made in this moment
            pass
        if entry.is_dir(follow_symlinks=False):
            _move(entry.path, there)
