"""Find the passages of quotes again after an article was edited: only another spelling of the same words is certain."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from mkdocs_dossier.article.difference import Change, changes
from mkdocs_dossier.article.names import NameIndex
from mkdocs_dossier.article.quotes import LOOKED_FOR, Ambiguous, Passage, Searchable, Selector, normal, parts_of
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.language.attribution.words import LANGUAGES
from mkdocs_dossier.language.cutting import words_left_out
from mkdocs_dossier.language.numbers.reading import read_numbers
from mkdocs_dossier.language.numbers.tokens import LEXICONS, UNKNOWN
from mkdocs_dossier.language.words import keys_of
from mkdocs_dossier.model.records import Actor, Anchored, Dossier
from mkdocs_dossier.model.text import primary_language

#: Letters of the shortest word in which one may differ; in a shorter one that makes another word: “Iran”, “Irak”.
_LONG = 7
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Fate(StrEnum):
    """The outcome for a quote that its article no longer contains."""

    MOVED = "moved"
    """The same words are there once, in another spelling or punctuation."""
    VALUE_CHANGED = "value-changed"
    """The closest passage has another number, hedge or negation, or a negation in what is left out."""
    ENTITY_LOST = "entity-lost"
    """The closest passage names other actors."""
    REWORDED = "reworded"
    """The closest passage has other words."""
    AMBIGUOUS = "ambiguous"
    """Several passages match."""
    ORPHAN = "orphan"
    """No passage is like it."""


@dataclass(frozen=True, slots=True)
class Reanchored:
    """A lost quote and its fate: `words` is the new quote, `shown` the difference or the places."""

    record: Anchored
    fate: Fate
    shown: str = ""
    words: str = ""


def lost_quotes(collection: Collection, dossiers: Iterable[Dossier]) -> Iterator[Reanchored]:
    """Yield each quote that the dossiers' articles do not hold, with its fate."""
    names = cache(lambda language: NameIndex(collection.of(Actor), language))
    for dossier in dossiers:
        written, article = collection.written_in(dossier), collection.articles[dossier]
        lost = [one for one in written if isinstance(one, Anchored) and one.quote and one not in article.passages]
        search = _Search(article, collection.language_of(dossier), names) if lost else None
        yield from (search.reanchored(record) for record in lost if search)


class _Search:
    """The search for lost quotes in one article, within the limits of the search for the closest passage."""

    def __init__(self, article: Article, language: str, names: Callable[[str], NameIndex]) -> None:
        self._article, self._text = article, Searchable(article.text)
        self._letters = _letters(article.text)
        self._language = primary_language(language)
        self._names = names(self._language)
        denials = LANGUAGES[self._language].denials if self._language in LANGUAGES else frozenset()
        self._doubts = LEXICONS.get(self._language, UNKNOWN).unsure | denials

    def reanchored(self, record: Anchored) -> Reanchored:
        """Return the fate of a lost quote."""
        selector = Selector(record.quote, record.prefix, record.suffix, record.occurrence)
        found = self._text.find(selector)
        if isinstance(found, Ambiguous):
            return Reanchored(record, Fate.AMBIGUOUS, "  ".join(found.contexts))
        assert not isinstance(found, Passage), "it was found when the collection was loaded"
        orphan = Reanchored(record, Fate.ORPHAN, found.difference)
        passages, steps, at = list[Passage](), list[Change](), 0
        for part in parts_of(normal(record.quote)):
            span = self._text.closest(part, at) if found.difference and len(part) <= LOOKED_FOR else None
            of_part = changes(part, self._text.normalised.text[slice(*span)]) if span else []
            added = [token for step in of_part for token in step.added]
            if span is None or not added:
                return orphan
            at = span[0] + added[-1].end
            passages.append(Passage(*self._text.normalised.original(span[0] + added[0].start, at)))
            steps += of_part
        words = " … ".join(" ".join(self._article.text[one.start : one.end].split()) for one in passages)
        return Reanchored(record, self._fate(selector, words, passages, steps), found.difference, words)

    def _fate(self, selector: Selector, words: str, passages: list[Passage], steps: list[Change]) -> Fate:
        left_out = (self._article.text[one.end : other.start] for one, other in pairwise(passages))
        denied = any(self._values(gap)[2] for gap in left_out)  # nobody knows whether it was there before
        if denied or self._values(selector.quote) != self._values(words) or any(map(self._leaves_out, passages)):
            return Fate.VALUE_CHANGED
        if [name.actor for name in self._names.find(selector.quote)] != [n.actor for n in self._names.find(words)]:
            return Fate.ENTITY_LOST
        if not all(step.equal or _is_respelt(step) for step in steps):
            return Fate.REWORDED
        first = self._article.text[passages[0].start : passages[0].end]
        if self._letters.count(_letters(first)) > 1:
            return Fate.AMBIGUOUS
        again = self._text.find(replace(selector, quote=words))
        return Fate.MOVED if again == Passage(passages[0].start, passages[-1].end) else Fate.AMBIGUOUS

    def _values(self, words: str) -> tuple[object, ...]:
        """Return the numbers in some words with their hedges, all digits, and the negations and doubts."""
        numbers = [(number.amount, number.unit) for number in read_numbers(words, self._language)]
        return numbers, _DIGITS.findall(words), [key for key in keys_of(words) if key in self._doubts]

    def _leaves_out(self, passage: Passage) -> bool:
        """Return whether a hedge, a negation or another part of a number is right outside of a passage."""
        start, end = self._article.sentences_around(passage)
        text, at = self._article.text[start:end], passage.start - start
        return bool(words_left_out(text, at, at + len(passage), self._language, read_numbers(text, self._language)))


def _is_respelt(step: Change) -> bool:
    """Return whether words differ in punctuation, case, ß, hyphens and spaces only, or in one letter of a long word."""
    old, new = ([token.text for token in tokens] for tokens in (step.removed, step.added))
    if any(map(str.isdigit, "".join(old + new))):
        return False
    if _letters("".join(old)) == _letters("".join(new)):
        return True
    old, new = ([letters for text in texts if (letters := _letters(text))] for texts in (old, new))
    return len(old) == len(new) and all(map(_is_typo, old, new))


def _is_typo(old: str, new: str) -> bool:
    is_long = min(len(old), len(new)) >= _LONG and old[0] == new[0]
    return old == new or (is_long and OSA.distance(old, new, score_cutoff=1) <= 1)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
