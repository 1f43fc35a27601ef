"""What the tests of hosts share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hosts.projects import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample collection, to be edited."""
    return Path(shutil.copytree(ROOT / "dossier", tmp_path / "dossier"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small project in a folder of its own."""
    made = Project(tmp_path / "project")
    made.write()
    return made
