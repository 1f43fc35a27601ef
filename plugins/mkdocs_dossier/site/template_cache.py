"""A cache of compiled templates: for all builds of a process, or for all processes."""

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

#: Name of a folder of compiled templates, after the module's name; a digest of the compiler follows.
_TEMPLATES = "-templates-"


class Compiled(BytecodeCache):
    """Templates compiled in this process: in `serve`, each build has its own environment."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template with the same text."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled code."""
        self._codes[bucket.key] = (bucket.checksum, bucket.code)


class CompiledOnDisk(FileSystemBytecodeCache):
    """Templates compiled once for all processes; if they cannot be stored, each process compiles them."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template with the same text."""
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the compiled code."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def compiled(by: Path, *settings: str) -> BytecodeCache:
    """Return the cache of the templates that a module compiles with these settings, next to the module's own bytecode.

    Whoever can change them there can change the program itself; and if Python does not write bytecode, neither do we.
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


#: The settings of an environment that decide how Jinja compiles a template, besides its text, filters and tests.
_SETTINGS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "optimized", "autoescape"),
)


def compiled_as_in(environment: Environment, by: Path, *settings: str) -> BytecodeCache:
    """Return the cache of the templates that another package's environment compiles.

    Args:
        environment: the environment; all processes share the cache only if everything about it is known.
        by: the module that compiles them.
        settings: further text that decides how they are compiled.

    Returns:
        The cache.
    """
    if type(environment) is not Environment or callable(environment.autoescape) or environment.finalize is not None:
        return Compiled()
    known = [f"{name} {getattr(environment, name)!r}" for name in _SETTINGS]
    functions = (*environment.filters.items(), *environment.tests.items())
    known += sorted(f"{name} {_name(function)}" for name, function in functions)
    return compiled(by, *settings, *known, *sorted(environment.extensions))


def _name(function: object) -> str:
    return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', type(function).__qualname__)}"
