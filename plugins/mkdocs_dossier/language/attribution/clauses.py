"""Split a sentence into words and clauses, and find names by their capitals, and the speakers of its verbs."""

import re
from itertools import accumulate

from mkdocs_dossier.language.attribution.words import NO_NAMES, AttributionWords
from mkdocs_dossier.language.sentences import starters
from mkdocs_dossier.language.word_lists import pattern

_WORD = re.compile(r"([^\W_]+(?:(?:['’\-‑.]|(?<=\d),(?=\d))[^\W_]+)*)")
QUOTES = '"“”„‟«»'
#: Characters allowed between the words of one phrase.
_SPACE = frozenset(" \u00a0" + QUOTES)
#: Characters that end a clause; a point within a sentence only marks an abbreviation or an ordinal.
_BREAK = frozenset(",;:!?…–—()[]/")
#: Characters before the beginning of a clause within a sentence.
_BEGINS = frozenset(",;:–—(" + QUOTES)
#: In words: the longest distance between two words of a cue.
_REACH = 24
#: How many names are followed back from one “and” to the next.
_JOINED = 6
#: English words that may follow a speaker after the verb; before others, the name is the subject of the words said.
_BEHIND = frozenset({"in", "on", "at", "and", "who", "which", "when", "while"})


class Clauses:
    """The words of one sentence; positions are indices of words, a name is a half-open range of indices."""

    def __init__(self, text: str, start: int, end: int, words: AttributionWords) -> None:
        self.words = words
        # “The Coastal Board (CB) said”
        parts = _WORD.split(pattern("abbreviation").sub(lambda short: " " * len(short[0]), text[start:end]))
        self.forms = parts[1::2]
        self.lower = [form.lower() for form in self.forms]
        #: The text before each word, from the end of the one before; then the text after the last word.
        self.gaps = ["", *parts[2::2]]
        for at, form in enumerate(self.forms[:-1], 1):
            if "." in form and self.gaps[at].startswith(". "):  # “U.N. officials”
                self.gaps[at] = self.gaps[at][1:]
        self._bounds = list(accumulate(map(len, parts), initial=start))

    def start_of(self, at: int) -> int:
        """Return the offset in the text where the word at `at` begins."""
        return self._bounds[2 * at + 1]

    def end_of(self, at: int) -> int:
        """Return the offset in the text where the word at `at` ends."""
        return self._bounds[2 * at + 2]

    def breaks(self, at: int) -> bool:
        """Return whether a clause may end before the word at `at`."""
        return at >= len(self.forms) or not _BREAK.isdisjoint(self.gaps[at])

    def joined(self, at: int) -> bool:
        """Return whether the word at `at` follows the one before it in one phrase."""
        return 0 < at < len(self.forms) and _SPACE.issuperset(self.gaps[at])

    def clause_end(self, at: int) -> int:
        """Return the index after the last word of the clause that continues after `at`."""
        end = at + 1
        while end < len(self.forms) and end < at + _REACH and not self.breaks(end):
            end += 1
        return end

    def clause_start(self, at: int) -> int:
        """Return the index of the first word of the clause that contains `at`."""
        start = at
        while start > max(at - _REACH, 0) and not self.breaks(start):
            start -= 1
        return start

    def is_capital(self, at: int) -> bool:
        """Return whether a name may continue with the word at `at`."""
        word, others = self.lower[at], (NO_NAMES, self.words.determiners, self.words.adverbs)
        return self.forms[at][0].isupper() and not any(word in words for words in others)

    def is_report(self, at: int) -> bool:
        """Return whether it is a noun for something said or written."""
        return self.forms[at].lower().endswith(self.words.reports)

    def name_from(self, at: int) -> tuple[int, int] | None:
        """Return the capitalised words from `at` on, after an article and adjectives; None if there are none."""
        start = at
        if start < len(self.forms) and self.lower[start] in self.words.determiners and self.joined(start):
            start += 1
        while start < min(at + 4, len(self.forms)) and self.joined(start) and not self.is_capital(start):
            if not self.is_attribute(start) or self.lower[start] in NO_NAMES:
                return None
            if self.lower[start] in self.words.prepositions and not self.by_author(start):
                return None
            start += 1
        end = start
        while end < len(self.forms) and self.joined(end) and self.is_capital(end):
            end += 1
            if any(mark in QUOTES for mark in self.gaps[end]):
                break  # „laut der "Kyiv Post" …“
        return (start, end) if end > start else None

    def by_author(self, at: int) -> bool:
        """Return whether it joins something said to its author: “a report by X”, not “a spokesman for X”."""
        return self.lower[at] in self.words.genitives and at > 0 and self.is_report(at - 1)

    def author_from(self, at: int) -> tuple[tuple[int, int] | None, int, bool]:
        """Return the name from `at` on, or the report's author; the end of the phrase; whether it is mere rumour."""
        name = self.name_from(at)
        if name is None:
            return None, at, False
        reports = [index for index in range(*name) if self.is_report(index)]
        if not reports:
            return name, name[1], False
        last = reports[-1]
        if last + 1 < name[1]:
            return (last + 1, name[1]), name[1], False
        if last > name[0]:
            return (name[0], last), name[1], False
        if name[1] < len(self.forms) and self.joined(name[1]) and self.lower[name[1]] in self.words.genitives:
            # “nach Angaben von der Agentur”, “laut Berichten der Agentur”
            author = self.name_from(name[1] + (self.lower[name[1]] in ("von", "vom", "of", "by", "from")))
            if author is not None:
                return author, author[1], False
        return None, name[1], name[0] == at and self.lower[last] in self.words.rumours

    def is_attribute(self, at: int) -> bool:
        """Return whether it may be an article or an adjective."""
        return self.lower[at] in self.words.determiners or self.lower[at].endswith(self.words.endings or ("",))

    def whole(self, name: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return the name, unless it begins a longer phrase: “Russian officials” names no Russian."""
        if name is None or self.words.endings or name[1] >= len(self.forms) or self.breaks(name[1]):
            return name
        return name if self.lower[name[1]] in self.words.follows else None

    # The speaker of a verb of saying: its subject, not one addressed or whose critics speak; none if it is ambiguous.

    def speaker(self, at: int) -> tuple[int, int] | None:
        """Return the name before or after the verb at `at`."""
        if self.is_contrast(self.clause_start(at)):
            return None
        before = self.subject(at)
        if before is None:
            return self.speaker_behind(at)
        # “Der BBC sagte Kim”: either may speak, as the article may be that of the feminine noun for a person addressed.
        article = self.lower[before[0] - 1] if before[0] and self.words.endings else ""
        feminine = article in ("der", "einer", "dieser", "seiner", "ihrer")
        return None if feminine and self.name_from(at + 1) == (at + 1, at + 2) else before

    def subject(self, at: int) -> tuple[int, int] | None:
        """Return the name right before the verb at `at`, if it begins the clause."""
        name = self.name_before_word(at)
        first = name
        for _ in range(_JOINED):
            if first is None or self.depends(first[0]):
                return None
            start = self.phrase_start(first[0])
            if not self.words.objects.isdisjoint(self.lower[start : first[0]]):
                return None  # “dem X” has the case of the person addressed.
            if self.begins(start):
                return None if self.is_said_by_pronoun(at) else name
            if not self.joined(start) or self.lower[start - 1] not in ("und", "and"):
                return None
            first = self.name_before_word(start - 1)
        return None

    def begins(self, start: int) -> bool:
        """Return whether a clause may begin with the word at `start`."""
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
            owner = bool(self.words.endings) and self.lower[first] in self.words.determiners
            owner = owner and self.lower[0] not in starters()
            if self.is_capital(first - 1) and (first > 1 or owner):  # “Gegner der Bahn”, but “Neue Züge”
                break
            first -= 1
        return first

    def depends(self, start: int) -> bool:
        """Return whether the name at `start` depends on another noun or the verb: “critics of X”, “gegenüber X”."""
        first = self.phrase_start(start)
        for at in range(first - self.joined(first), start + 1):
            if self.lower[at] in self.words.prepositions:
                return not self.by_author(at)
        owned = bool(self.words.endings) and first < start and self.joined(first) and self.is_capital(first - 1)
        return owned and not self.is_report(first - 1)

    def is_said_by_pronoun(self, at: int) -> bool:
        """Return whether a pronoun follows the German verb: “Dem ZDF sagte er”."""
        return bool(self.words.endings) and self.joined(at + 1) and self.lower[at + 1] in self.words.speakers

    def is_contrast(self, start: int) -> bool:
        """Return whether a clause that begins at `start` only mentions somebody's words: “contrary to what X says”."""
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
