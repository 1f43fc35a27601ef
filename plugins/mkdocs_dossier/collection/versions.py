"""Decide whether a tracked key stands for the same objects as at the last load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.tracking import TRACKER, Key, name_of
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.records import Actor, Dossier

#: Name → question about the whole collection (see `derived`).
ABOUT_ALL: dict[str, Callable[[Collection], Any]] = {}


class Versions:
    """The versions of a collection's keys.

    A record of an unchanged file is the same object in the next collection, so a version is the tuple of a key's
    objects: the last load's tuple, if that is equal.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: dict[Key, object] = {}
        self._answers: dict[str, Mapping[Key, Any]] = {}
        self._of: Mapping[str, Callable[..., tuple[Any, ...]]] = {
            "record": lambda noun, name: (collection.find(name, noun),),
            "dossier": self._dossier,
            "folder": lambda name: tuple(collection.in_folder(name)),
            "name": lambda noun, dossier, name: (collection.find(name, noun, dossier=dossier),),
            "links": self._links,
            "naming": self._naming,
            "kind": lambda noun: tuple(collection.of(BY_NOUN[noun].model)),
            "formers": lambda: tuple(collection.formers()),
            "refused": lambda: (collection.refused,),
            "answer": self._answer,
        }

    def of(self, key: Key) -> object:
        """Return the version of a key; if it cannot be compared, a new object, which equals no other."""
        if key not in self._known:
            noun, *about = key
            with TRACKER.pausing():
                self._known[key] = self._canonical(key, self._of[noun](*about)) if noun in self._of else object()
        return self._known[key]

    def _canonical(self, key: Key, found: tuple[Any, ...]) -> tuple[Any, ...]:
        memory = self._collection.memory
        last = memory.last(("version", key))
        if last == found:
            found = last
        memory.keep(("version", key), found)
        return found

    def _dossier(self, name: str) -> tuple[Any, ...]:
        dossier = self._collection.get(Dossier, name)
        return (dossier, self._collection.articles.get(dossier) if dossier else None)

    def _links(self, noun: str, name: str, only: str = "") -> tuple[Any, ...]:
        record = self._collection.find(name, noun)
        return tuple(self._collection.linking(record, only)) if record else ()

    def _naming(self, name: str) -> tuple[Any, ...]:
        actor = self._collection.get(Actor, name)
        return tuple(self._collection.naming(actor)) if actor else ()

    def _answer(self, name: str, *about: str) -> tuple[Any, ...]:
        """Return the answer to a question about the whole collection, or one entry of it."""
        if name not in ABOUT_ALL:
            return (object(),)
        if name not in self._answers:
            answer = ABOUT_ALL[name](self._collection)
            entries = {name_of(key): value for key, value in answer.items()} if isinstance(answer, Mapping) else {}
            self._answers[name] = {**entries, (): answer}
        return (self._answers[name].get(about),)
