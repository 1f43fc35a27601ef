"""Numbers in an editor's rendering of a statement (`text`) that its passage in the article does not give.

A rendering may say more than the passage: what the sentences before it say, what follows from its numbers by adding,
rounding or converting, and how many things it lists. Where that cannot be told from a number that has been left behind
by a correction, nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.evidence.measures import dimension_of, in_first_unit
from mkdocs_dossier.language.dates import read_dates
from mkdocs_dossier.language.numbers import NumberReading, read_numbers
from mkdocs_dossier.language.units import measures_time
from mkdocs_dossier.model.amounts import Amount, Qualifier, is_rounded

_T = TypeVar("_T")

#: The languages in which numbers in words are read.
READ = ("de", "en")
#: Things that may have been counted where the passage lists them.
_COUNTED = 12
#: Sentences before the passage to which a rendering may go back.
_BEFORE = 2
#: How many characters of a passage are read, and how many before it.
_LONGEST = 2_000
#: Of how many numbers of a passage sums are made.
_ADDED = 6
#: How far a number in another unit may be rounded.
_ROUNDED = Decimal("0.05")
#: Hedges that leave room to both sides of a number, so that another one may be meant by it.
_ROUGH = (Qualifier.ABOUT, Qualifier.ALMOST, Qualifier.JUST_OVER)
_DIGITS = re.compile(r"[0-9]+(?:[.,'’\u00a0\u202f ][0-9]+)*")
_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}(?:[^0-9][0-9]{3})+")
_WORD = re.compile(r"[^\W\d_]+")
#: Words for a small number that are no numerals.
_SMALL = {
    **dict.fromkeys(("beide", "beiden", "beider", "beides", "both", "paar", "pair", "couple", "duo", "zweimal"), 2),
    **dict.fromkeys(("trio", "dreimal"), 3),
    **dict.fromkeys(("quartett", "quartet", "viermal"), 4),
}
#: Words by which a number is said to be the sum or the rest of others.
_ADDING = re.compile(
    r"\b(?:insgesamt|zusammen|(?:weiter|ander|übrig|restlich)e[nrs]?|total|altogether|together|other|more|remaining)\b",
    re.IGNORECASE,
)
#: How many characters lie between these words and the number at most.
_BESIDE = 16
#: Shares and ratios, such as “half” and “doppelt”, can be said in many ways.
_RATIOS = ("%", "×")


@dataclass(frozen=True, slots=True)
class Left:
    """A number of a rendering that its passage does not give; `other` is what the passage says, if it is known."""

    number: NumberReading
    other: NumberReading | None


class ArticleNumbers:
    """The numbers of an article, read once for all of its statements when they are first asked for."""

    def __init__(self, article: Article, language: str, published: date | None) -> None:
        """Take an article in `language`, one of `READ`; its dates are read by the day on which it was `published`."""
        self.article, self.language, self._published = article, language, published

    @cached_property
    def _read(self) -> tuple[list[NumberReading], list[int]]:
        found = read_numbers(self.article.text, self.language)
        return found, [number.start for number in found]

    @cached_property
    def _literal(self) -> tuple[list[Decimal], list[int]]:
        """Every number that the words may give, however uncertain it is what they count; no dates."""
        dates = [(found.start, found.end) for found in read_dates(self.article.text, self.language, self._published)]
        starts = [start for start, _ in dates]
        found = sorted(
            (place, value)
            for place, value in _literally(self.article.text, self.language)
            if not (at := bisect_right(starts, place)) or dates[at - 1][1] <= place
        )
        return [value for _, value in found], [place for place, _ in found]

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """Every number that is read anywhere."""
        return frozenset(value for number in self._read[0] for value in _values(number.amount))

    def within(self, start: int, end: int) -> list[NumberReading]:
        """The numbers that are read within a span."""
        numbers, starts = self._read
        return [number for number in _slice(numbers, starts, start, end) if number.end <= end]

    def literally_within(self, start: int, end: int) -> frozenset[Decimal]:
        """The numbers that the words within a span may give."""
        return frozenset(_slice(*self._literal, start, end))


def _slice(found: list[_T], starts: list[int], start: int, end: int) -> list[_T]:
    return found[bisect_left(starts, start) : bisect_left(starts, end)]


class Context:
    """What an article says at a statement's passage and before it, as numbers."""

    def __init__(self, numbers: ArticleNumbers, passage: Passage, known: Iterable[Amount]) -> None:
        """Look for the numbers around a passage; `known` are amounts that belong to the statement besides."""
        self._numbers, self._passage = numbers, passage
        self._known = tuple(known)

    @cached_property
    def quoted(self) -> list[NumberReading]:
        """The numbers of the passage itself."""
        return self._numbers.within(self._passage.start, min(self._passage.end, self._passage.start + _LONGEST))

    @cached_property
    def _span(self) -> tuple[int, int]:
        """The passage's sentences, what stands before them in their paragraph, and two sentences more."""
        article, passage = self._numbers.article, self._passage
        text, sentences = article.text, article.sentences
        first, last = sentences.at(passage.start), sentences.at(max(passage.end - 1, 0))
        start = text.rfind("\n", 0, passage.start) + 1
        if first >= 0:
            start = min(start, sentences[max(first - _BEFORE, 0)][0])
        end = max(passage.end, sentences[last][1]) if last >= 0 else passage.end
        return max(start, passage.start - _LONGEST), min(end, passage.start + _LONGEST)

    @cached_property
    def _near(self) -> list[NumberReading]:
        return self._numbers.within(*self._span)

    def gives(self, number: NumberReading, others: Sequence[NumberReading], *, added: bool) -> bool:
        """Whether the passage or what stands before it gives a number, or it follows from them.

        `others` are all numbers of the rendering. One of those is no part of a sum, unless words say that the number is
        one (`added`): in “16 towns and two ports”, 16 is not the 14 and two of the passage.
        """
        amounts = [*(near.amount for near in self._near), *self._known]
        if any(_is_alike(number.amount, amount) for amount in amounts):
            return True
        if any(_is_converted(number, near) for near in self._near):
            return True
        said = () if added else [other.amount for other in others]
        parts = [one for one in self.quoted if not any(_is_alike(amount, one.amount) for amount in said)]
        values, sums = set(_values(number.amount)), set(_sums(parts))
        if values <= self._numbers.literally_within(*self._span):
            return True
        return all(any(value == one or is_rounded(value, one) for one in sums) for value in values)

    def mistaken_for(self, number: NumberReading, others: Iterable[NumberReading], *, translated: bool) -> Left | None:
        """Return a number as left behind, if it is; `others` are all numbers of the rendering.

        `translated` says that the rendering is in another language than the article.
        """
        given = [other.amount for other in others]
        unsaid = [one for one in self.quoted if not any(_is_alike(amount, one.amount) for amount in given)]
        for one in unsaid:
            if _may_be_meant(number, one, translated=translated):
                return Left(number, one)
        if _may_be_counted(number) or self._numbers.values.issuperset(_values(number.amount)):
            return None
        return Left(number, None)


def left_behind(text: str, language: str, context: Context, *, translated: bool) -> Iterator[Left]:
    """Yield the numbers of a rendering in `language` that the passage does not give, though it should."""
    numbers = read_numbers(text, language)
    for number in numbers:
        around = f"{text[max(number.start - _BESIDE, 0) : number.start]} {text[number.end : number.end + _BESIDE]}"
        added = _ADDING.search(around) is not None
        if number.amount.best != 1 and not context.gives(number, numbers, added=added):
            left = context.mistaken_for(number, numbers, translated=translated)
            if left is not None:
                yield left


def _values(amount: Amount) -> list[Decimal]:
    """The numbers that are said, not those that a hedge leaves room for."""
    return [amount.best] if amount.best is not None else [end for end in (amount.low, amount.high) if end is not None]


def _is_alike(said: Amount, given: Amount) -> bool:
    """Whether what is said is the same number as what is given, perhaps rounded or less exact."""
    values, others = _values(said), _values(given)
    if all(any(value == other or is_rounded(value, other) for other in others) for value in values):
        return True
    return said.qualifier in _ROUGH and given.qualifier is Qualifier.EXACT and said.meets(given)


def _is_converted(number: NumberReading, near: NumberReading) -> bool:
    """Whether the two give the same in different units of one dimension, as nearly as one rounds."""
    if not dimension_of(number.unit) or number.unit == near.unit:
        return False
    (measure, amount), (other_measure, other) = (in_first_unit(one.amount, one.unit) for one in (number, near))
    pairs = zip(_values(amount), _values(other), strict=False)
    return measure == other_measure and all(abs(one - two) <= abs(two) * _ROUNDED for one, two in pairs)


def _sums(numbers: list[NumberReading]) -> Iterator[Decimal]:
    """What the numbers of a passage are together, and by how much they differ."""
    values = [value for number in numbers for value in _values(number.amount)[:1]][:_ADDED]
    for size in range(2, len(values) + 1):
        yield from (sum(some, Decimal(0)) for some in combinations(values, size))
    yield from (abs(one - other) for one, other in combinations(values, 2))


def _may_be_meant(number: NumberReading, quoted: NumberReading, *, translated: bool) -> bool:
    """Whether a number may be what a passage said before it was corrected to this one."""
    if {number.unit, quoted.unit} & set(_RATIOS) and number.unit != quoted.unit:
        return False
    if (
        number.unit
        and quoted.unit
        and in_first_unit(number.amount, number.unit)[0] != (in_first_unit(quoted.amount, quoted.unit)[0])
    ):
        return False
    if not _is_small(number) or number.unit:
        return True
    if number.noun and quoted.noun and not translated:
        return number.noun.casefold()[:4] == quoted.noun.casefold()[:4]
    return _is_small(quoted)


def _may_be_counted(number: NumberReading) -> bool:
    """Whether somebody may have counted or worked it out: things in a list, days between dates, shares."""
    return _is_small(number) or measures_time(number.unit) or number.unit in _RATIOS


def _is_small(number: NumberReading) -> bool:
    return all(value <= _COUNTED for value in _values(number.amount))


def _literally(text: str, language: str) -> Iterator[tuple[int, Decimal]]:
    """Each number in digits, each numeral and each word for a small number, with its place."""
    point = "," if language == "de" else "."
    for match in _DIGITS.finditer(text):
        whole, _, fraction = match[0].partition(point)
        if _GROUPED.fullmatch(whole) and fraction.isdigit() >= bool(fraction):
            yield match.start(), Decimal(f"{re.sub('[^0-9]', '', whole)}.{fraction or 0}")
    known: dict[str, tuple[Decimal, ...]] = {word: (Decimal(value),) for word, value in _SMALL.items()}
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word not in known:
            known[word] = tuple(value for number in read_numbers(word, language) for value in _values(number.amount))
        yield from ((match.start(), value) for value in known[word])
