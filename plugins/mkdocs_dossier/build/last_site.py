"""Compare the published site with its record in the store: is anything to be built, and which files can be reused?"""

import json
import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs_dossier.delivery.extents import Extent, extent_of
from mkdocs_dossier.incremental.store import Store

#: The kind and the name of the store's entry about the site. It needs no cache key: `inputs` is part of its value.
_SITE, _LAST = "site", "last"


class Message(NamedTuple):
    """A message that was logged during a build: logger, level, text."""

    logger: str
    level: int
    text: str


class Listener(logging.Handler):
    """Collect the messages to log again when nothing has changed: all warnings, and problems in dossiers."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.messages: list[Message] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take a warning, or a message marked as a problem."""
        if record.levelno >= logging.WARNING or getattr(record, "problem", False):
            self.messages.append(Message(record.name, record.levelno, record.getMessage()))


class _Build(NamedTuple):
    """The store's record of the last build."""

    extent: str
    inputs: str
    messages: Sequence[Sequence[Any]]
    manifest: Mapping[str, str]


class LastSite:
    """The site in a folder, with the store's record of how it was built."""

    def __init__(self, folder: Path | None = None, inputs: str | None = None) -> None:
        """Take the site's folder, and `inputs`: a digest of everything the build reads, computed before it reads it.

        Without a folder or inputs nothing is known about the site, and nothing is remembered.
        """
        self.folder = folder or Path()
        self.inputs = inputs
        self.manifest: dict[str, str] = {}
        """The files of the new site that the next build may reuse: path → digest of their ingredients."""
        self._build: _Build | None = None
        self._number = _number_of(self.folder)

    def read(self, store: Store) -> None:
        """Read the record of the last build, if no file of its site was touched since."""
        content = store.get(_SITE, _LAST, "") if self.inputs is not None else None
        try:
            build = _Build(*json.loads(content)) if content else None
            self._build = build if build and build.extent == extent_of(self.folder).digest else None
        except (OSError, ValueError, TypeError):  # the site is missing, or another version wrote this
            self._build = None

    def messages(self) -> Sequence[Message] | None:
        """Return the messages of the last build if a build would make the same site; None otherwise."""
        if self._build is None or self._build.inputs != self.inputs:
            return None
        return [Message(*message) for message in self._build.messages]

    def remember(self, store: Store, messages: Sequence[Message], extent: Extent) -> None:
        """Record the site that has just been published, and the messages to log again when nothing has changed."""
        if self.inputs is not None:
            content = json.dumps(_Build(extent.digest, self.inputs, messages, self.manifest))
            store.put(_SITE, _LAST, "", content.encode("utf-8", "surrogatepass"))
            store.commit()

    def digest(self, path: str) -> str:
        """Return the digest of a file's ingredients; empty if it cannot be reused."""
        return self._build.manifest.get(path, "") if self._build else ""

    def link(self, path: str, target: str) -> bool:
        """Hard-link a file into the new site; return False if that fails, or the site is not what was published."""
        if self._build is None or self._number != _number_of(self.folder):
            return False  # it was touched, or another build has replaced it in the meantime
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 (thousands of times)
            os.link(f"{self.folder}{os.sep}{path}", target)
        except FileExistsError:
            # A worker may have linked it before it ended; anything else there is replaced, not written into.
            if os.path.samefile(f"{self.folder}{os.sep}{path}", target):  # noqa: PTH121
                return True
            Path(target).unlink()
            return False
        except OSError:
            return False
        return True


def forget(store: Store) -> None:
    """Delete the record of the site, because a build begins that may be killed."""
    store.delete(_SITE)
    store.commit()


def _number_of(folder: Path) -> int:
    """Return the inode of a folder, which survives moves; 0 if there is no folder."""
    try:
        return folder.stat().st_ino
    except OSError:
        return 0
