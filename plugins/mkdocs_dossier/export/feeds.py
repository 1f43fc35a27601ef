"""Atom feeds (RFC 4287), which never read the clock: their times are the editors', a feed's its newest entry's."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from mkdocs_dossier.evidence.filing import topics_in_use
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.dates import moment_of
from mkdocs_dossier.incremental.tracking import asked_once, read_all_in
from mkdocs_dossier.model.records import Actor, Correction, Dossier, Record, Statement, Topic
from mkdocs_dossier.site.inline_markdown import prose

CORRECTIONS = "feeds/corrections.atom"
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
#: Characters that XML 1.0 forbids, even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: a dossier or a correction, the same in every feed."""

    key: str
    updated: datetime
    xml: str


def feeds(context: ExportContext) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path and text function of every feed; a topic or an actor without dossiers has none."""
    collection = context.collection
    if not collection.of(Dossier):
        return

    label = context.site.noun("dossier", many=True)
    entry_of = asked_once(partial(_dossier, context))  # most dossiers are in many feeds

    def on(
        name: str, dossiers_of: Callable[[], Iterable[Dossier]], about: Record | None = None
    ) -> tuple[str, Callable[[], str]]:
        path = f"feeds/{name}.atom"

        def text() -> str:
            read_all_in(about)
            title = f"{context.name(about)} – {label}" if about else label
            return _feed(context, path, title, map(entry_of, dossiers_of()))

        return path, text

    yield on("all", partial(collection.of, Dossier))
    for topic in collection.of(Topic):
        if (found := partial(_dossiers_on, context, topic))():
            yield on(f"topic-{topic.id}", found, topic)
    for actor in collection.of(Actor):
        if (found := partial(_dossiers_with, context, actor))():
            yield on(f"actor-{actor.id}", found, actor)
    yield CORRECTIONS, partial(_corrections, context)


def has_feed(context: ExportContext, record: Record) -> bool:
    """Return whether a record has a feed of its own."""
    if isinstance(record, Topic):
        return bool(_dossiers_on(context, record))
    return isinstance(record, Actor) and bool(_dossiers_with(context, record))


def _corrections(context: ExportContext) -> str:
    title = context.site.noun("correction", many=True)
    dossiers = context.collection.of(Dossier)
    entries = [_correction(context, correction) for correction in context.collection.of(Correction)]
    return _feed(context, CORRECTIONS, title, entries, quiet_since=max(map(partial(_updated, context), dossiers)))


def _dossiers_on(context: ExportContext, topic: Topic) -> list[Dossier]:
    """Return the dossiers filed under a topic or one below it, and those with such a statement."""
    collection = context.collection
    below = topics_in_use(collection, topic)
    filed = [dossier for each in below for dossier in collection.linked(each, "dossiers", Dossier)]
    statements = (s for each in below for s in collection.linked(each, "statements", Statement))
    return _with_those_of(context, filed, statements)


def _dossiers_with(context: ExportContext, actor: Actor) -> list[Dossier]:
    """Return the dossiers that name an actor, and those with a statement by or about it."""
    collection = context.collection
    statements = (s for reverse in ("said", "concerned_by") for s in collection.linked(actor, reverse, Statement))
    return _with_those_of(context, collection.naming(actor), statements)


def _with_those_of(context: ExportContext, dossiers: list[Dossier], records: Iterable[Record]) -> list[Dossier]:
    """Return these dossiers, then those of some records, each once."""
    return list(dict.fromkeys([*dossiers, *filter(None, map(context.collection.dossier_of, records))]))


def _updated(context: ExportContext, dossier: Dossier) -> datetime:
    return moment_of(dossier.updated or dossier.published, context.zone)


def _dossier(context: ExportContext, dossier: Dossier) -> FeedEntry:
    published, updated = moment_of(dossier.published, context.zone), _updated(context, dossier)
    return _entry(context, dossier, dossier, dossier.title, published, updated, summary=dossier.lead)


def _correction(context: ExportContext, correction: Correction) -> FeedEntry:
    dossier = context.collection.dossier_of(correction)
    assert dossier is not None, "a correction is in its dossier"
    moment = moment_of(correction.date, context.zone)
    kind = context.site.label("correction.kind", correction.kind)
    note = prose(context.text(correction.note), lambda noun, name: _address(context, noun, name))
    return _entry(context, correction, dossier, f"{kind}: {dossier.title}", moment, moment, html=str(note))


def _address(context: ExportContext, noun: str, name: str) -> str | None:
    record = context.collection.find(name, noun)
    return context.url(record) if record else None


def _feed(
    context: ExportContext, path: str, title: str, entries: Iterable[FeedEntry], quiet_since: datetime | None = None
) -> str:
    newest_first = sorted(entries, key=lambda entry: entry.key)
    newest_first.sort(key=lambda entry: entry.updated, reverse=True)
    host = urlsplit(context.top).hostname or context.top
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": context.site.interface.language})
    _put(feed, "id", context.to(path))
    _put(feed, "title", f"{title} – {host}")
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=context.to(path))
    SubElement(feed, "link", rel="alternate", type="text/html", href=context.top)
    updated = newest_first[0].updated if newest_first else quiet_since
    assert updated is not None, "only the feed of corrections may be empty"
    _put(feed, "updated", updated.isoformat())
    author = SubElement(feed, "author")
    _put(author, "name", host)
    _put(author, "uri", context.top)
    head = ElementTree.tostring(feed, encoding="unicode").removesuffix("</feed>")
    return "\n".join((_DECLARATION, head, *(entry.xml for entry in newest_first), "</feed>", ""))


def _entry(
    context: ExportContext,
    record: Record,
    dossier: Dossier,
    title: str,
    published: datetime,
    updated: datetime,
    *,
    summary: str = "",
    html: str = "",
) -> FeedEntry:
    element = Element("entry", {"xml:lang": context.collection.language_of(dossier)})
    url = context.url(record) or context.top
    _put(element, "id", url)
    _put(element, "title", title)
    SubElement(element, "link", rel="alternate", type="text/html", href=url)
    _put(element, "published", published.isoformat())
    _put(element, "updated", updated.isoformat())
    if dossier.author:
        _put(SubElement(element, "author"), "name", dossier.author)
    for topic in context.found("topic", dossier.topics):
        SubElement(element, "category", term=topic.id, label=_xml(context.name(topic)))
    if summary:
        _put(element, "summary", summary)
    if html:
        _put(element, "content", html, type="html")
    if dossier.rights:
        _put(element, "rights", dossier.rights)
    return FeedEntry(record.key, updated, ElementTree.tostring(element, encoding="unicode"))


def _put(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = _xml(text)


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)
