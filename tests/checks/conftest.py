"""What the tests of checks share: a collection with everything that any check finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Files, Loaded, write
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.problems import Problem


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """A function from files to the collection they make and all problems in it."""

    def answer(files: Files, settings: Settings | None = None) -> tuple[Collection, list[Problem]]:
        return load(write(tmp_path, files), settings=settings)

    return answer
