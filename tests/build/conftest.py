"""Shared by the tests of builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample collection, to be edited."""
    return Path(shutil.copytree(ROOT / "dossier", tmp_path / "dossier"))
