"""What may be published of a collection: nothing that is withheld, and of excerpts no more than their passages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, TypeVar

from mkdocs_dossier.article.mentions import Names
from mkdocs_dossier.articles import Article, Passages
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.once import once_per_collection
from mkdocs_dossier.footprints import RECORDER
from mkdocs_dossier.model.claims import MENTIONABLE, Mention, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import Ref
from mkdocs_dossier.model.kinds import links
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Anchored, Part, Record
from mkdocs_dossier.model.text import Text

P = TypeVar("P", bound=Part)

#: What the collection is called that may be published.
EDITION = "published "


@dataclass(frozen=True, slots=True)
class Published:
    """A collection in which nothing stands that must not be published."""

    collection: Collection
    anonymous: frozenset[Record] = frozenset()
    """The statements whose speaker is withheld: nobody else is their origin."""


@once_per_collection
def _hidden(collection: Collection) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The names of withheld actors, and the dossiers of which only passages are shown."""
    withheld = [actor for actor in collection.of(Actor) if actor.withheld]
    excerpts = sorted(dossier.id for dossier in collection.of(Dossier) if dossier.publish == "excerpt")
    return tuple((actor.id, *actor.formerly) for actor in withheld), tuple(excerpts)


def published(collection: Collection) -> Published:
    """The same collection without withheld actors, whatever names them, and the unpublished text of excerpts.

    A reference to a withheld actor is dropped; what cannot be without it, such as a relation, is dropped with it. The
    words of an article stay as they are.
    """
    if not any(_hidden(collection)):
        return Published(collection)
    with RECORDER.pausing():
        return _published(collection)


@once_per_collection
def _published(collection: Collection) -> Published:
    withheld = [actor for actor in collection.of(Actor) if actor.withheld]
    excerpts = {dossier.id for dossier in collection.of(Dossier) if dossier.publish == "excerpt"}
    without = _Without(collection, withheld)
    kept: dict[Record, Record] = {}
    for record in collection:
        shown = None if record in withheld else without.part(record, record.dossier)
        if isinstance(shown, Dossier) or (shown is not None and shown.dossier in excerpts):
            shown = _of_excerpt(shown, record, collection.article_of(record))
        if shown is not None and not _says_nothing(shown, record):
            kept[record] = shown
    result = Collection(kept.values(), collection.base, collection.language, edition=EDITION)
    for dossier, article in collection.articles.items():
        passages = Passages((kept[record], passage) for record, passage in article.passages.items() if record in kept)
        named = Names.of(name for name in article.named if result.get(Actor, name.actor))
        if isinstance(shown := kept[dossier], Dossier):
            result.anchor(shown, replace(article, passages=passages, named=named))
    statements = ((record, shown) for record, shown in kept.items() if isinstance(record, Statement))
    anonymous = (shown for record, shown in statements if collection.get(Actor, record.said_by) in withheld)
    return Published(result, frozenset(anonymous))


def _of_excerpt(shown: Record, record: Record, article: Article | None) -> Record | None:
    """What may be shown of a record of an excerpt: nothing the article says outside of its annotated passages."""
    match shown:
        case Dossier(publish="excerpt"):
            return replace(shown, lead="", packed=b"")
        case Mention() if not (article and _stands_in_passage(record, article)):
            return None  # a name alone is no reason to show a sentence
        case Anchored():
            return replace(shown, prefix="", suffix="")
    return shown


def _stands_in_passage(mention: Record, article: Article) -> bool:
    """Whether an excerpt shows a mention's words, because another annotation's passage holds them."""
    words = article.passages.get(mention)
    passages = (passage for record, passage in article.passages.items() if not isinstance(record, Mention))
    return words is not None and any(passage.holds(words) for passage in passages)


def _says_nothing(shown: Record, record: Record) -> bool:
    """Whether it is a mention of which nothing is left that it spoke of."""
    return (
        isinstance(record, Mention)
        and any(getattr(record, noun) for noun in MENTIONABLE)
        and not any(getattr(shown, noun) for noun in MENTIONABLE)
    )


class _Without:
    """Records and their parts without references to actors that are withheld."""

    def __init__(self, collection: Collection, withheld: Iterable[Actor]) -> None:
        self._collection = collection
        self._withheld = frozenset(withheld)
        names = sorted({name for actor in self._withheld for name in (actor.id, *actor.formerly)})
        target = rf"actor:(?:{'|'.join(names)})(?![a-z0-9-])"
        self._link = re.compile(rf"\[([^\[\]]*)\]\(\s*<?{target}[^()]*\)")
        self._target = re.compile(target)

    def part(self, part: P, dossier: str) -> P | None:
        """The part itself where it names nobody who is withheld; None where it cannot be without the name."""
        if not self._withheld:
            return part
        refs = {link.path[0]: link.ref for link in links(type(part)) if len(link.path) == 1}
        changes: dict[str, Any] = {}
        for field in fields(part):
            value = getattr(part, field.name)
            shown = self._value(value, refs.get(field.name), dossier)
            if shown is value:
                continue
            if not shown and field.default is MISSING:
                return None
            changes[field.name] = shown
        return replace(part, **changes) if changes else part

    def _value(self, value: Any, ref: Ref | None, dossier: str) -> Any:
        match value:
            case tuple():
                items = tuple(self._value(item, ref, dossier) for item in value)
                same = all(item is old for item, old in zip(items, value, strict=True))
                return value if same else tuple(item for item in items if item)
            case Text() if self._names(value):
                translations = {language: self._unlinked(text) for language, text in value.translations.items()}
                return Text(self._unlinked(value), translations)
            case str() if ref is not None:
                found = self._collection.find(value, *ref.kinds, dossier=dossier) if value else None
                return "" if found in self._withheld else value
            case str() if self._names(value):
                return self._unlinked(value)
            case Part():
                return self.part(value, dossier)
        return value

    def _names(self, text: str) -> bool:
        texts = (text, *text.translations.values()) if isinstance(text, Text) else (text,)
        return any(self._target.search(each) for each in texts)

    def _unlinked(self, text: str) -> str:
        return self._target.sub("", self._link.sub(r"\1", text))
