"""Propose statements: who says each sentence that nobody has annotated, through whom, and when."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from mkdocs_dossier.article.sourcelines import header_end
from mkdocs_dossier.collection.completing import Cues, cues_of
from mkdocs_dossier.evidence.coverage import free_sentences, omitted_sentences, uncovered_sentences
from mkdocs_dossier.language.attribution.cues import CueKind
from mkdocs_dossier.language.attribution.mode import continues_in_form, mode_of
from mkdocs_dossier.language.attribution.speech import Speech, is_judgement, speeches
from mkdocs_dossier.language.attribution.words import speaker_nouns, state_of_capital
from mkdocs_dossier.language.dates.saying import day_of_saying
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.records import Actor, Figure, Statement
from mkdocs_dossier.suggestions.proposals import Choice, Draft, Proposal, Tier
from mkdocs_dossier.suggestions.speakers import NamedSpeakers, NamesInArticle, newcomer, publication

#: What ends a sentence, but no heading.
_ENDS = '.?!“”"»)'
#: The article itself, which names no source; and no source between a speaker and the article.
_OWN, _DIRECT = Choice("", {"mode": "own"}), Choice("", {})
#: In words: the shortest part of a sentence; and how many parts back somebody may have spoken who speaks on.
_FEWEST, _BACK = 4, 8


@dataclass(slots=True)
class _Reading:
    """What a part of a sentence says, and by whom."""

    start: int
    end: int
    said: list[tuple[Speech, NamedSpeakers]]
    cues: set[CueKind]
    free: bool
    headline: bool
    tier: Tier = Tier.LOOK
    reason: str = "unnamed"
    who: NamedSpeakers = field(default_factory=NamedSpeakers)
    via: Choice = _DIRECT
    candidates: tuple[Choice, ...] = ()

    @property
    def way(self) -> Choice:
        """Who says it, and through whom."""
        label = ", ".join(str(actor.name) for actor in self.who.actors)
        return Choice(label, {**self.who.said_by(), **self.via.fields}, self.via.new)


class _Statements:
    """Reads one article."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.dossier, self.text = draft, draft.dossier, draft.article.text
        self.names = NamesInArticle(draft)
        self.newcomers: dict[str, Choice] = {}
        self.title = header_end(self.text, lead=False)
        self.cues = cues_of(draft.collection, self.dossier)
        self.written = sorted(draft.article.passages.of(Statement), key=lambda one: one[1].start)
        self.quotations = Cues(cue for cue in self.cues if cue.kind is CueKind.QUOTATION)

    def proposals(self) -> list[Proposal]:
        free = set(free_sentences(self.draft.collection, self.dossier, Figure))
        needed = set(uncovered_sentences(self.draft.collection, self.dossier))
        before, above = list[_Reading](), list[_Reading]()
        found: list[Proposal] = []
        for span in self.draft.article.sentences:
            if before and "\n" in self.text[before[-1].end : span[0]]:
                before, above = [], before
            for reading in self.parts(span, free=span in free):
                self.decide(reading, before, above)
                self.follow(reading)
                needs = reading.free and (reading.who.actors or reading.said or span in needed)
                if needs and (made := self.proposed(reading, before[-1] if before else None)):
                    if found and found[-1].start == made.start:
                        found.pop()  # “Das teilte X mit” has taken in the sentence before
                    found.append(made)
                before.append(reading)
        return found

    def parts(self, span: tuple[int, int], *, free: bool) -> Iterator[_Reading]:
        """Yield the parts of a sentence that have speakers of their own; most have one."""
        dateline = pattern("dateline").match(self.text, *span)
        start, end = dateline.end() if dateline else span[0], span[1]
        said, marks = self.said(start, end), pattern("semicolon").finditer(self.text, start, end)
        cut = next((mark.start() for mark in marks if not self.is_quoted(mark.start())), -1)
        if cut < 0 or min(len(self.text[start:cut].split()), len(self.text[cut:end].split())) < _FEWEST:
            cut = max((self.cut(one, other) for (one, _), (other, _) in pairwise(said)), default=-1)
        for first, last in [(start, cut), (cut + 1, end)] if cut >= 0 else [(start, end)]:
            first += self.text[first] == " "
            inside = [(one, who) for one, who in said if first <= one.start < last]
            cues = {cue.kind for cue in self.cues.between(first, last)}
            yield _Reading(first, last, inside, cues, free, self.text[end - 1] not in _ENDS)

    def said(self, start: int, end: int) -> list[tuple[Speech, NamedSpeakers]]:
        names = [(name.start, name.end) for name, _ in self.names.within(start, end)]
        found: list[tuple[Speech, NamedSpeakers]] = []
        if names and names[0][0] == start and self.text.startswith(": ", names[0][1]):  # “Pentagon: …” heads or quotes
            speech = Speech(start, names[0][1], names[0], "", CueKind.NAMED, led=True, goes_on=False)
            found.append((speech, self.names.of(speech, (start, end))))
        for speech in speeches(self.text, self.draft.primary, (start, end), names):
            if speech.kind in (CueKind.NAMED, CueKind.PASSIVE) and not self.is_quoted(speech.start):
                who = self.names.of(speech, (start, end))
                if found and speech.goes_on and not speech.speaker:
                    who, speech = found[-1][1], replace(speech, speaker=found[-1][0].speaker)
                found.append((speech, who))
        return found

    def is_quoted(self, offset: int) -> bool:
        before = bisect_left(self.quotations, offset, key=lambda cue: cue.start) - 1
        return before >= 0 and offset < self.quotations[before].end

    def cut(self, one: Speech, other: Speech) -> int:
        """Return where the second speaker's clause begins; -1 if the first one's may enclose it."""
        if other.speaker is None or other.led or other.goes_on or one.speaker == other.speaker:
            return -1
        return max(self.text.rfind(mark, one.end - 1, min(other.start, other.speaker[0])) for mark in ",;")

    def decide(self, reading: _Reading, before: Sequence[_Reading], above: Sequence[_Reading]) -> None:
        """Find the speakers of a part, from its own words or from those before it, or in the paragraph above."""
        known = [(speech, who) for speech, who in reading.said if who.actors]
        unknown = [speech for speech, who in reading.said if not who.actors]
        earlier = self.earlier([*(before or above)[-_BACK:], reading])
        others = (one for one in unknown if not one.speaker or self.text[slice(*one.speaker)] not in self.newcomers)
        capitals = (state_of_capital(self.text, (one.start, one.end, *(one.speaker or (0, 0)))) for one in others)
        if known:
            self.attribute(reading, known, unknown)
        elif capital := next(filter(None, capitals), ""):
            ways = tuple(self.names.governments(capital))
            reading.reason, reading.candidates = "capital", (*ways, *(one for one in earlier if one not in ways))
        elif speech := next((speech for speech in unknown if speech.speaker), None):
            self.introduce(reading, speech, earlier)
        elif any(speech.kind is CueKind.NAMED for speech in unknown):
            reading.reason, reading.candidates = "pronoun", earlier
        elif self.continues(reading, before):
            reading.who, reading.via = before[-1].who, before[-1].via
            reading.candidates = (reading.way,) if reading.via.new else ()
            reading.tier, reading.reason = Tier.LIKELY, "continued"
        else:
            reported = not reading.cues.isdisjoint((CueKind.KONJUNKTIV, CueKind.QUOTATION))
            reading.candidates = (*earlier, _OWN) if reported else (_OWN, *earlier)
            reading.reason = "unnamed" if reading.cues else "counted"

    def attribute(self, reading: _Reading, known: list[tuple[Speech, NamedSpeakers]], unknown: list[Speech]) -> None:
        """Take the speaker named in the words; doubt lowers the tier."""
        relied = next((one for one in known if one[0].led and len(known) > 1), None)
        speech, who = relied or known[0]
        reading.who, reading.tier, reading.reason = who, Tier.SURE, "named"
        others = {other.actors for _, other in known} - {who.actors}
        words = self.text[speech.start : speech.end]
        besides = f"{self.text[reading.start : speech.start]} {self.text[speech.end : reading.end]}"
        doubts = (
            (reading.start < self.title or reading.headline, "title"),
            (bool(unknown) or len(others) > bool(relied) or self.another_begins(reading, speech), "several"),
            (not who.certain, "role"),
            (bool(pattern("passes on").search(besides)), "nested"),
            (bool(relied), "through"),
            (not speech.act and is_judgement(words) and not pattern("exact").search(besides), "valued"),
        )
        for doubtful, reason in doubts:
            if doubtful:
                reading.tier, reading.reason = Tier.LIKELY, reason
        self.lead_through(reading, who.actors)
        self.pass_on(reading, speech, unknown)

    def pass_on(self, reading: _Reading, speech: Speech, unknown: list[Speech]) -> None:
        """Offer whom the speaker passes on: “X sagte, Y habe sich bei ihr beschwert”, “X, der sich auf Y beruft”."""
        actors, ways, span = reading.who.actors, list[Choice](), (speech.end, reading.end)
        verb = pattern("passes on").search(self.text, *span)
        inner = self.names.within(speech.end, verb.start()) if verb else []
        for _, other in inner[-1:] if pattern("addressed").search(self.text, *span) else ():
            if other.kind != "media" and other not in actors:
                ways.append(Choice(str(other.name), {"said_by": other.id, "via": (actors[0].id,)}))
        for start, end in (one.speaker for one in unknown if speech.led and one.led and one.speaker):
            others = self.names.by_role(self.text[start:end])
            ways += [Choice(str(other.name), {"said_by": other.id, **reading.via.fields}) for other in others]
        if ways:
            reading.candidates = (*ways, reading.way)

    def another_begins(self, reading: _Reading, speech: Speech) -> bool:
        """Return whether a clause behind the cue has a subject of its own that may speak for itself."""
        behind = self.text[speech.end : reading.end]
        if speech.led and pattern("aside").search(behind):
            return True
        reported = not reading.cues.isdisjoint((CueKind.KONJUNKTIV, CueKind.QUOTATION))
        if reported or (self.draft.primary == "de" and continues_in_form(behind, "de")):
            return False
        names = self.names.within(speech.end, reading.end)
        return any(pattern("clause").search(self.text, reading.start, name.start) for name, _ in names)

    def lead_through(self, reading: _Reading, actors: tuple[Actor, ...]) -> None:
        """Find the sources that the words came through; a choice among several is left to a person."""
        media = self.names.media(reading.start, reading.end)
        documents = self.names.documents(reading.start, reading.end)
        nouns = [noun for at, noun in documents if not self.is_quoted(at)]
        cues = (self.text[one.start : one.speaker[0]].split() for one, _ in reading.said if one.speaker)
        nouns += [words[0].lower() for words in cues if words and speaker_nouns().is_document(words[0])]
        if not media and not nouns:
            return
        sources = [source for one in media for source in self.names.sources(one)]
        sources = sources or self.names.documents_of(actors, nouns)
        if set(media) - set(actors) or nouns or len(sources) != 1:
            reading.tier, reading.reason = Tier.LIKELY, "through"
        ways = [Choice(source.name, {"via": (source.id,)}) for source in sources]
        ways = ways or [publication(one, self.draft) for one in media[:1]]
        reading.via = ways[0] if ways else _DIRECT
        said_by = reading.who.said_by()
        choices = [replace(way, fields={**said_by, **way.fields}) for way in ways]
        reading.candidates = tuple(choices) if len(sources) != 1 else ()

    def introduce(self, reading: _Reading, speech: Speech, earlier: tuple[Choice, ...]) -> None:
        """Propose somebody whom no register holds, or who is named by a role."""
        assert speech.speaker
        (start, end), text, new = speech.speaker, self.text, self.names.unknown(speech, reading.end)
        *before, last = new.words.split()
        known = [Choice(str(actor.name), {"said_by": actor.id}) for actor in self.names.by_role(text[start:end])]
        if speaker_nouns().is_document(last):
            known += [Choice(source.name, {"via": (source.id,)}) for source in self.names.called(last)]
        met = self.newcomers.get(last)
        made = met or newcomer(new, self.draft)
        self.newcomers.update((alias, made) for record in made.new[:1] for alias in record.fields.get("aliases", ()))
        reading.reason = "role" if known else "newcomer"
        # “nach Angaben des Roten Kreuzes” hides the name; of “X und Y”, X is missing.
        hidden = new.article in ("des", "dem", "den") and any(word.endswith("en") for word in before[:1])
        doubtful = hidden or pattern("joined").search(text, max(start - 60, 0), start)
        named = met or (" " in new.words and not doubtful and not last.islower())
        reading.tier = Tier.LIKELY if len(known) == 1 or (not known and named) else Tier.LOOK
        parts = [Choice(str(actor.name), {"said_by": actor.id}) for _, actor in self.names.within(start, end)]
        ways = [*known, made, *parts, *(() if known or named else earlier)]
        labels = [one.label for one in ways]
        reading.candidates = tuple(one for at, one in enumerate(ways) if one.label not in labels[:at])

    def follow(self, reading: _Reading) -> None:
        """Take the speakers of an annotated part from its statement, which a person has written or accepted."""
        at = bisect_left(self.written, reading.end, key=lambda one: one[1].start) - 1
        statement, end = (self.written[at][0], self.written[at][1].end) if at >= 0 else (None, 0)
        if statement and statement.said_by and end > reading.start:
            actors = tuple(self.draft.collection.get_all(Actor, statement.said_by))
            reading.who, reading.tier = NamedSpeakers(actors, certain=True), Tier.SURE
            reading.via = Choice("", {"via": statement.via}) if statement.via else _DIRECT

    def earlier(self, before: Sequence[_Reading]) -> tuple[Choice, ...]:
        """List up to three speakers of the paragraph so far, the last one first."""
        found: dict[object, Choice] = {}
        for reading in reversed(before):
            if reading.who.actors:
                found.setdefault(reading.who.actors, reading.way)
            for _, actor in reversed(self.names.within(reading.start, reading.end)):
                found.setdefault((actor,), Choice(str(actor.name), {"said_by": actor.id}))
            if reading.reason in ("role", "newcomer", "capital") and not reading.who.actors:
                found.setdefault(reading.candidates[0].label, reading.candidates[0])
        return tuple(found.values())[:3]

    def continues(self, reading: _Reading, before: Sequence[_Reading]) -> bool:
        """Return whether a sentence continues what the one before it quotes or, in German, reports."""
        if not before or not before[-1].who.actors or before[-1].tier is Tier.LOOK:
            return False
        words = self.text[reading.start : reading.end]
        at = bisect_left(self.quotations, reading.end, key=lambda cue: cue.start) - 1
        if at >= 0 and (quote := self.quotations[at]).end > before[-1].end and quote.start <= reading.start:
            return quote.start < before[-1].end or CueKind.QUOTATION in before[-1].cues  # goes on, or follows one
        if self.draft.primary != "de" or CueKind.QUOTATION in reading.cues:
            return self.draft.primary == "de" and CueKind.KONJUNKTIV in reading.cues
        reported = CueKind.KONJUNKTIV in before[-1].cues and continues_in_form(words, "de")
        return CueKind.KONJUNKTIV in reading.cues or reported or bool(pattern("continues").search(words))

    def proposed(self, reading: _Reading, before: _Reading | None) -> Proposal | None:
        start, end, verbs = reading.start, reading.end, [(said.start, said.end) for said, _ in reading.said]
        back = pattern("pointing back").match(self.text, start)
        alone = not pattern("introduces").search(self.text, start, end)  # “So sagte X, dass …” says something itself
        if (
            back
            and alone
            and before
            and before.free
            and not before.said
            and [verb[0] for verb in verbs[:1]] == [back.end()]
        ):
            start = before.start
        anchor, name = self.draft.anchor(start, end), self.draft.article_id("statement", self.text[start:end])
        fields: dict[str, str | Sequence[str]] = {**(anchor or {}), **reading.way.fields}
        if reading.tier is not Tier.LOOK:
            acts = {speech.act for speech, who in reading.said if who.actors or len(verbs) == 1}
            fields |= {"act": acts.pop()} if len(acts) == 1 and acts != {""} else {}
            dated = self.dossier.published.exact and len(verbs) == 1 and not reading.said[0][0].led
            published = self.dossier.published.latest if dated else None
            day = day_of_saying(self.text, reading.start, verbs[0], published, self.draft.primary) if published else ""
            fields |= {"said_on": day} if day else {}
            fields |= reading.candidates[0].fields if reading.candidates else {}
        mode, ways, reason = {"mode": self.mode(reading)}, reading.candidates, reading.reason
        proposal = Proposal("statement", name, fields, start, end, reading.tier, reason, tuple(verbs), mode, ways)
        return proposal if anchor else None

    def every(self) -> Iterator[Proposal]:
        """Add clauses to the choices of what is proposed, and propose what is left of each sentence."""
        article, made = self.draft.article, self.proposals()
        apart, headings = pattern("apart"), self.draft.headings
        lines = (line for line in re.finditer(".+", self.text) if line[0] in headings or apart.fullmatch(line[0]))
        taken = [(passage.start, passage.end) for _, passage in article.passages.of(Statement)]
        taken += omitted_sentences(self.draft.collection, self.dossier).values()
        taken = sorted([*taken, *((one.start, one.end) for one in made), *(line.span() for line in lines)])
        reach = [0, *accumulate((end for _, end in taken), max)]
        for one in made:
            speaks = one.tier is not Tier.LOOK or any(not way.new for way in one.candidates)
            ways = () if one.new else self.ways(self.clauses(one.start, one.end)[speaks:])
            yield replace(one, candidates=(*one.candidates, *ways)[:9])  # one for each key
        whole = (span for span in article.sentences if span[0] < self.title or self.text[span[1] - 1] in _ENDS)
        for start, end in whole:
            dateline = pattern("dateline").match(self.text, start, end)
            clauses = self.clauses(dateline.end() if dateline else start, end)
            left = [span for span in clauses if reach[bisect_left(taken, (span[1],))] <= span[0]]
            if ways := self.ways(left)[:9]:
                name = self.draft.article_id("statement", ways[0].label)
                yield Proposal("statement", name, ways[0].fields, start, end, Tier.LOOK, "left", (), {}, ways)

    def clauses(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of a sentence, of its main clauses, and of what these introduce."""
        cuts = [match.span() for match in pattern("main clauses").finditer(self.text, start, end)]
        cuts += [(match.start(), match.start() + 2) for match in pattern("aside").finditer(self.text, start, end)]
        verbs = [speech.start for speech, _ in self.said(start, end) if speech.goes_on]
        cuts += [(max(self.text.rfind(" ", start, at - 1), start), at) for at in verbs]  # before “und erklärte”
        bounds = [start, *(at for cut in sorted(cuts) if not self.is_quoted(cut[0]) for at in cut), end]
        main = list(zip(bounds[::2], bounds[1::2], strict=True))
        introduced = [
            (match.end(), last) for at, last in main if (match := pattern("introduces").search(self.text, at, last))
        ]
        return list(dict.fromkeys([(start, end), *main, *introduced]))

    def ways(self, spans: Sequence[tuple[int, int]]) -> tuple[Choice, ...]:
        """Return the passages to choose from, but none that is too short or not found by its words."""
        anchors = (self.draft.anchor(*span) for span in spans if len(self.text[slice(*span)].split()) >= _FEWEST)
        return tuple(Choice(anchor["quote"], anchor) for anchor in anchors if anchor)

    def mode(self, reading: _Reading) -> str:
        """Return the mode that follows from the words: quoted, reported or paraphrased."""
        if not reading.said and not reading.who.actors:
            return "own"
        cues = self.cues.between(reading.start, reading.end)
        return mode_of(self.text[reading.start : reading.end], cues, self.draft.primary)


def statements(draft: Draft, *, every: bool) -> Iterable[Proposal]:
    """Propose statements for the sentences of an article that no annotation touches, or for all that none covers."""
    return _Statements(draft).every() if every else _Statements(draft).proposals()
