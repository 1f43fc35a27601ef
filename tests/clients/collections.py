"""The collections whose files and exports the clients read, and functions to run the clients' programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from conftest import write
from export.conftest import BASE, FILES, Exported
from mkdocs_dossier.loading import load
from mkdocs_dossier.problems import Severity
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.revision import Conventions
from mkdocs_dossier.site.urls import Addresses
from test_handbook import PAGES, STEPS, files_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
#: Where `make clients` installs Python programs, and Node from its npm package if there is no other.
PROGRAMS = Path(sys.executable).parent


def _sample() -> dict[str, str]:
    folder = ROOT / "dossier"
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in (".yml", ".md"))
    return {f"dossier/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8") for path in files}


def _shown(page: Path) -> dict[str, str]:
    """Return the collection that a page of the handbook shows; later files replace earlier ones of the same name."""
    return {name: text for name, text in files_of(page).items() if name.startswith("dossier/")}


#: Collection → its files (path → content): the sample, one for each page of the handbook, and the tests' own.
COLLECTIONS: Mapping[str, Mapping[str, str]] = {
    "sample": _sample(),
    **{page.stem: files for page in PAGES if page not in STEPS and (files := _shown(page))},
    "export": FILES,
}


def run(program: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a client's program as its users do, with `stdin` as its input."""
    path = os.pathsep.join((str(PROGRAMS), os.environ.get("PATH", "")))
    found = shutil.which(program, path=path)
    assert found, f"{program} is missing: run make clients"
    return subprocess.run(
        [found, *arguments], input=stdin, cwd=HERE, capture_output=True, text=True, encoding="utf-8", check=False
    )


def exported(
    files: Mapping[str, str], folder: Path, conventions: Conventions | None = None, url: str = BASE
) -> Exported:
    """Return a site's exports of a collection whose files are written into `folder`."""
    collection, problems = load(write(folder, files))
    errors = [str(problem) for problem in problems if problem.severity is Severity.ERROR]
    assert not errors, errors
    return Exported(Site(collection, Addresses("en"), base_url=url, conventions=conventions or Conventions()))
