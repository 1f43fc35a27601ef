"""Compute the current digest of every dependency key, to compare with the digest when something was cached."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import Objects
from mkdocs_dossier.incremental.digest import digest, digest_of_record
from mkdocs_dossier.incremental.tracking import PART, TRACKER
from mkdocs_dossier.model.records import Record
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


def digest_of_article(collection: Collection, name: str, article: Article | None) -> str:
    """Return the digest of the article of the dossier with this id, remembered in the same way."""
    key = ("digest of article", name)
    known = collection.memory.last(key)
    if known is None or known[0] is not article:
        known = article, digest(article)
    collection.memory.keep(key, known)
    return str(known[1])


def remember(collection: Collection) -> None:
    """Put all digests that the next build needs into the collection's memory."""
    digests_of(collection)
    for dossier, article in collection.articles.items():
        digest_of_article(collection, dossier.id, article)


def withheld_names(collection: Collection) -> Callable[[str], bool] | None:
    """Return a predicate that says whether a key names a withheld actor; None if nobody is withheld."""
    hidden = frozenset(name for actor in collection.withheld for name in (actor.id, *actor.formerly))
    return (lambda key: not hidden.isdisjoint(key.split(PART))) if hidden else None


class CurrentDigests:
    """The digests of a collection's keys, each computed on demand."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._objects = Objects(collection)
        self._known: dict[str, str] = {}

    @cached_property
    def _published(self) -> Objects:
        return Objects(published(self.collection).collection)

    @cached_property
    def _digests(self) -> Mapping[Record, str]:
        return digests_of(self.collection)

    def of(self, name: str) -> str:
        """Return the digest of a key in its written form."""
        if (known := self._known.get(name)) is None:
            known = self._known[name] = self._digest(*name.split(PART))
        return known

    def _digest(self, noun: str, *about: str) -> str:
        """Return the digest of a key; empty if it stands for no object, as most `links` do."""
        if noun == "answer" and about[0].startswith(PUBLISHED):
            objects = self._published.of((noun, about[0].removeprefix(PUBLISHED), *about[1:]))
        else:
            objects = self._objects.of((noun, *about))
        match noun:
            case "article":
                return digest_of_article(self.collection, about[0], *objects)
            case "record":
                return self._digest_and_line(*objects) if any(objects) else ""
            case "folder":
                objects = tuple(map(self._digest_and_line, objects))
            case "kind":
                objects = tuple(map(self._digests.__getitem__, objects))
        return digest(objects) if objects else ""

    def _digest_and_line(self, record: Record) -> str:
        """Return the digest of a record, with its line if it is local."""
        return f"{self._digests[record]} {record.origin.line if record.local else ''}"
