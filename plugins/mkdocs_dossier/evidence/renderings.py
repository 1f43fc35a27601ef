"""Find numbers in an editor's rendering of a statement (`text`) that its passage in the article does not give.

A rendering may say more than the passage: it may use the sentences before it, add, round or convert its numbers, and
count the things it lists. A number is reported only if none of that explains it: then a correction of the passage left
it behind.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from operator import attrgetter

from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.language.dates.reading import read_dates
from mkdocs_dossier.language.numbers.reading import NumberReading, read_numbers
from mkdocs_dossier.language.units import dimension_of, in_first_unit, measures_time
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.amounts import Amount, Qualifier, is_rounded
from mkdocs_dossier.syntax.word_tables import Table

#: A number of a rendering that its passage does not give, and the passage's own number, if known.
Left = tuple[NumberReading, NumberReading | None]

#: The largest number that may count things which the passage lists.
_COUNTED = 12
#: How many sentences before the passage a rendering may use.
_BEFORE = 2
#: How many characters of a passage, and before it, are read.
_LONGEST = 2_000
#: How many numbers of a passage are added up.
_ADDED = 6
#: The relative error allowed for a number in another unit.
_ROUNDED = Decimal("0.05")
#: Hedges that leave room on both sides of a number, so that it may mean another one.
_ROUGH = (Qualifier.ABOUT, Qualifier.ALMOST, Qualifier.JUST_OVER)
_DIGITS = re.compile(r"[0-9]+(?:[.,'’\u00a0\u202f ][0-9]+)*")
_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}(?:[^0-9][0-9]{3})+")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = Table("evidence", "small_numbers.yml")
#: The most characters between a number and the words that mark it as a sum or remainder.
_ADJACENT = 16
#: The units of shares and ratios, which have many wordings, such as “half” and “doppelt”.
_RATIOS = ("%", "×")


class ArticleNumbers:
    """The numbers of an article, read once for all its statements, on first use."""

    def __init__(self, article: Article, language: str, published: date | None) -> None:
        """Take an article in a language whose numerals are read; `published` completes its dates."""
        self.article, self.language, self._published = article, language, published

    @cached_property
    def _read(self) -> list[NumberReading]:
        return read_numbers(self.article.text, self.language)

    @cached_property
    def _literal(self) -> list[tuple[int, Decimal]]:
        dates = read_dates(self.article.text, self.language, self._published)
        in_dates = Spans.of((found.start, found.end) for found in dates)
        found = _literally(self.article.text, self.language)
        return sorted((place, value) for place, value in found if not in_dates.hold(place))

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """All numbers of the article."""
        return frozenset(value for number in self._read for value in _values(number.amount))

    def within(self, start: int, end: int) -> list[NumberReading]:
        """Return the numbers read within a span."""
        first, last = (bisect_left(self._read, at, key=attrgetter("start")) for at in (start, end))
        return [number for number in self._read[first:last] if number.end <= end]

    def literally_within(self, start: int, end: int) -> set[Decimal]:
        """Return every number that the words within a span may give, even if its unit is uncertain; no dates."""
        first, last = (bisect_left(self._literal, (at,)) for at in (start, end))
        return {value for _, value in self._literal[first:last]}


class Context:
    """The numbers of an article in and before a statement's passage."""

    def __init__(self, numbers: ArticleNumbers, passage: Passage, known: Iterable[Amount]) -> None:
        """Take the numbers around a passage; `known` are further amounts that belong to the statement."""
        self._numbers, self._passage = numbers, passage
        self._known = tuple(known)

    @cached_property
    def quoted(self) -> list[NumberReading]:
        """The numbers in the passage itself."""
        return self._numbers.within(self._passage.start, min(self._passage.end, self._passage.start + _LONGEST))

    @cached_property
    def _span(self) -> tuple[int, int]:
        """The span from two sentences before the passage's paragraph to the end of the passage's sentences."""
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

    def left_behind(self, text: str, language: str) -> Iterator[Left]:
        """Yield the numbers of a rendering, in such a language, that the passage should give but does not."""
        numbers = read_numbers(text, language)
        for number in numbers:
            start, end = number.start, number.end
            around = f"{text[max(start - _ADJACENT, 0) : start]} {text[end : end + _ADJACENT]}"
            added = pattern("adding").search(around) is not None
            if number.amount.best != 1 and not self._gives(number, numbers, added=added):
                left = self._mistaken_for(number, numbers, translated=language != self._numbers.language)
                if left is not None:
                    yield left

    def _gives(self, number: NumberReading, others: Sequence[NumberReading], *, added: bool) -> bool:
        """Return whether the passage or the text before it gives a number, or the number follows from theirs.

        The rendering's other numbers are no summands, unless words mark this one as a sum or remainder (`added`): in
        “16 towns and two ports”, 16 is not the sum of the passage's 14 and two.
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

    def _mistaken_for(self, number: NumberReading, others: Iterable[NumberReading], *, translated: bool) -> Left | None:
        """Return a number that nothing explains, with the passage's own; None if it may be counted or calculated."""
        given = [other.amount for other in others]
        unsaid = [one for one in self.quoted if not any(_is_alike(amount, one.amount) for amount in given)]
        for one in unsaid:
            if _may_be_meant(number, one, translated=translated):
                return number, one
        # It may be counted or calculated: things in a list, days between dates, shares.
        counted = _is_small(number) or measures_time(number.unit) or number.unit in _RATIOS
        return None if counted or self._numbers.values.issuperset(_values(number.amount)) else (number, None)


def _values(amount: Amount) -> list[Decimal]:
    """Return the numbers as worded, not those that a hedge leaves room for."""
    return [amount.best] if amount.best is not None else [end for end in (amount.low, amount.high) if end is not None]


def _is_alike(said: Amount, given: Amount) -> bool:
    """Return whether a rendering's number is the passage's, perhaps rounded or less exact."""
    values, others = _values(said), _values(given)
    if all(any(value == other or is_rounded(value, other) for other in others) for value in values):
        return True
    return said.qualifier in _ROUGH and given.qualifier is Qualifier.EXACT and said.meets(given)


def _is_converted(number: NumberReading, near: NumberReading) -> bool:
    """Return whether both are one amount in different units of one dimension, within rounding."""
    if not dimension_of(number.unit) or number.unit == near.unit:
        return False
    (measure, amount), (other_measure, other) = (in_first_unit(one.amount, one.unit) for one in (number, near))
    pairs = zip(_values(amount), _values(other), strict=False)
    return measure == other_measure and all(abs(one - two) <= abs(two) * _ROUNDED for one, two in pairs)


def _sums(numbers: list[NumberReading]) -> Iterator[Decimal]:
    """Yield the sums and differences of a passage's numbers."""
    values = [value for number in numbers for value in _values(number.amount)[:1]][:_ADDED]
    for size in range(2, len(values) + 1):
        yield from (sum(some, Decimal(0)) for some in combinations(values, size))
    yield from (abs(one - other) for one, other in combinations(values, 2))


def _may_be_meant(number: NumberReading, quoted: NumberReading, *, translated: bool) -> bool:
    """Return whether a passage may have given this number before it was corrected to `quoted`."""
    if {number.unit, quoted.unit} & set(_RATIOS) and number.unit != quoted.unit:
        return False
    measures = {in_first_unit(each.amount, each.unit)[0] for each in (number, quoted) if each.unit}
    if len(measures) == 2:
        return False
    if not _is_small(number) or number.unit:
        return True
    if number.noun and quoted.noun and not translated:
        return number.noun.casefold()[:4] == quoted.noun.casefold()[:4]
    return _is_small(quoted)


def _is_small(number: NumberReading) -> bool:
    return all(value <= _COUNTED for value in _values(number.amount))


def _literally(text: str, language: str) -> Iterator[tuple[int, Decimal]]:
    """Yield the offset and value of each number in digits, each numeral and each word for a small number."""
    point = "," if language == "de" else "."
    for match in _DIGITS.finditer(text):
        whole, _, fraction = match[0].partition(point)
        if _GROUPED.fullmatch(whole) and fraction.isdigit() >= bool(fraction):
            yield match.start(), Decimal(f"{re.sub('[^0-9]', '', whole)}.{fraction or 0}")
    small = ((word, number) for number, words in _SMALL.items() for word in words.split())
    known: dict[str, tuple[Decimal, ...]] = {word: (Decimal(number),) for word, number in small}
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word not in known:
            known[word] = tuple(value for number in read_numbers(word, language) for value in _values(number.amount))
        yield from ((match.start(), value) for value in known[word])
