"""Propose what registers lack: topics and sources of the front matter; states, bodies and places."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from mkdocs_dossier.article.names import NameIndex
from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.language.attribution.words import speaker_nouns
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.records import MENTIONABLE, Actor
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.problems import Location
from mkdocs_dossier.suggestions.phrasing import WORDS
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Fields, NewRecord, Proposal, Tier
from mkdocs_dossier.syntax.word_tables import table

#: In letters: a day in ISO 8601.
_DAY = 10


def registers(draft: Draft) -> Iterator[Proposal]:
    """Propose the records that an article's front matter or its text names, and no register holds."""
    yield from _front_matter(draft)
    if draft.primary in WORDS:
        yield from _Registers(draft).proposals()


def _front_matter(draft: Draft) -> Iterator[Proposal]:
    """Propose topics and sources by their ids; the article's own source with all that the front matter says."""
    dossier, text, span = draft.dossier, draft.article.text, draft.article.sentences[0]
    named = [("topic", name) for name in dossier.topics]
    named += [("source", name) for name in (dossier.source, *dossier.sources) if name]
    missing = [(noun, name) for noun, name in dict.fromkeys(named) if not draft.collection.find(name, noun)]
    spelled = {slug(word): word for word in reversed(re.findall(r"[^\W\d_][\w-]*", text) if missing else [])}
    for noun, name in missing:
        called, ways = spelled.get(name, name.replace("-", " ")), tuple[Choice, ...]()
        fields = {"label" if noun == "topic" else "title": called[0].upper() + called[1:]}
        if name == dossier.source:
            fields = {"title": dossier.title, "type": "article-newspaper", "issued": dossier.published.text[:_DAY]}
            fields |= {"language": draft.collection.language_of(dossier), "located": "yes"}
            if f"({dossier.author}) " in text:  # “SANDAU (nta) – …”
                agency = NewRecord("actor", slug(dossier.author), {"name": dossier.author, "kind": "media"})
                fields |= {"publisher": agency.id}
                ways = (Choice(dossier.title, fields, (agency,)),)
        yield Proposal(noun, name, fields, *span, Tier.LIKELY, "front-matter", (), {}, ways)


class _Registers:
    """Reads an article in a language of which the words are known."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.article, self.text, self.words = draft, draft.article, draft.article.text, WORDS[draft.primary]
        self.index, self.world = states(draft.primary)
        mentioned = (at for noun in MENTIONABLE for at, _ in self.article.mentioning(noun))
        self.held = Spans.of(sorted((each.start, each.end) for each in (*self.article.named, *mentioned)))
        self.named = self.index.find(self.text)
        self.done, self.short = set[str](), pattern("abbreviation")

    def proposals(self) -> Iterator[Proposal]:
        for found in (self.states(), self.bodies(), self.places()):
            yield from (made for made in found if made)

    def proposed(
        self, noun: str, fields: Fields, span: tuple[int, int], reason: str, tier: Tier = Tier.LIKELY
    ) -> Proposal | None:
        """Propose a record of a register once, if its name is not one of those that are held."""
        name = str(fields["name"])
        if self.held.hold(span[1] - 1) or name in self.done or self.draft.collection.find(slug(name), noun):
            return None
        self.done.add(name)
        given = {key: value for key, value in fields.items() if value}
        sentence = self.article.sentences[max(self.article.sentences.at(span[0]), 0)]
        return Proposal(noun, self.draft.register_id(noun, name), given, *sentence, tier, reason, (span,))

    def states(self) -> Iterator[Proposal | None]:
        """Propose states; those of which only the adjective stands in the text are less sure."""
        for name in dict.fromkeys(one.actor for one in self.named):
            state, spans = self.world[name], [(one.start, one.end) for one in self.named if one.actor == name]
            given = str(state["name"]).rstrip("s")
            noun = next((span for span in spans if self.text[slice(*span)].rstrip("s'’") == given), None)
            if not any(self.held.hold(end - 1) for _, end in spans):
                yield self.proposed("actor", state, noun or spans[0], "state", Tier.SURE if noun else Tier.LIKELY)

    def bodies(self) -> Iterator[Proposal | None]:
        """Propose bodies with an adjective, a place or a compound for a name: “südkoreanischer Geheimdienst”."""
        for found in self.words.body.finditer(self.text):
            before, noun, behind = (found["before"] or "").lower(), found["noun"], found["behind"] or ""
            nouns = [(end, ending) for ending, ends in self.words.bodies.items() for end in ends]
            ending = next((ending for end, ending in nouns if noun.lower().endswith(end)), "")
            called = f"{before}{ending} {noun}" if before else f"{noun}{behind}"
            if before or behind or noun.lower() not in dict(nouns):  # not “die Regierung”
                named = self.index.find(found[0]) if pattern("organ").fullmatch(noun) else ()
                country = next((str(self.world[one.actor]["country"]) for one in named), "")
                kind, short = speaker_nouns().kind_of(noun) or "agency", self.short.match(self.text, found.end())
                aliases = (*([called] if called[0].islower() else ()), *(short.groups() if short else ()))
                fields = {"name": called[0].upper() + called[1:], "kind": kind, "aliases": aliases, "country": country}
                yield self.proposed("actor", fields, found.span(), "body")

    def places(self) -> Iterator[Proposal | None]:
        """Propose names behind words that stand before places."""
        states = {one.start for one in self.named}
        for found in self.words.place.finditer(self.text):
            longer = pattern("goes on").match(self.text, found.end("name"))  # a link needs “Washington D.C.” whole
            if found.start("name") not in states and not longer and not speaker_nouns().kind_of(found["name"]):
                yield self.proposed("place", {"name": found["name"]}, found.span("name"), "place")


@cache
def states(language: str) -> tuple[NameIndex, dict[str, Fields]]:
    """Return an index of the names of all states in a language, and their fields by their ids."""
    actors, found = list[Actor](), dict[str, Fields]()
    for code, names in table("language", "states.yml").items():
        name, *aliases = names.split(" | ")[language == "en"].split("; ")
        found[slug(name)] = given = {"name": name, "kind": "state", "aliases": tuple(aliases), "country": code}
        actors.append(Actor(id=slug(name), origin=Location("", 0), **cast(Any, given | {"name": Text(name)})))
    return NameIndex(actors, language), found
