"""Whether people whose names are withheld are named all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from mkdocs_dossier.article.mentions import Named, NameIndex, names_of
from mkdocs_dossier.articles import Article
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.checks.links import texts_in
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.model.claims import Mention
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record

#: What holds the article's words, which are looked through themselves.
_OF_THE_ARTICLE = frozenset({"title", "lead", "quote", "prefix", "suffix"})
_BY_MENTION = "take it out of the article; if somebody else is meant, add a mention with actor: and forbid: yes"
_BY_HAND = "write it without the name"


def withheld_named(collection: Collection) -> Iterator[Finding]:
    """An article, a text or an id names somebody whose name is withheld."""
    withheld = [actor for actor in collection.of(Actor) if actor.withheld]
    if not withheld:
        return
    index = cache(lambda language: NameIndex(withheld, language))
    for dossier, article in collection.articles.items():
        found = index(dossier.language or collection.language).find(article.text)
        yield from _in_article(dossier, article, found)
    ids = {slug(name): actor.id for actor in withheld for name in names_of(actor) if " " in name.strip()}
    for record in collection:
        if record not in withheld:
            dossier_of_it = collection.dossier_of(record)
            language = (dossier_of_it.language if dossier_of_it else "") or collection.language
            yield from _in_texts(record, index(language))
            yield from _in_ids(record, ids)


def _in_article(dossier: Dossier, article: Article, found: Iterable[Named]) -> Iterator[Finding]:
    """Each actor once a line, but for what a mention says is somebody else."""
    forbidden = [
        (passage, mention.actor)
        for mention, passage in article.passages.items()
        if isinstance(mention, Mention) and mention.forbid
    ]
    told: set[tuple[object, str]] = set()
    lines = len(dossier.title) + 1, len(dossier.title) + len(dossier.lead) + 2
    for name in found:
        if any(p.start < name.end and name.start < p.end and who in ("", name.actor) for p, who in forbidden):
            continue
        words = article.text[name.start : name.end]
        at, line = ("title",) if name.start < lines[0] else ("lead",), None
        if name.start >= lines[0] and not (dossier.lead and name.start < lines[1]):
            before = article.text.count(words, lines[1] - 1 if dossier.lead else lines[0], name.start)
            at, line = ("body",), _line(dossier.body, words, before)
        if ((at, line), name.actor) not in told:
            told.add(((at, line), name.actor))
            message = f"the article names actor “{name.actor}”, who is withheld"
            yield Finding(dossier, message, _BY_MENTION, at, line)


def _line(body: str, words: str, before: int) -> int:
    """The line in which words stand for the time after `before` others, as far as they are written as they are seen."""
    place = body.find(words)
    for _ in range(before):
        place = body.find(words, place + 1) if body.find(words, place + 1) >= 0 else place
    return body.count("\n", 0, max(place, 0))


def _in_texts(record: Record, index: NameIndex) -> Iterator[Finding]:
    for way, text in texts_in(record):
        if way[0] in _OF_THE_ARTICLE and (isinstance(record, Dossier) or way[0] not in ("title", "lead")):
            continue
        texts = getattr(text, "translations", {}).values() or (text,)
        for actor in dict.fromkeys(name.actor for each in texts for name in index.find(each)):
            yield Finding(record, f"its {way[0]} names actor “{actor}”, who is withheld", _BY_HAND, way)


def _in_ids(record: Record, ids: dict[str, str]) -> Iterator[Finding]:
    for name, actor in ids.items():
        if any(f"-{name}-" in f"-{used}-" for used in (record.id, *record.formerly)):
            hint = "give it another id, which stands in addresses"
            yield Finding(record, f"its id is the name of actor “{actor}”, who is withheld", hint)
