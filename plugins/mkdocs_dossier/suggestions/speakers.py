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
from mkdocs_dossier.language.attribution.speech import AND, LAST_OF, Speech
from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.records import Actor, Mention, Source
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Fields, NewRecord

#: Nouns, after a preposition, for what somebody wrote or said elsewhere: the words came through it.
_DOCUMENT = re.compile(
    r"\b(?:in|im|aus|laut|nach|gemäß|auf|citing|to)\s(?:\w+\s){0,2}?(\w*(?:bericht|studie|artikel|interview|schreiben"
    r"|stellungnahme|papier|beitrag|dokument|rede|umfrage|analyse|brief|protokoll|gutachten|statistik|memo|report|study"
    r"|article|statement|letter|survey|analysis|document|notice|post)(?:s|es|e|en|n)?)\b",
    re.IGNORECASE,
)
#: Endings of nouns for a body or a group → the kind of a new actor.
_KINDS = {
    "agency": vocabulary("ministerium behörde amt polizei anwaltschaft gericht regierung ministry agency police court"),
    "media": vocabulary("nachrichtenagentur zeitung blatt post kurier paper times news gazette ledger"),
    "organization": vocabulary("partei gewerkschaft verband organisation union party association"),
    "company": vocabulary("konzern bank gmbh firma company"),
    "military": vocabulary("armee militär generalstab army military"),
    "group": vocabulary("quellen kreise kräfte experten beobachter offiziere schützer officials sources experts"),
}
_BODIES = tuple(ending for kind, endings in _KINDS.items() if kind != "group" for ending in endings)
#: Endings of nouns for a person's role, before or instead of a name.
_ROLES = vocabulary(
    "minister ministerin sprecher sprecherin präsident präsidentin chef chefin richter richterin anwalt anwältin"
    " beauftragte leiter leiterin direktor direktorin vorsitzende vorsitzender abgeordnete abgeordneter politiker"
    " politikerin general botschafter botschafterin kanzler kanzlerin experte expertin analyst analystin professor"
    " professorin forscher forscherin beamter ermittler ambassador spokesman spokeswoman president director chief"
    " leader secretary senator officer lawmaker official"
)


@dataclass(frozen=True, slots=True)
class NamedSpeakers:
    """The actors that the words for a speaker name, and whether nobody else can be meant."""

    actors: tuple[Actor, ...] = ()
    certain: bool = False

    def said_by(self) -> Fields:
        """Return the field that names them."""
        ids = tuple(actor.id for actor in self.actors)
        return {"said_by": ids[0] if len(ids) == 1 else ids} if ids else {}


class NamesInArticle:
    """The actors that an article names, and what its words for speakers and sources mean."""

    def __init__(self, draft: Draft) -> None:
        self.collection, self.dossier, self.article = draft.collection, draft.dossier, draft.article
        mentions = (
            Named(passage.start, passage.end, record.actor)
            for record, passage in self.article.passages.of(Mention)
            if record.actor and not record.forbid
        )
        self._named = sorted([*self.article.named, *mentions], key=lambda name: (name.start, -name.end))
        self._starts = [name.start for name in self._named]
        source = self.collection.get(Source, self.dossier.source)
        self._own = {source.publisher if source else "", slug(self.dossier.author)}

    def within(self, start: int, end: int) -> list[tuple[Named, Actor]]:
        """Return the names that lie between two offsets of the text, with their actors."""
        names = self._named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        found = ((name, self.collection.get(Actor, name.actor)) for name in names if name.end <= end)
        return [(name, actor) for name, actor in found if actor is not None]

    def of(self, speech: Speech, span: tuple[int, int]) -> NamedSpeakers:
        """Find the actors whom the words of a cue in the sentence `span` name; none if no register holds them."""
        if speech.speaker is None:
            return NamedSpeakers()
        (start, end), text, around = speech.speaker, self.article.text, self.within(*span)
        inside = [one for one in around if one[0].start < end and start < one[0].end]
        last = next((one for one in reversed(inside) if one[0].end == end or one[0].start <= start), None)
        if last is None:
            return NamedSpeakers()
        found = [last]
        for one in reversed(around):
            if one[0].end < found[0][0].start and AND.fullmatch(text, one[0].end, found[0][0].start):
                found.insert(0, one)
        plural = speech.end in (found[-1][0].end, end) and text[speech.start : start].rstrip().endswith("n")
        found += [one for one in around if plural and AND.fullmatch(text, found[-1][0].end, one[0].start)]
        first = min(start, found[0][0].start)
        alone = speech.goes_on or not LAST_OF.search(text, max(first - 60, 0), first)
        noun = not (text[last[0].start].islower() and last[1].kind == "state")
        return NamedSpeakers(tuple(dict.fromkeys(actor for _, actor in found)), last[0].end == end and noun and alone)

    def media(self, start: int, end: int) -> tuple[Actor, ...]:
        """Return the media that a passage names, besides the article's own."""
        actors = dict.fromkeys(actor for _, actor in self.within(start, end) if actor.kind == "media")
        return tuple(one for one in actors if self._own.isdisjoint((one.id, slug(one.name))))

    def documents(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return (offset, noun in lower case) for each document that a passage refers to, outside of names."""
        names = [name for name, _ in self.within(start, end)]
        found = [(match.start(1), match[1].lower()) for match in _DOCUMENT.finditer(self.article.text, start, end)]
        return [(at, noun) for at, noun in found if not any(name.start <= at < name.end for name in names)]

    def sources(self, actor: Actor) -> list[Source]:
        """Return the sources that the actor publishes or that appeared in it, but not the article itself."""
        published = self.collection.linked(actor, "publishes", Source)
        found = dict.fromkeys((*published, *_contained(self.collection).get(str(actor.name), ())))
        return [source for source in found if source.id != self.dossier.source]

    def documents_of(self, actors: tuple[Actor, ...], nouns: list[str]) -> list[Source]:
        """Return the sources of some actors whose titles hold one of the nouns for a document."""
        near = dict.fromkeys(other for actor in actors for other in (actor, *kin_of(self.collection, actor).near))
        found = dict.fromkeys(source for actor in near for source in self.sources(actor))
        return [source for source in found if any(noun[:6] in source.name.lower() for noun in nouns)]

    def by_role(self, words: str) -> Iterator[Actor]:
        """Yield the actors whose post, description or name the words may stand for: “das Ministerium”, “Quellen”."""
        near = {other for _, actor in self.within(0, 1 << 31) for other in kin_of(self.collection, actor).near}
        lower = tuple(words.lower().split())
        for actor in sorted(near, key=lambda actor: actor.id):
            body = actor.kind != "person" and any(word.endswith(lower[-1]) for word in actor.name.lower().split(" "))
            if body or any(word.startswith(role) for role in kin_of(self.collection, actor).words for word in lower):
                yield actor


@derived
def _contained(collection: Collection) -> Mapping[str, list[Source]]:
    """Map the names of publications to the sources that appeared in them."""
    found: dict[str, list[Source]] = defaultdict(list)
    for source in collection.of(Source):
        found[str(source.container_title or source.title)].append(source)
    return found


def newcomer(words: str, draft: Draft) -> Choice:
    """Propose the words as the name of an actor, or of a document, that no register holds."""
    *before, last = words.split()
    if _DOCUMENT.fullmatch(f"in {last}"):
        source = NewRecord("source", draft.register_id("source", words), {"title": words, "located": "no"})
        return Choice(words, {"via": (source.id,)}, (source,))
    roles = max((at for at, word in enumerate(before, 1) if word.lower().endswith(_ROLES + _BODIES)), default=0)
    role, name = " ".join(before[:roles]), " ".join((*before[roles:], last))
    judged = role.lower() if role.lower().endswith(_BODIES) else last.lower()
    kind = next((kind for kind, endings in _KINDS.items() if judged.endswith(endings)), "person")
    fields: dict[str, str | tuple[str, ...]] = {"name": name, "kind": "organization" if last.isupper() else kind}
    if kind == "group":
        fields["anonymity"] = "collective"
    elif last.lower().endswith(_ROLES):
        fields["anonymity"] = "unnamed"
    elif kind == "person" and " " in name:
        fields |= {"aliases": (last,)} | ({"positions": (role,)} if role else {})
    actor = NewRecord("actor", draft.register_id("actor", name), fields)
    if kind == "media":
        source = NewRecord("source", draft.register_id("source", name), _source(name, actor.id))
        return Choice(name, {"said_by": actor.id, "via": (source.id,)}, (actor, source))
    return Choice(name, {"said_by": actor.id}, (actor,))


def publication(actor: Actor, draft: Draft) -> Choice:
    """Propose a source that appeared in a publication which has none yet."""
    source = NewRecord("source", draft.register_id("source", str(actor.name)), _source(str(actor.name), actor.id))
    return Choice(str(actor.name), {"via": (source.id,)}, (source,))


def _source(name: str, publisher: str) -> Fields:
    return {"container-title": name, "publisher": publisher, "located": "no"}
