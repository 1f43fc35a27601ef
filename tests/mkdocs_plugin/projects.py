"""A small site of dossiers in a folder of its own, for programs that build and publish it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from conftest import write
from mkdocs_plugin.test_mkdocs import MKDOCS_YML, SITE

#: A program that uses MkDocs as a library: it prints what it is asked to between loading the configuration and the end.
PROGRAM = """
import pathlib
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config("mkdocs.yml")
before = config["site_dir"]
{steps}
assert config["site_dir"] == before, config["site_dir"]
print("came to its end")
"""
GIT = {
    "GIT_AUTHOR_NAME": "Mara",
    "GIT_AUTHOR_EMAIL": "mara@desk.example",
    "GIT_COMMITTER_NAME": "Mara",
    "GIT_COMMITTER_EMAIL": "mara@desk.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "NO_MKDOCS_2_WARNING": "1",
}


class Project:
    """A small site of dossiers, and programs run in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, **GIT, "DOSSIER_CACHE_DIR": str(folder.parent / "cache")}

    def write(self, more: str = "", plugin: str = "", files: Mapping[str, str] | None = None) -> None:
        """Write the sources, and more files."""
        settings = MKDOCS_YML.format(language="de", plugin=plugin, more=more)
        write(self.folder, {"mkdocs.yml": settings, **SITE, **(files or {})})

    def run(self, *command: str, code: int = 0) -> str:
        """What a command prints, which ends with this code."""
        ended = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env=self.environment
        )
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    def mkdocs(self, *arguments: str, code: int = 0) -> str:
        """What MkDocs prints."""
        return self.run(sys.executable, "-m", "mkdocs", *arguments, code=code)

    def program(self, steps: str, code: int = 0) -> str:
        """What a program prints that uses MkDocs as a library, with `site_dir` the same at its end."""
        return self.run(sys.executable, "-c", PROGRAM.format(steps=steps), code=code)

    def commit(self, day: str = "2024-10-06", author: str = "Mara") -> None:
        """Commit all changes, of which there may be none."""
        dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        self.environment |= dates | {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": f"{author.lower()}@desk.example"}
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--allow-empty", "--message", "Articles")

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "site"

    def is_tidy(self) -> bool:
        """Whether no staging folder is left."""
        return not list(self.folder.glob(".site.*"))
