"""The public API has five names, imported on first use, with their types."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import mkdocs_dossier

#: Public name → the module that defines it.
PUBLIC = {"Collection": "collection.collection", "Problem": "problems", "Severity": "problems", "load": "loading"}

TYPED = """\
from pathlib import Path

from mkdocs_dossier import Collection, Problem, Severity, __version__, load
from mkdocs_dossier.model.claims import Statement

loaded: tuple[Collection, list[Problem]] = load(Path("dossier"))
statements: list[Statement] = loaded[0].of(Statement)
severity: Severity = loaded[1][0].severity
version: str = __version__
"""
UNTYPED = "from mkdocs_dossier import lead\n"


def test_the_public_names_are_these_five() -> None:
    assert sorted(mkdocs_dossier.__all__) == sorted([*PUBLIC, "__version__"])


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_that_of_its_module(name: str) -> None:
    assert getattr(mkdocs_dossier, name) is getattr(import_module(f"mkdocs_dossier.{PUBLIC[name]}"), name)


def test_public_names_are_listed_and_others_are_refused() -> None:
    assert set(mkdocs_dossier.__all__) <= set(dir(mkdocs_dossier))
    with pytest.raises(AttributeError, match=r"^module 'mkdocs_dossier' has no attribute 'lead'$"):
        mkdocs_dossier.lead  # type: ignore[attr-defined]  # noqa: B018 (reading it is the test)


def test_importing_the_package_imports_none_of_its_modules() -> None:
    program = "import sys, mkdocs_dossier; print([name for name in sys.modules if name.startswith('mkdocs_dossier.')])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_type_checker_sees_the_types(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    (tmp_path / "typed.py").write_text(TYPED, encoding="utf-8")
    (tmp_path / "untyped.py").write_text(UNTYPED, encoding="utf-8")
    package = Path(mkdocs_dossier.__file__).parents[1]
    settings = tmp_path / "mypy.ini"
    settings.write_text(f"[mypy]\nstrict = true\nmypy_path = {package.as_posix()}\n", encoding="utf-8")
    flags = ["--config-file", str(settings), "--follow-imports", "silent"]
    found, _, code = api.run([*flags, str(tmp_path / "typed.py"), str(tmp_path / "untyped.py")])
    assert code == 1
    (line,) = (line for line in found.splitlines() if ": error: " in line)
    assert 'Module "mkdocs_dossier" has no attribute "lead"' in line
