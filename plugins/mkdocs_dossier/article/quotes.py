"""Find a quote's passage in an article: exactly once, or not at all (W3C TextQuoteSelector).

A long passage is quoted as `beginning … end`, or with parts between: the beginning must occur exactly once, and the
passage extends from it over the nearest parts to the nearest end after it, even if the end's words occur again.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from mkdocs_dossier.article.difference import difference, most_similar
from mkdocs_dossier.article.scripts import UNSPACED, is_whole
from mkdocs_dossier.article.visible_text import Normalised
from mkdocs_dossier.language.word_lists import pattern

#: The most omissions of a quote: each takes another search.
_MOST_OMISSIONS = 9
#: The least similarity (0 to 100) of a suggested passage.
_ALIKE_ENOUGH = 60
#: How many characters of a lost quote are searched: the time is proportional to it.
LOOKED_FOR = 600
#: The limit of an article's similarity searches, its characters times those of all lost quotes: half a second.
_MOST_LOOKED_FOR = 500_000_000
#: The most places of quotes that are looked at in an article; of later quotes, two each: they are ambiguous.
_MOST_PLACES = 1_000_000
_CONTEXT = 30
#: A unit that whole words never split: a run of letters and digits, or one character of a script without spaces.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
#: Building an index costs as much as this many searches through the text.
_FEW = 100
#: Characters searched in the time that comparing one indexed place takes.
_SEARCHED = 256


@dataclass(frozen=True, slots=True)
class Selector:
    """An annotation's description of its passage: the exact words, and if needed those around them."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the article's visible text."""

    start: int
    end: int

    def holds(self, other: "Passage") -> bool:
        """Return whether it contains the other."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Missing:
    """The quote does not occur; `difference` shows the closest passage, `[-quote-]` against `{+article+}`."""

    difference: str
    looked_for: bool = True
    """Whether the closest passage was searched at all."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quote occurs in several places, or less often than `occurrence`; `contexts` shows the first places."""

    hits: int
    contexts: tuple[str, ...]


class Lookup:
    """A text to search many times; from the hundredth search on, with an index of its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._asked = 0

    def places(self, words: str, since: int = 0, *, whole: bool = True) -> Iterator[int]:
        """Yield the offsets of some words from `since` on; if `whole`, those that cut a word may be left out."""
        self._asked += 1
        if (known := self._rarest(words, whole=whole)) is None:
            at = self.text.find(words, since)
            while at >= 0:
                yield at
                at = self.text.find(words, at + 1)
            return
        places, before = known
        for place in islice(places, bisect_left(places, since + before), None):
            if self.text.startswith(words, place - before):
                yield place - before

    def _rarest(self, words: str, *, whole: bool) -> tuple[list[int], int] | None:
        """Return the places of the rarest word and its offset in `words`; None if the index does not help."""
        if self._asked <= _FEW:
            return None
        found = [word for word in _WORD.finditer(words) if whole or (word.start() > 0 and word.end() < len(words))]
        if not found:
            return None
        word = min(found, key=lambda word: len(self._by_word.get(word[0], ())))
        places = self._by_word.get(word[0], [])
        return (places, word.start()) if len(places) * _SEARCHED <= len(self.text) else None

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word in _WORD.finditer(self.text):
            places[word[0]].append(word.start())
        return dict(places)


class Searchable:
    """An article's text, prepared for many searches."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.normalised = Normalised.of(text)
        self._lookup = Lookup(self.normalised.text)
        self._left = _MOST_LOOKED_FOR
        self._places_left = _MOST_PLACES

    def find(self, selector: Selector) -> Passage | Missing | Ambiguous:
        """Find the one passage that the selector means."""
        quote = normal(selector.quote)
        hits = self._hits(quote)
        if not hits:
            looked_for = sum(min(len(part), LOOKED_FOR) for part in parts_of(quote))
            self._left -= len(self.normalised.text) * looked_for
            return Missing(self._closest(quote)) if self._left >= 0 else Missing("", looked_for=False)
        prefix, suffix = normal(selector.prefix), normal(selector.suffix)
        fitting = [hit for hit in hits if self._fits(hit, prefix, suffix)]
        if selector.occurrence is not None and selector.occurrence <= len(fitting):
            return self._passage(fitting[selector.occurrence - 1])
        if len(fitting) == 1 and selector.occurrence is None:
            return self._passage(fitting[0])
        return Ambiguous(len(fitting), tuple(self._context(hit) for hit in (fitting or hits)[:3]))

    def starts(self, words: str) -> list[int]:
        """Return the offsets at which all places of some words begin, in order."""
        return [self._passage(hit).start for hit in self._hits(normal(words))]

    def _hits(self, quote: str) -> list[tuple[int, int]]:
        if not quote:
            return []
        hits, parts = self._exact(quote), parts_of(quote)
        if hits or parts in ([], [quote]):
            return hits
        hits = self._exact(parts[-1])
        for part in reversed(parts[:-1]):
            following = ((start, bisect_left(hits, (end, 0))) for start, end in self._exact(part))
            hits = [(start, hits[at][1]) for start, at in following if at < len(hits)]
        return hits

    def _exact(self, quote: str) -> list[tuple[int, int]]:
        places = list(islice(self._lookup.places(quote), max(2, self._places_left)))
        self._places_left -= len(places)
        hits = ((at, at + len(quote)) for at in places)
        return [hit for hit in hits if is_whole(self.normalised.text, *hit)]

    def _fits(self, hit: tuple[int, int], prefix: str, suffix: str) -> bool:
        text = self.normalised.text
        before, behind = hit
        while before > 0 and text[before - 1].isspace():
            before -= 1
        while behind < len(text) and text[behind].isspace():
            behind += 1
        return text.endswith(prefix, 0, before) and text.startswith(suffix, behind)

    def _passage(self, hit: tuple[int, int]) -> Passage:
        return Passage(*self.normalised.original(*hit))

    def _context(self, hit: tuple[int, int]) -> str:
        text = self.normalised.text
        start, end = max(0, hit[0] - _CONTEXT), min(len(text), hit[1] + _CONTEXT)
        words = text[hit[0] : hit[1]]
        if len(words) > 2 * _CONTEXT:
            words = f"{words[:_CONTEXT]} … {words[-_CONTEXT:]}"
        return f"…{text[start : hit[0]]}[{words}]{text[hit[1] : end]}…"

    def _closest(self, quote: str) -> str:
        """Return the closest passage as a difference; the parts of a long one separately."""
        shown, at = list[str](), 0
        for part in parts_of(quote):
            words, at = self._alike(part, at)
            shown.append(words or f"[-{part}-]")
        return " … ".join(shown) if at else ""

    def _alike(self, quote: str, first: int) -> tuple[str, int]:
        """Return the difference from the most similar words after `first`, and their end; else "" and `first`."""
        text = self.normalised.text[first:]
        if hits := [hit for hit in self._exact(quote) if hit[0] >= first]:
            return quote, hits[0][1]
        looked_for, before = _differing(quote, text)
        span = self.closest(looked_for, first)
        return (before + difference(looked_for, self.normalised.text[slice(*span)]), span[1]) if span else ("", first)

    def closest(self, quote: str, first: int) -> tuple[int, int] | None:
        """Return the span of the normalised words after an offset that are most similar to a normalised quote."""
        span = most_similar(quote, self.normalised.text[first:], _ALIKE_ENOUGH)
        return (first + span[0], first + span[1]) if span else None


def _differing(quote: str, text: str) -> tuple[str, str]:
    """Return the part of a quote to search for, and the placeholder for the part left out before it.

    If the beginning of a long quote is in the text, the part is where the two begin to differ.
    """
    if len(quote) <= LOOKED_FOR:
        return quote, ""
    known = bisect_left(range(1, len(quote)), True, key=lambda length: quote[:length] not in text)
    start = quote.rfind(" ", 0, max(0, known - LOOKED_FOR // 4)) + 1
    return quote[start : start + LOOKED_FOR], "… " if start else ""


def normal(text: str) -> str:
    """Return a quote as it is searched for."""
    return Normalised.of(text).text.strip()


def parts_of(quote: str) -> list[str]:
    """Return the words of a normalised quote between its omissions; an omission at either end says nothing."""
    return [part.strip() for part in pattern("ellipsis").split(quote, _MOST_OMISSIONS) if part.strip()]
