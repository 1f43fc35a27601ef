"""Propose mentions: of names that several bear, and of nouns and dates that may mean what the registers hold."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise, takewhile

from mkdocs_dossier.article.names import NameIndex, decided, names_of
from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.independence import kin_of
from mkdocs_dossier.language.attribution.words import LANGUAGES, speaker_nouns
from mkdocs_dossier.language.dates.saying import dates_meant
from mkdocs_dossier.language.sentences import starters
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.records import MENTIONABLE, Actor, Agreement, Event, Mention, Record, Source, Topic
from mkdocs_dossier.suggestions.phrasing import WORDS
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Proposal, Tier

#: Endings by which a noun's forms differ; and in letters, the shortest noun that a compound may end in.
_ENDINGS, _SHORTEST = ("", "s", "es", "e", "en", "n"), 5
#: Kinds of actors that a noun for the kind may mean, once they are named: “der Konzern”.
_BODIES = ("company", "organization")
#: Of records that fit as well, those of the first kind come first.
_FIRST = ("agreement", "source", "actor", "event")
#: How many records are offered: one for each key.
_OFFERED = 9
_Span = tuple[int, int]


class Mentions:
    """Finds names that several bear, and nouns and dates that may mean a record, in an article."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.collection, self.text = draft, draft.collection, draft.article.text
        article, self.words = draft.article, WORDS.get(draft.primary)
        self.nouns = _by_noun(self.collection, draft.primary) if self.words else {}
        self.known, self.done, self.reached = defaultdict[Record, list[int]](list), set[tuple[Record, str]](), 0
        places = [("actor", name.actor, name.start, name.end) for name in article.named]
        places += [(noun, name, at.start, at.end) for noun in MENTIONABLE for at, name in article.mentioning(noun)]
        written = [(at.start, at.end) for _, at in article.passages.of(Mention)]
        self.taken = Spans.of(sorted([*written, *((start, end) for _, _, start, end in places)]))
        for noun, name, start, _ in sorted(places, key=lambda place: place[2]):
            if record := self.collection.find(name, noun):
                self.known[record].append(start)
        persons = (starts for one, starts in self.known.items() if isinstance(one, Actor) and one.kind == "person")
        self.persons, dossier, get_all = sorted(chain(*persons)), draft.dossier, self.collection.get_all
        own = (*get_all(Source, dossier.sources), *get_all(Event, dossier.events), *get_all(Topic, dossier.topics))
        near = {*self.known, *own}
        near |= {other for record in near for _, other in self.collection.linking(record)}
        self.near = near | {
            other for one in near if isinstance(one, Actor) for other in kin_of(self.collection, one).near
        }

    def proposals(self) -> Iterator[Proposal]:
        """Propose mentions of names that several bear, and of nouns and dates that may mean a record."""
        found = (*self.shared(), *self.called(), *self.dated())
        for span, noun, records in sorted(found, key=lambda one: one[0]):
            if made := self.proposed(span, noun, records):
                yield made

    def shared(self) -> Iterator[tuple[_Span, str, list[Record]]]:
        """Yield (span, an empty text, actors) for each name that several bear, if the article does not decide."""
        index = _shared_names(self.collection, self.draft.language)
        found = [name for name in index.find(self.text) if name.others] if index else []
        mentioned = [
            (at.start, one.actor) for one, at in self.draft.article.passages.of(Mention) if one.actor and found
        ]
        named = sorted([*self.draft.article.named, *found], key=lambda name: name.start) if found else []
        for name in decided(named, mentioned, self.draft.header):
            if name.others:
                yield (name.start, name.end), "", [*self.collection.get_all(Actor, (name.actor, *name.others))]

    def called(self) -> Iterator[tuple[_Span, str, list[Record]]]:
        """Yield (span, noun, records) for each noun that may mean a record, but that no name follows."""
        capitalised = bool(self.words and self.words.nouns_are_capitalised)
        for word in pattern("word").finditer(self.text) if self.nouns else ():
            (start, end), noun = word.span(), word[0].lower()
            if word[0][0].isupper() >= capitalised and (records := self.records(noun, start)):
                at = bisect_left(self.persons, end)
                is_title = at < len(self.persons) and pattern("title").fullmatch(self.text, end, self.persons[at])
                behind = None if capitalised else pattern("next").match(self.text, end)
                if not is_title and not (behind and behind[1] in self.nouns):  # “the inspection report”
                    yield (start, end), noun, records

    def dated(self) -> Iterator[tuple[_Span, str, list[Record]]]:
        """Yield (span, an empty text, events) for each date on which events of the registers happened."""
        published = self.draft.dossier.published.latest
        for start, end, dates in dates_meant(self.text, (0, len(self.text)), published, self.draft.language):
            if events := self.plausible(next((self.nouns[date] for date in dates if date in self.nouns), ())):
                yield (start, end), "", events

    def plausible(self, records: Iterable[Record]) -> list[Record]:
        """Leave those that the article names, those linked with one of these, and those that nothing refers to yet."""
        near = (one for one in records if one in self.near or not self.collection.reaches(one, 0))
        return [one for one in near if (one.noun, one.id) != ("source", self.draft.dossier.source)]

    def records(self, noun: str, start: int) -> list[Record]:
        """Return the records that a noun in lower case may mean."""
        forms = (noun.removesuffix(ending) for ending in _ENDINGS if noun.endswith(ending))
        found = dict.fromkeys(record for form in forms for record in self.nouns.get(form, ()))
        for at in range(3, len(noun) - _SHORTEST + 1 if not found else 0):  # “Zugunglück”
            found |= dict.fromkeys(one for one in self.nouns.get(noun[at:], ()) if isinstance(one, Event))
        kinds = [kind for kind in _BODIES if noun in speaker_nouns().kinds[kind]]
        bodies = [one for one in self.known if isinstance(one, Actor) and one.kind in kinds] if kinds else []
        return [*self.plausible(found), *(one for one in bodies if one not in found and self.last(one, start) >= 0)]

    def last(self, record: Record, offset: int) -> int:
        """Return where a record was named last before an offset; -1 if nowhere."""
        starts = self.known.get(record, ())
        return starts[at - 1] if (at := bisect_left(starts, offset)) else -1

    def proposed(self, span: _Span, noun: str, records: list[Record]) -> Proposal | None:
        """Propose a noun's phrase, or a date (of an empty noun), as a mention of one of the records."""
        if span[0] < self.reached or self.taken.hold(span[0]) or self.taken.hold(span[1] - 1):
            return None
        start, end = self.draft.article.sentences[max(self.draft.article.sentences.at(span[0]), 0)]
        words = {word[0].lower() for word in pattern("word").finditer(self.text, start, end)} - {noun} - starters()
        same = {one: len(_words_of(one) & words) for one in records}
        best, *others = sorted(
            records, key=lambda one: (-same[one], -self.last(one, span[0]), _FIRST.index(one.noun), one.id)
        )
        is_actor, is_event = best.noun == "actor", noun and best.noun == "event"
        is_heading = start < self.draft.header or self.text[start:end] in self.draft.headings
        reason = "called" if noun else "ambiguous" if is_actor else "dated"
        around = self.words and {"called": self.words.phrase, "dated": self.words.date}.get(reason)
        phrase = around.search(self.text, start, span[0]) if around else None
        key = (best, "" if is_event else self.text[slice(*span)])
        shortened = is_heading and (is_event or (is_actor and self.known.get(best)))
        if (noun and not shortened and (is_heading or not phrase)) or (key in self.done and not (noun and is_actor)):
            return None
        if is_event and not is_heading and not (same[best] and self.words and self.words.nouns_are_capitalised):
            return None  # “das Unglück” may be any, unless the sentence has more of its name; “a rally” seldom is it
        first, last = phrase.start() if phrase else span[0], span[1]
        behind = pattern("behind").match(self.text, last) if noun else None
        for word in pattern("word").finditer(self.text, *behind.span()) if behind else ():
            last = word.end() if word[0].lower() in _words_of(best) else last
        apposed = is_actor and self.text.endswith(", ", 0, first) and self.taken.hold(first - 3)
        if (anchor := self.draft.anchor(first, last)) is None or apposed:
            return None
        self.done |= set() if is_heading and noun else {key, (best, "")}
        self.reached, alone = last, not others or (same[best] > same[others[0]] and reason != "ambiguous")
        owned = is_actor and pattern("owned").match(self.text, last)  # another ministry may be meant
        alone = alone and (not is_actor or (best in self.near and not owned))
        ways = tuple(Choice(self.draft.name(one), {one.noun: one.id}) for one in (best, *others)[:_OFFERED])
        fields = {**anchor, **(ways[0].fields if alone else {})}
        tier, name = Tier.LIKELY if alone else Tier.LOOK, self.draft.article_id("mention", anchor["quote"])
        return Proposal("mention", name, fields, start, end, tier, reason, ((first, last),), {}, ways)


def _words_of(record: Record) -> set[str]:
    return {word[0].lower() for name in names_of(record) for word in pattern("word").finditer(name)} - starters()


@derived
def _by_noun(collection: Collection, language: str) -> Mapping[str, list[Record]]:
    """Map nouns, in lower case, to the records that they may mean, and dates to events."""
    found = defaultdict[str, dict[Record, None]](dict)
    for record in chain[Record](*map(collection.of, (Actor, Agreement, Event, Source))):
        for noun in _nouns_of(record, language):
            found[noun][record] = None
    return {noun: list(records) for noun, records in found.items()}


def _nouns_of(record: Record, language: str) -> Iterator[str]:
    """Yield the nouns that a record may be called by: its post or kind, and what its name is about."""
    kind, names = str(getattr(record, "kind", "")), list(names_of(record))
    match record:
        case Actor() if kind == "person":
            names = [] if record.anonymity == "named" else names
            names += [text for each in record.positions for text in (each.post, *each.post.translations.values())]
        case Event():
            names = [kind] if kind else names
            yield record.date.text
        case Source() if (record.type or "").startswith("article"):
            names, kind = [], "media" if record.container_title else ""
    yield from WORDS[language].called.get(kind, ())
    nouns = (*chain(*speaker_nouns().kinds.values()), *speaker_nouns().documents)
    for name in filter(None, names):
        head = _head(str(name), language)
        yield head
        yield from (end for end in nouns if len(end) >= _SHORTEST and head.endswith(end) and head != end)


def _head(name: str, language: str) -> str:
    """Return the noun that a name is about, in lower case: “Bruch” of “Bruch des Dammes”, “breach” of “Dam breach”."""
    function = starters() | LANGUAGES[language].prepositions
    first, *rest = re.findall(r"[\w'’-]+", name) or [""]
    words = [first, *rest] if first.lower() not in function else rest  # “Ein Ermittler”
    before = list(takewhile(lambda word: word not in function, words))
    if WORDS[language].nouns_are_capitalised:  # “Südkoreanischer Geheimdienst”
        nouns = [(word, behind[:1].isupper()) for word, behind in pairwise([*before, ""]) if word[0].isupper()]
        before = [word for word, goes_on in nouns if not (goes_on and pattern("adjective").search(word))][:1]
    return before[-1].lower() if before else ""


@derived
def _shared_names(collection: Collection, language: str) -> NameIndex | None:
    """Index the names of the actors that share one."""
    bearers = Counter(name for actor in collection.of(Actor) for name in names_of(actor))
    sharing = [actor for actor in collection.of(Actor) if any(bearers[name] > 1 for name in names_of(actor))]
    return NameIndex(sharing, language) if sharing else None
