"""What all tests share: a collection written as a user would write it, and the same loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.problems import Problem

Files = Mapping[str, str | bytes]
Loaded = Callable[..., tuple[Collection, list[Problem]]]


def write(folder: Path, files: Files) -> Path:
    """Put `files` (path → content) into `folder`, and answer the folder `dossier` in it, which need not be there."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "dossier"


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """A function from files to the collection they make and the problems in it."""

    def answer(files: Files, settings: Settings | None = None) -> tuple[Collection, list[Problem]]:
        return load(write(tmp_path, files), settings=settings)

    return answer
