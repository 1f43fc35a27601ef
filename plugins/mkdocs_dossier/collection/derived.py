"""Derive values from a collection: cache each while the collection lives, and some until the keys they read change.

A key changes if its objects are not those of the last load.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial, wraps
from inspect import signature
from secrets import token_hex
from typing import Any, TypeVar, TypeVarTuple, cast

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.tracking import TRACKER, Answers, Key, TrackedMapping, name_of, read_all_in
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.records import Dossier

#: Name → question about the whole collection (see `derived`).
ABOUT_ALL: dict[str, Callable[[Collection], Any]] = {}


class Objects:
    """The objects that a collection's keys stand for, such as a record or all records of a kind."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._answers: dict[str, Mapping[Key, Any]] = {}
        self._of: Mapping[str, Callable[..., Iterable[Any]]] = {
            "record": lambda noun, name: (collection.find(name, noun),),
            "place": lambda noun, name: (getattr(collection.find(name, noun), "origin", None),),
            "article": self._article,
            "folder": collection.in_folder,
            "name": lambda noun, dossier, name: (collection.find(name, noun, dossier=dossier),),
            "links": partial(self._about, collection.linking),
            "naming": partial(self._about, collection.naming),
            "kind": lambda noun: collection.of(BY_NOUN[noun].model),
            "formers": collection.formers,
            "refused": lambda: (collection.refused,),
            "answer": self._answer,
        }

    def of(self, key: Key) -> tuple[Any, ...]:
        """Return the objects of a key; a new one if it cannot be looked up: its readers are always stale."""
        noun, *about = key
        return tuple(self._of[noun](*about)) if noun in self._of else _unknown()

    def _article(self, name: str) -> tuple[Any, ...]:
        dossier = self._collection.get(Dossier, name)
        return (self._collection.articles[dossier] if dossier else None,)

    def _about(self, ask: Callable[..., Iterable[Any]], noun: str, name: str, *more: str) -> Iterable[Any]:
        record = self._collection.find(name, noun)
        return ask(record, *more) if record else ()

    def _answer(self, name: str, *about: str) -> tuple[Any, ...]:
        """Return the answer to a question about the whole collection, or one entry of it; none if it is not there."""
        if name not in ABOUT_ALL:
            return _unknown()  # no loaded module asks it
        if name not in self._answers:
            answer = ABOUT_ALL[name](self._collection)
            entries = {name_of(key): value for key, value in answer.items()} if isinstance(answer, Mapping) else {}
            self._answers[name] = {**entries, (): answer}
        return (self._answers[name][about],) if about in self._answers[name] else ()


def _unknown() -> tuple[str]:
    return (token_hex(12),)


class Versions:
    """The versions of a collection's keys.

    A record of an unchanged file is the same object in the next collection, so a version is the tuple of a key's
    objects: the last load's tuple, if that is equal.
    """

    def __init__(self, collection: Collection) -> None:
        self._memory, self._objects = collection.memory, Objects(collection)
        self._known: dict[Key, tuple[Any, ...]] = {}

    def of(self, key: Key) -> tuple[Any, ...]:
        """Return the version of a key."""
        if key not in self._known:
            with TRACKER.pausing():
                found = self._objects.of(key)
            last = self._memory.last(("version", key))
            self._known[key] = last if last == found else found
            self._memory.keep(("version", key), self._known[key])
        return self._known[key]


_About = TypeVarTuple("_About")
_Answer = TypeVar("_Answer")


def derived(question: Callable[[Collection, *_About], _Answer]) -> Callable[[Collection, *_About], _Answer]:
    """Cache a question's answers for as long as the collection lives, which never changes.

    Reading a cached answer reads the keys that it has read. A question about the whole collection reads everything:
    only the entries of its answer that are looked up are tracked.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answer(collection: Collection, *about: *_About) -> _Answer:
        known: Answers[_Answer] = collection.answers[answer]
        if TRACKER.current is not None and not about:
            with TRACKER.pausing():
                whole = answer(collection, *about)
            return cast(_Answer, _tracked(f"{collection.variant}{name}", whole))
        # Most are about one of many records: a tuple for each would take more memory than its answer.
        key = about if len(about) != 1 else next(iter(about))
        return known.of(key, lambda: question(collection, *about))

    if len(signature(question).parameters) == 1:
        ABOUT_ALL[name] = answer  # on definition, because another process may read the answer first
    return answer


def forget(collection: Collection, *questions: Callable[..., Any]) -> None:
    """Free the answers to `derived` questions that are large and not asked again."""
    for question in questions:
        collection.answers.pop(question, None)


@derived
def counts(collection: Collection) -> dict[str, int]:
    """Return the number of records of each kind."""
    return {noun: len(collection.of(kind.model)) for noun, kind in BY_NOUN.items()}


def remembered(collection: Collection, key: tuple[str, ...], make: Callable[[], _Answer]) -> _Answer:
    """Return a value that is derived from a collection only, and remembered until something it has read changes."""
    versions: Versions = collection.answers[Versions].of("", lambda: Versions(collection))
    return collection.memory.derived((*key, collection.language), versions.of, make)


def _tracked(name: str, answer: Any) -> Any:
    if isinstance(answer, Mapping):
        return TrackedMapping(name, answer)
    TRACKER.read(("answer", name))
    read_all_in(answer)
    return answer
