"""Two folders that change places in one step, where the system can do that: Linux and macOS."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

#: "Relative to the working directory", and "exchange", as `renameat2` of Linux and `renamex_np` of macOS have them.
_AT_FDCWD, _EXCHANGE = -100, 2


def exchanged(one: Path, other: Path) -> bool:
    """Let the folders change places: at no moment is one of the names missing. False where that cannot be done."""
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
