"""The command works with the package's own requirements only, without MkDocs, theme or search."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

#: Code that hides all packages from imports but the given ones, as if they were not installed.
_HIDING = """
import sys
from importlib.machinery import PathFinder
seen = {*sys.stdlib_module_names, "mkdocs_dossier", *NAMES}
class Few(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        known = name.partition(".")[0] in seen or name.startswith("_sysconfigdata")
        return super().find_spec(name, path, target) if known else None
sys.meta_path[:] = [Few if finder is PathFinder else finder for finder in sys.meta_path]
for name in set(sys.modules):
    if name.partition(".")[0] not in seen | {"__main__"}:
        del sys.modules[name]
from mkdocs_dossier.cli import main
main()
"""


def _needed() -> set[str]:
    """Return the names of the distributions that the package requires without extras."""
    found: set[str] = set()
    waiting = ["mkdocs-dossier"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        found.add(name)
        try:
            requirements = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # needed on another system
        waiting += [re.split(r"[^\w.-]", line)[0] for line in requirements if "extra ==" not in line]
    return found


def _modules() -> set[str]:
    needed = _needed()
    return {
        module
        for module, distributions in metadata.packages_distributions().items()
        if needed & {re.sub(r"[-_.]+", "-", name).lower() for name in distributions}
    }


def _dossier(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = _HIDING.replace("NAMES", repr(sorted(_modules())))
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_packages_of_extras_are_hidden() -> None:
    """The import hook hides packages of extras, so that the next test can fail."""
    assert {"click", "markdown", "yaml"} <= _modules()
    assert not {"mkdocs", "material", "pymdownx", "pagefind_bin", "pytest"} & _modules()
    code = _HIDING.replace("NAMES", repr(sorted(_modules()))).replace(
        "from mkdocs_dossier.cli import main", "import mkdocs"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "No module named 'mkdocs'" in run.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--version", "dossier, version"),
        ("--help", "Annotated dossiers"),
        ("check", "0 errors"),
        ("check --format sarif", "2.1.0"),
        ("check --explain quote-missing", "quote-missing"),
        ("list actor", "dienst"),
        ("schema", "json-schema.org"),
        ("new actor ministry --name Ministry --kind agency", "ministry.yml"),
        ("new dossier second --title Second", "second"),
        ("init my-site --language en", "README.md tells you what to do next"),
        ("index site", "mkdocs-dossier[mkdocs,search]"),
    ],
)
def test_a_command_needs_no_extra(project: Path, words: str, expected: str) -> None:
    """Every command works without extras, except `index`, which names the extra it needs."""
    run = _dossier(project, *words.split())
    assert "Traceback" not in run.stderr
    assert expected in run.stdout + run.stderr
    assert run.returncode == (2 if words.startswith("index") else 0)
