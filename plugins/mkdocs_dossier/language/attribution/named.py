"""Find who speaks in a sentence in which some names are known: they are words of the grammar."""

from bisect import bisect_right
from collections.abc import Sequence

from mkdocs_dossier.language.attribution.clauses import QUOTES
from mkdocs_dossier.language.attribution.cues import SentenceCues
from mkdocs_dossier.language.attribution.words import AttributionWords, capitals, speaker_nouns, speech_verbs
from mkdocs_dossier.language.word_lists import pattern

#: In words: how far a verb ends “Wie X, …, mitteilte”, and how long a role before a name may be.
_FAR, _LONG = 24, 10
#: Characters between the words of a phrase with a name in parentheses; articles of a German subject.
_WITHIN, _SUBJECTS = frozenset(" \u00a0()" + QUOTES), frozenset({"der", "die", "das", "ein", "eine"})


class SentenceWithNames(SentenceCues):
    """The words of one sentence, the `span` of a text, in which the spans of some names are known."""

    def __init__(
        self, text: str, span: tuple[int, int], words: AttributionWords, names: Sequence[tuple[int, int]]
    ) -> None:
        super().__init__(text, *span, words)
        whole = [span for span in names if not pattern("abbreviation").match(text, span[0] - 2)]
        self.named = {at for start, end in whole for at in range(self.at(start), self.at(end - 1) + 1)}

    def is_capital(self, at: int) -> bool:
        """Return whether it belongs to a known name too, or is a medium that writes itself in lower case."""
        return at in self.named or self.lower[at] in speech_verbs().lowercase or super().is_capital(at)

    def joined(self, at: int) -> bool:
        """Return whether both words belong to a known name too, whatever is between them."""
        return super().joined(at) or (at in self.named and at - 1 in self.named and not self.breaks(at))

    def phrase_start(self, start: int) -> int:
        """Return the first word of the phrase, to which a known name and “its” may belong."""
        first, whose = super().phrase_start(start), speech_verbs().whose
        while first and self.joined(first) and (first - 1 in self.named or self.lower[first - 1] in whose):
            first -= 1
        return first

    def whole(self, name: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return the name; a known one is whole."""
        return name if name and name[1] - 1 in self.named else super().whole(name)

    def begins(self, start: int) -> bool:
        """Return whether a clause may begin there, or an adverb does: “Auch X sagte”, “In January X said”."""
        while start and self.joined(start) and self.opens(start - 1):
            start -= 1
        return super().begins(start)

    def opens(self, at: int) -> bool:
        """Return whether the word may stand before a subject; in German, “in” is before no subject."""
        german = bool(self.words.endings)
        return self.lower[at] in speech_verbs().before_subjects - (self.words.prepositions if german else frozenset())

    def depends(self, start: int) -> bool:
        """Return whether the name depends on another word; one that opens the clause has nothing that depends on it."""
        first = self.phrase_start(start)
        return super().depends(start) and not (first and self.opens(first - 1))

    def is_aside(self, at: int) -> bool:
        """Return whether it also ends “Wie X, ein Sprecher der Y, mitteilte, hat …”."""
        verb_follows = self.lower[0] == "wie" and "," in self.gaps[at + 1] and self.forms[at + 1 : at + 2] != []
        return super().is_aside(at) or (verb_follows and at < _FAR and self.forms[at + 1][0].islower())

    def speaker(self, at: int) -> tuple[int, int] | None:
        """Return the name of the speaker, also behind its role, before commas, or as the first noun of a phrase."""
        if self.lower[0] == "wie" and self.is_aside(at):
            return self.name_from(1)
        named = self.behind_its_role(at) or super().speaker(at) or self.before_commas(at) or self.headed(at)
        return named or self.lowercase_speaker(at)

    def before_commas(self, at: int) -> tuple[int, int] | None:
        """Return the name in “X, who runs the plant, said”, “its leader, X, said” and “X, a spokesman for Y said”."""
        start = first = self.clause_start(at - 1) if at > 1 else at
        role = self.lower[first] in ("ein", "eine", "a", "an") and any(map(self.says, range(first + 1, at)))
        if not (role or "," in self.gaps[at]) or first == at or self.is_contrast(first) or self.is_said_by_pronoun(at):
            return None
        if (at - 1 in self.named or at - first > 1) and all(map(self.is_capital, range(first, at))):
            return first, at
        while start and "," in self.gaps[first] and self.is_capital(start - 1):
            if start < first and not self.joined(start):
                break
            start -= 1
        known = first - 1 in self.named or first - start > 1
        begins = known and not self.depends(start) and self.begins(self.phrase_start(start))
        return (start, first) if begins and start < first else None

    def behind_its_role(self, at: int, *, led: bool = False) -> tuple[int, int] | None:
        """Return the name in “asked its leader, X”: nothing reported may follow, of which X could be the subject."""
        end = first = self.clause_end(at)
        while end < len(self.forms) and self.is_capital(end) and (end == first or self.joined(end)):
            end += 1
        role, known = self.lower[at + 1 : first], end > first and (end - 1 in self.named or end - first > 1)
        is_role = 0 < len(role) < _LONG and role[0] in self.words.determiners
        is_role = is_role and (
            self.words.prepositions.isdisjoint(role) or not speech_verbs().belonging.isdisjoint(role)
        )
        if not (is_role and known and self.gaps[first] == ", " and self.breaks(end)):
            return None
        reported_before = led or not {",", *QUOTES}.isdisjoint(self.gaps[at])
        closed = end == len(self.forms) or self.lower[end] in self.words.prepositions
        return (first, end) if closed or (reported_before and not self.is_capital(end)) else None

    def headed(self, at: int) -> tuple[int, int] | None:
        """Return the first noun of the phrase before a verb: “the spokesman for the port said”, “X von der Y sagte”."""
        start = at
        while start and _WITHIN.issuperset(self.gaps[start]):
            start -= 1
        while start < at and self.opens(start):
            start += 1
        led = self.lower[start] in self.words.objects or self.lower[start] in self.words.prepositions
        if start == at or led or not super().begins(start):
            return None
        first = start + (self.lower[start] in self.words.determiners)
        while first < at and not self.is_capital(first) and self.is_attribute(first):
            first += 1
        name = first, next((end for end in range(first, at) if not self.is_capital(end)), at)
        if first == name[1] or name[1] == at or self.is_said_by_pronoun(at) or self.is_contrast(start):
            return None
        behind = self.lower[name[1]]
        belongs = behind in self.words.prepositions | self.words.genitives or "(" in self.gaps[name[1]]
        if self.lower[at - 1] in ("und", "and") and not belongs and behind not in self.words.determiners:
            return name if self.forms[name[1]][0].islower() else None  # “X kommentierte das und erklärte”
        alone = self.breaks(at + 1) or not (self.is_capital(at + 1) or self.lower[at + 1] in _SUBJECTS)
        known = alone or name[1] - 1 in self.named or self.says(name[1] - 1)
        return name if belongs and known else None

    def says(self, at: int) -> bool:
        """Return whether it is a noun for those who speak, or for what they wrote."""
        return bool(speaker_nouns().kind_of(self.lower[at])) or speaker_nouns().is_document(self.lower[at])

    def may_speak(self, name: tuple[int, int]) -> bool:
        """Return whether a name is known, holds a noun for those who speak, or is a capital and means its state."""
        return (
            any(map(self.says, range(*name)))
            or name[1] - 1 in self.named
            or " ".join(self.forms[slice(*name)]) in capitals()
        )

    def noun_from(self, at: int) -> tuple[int, int] | None:
        """Return an English noun for those who speak, behind an article: “the police spokesman”."""
        start = last = at + (self.lower[at : at + 1] in ([word] for word in self.words.determiners))
        while last < min(start + 3, len(self.forms)) and (last == at or self.joined(last)) and not self.words.endings:
            last += 1
        ends = (end for end in range(last, start, -1) if speaker_nouns().kind_of(self.lower[end - 1]))
        return next(((start, end) for end in ends), None)

    def lowercase_speaker(self, at: int) -> tuple[int, int] | None:
        """Return such a noun before an English verb, any before “wrote that”, or one behind “said”."""
        first = at
        while first > max(at - _LONG, 0) and self.joined(first):
            first -= 1
        noun = None if self.words.endings or not self.begins(first) else self.noun_from(first)
        if not noun and not self.words.endings and self.begins(first) and self.lower[first] in self.words.determiners:
            stated = self.lower[at + 1 : at + 2] == ["that"] or self.says(at - 1)
            noun = (first + 1, at) if at in (first + 2, first + 3) and stated else None
        if noun and noun[1] <= at:
            belongs = self.lower[noun[1]] in speech_verbs().belonging  # “a spokesman for the ministry said”
            return noun if noun[1] == at or belongs else None
        behind = self.noun_from(at + 1) if self.lower[at] == "said" and self.breaks(at) else None
        return behind if behind and self.breaks(behind[1]) else None

    def at(self, offset: int) -> int:
        """Return the index of the word at an offset of the text."""
        return (bisect_right(self._bounds, offset) - 1) // 2
