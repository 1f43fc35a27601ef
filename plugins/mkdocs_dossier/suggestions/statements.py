"""Propose statements: who says each sentence that nobody has annotated, through whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mkdocs_dossier.article.quotes import Searchable
from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.attribution import cues_of
from mkdocs_dossier.evidence.coverage import free_sentences, uncovered_sentences
from mkdocs_dossier.evidence.figures import language_of
from mkdocs_dossier.language.attribution.continuation import continues_in_form
from mkdocs_dossier.language.attribution.cues import CueKind
from mkdocs_dossier.language.attribution.speech import Speech, passes_on, speeches
from mkdocs_dossier.language.dates.saying import day_of_saying
from mkdocs_dossier.language.words import word_set
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.text import primary_language
from mkdocs_dossier.suggestions.proposals import Candidate, FreeIds, Proposal, Reason, Tier, anchor_of
from mkdocs_dossier.suggestions.speakers import NamesInArticle, Speakers, new_source, newcomer

_DATELINE = re.compile(r"[A-ZÄÖÜ][^().!?\n]{1,40} \([^()\n]{1,30}\) [–—-] ")
#: A sentence that attributes the one before it: “Das teilte X mit.”
_POINTS_BACK = re.compile(r"(?:Das|Dies|So|This|That) ")
_THAT = re.compile(r"\b(?:dass|daß|ob|that)\b")
#: The beginning of a clause with a subject of its own, before a name.
_CLAUSE = re.compile(r"[,;] (?:und |and |while |während )?(?:der |die |das |the )?\Z")
#: In words: the shortest part of a sentence.
_FEWEST = 4
#: Verbs after which English reports in its own words.
_SAYS = word_set("said says told tells added adds announced promised warned")


@dataclass(slots=True)
class _Reading:
    """What a part of a sentence says, and by whom."""

    start: int
    end: int
    said: list[tuple[Speech, Speakers]]
    cues: list[CueKind]
    free: bool
    headline: bool
    tier: Tier = Tier.LOOK
    reason: Reason = Reason.UNNAMED
    actors: tuple[Actor, ...] = ()
    via: tuple[str, ...] = ()
    act: str = ""
    shown: list[tuple[int, int]] = field(default_factory=list)
    candidates: tuple[Candidate, ...] = ()


class _Statements:
    """Reads one article."""

    def __init__(self, collection: Collection, dossier: Dossier, ids: FreeIds) -> None:
        self.collection, self.dossier, self.ids = collection, dossier, ids
        self.names = NamesInArticle(collection, dossier)
        self.article, self.text = self.names.article, self.names.article.text
        self.language = primary_language(language_of(collection, dossier))
        self.title = header_end(self.text, lead=False)
        self.cues = cues_of(collection, dossier)
        self.quotations = [cue for cue in self.cues if cue.kind is CueKind.QUOTATION]
        self.searchable = Searchable(self.text)

    def proposals(self) -> list[Proposal]:
        free = set(free_sentences(self.collection, self.dossier))
        needed = set(uncovered_sentences(self.collection, self.dossier))
        before: list[_Reading] = []
        found: list[Proposal] = []
        for span in self.article.sentences:
            if before and "\n" in self.text[before[-1].end : span[0]]:
                before = []
            for reading in self.parts(span, free=span in free):
                self.decide(reading, before)
                before.append(reading)
                needs = reading.free and (reading.actors or reading.said or span in needed)
                if needs and (made := self.proposed(reading, before)):
                    if found and found[-1].start == made.start:
                        found.pop()  # “Das teilte X mit” has taken in the sentence before
                    found.append(made)
        return found

    def parts(self, span: tuple[int, int], *, free: bool) -> Iterator[_Reading]:
        """Yield the parts of a sentence that have speakers of their own; most have one."""
        dateline = _DATELINE.match(self.text, *span)
        start, end = dateline.end() if dateline else span[0], span[1]
        said = self.said(start, end)
        cut = self.text.find("; ", start, end)
        if min(len(self.text[start:cut].split()), len(self.text[cut:end].split())) < _FEWEST or cut < 0:
            cuts = (self.cut(one, other) for (one, _), (other, _) in pairwise(said))
            cut = next((at for at in cuts if at is not None), -1)
        for first, last in [(start, cut), (cut + 1, end)] if cut >= 0 else [(start, end)]:
            inside = [(one, who) for one, who in said if first <= one.start < last]
            cues = [cue.kind for cue in self.cues if first <= cue.start < last]
            space = len(self.text[first:last]) - len(self.text[first:last].lstrip())
            yield _Reading(first + space, last, inside, cues, free, self.text[end - 1] not in ".?!“”\"»)")

    def said(self, start: int, end: int) -> list[tuple[Speech, Speakers]]:
        names = [(name.start, name.end) for name in self.names.within(start, end)]
        found: list[tuple[Speech, Speakers]] = []
        for speech in speeches(self.text, self.language, (start, end), names):
            if speech.kind in (CueKind.NAMED, CueKind.PASSIVE) and not self.is_quoted(speech.start):
                who = self.names.of(speech, (start, end))
                if found and speech.goes_on and not speech.speaker and not speech.pronoun:
                    who, speech = found[-1][1], replace(speech, speaker=found[-1][0].speaker)
                found.append((speech, who))
        return found

    def is_quoted(self, offset: int) -> bool:
        return any(cue.start < offset < cue.end for cue in self.quotations)

    def cut(self, one: Speech, other: Speech) -> int | None:
        """Return where the second speaker's clause begins, if the first one's does not enclose it."""
        if other.speaker is None or other.led or other.goes_on or one.speaker == other.speaker:
            return None
        marks = [self.text.rfind(mark, one.end - 1, min(other.start, other.speaker[0])) for mark in ",;"]
        return max(marks) if max(marks) >= 0 else None

    def decide(self, reading: _Reading, before: Sequence[_Reading]) -> None:
        """Find the speakers of a part, from its own words or from those before it."""
        known = [(speech, who) for speech, who in reading.said if who.actors]
        unknown = [speech for speech, who in reading.said if not who.actors]
        reading.shown = [(speech.start, speech.end) for speech, _ in reading.said]
        acts = {speech.act for speech, who in reading.said if who.actors or len(reading.said) == 1}
        reading.act = acts.pop() if len(acts) == 1 else ""
        if known:
            self.attribute(reading, known, unknown)
        elif phrase := next((speech for speech in unknown if speech.speaker), None):
            self.introduce(reading, phrase)
        elif any(speech.pronoun or speech.kind is CueKind.NAMED for speech in unknown):
            reading.reason, reading.candidates = Reason.PRONOUN, self.earlier(before)
        elif self.continues(reading, before):
            last = before[-1]
            reading.actors, reading.via, reading.reason = last.actors, last.via, Reason.CONTINUED
            reading.tier = Tier.LIKELY
        else:
            own, earlier = Candidate("", {"mode": "own"}), self.earlier(before)
            reported = CueKind.KONJUNKTIV in reading.cues or CueKind.QUOTATION in reading.cues
            reading.candidates = (*earlier, own) if reported else (own, *earlier)
            reading.reason = Reason.UNNAMED if reading.cues else Reason.COUNTED

    def attribute(self, reading: _Reading, known: list[tuple[Speech, Speakers]], unknown: list[Speech]) -> None:
        """Take the speaker named in the words; doubt lowers the tier."""
        relied = next((one for one in known if one[0].led and len(known) > 1), None)
        speech, who = relied or known[0]
        reading.actors, reading.tier, reading.reason = who.actors, Tier.SURE, Reason.NAMED
        media = self.names.media(reading.start, reading.end)
        others = {other.ids for _, other in known} - {who.ids}
        doubts = (
            (reading.start < self.title or reading.headline, Reason.TITLE),
            (bool(unknown) or len(others) > bool(relied), Reason.SEVERAL),
            (self.another_begins(reading, speech), Reason.SEVERAL),
            (not who.certain, Reason.ROLE),
            (passes_on(self.besides(reading, speech)), Reason.NESTED),
            (bool(relied), Reason.THROUGH),
        )
        for doubtful, reason in doubts:
            if doubtful:
                reading.tier, reading.reason = Tier.LIKELY, reason
        self.lead_through(reading, media, who)

    def besides(self, reading: _Reading, speech: Speech) -> str:
        return f"{self.text[reading.start : speech.start]} {self.text[speech.end : reading.end]}"

    def another_begins(self, reading: _Reading, speech: Speech) -> bool:
        """Whether a clause behind the cue has a subject of its own that may speak for itself."""
        if CueKind.KONJUNKTIV in reading.cues or CueKind.QUOTATION in reading.cues:
            return False
        if self.language == "de" and continues_in_form(self.text[speech.end : reading.end], self.language):
            return False
        names = self.names.within(speech.end, reading.end)
        return any(_CLAUSE.search(self.text, reading.start, name.start) for name in names)

    def lead_through(self, reading: _Reading, media: tuple[Actor, ...], who: Speakers) -> None:
        """Find the sources that the words came through; a choice among several is left to a person."""
        found = self.names.documents(reading.start, reading.end)
        nouns = [noun for at, noun in found if not self.is_quoted(at)]
        sources = [source for one in media for source in self.names.sources(one)]
        sources = sources or self.names.documents_of(who.actors, nouns)
        if not media and not nouns:
            return
        if set(media) - set(who.actors) or nouns or len(sources) != 1:
            reading.tier, reading.reason = Tier.LIKELY, Reason.THROUGH
        said_by = _one_or_all(who.ids)
        if len(sources) == 1:
            reading.via = (sources[0].id,)
        elif sources:
            reading.candidates = tuple(Candidate(s.name, {"said_by": said_by, "via": (s.id,)}) for s in sources)
        elif media:
            new = new_source(media[0], self.ids.free("source", media[0].id))
            through = Candidate(str(media[0].name), {"said_by": said_by, "via": (new.id,)}, (new,))
            reading.candidates = (through,)

    def introduce(self, reading: _Reading, speech: Speech) -> None:
        """Propose somebody whom no register holds, or who is named by a role."""
        assert speech.speaker is not None
        words = self.text[slice(*speech.speaker)].strip("„“”\"«»")
        if self.text.endswith(" des ", 0, speech.speaker[0]):
            words = words.removesuffix("s")
        known = [Candidate(str(actor.name), {"said_by": actor.id}) for actor in self.names.by_role(words)]
        new = newcomer(words, self.ids.free("actor", slug(words)))
        reading.reason = Reason.ROLE if known else Reason.NEWCOMER
        reading.tier = Tier.LIKELY if len(known) == 1 or " " in words else Tier.LOOK
        reading.candidates = (*known, new)

    def earlier(self, before: Sequence[_Reading]) -> tuple[Candidate, ...]:
        """List the speakers of the paragraph so far, the last one first."""
        found: dict[tuple[str, ...], Candidate] = {}
        for reading in reversed(before):
            if reading.actors:
                ids = tuple(actor.id for actor in reading.actors)
                label = ", ".join(str(actor.name) for actor in reading.actors)
                via = {"via": reading.via} if reading.via else {}
                found.setdefault(ids, Candidate(label, {"said_by": _one_or_all(ids), **via}))
            for name in reversed(self.names.within(reading.start, reading.end)):
                if actor := self.names.actor(name):
                    found.setdefault((actor.id,), Candidate(str(actor.name), {"said_by": actor.id}))
        return tuple(found.values())[:3]

    def continues(self, reading: _Reading, before: Sequence[_Reading]) -> bool:
        """Whether a German sentence continues the reported speech of the one before it."""
        if not before or not before[-1].actors or before[-1].tier is Tier.LOOK or self.language != "de":
            return False
        return CueKind.KONJUNKTIV in reading.cues or (
            CueKind.QUOTATION not in reading.cues
            and before[-1].cues.count(CueKind.KONJUNKTIV) > 0
            and continues_in_form(self.text[reading.start : reading.end], self.language)
        )

    def proposed(self, reading: _Reading, before: Sequence[_Reading]) -> Proposal | None:
        start = reading.start
        back = _POINTS_BACK.match(self.text, start)
        if back and len(before) > 1 and before[-2].free and not before[-2].said and reading.said:
            is_verb = reading.said[0][0].start == back.end() and self.text[back.end()].islower()
            start = before[-2].start if is_verb else start
        quote = anchor_of(self.searchable, start, reading.end)
        if quote is None:
            return None
        said: dict[str, str | Sequence[str]] = {}
        if reading.actors:
            said["said_by"] = _one_or_all(tuple(actor.id for actor in reading.actors))
        said |= {"via": reading.via} if reading.via else {}
        said |= {"act": reading.act} if reading.act and reading.actors else {}
        if reading.said and (day := self.day(reading)):
            said["said_on"] = day
        if reading.candidates and reading.tier is not Tier.LOOK:
            said |= reading.candidates[0].fields
        return Proposal(
            "statement",
            self.ids.for_words("statement", self.text[start : reading.end]),
            {**quote, **said},
            start,
            reading.end,
            reading.tier,
            reading.reason,
            tuple(reading.shown),
            {"mode": self.mode(reading)},
            reading.candidates,
        )

    def day(self, reading: _Reading) -> str:
        speech = reading.said[0][0]
        if speech.led or len(reading.said) > 1:
            return ""
        return day_of_saying(self.text, (reading.start, reading.end), (speech.start, speech.end), self.dossier.published)

    def mode(self, reading: _Reading) -> str:
        if not (reading.actors or reading.said):
            return "own"
        quoted = sum(
            min(cue.end, reading.end) - max(cue.start, reading.start)
            for cue in self.quotations
            if cue.start < reading.end and reading.start < cue.end
        )
        words = self.besides(reading, reading.said[0][0]) if reading.said else self.text[reading.start : reading.end]
        if 2 * quoted > len(words):
            return "direct"
        if self.language == "de":
            reported = CueKind.KONJUNKTIV in reading.cues or continues_in_form(words, "de")
        else:
            verb = self.text[slice(reading.said[0][0].start, reading.said[0][0].end)].split() if reading.said else []
            reported = not _SAYS.isdisjoint(verb)
        return "indirect" if reported or _THAT.search(words) else "paraphrase"


def _one_or_all(ids: tuple[str, ...]) -> str | tuple[str, ...]:
    return ids[0] if len(ids) == 1 else ids


def statements(collection: Collection, dossier: Dossier, ids: FreeIds) -> list[Proposal]:
    """Propose statements for the sentences of an article that no annotation touches.

    Args:
        collection: The collection, which is not changed.
        dossier: The article's dossier.
        ids: Gives the ids of the proposed records.
    """
    return _Statements(collection, dossier, ids).proposals()
