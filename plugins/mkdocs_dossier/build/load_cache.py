"""Cache the results of loading a collection between processes.

Values are pickled; unpickling makes values of this project only, never anything that could act (see
`incremental.safe_pickle`).
"""

import os
import pickle
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.digest import digest, program, tree_of, versions
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.safe_pickle import pickled, unpickled
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.problems import Problem
from mkdocs_dossier.publishing.drafts import summaries

#: Kinds of entries: the memory of a collection, and the outcome of its last check.
_MEMORY, _OUTCOME = "memory", "outcome"
#: (kind, pickled value): a worker makes them, and the main process stores them.
Pickled = tuple[str, bytes]
#: Libraries that the results of loading depend on.
_LIBRARIES = ("markdown", "nh3", "pydantic", "pyyaml", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a check: all problems, and the numbers of files and records that were checked."""

    problems: tuple[Problem, ...]
    files: int
    records: int
    held_back: tuple[str, ...] = ()
    """Sentences that count the records held back, one for each cause."""


def outcome_of(collection: Collection, problems: Iterable[Problem]) -> Outcome:
    """Sum up the problems found when the collection was loaded."""
    problems = tuple(problems)
    files = {record.origin.path for record in collection} | {problem.location.path for problem in problems}
    return Outcome(problems, len(files), len(collection), tuple(summaries(collection)))


class LoadCache:
    """Stored results about the collection in `folder`, whose problems have paths relative to `base`."""

    def __init__(self, store: Store | None, folder: Path, base: Path) -> None:
        """Without a store, nothing is remembered."""
        self._store = store
        self._folder = folder
        self._name = digest([os.fspath(folder.resolve()), os.fspath(base.resolve())])

    @cached_property
    def _cache_key(self) -> str:
        return digest([program(), versions(_LIBRARIES)])

    def inputs(self, settings: object) -> str:
        """Return a digest of everything that a check reads; empty if nothing is remembered.

        Call it before the collection is loaded: an edit during loading then counts as one at the next check.
        """
        return digest([tree_of(self._folder), settings]) if self._store else ""

    def outcome(self, inputs: str) -> Outcome | None:
        """Return the outcome of the last check, if its inputs were the same."""
        match self._stored(_OUTCOME):
            case (str() as last, Outcome() as outcome) if last == inputs:
                return outcome
        return None

    def memory(self) -> Memory:
        """Return the stored memory; an empty one if none can be used."""
        known = self._stored(_MEMORY)
        return Memory(known) if isinstance(known, dict) else Memory()

    def pickled(
        self, memory: Memory, collection: Collection, problems: Iterable[Problem], inputs: str = ""
    ) -> list[Pickled]:
        """Pickle the memory and the outcome, except values that name a withheld actor, for `save`.

        `inputs` is a digest of everything that the check has read; empty if this was no check. The result is empty if
        nothing has changed, or it cannot be pickled.
        """
        if not (inputs or memory.changed):
            return []
        secrets = _secrets(collection)
        outcome = (inputs, outcome_of(collection, problems)) if inputs else None
        kept = {key: value for key, value in memory.now.items() if not _contains_secret(secrets, (key, value))}
        try:
            found = b"" if _contains_secret(secrets, outcome) else pickled(outcome)
            return [(_MEMORY, pickled(kept)), (_OUTCOME, found)]
        except (pickle.PicklingError, RecursionError):
            return []

    def save(self, values: Sequence[Pickled]) -> None:
        """Store pickled values."""
        if self._store is None or not values:
            return
        for kind, value in values:
            self._store.keep_only(kind, ())
            self._store.put(kind, self._name, self._cache_key, value)
        self._store.commit()

    def _stored(self, kind: str) -> object:
        content = self._store.get(kind, self._name, self._cache_key) if self._store else None
        return unpickled(content) if content else None


def _secrets(collection: Collection) -> list[bytes]:
    """Return the names and ids of all withheld actors, encoded as in a pickle."""
    names = {name for actor in collection.withheld for name in (*names_of(actor), actor.id, *actor.formerly)}
    spellings = {spelling for name in names if name for spelling in _spellings(name)}
    return sorted(spelling.encode("utf-8", "surrogatepass") for spelling in spellings)


def _spellings(name: str) -> Iterator[str]:
    """Yield a name with each kind of apostrophe, and with its accents composed and decomposed."""
    for sign in "'’ʼ`´":
        written = re.sub("['’ʼ`´]", sign, name)
        yield from (written, unicodedata.normalize("NFC", written), unicodedata.normalize("NFD", written))


def _contains_secret(secrets: list[bytes], value: object) -> bool:
    if not secrets:
        return False
    content = pickled(value)
    return any(secret in content for secret in secrets)
