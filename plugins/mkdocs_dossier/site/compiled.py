"""Templates that are compiled once: for all builds of a process, or for all processes."""

from __future__ import annotations

import contextlib
import shutil
import sys
from functools import cache
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

#: How the folders of compiled templates begin; the rest says what has compiled them.
_TEMPLATES = "templates-"


class Compiled(BytecodeCache):
    """Templates as this process has compiled them: in `serve`, each build has an environment of its own."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of the same text."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self._codes[bucket.key] = (bucket.checksum, bucket.code)


class CompiledOnDisk(FileSystemBytecodeCache):
    """Templates as they were compiled once for all processes; where they cannot be kept, each process compiles them."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of the same text."""
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def compiled(by: Path) -> BytecodeCache:
    """The templates of the package, compiled by a module of it: they lie beside what Python has compiled of that.

    So who could change them there could change the program itself; and where Python is told to write nothing down, or
    cannot, neither are they.
    """
    state = blake2b(jinja2.__version__.encode() + by.read_bytes(), digest_size=8)
    name = f"{_TEMPLATES}{state.hexdigest()}"
    folder = Path(cache_from_source(str(by))).parent
    try:
        if not sys.dont_write_bytecode and not (folder / name).is_dir():
            for other in folder.glob(f"{_TEMPLATES}*"):
                shutil.rmtree(other, ignore_errors=True)
            (folder / name).mkdir(parents=True)
    except OSError:
        return Compiled()
    return CompiledOnDisk(str(folder / name)) if (folder / name).is_dir() else Compiled()
