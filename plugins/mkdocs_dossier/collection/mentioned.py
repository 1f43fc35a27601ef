"""Find the places, sources, agreements and events that an article mentions, so that they need no `mentions:`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from mkdocs_dossier.article.names import Named, names_of
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.recordnames import WORDS, RecordNames
from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.article.spans import Spans, with_overlapping
from mkdocs_dossier.collection.articles import Mentioned, Passages
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.language.dates.reading import read_dates
from mkdocs_dossier.language.sentences import starters
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.records import MENTIONABLE, Agreement, Dossier, Event, Mention, Place, Source, Statement
from mkdocs_dossier.model.text import primary_language

#: Opening quotation marks of all languages, in any of which a publication's name may be.
_QUOTES = frozenset("„“”\"«»‚‘'")
#: The shortest word that says what an event is, and the longest ending in which two forms of it differ, in letters.
_WORD, _ENDING = re.compile(r"[^\W\d_]{5,}"), 4
_PARAGRAPH = re.compile(r"[^\n]+")
#: The fields, besides names, that decide whether a record is mentioned.
_DECIDING = ("container_title", "issued", "author", "precision", "text", "date", "kind")


def deciding(collection: Collection) -> list[Any]:
    """Return everything in the registers that the search depends on, for a digest."""
    records = chain[Record](*map(collection.of, (Place, Source, Agreement, Event)))
    return [(one.noun, one.id, names_of(one), [getattr(one, key, None) for key in _DECIDING]) for one in records]


@dataclass(frozen=True, slots=True)
class AnchoredText:
    """An article's visible text, the passages of its annotations, the actors that it names, and its sentences."""

    dossier: Dossier
    text: str
    passages: Passages
    named: Sequence[Named]
    sentences: Sequence[tuple[int, int]]


class MentionFinder:
    """Finds the records that articles in one language mention; it is one of `WORDS`."""

    def __init__(self, collection: Collection, language: str) -> None:
        self._collection, self._language = collection, language
        self._referring = WORDS[primary_language(language)].referring
        agreements = collection.of(Agreement)
        self._names = RecordNames([*collection.of(Place), *collection.of(Source), *agreements], language)
        self._nouns = defaultdict[str, set[str]](set)
        for agreement in agreements:
            found = self._referring.finditer("\n".join(names_of(agreement)))
            self._nouns[agreement.id] = {match["noun"].lower() for match in found}
        self._on = defaultdict[Any, list[Event]](list)
        for event in collection.of(Event):
            if not event.date.approximate:
                self._on[event.date.earliest, event.date.latest].append(event)
        named = " ".join(chain.from_iterable((event.kind, *names_of(event)) for event in collection.of(Event)))
        self._parts_of_events = frozenset(_ends_of_words(named))

    def find(self, article: AnchoredText) -> tuple[list[Mentioned], list[Mentioned]]:
        """Find the mentions that no written one forbids or replaces, and those replaced by one of the same record."""
        passages = article.passages
        placed = chain(passages.of(Mention), passages.of(Event), passages.of(Agreement))
        written = [(passage.start, passage.end, record) for record, passage in placed]
        named = list(self._named(article))
        called = sorted([*named, *self._referred_to(article, named, written)])
        taken = [(one.start, one.end, one) for one in called]
        dates = with_overlapping(self._dated(article), taken)
        free, replaced = [], []
        for one, over in with_overlapping(sorted([*called, *(date for date, names in dates if not names)]), written):
            effects = {_effect(record, passages[record], one) for record in over}
            if effects <= {""}:
                free.append(one)
            elif "forbids" not in effects:
                replaced.append(one)
        return free, replaced

    def _named(self, article: AnchoredText) -> Iterator[Mentioned]:
        """Yield the places, sources and agreements that are named, unless the words are an actor's name."""
        dossier, text = article.dossier, article.text
        used = {*dossier.sources, *(name for said in self._collection.inside(dossier, Statement) for name in said.via)}
        found = [(Passage(start, end), names) for start, end, names in self._names.names_in(text)]
        persons = ((one.start, one.end, Passage(one.start, one.end)) for one in article.named)
        for (at, over), (_, names) in zip(with_overlapping((at for at, _ in found), persons), found, strict=True):
            texts = {one.record.text for one in names if isinstance(one.record, Agreement)}
            names = [one for one in names if not (isinstance(one.record, Source) and one.record.id in texts)]
            record, quoted = names[0].record, text[max(at.start - 1, 0)] in _QUOTES
            is_free = all(at.holds(actor) and at != actor for actor in over)
            if isinstance(record, Source):
                is_publication = names[0].alias == record.container_title
                is_article = record.title or record.issued or record.author
                if record.id == dossier.source or (
                    is_publication and record.id not in used and (is_article or not quoted)
                ):
                    continue  # itself, or what another dossier cites of a publication
                is_free = is_free or (is_publication and quoted)
            if len(names) == 1 and is_free:
                yield Mentioned(at.start, at.end, record.noun, record.id)

    def _referred_to(
        self, article: AnchoredText, named: Iterable[Mentioned], written: Iterable[tuple[int, int, Record]]
    ) -> Iterator[Mentioned]:
        """Yield the nouns that refer to the only agreement that was called so before: “das Abkommen”."""
        known = [(one.start, one.end, one.id, True) for one in named if one.noun == "agreement"]
        known += ((start, end, name, False) for start, end, record in written if (name := _agreement(record)))
        called = defaultdict[str, set[str]](set)
        for _, _, agreement, _ in known:
            for noun in self._nouns[agreement]:
                called[noun].add(agreement)
        matches = list(self._referring.finditer(article.text)) if called else []
        header = header_end(article.text, lead=bool(article.dossier.lead))
        before, unclear = set[str](), set[str]()
        around = ((start, end, (name, is_name)) for start, end, name, is_name in known)
        spans = with_overlapping((Passage(*match.span("words")) for match in matches), around)
        for match, (at, over) in zip(matches, spans, strict=True):
            noun = match["noun"].lower()
            agreements, refers = called.get(noun, ()), match["definite"] and not match["another"]
            calling = [is_name for name, is_name in over if name in agreements]
            if refers and noun in before - unclear and len(agreements) == 1 and not any(calling):
                yield Mentioned(at.start, at.end, "agreement", *agreements)
            if calling:
                before.add(noun)
            elif match["another"] or not (refers or at.start < header):
                unclear.add(noun)  # “ein Abkommen mit …” is another one; the lead only explains the title

    def _dated(self, article: AnchoredText) -> Iterator[Mentioned]:
        """Yield the dates on which only one event happened, if their sentence says what happened."""
        text, published = article.text, article.dossier.published.latest
        named, sentences = Spans.of((one.start, one.end) for one in article.named), Spans.of(article.sentences)
        for paragraph in _PARAGRAPH.finditer(text):
            if self._parts_of_events.isdisjoint(_ends_of_words(paragraph[0])):
                continue  # reading dates takes long
            for reading in read_dates(paragraph[0], self._language, published):
                start, end = paragraph.start() + reading.start, paragraph.start() + reading.end
                events = self._on.get((reading.date.earliest, reading.date.latest), ())
                if len(events) == 1 and not reading.date.approximate:
                    words = _WORD.finditer(text, *sentences[sentences.at(start)])
                    said = {word[0].lower() for word in words if not named.hold(word.start())}
                    if _says(said - starters(), events[0]):
                        yield Mentioned(start, end, "event", events[0].id)


def _effect(record: Record, passage: Passage, one: Mentioned) -> str:
    """Return whether a written record `replaces` a mention that is found, `forbids` it, or neither (empty)."""
    is_about = getattr(record, one.noun, "")
    if not isinstance(record, Mention):
        return "forbids" if record.noun == one.noun else ""
    if record.forbid:
        anything = not any(getattr(record, noun) for noun in MENTIONABLE)
        return "forbids" if anything or is_about == one.id else ""
    if is_about == one.id:
        return "replaces"
    return "forbids" if is_about or record.actor or passage == Passage(one.start, one.end) else ""


def _agreement(record: Record) -> str:
    """Return the id of the agreement that a written passage is about; empty if it is about none."""
    if isinstance(record, Mention):
        return "" if record.forbid else record.agreement
    return record.id if isinstance(record, Agreement) else ""


def _says(words: set[str], event: Event) -> bool:
    """Return whether a sentence's words match the kind of an event, or at least two words of its name."""
    kind, name = (set(_WORD.findall(text.lower())) - starters() for text in (event.kind, " ".join(names_of(event))))
    alike = [sum(any(_alike(word, other) for other in others) for word in words) for others in (kind, name)]
    return alike[0] > 0 or alike[1] > 1


def _ends_of_words(text: str) -> Iterator[str]:
    """Yield the beginning and the end of each word: words that are alike share one of them."""
    for word in _WORD.findall(text.lower()):
        yield from (word[:5], word[-5:])


def _alike(word: str, other: str) -> bool:
    """Return whether two words are inflections of each other, or one a compound of the other (“Raketenangriff”)."""
    least = max(5, len(word) - _ENDING, len(other) - _ENDING)
    return word.endswith(other) or other.endswith(word) or word[:least] == other[:least]
