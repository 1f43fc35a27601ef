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
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

#: How the folders of compiled templates begin, behind the name of the module; the rest says what has compiled them.
_TEMPLATES = "-templates-"


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
def compiled(by: Path, *settings: str) -> BytecodeCache:
    """Templates as a module of the package compiles them, with these settings: they lie beside the module's own code.

    So who could change them there could change the program itself; and where Python is told to write nothing down, or
    cannot, neither are they.
    """
    state = blake2b("\n".join([jinja2.__version__, by.read_text(encoding="utf-8"), *settings]).encode(), digest_size=8)
    name = f"{by.stem}{_TEMPLATES}{state.hexdigest()}"
    folder = Path(cache_from_source(str(by))).parent
    try:
        if not sys.dont_write_bytecode and not (folder / name).is_dir():
            for other in folder.glob(f"{by.stem}{_TEMPLATES}*"):
                shutil.rmtree(other, ignore_errors=True)
            (folder / name).mkdir(parents=True)
    except OSError:
        return Compiled()
    return CompiledOnDisk(str(folder / name)) if (folder / name).is_dir() else Compiled()


#: What decides how Jinja compiles a template, beside its text, and what its environment filters and tests by.
_SETTINGS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "optimized", "autoescape"),
)


def compiled_as_in(environment: Environment, by: Path, *settings: str) -> BytecodeCache:
    """Templates as somebody else's environment compiles them: kept for all processes only if all is known of it."""
    if type(environment) is not Environment or callable(environment.autoescape) or environment.finalize is not None:
        return Compiled()
    known = [f"{name} {getattr(environment, name)!r}" for name in _SETTINGS]
    functions = (*environment.filters.items(), *environment.tests.items())
    known += sorted(f"{name} {_name(function)}" for name, function in functions)
    return compiled(by, *settings, *known, *sorted(environment.extensions))


def _name(function: object) -> str:
    return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', type(function).__qualname__)}"
