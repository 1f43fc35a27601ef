"""Redact a collection for publication: drop withheld actors, and the text of excerpts outside their passages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mkdocs_dossier.article.names import Names
from mkdocs_dossier.collection.articles import Passages, Shown
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import speakers_of
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.model.records import Actor, Anchored, Dossier, Mention, Record, Statement
from mkdocs_dossier.publishing.without import Redaction

#: The variant of a redacted collection: the prefix of its dependency keys.
PUBLISHED = "published "


@dataclass(frozen=True, slots=True)
class Published:
    """A collection without anything that must not be published."""

    collection: Collection
    anonymous: frozenset[Record] = frozenset()
    """The statements of withheld speakers: nobody else is their origin."""


@derived
def _hidden(collection: Collection) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the names of withheld actors, and the ids of dossiers that are excerpts."""
    withheld = [actor for actor in collection.of(Actor) if actor.withheld]
    excerpts = sorted(dossier.id for dossier in collection.of(Dossier) if dossier.publish == "excerpt")
    return tuple((actor.id, *actor.formerly) for actor in withheld), tuple(excerpts)


def published(collection: Collection) -> Published:
    """Return the collection without withheld actors, references to them, and the unpublished text of excerpts.

    A record that needs a dropped reference, such as a relation, is dropped with it. The words of an article stay as
    they are.
    """
    if not any(_hidden(collection)):
        return Published(collection)
    with TRACKER.pausing():
        return _published(collection)


@derived
def _published(collection: Collection) -> Published:
    withheld = {actor for actor in collection.of(Actor) if actor.withheld}
    excerpts = {dossier.id for dossier in collection.of(Dossier) if dossier.publish == "excerpt"}
    redaction = Redaction(collection, withheld)
    kept: dict[Record, Record] = {}
    shown_words = {dossier.id: Shown(dossier, article.passages) for dossier, article in collection.articles.items()}
    for record in collection:
        shown = redaction.record(record)
        if isinstance(shown, Dossier) or (shown is not None and shown.dossier in excerpts):
            words = article.passages.get(record) if (article := collection.article_of(record)) else None
            is_held = words is not None and shown_words[shown.dossier].holds(words.start, words.end)
            shown = _of_excerpt(shown, is_held=is_held)
        if shown is not None:
            kept[record] = shown
    result = Collection(kept.values(), collection.base, collection.language, variant=PUBLISHED)
    for dossier, article in collection.articles.items():
        passages = Passages((kept[record], passage) for record, passage in article.passages.items() if record in kept)
        named = Names.of(name for name in article.named if result.get(Actor, name.actor))
        if isinstance(shown := kept[dossier], Dossier):
            result.anchor(shown, replace(article, passages=passages, named=named, unshown=(), replaced=()))
    statements = ((record, shown) for record, shown in kept.items() if isinstance(record, Statement))
    gone = frozenset(withheld)
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
