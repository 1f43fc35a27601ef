"""Complete statements: fields that are not written follow from the passage, from what it repeats, and from the dossier.

Who says it, through whom, on which day, and how it is judged never follow from anything: leaving them out says that the
article names nobody, or that nobody has judged.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.collection.article_cues import cues_of
from mkdocs_dossier.collection.articles import Article, Passages
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.language.attribution.clauses import QUOTES
from mkdocs_dossier.language.attribution.continuation import in_subjunctive
from mkdocs_dossier.language.attribution.cues import Cue, CueKind
from mkdocs_dossier.language.attribution.words import LANGUAGES
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Event, Record, Source, Statement, Topic
from mkdocs_dossier.model.text import primary_language

#: Words quoted as a whole: “…”, X said; X said: “…” Three of them at least, as names and titles are quoted, too.
_QUOTED = re.compile(
    r"(?:[–—-] ?)?[Q]?(?=(?:[^Q\s]+\s){2})[^Q]+(?:[,?!.…][Q]|[Q],)|[^Q]*: [Q][^Q]+[Q]?.?\Z".replace(
        "Q", re.escape(QUOTES)
    )
)
#: Words after which both languages report in their own words; not “that” as a pronoun.
_REPORTS = re.compile(r"\b(?:dass|daß|ob|that(?= (?!to\b)\w)|said|says|saying|told|tells|added|adds)\b")
#: Before the name of a state that only says where; between a name and the speaker's in “the Norwegian Minister X”.
_WITHIN, _ROLE = re.compile(r"\b[Ii]n (?:der |den |dem |the )?\Z"), re.compile(r"(?: ?[A-ZÄÖÜ][\w-]*)* ?")


@dataclass(frozen=True, slots=True)
class Completed:
    """A dossier's statements and article once they are completed, and what they depend on."""

    written: Article
    """The article with the statements as they are written."""
    read: Mapping[tuple[str, str], Record | None]
    """(kind, key) → the record that was looked up."""
    statements: Mapping[Statement, Statement]
    """Each statement as it is written → as it is completed."""
    article: Article


def complete(collection: Collection, articles: Mapping[Dossier, Article]) -> dict[Dossier, Article]:
    """Complete the statements of a collection that is being built.

    A statement or an article whose completion is the same as at the last load is the same object.

    Returns:
        The articles with the passages of the completed statements.
    """
    done: dict[Dossier, Completed] = {}
    for dossier, article in articles.items():
        last: Completed | None = collection.memory.last(("completed", dossier.id))
        if last is None or last.written is not article or _has_changed(collection, last):
            collection.articles[dossier] = article
            last = _Reader(collection, dossier, article).completed(last)
        collection.memory.keep(("completed", dossier.id), last)
        done[dossier] = last
    collection.complete(statement for one in done.values() for statement in one.statements.values())
    return {dossier: one.article for dossier, one in done.items()}


def _has_changed(collection: Collection, last: Completed) -> bool:
    return any(collection.find(key, noun) is not record for (noun, key), record in last.read.items())


class _Reader:
    """Completes the statements of one dossier."""

    def __init__(self, collection: Collection, dossier: Dossier, article: Article) -> None:
        self.collection, self.dossier, self.article = collection, dossier, article
        self.read: dict[tuple[str, str], Record | None] = {}
        self.language = primary_language(dossier.language or collection.language)
        self.cues = cues_of(collection, dossier)
        self.quotations = [cue for cue in self.cues if cue.kind is CueKind.QUOTATION]
        spoken = [at for record, at in article.passages.of(Statement) if record.said_by or record.via]
        self.accounted = {cue: at for at in spoken for cue in self.cues_between(at.start, at.end)}
        """Cue → the passage of a statement that names somebody, for the cues within one."""
        named = [("actor", name.start, name.end, name.actor) for name in article.named]
        for noun in ("actor", "event", "agreement"):
            named += [(noun, at.start, at.end, name) for at, name in article.mentioning(noun)]
        anchored = (pair for model in (Event, Agreement) for pair in article.passages.of(model))
        named += [(record.noun, at.start, at.end, record.id) for record, at in anchored]
        self.named = sorted(named, key=lambda name: (name[1], -name[2]))

    def completed(self, last: Completed | None) -> Completed:
        """Complete the statements; those of the last load stay if they are the same."""
        found: dict[Statement, Statement] = {}
        for statement in self.collection.inside(self.dossier, Statement):
            if values := self.values(statement):
                values["inferred"] = tuple(values)
                known = last.statements.get(statement) if last else None
                same = known and all(getattr(known, field) == value for field, value in values.items())
                found[statement] = known if known and same else replace(statement, **values)
        passages = Passages((found.get(record, record), at) for record, at in self.article.passages.items())
        return Completed(self.article, self.read, found, replace(self.article, passages=passages))

    def values(self, statement: Statement) -> dict[str, Any]:
        """Return (field → value) for the fields that are not written and follow from others."""
        passage, repeated = self.article.passages.get(statement), list(self.repeated(statement))
        found: dict[str, Any] = {}
        for field in ("mode", "actors", "events", "agreements", "provision", "topics"):
            if not getattr(statement, field) and field not in statement.none:
                values = (getattr(one, field) for one in repeated if field != "mode")
                value = next(filter(None, values), None) or self.following(field, statement, passage, found)
                found |= {field: value} if value else {}
        return found

    def repeated(self, statement: Statement) -> Iterator[Statement]:
        """Yield what a statement repeats, as it is written: the first, what that repeats, and so on; but no draft's."""
        seen = {statement}
        while first := next(iter(statement.repeats), ""):
            statement = self.get(Statement, first if "/" in first else f"{statement.dossier}/{first}")
            if statement is None or statement in seen:
                return
            seen.add(statement)
            dossier = self.get(Dossier, statement.dossier)
            if dossier and (dossier is self.dossier or dossier.status != "draft"):
                yield statement

    def following(self, field: str, statement: Statement, passage: Passage | None, found: Mapping[str, Any]) -> Any:
        """Return the value of a field that follows from a statement's passage, or from fields found before."""
        match field:
            case "mode":
                return self.mode(statement, passage) if passage and self.language in LANGUAGES else None
            case "actors":
                return tuple(dict.fromkeys(self.concerned(statement, self.names_in("actor", passage))))
            case "events":
                return self.mentioned(Event, passage) or self.single(Event, self.dossier.events)
            case "agreements":
                return self.mentioned(Agreement, passage)
            case "topics":
                about = [self.get(Event, name) for name in found.get("events", statement.events)]
                about += [self.get(Agreement, name) for name in found.get("agreements", statement.agreements)]
                topics = dict.fromkeys(topic for record in about if record for topic in record.topics)
                return self.known(Topic, topics) or self.single(Topic, self.dossier.topics)
        return None

    def mode(self, statement: Statement, passage: Passage) -> str | None:
        """Return the mode; None if its sentence attributes the words, but no statement says to whom."""
        start, end, words = passage.start, passage.end, self.article.text[passage.start : passage.end]
        cues = [cue for cue in self.cues_between(start, end) if cue.end <= end]
        spoken = sum(cue.end - cue.start for cue in cues if cue.kind is CueKind.NAMED)
        quoted = sum(cue.end - cue.start for cue in cues if cue.kind is CueKind.QUOTATION)
        at = bisect_right(self.quotations, start, key=lambda cue: cue.start) - 1
        inside = at >= 0 and end <= self.quotations[at].end
        if inside or 2 * quoted > len(words) - spoken or _QUOTED.match(words):
            return "direct"
        if statement.said_by or statement.via:
            return "indirect" if _REPORTS.search(words) or in_subjunctive(words, self.language) else "paraphrase"
        around = self.cues_between(*self.article.sentences_around(passage))
        elsewhere = (held.start >= end or held.end <= start for cue in around if (held := self.accounted.get(cue)))
        return "own" if sum(elsewhere) == len(around) else None

    def cues_between(self, start: int, end: int) -> Sequence[Cue]:
        first, last = (bisect_left(self.cues, at, key=lambda cue: cue.start) for at in (start, end))
        return self.cues[first:last]

    def concerned(self, statement: Statement, names: list[tuple[int, int, str]]) -> Iterator[str]:
        """Yield the actors of the names in a passage, without those through whom its words came."""
        sources = [self.get(Source, name) for name in (*statement.via, self.dossier.source)]
        beside = {*statement.said_by, *statement.via, *(source.publisher for source in sources if source)}
        for speaker in filter(None, [self.get(Actor, name) for name in statement.said_by]):
            beside |= {speaker.speaks_for, *(position.organization for position in speaker.positions)}
        for (start, end, name), (following, _, other) in pairwise([*names, (0, 0, "")]):
            actor = self.get(Actor, name)
            if actor is None or actor.withheld or name in beside:
                continue
            role = other in statement.said_by and _ROLE.fullmatch(self.article.text, end, following)
            place = actor.kind == "state" and _WITHIN.search(self.article.text, max(start - 8, 0), start)
            if not (role or place):
                yield name

    def mentioned(self, model: type[Any], passage: Passage | None) -> tuple[str, ...]:
        return self.known(model, dict.fromkeys(name for _, _, name in self.names_in(model.noun, passage)))

    def single(self, model: type[Any], names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the dossier's only topic or event: of several, a statement is seldom about all."""
        return self.known(model, names) if len(names) == 1 else ()

    def known(self, model: type[Any], names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if self.get(model, name))

    def names_in(self, noun: str, passage: Passage | None) -> list[tuple[int, int, str]]:
        """Return (start, end, id) for each record of a kind that is named in a passage."""
        at = (passage.start, passage.end) if passage else (0, 0)
        first, last = (bisect_left(self.named, offset, key=lambda name: name[1]) for offset in at)
        return [
            (start, end, name) for kind, start, end, name in self.named[first:last] if kind == noun and end <= at[1]
        ]

    def get(self, model: type[Any], key: str) -> Any:
        record = self.collection.get(model, key)
        if key:
            self.read[model.noun, key] = record
        return record
