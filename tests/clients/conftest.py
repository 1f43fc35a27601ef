"""Shared by the tests with other projects' programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mkdocs_plugin.projects import Project


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Ignore these tests unless `make clients` runs them, because only it installs what they import."""
    return None if config.option.markexpr == "clients" else True


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project in git, with the commands installed with this Python on its PATH."""
    made = Project(tmp_path / "project")
    made.environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    made.write(files={".gitignore": "site\n"})
    made.run("git", "init", "--quiet")
    made.commit()
    return made
