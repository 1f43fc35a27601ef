"""A project as a user would have it, and the command to run in it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import write
from mkdocs_dossier.cli import main

Command = Callable[..., Result]

ARTICLE = """---
title: Der Angriff
published: 2024-10-05
language: de
---

Laut "Kyiv Post" und Geheimdienst wurden mehr als 20 Soldaten getötet. Es gab 20 Tote: ja.
"""
ANNOTATIONS = """\
statements:
  angriff:
    quote: mehr als 20 Soldaten getötet
    said_by: dienst
    via: [kyiv-post]
    text: {de: Es gab Tote., en: There were dead.}
    said_on: 2024-10~
figures:
  tote: {quote: mehr als 20 Soldaten, quantity: getoetete}
events:
  treffer: {name: Treffer, date: 2024-10-03, place: donezk, quote: 20 Tote}
"""
REGISTERS = """\
actors:
  dienst: {name: Geheimdienst, kind: agency}
sources:
  kyiv-post: {container-title: Kyiv Post, cites: [kanal]}
  kanal: {title: Kanal}
quantities:
  getoetete: {label: Getötete}
places:
  donezk: {name: Donezk}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a project without problems, and make it the working directory."""
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Test\n",
            "dossier/all.yml": REGISTERS,
            "dossier/angriff/article.md": ARTICLE,
            "dossier/angriff/annotations.yml": ANNOTATIONS,
        },
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def dossier() -> Iterator[Command]:
    """Return a function that runs the command with the given words."""

    def run(*words: str, **options: object) -> Result:
        result = CliRunner().invoke(main, words, **options)  # type: ignore[arg-type]
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    yield run
    gc.unfreeze()  # a command freezes objects until its process ends
