"""Run `mkdocs build` repeatedly, each time with a fault: killed, or refused, at a call that changes files.

This is a program of its own: it loads MkDocs and forks for each build, which runs MkDocs's own command. It reads a
line of JSON for each build, such as `{"at": 7, "fault": "kill"}`, and writes a line of JSON in return.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

#: Audit events that Python raises before these calls, with their paths.
CHANGES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.link", "os.symlink"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Fault:
    """Count the calls that change something below a folder, and fail at one of them."""

    def __init__(self, folder: str, at: int, kind: str) -> None:
        self.folder, self.at, self.kind = folder, at, kind
        self.seen = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count an audit event, and fail if it is the chosen one (a hook for `sys.addaudithook`)."""
        if event == "open":
            path, _, flags = arguments
            changes = isinstance(flags, int) and bool(flags & _WRITING)
        else:
            path, changes = (arguments[0] if arguments else None), event in CHANGES
        if not changes or not isinstance(path, str | bytes | os.PathLike):
            return
        name = os.fsdecode(path)
        if Path(name).is_absolute() and not name.startswith(self.folder):
            return
        self.seen += 1
        if self.seen != self.at:
            return
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        number = getattr(errno, self.kind)
        raise OSError(number, os.strerror(number), name)


def _build(folder: str, options: Mapping[str, Any], output: str) -> None:
    """Run one build in the current fork through MkDocs's command line, with its output in the file `output`."""
    handle = os.open(output, os.O_WRONLY)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    if "most_bytes" in options:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (options["most_bytes"], options["most_bytes"]))
    fault = Fault(folder, options.get("at", 0), options.get("fault", ""))
    from mkdocs.__main__ import cli

    code = 1
    sys.addaudithook(fault)
    try:
        cli.main(["build", *options.get("flags", ())])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.write(f"\n{fault.seen}")
    sys.stderr.flush()
    os._exit(code)


def main(folder: str, templates: str) -> None:
    """Run one build for each line of standard input, and print its result as JSON."""
    import mkdocs.commands.build  # noqa: F401 (loaded once, for all)

    import mkdocs_dossier.mkdocs_plugin.build_events  # noqa: F401 (loaded once, for all)
    from forked import keep_compiled

    keep_compiled(Path(templates))
    os.chdir(folder)
    for line in sys.stdin:
        with tempfile.NamedTemporaryFile(prefix="output-") as output:
            child = os.fork()
            if child == 0:
                _build(folder, json.loads(line), output.name)
            _, status = os.waitpid(child, 0)
            *text, last = Path(output.name).read_text(encoding="utf-8").rsplit("\n", 1)
        seen = int(last) if last.isdigit() else 0
        print(json.dumps({"code": os.waitstatus_to_exitcode(status), "log": "".join(text), "seen": seen}), flush=True)


@dataclass(frozen=True)
class Built:
    """A finished build: its exit code (-9: killed), its output, and the number of calls that changed files."""

    code: int
    log: str
    seen: int


class FaultyMkDocs:
    """A subprocess that runs this program for one project."""

    def __init__(self, folder: Path, environment: Mapping[str, str] = os.environ) -> None:
        self.folder = folder
        from forked import templates  # the program finds it elsewhere

        command = [sys.executable, __file__, str(folder), templates()]
        self._program = subprocess.Popen(
            command, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def build(self, **options: object) -> Built:
        """Run one build, with a fault or without."""
        to, back = self._program.stdin, self._program.stdout
        assert to and back
        _send(to, options)
        return Built(**json.loads(back.readline()))

    def close(self) -> None:
        """End the program."""
        assert self._program.stdin
        self._program.stdin.close()
        self._program.wait()


def _send(to: IO[str], options: Mapping[str, object]) -> None:
    to.write(json.dumps(options) + "\n")
    to.flush()


Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Return the content of every file below a folder, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def killed(folder: Path, words: Sequence[str], at: int) -> int:
    """Run the command `dossier` in a fork, killed at a call that changes a file; return its exit code."""
    from mkdocs_dossier.cli import main

    child = os.fork()
    if child == 0:
        code = 1
        try:
            fault = Fault(str(folder), at, "kill")
            sys.addaudithook(fault)
            main(words, standalone_mode=False)
            code = 0 if fault.seen < at else 3
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


#: Pagefind writes the values of a facet in random order, and names files by their content.
_RANDOM = ("pagefind/filter/", "pagefind/pagefind-entry.json", "pagefind/pagefind.")


def steady(files: Tree) -> Tree:
    """Return the files of a site that are the same in every build."""
    return {name: content for name, content in files.items() if not name.startswith(_RANDOM)}


def put(folder: Path, files: Tree) -> None:
    """Replace the content of a folder with these files."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parents[1]))
    main(*sys.argv[1:])
