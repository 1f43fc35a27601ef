"""Build a site in a staging folder, and swap it with the published one when it is complete: never a mixture."""

import contextlib
import ctypes
import os
import re
import secrets
import shutil
import sys
import time
from pathlib import Path

#: The states of a folder next to the site: being built; a complete site, new or old, during the swap; to be deleted.
_NEW, _WHOLE, _GONE = "new", "whole", "gone"
#: "Relative to the working directory" and "exchange", for `renameat2` of Linux and `renamex_np` of macOS.
_AT_FDCWD, _EXCHANGE = -100, 2
#: Windows refuses to rename a folder while another program, such as a virus scanner, looks into it.
_ATTEMPTS = 20 if os.name == "nt" else 1


class StagedSite:
    """The folder in which a site is built; this process holds it until it is published or given up."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._published = site.stat().st_ino if site.is_dir() else None
        self.folder = _sibling(site, _NEW)
        self.folder.mkdir()
        self._began = self.folder.stat().st_mtime_ns
        self._lock = _lock(self.folder)

    def take_late_files(self) -> None:
        """Copy what plugins have written into the published site, which they looked up before the build."""
        if not self.site.is_dir() or self._published not in (None, self.site.stat().st_ino):
            return  # another build has published its site in the meantime
        for folder, _, names in os.walk(self.site):
            for name in names:
                late = Path(folder, name)
                target = self.folder / late.relative_to(self.site)
                if late.stat(follow_symlinks=False).st_mtime_ns >= self._began and not os.path.lexists(target):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(late, target, follow_symlinks=False)

    def publish(self) -> None:
        """Swap the new site in, and delete the old one. If this is killed at any moment, `tidy` completes it.

        Raises OSError if that fails; then the published site is as it was.
        """
        try:
            if not self.site.is_dir():
                _rename(self.folder, self.site)
                return
            shutil.copymode(self.site, self.folder)
            whole = _sibling(self.site, _WHOLE)
            _rename(self.folder, whole)
            self.folder = whole
            old = whole if exchanged(whole, self.site) else self._swap_in_two_steps()
            # The site is published; the rest can wait for the next build.
            with contextlib.suppress(OSError):
                _replace(old, self.site)
        finally:
            self._unlock()

    def _swap_in_two_steps(self) -> Path:
        """Swap by two renames, between which the site is missing; return the path of the old site."""
        old = _sibling(self.site, _WHOLE)
        _rename(self.site, old)
        try:
            _rename(self.folder, self.site)
        except OSError:
            _rename(old, self.site)
            raise
        return old

    def give_up(self) -> None:
        """Delete the new site, and leave the published one as it is."""
        self._unlock()
        _delete(self.folder, self.site)

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def staged(site: Path) -> StagedSite | None:
    """Begin to stage a site; return None if its folder cannot be replaced, only filled.

    Raises OSError if nothing can be written.
    """
    site = Path(os.path.realpath(site))
    site.parent.mkdir(parents=True, exist_ok=True)
    if os.path.ismount(site) or (site.exists() and not site.is_dir()) or not os.access(site.parent, os.W_OK):
        return None
    tidy(site)
    return StagedSite(site)


def tidy(site: Path) -> None:
    """Clean up after killed builds: a complete site is in its place, and no other folder is left of them."""
    name = re.compile(rf"\.{re.escape(site.name)}\.({_NEW}|{_WHOLE}|{_GONE})-[0-9a-f]+")
    for left in sorted(site.parent.iterdir()):
        match = name.fullmatch(left.name)
        if match is None or left.is_symlink() or not left.is_dir():
            continue
        with contextlib.suppress(FileNotFoundError):  # another build is tidying too
            _tidy(left, match[1], site)


def _tidy(left: Path, state: str, site: Path) -> None:
    if state == _GONE:
        shutil.rmtree(left, ignore_errors=True)
    elif _is_locked(left):
        return  # another build is going on
    elif state == _NEW:
        _delete(left, site)
    elif site.exists():
        _replace(left, site)
    else:
        _rename(left, site)


def _sibling(site: Path, state: str) -> Path:
    return site.with_name(f".{site.name}.{state}-{secrets.token_hex(4)}")


def _replace(old: Path, site: Path) -> None:
    """Move the hidden files of the old site, such as `.git` or `.nojekyll`, to the new one, and delete the rest."""
    for hidden in sorted(old.glob(".*")):
        if not os.path.lexists(site / hidden.name):
            _rename(hidden, site / hidden.name)
    _delete(old, site)


def _delete(folder: Path, site: Path) -> None:
    """Delete a folder, after a rename that keeps the half-deleted folder from being taken for a site."""
    gone = _sibling(site, _GONE)
    with contextlib.suppress(OSError):
        _rename(folder, gone)
        shutil.rmtree(gone, ignore_errors=True)


def _rename(old: Path, new: Path) -> None:
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            old.rename(new)
        except PermissionError:
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.1)
        else:
            return


def exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step (Linux and macOS); return False if that fails."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            done = system.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
        elif sys.platform == "darwin":
            done = system.renamex_np(*names, _EXCHANGE)
        else:
            return False
    except (OSError, AttributeError, TypeError):  # no such library or function: Windows, or an old system
        return False
    return bool(done == 0)


# `flock` locks a folder. Windows has none, but refuses to rename a folder in use, which serves as well.
if sys.platform == "win32":

    def _lock(folder: Path) -> int | None:
        return None

    def _is_locked(folder: Path) -> bool:
        return False

else:
    import fcntl

    def _lock(folder: Path) -> int | None:
        """Lock a folder until this process closes the handle or ends, however it ends."""
        handle = os.open(folder, os.O_RDONLY)
        with contextlib.suppress(OSError):  # a file system may have no locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return handle

    def _is_locked(folder: Path) -> bool:
        """Return whether another process has locked the folder."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(handle)
        return False
