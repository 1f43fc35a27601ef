"""Names by which an article could mean more than one actor."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, takewhile

from mkdocs_dossier.article.mentions import names_of
from mkdocs_dossier.article.nametree import Name
from mkdocs_dossier.article.namewords import as_written, words_of_name
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.text import primary_language


def shared_names(actors: Iterable[Actor], languages: Iterable[str] = ("de",)) -> Mapping[str, list[Actor]]:
    """Words by which an article could mean more than one actor, in any of its languages, with those actors.

    Those are the names that several bear, and words that are forms of several names or begin as is enough for them.
    """
    bearers: dict[str, dict[Actor, str]] = defaultdict(dict)
    for actor in actors:
        for alias in names_of(actor):
            written = as_written(f"{word.sign}{word.text}{'*' * word.starred}" for word in words_of_name(alias))
            bearers[written].setdefault(actor, alias)
    shared = {name: dict(bearing) for name, bearing in bearers.items() if len(bearing) > 1}
    for language in dict.fromkeys(map(primary_language, languages)):
        names = {
            written: Name.of(alias, actor, language)
            for written, bearing in bearers.items()
            if written
            for actor, alias in islice(bearing.items(), 1)
        }
        for one, other, words in _alike(names):
            both = bearers[one] | bearers[other]
            if len(both) > 1:
                shared.setdefault(words, {}).update(both)
    return {name: list(bearing) for name, bearing in shared.items()}


def _alike(names: Mapping[str, Name]) -> Iterator[tuple[str, str, str]]:
    """The pairs of names of equally many words of which one text can hold both, and words that are both."""
    places: dict[tuple[int, int], _Place] = defaultdict(_Place)
    order = {alias: at for at, alias in enumerate(names)}
    for alias, name in names.items():
        for at, heard in enumerate(name.words):
            places[len(name.words), at].add(alias, *heard)
    for alias, name in names.items():
        # Of all words of the name, the one that is shared with the fewest.
        found = [places[len(name.words), at].sharing(*heard) for at, heard in enumerate(name.words)]
        fewest = min(found, key=lambda sharing: sum(map(len, sharing)), default=[])
        for other in sorted({other for sharing in fewest for other in sharing}, key=order.__getitem__):
            if order[alias] < order[other] and (words := _words_of_both(name, names[other])):
                yield alias, other, words


class _Place:
    """All words that stand at one place of names of one length, and the names they belong to."""

    def __init__(self) -> None:
        self._by_form: dict[str, list[str]] = defaultdict(list)
        self._by_prefix: dict[str, list[str]] = defaultdict(list)

    def add(self, alias: str, words: frozenset[str], prefixes: frozenset[str]) -> None:
        for form in words:
            self._by_form[form].append(alias)
        for prefix in prefixes:
            self._by_prefix[prefix].append(alias)

    def sharing(self, words: frozenset[str], prefixes: frozenset[str]) -> list[list[str]]:
        """The names whose word here can be the same as this one, some of them more than once."""
        found = [self._by_form[form] for form in words if form in self._by_form]
        starts = {word[:length] for word in words | prefixes for length in range(1, len(word) + 1)}
        found += [self._by_prefix[start] for start in starts if start in self._by_prefix]
        for prefix in prefixes:
            found += [self._by_form[word] for word in _beginning_with(prefix, self._sorted_forms)]
            found += [self._by_prefix[word] for word in _beginning_with(prefix, self._sorted_prefixes)]
        return found

    @cached_property
    def _sorted_forms(self) -> list[str]:
        return sorted(self._by_form)

    @cached_property
    def _sorted_prefixes(self) -> list[str]:
        return sorted(self._by_prefix)


def _beginning_with(prefix: str, words: Sequence[str]) -> Iterator[str]:
    """Those of some words in order that begin so."""
    return takewhile(lambda word: word.startswith(prefix), islice(words, bisect_left(words, prefix), None))


def _words_of_both(one: Name, other: Name) -> str:
    """The shortest words that are forms of both names; empty if there are none."""
    words: list[str] = []
    pairs = zip(one.words, other.words, strict=True)
    for (forms_of_one, starts_of_one), (forms_of_other, starts_of_other) in pairs:
        both = forms_of_one & forms_of_other
        both |= {word for word in forms_of_one if word.startswith(tuple(starts_of_other))}
        both |= {word for word in forms_of_other if word.startswith(tuple(starts_of_one))}
        for first in starts_of_one:
            both |= {f"{max(first, second, key=len)}*" for second in starts_of_other if _begin_alike(first, second)}
        if not both:
            return ""
        words.append(min(both, key=lambda word: (len(word), word.swapcase())))  # of two alike the one in lower case
    return as_written(words)


def _begin_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
