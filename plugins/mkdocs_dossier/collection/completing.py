"""Complete statements: fields that are not written follow from the passage, from what it repeats, and from the dossier.

Who says it, through whom, on which day, and how it is judged never follow from anything: leaving them out says that the
article names nobody, or that nobody has judged.
"""

import re
from bisect import bisect_left
from collections.abc import Collection as Sized
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.collection.articles import Article, Passages
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.incremental.tracking import Key
from mkdocs_dossier.language.attribution.cues import Cue, CueKind, attributions
from mkdocs_dossier.language.attribution.mode import mode_of
from mkdocs_dossier.language.attribution.words import LANGUAGES
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Event, Source, Statement, Topic
from mkdocs_dossier.model.text import primary_language

#: Before the name of a state that only says where; between a name and the speaker's in “the Norwegian Minister X”.
_WITHIN, _ROLE = re.compile(r"\b[Ii]n (?:der |den |dem |the )?\Z"), re.compile(r"(?: [A-ZÄÖÜ][\w-]*)* ")


class Cues(tuple[Cue, ...]):
    """The cues in a text, in order."""

    __slots__ = ()

    def between(self, start: int, end: int) -> tuple[Cue, ...]:
        """Return the cues that begin between two offsets of the text."""
        first, last = (bisect_left(self, at, key=lambda cue: cue.start) for at in (start, end))
        return self[first:last]


@derived
def cues_of(collection: Collection, dossier: Dossier) -> Cues:
    """Return the cues in a dossier's article, in order."""
    article = collection.articles[dossier]
    language, text, spans = collection.language_of(dossier), article.text, article.sentences
    # A plain tuple, as the memory's pickle can hold no class of its own.
    return Cues(collection.memory.of(("cues", text, language), lambda: tuple(attributions(text, language, spans))))


def complete(collection: Collection, articles: Mapping[Dossier, Article]) -> dict[Dossier, Article]:
    """Complete the statements of a new collection; return its articles, reusing unchanged ones of the last load."""

    def version_of(key: Key) -> object:
        noun, *about = key
        if noun in ("article", "folder"):
            dossier = collection.get(Dossier, about[0])
            return articles.get(dossier) if dossier else None  # another object if anything of it is
        return collection.find(about[-1], about[0], dossier=about[1])

    done: dict[Dossier, tuple[list[Statement], Article]] = {}
    for dossier, article in articles.items():
        collection.articles[dossier] = article
        make = partial(_completed, collection, dossier, article)
        done[dossier] = collection.memory.derived(("completed", dossier.id), version_of, make)
    collection.complete(statement for statements, _ in done.values() for statement in statements)
    return {dossier: article for dossier, (_, article) in done.items()}


def _completed(collection: Collection, dossier: Dossier, article: Article) -> tuple[list[Statement], Article]:
    """Return the statements to which something is added, and the article with their passages."""
    reader, found = StatementReader(collection, dossier, article), dict[Any, Statement]()
    for statement in collection.inside(dossier, Statement):
        if values := reader.values(statement):
            found[statement] = replace(statement, inferred=tuple(values), **values)
    passages = Passages((found.get(record, record), at) for record, at in article.passages.items())
    return list(found.values()), replace(article, passages=passages)


class StatementReader:
    """Reads one article once for all its statements."""

    def __init__(self, collection: Collection, dossier: Dossier, article: Article) -> None:
        self.collection, self.dossier, self.article = collection, dossier, article
        self.language = primary_language(collection.language_of(dossier))
        self.cues = cues_of(collection, dossier)
        attributed = [at for record, at in article.passages.of(Statement) if record.said_by or record.via]
        self.accounted = {cue: at for at in attributed for cue in self.cues.between(at.start, at.end)}
        """Cue → the passage of a statement that names somebody, for the cues within one."""
        named = [("actor", name.start, name.end, name.actor) for name in article.named]
        for noun in ("actor", "event", "agreement"):
            named += [(noun, at.start, at.end, name) for at, name in article.mentioning(noun)]
        for model in (Event, Agreement):
            named += [(model.noun, at.start, at.end, record.id) for record, at in article.passages.of(model)]
        self.named = sorted(named, key=lambda name: (name[1], -name[2]))

    def values(self, statement: Statement) -> dict[str, Any]:
        """Return (field → value) for the fields that are not written and follow from others."""
        passage, repeated = self.article.passages.get(statement), self.repeated(statement)
        found: dict[str, Any] = {}
        for field in ("mode", "actors", "events", "agreements", "provision", "topics"):
            if not getattr(statement, field) and field not in statement.none:
                value = getattr(repeated, field) if repeated and field != "mode" else None
                value = value or self.following(field, statement, passage, found)
                found |= {field: value} if value else {}
        return found

    def repeated(self, statement: Statement) -> Statement | None:
        """Return the first statement that it repeats, as written; what a draft says must not appear elsewhere."""
        other = self.collection.get(Statement, next(iter(statement.repeats), ""), self.dossier.id)
        dossier = self.collection.get(Dossier, other.dossier) if other else None
        return other if dossier and (dossier is self.dossier or dossier.status != "draft") else None

    def following(self, field: str, statement: Statement, passage: Passage | None, found: Mapping[str, Any]) -> Any:
        """Return the value of a field that follows from a statement's passage, or from fields found before."""
        match field:
            case "mode":
                return self.mode(statement, passage) if passage and self.language in LANGUAGES else None
            case "actors":
                return tuple(dict.fromkeys(self.concerned(statement, self.names_in("actor", passage))))
            case "events" | "agreements":
                model, single = (Event, self.dossier.events) if field == "events" else (Agreement, ())
                names = dict.fromkeys(name for _, _, name in self.names_in(model.noun, passage))
                return self.known(model, names) or self.known(model, single, alone=True)
            case "topics":
                events = self.collection.get_all(Event, found.get("events", statement.events))
                agreements = self.collection.get_all(Agreement, found.get("agreements", statement.agreements))
                topics = dict.fromkeys(name for each in events for name in each.topics)
                topics |= dict.fromkeys(name for each in agreements for name in each.topics)
                return self.known(Topic, topics) or self.known(Topic, self.dossier.topics, alone=True)
        return None

    def known(self, model: type[Any], names: Sized[str], *, alone: bool = False) -> tuple[str, ...]:
        """Return the ids that have a record; with `alone`, only a single one: several rarely apply to everything."""
        return () if alone and len(names) != 1 else tuple(one.id for one in self.collection.get_all(model, names))

    def mode(self, statement: Statement, passage: Passage) -> str | None:
        """Return the mode; None if its sentence attributes the words, but no statement says to whom."""
        start, end, words = passage.start, passage.end, self.article.text[passage.start : passage.end]
        cues = [cue for cue in self.cues.between(start, end) if cue.end <= end]
        around = self.cues.between(*self.article.sentences_around(passage))
        if any(cue.kind is CueKind.QUOTATION and cue.start <= start and end <= cue.end for cue in around):
            return "direct"
        mode = mode_of(words, cues, self.language)
        if mode == "direct" or statement.said_by or statement.via:
            return mode
        elsewhere = (held.start >= end or held.end <= start for cue in around if (held := self.accounted.get(cue)))
        return "own" if sum(elsewhere) == len(around) else None

    def concerned(self, statement: Statement, names: list[tuple[int, int, str]]) -> Iterator[str]:
        """Yield the actors of the names in a passage, without those through whom its words came."""
        sources = self.collection.get_all(Source, (*statement.via, self.dossier.source))
        chain = {*statement.said_by, *statement.via, *(source.publisher for source in sources)}
        for speaker in self.collection.get_all(Actor, statement.said_by):
            chain |= {speaker.speaks_for, *(position.organization for position in speaker.positions)}
        for (start, end, name), (following, _, other) in pairwise([*names, (0, 0, "")]):
            actor = self.collection.get(Actor, name)
            if actor is None or actor.withheld or name in chain:
                continue
            role = other in statement.said_by and _ROLE.fullmatch(self.article.text, end, following)
            place = actor.kind == "state" and _WITHIN.search(self.article.text, max(start - 8, 0), start)
            if not (role or place):
                yield name

    def names_in(self, noun: str, passage: Passage | None) -> list[tuple[int, int, str]]:
        """Return (start, end, id) for each record of a kind that is named in a passage."""
        at = (passage.start, passage.end) if passage else (0, 0)
        first, last = (bisect_left(self.named, offset, key=lambda name: name[1]) for offset in at)
        return [
            (start, end, name) for kind, start, end, name in self.named[first:last] if kind == noun and end <= at[1]
        ]
