"""A site that stands as it was built: where nothing has changed since, there is nothing to build."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs_dossier.build.extents import Extent, extent_of
from mkdocs_dossier.build.spare import Spare
from mkdocs_dossier.incremental.fingerprint import replacing
from mkdocs_dossier.parallel import Copies


class Told(NamedTuple):
    """What a build has said: by which logger, how heavy, and in which words."""

    logger: str
    level: int
    message: str


class Listener(logging.Handler):
    """Takes down what a build says that has to be said again by each build: what is wrong, and what is advised."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.told: list[Told] = []

    def emit(self, record: logging.LogRecord) -> None:
        """A warning of anybody, or what was marked as a problem."""
        if record.levelno >= logging.WARNING or getattr(record, "problem", False):
            self.told.append(Told(record.name, record.levelno, record.getMessage()))


class Prints(NamedTuple):
    """How the pages of a site were made."""

    printed: Mapping[str, str] = {}
    """Of what each is, by its place."""
    shells: Mapping[str, Sequence[Sequence[str]]] = {}
    """What the theme makes of pages, by their forms, in the pieces that they are filled into."""
    data: Sequence[Mapping[str, Any]] = ()
    """Where what stands in its files of data, as in a `Layout`."""


class _Build(NamedTuple):
    """What is known of the build that made a site."""

    state: str
    told: Sequence[Sequence[Any]]


class Standing:
    """A site as the last build left it, which is written down in the file `path`.

    `state` says of what it was built: to be asked before anything is read, so that what is changed meanwhile counts as
    a change the next time. Its first word says so of all but the dossiers.
    """

    def __init__(self, path: Path, site: Path, state: str = "") -> None:
        self.path = path
        self.spare = Spare(path.with_suffix(".spare"))
        self.site = site
        self.state = state
        self._seen: Callable[[], Iterable[str]] = self._look

    def _look(self) -> Iterator[str]:
        yield extent_of(self.site).state

    def look(self, copies: Copies) -> None:
        """Have a copy of the process go through the site, of which much may be known, while something else is done."""
        if self.path.exists():
            self._seen = copies.ask(self._look)

    @cached_property
    def _last(self) -> tuple[_Build, str] | None:
        """The last build, if the site is as it left it, in every file; and how its pages were made, still as text."""
        try:
            written, _, content = self.path.read_text(encoding="utf-8").partition("\n")
            if written != _seal(content):
                return None
            about, _, prints = content.partition("\n")
            site, *build = json.loads(about)
            return (_Build(*build), prints) if [site] == list(self._seen()) else None
        except (OSError, ValueError, TypeError):
            return None

    def told(self) -> Sequence[Told] | None:
        """What was said when the site was built, if a build would make the same again; None if not."""
        if self._last is None or self._last[0].state != self.state:
            return None
        return [Told(*one) for one in self._last[0].told]

    def prints(self) -> Prints:
        """How the pages of the site were made; of none if it is not as the last build left it.

        What the theme makes of them is of use only while it is the same theme, with the same settings.
        """
        if self._last is None:
            return Prints()
        build, prints = self._last
        try:
            last = Prints(*json.loads(prints))
        except (ValueError, TypeError):  # of another version
            return Prints()
        return last if build.state.split()[:1] == self.state.split()[:1] else last._replace(shells={})

    def write_down(self, told: Sequence[Told], prints: Prints, extent: Extent) -> None:
        """The site stands in this extent, this was said when it was built, and so its pages were made."""
        content = f"{json.dumps([extent.state, self.state, told])}\n{json.dumps(prints)}"
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with replacing(self.path) as file:
                file.write(f"{_seal(content)}\n{content}".encode())

    def forget(self) -> None:
        """Nothing is known of the site."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


def _seal(content: str) -> str:
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
