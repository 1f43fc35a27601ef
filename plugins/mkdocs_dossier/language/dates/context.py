"""Check that the year inferred for a date agrees with the tense, weekday and words around it."""

import datetime
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile

from mkdocs_dossier.language.dates.points import DASHES, PUNCTUATION, DatedText, Point
from mkdocs_dossier.language.word_lists import pattern, words_of_each
from mkdocs_dossier.model.dates import Date

#: In days: how far back a date without a year may be; for an earlier one, a writer names the year.
LOOK_BACK = 300
#: In days: further back, the coming date is nearer, and the past one is meant only if the verb says so.
NEARER = 183
#: (month, day) pairs that are names of events, with their year, whatever that of the text.
_NAMED_DAYS = {(9, 11): 2001, (10, 7): 2023, (1, 6): 2021}
#: In tokens: how far the clause of a date is searched in either direction.
_CLAUSE = 24


class DatesInContext(DatedText):
    """The tokens of a text, and the evidence about the year of a date in the words around it."""

    def latest_year(self, point: Point) -> int | None:
        """Return the latest year in which the point is before the reference, if that is recent enough."""
        if self.reference is None or point.month not in range(1, 13):
            return None
        year = self.reference.year - (point.place > (self.reference.month, self.reference.day))
        if point.day and _NAMED_DAYS.get(point.place, year) != year:
            return None
        try:
            latest = datetime.date(year, *point.place)
        except ValueError:
            return None
        return year if (self.reference - latest).days <= LOOK_BACK else None

    def plausible(self, first: int, end: int, date: Date) -> bool:
        """Return whether the context of the words agrees with the year inferred for them."""
        # A noun and no verb governs the date: "der Angriff vom 3. Oktober", "the talks of 3 October".
        attributive = self.at(first - 1) in ("vom", "of") and self.at(first - 2)[:1].isalpha()
        if not (self.lower[first] in self.words.since or attributive) and not self.past(first, end, date):
            return False
        before = [self.at(i) for i in range(first - 1, first - 5, -1)]
        after = [self.at(i) for i in range(end, end + 4)]
        is_street = before[0] == "des" and before[1].endswith(tuple(self.words.streets))
        if is_street or before[0] in self.words.other:
            return False
        near = (takewhile(lambda word: word not in PUNCTUATION and word != "\n", side) for side in (before, after))
        if not self.words.future.isdisjoint(chain.from_iterable(near)):
            return False
        for word in before:
            if word in self.words.weekdays and date.exact and date.earliest:
                return date.earliest.weekday() == self.words.weekdays[word]
            if word not in self.words.articles and word != ",":
                break
        return True

    def past(self, first: int, end: int, date: Date) -> bool:
        """Return whether the clause may be about a past day: in the past tense, and not about every year."""
        start, stop = self.clause(first, end, PUNCTUATION - DASHES)
        words, forms = [token for token in self.tokens[start:stop] if token[0].isalpha()], _FORMS[self.words.language]
        is_past = (_is_past_in_german if self.words.language == "de" else _is_past_in_english)(words, forms)
        if is_past is False or self.recurs(first, end):
            return False
        if is_past or date.latest is None or self.reference is None:
            return True
        return (self.reference - date.latest).days <= NEARER

    def clause(self, first: int, end: int, borders: Container[str]) -> tuple[int, int]:
        """Return the range of tokens around a date up to the next borders; the point of "3." is none."""
        start = first
        while start > max(first - _CLAUSE, 0) and not self.border(start - 1, borders):
            start -= 1
        while end < min(len(self.tokens), first + _CLAUSE) and not self.border(end, borders):
            end += 1
        return start, end

    def border(self, at: int, borders: Container[str]) -> bool:
        """Return whether a clause or sentence ends at a token."""
        token = self.tokens[at]
        return token == "\n" or (token in borders and not (token == "." and self.at(at - 1).isdecimal()))

    def recurs(self, first: int, end: int) -> bool:
        """Return whether the sentence is about something recurring: "every year", "alljährlich"."""
        start, stop = self.clause(first, end, ".;:!?")
        said = self.lower[start:stop]
        spans = (span for each, span in pairwise(said) if each in self.words.each)
        return not (self.words.recurring.isdisjoint(said) and self.words.spans.isdisjoint(spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """The forms of verbs of one language; `de/tense.yml` says what each list is for."""

    past: frozenset[str]
    present: frozenset[str]
    arranged: frozenset[str]
    no_verbs: frozenset[str]
    auxiliaries: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    no_present: frozenset[str] = frozenset()


_FORMS = words_of_each(_Forms, "tense.yml")


def _is_past_in_german(words: Sequence[str], forms: _Forms) -> bool | None:
    """Return whether a clause (its words as written) has a verb in the past; None if it has no verb."""
    lower = [word.lower() for word in words]
    if not forms.arranged.isdisjoint(lower) and forms.past.isdisjoint(lower):
        return False
    perfect = not forms.auxiliaries.isdisjoint(lower) and any(map(pattern("german participle").fullmatch, words))
    if perfect or not forms.past.isdisjoint(lower):
        return True
    preterite = pattern("german preterite")
    for before, word in zip(["", *lower], words, strict=False):
        if preterite.fullmatch(word) and word not in forms.no_verbs and before not in forms.determiners:
            return True
    thirds = (word for word in words if word.endswith("t") and len(word) > 3 and word.islower() and word.isalpha())
    is_present = not forms.present.isdisjoint(lower) or any(word not in forms.no_present for word in thirds)
    return False if is_present else None


def _is_past_in_english(words: Sequence[str], forms: _Forms) -> bool | None:
    lower = [word.lower() for word in words]
    arranged = any(first in ("is", "are", "be") and second in forms.arranged for first, second in pairwise(lower))
    if arranged or not {"will", "shall", "plans"}.isdisjoint(lower):
        return False
    if not forms.past.isdisjoint(lower):
        return True
    if any(pattern("english past").fullmatch(word) and word not in forms.no_verbs for word in lower):
        return True
    return None if forms.present.isdisjoint(lower) else False
