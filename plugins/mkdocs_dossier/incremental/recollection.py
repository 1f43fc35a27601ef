"""What loading remembers from one process to the next: a file in the user's own folder for caches.

It holds objects as Python pickles them. Reading it can make objects of this project, and none of anything else that
could act. What is damaged, or was written by another version, is not read at all.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from mkdocs_dossier.article.mentions import names_of
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.incremental.digest import digest
from mkdocs_dossier.incremental.fingerprint import caches, program, replacing, tree_of, versions
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.safe_pickle import pickled, unpickled
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.problems import Problem
from mkdocs_dossier.publishing.drafts import summaries

#: Libraries that have a hand in what is read and found.
_LIBRARIES = ("markdown", "nh3", "pydantic", "pyyaml", "rapidfuzz")
#: So many bytes hold a digest, and the length of a section.
_DIGEST, _LENGTH = 32, 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a check: all that is wrong, and the numbers of files and records that were looked at."""

    problems: tuple[Problem, ...]
    files: int
    records: int
    held_back: tuple[str, ...] = ()
    """How much is not published, in a sentence for each cause."""


def outcome_of(collection: Collection, problems: Iterable[Problem]) -> Outcome:
    """What came out when the collection was loaded."""
    problems = tuple(problems)
    files = {record.origin.path for record in collection} | {problem.location.path for problem in problems}
    return Outcome(problems, len(files), len(collection), tuple(summaries(collection)))


class Recollection:
    """What is remembered of a collection whose problems are told with paths from `base`."""

    def __init__(self, folder: Path, base: Path) -> None:
        self.folder = folder
        name = digest([os.fspath(folder.resolve()), os.fspath(base.resolve())])
        self.path = caches() / f"{name}.memory"
        self.state = ""

    @cached_property
    def edition(self) -> bytes:
        """The state of all that reads: another one has nothing to remember."""
        return _digest(digest([program(), versions(_LIBRARIES)]).encode())

    def outcome(self, *settings: object) -> Outcome | None:
        """What came out of the last check, if each file in the folder, and the settings, are as they were then.

        To be asked before the collection is loaded: what is changed later counts as a change at the next time.
        """
        self.state = digest([tree_of(self.folder), settings])
        with self._opened() as file:
            match _held(file):
                case (self.state, Outcome() as outcome):
                    return outcome
        return None

    def memory(self) -> Memory:
        """What was remembered; an empty memory where that is nothing, or nothing that can be used."""
        with self._opened() as file:
            _section(file)  # the last outcome
            kept = _held(file)
            return Memory(kept) if isinstance(kept, dict) else Memory()

    def write_down(self, memory: Memory, collection: Collection, problems: Iterable[Problem]) -> None:
        """Keep what has been asked for since the memory's last turn, but nothing that names who is withheld."""
        if not (self.state or memory.changed):
            return
        secrets = _secrets(collection)
        outcome = outcome_of(collection, problems) if self.state else None
        last = (self.state, outcome) if outcome and not _tells(secrets, outcome) else None
        kept = {key: value for key, value in memory.now.items() if not _tells(secrets, (key, value))}
        with contextlib.suppress(OSError, pickle.PicklingError, RecursionError):
            content = [pickled(part) for part in (last, kept)]
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.forget()
            with replacing(self.path) as file:
                file.write(self.edition)
                for section in content:
                    file.write(len(section).to_bytes(_LENGTH, "big") + _digest(section) + section)

    def forget(self) -> None:
        """Throw away what is remembered, as far as that is possible, and what a killed process has left of it."""
        with contextlib.suppress(OSError):
            for left in self.path.parent.glob(f"{self.path.name}*"):
                left.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        """The file behind its edition; an empty one where it cannot be read, or is of another edition."""
        try:
            file: BinaryIO = self.path.open("rb")
        except OSError:
            file = io.BytesIO()
        with file:
            yield file if file.read(_DIGEST) == self.edition else io.BytesIO()


def _section(file: BinaryIO) -> bytes | None:
    """The next section; None if it is damaged."""
    try:
        length, written = int.from_bytes(file.read(_LENGTH), "big"), file.read(_DIGEST)
        content = file.read(min(length, os.fstat(file.fileno()).st_size))
    except OSError:
        return None
    return content if _digest(content) == written else None


def _held(file: BinaryIO) -> object:
    """What the next section holds; None where it cannot be read."""
    content = _section(file)
    return None if content is None else unpickled(content)


def _secrets(collection: Collection) -> list[bytes]:
    """The names and ids of all who are withheld, as they stand in a pickle."""
    withheld = (actor for actor in collection.of(Actor) if actor.withheld)
    names = {name for actor in withheld for name in (*names_of(actor), actor.id, *actor.formerly)}
    ways = {way for name in names if name for way in _ways(name)}
    return sorted(way.encode("utf-8", "surrogatepass") for way in ways)


def _ways(name: str) -> Iterator[str]:
    """A name with each kind of apostrophe, and with its accents encoded either way."""
    for sign in "'’ʼ`´":
        written = re.sub("['’ʼ`´]", sign, name)
        yield from (written, unicodedata.normalize("NFC", written), unicodedata.normalize("NFD", written))


def _tells(secrets: list[bytes], value: object) -> bool:
    if not secrets:
        return False
    content = pickled(value)
    return any(secret in content for secret in secrets)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST).digest()
