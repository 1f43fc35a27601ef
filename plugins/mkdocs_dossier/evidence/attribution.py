"""What an article's own sentences say of where a statement comes from, beside what its chain says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_dossier.article.anchors import Passage
from mkdocs_dossier.article.doublenames import DoubleNames
from mkdocs_dossier.article.mentions import names_of
from mkdocs_dossier.article.namewords import normalised
from mkdocs_dossier.article.scripts import cuts_word
from mkdocs_dossier.articles import Article
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.chains import chain_of
from mkdocs_dossier.evidence.kinship import kin_of
from mkdocs_dossier.evidence.once import once_per_collection
from mkdocs_dossier.language.attribution import Cue, Kind, attributions
from mkdocs_dossier.language.attributionwords import LANGUAGES, NO_NAMES
from mkdocs_dossier.language.inflection import forms
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Mention, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.text import primary_language

#: Sources that are the words themselves: an article names who spoke, not the recording.
_THE_WORDS = frozenset({"speech", "interview", "hearing", "post", "personal_communication", "treaty", "legislation"})
#: Fewer words have no room to name anybody.
_FEWEST = 4
#: In letters: shorter last words of names are often words of their own.
_SHORTEST = 3
#: Words by which a sentence goes on about whom the ones before it named, or calls them by what they are.
_GOING_ON = NO_NAMES | frozenset(
    """
    so dieser diese dieses seine seiner ihre ihrer weiter demnach zudem außerdem ferner zusätzlich dort darin zeitung
    blatt ministerium minister ministerin behörde sprecher sprecherin dienst geheimdienst regierung agentur studie
    bericht präsident präsidentin militär armee institut organisation firma partei sender portal magazin his her its
    their this also paper newspaper ministry minister agency spokesman spokeswoman service government study report
    president military army institute company party
    """.split()  # noqa: SIM905 (a table of words is read as running text)
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement's passage, the cues of the sentences it touches, and whom of its chain they do not name."""

    statement: Statement
    passage: Passage
    cues: tuple[Cue, ...]
    named: frozenset[Actor | Source]
    """Whoever is named in these sentences."""
    chain: frozenset[Actor | Source]
    missing: tuple[Actor | Source, ...]
    """Whoever the statement itself names, and neither its sentences nor those before it that they go on from do."""

    @property
    def inside(self) -> tuple[Cue, ...]:
        """The cues within the passage."""
        return tuple(c for c in self.cues if self.passage.start <= c.start and c.end <= self.passage.end)


@once_per_collection
def cues_of(collection: Collection, dossier: Dossier) -> tuple[Cue, ...]:
    """The cues of a dossier's article, in order."""
    article = collection.articles[dossier]
    language, text, spans = dossier.language or collection.language, article.text, article.sentences
    return collection.memory.of(("cues", text, language), lambda: tuple(attributions(text, language, spans)))


@once_per_collection
def attributions_in(collection: Collection, dossier: Dossier) -> tuple[Attribution, ...]:
    """A dossier's statements beside their sentences; none where its language is not one whose cues are known."""
    if primary_language(dossier.language or collection.language) not in LANGUAGES:
        return ()
    return tuple(_Read(collection, dossier, collection.articles[dossier], cues_of(collection, dossier)).attributions())


class _Read:
    """One article, read once for all its statements."""

    def __init__(self, collection: Collection, dossier: Dossier, article: Article, cues: Sequence[Cue]) -> None:
        self.collection, self.dossier, self.article, self.cues = collection, dossier, article, cues
        self.sentences = list(article.sentences)
        self.starts = [start for start, _ in self.sentences]
        self.cue_starts = [cue.start for cue in cues]
        self.double = DoubleNames(article.text, frozenset())
        self.by_sentence: dict[int, set[Actor | Source]] = defaultdict(set)
        for start, record in _namings(collection, article):
            self.by_sentence[self.sentence_at(start)].add(record)

    def sentence_at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def attributions(self) -> Iterator[Attribution]:
        for record, passage in self.article.passages.items():
            if isinstance(record, Statement) and self.sentences:
                yield self.of(record, passage)

    def of(self, statement: Statement, passage: Passage) -> Attribution:
        first, last = self.sentence_at(passage.start), self.sentence_at(passage.end - 1)
        start, end = self.sentences[first][0], self.sentences[last][1]
        cues = tuple(self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)])
        named = self.named_in(first, last)
        chain = chain_of(self.collection, statement)
        hops = [hop.record for hop in chain if not hop.cited and not self.need_not_be_named(statement, hop.record)]
        missing = [record for record in hops if not self.names(record, first, last, named, cues)]
        if missing and len(self.article.text[start:end].split()) < _FEWEST:
            missing = []
        if missing and (begins := self.going_on_from(first, last, cues)) != first:
            around = self.named_in(begins, min(last + 1, len(self.sentences) - 1))
            missing = [record for record in missing if not self.names(record, begins, last + 1, around, cues)]
        whole = frozenset(hop.record for hop in chain)
        return Attribution(statement, passage, cues, named, whole, tuple(missing))

    def named_in(self, first: int, last: int) -> frozenset[Actor | Source]:
        return frozenset(record for at in range(first, last + 1) for record in self.by_sentence.get(at, ()))

    def need_not_be_named(self, statement: Statement, record: Actor | Source) -> bool:
        """The article itself, and sources that are the speaker's own words."""
        if isinstance(record, Actor):
            return record.withheld
        if record.id == self.dossier.source or self.collection.linked(record, "text_of", Agreement):
            return True
        return bool(statement.said_by) and (record.level == "primary" or record.type in _THE_WORDS)

    def names(
        self, record: Actor | Source, first: int, last: int, named: frozenset[Actor | Source], cues: tuple[Cue, ...]
    ) -> bool:
        """Whether the sentences name it, or anybody who speaks for it, or call it by what it is."""
        last = min(last, len(self.sentences) - 1)
        if isinstance(record, Source):
            publisher = self.collection.get(Actor, record.publisher)
            if record in named or (publisher and not kin_of(self.collection, publisher).near.isdisjoint(named)):
                return True
            called = [record.title, record.container_title, record.author.split(" ")[-1] if record.author else None]
            words: Sequence[str] = [name.lower() for name in called if name]
        else:
            kin = kin_of(self.collection, record)
            if not kin.near.isdisjoint(named):
                return True
            if not kin.states.isdisjoint(named) and any(cue.kind is Kind.NAMED for cue in cues):
                return True
            words = kin.words
        text = self.article.text[self.sentences[first][0] : self.sentences[last][1]].lower() if words else ""
        if any(word in text for word in words):
            return True
        return isinstance(record, Actor) and self.names_by_surname(record, first, last)

    def names_by_surname(self, actor: Actor, first: int, last: int) -> bool:
        surnames = _surnames(self.collection).get(actor, ())
        if not surnames:
            return False
        text = normalised(self.article.text[self.sentences[first][0] : self.sentences[last][1]]).text
        language = self.dossier.language or self.collection.language
        return any(
            _stands_alone(text, found.start(), found.end()) and not self.double.hold(text, found.start(), found.end())
            for surname in surnames
            for form in forms(normalised(surname).text, language)
            for found in re.finditer(re.escape(form), text)
        )

    def going_on_from(self, first: int, last: int, cues: tuple[Cue, ...]) -> int:
        """The sentence from which on one may have been named of whom these go on to speak."""
        text = self.article.text
        start, end = self.sentences[first][0], self.sentences[last][1]
        words = {word.strip('.,;:!?"“”„«»()') for word in text[start:end].lower().split()}
        if all(cue.kind is Kind.PASSIVE for cue in cues) and words.isdisjoint(_GOING_ON):
            return first
        block = text.rfind("\n", 0, start)
        before = text.rfind("\n", 0, block) if block > 0 else -1
        return self.sentence_at(before + 1)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word that stands there is whole, and not the end of a compound."""
    if start and (text[start - 1] == "-" or cuts_word(text[start - 1], text[start])):
        return False
    return end == len(text) or not cuts_word(text[end - 1], text[end])


@once_per_collection
def _surnames(collection: Collection) -> Mapping[Actor, tuple[str, ...]]:
    """The last word of each person's name, as each language writes it, where no other actor bears it."""
    bearers: dict[str, set[Actor]] = defaultdict(set)
    for actor in collection.of(Actor):
        for name in names_of(actor):
            for word in (*name.split(), *name.replace("-", " ").split()):
                bearers[word].add(actor)
    found: dict[Actor, tuple[str, ...]] = {}
    for actor in collection.of(Actor):
        names = (actor.name, *actor.name.translations.values())
        last = dict.fromkeys(name.split()[-1] for name in names if actor.kind == "person" and name.split())
        found[actor] = tuple(
            word for word in last if len(word) >= _SHORTEST and not word[0].islower() and bearers[word] == {actor}
        )
    return found


def _namings(collection: Collection, article: Article) -> Iterator[tuple[int, Actor | Source]]:
    """Every place that names an actor or speaks of a source."""
    for name in article.named:
        if actor := collection.get(Actor, name.actor):
            yield name.start, actor
    for record, passage in article.passages.items():
        if isinstance(record, Mention) and not record.forbid:
            if actor := collection.get(Actor, record.actor):
                yield passage.start, actor
            if source := collection.get(Source, record.source):
                yield passage.start, source
