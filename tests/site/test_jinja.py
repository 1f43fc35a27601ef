"""Templates are compiled once in a process."""

from __future__ import annotations

import pytest
from jinja2 import Environment, PackageLoader

from mkdocs_dossier.site.jinja import CompiledTemplates


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all environments with the same cache, until its text changes."""
    cache = CompiledTemplates()

    def environment() -> Environment:
        loader = PackageLoader("mkdocs_dossier.site")
        return Environment(loader=loader, bytecode_cache=cache, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])

    environment().get_template("dossier/redirect.html")
    monkeypatch.setattr(Environment, "compile", None)
    environment().get_template("dossier/redirect.html")
    bucket = cache.get_bucket(environment(), "dossier/redirect.html", "redirect.html", "another text")
    assert bucket.code is None
