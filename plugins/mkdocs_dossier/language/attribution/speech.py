"""Read who says something in a sentence, and whether it claims, demands, announces, promises, denies or asks.

More verbs are read than in `cues`, and known names are words of the grammar: what is read is proposed to a person.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from mkdocs_dossier.language.attribution.cues import READERS, Cue, CueKind, Reader, readers_of
from mkdocs_dossier.language.attribution.named import SentenceWithNames
from mkdocs_dossier.language.attribution.words import LANGUAGES, AttributionWords, speaker_nouns, speech_verbs
from mkdocs_dossier.language.word_lists import PerLanguage

#: In words: how far the noun of “einer am Freitag verbreiteten Mitteilung” is behind its article.
_REACH = 8


@dataclass(frozen=True, slots=True)
class Speech:
    """An act of speaking: the span of its cue, and that of the words for its speaker, if any, without an article.

    `act` is that of `Statement`, empty for a claim. `led` cues are no verbs of saying but “laut X”. A cue that
    `goes_on` follows an “and”: without a speaker of its own, it has that of the cue before.
    """

    start: int
    end: int
    speaker: tuple[int, int] | None
    act: str
    kind: CueKind
    led: bool
    goes_on: bool


class _Saying(SentenceWithNames):
    """Reads who says something in one sentence."""

    def readers(self) -> Mapping[str, Sequence[Reader]]:
        return _READERS[self.words.language]

    def attributed(self, first: int, at: int) -> Cue | None:
        if self.lower[first] in speech_verbs().conforming and at not in self.named and at + 1 not in self.named:
            return None
        name = self.behind_its_role(at - 1, led=True)
        if cue := None if name else super().attributed(first, at):
            return cue
        name = name or self.noun_from(at)
        return self.cue(CueKind.NAMED, first, name[1] - 1, name) if name else None

    def name_from(self, at: int) -> tuple[int, int] | None:
        """Return the name, also that of something said behind a participle: “einer gestern verbreiteten Mitteilung”."""
        name, words = super().name_from(at), range(at + 1, min(at + _REACH, len(self.forms)))
        if name or not self.words.endings or self.lower[at : at + 1] not in (["einem"], ["einer"]):
            return name
        phrase = takewhile(self.joined, words)
        nouns = (i for i in phrase if self.is_report(i) and self.is_capital(i) and self.is_attribute(i - 1))
        return next((super(_Saying, self).name_from(i) for i in nouns), None)

    def author_from(self, at: int) -> tuple[tuple[int, int] | None, int, bool]:
        """Return “Polizeikreise” as the author, too."""
        name, end, rumour = super().author_from(at)
        circles = name is None and end > at and self.lower[end - 1] not in self.words.reports
        group = circles and speaker_nouns().kind_of(self.lower[end - 1]) == "group"
        return ((end - 1, end), end, False) if group else (name, end, rumour)

    def informant(self, at: int) -> tuple[int, int] | None:
        """Return the span of the noun for who speaks that a compound begins with: “Polizei” in “Polizeiangaben”."""
        ending = max((word for word in self.words.reports if self.lower[at].endswith(word)), key=len, default="")
        head = self.forms[at].removesuffix(ending).removesuffix("s") if self.words.endings else ""
        start = self.start_of(at)
        return (start, start + len(head)) if ending and speaker_nouns().kind_of(head) else None

    def said(self, first: int, last: int, by: int) -> Cue:
        return self.cue(CueKind.NAMED, first, last, self.speaker(by))

    def led(self, at: int) -> Cue | None:
        """Read a verb whose subject is known or, of a verb of saying, a pronoun."""
        name, start, says = self.speaker(at), self.clause_start(at), self.lower[at] in self.words.says
        if name and not self.may_speak(name):
            reported = self.breaks(at + 1) and 0 < start == self.phrase_start(
                name[0]
            )  # “…, the Morning Paper reports.”
            back = says and start == at - 1 and self.lower[start] in speaker_nouns().pointing_back
            name = name if reported or back else None
        pronoun = says and not speech_verbs().pronouns.isdisjoint(self.lower[max(at - 1, 0) : at + 2])
        if self.lower[self.clause_end(at) - 1] in speech_verbs().particles or not (name or pronoun):
            return None
        return self.cue(CueKind.NAMED, at, at, name)

    def asking(self, at: int) -> Cue | None:
        return self.plainly_saying(at) if any("?" in gap for gap in self.gaps) else None

    def divided(self, at: int) -> Cue | None:
        """Read “teilte X mit”, “kündigte eine Kommission an und …”, “hält X für falsch”, “called on”."""
        for last in range(at + 1, self.clause_end(at)):
            ends = not self.words.endings or self.breaks(last + 1) or self.lower[last + 1] == "und"
            if (ends or self.judges(last)) and self.lower[last] in self.words.parted[self.lower[at]]:
                return self.said(at, last, at)
        return None

    def judges(self, at: int) -> bool:
        """Return whether “für” stands before a judgement: “hält den Umbau für falsch”, not “für Gäste offen”."""
        judged = list(takewhile("und".__ne__, self.forms[at + 1 : self.clause_end(at)]))
        plain = judged and (judged[-1][0].isupper() or not any(word[0].isupper() for word in judged))
        return bool(plain) and self.lower[at] in speech_verbs().within

    def finding(self, at: int) -> Cue | None:
        """Read “die Studie der Bahn zeigt”, “the report found”, “the council found that”."""
        name, start, is_document = self.speaker(at), self.clause_start(at), speaker_nouns().is_document
        document = next((i for i in range(start, at) if is_document(self.lower[i])), at)
        owned = document < at and self.lower[start] not in self.words.prepositions and self.by_author(document + 1)
        if name and (name[0] <= document < name[1] or owned):
            return self.cue(CueKind.NAMED, document, at, self.author_from(document)[0] or name)
        return self.cue(CueKind.NAMED, at, at, name) if name and self.lower[at + 1 : at + 2] == ["that"] else None

    def perfect(self, at: int) -> Cue | None:
        """Read “hatte … gesprochen”."""
        before = range(at - 1, self.clause_start(at) - 1, -1)
        have = next((i for i in before if self.lower[i] in speech_verbs().have), None)
        return None if have is None else self.said(have, at, have)

    def passive(self, at: int) -> Cue | None:
        """Read “wurde von X bestätigt”, “was confirmed by X”."""
        start, end = self.clause_start(at), self.clause_end(at)
        clause, german = self.lower[start:end], bool(self.words.endings)
        if self.words.auxiliaries.isdisjoint(clause) or not self.words.denials.isdisjoint(clause):
            return None
        if self.lower[at] == "gegeben" and self.lower[at - 1] != "bekannt":
            return None
        agents = range(at - 1, start, -1) if german else range(at + 1, min(at + 2, end))
        agent = next((i for i in agents if self.lower[i] in speech_verbs().agent), None)
        name = None if agent is None else self.author_from(agent + 1)[0] or self.noun_from(agent + 1)
        if agent is None or name is None:
            return None
        # “dass der Bericht von Montag bestätigt wurde”: in a subordinate clause, it may belong to a noun.
        verb_second = not self.words.auxiliaries.isdisjoint(self.lower[start:agent])
        if not verb_second and not self.may_speak(name):
            return None
        return self.cue(CueKind.NAMED, min(agent, at), max(at, name[1] - 1), name)

    def outlet(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the name after “aus” in a part of a clause, or the author of a document after “in”."""
        for at in range(start, end):
            if self.lower[at] in speech_verbs().outlets and (name := self.author_from(at + 1)[0]):
                behind = self.name_from(at + 1) or name
                if self.lower[at] not in ("in", "im") or any(map(self.is_report, range(*behind))):
                    return name
        return None

    def it_was_said(self, at: int) -> Cue | None:
        """Read “aus dem Ministerium hieß es”, “…, hieß es in einer Mitteilung der Bank” too, and their name."""
        first = at - (at > 0 and self.lower[at - 1] == "es")
        last, end = at + (first == at), self.clause_end(at)
        if self.lower[first] != "es" and self.lower[last : last + 1] != ["es"]:
            return None
        name = self.outlet(self.clause_start(at), first) or self.outlet(last + 1, end)
        if name is None or not (self.introduces(end, at) or self.breaks(first)):
            return super().it_was_said(at)
        return self.cue(CueKind.NAMED, first, last, name)

    def heard(self, at: int) -> Cue | None:
        """Read “verlautete aus X”, “geht aus einem Bericht von X hervor”, “wie aus … hervorgeht”."""
        start, end = self.clause_start(at), self.clause_end(at)
        if self.lower[at].startswith("g") and self.lower[end - 1] != "hervor":
            return None
        name = self.outlet(start, at) or self.outlet(at + 1, end)
        return self.cue(CueKind.NAMED, at, at, name) if name else None

    def in_the_view(self, at: int) -> Cue | None:
        """Read “aus Sicht von X”."""
        name = self.name_from(at + 2) if self.lower[at + 1 : at + 2] == ["sicht"] else None
        return self.cue(CueKind.NAMED, at, name[1] - 1, name) if name else None

    def nach(self, at: int) -> Cue | None:
        """Read “nach eigenen Angaben” too: the subject says so; and “nach Polizeiangaben”."""
        if self.lower[at + 1 :] and self.lower[at + 1].endswith(tuple(self.words.said)) and self.informant(at + 1):
            return self.cue(CueKind.NAMED, at, at + 1)
        own = self.lower[at + 1 : at + 2] in (["eigenen"], ["eigener"])
        if not own or at + 2 >= len(self.forms) or not self.is_report(at + 2):
            return super().nach(at)
        start = self.clause_start(at)
        for i in range(start, at) if start < at else range(at + 3, self.clause_end(at)):
            article = self.lower[self.phrase_start(i) : i]
            if self.is_capital(i) and not self.depends(i) and self.words.objects.isdisjoint(article):
                return self.cue(CueKind.NAMED, at, at + 2, self.name_from(i) or (i, i + 1))
        return self.cue(CueKind.NAMED, at, at + 2)

    def silent(self, at: int) -> Cue | None:
        """Read “wollte sich nicht äußern”, “declined to comment”."""
        end = self.clause_end(at)
        missing = any(
            set(words).isdisjoint(self.lower[at + 1 : end]) for words in speech_verbs().silent[self.lower[at]]
        )
        return None if missing else self.said(at, end - 1, at)

    def speeches(self) -> Iterator[Speech]:
        """Yield what is said in the sentence; of two verbs that overlap, the first."""
        reach = -1
        for cue in sorted(self.cues(), key=lambda cue: (cue.start, -cue.end)):
            first, last = self.at(cue.start), self.at(cue.end - 1)
            led = not speech_verbs().led_by.isdisjoint((self.lower[first], self.lower[last]))
            if cue.start >= reach or led:
                reach = max(reach, cue.end) if cue.kind is CueKind.NAMED else reach
                named = (cue.name_start, cue.name_end) if cue.name_start < cue.name_end else None
                speaker = named or next(filter(None, map(self.informant, range(first, last + 1))), None)
                before = self.lower[first : self.at(cue.name_start)] if named else []
                clause = next((at for at in range(last, first, -1) if self.breaks(at)), first)
                act = _act(before) or _act(self.lower[clause : last + 1])
                goes_on = first > 0 and self.lower[first - 1] in ("und", "and")
                yield Speech(cue.start, cue.end, speaker, act, cue.kind, led, goes_on)


def _act(verbs: Sequence[str]) -> str:
    known = speech_verbs()
    if not known.silent.keys().isdisjoint(verbs):
        return "no-comment"
    parted = (acts[word] for verb in verbs if (acts := known.parted.get(verb)) for word in verbs if word in acts)
    return next(parted, next((act for act, words in known.acts.items() if not words.isdisjoint(verbs)), ""))


def _readers(words: AttributionWords) -> dict[str, list[Reader]]:
    readers, verbs = readers_of(words), speech_verbs()
    for word, found in READERS[words.language].items():
        readers[word] = list(dict.fromkeys((*readers.get(word, ()), *found)))
    for word in (*words.says, *verbs.led):
        readers.setdefault(word, []).append(_Saying.led)
    tables: tuple[tuple[Iterable[str], Reader], ...] = (
        (verbs.perfect, _Saying.perfect),
        (verbs.passive, _Saying.passive),
        (verbs.silent, _Saying.silent),
        (verbs.findings, _Saying.finding),
        (words.parted, _Saying.divided),
        (verbs.heard if words.language == "de" else (), _Saying.heard),
        (("hieß", "heißt"), _Saying.it_was_said),
        (("aus",), _Saying.in_the_view),
        (("nach",), _Saying.nach),
    )
    for table, read in tables:
        for word in table:
            readers[word] = [read, *readers.get(word, ())]
    return {**readers, **{word: [_Saying.asking] for word in verbs.acts["question"]}}


def _words(language: str) -> AttributionWords:
    words, verbs = LANGUAGES[language], speech_verbs()
    plainly = verbs.claims.union(*verbs.acts.values()) - verbs.acts["question"] - verbs.perfect - verbs.parted.keys()
    parted = {**words.parted, **{verb: frozenset(particles) for verb, particles in verbs.parted.items()}}
    before, says = words.before | verbs.conforming, words.says - plainly
    return replace(words, before=before, plainly=words.plainly | plainly, says=says, parted=parted)


_WORDS = PerLanguage(_words)
_READERS = PerLanguage(lambda language: _readers(_WORDS[language]))


def is_judgement(words: str) -> bool:
    """Return whether the words of a cue value something, and need not say anything: “stufte … ein”."""
    return not speech_verbs().valuing.isdisjoint(words.lower().split())


def speeches(text: str, language: str, span: tuple[int, int], names: Sequence[tuple[int, int]]) -> list[Speech]:
    """Read who says something in a sentence in German or English; `names` are the spans of known names in it."""
    words = _WORDS.get(language)
    return list(_Saying(text, span, words, names).speeches()) if words else []
