"""Templates are compiled once in a process, and those of this package once in an installation."""

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
    """The texts that are compiled; Python keeps its compiled modules in another folder."""
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
    """For all environments with the same cache, until its text changes."""
    cache = CompiledTemplates()
    _environment(cache).get_template(NAME)
    _environment(cache).get_template(NAME)
    assert len(compiled) == 1
    bucket = cache.get_bucket(_environment(cache), NAME, "redirect.html", "another text")
    assert bucket.code is None


def test_another_process_reads_what_was_compiled(compiled: list[str], tmp_path: Path) -> None:
    """Until a file is damaged, or comes from another compiler."""
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


def test_what_another_compiler_made_is_not_read(compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _environment(CompiledTemplates()).get_template(NAME)
    monkeypatch.setattr(CompiledTemplates, "_compiler", ("another",))
    _environment(CompiledTemplates()).get_template(NAME)
    assert len(compiled) == 2


def test_where_python_writes_nothing_no_template_is_kept(
    compiled: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _environment(CompiledTemplates()).get_template(NAME)
    assert compiled
    assert not list(tmp_path.iterdir())


def test_templates_of_a_project_are_not_kept_on_disk(compiled: list[str], tmp_path: Path) -> None:
    """They may be as many as there are projects."""
    cache = CompiledTemplates()
    cache.set_bucket(cache.get_bucket(_environment(cache), NAME, "/project/overrides/dossier/redirect.html", "text"))
    assert not compiled
    assert not list(tmp_path.iterdir())
