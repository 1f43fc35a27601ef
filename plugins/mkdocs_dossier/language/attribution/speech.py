"""Read who says something in a sentence, and what it does: claim, demand, announce, promise, deny, ask.

More verbs are read than in `cues`: what is read here is proposed to a person, and never taken for granted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_dossier.language.attribution.cues import READERS, Cue, CueKind, Reader, SentenceCues, readers_of
from mkdocs_dossier.language.attribution.words import LANGUAGES, AttributionWords
from mkdocs_dossier.language.words import word_set


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of speaking in a sentence; all spans are offsets in the text."""

    start: int
    end: int
    """The span of the cue: the verb, or “laut X”."""
    speaker: tuple[int, int] | None
    """The span of the words for the speaker, without an article; None if there are none."""
    act: str
    """As in `Statement.act`; empty for a claim."""
    kind: CueKind
    pronoun: str
    """The pronoun that speaks, in lower case; else empty."""
    led: bool
    """Whether it is no verb of saying but “laut X”, “unter Berufung auf X”."""
    goes_on: bool
    """Whether “and” joins it to what goes before: without a speaker, it has that one's."""


_DENIALS = "bestreitet bestritt bestritten dementiert dementierte dementierten denied denies deny rejected rejects reject"
_ACTS: Mapping[str, frozenset[str]] = {
    "no-comment": word_set("äußern kommentieren stellungnahme auskunft comment say respond dementieren"),
    "denial": word_set(f"{_DENIALS} zurück zurückgewiesen leugnet leugnete dismissed"),
    "demand": word_set(
        "fordert forderte forderten gefordert verlangt verlangte verlangten demands demanded demand urges urged urge"
        " plädiert plädierte called appellierte mahnte"
    ),
    "announcement": word_set("kündigt kündigte kündigten angekündigt announces announced announce"),
    "promise": word_set("verspricht versprach versprachen versprochen promises promised promise pledged vowed"),
    "question": word_set("fragt fragte fragten gefragt asks asked"),
}
#: Verbs read besides those of `cues`; their subject speaks.
_PLAINLY = {
    "de": word_set(
        "fordert forderte forderten verlangt verlangte verlangten bestreitet bestritt bestritten verspricht versprach"
        " versprachen fragt fragte fragten bezifferte bezifferten plädierte plädierten kritisiert kritisierte"
        " kritisierten warnt warnte warnten beklagt beklagte beklagten dementiert dementierte dementierten leugnete"
        " sprach sprachen nannte nannten bezeichnete bezeichneten schätzt schätzte schätzten entschied urteilte befand"
    ),
    "en": word_set(
        "demands demanded promises promised pledged vowed announces announced denies denied rejected rejects asked asks"
        " warned warns criticised criticized condemned dismissed urged offered"
    ),
}
#: Verbs that may mean something else, or be nouns: their subject must be known.
_LED = {
    "de": word_set("rechnet rechnen rechnete erwartet erwartete befürchtet befürchtete"),
    "en": word_set("deny say announce promise demand warn reject put expects expected"),
}
#: Particles that give a German verb of saying another sense: “sagte … ab”.
_PARTICLES = word_set("ab an aus auf zu vor ein um fest")
_PARTED = {
    "de": {
        **dict.fromkeys(("weist", "wies", "wiesen"), word_set("zurück hin")),
        **dict.fromkeys(("streitet", "stritt", "stritten"), word_set("ab")),
        **dict.fromkeys(("kündigt", "kündigte", "kündigten", "gibt", "gab", "gaben"), word_set("an bekannt zu")),
        **dict.fromkeys(("räumt", "räumte", "räumten"), word_set("ein")),
        **dict.fromkeys(("ruft", "rief", "riefen"), word_set("auf")),
    },
    "en": {**dict.fromkeys(("called", "calls"), word_set("on for"))},
}
#: Verbs of which the clause must hold a word of each set: nobody says anything.
_SILENT = {
    **dict.fromkeys(
        ("wollte", "wollten", "will", "wollen", "mochte", "mochten"),
        (word_set("nicht weder"), word_set("äußern kommentieren bestätigen dementieren")),
    ),
    **dict.fromkeys(("lehnte", "lehnten"), (word_set("stellungnahme kommentar auskunft"), word_set("ab"))),
    **dict.fromkeys(("declined", "refused"), (word_set("to"), word_set("comment"))),
    "would": (word_set("not"), word_set("say comment")),
    "did": (word_set("not"), word_set("respond comment reply")),
}
_PERFECT = word_set(
    "gesagt erklärt betont behauptet bestätigt berichtet gemeldet geschrieben versichert gewarnt geäußert mitgeteilt"
    " angegeben eingeräumt hinzugefügt gefordert verlangt angekündigt versprochen bestritten zurückgewiesen dementiert"
    " gesprochen kritisiert plädiert geschätzt beziffert"
)
_HAVE = word_set("hat haben hatte hatten")
#: Verbs within reported words that pass on what somebody else said.
_TOLD = re.compile(
    r"\b(?:beschwert|berichtet|gesagt|gemeldet|erzählt|mitgeteilt|zugegeben|eingeräumt|behauptet|gewarnt|versprochen|"
    r"schreibt|admitted|complained|told|warned|promised|approached|claimed|alleged|said|called)\b"
)
#: Between two names of one subject: “X und die Abgeordnete Y”.
_AND = re.compile(r"[“”\"«»]? (?:und|and) (?:(?:der|die|das|the|[A-ZÄÖÜ][\w-]*) ){0,3}[„“\"«»]?")
#: Before a name that is only the last of several.
_LAST_OF = re.compile(r"\w[“”\"«»]?,? (?:und|and|sowie) (?:(?:der|die|das|the|[A-ZÄÖÜ][\w-]*) ){0,3}[„“\"«»]?\Z")


class _Saying(SentenceCues):
    """The words of one sentence, in which some names are known: a known name is one word of the grammar."""

    def __init__(
        self, text: str, span: tuple[int, int], words: AttributionWords, names: Sequence[tuple[int, int]]
    ) -> None:
        super().__init__(text, *span, words)
        starts = {self.start_of(at): at for at in range(len(self.forms))} if names else {}
        self.named: set[int] = set()
        for start, end in names:
            at = starts.get(start, len(self.forms))
            while at < len(self.forms) and self.start_of(at) < end:
                self.named.add(at)
                at += 1

    def readers(self) -> Mapping[str, Sequence[Reader]]:
        return _READERS[self.words.language]

    def is_capital(self, at: int) -> bool:
        return at in self.named or super().is_capital(at)

    def joined(self, at: int) -> bool:
        return super().joined(at) or (at in self.named and at - 1 in self.named and not self.breaks(at))

    def phrase_start(self, start: int) -> int:
        first = super().phrase_start(start)
        while first and self.joined(first) and (first - 1 in self.named or self.lower[first - 1] in _WHOSE):
            first -= 1
        return first

    def whole(self, name: tuple[int, int] | None) -> tuple[int, int] | None:
        return name if name and name[1] - 1 in self.named else super().whole(name)

    def speaker(self, at: int) -> tuple[int, int] | None:
        return super().speaker(at) or self.beside(at) or self.behind_its_role(at)

    def beside(self, at: int) -> tuple[int, int] | None:
        """Return the name in “X, who runs the plant, said” and “its leader, X, said”."""
        if at < 2 or "," not in self.gaps[at] or self.is_contrast(self.clause_start(at - 1)):
            return None
        first = self.clause_start(at - 1)
        if self.named.issuperset(range(first, at)):
            return first, at
        start = first if "," in self.gaps[first] else 0
        while start - 1 in self.named:
            start -= 1
        begins = start < first and not self.depends(start) and self.clause_start(start) == self.phrase_start(start)
        return (start, first) if begins else None

    def behind_its_role(self, at: int) -> tuple[int, int] | None:
        """Return the name in “asked its leader, X”."""
        first = self.clause_end(at)
        role = self.lower[at + 1 : first]
        if not 0 < len(role) < 6 or first not in self.named or self.gaps[first] != ", ":
            return None
        if role[0] not in self.words.determiners or not self.words.prepositions.isdisjoint(role):
            return None
        end = first
        while end in self.named:
            end += 1
        return first, end

    def led(self, at: int) -> Cue | None:
        """Read a verb whose subject is known: “X denied the allegations”."""
        name = self.speaker(at)
        known = name is not None and name[1] - 1 in self.named
        says = self.lower[at] in self.words.says and self.pronoun(at)
        if self.lower[self.clause_end(at) - 1] in _PARTICLES or not (known or says):
            return None
        return self.cue(CueKind.NAMED, at, at, name if known else None)

    def asking(self, at: int) -> Cue | None:
        return self.plainly_saying(at) if any("?" in gap for gap in self.gaps) else None

    def divided(self, at: int) -> Cue | None:
        """Read “teilte X mit”, “kündigte eine Kommission an und …”."""
        particles = self.words.parted[self.lower[at]]
        for last in range(at + 1, self.clause_end(at)):
            if self.lower[last] in particles and (self.breaks(last + 1) or self.lower[last + 1] in ("und", "and")):
                return self.cue(CueKind.NAMED, at, last, self.speaker(at))
        english = not self.words.endings and self.lower[at + 1 : at + 2] and self.lower[at + 1] in particles
        return self.cue(CueKind.NAMED, at, at + 1, self.speaker(at)) if english else None

    def perfect(self, at: int) -> Cue | None:
        """Read “hatte … gesprochen”."""
        first = self.clause_start(at)
        have = next((i for i in range(at - 1, first - 1, -1) if self.lower[i] in _HAVE), None)
        return None if have is None else self.cue(CueKind.NAMED, have, at, self.speaker(have))

    def silent(self, at: int) -> Cue | None:
        """Read “wollte sich nicht äußern”, “declined to comment”."""
        end = self.clause_end(at)
        clause = self.lower[at + 1 : end]
        if any(words.isdisjoint(clause) for words in _SILENT[self.lower[at]]):
            return None
        return self.cue(CueKind.NAMED, at, end - 1, self.speaker(at))

    def speeches(self) -> Iterator[Speech]:
        """Yield what is said in the sentence; of two cues that overlap, the first."""
        reach = -1
        for cue in sorted(self.cues(), key=lambda cue: (cue.start, -cue.end)):
            first, last = self.at(cue.start), self.at(cue.end - 1)
            words = self.lower[first : last + 1]
            at = self.at(cue.name_start) if cue.name_start < cue.name_end else first
            verbs = self.lower[first:at] or self.lower[self.last_break(first, last) : last + 1]
            led = not _LED_BY.isdisjoint((words[0], words[-1]))
            if cue.start < reach and not led:
                continue
            reach = max(reach, cue.end) if cue.kind is CueKind.NAMED else reach
            speaker = (cue.name_start, cue.name_end) if cue.name_start < cue.name_end else None
            pronoun = "" if speaker or cue.kind is not CueKind.NAMED else self.pronoun(first)
            goes_on = first > 0 and self.lower[first - 1] in ("und", "and")
            act = next((act for act, words in _ACTS.items() if not words.isdisjoint(verbs)), "")
            yield Speech(cue.start, cue.end, speaker, act, cue.kind, pronoun, led, goes_on)

    def last_break(self, first: int, last: int) -> int:
        """Return the index of the first word after the last break between two words."""
        return next((at for at in range(last, first, -1) if self.breaks(at)), first)

    def at(self, offset: int) -> int:
        """Return the index of the word at an offset of the text."""
        return next(at for at in range(len(self.forms) - 1, -1, -1) if self.start_of(at) <= offset)

    def pronoun(self, verb: int) -> str:
        beside = self.lower[max(verb - 1, 0) : verb + 2]
        return next((word for word in beside if word in _PRONOUNS), "")


_PRONOUNS = word_set("er sie es he she it they")
_WHOSE = word_set("ihr sein ihre seine its their his her")
#: The first or last words of a cue that is no verb.
_LED_BY = word_set("laut nach zufolge according citing quoting berufung beruft berief beriefen")


def _wider(language: str) -> dict[str, list[Reader]]:
    words = _WORDS[language]
    silent = dict.fromkeys(_SILENT, _Saying.silent)
    perfect = dict.fromkeys(_PERFECT, _Saying.perfect) if language == "de" else {}
    readers = readers_of(words, {})
    for word, found in READERS[language].items():
        readers[word] = [*readers.get(word, ()), *(read for read in found if read not in readers.get(word, ()))]
    divided = dict.fromkeys(words.parted, _Saying.divided)
    led = dict.fromkeys((*words.says, *_LED[language]), _Saying.led)
    asked = dict.fromkeys(("asks", "asked", "fragt", "fragte", "fragten"), _Saying.asking)
    for word, read in (*perfect.items(), *silent.items(), *divided.items(), *led.items()):
        readers[word] = [*([read] if read is not _Saying.led else []), *readers.get(word, ()), read]
    return {**readers, **{word: [read] for word, read in asked.items()}}


_WORDS = {
    name: replace(
        words,
        plainly=words.plainly | _PLAINLY[name],
        parted={**words.parted, **_PARTED[name]},
        says=words.says - _PLAINLY[name],
    )
    for name, words in LANGUAGES.items()
}
_READERS = {language: _wider(language) for language in LANGUAGES}


def speeches(text: str, language: str, span: tuple[int, int], names: Sequence[tuple[int, int]]) -> list[Speech]:
    """Read who says something in a sentence.

    Args:
        text: The text.
        language: Its primary language; other than de and en, nothing is read.
        span: The sentence's start and end.
        names: The spans of known names in it, in order.

    Returns:
        What is said, in the order of its cues.
    """
    words = _WORDS.get(language)
    return list(_Saying(text, span, words, names).speeches()) if words else []


def passes_on(text: str) -> bool:
    """Whether reported words pass on what somebody else said: “officers had complained to her”."""
    return bool(_TOLD.search(text))


def is_last_of_several(text: str, start: int) -> bool:
    """Whether “X and” goes before the name that begins at an offset."""
    return bool(_LAST_OF.search(text[max(start - 60, 0) : start]))


def joined_names(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two names are one subject: “X und die Abgeordnete Y”."""
    return bool(_AND.fullmatch(text, first[1], second[0]))
