"""Write a small site of dossiers in a folder of its own, and run programs that build and publish it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import forked
from conftest import write
from mkdocs_plugin.test_mkdocs import MKDOCS_YML, SITE

#: A program that uses MkDocs as a library; `steps` run once the configuration is loaded.
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
        """Write the sources, with these settings and more files."""
        settings = MKDOCS_YML.format(language="de", plugin=plugin, more=more)
        write(self.folder, {"mkdocs.yml": settings, **SITE, **(files or {})})

    def run(self, *command: str, code: int = 0) -> str:
        """Run a command that must exit with this code, and return its output."""
        ended = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env=self.environment
        )
        return self._printed(ended, code)

    @staticmethod
    def _printed(ended: forked.Completed, code: int) -> str:
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    def mkdocs(self, *arguments: str, code: int = 0) -> str:
        """Run MkDocs, and return its output."""
        return self._printed(forked.mkdocs(*arguments, cwd=self.folder, env=self.environment), code)

    def dossier(self, *arguments: str) -> str:
        """Run the command `dossier`, and return its output."""
        return self._printed(forked.dossier(*arguments, cwd=self.folder, env=self.environment), 0)

    def program(self, steps: str, code: int = 0) -> str:
        """Run `steps` with MkDocs as a library, and return the output; `site_dir` must be the same at the end."""
        return self.run(sys.executable, "-c", PROGRAM.format(steps=steps), code=code)

    def commit(self, day: str = "2024-10-06", author: str = "Mara") -> None:
        """Commit all changes, or an empty commit."""
        dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        self.environment |= dates | {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": f"{author.lower()}@desk.example"}
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--allow-empty", "--message", "Articles")

    @property
    def site(self) -> Path:
        """The folder of the published site."""
        return self.folder / "site"

    def is_tidy(self) -> bool:
        """Tell whether no staging folder is left."""
        return not list(self.folder.glob(".site.*"))
