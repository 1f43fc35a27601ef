"""Count the modules that a build with `keep: true` enters after one edit.

`python -m benchmarks.entering` generates a collection, builds its site, edits a statement, and builds again in this
process, recording each module of the package whose functions are called, also by forked workers. Importing a module
does not count. It prints the modules of the rooms for incremental builds, in the order in which they were entered, and
the number of modules of every other room.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType

from mkdocs.__main__ import cli

import mkdocs_dossier
from benchmarks.editing import edit_statement
from benchmarks.generating import dossiers_for
from benchmarks.measuring import measure
from benchmarks.programs import ANNOTATIONS, MKDOCS, SETTINGS, keeping, run_module

#: The rooms of incremental builds, of which an edit should enter few modules: folders and modules of the package.
ROOMS = ("incremental", "parallel", "build")
_PACKAGE = Path(mkdocs_dossier.__file__).parent


def main() -> None:
    """Print the modules that one edit enters."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.entering", description=__doc__)
    options.add_argument("--pages", type=int, default=1000, help="approximate number of pages; from 150, workers start")
    options.add_argument("--rooms", nargs="+", default=ROOMS, help="the rooms whose modules are listed")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-bench-") as place:
        names = entered_by_an_edit(Path(place), given.pages)
    counted = [name for name in names if _is_in(name, given.rooms)]
    print(f"One edit enters {len(counted)} modules of {', '.join(given.rooms)}:")
    print("\n".join(f"  {name}" for name in counted))
    others = Counter(name.partition("/")[0] for name in names if name not in counted)
    print("Of other rooms:", ", ".join(f"{room} {number}" for room, number in sorted(others.items())))


def entered_by_an_edit(folder: Path, pages: int) -> list[str]:
    """Return the modules of the package that the second build calls, as paths without `.py`, in order of first call."""
    run_module("benchmarks.generating", folder / "dossier", dossiers_for(pages), ANNOTATIONS)
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Start\n", encoding="utf-8")
    shutil.copy(SETTINGS, folder)
    os.environ.update(keeping(folder))
    measure(MKDOCS, folder, keeping(folder))
    edit_statement(folder / "dossier" / "dossier-0", 1)
    with _noting(folder / "entered"):
        cli(["build", "--quiet", "--config-file", str(folder / SETTINGS.name)], standalone_mode=False)
    names = (folder / "entered").read_text(encoding="utf-8").split("\n")
    return list(dict.fromkeys(filter(None, names)))


@contextmanager
def _noting(path: Path) -> Iterator[None]:
    """Append each entered module to a file, one per line; workers inherit the open file."""
    seen: set[CodeType] = set()
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or code in seen or _is_import(frame):
            return
        seen.add(code)
        if code.co_filename.startswith(f"{_PACKAGE}{os.sep}"):
            os.write(file, f"{Path(code.co_filename).relative_to(_PACKAGE).with_suffix('').as_posix()}\n".encode())

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)
        os.close(file)


def _is_import(frame: FrameType | None) -> bool:
    """Return whether a frame is the body of a module or class, or called from one, like decorators."""
    while frame is not None:
        if not frame.f_code.co_flags & CO_OPTIMIZED and frame.f_code.co_filename.startswith(str(_PACKAGE)):
            return True
        frame = frame.f_back
    return False


def _is_in(name: str, rooms: Sequence[str]) -> bool:
    return any(name == room or name.startswith(f"{room}/") for room in rooms)


if __name__ == "__main__":
    main()
