"""What an article's own sentences say of where a statement comes from, beside what its chain says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_dossier.article.doublenames import DoubleNames
from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.article.namewords import normalised
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.scripts import cuts_word
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import named_in_chain
from mkdocs_dossier.evidence.kinship import kin_of
from mkdocs_dossier.language.attribution import Cue, Kind, attributions
from mkdocs_dossier.language.attributionwords import LANGUAGES, NO_NAMES
from mkdocs_dossier.language.continuation import continues_in_form
from mkdocs_dossier.language.inflection import forms
from mkdocs_dossier.language.words import keys_of, vocabulary
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
#: Words by which a sentence goes on about whom the ones before it named.
_GOING_ON = NO_NAMES | frozenset(
    vocabulary(
        """
        so dieser diese dieses seine seiner ihre ihrer weiter demnach zudem außerdem ferner zusätzlich dort darin beide
        beider beiden his her its their this also both
        """
    )
)
#: How words end that call them by what they are: “die Hilfsorganisation”.
_CALLED = vocabulary(
    """
    zeitung blatt ministerium minister ministerin behörde sprecher sprecherin dienst regierung agentur studie bericht
    präsident präsidentin militär armee institut organisation firma partei sender portal magazin newspaper paper
    ministry agency spokesman spokeswoman service government study report president military army institute company
    party
    """
)
#: Pronouns for people, and those for people and bodies alike.
_PEOPLE, _ANYBODY = frozenset(vocabulary("er sie he she")), frozenset(vocabulary("er sie they"))
#: Words that point back to what the sentence before said: “Das berichtete die Zeitung.”
_POINTING_BACK = frozenset(vocabulary("das dies diese dieses diesen so zu this that these"))
#: Nouns for what is said in sum: “So lässt sich der Befund der Studie zusammenfassen.”
_IN_SUM = vocabulary(
    "befund bilanz botschaft ergebnis fazit kernaussage schluss tenor urteil vorwurf conclusion finding findings gist"
    " message result tenor upshot verdict"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement's passage, the cues of the sentences it touches, and whom of its chain they do not name."""

    statement: Statement
    passage: Passage
    cues: tuple[Cue, ...]
    named: frozenset[Actor | Source]
    """Whoever is named in these sentences."""
    missing: tuple[Actor | Source, ...]
    """Whoever the statement itself names, and neither its sentences nor those before it that they go on from do."""

    @property
    def inside(self) -> tuple[Cue, ...]:
        """The cues within the passage."""
        return tuple(c for c in self.cues if self.passage.start <= c.start and c.end <= self.passage.end)


@derived
def cues_of(collection: Collection, dossier: Dossier) -> tuple[Cue, ...]:
    """The cues of a dossier's article, in order."""
    article = collection.articles[dossier]
    language, text, spans = dossier.language or collection.language, article.text, article.sentences
    return collection.memory.of(("cues", text, language), lambda: tuple(attributions(text, language, spans)))


@derived
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
        self.language = dossier.language or collection.language
        self.starts = [start for start, _ in self.sentences]
        self.cue_starts = [cue.start for cue in cues]
        self.double = DoubleNames(article.text, frozenset())
        self.quotations = [cue for cue in cues if cue.kind is Kind.QUOTATION]
        self.by_sentence: dict[int, set[Actor | Source]] = defaultdict(set)
        for start, record in _namings(collection, article):
            self.by_sentence[self.sentence_at(start)].add(record)
        self.naming_anybody = sorted(self.by_sentence)
        self.naming_people = [at for at in self.naming_anybody if any(map(_is_person, self.by_sentence[at]))]

    def sentence_at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def sentences_of(self, passage: Passage) -> tuple[int, int]:
        """The first and the last sentence that a passage touches, or that the quotation goes through it stands in."""
        start, end = passage.start, passage.end
        at = bisect_right(self.quotations, start, key=lambda cue: cue.start) - 1
        if at >= 0 and self.quotations[at].end > start:
            start, end = self.quotations[at].start, max(end, self.quotations[at].end)
        return self.sentence_at(start), self.sentence_at(end - 1)

    def cues_between(self, start: int, end: int) -> tuple[Cue, ...]:
        """The cues that begin between two places of the text."""
        return tuple(self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)])

    def attributions(self) -> Iterator[Attribution]:
        for record, passage in self.article.passages.items():
            if isinstance(record, Statement) and self.sentences:
                yield self.of(record, passage)

    def of(self, statement: Statement, passage: Passage) -> Attribution:
        first, last = self.sentences_of(passage)
        start, end = self.sentences[first][0], self.sentences[last][1]
        cues = self.cues_between(start, end)
        named = self.named_in(first, last)
        chain = named_in_chain(self.collection, statement)
        hops = [record for record in chain if not self.need_not_be_named(statement, record)]
        missing = [record for record in hops if not self.names(record, first, last, named, cues)]
        if missing and len(self.article.text[start:end].split()) < _FEWEST:
            missing = []
        if missing and (begins := self.going_on_from(first, last, cues)) != first:
            around = self.named_in(begins, min(last + 1, len(self.sentences) - 1))
            missing = [record for record in missing if not self.names(record, begins, last + 1, around, cues)]
        if missing and (before := self.meant_by_pronoun(first, last)):
            missing = [r for r in missing if not any(self.names(r, at, at, self.named_in(at, at), ()) for at in before)]
        if missing and self.points_back(last + 1):
            around = self.named_in(last + 1, last + 1)
            missing = [record for record in missing if not self.names(record, last + 1, last + 1, around, cues)]
        if missing:
            whose = {source.publisher for source in named.intersection(chain) if isinstance(source, Source)}
            missing = [record for record in missing if record.id not in whose]
        if missing and statement.repeats:
            said = self.said_elsewhere(statement)
            missing = [record for record in missing if record not in said]
        return Attribution(statement, passage, cues, named, tuple(missing))

    def said_elsewhere(self, statement: Statement) -> set[Actor | Source]:
        """The chains of what a statement repeats within its article: a heading need not name whose words it gives."""
        repeated = (self.collection.get(Statement, name, self.dossier.id) for name in statement.repeats)
        here = [found for found in repeated if found in self.article.passages]
        return {record for found in here if found is not None for record in named_in_chain(self.collection, found)}

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
        text = self.article.text[self.sentences[first][0] : self.sentences[last][1]].lower()
        if any(word in text for word in words):
            return True
        if not isinstance(record, Actor):
            return False
        return self.names_by_surname(record, first, last) or self.names_in_small_letters(record, text)

    def names_in_small_letters(self, actor: Actor, text: str) -> bool:
        """Whether a body's name begins with an adjective, which is written small: “die indische Wetterbehörde”."""
        names = [] if actor.kind == "person" else [name.split(" ", 1) for name in names_of(actor) if " " in name]
        return any(
            f"{form} {rest}".lower() in text
            for first, rest in names
            for form in forms(first, self.language, adjective=True)
        )

    def names_by_surname(self, actor: Actor, first: int, last: int) -> bool:
        surnames = _surnames(self.collection).get(actor, ())
        if not surnames:
            return False
        text = normalised(self.article.text[self.sentences[first][0] : self.sentences[last][1]]).text
        return any(
            _stands_alone(text, found.start(), found.end()) and not self.double.hold(text, found.start(), found.end())
            for surname in surnames
            for form in forms(normalised(surname).text, self.language)
            for found in re.finditer(re.escape(form), text)
        )

    def going_on_from(self, first: int, last: int, cues: tuple[Cue, ...]) -> int:
        """The sentence from which on one may have been named of whom these go on to speak."""
        text = self.article.text
        start, end = self.sentences[first][0], self.sentences[last][1]
        block = text.rfind("\n", 0, start)
        before = text.rfind("\n", 0, block) if block > 0 else -1
        words = self.words(first, last)
        if not words.isdisjoint(_GOING_ON) or any(word.endswith(_CALLED) for word in words):
            return self.sentence_at(before + 1)
        if any(cue.kind is not Kind.PASSIVE for cue in cues):
            return self.sentence_at(before + 1)
        if cues or not continues_in_form(text[start:end], self.language):
            return first
        if primary_language(self.language) == "de":
            return self.sentence_at(before + 1)
        said = self.cues_between(block + 1, start)
        return self.sentence_at(block + 1) if any(cue.kind is Kind.NAMED for cue in said) else first

    def words(self, first: int, last: int) -> set[str]:
        """The words of some sentences, in lower case."""
        return set(keys_of(self.article.text[self.sentences[first][0] : self.sentences[last][1]]))

    def meant_by_pronoun(self, first: int, last: int) -> set[int]:
        """The sentences that last name anybody whom a pronoun in these may mean."""
        words = self.words(first, last)
        pronouns = ((_PEOPLE, self.naming_people), (_ANYBODY, self.naming_anybody))
        return {
            naming[at - 1]
            for these, naming in pronouns
            if not words.isdisjoint(these) and (at := bisect_left(naming, first))
        }

    def points_back(self, at: int) -> bool:
        """Whether a sentence says who said what stands before it in its paragraph: “Das berichtete die Zeitung.”"""
        if at >= len(self.sentences) or "\n" in self.article.text[self.sentences[at - 1][1] : self.sentences[at][0]]:
            return False
        first, second, *rest = (*keys_of(self.article.text[slice(*self.sentences[at])]), "", "")
        language = LANGUAGES[primary_language(self.language)]
        return first in _POINTING_BACK and (
            second in language.says
            or second in language.plainly
            or second in language.parted
            or any(word.endswith((*language.reports, *_IN_SUM)) for word in (second, *rest))
        )


def _is_person(record: Actor | Source) -> bool:
    return isinstance(record, Actor) and record.kind == "person"


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word that stands there is whole, and not the end of a compound."""
    if start and (text[start - 1] == "-" or cuts_word(text[start - 1], text[start])):
        return False
    return end == len(text) or not cuts_word(text[end - 1], text[end])


@derived
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
