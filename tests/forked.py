"""Run `mkdocs` and `dossier` in forks of a process that has imported them, on Linux.

Most of the time of a small build goes into imports and into compiling Material's templates. A server therefore imports
MkDocs and the plugin once, and forks for each run. The fork takes the folder, the environment and the files for the
output, runs the program as `python -m mkdocs` or the installed command would, and ends as Python does. It leaves only
code compiled from templates, which the next run takes if it would compile the same text with the same settings.

A run gets a new process if a variable that Python itself reads at its start, such as PYTHONHASHSEED or LC_ALL, differs
from the server's; and so does every run on other systems.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import locale
import marshal
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from itertools import cycle
from pathlib import Path
from types import CodeType
from typing import Any

Completed = subprocess.CompletedProcess[str]

#: The installed command `dossier`, whether it is installed or not.
DOSSIER = "import sys; sys.argv[0] = 'dossier'; from mkdocs_dossier.cli import main; main()"
_PROGRAMS = {"mkdocs": ("-m", "mkdocs"), "dossier": ("-c", DOSSIER)}
#: How variables begin that Python reads when it starts.
_READ_AT_START = ("PYTHON", "LC_", "LANG")
#: What a build imports besides the package.
_IMPORTED = (
    *("mkdocs.commands.build", "mkdocs.commands.serve", "mkdocs.contrib.search", "material.plugins.search.plugin"),
    *("markdown.extensions.attr_list", "markdown.extensions.codehilite", "markdown.extensions.fenced_code"),
    *("markdown.extensions.footnotes", "markdown.extensions.md_in_html", "markdown.extensions.sane_lists"),
    *("markdown.extensions.tables", "markdown.extensions.toc", "babel.messages.pofile", "babel.support"),
    *("colorama", "pydantic.dataclasses", "pydantic.types"),
)
#: Attributes of an environment that the code of a template does not depend on.
_OUTSIDE_OF_CODE = frozenset({"cache", "globals", "loader"})


def mkdocs(*words: str | Path, cwd: Path, env: Mapping[str, str] | None = None, check: bool = False) -> Completed:
    """Run `python -m mkdocs` as `subprocess.run` would, and return its exit code and output."""
    return _run("mkdocs", words, cwd, env, check)


def dossier(*words: str | Path, cwd: Path, env: Mapping[str, str] | None = None, check: bool = False) -> Completed:
    """Run the command `dossier` as `subprocess.run` would, and return its exit code and output."""
    return _run("dossier", words, cwd, env, check)


def _run(name: str, words: tuple[str | Path, ...], cwd: Path, env: Mapping[str, str] | None, check: bool) -> Completed:
    environment = dict(os.environ if env is None else env)
    command = [sys.executable, *_PROGRAMS[name], *map(str, words)]
    if sys.platform == "linux" and (server := _server(next(_turns))).has_started_with(environment):
        ended = server.run(name, command, cwd, environment)
    else:
        ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if check:
        ended.check_returncode()
    return ended


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_READ_AT_START)}


class Server:
    """A process that has imported the programs, and forks for each run."""

    def __init__(self) -> None:
        self._read_at_start = _read_at_start(os.environ)
        command = [sys.executable, __file__, templates()]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        atexit.register(self._close)

    def has_started_with(self, env: Mapping[str, str]) -> bool:
        """Tell whether a new process with this environment would start as this one has."""
        return self._read_at_start == _read_at_start(env)

    def run(self, name: str, command: list[str], cwd: Path, env: Mapping[str, str]) -> Completed:
        """Run a program in a fork, wait for its end, and return its exit code and output."""
        to, back = self._process.stdin, self._process.stdout
        assert to and back
        words = command[1 + len(_PROGRAMS[name]) :]
        with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
            asked = {"name": name, "words": words, "cwd": str(cwd), "env": env, "out": out.name, "err": err.name}
            try:
                to.write(json.dumps(asked) + "\n")
                to.flush()
                code = int(back.readline())
            except BaseException:  # such as the end of a test's time: the next answer would be that of this run
                os.killpg(self._process.pid, signal.SIGKILL)
                _server.cache_clear()
                raise
            printed = [Path(file.name).read_text(encoding=locale.getencoding()) for file in (out, err)]
        return subprocess.CompletedProcess(command, code, *printed)

    def _close(self) -> None:
        self._process.communicate()


def templates() -> str:
    """Return the folder of compiled templates, which is deleted when this process ends."""
    return _made_folder().name


@cache
def _made_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="templates-")


#: Two servers work in turn, so that sets have another order in the next run, as in new processes.
_turns = cycle((0, 1))


@cache
def _server(_number: int) -> Server:
    return Server()


def _serve(folder: Path) -> None:
    """Import all, fork for each line of standard input, and print the exit code of the fork."""
    package = import_module("mkdocs_dossier")
    for name in (*_IMPORTED, *(found.name for found in pkgutil.walk_packages(package.__path__, "mkdocs_dossier."))):
        import_module(name)
    keep_compiled(folder)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(**json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(name: str, words: list[str], cwd: str, env: Mapping[str, str], out: str, err: str) -> None:
    """Turn this fork into what a new process would be, and run the program."""
    for number, path in enumerate((os.devnull, out, err)):
        handle = os.open(path, os.O_WRONLY if number else os.O_RDONLY)
        os.dup2(handle, number)
        os.close(handle)
    coerced = _read_at_start(os.environ)
    os.environ.clear()
    os.environ.update({**env, **coerced})
    time.tzset()
    os.chdir(cwd)
    sys.argv = [name, *words]
    sys.path.insert(0, cwd if name == "mkdocs" else "")
    if name == "mkdocs":
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    else:
        import_module("mkdocs_dossier.cli").main()


def keep_compiled(folder: Path) -> None:
    """Have Jinja keep the code of templates in a folder."""
    from jinja2 import Environment

    compiled = Environment.compile

    def compile_once(of: Environment, source: Any, *names: str | None) -> CodeType:
        key = repr((source, names, _settings(of))).encode("utf-8", "surrogatepass")
        path = folder / hashlib.sha256(key).hexdigest()
        if path.exists():
            return marshal.loads(path.read_bytes())
        code = compiled(of, source, *names)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):  # a test of a full disk
            unfinished.write_bytes(marshal.dumps(code))
            unfinished.rename(path)
        return code

    Environment.compile = compile_once


def _settings(environment: Any) -> list[tuple[str, object]]:
    """Return all that the code of a template depends on besides its text and names."""
    code_generator = ("", _said(environment.code_generator_class))
    said = ((name, _said(value)) for name, value in vars(environment).items() if name not in _OUTSIDE_OF_CODE)
    return [("", _said(type(environment))), code_generator, *sorted(said)]


def _said(value: object) -> object:
    """Return a setting as something that `repr` writes alike in each process."""
    if isinstance(value, Mapping):
        return sorted((key, _said(item)) for key, item in value.items())
    if value is None or isinstance(value, str | int):
        return value
    named = value if hasattr(value, "__qualname__") else type(value)
    return f"{named.__module__}.{named.__qualname__}"


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file
    _serve(Path(sys.argv[1]))
