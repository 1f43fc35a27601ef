"""What a site says of itself as a publication: its title, and the commit and day it was built from. Never the clock."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Imprint:
    """A site's title, and the state it shows; what is not known for certain is left empty."""

    title: str = ""
    commit: str = ""
    """The whole name of the commit."""
    day: date | None = None
    """The commit's day where it was made, or that of SOURCE_DATE_EPOCH in UTC."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a site has settled for its data."""

    id_prefix: str = ""
    """What its ids begin with where they stand beside those of other sites; empty: its address, or its title."""
    timezone: str = ""
    """The zone of times that are written without one, by its name in IANA's database; empty: not known."""


def imprint_of(title: str, project: Path, environment: Mapping[str, str]) -> Imprint:
    """The imprint of a site built in the folder `project`.

    A commit is named only where git answers for the folder, its history is whole, and no file that git knows in it has
    been changed since. SOURCE_DATE_EPOCH (reproducible-builds.org) decides the day, with a commit or without.
    """
    commit, day = _committed(project)
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal() and len(epoch) <= 11:
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    return Imprint(title, commit, day)


def _committed(project: Path) -> tuple[str, date | None]:
    # The last is the folder as it is in the commit: of a folder that is not in it, the commit says nothing.
    known = _git(project, "rev-parse", "--is-shallow-repository", "HEAD", "HEAD:./")
    if known is None or not known.startswith("false\n"):
        return "", None
    changed = _git(project, "status", "--porcelain", "--untracked-files=no", "--", ".")
    made = _git(project, "log", "-1", "--format=%cI", "--no-show-signature")
    if changed != "" or not made:
        return "", None
    return known.split("\n")[1], datetime.fromisoformat(made.strip()).date()


def _git(project: Path, *arguments: str) -> str | None:
    """What git answers; None where there is no git, no repository, no commit, or one that it does not trust."""
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments]
    try:
        run = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None
