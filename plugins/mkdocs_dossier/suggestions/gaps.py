"""Propose fields that statements and figures lack, from their words and from what is beside them in the article."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

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
from mkdocs_dossier.model.records import (
    Actor,
    Agreement,
    Dossier,
    Event,
    Figure,
    Quantity,
    Record,
    Source,
    Statement,
    Topic,
)
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Proposal, Tier
from mkdocs_dossier.suggestions.speakers import NamesInArticle

#: The fields of statements that are proposed, in order.
_OF_STATEMENTS = vocabulary(
    "topics events agreements provision repeats said_by via act holds said_on contradicts supersedes"
)
_FIELDS = {"statement": _OF_STATEMENTS, "figure": ("as_of", "supersedes")}
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


def gaps(draft: Draft) -> Iterator[Proposal]:
    """Propose values for the fields that the statements and figures of an article lack."""
    return _Gaps(draft).proposals()


class _Gaps:
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
        for placed in self.placed:
            for number, (record, at) in enumerate(placed):
                for key in _FIELDS[record.noun]:
                    if not getattr(record, key) and key not in getattr(record, "none", ()):
                        likely, others = self.ways(record, at, key, placed[max(number - _BACK, 0) : number][::-1])
                        ways = list(dict.fromkeys(way for way in (*likely, *others) if way))[:_OFFERED]
                        yield from [self.proposed(record, at, key, ways)] if any(likely) else []

    def proposed(self, record: Any, at: Passage, key: str, ways: list[Any]) -> Proposal:
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

    def ways(
        self, record: Any, at: Passage, key: str, before: list[tuple[Any, Passage]]
    ) -> tuple[list[Any], list[Any]]:
        """Return the values for which the words or the neighbours speak, and others; likelier ones first."""
        beside = [one for one, other in before if "\n" not in self.text[other.end : at.start]]
        last, around = [getattr(one, key, ()) for one, _ in before], self.draft.article.sentences_around(at)
        get_all, likely, others = self.collection.get_all, list[Any](), list[Any](last)
        if key == "topics":
            labels, stems = _labels(self.collection), sorted(_stems(self.text[at.start : at.end]))
            likely = [*(last[:1] if beside else ()), *((name,) for stem in stems for name in labels.get(stem, ()))]
            likely += [(one.id,) for one in get_all(Topic, self.draft.dossier.topics)]
            others = [*last, *((one.id,) for one in self.collection.of(Topic))]
        elif key in ("events", "agreements"):
            counted = get_all(Quantity, (one.quantity for one in self.figures[record] if key == "events"))
            likely = [(one.event,) for one in counted if one.event and not measures_time(one.unit)]
            likely += self.numbered(around) if key == "agreements" else []
            likely += [(name,) for _, _, name in self.reader.names_in(key[:-1], Passage(*around))]
            alike = [getattr(one, key) for one in beside if set(one.topics) & set(record.topics)]
            if key == "events":
                likely += [way for way in alike if {("event", name) for name in way} <= self.often]
            else:
                often = get_all(Agreement, (name for noun, name in sorted(self.often) if noun == "agreement"))
                likely += [*alike, *((one.id,) for one in often if set(one.topics) & set(record.topics))]
        elif key in ("said_by", "via", "act") and record.repeats and at.start and self.is_short(at):  # no title
            likely = [getattr(self.collection.get(Statement, record.repeats[0], record.dossier), key, ())]
        elif key == "act" and (does := pattern("acts").match(self.text, at.start, around[1])):
            likely = [str(does.lastgroup).replace("_", "-")]
        elif key == "said_on" and (record.said_by or (record.via and not record.provision)):
            said = [one.said_on for one in beside if set(one.said_by) & set(record.said_by)]
            spans = dates_meant(self.text, around, self.published, self.reader.language)
            named = {day for _, _, days in spans for day in days if self.today and day <= self.today[0]}
            known = [
                one.date
                for one in get_all(Event, record.events)
                if {each.actor for each in one.actors} & set(record.said_by)
            ]
            known += [one.issued for one in get_all(Source, record.via) if one.issued]
            likely = [*(one.text for one in known if one.text in named), *self.days(around, said=True)]
            likely += [one.text for one in said if one]
            others = [*self.days(around), *self.today]
        elif key == "contradicts" and (record.act == "denial" or pattern("contrast").search(self.text, *around)):
            near = self.near(record)
            likely, others = [(one.id,) for one in beside if one.said_by and near.isdisjoint(one.said_by)], []
        elif key == "as_of" and (counts := get_all(Quantity, [record.quantity])):
            source = self.collection.statement_of(record)
            said = [getattr(source, "said_on", None), *(one.as_of for one in beside)]
            first, *days = (one.text if one else "" for one in said)
            today = counts[0].event and source and not source.via and (source.said_by or at.start < self.draft.header)
            if counts[0].unit in ("", "%"):
                likely = [first, *self.days(around), *days, *(self.today if today else ())]
            else:
                likely = [first] if source and not source.via else []
            others = self.today
        elif key == "repeats":
            likely, others = self.repeated(record, at), []
        elif key == "provision":
            likely, others = self.provisions(record, at, last), []
        elif key == "holds" and record.provision and (fate := pattern("holds").search(self.text, at.start, at.end)):
            likely = [str(fate.lastgroup)]
        elif key == "via":
            bound = get_all(Agreement, record.agreements if record.provision and not record.said_by else ())
            again = pattern("same paper").search(self.text, at.start, at.end)
            likely = [(one.text,) for one in bound if one.text] + [one.via for one in beside if again and one.via][:1]
            likely += self.stations(at)
        elif key == "supersedes":
            likely, others = (self.replaced if record.noun == "figure" else self.superseded)(record, at), []
        return likely, others

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

    def provisions(self, statement: Statement, at: Passage, last: list[Any]) -> list[str]:
        """Return the provisions of which a statement has the number or most words, or the one that it says is kept."""
        words, found = {one for one in _stems(self.text[at.start : at.end]) if not one.isdigit()}, dict[str, int]()
        numbers = set(pattern("article of an agreement").findall(self.text, at.start, at.end))
        agreements = self.collection.get_all(Agreement, statement.agreements)
        provisions = [one for agreement in agreements for one in agreement.provisions]
        for one in provisions:
            texts = (str(one.text), *one.text.translations.values()) if one.text else (one.quote,)
            for others in map(_stems, texts):
                if (same := len(words & others)) >= max(_COMMON, _SHARE * min(len(words), len(others))):
                    found[one.id] = max(found.get(one.id, 0), same)
        found |= {one.id: len(words) for one in provisions if one.article in numbers}
        if not found and pattern("holds").search(self.text, at.start, at.end):
            ids = [one.id for one in provisions]
            return [one for one in last if one in ids] or ids[: len(ids) == 1]
        return sorted(found, key=lambda name: -found[name])

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
        said, told = map(self.collection.statement_of, (figure, other))
        return near or not self.near(said).isdisjoint(told.said_by if told else ())

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

    def repeated(self, record: Record, at: Passage) -> list[tuple[str]]:
        """Return the statements of which it has most words: of the text, if it shortens that, and of other dossiers."""
        words, common, short = _stems(self.text[at.start : at.end]), dict[str, int](), self.is_short(at)
        for name, others in (self.stems | self.elsewhere if short else self.elsewhere).items():
            least = min(_COMMON, len(words) - (len(words) > 2)) if short and words else _COMMON
            if (same := len(words & others)) >= max(least, _SHARE * min(len(words), len(others))):
                common[name] = same
        return [(name,) for name in sorted(common, key=lambda name: -common[name])]


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
