"""Compare whom an article's sentences name for a statement with the statement's chain."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_dossier.article.doublenames import DoubleNames
from mkdocs_dossier.article.names import names_of
from mkdocs_dossier.article.namewords import normalised
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.scripts import is_whole
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.completing import cues_of
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.chains import named_in_chain
from mkdocs_dossier.evidence.independence import kin_of
from mkdocs_dossier.language.attribution.cues import Cue, CueKind
from mkdocs_dossier.language.attribution.mode import continues_in_form
from mkdocs_dossier.language.attribution.words import LANGUAGES, NO_NAMES, speaker_nouns, state_of_capital
from mkdocs_dossier.language.inflection import forms
from mkdocs_dossier.language.words import keys_of, word_set
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Source, Statement
from mkdocs_dossier.model.text import primary_language

#: Types of source that are the speaker's own words: an article names the speaker, not the recording.
_THE_WORDS = frozenset({"speech", "interview", "hearing", "post", "personal_communication", "treaty", "legislation"})
#: In words: a shorter sentence has no room for a name.
_FEWEST = 4
#: In letters: a shorter last word of a name is often an ordinary word.
_SHORTEST = 3
#: Pronouns for people, and pronouns for people and organisations alike.
_PEOPLE, _ANYBODY = word_set("er sie he she"), word_set("er sie they")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement's passage, the cues in the sentences it touches, and the members of its chain that they leave out."""

    statement: Statement
    passage: Passage
    cues: tuple[Cue, ...]
    named: frozenset[Actor | Source]
    """The actors and sources named in these sentences."""
    missing: tuple[Actor | Source, ...]
    """The actors and sources that the statement names, but neither its sentences nor those that they continue."""

    @property
    def inside(self) -> tuple[Cue, ...]:
        """The cues within the passage."""
        return tuple(c for c in self.cues if self.passage.start <= c.start and c.end <= self.passage.end)


@derived
def attributions_in(collection: Collection, dossier: Dossier) -> tuple[Attribution, ...]:
    """Read the sentences of each of a dossier's statements; return none if no cues are known for its language."""
    if primary_language(collection.language_of(dossier)) not in LANGUAGES:
        return ()
    reader = _Reader(collection, dossier)
    placed = reader.article.passages.items() if reader.sentences else ()
    return tuple(reader.of(record, passage) for record, passage in placed if isinstance(record, Statement))


class _Reader:
    """Reads one article once for all its statements."""

    def __init__(self, collection: Collection, dossier: Dossier) -> None:
        self.collection, self.dossier = collection, dossier
        self.article, self.cues = article, cues = collection.articles[dossier], cues_of(collection, dossier)
        self.sentences = list(article.sentences)
        self.language = collection.language_of(dossier)
        self.double = DoubleNames(article.text, frozenset())
        self.quotations = [cue for cue in cues if cue.kind is CueKind.QUOTATION]
        self.by_sentence: dict[int, set[Actor | Source]] = defaultdict(set)
        for start, record in _namings(collection, article):
            self.by_sentence[self.sentence_at(start)].add(record)
        self.naming_anybody = sorted(self.by_sentence)
        self.naming_people = [at for at in self.naming_anybody if any(map(_is_person, self.by_sentence[at]))]

    def sentence_at(self, offset: int) -> int:
        return max(self.article.sentences.at(offset), 0)

    def sentences_of(self, passage: Passage) -> tuple[int, int]:
        """Return the indices of the first and last sentence that a passage, or the quotation around it, touches."""
        start, end = passage.start, passage.end
        at = bisect_right(self.quotations, start, key=lambda cue: cue.start) - 1
        if at >= 0 and self.quotations[at].end > start:
            start, end = self.quotations[at].start, max(end, self.quotations[at].end)
        return self.sentence_at(start), self.sentence_at(end - 1)

    def of(self, statement: Statement, passage: Passage) -> Attribution:
        first, last = self.sentences_of(passage)
        cues = self.cues.between(self.sentences[first][0], self.sentences[last][1])
        named = self.named_in(first, last)
        chain = named_in_chain(self.collection, statement)
        hops = [record for record in chain if not self.need_not_be_named(statement, record)]
        missing = self.unnamed(hops, first, last, cues)
        if missing and len(self.text_of(first, last).split()) < _FEWEST:
            missing = []
        if missing and (begins := self.first_continued(first, last, cues)) != first:
            missing = self.unnamed(missing, begins, last + 1, cues)
        for at in self.meant_by_pronoun(first, last) if missing else ():
            missing = self.unnamed(missing, at, at, ())
        if missing and self.points_back(last + 1):
            missing = self.unnamed(missing, last + 1, last + 1, cues)
        if missing:
            whose = {source.publisher for source in named.intersection(chain) if isinstance(source, Source)}
            missing = [record for record in missing if record.id not in whose]
        if missing and statement.repeats:
            said = self.chains_of_repeated(statement)
            missing = [record for record in missing if record not in said]
        return Attribution(statement, passage, cues, named, tuple(missing))

    def chains_of_repeated(self, statement: Statement) -> set[Actor | Source]:
        """Return the chains of what a statement repeats within its article: a heading need not name its speaker."""
        repeated = self.collection.get_all(Statement, statement.repeats, self.dossier.id)
        here = [found for found in repeated if found in self.article.passages]
        return {record for found in here for record in named_in_chain(self.collection, found)}

    def unnamed(
        self, records: Sequence[Actor | Source], first: int, last: int, cues: tuple[Cue, ...]
    ) -> list[Actor | Source]:
        """Return the records that a range of sentences does not name."""
        named = self.named_in(first, last)
        return [record for record in records if not self.names(record, first, last, named, cues)]

    def named_in(self, first: int, last: int) -> frozenset[Actor | Source]:
        return frozenset(record for at in range(first, last + 1) for record in self.by_sentence.get(at, ()))

    def need_not_be_named(self, statement: Statement, record: Actor | Source) -> bool:
        """Return whether it is withheld, the article itself, or a source that holds the speaker's own words."""
        if isinstance(record, Actor):
            return record.withheld
        if record.id == self.dossier.source or self.collection.linked(record, "text_of", Agreement):
            return True
        return bool(statement.said_by) and (record.level == "primary" or record.type in _THE_WORDS)

    def names(
        self, record: Actor | Source, first: int, last: int, named: frozenset[Actor | Source], cues: tuple[Cue, ...]
    ) -> bool:
        """Return whether the sentences name the record or anybody who speaks for it, or refer to it by its role."""
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
            spoken = [(c.start, c.end, c.name_start, c.name_end) for c in cues if c.kind is CueKind.NAMED]
            capitals = {state_of_capital(self.article.text, cue) for cue in spoken} - {""}
            official = record.kind in ("state", "agency") and record.country in capitals
            if official or (spoken and not kin.states.isdisjoint(named)):
                return True
            words = kin.words
        text = self.text_of(first, last).lower()
        if any(word in text for word in words):
            return True
        if not isinstance(record, Actor):
            return False
        return self.names_by_surname(record, first, last) or self.names_with_small_adjective(record, text)

    def names_with_small_adjective(self, actor: Actor, text: str) -> bool:
        """Return whether the text writes an organisation's name in lower case: “die indische Wetterbehörde”."""
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
        text = normalised(self.text_of(first, last)).text
        return any(
            is_whole(text, *found.span())
            and not text.endswith("-", 0, found.start())  # the end of a compound
            and not self.double.hold(text, found.span())
            for surname in surnames
            for form in forms(normalised(surname).text, self.language)
            for found in re.finditer(re.escape(form), text)
        )

    def first_continued(self, first: int, last: int, cues: tuple[Cue, ...]) -> int:
        """Return the index of the first sentence that these continue, and that may name their speaker."""
        text, start = self.article.text, self.sentences[first][0]
        block = text.rfind("\n", 0, start)
        before = text.rfind("\n", 0, block) if block > 0 else -1
        words = set(keys_of(self.text_of(first, last)))
        known = speaker_nouns()
        goes_on = not (words.isdisjoint(NO_NAMES) and words.isdisjoint(known.continuing))
        if goes_on or any(word.endswith(known.roles) for word in words):
            return self.sentence_at(before + 1)
        if any(cue.kind is not CueKind.PASSIVE for cue in cues):
            return self.sentence_at(before + 1)
        if cues or not continues_in_form(self.text_of(first, last), self.language):
            return first
        if primary_language(self.language) == "de":
            return self.sentence_at(before + 1)
        said = self.cues.between(block + 1, start)
        return self.sentence_at(block + 1) if any(cue.kind is CueKind.NAMED for cue in said) else first

    def text_of(self, first: int, last: int) -> str:
        return self.article.text[self.sentences[first][0] : self.sentences[last][1]]

    def meant_by_pronoun(self, first: int, last: int) -> set[int]:
        """Return the indices of the nearest earlier sentences that name somebody whom a pronoun in these may mean."""
        words = set(keys_of(self.text_of(first, last)))
        pronouns = ((_PEOPLE, self.naming_people), (_ANYBODY, self.naming_anybody))
        return {
            naming[at - 1]
            for these, naming in pronouns
            if not words.isdisjoint(these) and (at := bisect_left(naming, first))
        }

    def points_back(self, at: int) -> bool:
        """Return whether a sentence attributes the one before it in its paragraph: “Das berichtete die Zeitung.”"""
        if at >= len(self.sentences) or "\n" in self.article.text[self.sentences[at - 1][1] : self.sentences[at][0]]:
            return False
        first, second, *rest = (*keys_of(self.article.text[slice(*self.sentences[at])]), "", "")
        language, known = LANGUAGES[primary_language(self.language)], speaker_nouns()
        return first in known.pointing_back and (
            language.is_of_saying(second)
            or any(word.endswith((*language.reports, *known.summaries)) for word in (second, *rest))
        )


def _is_person(record: Actor | Source) -> bool:
    return isinstance(record, Actor) and record.kind == "person"


@derived
def _surnames(collection: Collection) -> Mapping[Actor, tuple[str, ...]]:
    """Map each person to the last words of their names in all languages, without those that another actor bears."""
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
    """Yield the offset and the record of every place that names an actor or mentions a source."""
    named: list[tuple[int, str, str]] = [(name.start, "actor", name.actor) for name in article.named]
    for noun in ("actor", "source"):
        named += ((passage.start, noun, name) for passage, name in article.mentioning(noun))
    for start, noun, name in named:
        if isinstance(record := collection.find(name, noun), Actor | Source):
            yield start, record
