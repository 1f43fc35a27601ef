"""Find the speaker of a verb of saying: its subject, not the person addressed or one whose critics speak.

An ambiguous name is left out.
"""

from __future__ import annotations

from mkdocs_dossier.language.attribution.clauses import QUOTES, Clauses

#: Characters before the beginning of a clause within a sentence.
_BEGINS = frozenset(",;:–—(" + QUOTES)
#: How many names are followed back from one “and” to the next.
_JOINED = 6
#: English words that may follow a speaker after the verb; before others, the name is the subject of the words said.
_BEHIND = frozenset({"in", "on", "at", "and", "who", "which", "when", "while"})


class Speakers(Clauses):
    """The words of one sentence and its speakers."""

    def speaker(self, at: int) -> tuple[int, int] | None:
        """Return the name before or after the verb at `at`."""
        if self.is_contrast(self.clause_start(at)):
            return None
        before = self.subject(at)
        if before is None:
            return self.speaker_behind(at)
        # “Der BBC sagte Kim”: either may speak.
        return None if self.may_be_object(before[0] - 1) and self.name_from(at + 1) == (at + 1, at + 2) else before

    def subject(self, at: int) -> tuple[int, int] | None:
        """Return the name right before the verb at `at`, if it begins the clause."""
        name = self.name_before_word(at)
        first = name
        for _ in range(_JOINED):
            if first is None or self.depends(first[0]) or self.is_object(first[0]):
                return None
            start = self.phrase_start(first[0])
            if self.begins(start):
                return None if self.is_said_by_pronoun(at) else name
            if not self.joined(start) or self.lower[start - 1] not in ("und", "and"):
                return None
            first = self.name_before_word(start - 1)
        return None

    def begins(self, start: int) -> bool:
        """Whether a clause may begin with the word at `start`."""
        return start == 0 or not _BEGINS.isdisjoint(self.gaps[start])

    def name_before_word(self, at: int) -> tuple[int, int] | None:
        """Return the capitalised words right before the word at `at`."""
        start = at
        while start > 0 and self.joined(start) and self.is_capital(start - 1):
            start -= 1
        return (start, at) if start < at else None

    def phrase_start(self, start: int) -> int:
        """Return the index of the first of at most three articles and adjectives before the word at `start`."""
        first = start
        while first > max(start - 3, 0) and self.joined(first) and self.is_attribute(first - 1):
            if self.is_capital(first - 1) and first > 1:
                break
            first -= 1
        return first

    def depends(self, start: int) -> bool:
        """Whether the name at `start` only depends on another noun or the verb: “critics of X”, “gegenüber X”."""
        first = self.phrase_start(start)
        for at in range(first - self.joined(first), start + 1):
            if self.lower[at] in self.words.prepositions:
                return not self.by_author(at)
        owned = bool(self.words.endings) and first < start and self.joined(first) and self.is_capital(first - 1)
        return owned and not self.is_report(first - 1)

    def is_object(self, start: int) -> bool:
        """Whether the name at `start` has the case of the person addressed: “dem X”."""
        return not self.words.objects.isdisjoint(self.lower[self.phrase_start(start) : start])

    def is_said_by_pronoun(self, at: int) -> bool:
        """Whether a pronoun follows the German verb: “Dem ZDF sagte er”."""
        return bool(self.words.endings) and self.joined(at + 1) and self.lower[at + 1] in self.words.speakers

    def may_be_object(self, at: int) -> bool:
        """Whether the article at `at` may belong to a feminine noun for the person addressed."""
        return bool(self.words.endings) and at >= 0 and self.lower[at] in ("der", "einer", "dieser", "seiner", "ihrer")

    def is_contrast(self, start: int) -> bool:
        """Whether a clause that begins at `start` only mentions somebody's words: “contrary to what X says”."""
        return any(tuple(self.lower[start : start + len(words)]) == words for words in self.words.contrasts)

    def speaker_behind(self, at: int) -> tuple[int, int] | None:
        """Return the name after the verb at `at`, if nobody before it speaks."""
        if self.lower[at] in self.words.addressed or not self.words.objects.isdisjoint(self.lower[at + 1 : at + 2]):
            return None
        start = self.clause_start(at)
        if not self.words.endings and start < at:
            return None
        before = self.lower[start:at]
        led = bool(before) and (before[0] in self.words.prepositions or before[0] in self.words.objects)
        if not self.words.speakers.isdisjoint(before) or (not led and any(map(self.is_capital, range(start, at)))):
            return None
        name = self.name_from(at + 1)
        if name is None or self.words.endings:
            return name
        return name if self.breaks(name[1]) or self.lower[name[1]] in _BEHIND else None
