"""Templates are compiled once per process, and those of this package once per installation."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, PackageLoader

from mkdocs_dossier.site.jinja import CompiledTemplates

NAME = "dossier/redirect.html"


def _environment(cache: CompiledTemplates) -> Environment:
    loader = PackageLoader("mkdocs_dossier.site")
    return Environment(loader=loader, bytecode_cache=cache, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of texts that get compiled; redirect Python's compiled files to another folder."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    texts: list[str] = []
    compile_template = Environment.compile

    def noted(self: Environment, source: str, *arguments: object) -> object:
        texts.append(source)
        return compile_template(self, source, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noted)
    return texts


def test_a_template_is_compiled_once(compiled: list[str]) -> None:
    """A template is compiled once for all environments with the same cache, until its text changes."""
    cache = CompiledTemplates()
    _environment(cache).get_template(NAME)
    _environment(cache).get_template(NAME)
    assert len(compiled) == 1
    bucket = cache.get_bucket(_environment(cache), NAME, "redirect.html", "another text")
    assert bucket.code is None


def test_another_process_reads_compiled_templates(compiled: list[str], tmp_path: Path) -> None:
    """A compiled template is read from disk; a damaged file is compiled and written again."""
    _environment(CompiledTemplates()).get_template(NAME)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    _environment(CompiledTemplates()).get_template(NAME)
    assert len(compiled) == 1
    whole = file.read_bytes()
    for damaged in (b"", whole[:-100], whole[:20], b"\x80\x05K" + whole):
        file.write_bytes(damaged)
        before = len(compiled)
        _environment(CompiledTemplates()).get_template(NAME)
        assert len(compiled) == before + 1
        assert file.read_bytes() == whole


def test_files_of_another_compiler_are_not_read(compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _environment(CompiledTemplates()).get_template(NAME)
    monkeypatch.setattr(CompiledTemplates, "_compiler", ("another",))
    _environment(CompiledTemplates()).get_template(NAME)
    assert len(compiled) == 2


def test_no_template_is_written_if_python_writes_no_bytecode(
    compiled: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _environment(CompiledTemplates()).get_template(NAME)
    assert compiled
    assert not list(tmp_path.iterdir())


def test_templates_of_a_project_are_not_kept_on_disk(compiled: list[str], tmp_path: Path) -> None:
    """A project's own templates are not kept on disk, as their number would grow with every project."""
    cache = CompiledTemplates()
    cache.set_bucket(cache.get_bucket(_environment(cache), NAME, "/project/overrides/dossier/redirect.html", "text"))
    assert not compiled
    assert not list(tmp_path.iterdir())
