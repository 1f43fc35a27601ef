"""Redact a collection: drop records with all references to them in fields and texts, and words of excerpts."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import MISSING, Field, dataclass, fields, replace
from typing import Any, TypeVar

from mkdocs_dossier.article.names import Names
from mkdocs_dossier.collection.articles import Passages, Shown
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import speakers_of
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.model.claims import Derivation
from mkdocs_dossier.model.fields import Ref
from mkdocs_dossier.model.kinds import BY_NOUN, links, once_per_model
from mkdocs_dossier.model.records import MENTIONABLE, Actor, Anchored, Dossier, Mention, Part, Record, Statement
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.problems import Location

#: The variant of a redacted collection: the prefix of its dependency keys.
PUBLISHED = "published "
P = TypeVar("P", bound=Part)

_NOUNS = f"(?i:{'|'.join(BY_NOUN)})"
_NAME = "[a-z0-9]+(?:[-/][a-z0-9]+)*"
_LINK = re.compile(rf"\[([^\[\]]*)\]\(\s*<?({_NOUNS}):({_NAME})[^()]*\)")
_TARGET = re.compile(rf"()({_NOUNS}):({_NAME})")

#: The location of a record whose own location would name a draft's folder.
NOWHERE = Location("")


def without(collection: Collection, gone: Set[Record]) -> Collection:
    """Make a collection without some records, which its `is_refused` knows; its articles must be anchored.

    With a dossier, `gone` must hold all records that belong to it; others in its folder lose quote and location.
    """
    redaction = _Redaction(collection, gone)
    kept = {record: shown for record in collection if (shown := redaction.record(record)) is not None}
    refused = collection.refused | {(record.noun, record.key) for record in collection if record not in kept}
    base, language, folder = collection.base, collection.language, collection.folder
    result = Collection(kept.values(), base, language, refused, folder, limits=collection.limits)
    _anchor_articles(result, collection, kept)
    return result


def _anchor_articles(result: Collection, collection: Collection, kept: Mapping[Record, Record], **changes: Any) -> None:
    """Give a collection the articles of another, each with the passages and names of the records that are kept."""
    for dossier, article in collection.articles.items():
        if isinstance(shown := kept.get(dossier), Dossier):
            passages = Passages((kept[each], passage) for each, passage in article.passages.items() if each in kept)
            named = Names.of(name for name in article.named if result.get(Actor, name.actor))
            result.anchor(shown, replace(article, passages=passages, named=named, unshown=(), **changes))


@dataclass(frozen=True, slots=True)
class Published:
    """A collection without anything that must not be published."""

    collection: Collection
    anonymous: frozenset[Record] = frozenset()
    """The statements of withheld speakers: nobody else is their origin."""


@derived
def _hidden(collection: Collection) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the names of withheld actors, and the ids of dossiers that are excerpts."""
    excerpts = sorted(dossier.id for dossier in collection.of(Dossier) if dossier.publish == "excerpt")
    return tuple((actor.id, *actor.formerly) for actor in collection.withheld), tuple(excerpts)


def published(collection: Collection) -> Published:
    """Return the collection without withheld actors, references to them, and the unpublished text of excerpts.

    A record that needs a dropped reference, such as a relation, is dropped with it. An article's words stay.
    """
    if not any(_hidden(collection)):
        return Published(collection)
    with TRACKER.pausing():
        return _published(collection)


@derived
def _published(collection: Collection) -> Published:
    gone = frozenset[Record](collection.withheld)
    excerpts = {dossier.id for dossier in collection.of(Dossier) if dossier.publish == "excerpt"}
    redaction = _Redaction(collection, gone)
    kept: dict[Record, Record] = {}
    shown_words = {dossier.id: Shown(dossier, article.passages) for dossier, article in collection.articles.items()}
    for record in collection:
        shown = redaction.record(record)
        if isinstance(shown, Dossier) or (shown is not None and shown.dossier in excerpts):
            words = collection.passage_of(record)
            is_held = words is not None and shown_words[shown.dossier].holds(words.start, words.end)
            shown = _of_excerpt(shown, is_held=is_held)
        if shown is not None:
            kept[record] = shown
    result = Collection(kept.values(), collection.base, collection.language, variant=PUBLISHED)
    _anchor_articles(result, collection, kept, replaced=())
    statements = ((record, shown) for record, shown in kept.items() if isinstance(record, Statement))
    anonymous = (shown for record, shown in statements if not gone.isdisjoint(speakers_of(collection, record)))
    return Published(result, frozenset(anonymous))


def _of_excerpt(shown: Record, *, is_held: bool) -> Record | None:
    """Return the publishable part of an excerpt's record: no words of the article outside its annotated passages.

    `is_held` says whether another annotation's passage, or the title, contains the record's words.
    """
    match shown:
        case Dossier(publish="excerpt"):
            return replace(shown, lead="", packed=b"")
        case Mention() if not is_held:
            return None  # a name alone is no reason to show a sentence
        case Anchored():
            return replace(shown, prefix="", suffix="")
    return shown


class _Redaction:
    """Remove references to records that are gone."""

    def __init__(self, collection: Collection, gone: Iterable[Record]) -> None:
        self._collection = collection
        self._gone = frozenset(gone)

    def record(self, record: Record) -> Record | None:
        """Return a record without references to gone ones; None if it is gone, or cannot exist without them."""
        if not self._gone:
            return record
        if record in self._gone:
            return None
        shown = self.part(record, record.dossier)
        if shown is None or _says_nothing(shown, record):
            return None
        folder = self._collection.get(Dossier, record.dossier)
        if folder is None or folder not in self._gone:
            return shown
        if isinstance(shown, Anchored):
            shown = replace(shown, quote="", prefix="", suffix="", occurrence=None)
        return replace(shown, dossier="", origin=NOWHERE)

    def part(self, part: P, dossier: str) -> P | None:
        """Return a part without references to gone records; None if it cannot exist without them."""
        changes: dict[str, Any] = {}
        for field, ref in _fields(type(part)):
            value = getattr(part, field.name)
            if not value:
                continue  # as most fields of most records are
            shown = self._value(value, ref, dossier)
            if shown is value:
                continue
            if not shown and field.default is MISSING:
                return None
            if isinstance(part, Derivation) and field.name == "figures":
                return None  # its formula needs all of them
            changes[field.name] = shown
        return replace(part, **changes) if changes else part

    def _value(self, value: Any, ref: Ref | None, dossier: str) -> Any:
        match value:
            case tuple():
                items = tuple(self._value(item, ref, dossier) for item in value)
                same = all(item is old for item, old in zip(items, value, strict=True))
                return value if same else tuple(item for item in items if item)
            case Text() if any(":" in text for text in (value, *value.translations.values())):
                translations = {tag: self._unlinked(each, dossier) for tag, each in value.translations.items()}
                text = self._unlinked(value, dossier)
                return value if (text, translations) == (value, value.translations) else Text(text, translations)
            case str() if ref is not None:
                return "" if value and self._is_gone(value, ref.kinds, dossier) else value
            case str() if ":" in value:
                text = self._unlinked(value, dossier)
                return value if text == value else text
            case Part():
                return self.part(value, dossier)
        return value

    def _unlinked(self, text: str, dossier: str) -> str:
        """Replace links to gone records by their words, then delete their addresses, also within words and titles."""

        def shown(match: re.Match[str]) -> str:
            return match[1] if self._is_gone(match[3], (match[2].lower(),), dossier) else match[0]

        return _TARGET.sub(shown, _LINK.sub(shown, text))

    def _is_gone(self, name: str, nouns: tuple[str, ...], dossier: str) -> bool:
        collection = self._collection
        return any(
            (collection.find(each, noun, dossier=dossier) or collection.former(each, noun, dossier)) in self._gone
            for each in dict.fromkeys((name, name.partition("/")[0]))
            for noun in nouns
        )


@once_per_model
def _fields(model: type[Part]) -> list[tuple[Field[Any], Ref | None]]:
    """Return the fields of a model, with the reference that each holds, if any."""
    refs = {link.path[0]: link.ref for link in links(model) if len(link.path) == 1}
    return [(field, refs.get(field.name)) for field in fields(model)]


def _says_nothing(shown: Record, record: Record) -> bool:
    """Return whether a mention has lost all records that it named."""
    return (
        isinstance(record, Mention)
        and any(getattr(record, noun) for noun in MENTIONABLE)
        and not any(getattr(shown, noun) for noun in MENTIONABLE)
    )
