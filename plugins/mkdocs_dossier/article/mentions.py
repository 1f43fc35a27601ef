"""Actors named in an article: by name and alias, in their inflected forms, the longest name first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, takewhile

from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.article.text import Normalised
from mkdocs_dossier.language.inflection import forms
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.text import primary_language

_WORD = re.compile(r"[^\W_]+(?:'(?:s|S)\b)?")
#: What may stand between the words of one name: a space or a hyphen.
_NEXT_WORD = re.compile(rf"[ .\-]{{1,3}}({_WORD.pattern})")


@dataclass(frozen=True, slots=True)
class Named:
    """A place where an actor is named, as a span of the visible text."""

    start: int
    end: int
    actor: str
    """The actor's id."""


@dataclass(frozen=True, slots=True)
class Names:
    """All places in an article that name actors, in order, held small."""

    spans: Spans = Spans()
    actors: tuple[str, ...] = ()

    @classmethod
    def of(cls, named: Iterable[Named]) -> Names:
        """The places, which must be in order."""
        named = list(named)
        return cls(Spans.of((name.start, name.end) for name in named), tuple([name.actor for name in named]))

    def __iter__(self) -> Iterator[Named]:
        return (Named(start, end, actor) for (start, end), actor in zip(self.spans, self.actors, strict=True))

    def __getitem__(self, at: int) -> Named:
        return Named(*self.spans[at], self.actors[at])

    def naming(self, actor: str) -> Iterator[tuple[int, int]]:
        """The places that name one actor."""
        return (span for span, named in zip(self.spans, self.actors, strict=True) if named == actor)


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[frozenset[str], ...]
    prefixes: tuple[str, ...]
    """For each word the beginning that is enough, where it was written with `*`; else empty."""
    actor: Actor

    @property
    def rank(self) -> tuple[int, str]:
        """Of names that are found in the same words the least counts: whole words, then the longer beginning."""
        return -len(self.prefixes[0]) if self.prefixes[0] else -_LONGEST, self.actor.id


#: More letters than any word has.
_LONGEST = 1_000_000


class _Node:
    """What can follow on the first words of some names, and the name that ends with them."""

    __slots__ = ("_by_form", "_by_prefix", "_next", "name")

    def __init__(self) -> None:
        self._next: dict[tuple[frozenset[str], frozenset[str]], _Node] = {}
        self._by_form: dict[str, list[_Node]] = {}
        self._by_prefix: dict[int, dict[str, list[_Node]]] = {}  # by their length
        self.name: _Name | None = None

    def add(self, name: _Name) -> None:
        """Enter a name, word by word."""
        node = self
        for at in range(len(name.words)):
            node = node._to(*_heard(name, at))
        if node.name is None or name.rank < node.name.rank:
            node.name = name

    def _to(self, forms: frozenset[str], prefixes: frozenset[str]) -> _Node:
        if (node := self._next.get((forms, prefixes))) is None:
            node = self._next[forms, prefixes] = _Node()
            for form in forms:
                self._by_form.setdefault(form, []).append(node)
            for prefix in prefixes:
                self._by_prefix.setdefault(len(prefix), {}).setdefault(prefix, []).append(node)
        return node

    def after(self, word: str) -> Iterator[_Node]:
        """Where the word leads."""
        yield from self._by_form.get(word, ())
        for length, beginnings in self._by_prefix.items():
            yield from beginnings.get(word[:length], ())


class NameIndex:
    """The names of all actors, ready to be found in any number of texts of one language in one pass each.

    They are a tree of words: however many names begin alike, a text is followed only where its own words lead.
    """

    def __init__(self, actors: Iterable[Actor], language: str) -> None:
        self._root = _Node()
        # Most words of a text begin no name, and have been asked for before.
        self._begun = lru_cache(maxsize=20_000)(lambda word: tuple(self._root.after(word)))
        for actor in actors:
            for alias in names_of(actor):
                if (name := _name(alias, actor, language)).words:
                    self._root.add(name)

    def find(self, text: str) -> list[Named]:
        """Every place that names an actor, in order and without overlap; of two names the longer one counts."""
        found: list[Named] = []
        start = 0
        for block in text.split("\n"):
            normalised = Normalised.of(block)
            for name in self._find_in(normalised.text):
                first, end = normalised.original(name.start, name.end)
                found.append(Named(start + first, start + end, name.actor))
            start += len(block) + 1
        return found

    def _find_in(self, text: str) -> Iterator[Named]:
        end = 0
        for word in _WORD.finditer(text):
            if (begun := self._begun(word[0])) and word.start() >= end:
                name, end = _longest(begun, text, word.end())
                if name is not None:
                    yield Named(word.start(), end, name.actor.id)


def _longest(nodes: Iterable[_Node], text: str, end: int) -> tuple[_Name | None, int]:
    """The longest name whose first word leads to the nodes and ends at `end`, and where the name itself ends."""
    longest, longest_end = None, end
    while nodes:
        if names := [node.name for node in nodes if node.name]:
            longest, longest_end = min(names, key=lambda name: name.rank), end
        word = _NEXT_WORD.match(text, end)
        if word is None:
            break
        nodes, end = [following for node in nodes for following in node.after(word[1])], word.end()
    return longest, longest_end


def names_of(actor: Actor) -> list[str]:
    """The actor's name in every language it is written in, and its aliases."""
    return list(dict.fromkeys([str(actor.name), *actor.name.translations.values(), *actor.aliases]))


def _words_of_name(name: str) -> list[str]:
    return re.findall(r"[^\W_]+\*?", Normalised.of(name).text)


def _name(alias: str, actor: Actor, language: str) -> _Name:
    words: list[frozenset[str]] = []
    prefixes: list[str] = []
    for word in _words_of_name(alias):
        prefixes.append(word[:-1] if word.endswith("*") else "")
        words.append(frozenset() if word.endswith("*") else forms(word, language))
    return _Name(tuple(words), tuple(prefixes), actor)


def shared_names(actors: Iterable[Actor], languages: Iterable[str] = ("de",)) -> Mapping[str, list[Actor]]:
    """Words by which an article could mean more than one actor, in any of its languages, with those actors.

    Those are the names that several bear, and words that are forms of several names or begin as is enough for them.
    """
    bearers: dict[str, dict[Actor, None]] = defaultdict(dict)
    for actor in actors:
        for alias in names_of(actor):
            bearers[" ".join(_words_of_name(alias))][actor] = None
    shared = {name: dict(bearing) for name, bearing in bearers.items() if len(bearing) > 1}
    for language in dict.fromkeys(map(primary_language, languages)):
        names = {alias: _name(alias, next(iter(bearing)), language) for alias, bearing in bearers.items() if alias}
        for one, other, words in _alike(names):
            both = bearers[one] | bearers[other]
            if len(both) > 1:
                shared.setdefault(words, {}).update(both)
    return {name: list(bearing) for name, bearing in shared.items()}


def _alike(names: Mapping[str, _Name]) -> Iterator[tuple[str, str, str]]:
    """The pairs of names of equally many words of which one text can hold both, and words that are both."""
    places: dict[tuple[int, int], _Place] = defaultdict(_Place)
    order = {alias: at for at, alias in enumerate(names)}
    for alias, name in names.items():
        for at in range(len(name.words)):
            places[len(name.words), at].add(alias, *_heard(name, at))
    for alias, name in names.items():
        # Of all words of the name, the one that is shared with the fewest.
        found = [places[len(name.words), at].sharing(*_heard(name, at)) for at in range(len(name.words))]
        fewest = min(found, key=lambda sharing: sum(map(len, sharing)), default=[])
        for other in sorted({other for sharing in fewest for other in sharing}, key=order.__getitem__):
            if order[alias] < order[other] and (words := _words_of_both(name, names[other])):
                yield alias, other, words


def _heard(name: _Name, at: int) -> tuple[frozenset[str], frozenset[str]]:
    """As what `NameIndex` knows one of the words: its forms, or else beginnings that are enough."""
    prefix = name.prefixes[at]
    if not prefix:
        return name.words[at], frozenset()
    return frozenset(), frozenset({prefix, prefix.capitalize()} if at == 0 else {prefix})


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


def _words_of_both(one: _Name, other: _Name) -> str:
    """The shortest words that are forms of both names; empty if there are none."""
    words: list[str] = []
    for at in range(len(one.words)):
        (forms_of_one, starts_of_one), (forms_of_other, starts_of_other) = _heard(one, at), _heard(other, at)
        both = forms_of_one & forms_of_other
        both |= {word for word in forms_of_one if word.startswith(tuple(starts_of_other))}
        both |= {word for word in forms_of_other if word.startswith(tuple(starts_of_one))}
        for first in starts_of_one:
            both |= {f"{max(first, second, key=len)}*" for second in starts_of_other if _begin_alike(first, second)}
        if not both:
            return ""
        words.append(min(both, key=lambda word: (len(word), word.swapcase())))  # of two alike the one in lower case
    return " ".join(words)


def _begin_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
