"""In which state everything is that pages can be made of: a short text for each key of a footprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from secrets import token_hex
from typing import Any

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.once import ABOUT_ALL
from mkdocs_dossier.export.published import EDITION, published
from mkdocs_dossier.incremental.digest import digest, digest_of_record
from mkdocs_dossier.incremental.tracking import PART, RECORDER, Key, name_of
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record


def digests_of(collection: Collection) -> Mapping[Record, str]:
    """The digest of each record; one of a file that has not changed since the last time is remembered from then."""
    files: dict[str, list[Record]] = defaultdict(list)
    with RECORDER.pausing():
        for record in collection:
            files[record.origin.path].append(record)
    digests: dict[Record, str] = {}
    for path, records in files.items():
        key = ("digests", path)
        known = collection.memory.last(key)
        # Records are equal only if they are one, and never change.
        if known is None or known.keys() != set(records):
            known = {record: (known or {}).get(record) or digest_of_record(record) for record in records}
        collection.memory.keep(key, known)
        digests |= known
    return digests


def digest_of_article(collection: Collection, dossier: Dossier) -> str:
    """The digest of a dossier's article, remembered in the same way; empty where there is none."""
    article = collection.articles.get(dossier)
    key = ("digest of article", dossier.id)
    known = collection.memory.last(key)
    if known is None or known[0] is not article:
        known = article, digest(article)
    collection.memory.keep(key, known)
    return str(known[1])


def remember(collection: Collection) -> None:
    """Have the collection's memory hold all digests that the next build will ask for."""
    digests_of(collection)
    for dossier in collection.articles:
        digest_of_article(collection, dossier)


class States:
    """The states of a collection's keys, each worked out when it is asked for."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._answers: dict[str, Mapping[Key, str]] = {}
        self._of: Mapping[str, Callable[..., str]] = {
            "record": self._record,
            "place": self._place,
            "dossier": self._dossier,
            "folder": self._folder,
            "name": self._name,
            "links": self._links,
            "naming": self._naming,
            "kind": self._kind,
            "formers": lambda: self._formers,
            "refused": lambda: self._refused,
            "answer": self._answer,
        }

    @cached_property
    def _digests(self) -> Mapping[Record, str]:
        return digests_of(self.collection)

    def of(self, name: str) -> str:
        """The state of what a key stands for that is written down so."""
        noun, *about = name.split(PART)
        # What stands for nothing is never the same.
        return self._of[noun](*about) if noun else token_hex(12)

    def _found(self, noun: str, name: str) -> Record | None:
        return self.collection.find(name, noun)

    def _digest(self, record: Record) -> str:
        return self._digests[record]

    def _record(self, noun: str, name: str) -> str:
        record = self._found(noun, name)
        return self._digest(record) if record else ""

    def _place(self, noun: str, name: str) -> str:
        record = self._found(noun, name)
        return str(record.origin) if record else ""

    def _dossier(self, name: str) -> str:
        dossier = self.collection.get(Dossier, name)
        if dossier is None:
            return ""
        return digest([self._digest(dossier), digest_of_article(self.collection, dossier)])

    def _folder(self, name: str) -> str:
        dossier = self.collection.get(Dossier, name)
        return _short(map(self._digest, self.collection.written_in(dossier))) if dossier else ""

    def _name(self, noun: str, dossier: str, name: str) -> str:
        return "" if self.collection.find(name, noun, dossier=dossier) is None else "found"

    def _links(self, noun: str, name: str) -> str:
        record = self._found(noun, name)
        return _short(f"{reverse} {other!r}" for reverse, other in self.collection.linking(record)) if record else ""

    def _naming(self, name: str) -> str:
        actor = self.collection.get(Actor, name)
        return digest(self.collection.naming(actor)) if actor else ""

    def _kind(self, noun: str) -> str:
        return _short(map(self._digest, self.collection.of(BY_NOUN[noun].model)))

    @cached_property
    def _formers(self) -> str:
        return digest(list(self.collection.formers()))

    @cached_property
    def _refused(self) -> str:
        return digest(self.collection.refused)

    def _answer(self, name: str, *about: str) -> str:
        if name not in self._answers:
            self._answers[name] = self._states_of_answer(name)
        answers = self._answers[name]
        return answers[about] if isinstance(answers, defaultdict) else answers.get(about, "")

    def _states_of_answer(self, name: str) -> Mapping[Key, str]:
        """The state of the answer to a question about the whole collection, and of each entry in it."""
        collection = published(self.collection).collection if name.startswith(EDITION) else self.collection
        question = ABOUT_ALL.get(name.removeprefix(EDITION))
        if question is None:
            # Nothing that is known asks it: whatever has read its answer is made again.
            return defaultdict(lambda: token_hex(12))
        answer: Any = question(collection)
        states: dict[Key, str] = {(): digest(answer)}
        if isinstance(answer, Mapping):
            states.update((name_of(key), digest(value)) for key, value in answer.items())
        return states


def _short(parts: Iterable[str]) -> str:
    """A short text for many."""
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
