"""Fixtures of these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from build.conftest import folder
from mkdocs_plugin.projects import Project

__all__ = ["folder", "project"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small project in a folder of its own."""
    made = Project(tmp_path / "project")
    made.write()
    return made
