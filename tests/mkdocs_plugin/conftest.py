"""Provide a project to build, and share the fixture `folder` with the tests of builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from build.conftest import folder
from mkdocs_plugin.projects import Project

__all__ = ["folder", "project"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Write a small project in a folder of its own."""
    made = Project(tmp_path / "project")
    made.write()
    return made
