"""What stands around a date without a year: whether the year inferred for it agrees with tense, weekday and words."""

from __future__ import annotations

import datetime
from collections.abc import Container
from itertools import pairwise

from mkdocs_dossier.language.dates.points import DASHES, PUNCTUATION, DatedText, Point
from mkdocs_dossier.language.dates.tense import Tense, tense_of
from mkdocs_dossier.model.dates import Date

#: A date without a year lies at most so many days back: before that, a writer names the year or means the coming one.
LOOK_BACK = 300
#: Further back than so many days the coming one is nearer: it is the past one only where the verb says so.
NEARER = 183
#: Days that are known by their name, whatever the year of the text.
_NAMED_DAYS = frozenset({(9, 11)})
#: So many tokens to either side are looked at for the clause that a date stands in.
_CLAUSE = 24


class DatesInContext(DatedText):
    """The tokens of a text, with what the words around a date say about its year."""

    def latest_year(self, point: Point) -> int | None:
        """The year in which the point last lay before the reference, if that is not too long ago."""
        if self.reference is None or point.month not in range(1, 13) or (point.month, point.day) in _NAMED_DAYS:
            return None
        year = self.reference.year - (point.place > (self.reference.month, self.reference.day))
        try:
            latest = datetime.date(year, *point.place)
        except ValueError:
            return None
        return year if (self.reference - latest).days <= LOOK_BACK else None

    def plausible(self, first: int, end: int, date: Date) -> bool:
        """Whether what stands around the words agrees with the year inferred for them."""
        if not (self.lower[first] in self.words.since or self.attributive(first)) and not self.past(first, end, date):
            return False
        before = [self.at(i) for i in range(first - 1, first - 5, -1)]
        after = [self.at(i) for i in range(end, end + 4)]
        if before[0] in self.words.other or any(
            before[1].endswith(s) for s in self.words.streets if before[0] == "des"
        ):
            return False
        for side in (before, after):
            for word in side:
                if word in PUNCTUATION or word == "\n":
                    break
                if word in self.words.future:
                    return False
        for word in before:
            if word in self.words.weekdays and date.exact and date.earliest:
                return date.earliest.weekday() == self.words.weekdays[word]
            if word not in self.words.articles and word != ",":
                break
        return True

    def past(self, first: int, end: int, date: Date) -> bool:
        """Whether the clause may speak of a day that lies behind it: in the past tense, and not of every year."""
        start, stop = self.clause(first, end, PUNCTUATION - DASHES)
        tense = tense_of([token for token in self.tokens[start:stop] if token[0].isalpha()], self.words.language)
        if tense is Tense.PRESENT or self.recurs(first, end):
            return False
        if tense is Tense.PAST or date.latest is None or self.reference is None:
            return True
        return (self.reference - date.latest).days <= NEARER

    def attributive(self, first: int) -> bool:
        """Whether a noun and no verb governs the date: "der Angriff vom 3. Oktober", "the talks of 3 October"."""
        return self.at(first - 1) in ("vom", "of") and self.at(first - 2)[:1].isalpha()

    def clause(self, first: int, end: int, borders: Container[str]) -> tuple[int, int]:
        """The tokens around a date up to the next borders, so many at most; the point of "3." is none."""
        start = first
        while start > max(first - _CLAUSE, 0) and not self.border(start - 1, borders):
            start -= 1
        while end < min(len(self.tokens), first + _CLAUSE) and not self.border(end, borders):
            end += 1
        return start, end

    def border(self, at: int, borders: Container[str]) -> bool:
        """Whether a clause or sentence ends at a token."""
        token = self.tokens[at]
        return token == "\n" or (token in borders and not (token == "." and self.at(at - 1).isdecimal()))

    def recurs(self, first: int, end: int) -> bool:
        """Whether the sentence speaks of what happens again and again: "every year", "alljährlich"."""
        start, stop = self.clause(first, end, ".;:!?")
        said = self.lower[start:stop]
        pairs = pairwise(said)
        return not self.words.recurring.isdisjoint(said) or any(
            each in self.words.each and span in self.words.spans for each, span in pairs
        )
