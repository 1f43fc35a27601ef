"""The collections whose files and exports the clients read, and how their programs are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from export.conftest import FILES
from test_handbook import PAGES, files_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
#: Where `make clients` installs the programs of Python; npm's package of Node, where there is no other, lies there too.
PROGRAMS = Path(sys.executable).parent


def _sample() -> dict[str, str]:
    folder = ROOT / "dossier"
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in (".yml", ".md"))
    return {f"dossier/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8") for path in files}


def _handbook() -> dict[str, str]:
    """The files that the pages of the handbook show; later ones of one name replace earlier ones."""
    return {name: text for page in PAGES for name, text in files_of(page).items() if name.startswith("dossier/")}


#: Collection → its files, path → content.
COLLECTIONS: Mapping[str, Mapping[str, str]] = {"sample": _sample(), "handbook": _handbook(), "export": FILES}


def run(program: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a client's program as its users do, with `stdin` as its input."""
    path = os.pathsep.join((str(PROGRAMS), os.environ.get("PATH", "")))
    found = shutil.which(program, path=path)
    assert found, f"{program} is missing: run make clients"
    return subprocess.run(
        [found, *arguments], input=stdin, cwd=HERE, capture_output=True, text=True, encoding="utf-8", check=False
    )
