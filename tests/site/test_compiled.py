"""Templates are compiled once for all processes, and stored next to Python's own bytecode."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import BytecodeCache, Environment, PackageLoader

from mkdocs_dossier.site import template_cache as module
from mkdocs_dossier.site.template_cache import Compiled, CompiledOnDisk, compiled, compiled_as_in


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it has compiled of the package."""
    folder = tmp_path / "__pycache__"
    monkeypatch.setattr(module, "cache_from_source", lambda path: str(folder / "template_cache.pyc"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def environment(cache: BytecodeCache) -> Environment:
    loader = PackageLoader("mkdocs_dossier.site")
    return Environment(loader=loader, bytecode_cache=cache, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])


def test_a_template_is_compiled_once(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next process reads it; code compiled by another version of the program is deleted."""
    (package / "template_cache-templates-of-another-state").mkdir(parents=True)
    environment(compiled.__wrapped__(Path(module.__file__))).get_template("dossier/redirect.html")
    (folder,) = package.iterdir()
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(Environment, "compile", None)
    environment(compiled.__wrapped__(Path(module.__file__))).get_template("dossier/redirect.html")


def test_what_is_damaged_is_compiled_again(package: Path) -> None:
    cache = compiled.__wrapped__(Path(module.__file__))
    environment(cache).get_template("dossier/redirect.html")
    (file,) = package.rglob("*.cache")
    file.write_bytes(file.read_bytes()[:100])
    environment(cache).get_template("dossier/redirect.html")


def test_nothing_is_written_where_python_writes_nothing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert isinstance(compiled.__wrapped__(Path(module.__file__)), Compiled)
    assert not package.exists()


def test_where_nothing_can_be_written_templates_are_compiled_each_time(package: Path) -> None:
    package.write_text("no folder", encoding="utf-8")
    assert isinstance(compiled.__wrapped__(Path(module.__file__)), Compiled)
    cache = CompiledOnDisk(str(package / "below a file"))
    environment(cache).get_template("dossier/redirect.html")


def test_of_an_environment_that_is_not_wholly_known_nothing_is_kept(package: Path) -> None:
    """How another one compiles its templates is part of what they are kept under."""

    class Own(Environment):
        pass

    by = Path(module.__file__)
    for strange in (Own(), Environment(autoescape=lambda name: True), Environment(finalize=str)):
        assert isinstance(compiled_as_in(strange, by), Compiled)
    assert not package.exists()
    plain, trimming, filtering = Environment(), Environment(trim_blocks=True), Environment()
    filtering.filters["upper"] = str.lower
    compiled.cache_clear()
    kept = {compiled_as_in(environment, by, "1").directory for environment in (plain, trimming, filtering)}
    compiled.cache_clear()
    assert len(kept) == 3
