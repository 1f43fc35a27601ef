"""A site that is built beside the published one and takes its place when it is whole: there is never a mixture."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import secrets
import shutil
import sys
import time
from pathlib import Path

#: In which state a folder beside the site is: being built, published until now, to be deleted. A folder that is being
#: built is named by its number (inode): under the name of another one stands a site that has changed places with it.
_NEW, _BEFORE, _GONE = "new", "before", "gone"
#: "Relative to the working directory", and "exchange", as `renameat2` of Linux and `renamex_np` of macOS have them.
_AT_FDCWD, _EXCHANGE = -100, 2
#: Windows refuses to rename a folder while anything looks into it, such as a scanner for viruses.
_ATTEMPTS = 20 if os.name == "nt" else 1


class StagedSite:
    """The folder in which a site is built; it belongs to this process until it takes over or is given up."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._published = _number(site) if site.is_dir() else ""
        made = _beside(site, _NEW)
        made.mkdir()
        self._began = made.stat().st_mtime_ns
        self._lock = _locked(made)
        self.folder = made.with_name(f".{site.name}.{_NEW}-{_number(made)}")
        _renamed(made, self.folder)

    def take_late_files(self) -> None:
        """Copy what was written into the published site since this build began, and is not in the new one.

        That is how plugins write that look up the site's folder before the build.
        """
        if not self.site.is_dir() or self._published not in ("", _number(self.site)):
            return  # another build has published its site in the meantime
        for folder, _, names in os.walk(self.site):
            for name in names:
                late = Path(folder, name)
                target = self.folder / late.relative_to(self.site)
                if late.stat(follow_symlinks=False).st_mtime_ns >= self._began and not os.path.lexists(target):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(late, target, follow_symlinks=False)

    def publish(self) -> None:
        """Swap the new site in, and delete the one before. Killed at any moment, `tidy` finishes what was begun.

        Raises OSError where that cannot be; then the site is as it was.
        """
        try:
            if not self.site.is_dir():
                _renamed(self.folder, self.site)
                return
            shutil.copymode(self.site, self.folder)
            before = self.folder
            if not exchanged(self.folder, self.site):
                before = self._in_two_steps()
            # The site is published; what is left to do can wait for the next build.
            with contextlib.suppress(OSError):
                _succeeded(before, self.site)
        finally:
            self._let_go()

    def _in_two_steps(self) -> Path:
        """Become the published site, which for a moment is not there; answer where it stands now."""
        before = _beside(self.site, _BEFORE)
        _renamed(self.site, before)
        try:
            _renamed(self.folder, self.site)
        except OSError:
            _renamed(before, self.site)
            raise
        return before

    def give_up(self) -> None:
        """Leave the published site as it is."""
        self._let_go()
        _deleted(self.folder, self.site)

    def _let_go(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def staged(site: Path) -> StagedSite | None:
    """A successor of the site in the folder; None where the folder cannot be replaced, but only filled.

    Raises OSError where nothing can be written.
    """
    site = Path(os.path.realpath(site))
    site.parent.mkdir(parents=True, exist_ok=True)
    if os.path.ismount(site) or (site.exists() and not site.is_dir()) or not os.access(site.parent, os.W_OK):
        return None
    tidy(site)
    return StagedSite(site)


def tidy(site: Path) -> None:
    """Finish what builds have begun that were killed: the last whole site stands in its place, and nothing beside."""
    name = re.compile(rf"\.{re.escape(site.name)}\.({_NEW}|{_BEFORE}|{_GONE})-([0-9a-f]+)")
    for left in sorted(site.parent.iterdir()):
        match = name.fullmatch(left.name)
        if match is None or left.is_symlink() or not left.is_dir():
            continue
        with contextlib.suppress(FileNotFoundError):  # another build is tidying too
            _tidied(left, match[1], match[2], site)


def _tidied(left: Path, state: str, number: str, site: Path) -> None:
    if state == _GONE:
        shutil.rmtree(left, ignore_errors=True)
    elif state == _NEW and _is_being_built(left):
        return
    elif state == _NEW and number == _number(left):
        _deleted(left, site)
    elif site.exists():
        _succeeded(left, site)
    elif state == _BEFORE:
        _renamed(left, site)
    else:
        _deleted(left, site)


def _number(folder: Path) -> str:
    return f"{folder.stat().st_ino:x}"


def _beside(site: Path, state: str) -> Path:
    return site.with_name(f".{site.name}.{state}-{secrets.token_hex(4)}")


def _succeeded(before: Path, site: Path) -> None:
    """Take over what is hidden, as MkDocs leaves it alone too (a `.git`, a `.nojekyll`), and delete the rest."""
    for hidden in sorted(before.glob(".*")):
        if not os.path.lexists(site / hidden.name):
            _renamed(hidden, site / hidden.name)
    _deleted(before, site)


def _deleted(folder: Path, site: Path) -> None:
    """Delete the folder, which from the first moment nobody takes for a whole site."""
    gone = _beside(site, _GONE)
    with contextlib.suppress(OSError):
        _renamed(folder, gone)
        shutil.rmtree(gone, ignore_errors=True)


def _renamed(old: Path, new: Path) -> None:
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
    """Swap two folders in one step, as Linux and macOS can; return False where that cannot be done."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            done = system.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
        elif sys.platform == "darwin":
            done = system.renamex_np(*names, _EXCHANGE)
        else:
            return False
    except (OSError, AttributeError, TypeError):  # no such library or no such function: Windows, or an old system
        return False
    return bool(done == 0)


# A folder can be locked where there is `flock`. On Windows a folder in use cannot be renamed, which serves as well.
if sys.platform == "win32":

    def _locked(folder: Path) -> int | None:
        return None

    def _is_being_built(folder: Path) -> bool:
        return False

else:
    import fcntl

    def _locked(folder: Path) -> int | None:
        """Hold the folder: the system lets go of it when this process ends, however it ends."""
        handle = os.open(folder, os.O_RDONLY)
        with contextlib.suppress(OSError):  # a file system may know no locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return handle

    def _is_being_built(folder: Path) -> bool:
        """Whether another process holds the folder."""
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
