"""Propose fields that statements and figures lack, from their words and from what is beside them in the article."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.completing import StatementReader
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.figures import reading_of
from mkdocs_dossier.evidence.independence import kin_of
from mkdocs_dossier.language.attribution.cues import CueKind
from mkdocs_dossier.language.dates.saying import dates_meant
from mkdocs_dossier.language.sentences import starters
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.language.words import keys_of, vocabulary
from mkdocs_dossier.model.records import Actor, Agreement, Dossier, Event, Figure, Quantity, Source, Statement, Topic
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Proposal, Tier
from mkdocs_dossier.suggestions.speakers import NamesInArticle

#: The fields of statements that are proposed, in order.
_OF_STATEMENTS = vocabulary(
    "topics events agreements provision repeats said_by via act holds said_on contradicts supersedes"
)
_FIELDS = {"statement": _OF_STATEMENTS, "figure": ("as_of", "supersedes")}
#: The fields that a heading has from the statement that it repeats.
_REPEATED = ("said_by", "via", "act")
#: Field → the kind that it names; empty if it names one of the record's own kind.
_NOUNS = {"topics": "topic", "events": "event", "agreements": "agreement", "said_by": "actor", "via": "source"}
_NOUNS |= dict.fromkeys(("repeats", "contradicts", "supersedes"), "")
#: So many choices are offered, one for each key; and so many records before are considered.
_OFFERED, _BACK = 9, 8
#: A statement that repeats another, or gives a provision, has so many words, and this share of the shorter one's, in
#: common with it.
_COMMON, _SHARE = 3, 0.5
#: In letters: what the forms of a word begin with; and a day in ISO 8601. How many other dossiers are compared.
_STEM, _DAY, _DOSSIERS = 5, 10, 20


class _Place(NamedTuple):
    """A statement or figure, its passage and sentences, and those before it in its paragraph and at all, last first."""

    record: Any
    at: Passage
    around: tuple[int, int]
    beside: list[Any]
    before: list[Any]

    def last(self, key: str) -> list[Any]:
        """Return the values of a field of those before it."""
        return [getattr(one, key, ()) for one in self.before]

    def alike(self, key: str) -> list[Any]:
        """Return the values of a field of those beside it that share a topic with it."""
        return [getattr(one, key) for one in self.beside if set(one.topics) & set(self.record.topics)]


#: Values that are likely, and others to choose from; likelier ones first.
_Ways = tuple[list[Any], list[Any]]


class Gaps:
    """Finds values for the fields that the statements and figures of an article lack."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.collection, self.text, article = draft, draft.collection, draft.article.text, draft.article
        self.reader = StatementReader(draft.collection, draft.dossier, article)
        self.published = draft.dossier.published.latest
        self.today = [self.published.isoformat()] if self.published else []
        self.headings = {heading.strip('„“”"') for heading in draft.headings}
        placed = [sorted(article.passages.of(model), key=lambda one: one[1].start) for model in (Statement, Figure)]
        self.placed: list[list[tuple[Any, Passage]]] = placed
        self.stems = {one.id: _stems(article.words(one)) for one, at in placed[0] if not self.is_short(at)}
        self.names = NamesInArticle(draft)
        self.figures = defaultdict[Statement | None, list[Figure]](list)
        for figure, _ in article.passages.of(Figure):
            self.figures[draft.collection.statement_of(figure)].append(figure)
        named = Counter((noun, name) for noun, _, _, name in self.reader.named)
        self.often = {name for name, times in named.items() if times > 1}
        self.elsewhere = dict(_elsewhere(draft.collection, draft.dossier))

    def is_short(self, at: Passage) -> bool:
        """Return whether a passage is in the title, lead or a heading, which repeat the text."""
        return at.start < self.draft.header or self.text[at.start : at.end].strip('„“”"') in self.headings

    def proposals(self) -> Iterator[Proposal]:
        """Propose them in the order of the article."""
        for placed in self.placed:
            for number, (record, at) in enumerate(placed):
                before = placed[max(number - _BACK, 0) : number][::-1]
                beside = [one for one, other in before if "\n" not in self.text[other.end : at.start]]
                around = self.draft.article.sentences_around(at)
                where = _Place(record, at, around, beside, [one for one, _ in before])
                for key in _FIELDS[record.noun]:
                    if not getattr(record, key) and key not in getattr(record, "none", ()):
                        likely, others = self.ways(key, where)
                        ways = list(dict.fromkeys(way for way in (*likely, *others) if way))[:_OFFERED]
                        yield from [self._proposed(record, at, key, ways)] if any(likely) else []

    def _proposed(self, record: Any, at: Passage, key: str, ways: list[Any]) -> Proposal:
        noun, choices = _NOUNS.get(key, key) or record.noun, list[Choice]()
        for way in ways:
            names = [self.collection.find(name, noun, dossier=record.dossier) for name in way if key in _NOUNS]
            choices.append(Choice(", ".join(map(self.draft.name, names)) or str(way), {key: way}))
        span, fields = self.draft.article.sentences_around(at), {"quote": record.quote}
        own = key == "contradicts" and pattern("content").search(self.text, at.start, at.end)  # more than “denied it”
        shared = own and self.stems.get(record.id, set()) & self.stems.get(ways[0][0], set())
        tier = Tier.LOOK if own and not shared else Tier.LIKELY
        fields |= choices[0].fields if tier is Tier.LIKELY else {}
        return Proposal(record.noun, record.id, fields, *span, tier, key, (), {}, tuple(choices), key)

    def ways(self, key: str, where: _Place) -> _Ways:
        """Return the values for which the words or the neighbours speak, and others; likelier ones first."""
        repeated = where.record.repeats if key in _REPEATED else ()
        if repeated and where.at.start and self.is_short(where.at):  # no title
            said = self.collection.get(Statement, repeated[0], where.record.dossier)
            return [getattr(said, key, ())], where.last(key)
        find: Callable[[_Place], _Ways] = getattr(self, key, lambda _: ([], []))
        return find(where)

    def topics(self, where: _Place) -> _Ways:
        """Take those of the statement before, those that the passage names, and those of the article."""
        labels, last = _labels(self.collection), where.last("topics")
        stems = sorted(_stems(self.text[where.at.start : where.at.end]))
        named = [(name,) for stem in stems for name in labels.get(stem, ())]
        own = [(one.id,) for one in self.collection.get_all(Topic, self.draft.dossier.topics)]
        every = [(one.id,) for one in self.collection.of(Topic)]
        return [*(last[:1] if where.beside else ()), *named, *own], [*last, *every]

    def events(self, where: _Place) -> _Ways:
        """Take those of what is counted, those named, and frequent ones of statements beside on the same topics."""
        counted = self.collection.get_all(Quantity, (one.quantity for one in self.figures[where.record]))
        of_counted = [(one.event,) for one in counted if one.event and not measures_time(one.unit)]
        alike = [way for way in where.alike("events") if {("event", name) for name in way} <= self.often]
        return [*of_counted, *self.named("event", where), *alike], where.last("events")

    def agreements(self, where: _Place) -> _Ways:
        """Take those whose article or name is given, those of statements beside, and frequent ones of its topics."""
        often = (name for noun, name in sorted(self.often) if noun == "agreement")
        topics = set(where.record.topics)
        on_topic = [(one.id,) for one in self.collection.get_all(Agreement, often) if topics & set(one.topics)]
        likely = [*self.numbered(where.around), *self.named("agreement", where), *where.alike("agreements"), *on_topic]
        return likely, where.last("agreements")

    def named(self, noun: str, where: _Place) -> list[tuple[str]]:
        """Return the records of a kind that the sentences name."""
        return [(name,) for _, _, name in self.reader.names_in(noun, Passage(*where.around))]

    def act(self, where: _Place) -> _Ways:
        """Take the act with whose words a passage begins."""
        does = pattern("acts").match(self.text, where.at.start, where.around[1])
        return [str(does.lastgroup).replace("_", "-")] if does else [], where.last("act")

    def said_on(self, where: _Place) -> _Ways:
        """Take the day of its source or of its speaker's event, if the sentence gives it, and days of its words."""
        record, get_all = where.record, self.collection.get_all
        if not record.said_by and (not record.via or record.provision):
            return [], []
        speakers = set(record.said_by)
        spans = dates_meant(self.text, where.around, self.published, self.reader.language)
        given = {day for _, _, days in spans for day in days if self.today and day <= self.today[0]}
        events = (one for one in get_all(Event, record.events) if speakers & {each.actor for each in one.actors})
        known = [*(one.date for one in events), *(one.issued for one in get_all(Source, record.via) if one.issued)]
        said = [one.said_on for one in where.beside if speakers & set(one.said_by)]
        likely = [*(one.text for one in known if one.text in given), *self.days(where.around, said=True)]
        return [*likely, *(one.text for one in said if one)], [*self.days(where.around), *self.today]

    def contradicts(self, where: _Place) -> _Ways:
        """Take the statements of others in the paragraph, where one denies or contrasts."""
        if where.record.act != "denial" and not pattern("contrast").search(self.text, *where.around):
            return [], []
        near = self.near(where.record)
        return [(one.id,) for one in where.beside if one.said_by and near.isdisjoint(one.said_by)], []

    def as_of(self, where: _Place) -> _Ways:
        """Take the day of the statement; of a number without unit, also days of the words and of figures beside."""
        quantity = self.collection.get(Quantity, where.record.quantity)
        if quantity is None:
            return [], []
        source = self.collection.statement_of(where.record)
        dates = [getattr(source, "said_on", None), *(one.as_of for one in where.beside)]
        first, *days = (one.text if one else "" for one in dates)
        is_own = source is not None and not source.via
        if quantity.unit not in ("", "%"):
            return [first] if is_own else [], self.today
        is_new = quantity.event and source and is_own and (source.said_by or where.at.start < self.draft.header)
        return [first, *self.days(where.around), *days, *(self.today if is_new else ())], self.today

    def holds(self, where: _Place) -> _Ways:
        """Take whether its words call a provision kept or broken."""
        fate = pattern("holds").search(self.text, where.at.start, where.at.end) if where.record.provision else None
        return [str(fate.lastgroup)] if fate else [], where.last("holds")

    def via(self, where: _Place) -> _Ways:
        """Take the text of the agreement, the chain before “the paper”, and the sources that the passage names."""
        record = where.record
        bound = record.agreements if record.provision and not record.said_by else ()
        texts = [(one.text,) for one in self.collection.get_all(Agreement, bound) if one.text]
        again = pattern("same paper").search(self.text, where.at.start, where.at.end)
        before = [one.via for one in where.beside if again and one.via][:1]
        return [*texts, *before, *self.stations(where.at)], where.last("via")

    def supersedes(self, where: _Place) -> _Ways:
        """Take the numbers that a figure replaces, or the statements that give them."""
        found = self.replaced if where.record.noun == "figure" else self.superseded
        return found(where.record, where.at), []

    def stations(self, at: Passage) -> list[tuple[str, ...]]:
        """Return the chains of a medium and the sources that a passage names, unless it goes on with what was said."""
        cues = {cue.kind for cue in self.reader.cues.between(at.start, at.end)}
        if CueKind.KONJUNKTIV in cues and CueKind.NAMED not in cues:
            return []
        media = [[source.id] for one in self.names.media(at.start, at.end) for source in self.names.sources(one)]
        named = [name for one, name in self.draft.article.mentioning("source") if at.start <= one.start < at.end]
        return [tuple(dict.fromkeys((*first, *named))) for first in media or [[]]]

    def numbered(self, span: tuple[int, int]) -> list[tuple[str]]:
        """Return the agreements named in the text that have an article of the number in a sentence."""
        number = pattern("article of an agreement").search(self.text, *span)
        named = dict.fromkeys(name for noun, _, _, name in self.reader.named if number and noun == "agreement")
        agreements = self.collection.get_all(Agreement, named)
        return [(one.id,) for one in agreements for each in one.provisions if number and each.article == number[1]]

    def provision(self, where: _Place) -> _Ways:
        """Take the provisions of which it has the number or most words, or the one that it says is kept."""
        at, found = where.at, dict[str, int]()
        words = {one for one in _stems(self.text[at.start : at.end]) if not one.isdigit()}
        numbers = set(pattern("article of an agreement").findall(self.text, at.start, at.end))
        agreements = self.collection.get_all(Agreement, where.record.agreements)
        provisions = [one for agreement in agreements for one in agreement.provisions]
        for one in provisions:
            texts = (str(one.text), *one.text.translations.values()) if one.text else (one.quote,)
            for others in map(_stems, texts):
                if (same := len(words & others)) >= max(_COMMON, _SHARE * min(len(words), len(others))):
                    found[one.id] = max(found.get(one.id, 0), same)
        found |= {one.id: len(words) for one in provisions if one.article in numbers}
        if not found and pattern("holds").search(self.text, at.start, at.end):
            ids = [one.id for one in provisions]
            return [one for one in where.last("provision") if one in ids] or ids[: len(ids) == 1], []
        return sorted(found, key=lambda name: -found[name]), []

    def replaced(self, figure: Figure, at: Passage) -> list[tuple[str, ...]]:
        """Return the numbers that a figure may replace: one of the article, one of the version before, or both."""
        mark, sentence, older = self.mark(at), self.draft.article.sentences.at, list[str]()
        for other, held in reversed(self.placed[1]):
            near = sentence(at.start) == sentence(held.start)
            if self.mark(held) == "old" or (mark == "new" and held.start < at.start):
                older += [other.id] if self.differs(figure, other, near or self.is_short(at)) else []
        both = (*older[:1], *self.versions(figure, at)[:1])
        return [*((one,) for one in both), both] if both and mark != "old" else []

    def superseded(self, statement: Statement, at: Passage) -> list[tuple[str, ...]]:
        """Return the statements that give the numbers which those of a statement replace."""
        figures = () if self.is_short(at) else self.figures[statement]
        ways = [way for one in figures if one.supersedes for way in (one.supersedes, self.versions(one, at))]
        older = [self.collection.get_all(Figure, way, statement.dossier) for way in ways]
        said = [dict.fromkeys(self.collection.statement_of(one) for one in way) for way in older]
        others = [[one for one in way if one and one is not statement] for way in said]  # “rose to 31, up from 19”
        return [tuple(str(one.id if one.dossier == statement.dossier else one.key) for one in way) for way in others]

    def versions(self, figure: Figure, at: Passage) -> list[str]:
        """Return the figures that the same speakers give in the version before, the last one first."""
        before = self.collection.get(Dossier, self.draft.dossier.version_of)
        others = self.collection.inside(before, Figure)[::-1] if before else ()
        near = self.is_short(at) or not self.near(self.collection.statement_of(figure))
        return [str(one.key) for one in others if self.differs(figure, one, near)]

    def mark(self, at: Passage) -> str:
        """Return whether the words of its clause call a number “old” or “new”."""
        commas = (self.text.rfind(comma, 0, at.start) for comma in ("; ", ", "))
        start = max(self.draft.article.sentences_around(at)[0], *commas)
        return next((str(one.lastgroup) for one in pattern("old or new").finditer(self.text, start, at.end)), "")

    def differs(self, figure: Figure, other: Figure, near: bool) -> bool:
        """Return whether figures have other numbers of one quantity, and the same speakers unless they are `near`."""
        one, two = (reading_of(self.collection, each) for each in (figure, other))
        if figure.quantity != other.quantity or not figure.quantity or not one or not two or one.amount == two.amount:
            return False
        own, others = map(self.collection.statement_of, (figure, other))
        return near or not self.near(own).isdisjoint(others.said_by if others else ())

    def near(self, statement: Statement | None) -> set[str]:
        """Return the ids of those who make a statement, of those who speak for them and for whom they speak."""
        actors = self.collection.get_all(Actor, statement.said_by if statement else ())
        return {near.id for actor in actors for near in kin_of(self.collection, actor).near}

    def days(self, span: tuple[int, int], *, said: bool = False) -> Iterator[str]:
        """Yield the days before publication that words may mean; with `said`, weekdays, or before a cue."""
        cues = [cue.start for cue in self.reader.cues.between(*span) if cue.kind is CueKind.NAMED]
        reported = pattern("introduces").search(self.text, cues[0], span[1]) if said and cues else None
        for start, end, found in dates_meant(self.text, span, self.published, self.reader.language):
            if reported and start > reported.start():
                continue  # “said that the bridge fell on Sunday”
            spoken = any(end <= cue and not set(self.text[end:cue]) & set(',:;„“"') for cue in cues)
            spoken = spoken or not (said and any(map(str.isdigit, self.text[start:end])))
            if self.published and len(found[0]) == _DAY and spoken:
                away = {abs((date.fromisoformat(one) - self.published).days): one for one in found}
                yield from [away[min(away)]] if away[min(away)] <= self.published.isoformat() else []

    def repeats(self, where: _Place) -> _Ways:
        """Take the statements of which it has most words: of the text, if it shortens that, and of other dossiers."""
        words, common = _stems(self.text[where.at.start : where.at.end]), dict[str, int]()
        short = self.is_short(where.at)
        for name, others in (self.stems | self.elsewhere if short else self.elsewhere).items():
            least = min(_COMMON, len(words) - (len(words) > 2)) if short and words else _COMMON
            if (same := len(words & others)) >= max(least, _SHARE * min(len(words), len(others))):
                common[name] = same
        return [(name,) for name in sorted(common, key=lambda name: -common[name])], []


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text that carry its meaning, and its numbers."""
    return {key[:_STEM] for key in keys_of(text) if key not in starters() and (len(key) >= _STEM or key.isdigit())}


@derived
def _labels(collection: Collection) -> Mapping[str, list[str]]:
    """Map the beginnings of words of topics' labels to the topics."""
    found: dict[str, list[str]] = {}
    for topic in collection.of(Topic):
        for stem in sorted(_stems(" ".join((str(topic.label), *topic.label.translations.values())))):
            found.setdefault(stem, []).append(topic.id)
    return found


def _elsewhere(collection: Collection, dossier: Dossier) -> Iterator[tuple[str, set[str]]]:
    """Yield (key, stems) of the statements of the last older dossiers with the same topics, but not of its versions."""
    topics, versions = collection.get_all(Topic, dossier.topics), (dossier.version_of, dossier.translation_of)
    about = {one for topic in topics for one in collection.linked(topic, "dossiers", Dossier) if one.id not in versions}
    older = [one for one in about & collection.articles.keys() if one.published.sort_key < dossier.published.sort_key]
    for other in sorted(older, key=lambda one: (one.published.sort_key, one.id))[-_DOSSIERS:]:
        for said, at in collection.articles[other].passages.of(Statement):
            yield said.key, _stems(collection.articles[other].text[at.start : at.end])
