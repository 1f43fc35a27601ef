"""The environment of the templates: everything escaped, nothing undefined, and calls as quick as Jinja lets them be."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType, MethodType
from typing import Any

import jinja2
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from mkdocs_dossier.site.interface import Interface

#: How the folders of compiled templates begin; the rest says what has compiled them.
_TEMPLATES = "templates-"
#: What the compiler of templates adds to a call for those who ask for the context.
_FOR_CONTEXT = ("_block_vars", "_loop_vars")


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


_COMPILED = Compiled()


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
def compiled() -> BytecodeCache:
    """The templates of the package, compiled: they lie where Python keeps what it has compiled of the package.

    So who could change them there could change the program itself; and where Python is told to write nothing down, or
    cannot, neither are they.
    """
    compiled_by = blake2b(f"{jinja2.__version__} {Path(__file__).read_text(encoding='utf-8')}".encode(), digest_size=8)
    name = f"{_TEMPLATES}{compiled_by.hexdigest()}"
    folder = Path(cache_from_source(__file__)).parent
    try:
        if not sys.dont_write_bytecode and not (folder / name).is_dir():
            for other in folder.glob(f"{_TEMPLATES}*"):
                shutil.rmtree(other, ignore_errors=True)
            (folder / name).mkdir(parents=True)
    except OSError:
        return _COMPILED
    return CompiledOnDisk(str(folder / name)) if (folder / name).is_dir() else _COMPILED


def environment_of(overrides: Sequence[Path], interface: Interface) -> Environment:
    """The templates of this package, those of `overrides` before them, in the words of an interface."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(list(overrides)), PackageLoader("mkdocs_dossier.site")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        bytecode_cache=_COMPILED if overrides else compiled(),
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        interface.gettext, interface.ngettext, newstyle=True
    )
    environment.globals["_"] = _Translated(interface.gettext)
    environment.context_class = _Context
    return environment


class _Context(Context):
    """Calls methods and macros directly: Jinja asks each thing that it calls which argument of its own it wants.

    A page of records is thousands of such calls. Whatever is neither goes Jinja's way.
    """

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        kind = type(called)
        if kind is MethodType:
            if hasattr(called, "jinja_pass_arg"):
                return super().call(called, *args, **kwargs)
        elif kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not _Translated:
            return super().call(called, *args, **kwargs)
        if kwargs:
            for name in _FOR_CONTEXT:
                kwargs.pop(name, None)
        return called(*args, **kwargs)


class _Translated:
    """Messages in the language of the interface, their variables escaped; one that has none is looked up once."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        self._gettext = gettext
        self._known: dict[str, Markup] = {}

    def __call__(self, message: str, **variables: Any) -> Markup:
        if variables:
            return Markup(self._gettext(message)) % variables
        found = self._known.get(message)
        if found is None:
            found = self._known[message] = Markup(self._gettext(message)) % {}
        return found
