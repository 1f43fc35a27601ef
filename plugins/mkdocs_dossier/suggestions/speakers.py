"""Find the records that the words for a speaker name, and the sources that words came through."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_dossier.article.names import Named
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.kinship import kin_of
from mkdocs_dossier.language.attribution.speech import Speech, is_last_of_several, joined_names
from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.model.claims import Mention
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.suggestions.proposals import Candidate, NewRecord

#: Nouns for what somebody wrote or said elsewhere: the words came through it.
_DOCUMENT = re.compile(
    r"\b(?:in|im|aus|laut|nach|gemäß|auf|citing|to)\s(?:\w+\s){0,2}?(\w*(?:bericht|studie|artikel|interview|stellungnahme|schreiben|papier|beitrag|dokument|rede|umfrage|analyse|brief"
    r"|protokoll|gutachten|statistik|memo|report|study|article|statement|letter|survey|analysis|document|notice|post)"
    r"(?:s|es|e|en|n)?)\b",
    re.IGNORECASE,
)
#: Endings of a name or role → the kind of a new actor; the first that fits.
_KINDS = (
    ("agency", vocabulary("ministerium behörde amt polizei anwaltschaft gericht regierung ministry agency police court")),
    ("media", vocabulary("zeitung blatt post kurier times sender news gazette ledger")),
    ("organization", vocabulary("partei gewerkschaft verband organisation union party association")),
    ("company", vocabulary("konzern bank gmbh ag firma company")),
    ("military", vocabulary("armee militär generalstab army military")),
    ("group", vocabulary("quellen kreise kräfte experten beobachter offiziere schützer beamte officials sources experts")),
)


@dataclass(frozen=True, slots=True)
class Speakers:
    """The actors that the words for a speaker name."""

    actors: tuple[Actor, ...]
    certain: bool
    """Whether the words are a name and nothing else can be meant."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, in the order of the words."""
        return tuple(actor.id for actor in self.actors)


class NamesInArticle:
    """The actors that an article names, and what its words for speakers and sources mean."""

    def __init__(self, collection: Collection, dossier: Dossier) -> None:
        self.collection, self.dossier = collection, dossier
        self.article = collection.articles[dossier]
        mentions = (
            Named(passage.start, passage.end, record.actor)
            for record, passage in self.article.passages.of(Mention)
            if record.actor and not record.forbid
        )
        self.named = sorted([*self.article.named, *mentions], key=lambda name: (name.start, -name.end))
        self._starts = [name.start for name in self.named]
        source = collection.get(Source, dossier.source)
        self.own = {source.publisher if source else "", dossier.author, slug(dossier.author)} - {""}

    def within(self, start: int, end: int) -> list[Named]:
        """Return the names that lie between two offsets of the text."""
        first = bisect_left(self._starts, start)
        return [name for name in self.named[first : bisect_left(self._starts, end)] if name.end <= end]

    def actor(self, name: Named) -> Actor | None:
        """Return the actor that is named."""
        return self.collection.get(Actor, name.actor)

    def of(self, speech: Speech, span: tuple[int, int]) -> Speakers:
        """Find the actors whom the words of a cue name; none if no register holds them.

        Args:
            speech: The cue.
            span: Its sentence.
        """
        if speech.speaker is None:
            return Speakers((), certain=False)
        start, end = speech.speaker
        names = [name for name in self.within(*span) if name.start < end and start < name.end]
        last = next((name for name in reversed(names) if name.end == end or name.start <= start), None)
        if last is None:
            return Speakers((), certain=False)
        found = [last]
        text, around = self.article.text, self.within(*span)
        for name in reversed(around):
            if name.end < found[0].start and joined_names(text, (name.start, name.end), (found[0].start, end)):
                found.insert(0, name)
        for name in around:
            behind = speech.end in (found[-1].end, end) and text[speech.start : start].rstrip().endswith("n")
            if behind and joined_names(text, (start, found[-1].end), (name.start, name.end)):
                found.append(name)
        actors = tuple(dict.fromkeys(filter(None, map(self.actor, found))))
        adjective = text[last.start].islower() and actors[-1].kind == "state"
        partly = is_last_of_several(text, min(start, found[0].start)) and speech.goes_on is False
        return Speakers(actors, last.end == end and not adjective and not partly)

    def media(self, start: int, end: int) -> tuple[Actor, ...]:
        """Return the media that a passage names, besides the article's own."""
        actors = dict.fromkeys(filter(None, map(self.actor, self.within(start, end))))
        own = self.own
        return tuple(one for one in actors if one.kind == "media" and one.id not in own and str(one.name) not in own)

    def documents(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return (offset, noun in lower case) for each document that a passage refers to, outside of names."""
        names = self.within(start, end)
        found = [(match.start(1), match[1].lower()) for match in _DOCUMENT.finditer(self.article.text, start, end)]
        return [(at, noun) for at, noun in found if not any(name.start <= at < name.end for name in names)]

    def sources(self, actor: Actor) -> list[Source]:
        """Return the sources that the actor publishes or that appeared in it, but not the article itself."""
        found = [*self.collection.linked(actor, "publishes", Source), *_contained(self.collection).get(str(actor.name), ())]
        return [source for source in dict.fromkeys(found) if source.id != self.dossier.source]

    def documents_of(self, actors: tuple[Actor, ...], nouns: list[str]) -> list[Source]:
        """Return the sources of some actors whose titles hold one of the nouns for a document."""
        near = dict.fromkeys(other for actor in actors for other in (actor, *kin_of(self.collection, actor).near))
        found = dict.fromkeys(source for actor in near for source in self.sources(actor))
        return [source for source in found if any(noun[:6] in source.name.lower() for noun in nouns)]

    def by_role(self, words: str) -> Iterator[Actor]:
        """Yield the actors whose post, description or name's last word one of the words is: “das Ministerium”."""
        lower = {word.lower() for word in words.split()}
        last = words.split()[-1].lower()
        near = {other for name in self.named if (actor := self.actor(name)) for other in kin_of(self.collection, actor).near}
        for actor in sorted(near, key=lambda actor: actor.id):
            head = str(actor.name).lower().split(" ")
            if not lower.isdisjoint(kin_of(self.collection, actor).words) or (
                actor.kind != "person" and any(word.endswith(last) for word in (head[0], head[-1]))
            ):
                yield actor


@derived
def _contained(collection: Collection) -> Mapping[str, tuple[Source, ...]]:
    """Map the names of publications to the sources that appeared in them."""
    found: dict[str, list[Source]] = defaultdict(list)
    for source in collection.of(Source):
        found[str(source.container_title or source.title)].append(source)
    return {name: tuple(sources) for name, sources in found.items()}


def newcomer(words: str, record_id: str) -> Candidate:
    """Propose the words as the name of an actor, or of a document, that no register holds.

    Args:
        words: The words for the speaker, as written.
        record_id: The id that the record would have.
    """
    last = words.split()[-1].lower()
    if _DOCUMENT.fullmatch(f"in {last}"):
        new = NewRecord("source", record_id, {"title": words, "located": "no"})
        return Candidate(words, {"via": (record_id,)}, (new,))
    kind = next((kind for kind, endings in _KINDS if last.endswith(endings)), "person")
    fields = {"name": words, "kind": kind}
    if kind == "group":
        fields["anonymity"] = "collective"
    elif kind == "person" and " " not in words:
        fields["anonymity"] = "unnamed"
    return Candidate(words, {"said_by": record_id}, (NewRecord("actor", record_id, fields),))


def new_source(actor: Actor, record_id: str) -> NewRecord:
    """Propose a source that appeared in a publication which has none yet.

    Args:
        actor: The publication.
        record_id: The id that the source would have.
    """
    fields = {"container-title": str(actor.name), "publisher": actor.id, "located": "no"}
    return NewRecord("source", record_id, fields)
