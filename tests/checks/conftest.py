"""Shared by the tests of checks: a collection, loaded with every check on."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Files, Loaded, write
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.problems import Problem


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """Return a function that loads files into a collection and all its problems."""

    def answer(files: Files, settings: Settings | None = None) -> tuple[Collection, list[Problem]]:
        return load(write(tmp_path, files), settings=settings)

    return answer
