"""Dependency tracking: record what a computation reads, so that its result can be reused until an input changes.

No dependency is declared by hand. Every read records a key; as long as the digest of each key (see
`build.dependencies`) is the same, the computation would have the same result.
"""

import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from mkdocs_dossier.model.record import Record

#: Separates the parts of a key in its written form; no name contains it, or a line feed.
PART = "\t"

#: A dependency: `record actor putin`, `article nordkorea`, `links actor putin`, `kind actor`, `answer …`.
Key = tuple[str, ...]
Keys = frozenset[Key]

#: A reader of no more records of a dossier has a key for each of them.
_FEW = 32

_A = TypeVar("_A")
_V = TypeVar("_V")


class Tracker:
    """Record the keys that are read during a recording; outside of one, `current` is None."""

    def __init__(self) -> None:
        self.current: set[Key] | None = None

    def read(self, *keys: Key) -> None:
        """Record keys as read, if anything is recorded."""
        if self.current is not None:
            self.current.update(keys)

    def read_records(self, records: Iterable[Record]) -> None:
        """Record records as read, if anything is recorded."""
        if self.current is not None:
            self.current.update(map(key_of, records))

    @contextmanager
    def recording(self) -> Iterator[set[Key]]:
        """Record the keys read from here on, in inner recordings too; an outer recording gets them as well."""
        outer, own = self.current, set[Key]()
        self.current = own
        try:
            yield own
        finally:
            self.current = outer
            if outer is not None:
                outer |= own

    @contextmanager
    def pausing(self) -> Iterator[None]:
        """Record nothing from here on, because the caller records the dependency in another way."""
        outer, self.current = self.current, None
        try:
            yield
        finally:
            self.current = outer


#: The one tracker: a site is built by one thread.
TRACKER = Tracker()


class Answers(Generic[_V]):
    """Values cached in this process, at most so many; a cached value records the same keys as a computed one."""

    def __init__(self, most: int = sys.maxsize) -> None:
        self._most = most
        self._known: dict[Hashable, _V] = {}
        self._keys: dict[Hashable, Keys] = {}
        """The keys that each value has read, if it was computed while anything was recorded."""

    def of(self, key: Hashable, compute: Callable[[], _V]) -> _V:
        """Return the value of a key; one that was computed without tracking is computed again to track it."""
        if TRACKER.current is None:
            if key not in self._known:
                self._keep(key, compute())
            return self._known[key]
        if key not in self._keys:
            with TRACKER.recording() as read:
                self._keep(key, compute())
            self._keys[key] = coarse(read)
        TRACKER.current |= self._keys[key]
        return self._known[key]

    def _keep(self, key: Hashable, value: _V) -> None:
        if len(self._known) >= self._most:
            self._known.clear()
            self._keys.clear()
        self._known[key] = value


def asked_once(question: Callable[[_A], _V]) -> Callable[[_A], _V]:
    """Cache a function's results, each with the keys that it has read."""
    answers = Answers[_V]()
    return lambda about: answers.of(about, lambda: question(about))


def key_of(record: Record) -> Key:
    """Return the key under which a record is read, for a dossier all but its article."""
    return "record", record.noun, record.key


def place_key(record: Record) -> Key:
    """Return the key under which the line of a record is read; a local record's own key includes its line."""
    return key_of(record) if record.local else ("place", record.noun, record.key)


def coarse(keys: set[Key]) -> Keys:
    """Replace keys of many records in a dossier's folder by the folder's: almost any edit makes such a page stale."""
    if len(keys) <= _FEW:
        return frozenset(keys)
    of_folders: defaultdict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if key[0] == "record" and "/" in key[2]:
            of_folders[key[2].partition("/")[0]].append(key)
    found = set(keys)
    for folder, local in of_folders.items():
        if len(local) > _FEW:
            found.difference_update(local)
            found.add(("folder", folder))
    return frozenset(found)


@cache  # pages share most of their keys
def written(key: Key) -> str:
    """Return a key as one line of text; the separator alone if it could not be split into its parts again."""
    text = PART.join(key)
    return text if text.count(PART) == len(key) - 1 and "\n" not in text else PART


def number_of(name: str) -> int:
    """Return four bytes for a written key; of two keys with one number, a change of either makes both stale."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


def read_all_in(value: Any) -> None:
    """Record every record in a value, such as one that was looked up in an answer about the whole collection."""
    TRACKER.read_records(_records_in(value))


def _records_in(value: Any) -> Iterator[Record]:
    match value:
        case Record():
            yield value
        case Mapping():
            for key, inner in value.items():
                yield from _records_in(key)
                yield from _records_in(inner)
        case tuple() | list() | set() | frozenset():
            for inner in value:
                yield from _records_in(inner)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _records_in(getattr(value, field.name))


class TrackedMapping(Mapping[Any, _V]):
    """An answer about the whole collection that records which of its entries are looked up."""

    def __init__(self, name: str, answer: Mapping[Any, _V]) -> None:
        self._name = name
        self._answer = answer

    def __getitem__(self, key: Any) -> _V:
        self._look_up(key)
        return self._answer[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the entry of a key, or the default; a failed lookup is recorded too."""
        self._look_up(key)
        return self._answer.get(key, default)

    def __iter__(self) -> Iterator[Any]:
        self._look_up(None)
        return iter(self._answer)

    def __len__(self) -> int:
        return len(self._answer)

    def _look_up(self, key: Any) -> None:
        if TRACKER.current is not None:
            TRACKER.current.add(("answer", self._name) if key is None else ("answer", self._name, *name_of(key)))
            read_all_in(self._answer if key is None else self._answer.get(key))


def name_of(key: Any) -> Key:
    """Return the name of an entry: a record's kind and key, or a text."""
    return (key.noun, key.key) if isinstance(key, Record) else (str(key),)
