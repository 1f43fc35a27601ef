"""The published revision of a site: its title, and the commit and day it was built from. Never the clock."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mkdocs_dossier.model.dates import Date


@dataclass(frozen=True, slots=True)
class Revision:
    """A site's title, and the commit and day of the state it shows; uncertain parts are empty."""

    title: str = ""
    commit: str = ""
    """The full hash of the commit."""
    day: Date | None = None
    """The commit's day in its own time zone, or that of SOURCE_DATE_EPOCH in UTC."""


#: The ends of paths of data files that programs read, not people; they are large, and compress to a tenth.
COMPRESSED = "collection.json", "annotations.jsonld", "followthemoney.jsonl"


@dataclass(frozen=True, slots=True)
class Conventions:
    """A site's settings for its exported data."""

    id_prefix: str = ""
    """Prefix of its ids among those of other sites; empty: its address, or its title."""
    timezone: str = ""
    """Zone of times written without one, by its IANA name; empty: unknown."""
    compress: bool = False
    """If set, the build compresses the data files that only programs read."""

    def data_path(self, path: str) -> str:
        """Return where a data file is published, by its path without compression; tables are never compressed."""
        return f"{path}.gz" if self.compress and path.endswith(COMPRESSED) else path


def revision_of(title: str, project: Path, environment: Mapping[str, str]) -> Revision:
    """Find the revision of a site from its project's folder and the environment; unknown parts are empty.

    A commit is named only if git answers for the folder, its history is complete, and no tracked file in it has
    changed since. SOURCE_DATE_EPOCH (reproducible-builds.org) overrides the day, with a commit or without.
    """
    commit, day = _committed(project)
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal() and len(epoch) <= 11:
        day = Date.parse(datetime.fromtimestamp(int(epoch), UTC).date().isoformat())
    return Revision(title, commit, day)


def _committed(project: Path) -> tuple[str, Date | None]:
    # The last argument names the folder in the commit: the commit says nothing about a folder that is not in it.
    known = _git(project, "rev-parse", "--is-shallow-repository", "HEAD", "HEAD:./")
    if known is None or not known.startswith("false\n"):
        return "", None
    changed = _git(project, "status", "--porcelain", "--untracked-files=no", "--", ".")
    made = _git(project, "log", "-1", "--format=%cI", "--no-show-signature")
    if changed != "" or not made:
        return "", None
    return known.split("\n")[1], Date.parse(made[: len("2024-10-05")])


def _git(project: Path, *arguments: str) -> str | None:
    """Return git's output; None without git, a repository or a commit, or if git does not trust the repository."""
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments]
    try:
        run = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None
