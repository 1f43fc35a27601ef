"""Compute the current digest of every dependency key, to compare with the digest when something was cached."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from secrets import token_hex
from typing import Any

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import ABOUT_ALL
from mkdocs_dossier.incremental.digest import digest, digest_of_record
from mkdocs_dossier.incremental.tracking import PART, TRACKER, Key, name_of
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.records import Actor, Dossier
from mkdocs_dossier.publishing.redaction import PUBLISHED, published


def digests_of(collection: Collection) -> Mapping[Record, str]:
    """Return the digest of each record; the memory still has those of unchanged files."""
    files: dict[str, list[Record]] = defaultdict(list)
    with TRACKER.pausing():
        for record in collection:
            files[record.origin.path].append(record)
    digests: dict[Record, str] = {}
    for path, records in files.items():
        key = ("digests", path)
        known = collection.memory.last(key)
        # Records compare by identity, and never change.
        if known is None or known.keys() != set(records):
            known = {record: (known or {}).get(record) or digest_of_record(record) for record in records}
        collection.memory.keep(key, known)
        digests |= known
    return digests


def digest_of_article(collection: Collection, dossier: Dossier) -> str:
    """Return the digest of a dossier's article, remembered in the same way; empty if there is none."""
    article = collection.articles.get(dossier)
    key = ("digest of article", dossier.id)
    known = collection.memory.last(key)
    if known is None or known[0] is not article:
        known = article, digest(article)
    collection.memory.keep(key, known)
    return str(known[1])


def remember(collection: Collection) -> None:
    """Put all digests that the next build needs into the collection's memory."""
    digests_of(collection)
    for dossier in collection.articles:
        digest_of_article(collection, dossier)


def withheld_names(collection: Collection) -> Callable[[str], bool] | None:
    """Return a predicate that says whether a key names a withheld actor; None if nobody is withheld."""
    withheld = [actor for actor in collection.of(Actor) if actor.withheld]
    hidden = frozenset(name for actor in withheld for name in (actor.id, *actor.formerly))
    return (lambda key: not hidden.isdisjoint(key.split(PART))) if hidden else None


class CurrentDigests:
    """The digests of a collection's keys, each computed on demand."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._known: dict[str, str] = {}
        self._answers: dict[str, Mapping[Key, str]] = {}
        self._of: Mapping[str, Callable[..., str]] = {
            "record": self._record,
            "place": self._place,
            "article": self._article,
            "folder": self._folder,
            "name": self._name,
            "links": self._links,
            "naming": self._naming,
            "kind": self._kind,
            "formers": lambda: digest(list(self.collection.formers())),
            "refused": lambda: digest(self.collection.refused),
            "answer": self._answer,
        }

    @cached_property
    def _digests(self) -> Mapping[Record, str]:
        return digests_of(self.collection)

    def of(self, name: str) -> str:
        """Return the digest of a key in its written form."""
        if (known := self._known.get(name)) is None:
            noun, *about = name.split(PART)
            # A key without a name cannot be looked up: whatever depends on it is always stale.
            known = self._known[name] = self._of[noun](*about) if noun else token_hex(12)
        return known

    def _record(self, noun: str, name: str) -> str:
        record = self.collection.find(name, noun)
        return self._digest(record) if record else ""

    def _digest(self, record: Record) -> str:
        """Return the digest of a record, with its line if it is local."""
        digest = self._digests[record]
        return f"{digest} {record.origin.line}" if record.local else digest

    def _place(self, noun: str, name: str) -> str:
        record = self.collection.find(name, noun)
        return str(record.origin) if record else ""

    def _article(self, name: str) -> str:
        dossier = self.collection.get(Dossier, name)
        return digest_of_article(self.collection, dossier) if dossier else ""

    def _folder(self, name: str) -> str:
        return _short(map(self._digest, self.collection.in_folder(name)))

    def _name(self, noun: str, dossier: str, name: str) -> str:
        return "" if self.collection.find(name, noun, dossier=dossier) is None else "found"

    def _links(self, noun: str, name: str, only: str = "") -> str:
        if (record := self.collection.find(name, noun)) is None:
            return ""
        return _short(f"{reverse} {other!r}" for reverse, other in self.collection.linking(record, only))

    def _naming(self, noun: str, name: str) -> str:
        record = self.collection.find(name, noun)
        return digest(self.collection.naming(record)) if record else ""

    def _kind(self, noun: str) -> str:
        return _short(map(self._digests.__getitem__, self.collection.of(BY_NOUN[noun].model)))

    def _answer(self, name: str, *about: str) -> str:
        if name not in self._answers:
            self._answers[name] = self._digests_of_answer(name)
        answers = self._answers[name]
        return answers[about] if isinstance(answers, defaultdict) else answers.get(about, "")

    def _digests_of_answer(self, name: str) -> Mapping[Key, str]:
        """Return the digest of an answer about the whole collection, under (), and of each entry in it."""
        collection = published(self.collection).collection if name.startswith(PUBLISHED) else self.collection
        question = ABOUT_ALL.get(name.removeprefix(PUBLISHED))
        if question is None:
            # No loaded module asks it: everything that has read its answer is stale.
            return defaultdict(lambda: token_hex(12))
        answer: Any = question(collection)
        digests: dict[Key, str] = {(): digest(answer)}
        if isinstance(answer, Mapping):
            digests.update((name_of(key), digest(value)) for key, value in answer.items())
        return digests


def _short(parts: Iterable[str]) -> str:
    """Return one digest of many texts; empty for none, as no other names most records."""
    text = "\n".join(parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest() if text else ""
