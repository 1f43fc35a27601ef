"""Find cues of attribution in German and English, without doubtful ones; in other languages, only quotations."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mkdocs_dossier.language.attribution.clauses import QUOTES, Clauses
from mkdocs_dossier.language.attribution.words import LANGUAGES, AttributionWords
from mkdocs_dossier.language.sentences import sentences
from mkdocs_dossier.language.word_lists import PerLanguage
from mkdocs_dossier.language.words import vocabulary
from mkdocs_dossier.model.text import primary_language

#: Lower-case words that also occur in titles and names.
_IN_TITLES = vocabulary("der die das des dem den und für von vom zu zur zum im in am of the and for on a an to")


class CueKind(StrEnum):
    """How a text attributes words to somebody."""

    NAMED = "named"  # “laut X”, “sagte X”; X may be a pronoun
    PASSIVE = "passive"  # “wurde berichtet”: unnamed others say so
    HEARSAY = "hearsay"  # “sollen getötet haben”
    KONJUNKTIV = "konjunktiv"  # the verb form of reported speech
    QUOTATION = "quotation"  # a phrase of three words or more in quotation marks


@dataclass(frozen=True, slots=True)
class Cue:
    """The span of a cue, and the span of its name, which is empty if it gives none."""

    start: int
    end: int
    kind: CueKind
    name_start: int
    name_end: int


def attributions(text: str, language: str, spans: Iterable[tuple[int, int]] | None = None) -> list[Cue]:
    """Return the cues of a text in order; `spans` are its sentences, if known."""
    found = list(_quotations(text))
    words = LANGUAGES.get(primary_language(language))
    if words is not None:
        for start, end in sentences(text, language) if spans is None else spans:
            found += SentenceCues(text, start, end, words).cues()
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def _quotations(text: str) -> Iterator[Cue]:
    """Yield the quotations of each block; the neighbours of a mark decide whether it opens or closes."""
    opened = -1
    for match in re.finditer(f"[{QUOTES}\n]", text):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if mark == "\n":
            if opened >= 0 and after and after in QUOTES and _is_phrase(text[opened + 1 : at]):
                yield Cue(opened, at, CueKind.QUOTATION, at, at)  # every paragraph opens, only the last closes
            opened = -1
        elif mark == "„" or ((not before or before in " \u00a0\n([–—-") and after and not after.isspace()):
            opened = at
        elif opened >= 0:
            if _is_phrase(text[opened + 1 : at]):
                yield Cue(opened, at + 1, CueKind.QUOTATION, at + 1, at + 1)
            opened = -1


def _is_phrase(text: str) -> bool:
    words = text.split()
    return len(words) >= 3 and any(word[0].islower() and word not in _IN_TITLES for word in words)


class SentenceCues(Clauses):
    """Reads cues at each word of a sentence."""

    named: Collection[int] = ()
    """The words of known names, none of which is a verb."""

    def cues(self) -> Iterator[Cue]:
        """Yield the cues of the sentence."""
        readers = self.readers()
        if readers.keys().isdisjoint(self.lower):
            return
        for at, word in enumerate(self.lower):
            is_name = at in self.named or self.forms[at] in self.words.names
            for read in readers.get(word, ()) if not is_name else ():
                if cue := read(self, at):
                    yield cue
                    break

    def readers(self) -> "Mapping[str, Sequence[Reader]]":
        """Return the readers of the cues that a word may begin."""
        return READERS[self.words.language]

    def cue(self, kind: CueKind, first: int, last: int, name: tuple[int, int] | None = None) -> Cue:
        """Build the cue from word to word; `name` is a half-open range of indices."""
        start, end = self.start_of(first), self.end_of(last)
        if name is None or name[0] >= name[1]:
            return Cue(start, end, kind, end, end)
        named = self.start_of(name[0]), self.end_of(name[1] - 1)
        return Cue(min(start, named[0]), max(end, named[1]), kind, *named)

    def attributed(self, first: int, at: int) -> Cue | None:
        """Return the cue from `first` whose name begins at `at`."""
        name, end, rumour = self.author_from(at)
        if end == at:
            return None
        return self.cue(CueKind.PASSIVE if rumour else CueKind.NAMED, first, end - 1, self.whole(name))

    def name_behind(self, at: int) -> Cue | None:
        """Read “laut X”."""
        return self.attributed(at, at + 1)

    def name_before(self, at: int) -> Cue | None:
        """Read “X zufolge”."""
        name = self.name_before_word(at)
        if name is None:
            return None
        start = name[0]
        if start == at - 1 and self.lower[start] in self.words.rumours:
            return self.cue(CueKind.PASSIVE, start, at)
        if self.is_report(at - 1):  # “Putins Angaben zufolge”, not “offiziellen Angaben zufolge”
            owned = start < at - 2 or self.forms[start].endswith(("s", "’", "'"))
            return self.cue(CueKind.NAMED, start, at, (start, at - 1) if owned else None)
        return self.cue(CueKind.NAMED, start, at, None if self.depends(start) else name)

    def saying(self, at: int) -> Cue | None:
        """Read a verb of saying that follows the words, or whose clause they follow."""
        clause = self.clause_end(at)
        if any(word in self.words.denials for word in self.lower[at + 1 : clause]):
            return None
        behind = at > 0 and (any(m in ",–—" or m in QUOTES for m in self.gaps[at]) and not self.is_capital(at))
        if not behind and not self.introduces(clause, at) and not self.is_aside(at):
            return None
        return self.cue(CueKind.NAMED, at, at, self.speaker(at))

    def introduces(self, clause: int, at: int) -> bool:
        """Return whether the words follow the clause, or in English the verb."""
        if not self.words.endings and self.joined(at + 1) and self.lower[at + 1] in self.words.joints:
            return True
        if self.lower[at] in self.words.addressed and not self.words.joints.isdisjoint(self.lower[at + 1 : at + 6]):
            return True  # “told the Post that”
        gap = self.gaps[clause]
        if ":" in gap or (clause < len(self.forms) and any(mark in '„“«»"' for mark in gap) and "," in gap):
            return True
        if clause >= len(self.forms) or "," not in gap:
            return False
        reported = self.lower[clause : self.clause_end(clause)]
        return reported[0] in self.words.joints or any(word in self.words.subjunctive for word in reported)

    def is_aside(self, at: int) -> bool:
        """Return whether it ends “wie die Zeitung berichtet”."""
        start = self.clause_start(at)
        return self.lower[start] in ("wie", "as") and self.breaks(at + 1) and 1 < at - start < 10

    def plainly_saying(self, at: int) -> Cue | None:
        """Read a verb of saying without another sense."""
        before = self.lower[max(self.clause_start(at), at - 2) : at]
        if any(word in self.words.auxiliaries or word in ("be", "being", "having") for word in before):
            return None  # “was said”, “were twice denied”
        return self.cue(CueKind.NAMED, at, at, self.speaker(at))

    def parted(self, at: int) -> Cue | None:
        """Read “teilte X mit”: the particle ends the clause."""
        last = self.clause_end(at) - 1
        if last == at or self.lower[last] not in self.words.parted[self.lower[at]]:
            return None
        if last == at + 1 and self.lower[last] in ("an", "ein"):
            return None
        return self.cue(CueKind.NAMED, at, last, self.speaker(at))

    def alone(self, at: int) -> Cue | None:
        """Read a word for unnamed others: “angeblich”."""
        return self.cue(CueKind.PASSIVE, at, at)

    def reported(self, at: int) -> Cue | None:
        """Read “wurde … berichtet” without an agent."""
        start = self.clause_start(at)
        clause = self.lower[start : self.clause_end(at)]
        auxiliary = next((i for i in range(at - 1, start - 1, -1) if self.lower[i] in self.words.auxiliaries), None)
        if auxiliary is None and self.lower[at + 1 : at + 2] == ["worden"]:
            auxiliary = at
        if auxiliary is None or any(word in self.words.agents for word in clause[auxiliary - start :]):
            return None
        if any(word in self.words.denials for word in clause) or any(self.is_report(i) for i in range(start, at)):
            return None
        # In English, only “it was reported that” and “is said to”.
        said_to = self.lower[at + 1 : at + 2] == ["to"] and self.lower[at] != "reported"
        formed = said_to or (auxiliary > 0 and self.lower[auxiliary - 1] == "it")
        if not self.words.endings and (auxiliary != at - 1 or not formed):
            return None
        return self.cue(CueKind.PASSIVE, auxiliary, at)

    def subjunctive(self, at: int) -> Cue | None:
        """Read a subjunctive that is not a first person, “es sei denn” or “wie dem auch sei”."""
        if not self.forms[at][0].islower() or "ich" in self.lower[max(at - 6, 0) : at + 4]:
            return None
        set_phrase = self.lower[at + 1 : at + 2] in (["es"], ["denn"]) or self.lower[self.clause_start(at)] == "wie"
        if self.lower[at] == "sei" and (set_phrase or self.breaks(at)):
            return None
        return self.cue(CueKind.KONJUNKTIV, at, at)

    def nach(self, at: int) -> Cue | None:
        """Read “nach Angaben der Regierung”, “nach Putins Worten”, “nach einem Bericht der Zeitung”."""
        _, end, _ = self.author_from(at + 1)
        first = self.name_from(at + 1)
        if first is None or end == at + 1:
            return None
        cue = self.attributed(at, at + 1)
        if any(self.lower[i] in self.words.said for i in range(*first)):
            return cue
        # “nach dem Bericht der Zeitung” may be a time.
        reported = self.lower[at + 1] in ("einem", "einer") and any(map(self.is_report, range(*first)))
        return cue if cue and reported and cue.name_start < cue.name_end else None

    def so(self, at: int) -> Cue | None:
        """Read “…, so die Ministerin.”: nothing but the name between two breaks."""
        if not any(mark in ",–—" or mark in QUOTES for mark in self.gaps[at]) or self.is_capital(at):
            return None
        name, end, _ = self.author_from(at + 1)
        ends = end < len(self.forms) and self.lower[end] in ("weiter", "am", "gestern", "heute", "gegenüber")
        return self.cue(CueKind.NAMED, at, end - 1, name) if end > at + 1 and (ends or self.breaks(end)) else None

    def relying(self, at: int) -> Cue | None:
        """Read “beruft sich auf X”, “die sich auf X beruft”, “unter Berufung auf X”."""
        start = self.clause_start(at)
        on = next((i for i in range(start, self.clause_end(at)) if self.lower[i] == "auf"), None)
        if on is None or (self.lower[at] != "berufung" and "sich" not in self.lower[start : self.clause_end(at)]):
            return None
        name, end, _ = self.author_from(on + 1)
        return self.cue(CueKind.NAMED, min(at, on), max(at, end - 1), name) if end > on + 1 else None

    def it_was_said(self, at: int) -> Cue | None:
        """Read “es hieß”, “hieß es dagegen”; not “in der Erklärung hieß es”, “aus dem Amt hieß es”."""
        first = at - 1 if at > 0 and self.lower[at - 1] == "es" else at
        last = at + 1 if first == at else at
        end = self.clause_end(at)
        if (first == at and self.lower[last : last + 1] != ["es"]) or not self.introduces(end, at):
            return None
        start = max(self.clause_start(at), at - 8)
        placed = any(word in self.words.agents for word in (*self.lower[start:at], *self.lower[last + 1 : end]))
        return self.cue(CueKind.NAMED if placed else CueKind.PASSIVE, first, last)

    def hearsay(self, at: int) -> Cue | None:
        """Read “sollen … getötet haben”: the infinitive at the clause's end distinguishes it from a duty."""
        last = self.clause_end(at) - 1
        end = self.lower[last]
        if last < at + 2 or any(word in ("nicht", "damit") for word in self.lower[self.clause_start(at) : last]):
            return None
        done = end in ("haben", "sein") and self.lower[last - 1].endswith(("t", "en"))
        return self.cue(CueKind.HEARSAY, at, last) if done or end in ("befinden", "handeln") else None

    def according(self, at: int) -> Cue | None:
        """Read “according to X”."""
        if at + 1 >= len(self.lower) or self.lower[at + 1] != "to":
            return None
        if "reports" in self.lower[at + 2 : at + 4] and self.forms[at + 2][0].islower():
            return self.cue(CueKind.PASSIVE, at, at + 2)
        return self.attributed(at, at + 2) or self.cue(CueKind.NAMED, at, at + 1)


Reader = Callable[[Any, int], Cue | None]
_Table = tuple[Iterable[str], Reader]


def readers_of(words: AttributionWords, *phrases: _Table) -> dict[str, list[Reader]]:
    """Map each word of a language to the readers of its cues; `phrases` are those of words that begin a phrase."""
    tables: tuple[_Table, ...] = (
        (words.before, SentenceCues.name_behind),
        (words.behind, SentenceCues.name_before),
        (words.parted, SentenceCues.parted),
        (words.reported, SentenceCues.reported),
        (words.says, SentenceCues.saying),
        (words.plainly, SentenceCues.plainly_saying),
        (words.alone, SentenceCues.alone),
        (words.subjunctive, SentenceCues.subjunctive),
        *phrases,
    )
    readers: dict[str, list[Reader]] = {}
    for table, read in tables:
        for word in table:
            readers.setdefault(word, []).append(read)
    return readers


_PHRASES: dict[str, tuple[_Table, ...]] = {
    "de": (
        (("nach",), SentenceCues.nach),
        (("so",), SentenceCues.so),
        (("hieß", "heißt"), SentenceCues.it_was_said),
        (("berufung", "beruft", "berufen", "berief", "beriefen"), SentenceCues.relying),
        (("soll", "sollen"), SentenceCues.hearsay),
    ),
    "en": ((("according",), SentenceCues.according),),
}
#: Language → word → the readers of its cues.
READERS = PerLanguage(lambda language: readers_of(LANGUAGES[language], *_PHRASES[language]))
