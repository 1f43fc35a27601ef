"""Find records named in an article, by inflected names and aliases; the longest name wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress

from mkdocs_dossier.article.doublenames import DoubleNames, double_names
from mkdocs_dossier.article.namewords import NEXT_WORD, WORD, NameWord, bare, normalised, sign_behind, words_of_name
from mkdocs_dossier.article.scripts import masked
from mkdocs_dossier.article.spans import Spans
from mkdocs_dossier.language.inflection import declines, forms
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.model.records import Actor, Record
from mkdocs_dossier.model.text import Text

#: In characters, with the spaces around it.
_LONGEST_QUARTER = 13
#: Abbreviations that may be written with points; others with points may be initials.
_POINTED = {"US": "U.S.", "USA": "U.S.A.", "UK": "U.K.", "UN": "U.N.", "EU": "E.U."}
_PLAIN = {pointed: plain for plain, pointed in _POINTED.items()}
#: The words that match at one position of a name, with the sign before: whole forms, and sufficient prefixes.
Accepted = tuple[frozenset[str], frozenset[str]]
#: More than the length of any word.
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Named:
    """A span of the visible text that names an actor."""

    start: int
    end: int
    actor: str
    """The actor's id."""
    others: tuple[str, ...] = ()
    """The ids of other actors with the same name."""


@dataclass(frozen=True, slots=True)
class Names:
    """All places in an article that name actors, in order and stored compactly."""

    spans: Spans = Spans()
    actors: tuple[str, ...] = ()

    @classmethod
    def of(cls, named: Iterable[Named]) -> Names:
        """Pack the places, which must be in order."""
        named = list(named)
        return cls(Spans.of((name.start, name.end) for name in named), tuple([name.actor for name in named]))

    def __iter__(self) -> Iterator[Named]:
        return (Named(start, end, actor) for (start, end), actor in zip(self.spans, self.actors, strict=True))

    def __getitem__(self, at: int) -> Named:
        return Named(*self.spans[at], self.actors[at])

    def naming(self, actor: str) -> Iterator[tuple[int, int]]:
        """Return the spans that name one actor."""
        return compress(self.spans, map(actor.__eq__, self.actors))


def names_of(record: Record) -> list[str]:
    """Return the name of an actor, source, agreement or place in all its languages, and its aliases."""
    name: Text = getattr(record, "name")  # noqa: B009 (each of these kinds has a name)
    return list(dict.fromkeys([str(name), *name.translations.values(), *getattr(record, "aliases", ())]))


def _spellings(alias: str) -> Iterator[str]:
    """Yield the spellings of a name: “US Congress”, “U.S. Congress”."""
    yield alias
    words = alias.split()
    for other in (_POINTED, _PLAIN):
        if not other.keys().isdisjoint(words):
            yield " ".join(other.get(word, word) for word in words)


@dataclass(frozen=True, slots=True)
class Name:
    """A record's name, word by word."""

    alias: str
    words: tuple[Accepted, ...]
    record: Record
    rank: tuple[int, str]
    """Of names found in the same words, the least rank wins: whole words, then the longer prefix."""

    @classmethod
    def of(cls, alias: str, record: Record, language: str) -> Name:
        """Build a name with the inflected forms of its words, in a language (BCP 47)."""
        words = words_of_name(alias)
        adjectives = not isinstance(record, Actor) or record.kind != "person" or record.anonymity != "named"
        accepted = tuple(_accepted(words, at, language, adjectives=adjectives) for at in range(len(words)))
        begins = len(words[0].text) if words and words[0].starred else _LONGEST
        return cls(alias, accepted, record, (-begins, record.id))


def _accepted(words: list[NameWord], at: int, language: str, *, adjectives: bool) -> Accepted:
    word, sign, starred, _ = words[at]
    # The point of “Dr. Oetker” is optional; a text may also have one after “Dr” where the name has none.
    signs = ("", sign) if sign == "." else (sign,)
    if starred:
        beginnings = {word, word.capitalize()} if at == 0 else {word}
        return frozenset(), frozenset(sign + beginning for sign in signs for beginning in beginnings)
    before = words[at - 1].text if at else ""
    after = words[at + 1] if at + 1 < len(words) else None
    following = after.text if after and after.spaced and not after.sign else ""
    found = forms(
        word, language, adjective=adjectives and declines(word, before, following, begins=bool(sign) or not at)
    )
    return (found if signs == ("",) else frozenset(sign + form for sign in signs for form in found)), frozenset()


class NameNode:
    """A node in a trie of names by word: a search follows only words of the text, however many names there are."""

    __slots__ = ("_by_form", "_by_prefix", "_next", "names")

    def __init__(self) -> None:
        self._next: dict[Accepted, NameNode] = {}
        self._by_form: dict[str, list[NameNode]] = {}
        self._by_prefix: dict[int, dict[str, list[NameNode]]] = {}  # by their length
        self.names: list[Name] = []

    def add(self, name: Name) -> None:
        """Add a name, word by word."""
        node = self
        for accepted in name.words:
            node = node._to(accepted)
        node.names.append(name)

    def _to(self, accepted: Accepted) -> NameNode:
        if (node := self._next.get(accepted)) is None:
            node = self._next[accepted] = NameNode()
            for form in accepted[0]:
                self._by_form.setdefault(form, []).append(node)
            for prefix in accepted[1]:
                self._by_prefix.setdefault(len(prefix), {}).setdefault(prefix, []).append(node)
        return node

    def after(self, word: str) -> Iterator[NameNode]:
        """Yield the nodes that a word, with its sign, leads to."""
        yield from self._by_form.get(word, ())
        for length, beginnings in self._by_prefix.items():
            yield from beginnings.get(word[:length], ())


def ending(nodes: Iterable[NameNode]) -> list[Name]:
    """Return the names that end at one of the nodes, one per record, the least rank first."""
    names = [name for node in nodes for name in node.names]
    if len(names) < 2:
        return names
    found: dict[Record, Name] = {}
    for name in sorted(names, key=lambda name: name.rank):
        found.setdefault(name.record, name)
    return list(found.values())


class NameIndex:
    """An index of records' names that searches texts of one language in one pass each."""

    def __init__(self, records: Iterable[Record], language: str) -> None:
        # Avoid a reference cycle: the index is large, and is freed at once without one.
        self._root, key = (root := NameNode()), self._key
        # Cached, because texts repeat words, most of which begin no name.
        self._begun = lru_cache(maxsize=20_000)(lambda word: tuple(root.after(key("", word))))
        names = [name for name in self._names(records, language) if name.words]
        for name in names:
            self._root.add(name)
        self._double = double_names(normalised(name.alias).text for name in names if "-" in name.alias)

    def find(self, text: str) -> list[Named]:
        """Return every place that names an actor, in order and without overlap; the longer name wins.

        If several actors share a name, `actor` is the first by rank, then by id, and `others` has the rest: a text
        alone does not decide whom it means.
        """
        return [
            Named(start, end, names[0].record.id, tuple(other.record.id for other in names[1:]))
            for start, end, names in self.names_in(text)
        ]

    def names_in(self, text: str) -> Iterator[tuple[int, int, list[Name]]]:
        """Yield (start, end, a name of each record that is meant) for every place that names one; see `find`."""
        start = 0
        double = DoubleNames(text, self._double)
        for block in text.split("\n"):
            visible = normalised(self._readable(block))
            for first, last, names in self._find_in(visible.text, double):
                first, last = visible.original(first, last)
                yield start + first, start + last, names
            start += len(block) + 1

    def _find_in(self, text: str, double: DoubleNames) -> Iterator[tuple[int, int, list[Name]]]:
        end, letters = 0, masked(text)
        plain = letters is text
        for word in WORD.finditer(letters):
            begun = self._begun(word[0] if plain else text[word.start() : word.end()])
            if begun and (start := word.start()) >= end:
                names, name_end = self._longest(begun, text, letters, word)
                whole = [name for name in names if not self._is_part(name, text, start, name_end, double)]
                if whole:
                    end = name_end
                    yield start, end, whole

    def _longest(
        self, nodes: Iterable[NameNode], text: str, letters: str, first: re.Match[str]
    ) -> tuple[list[Name], int]:
        """Return the longest names that continue from the nodes, which the first word leads to, and their end."""
        longest: list[Name] = []
        longest_end = first.end()
        start, end = first.span()
        while nodes:
            if names := self._ending(nodes, text[first.start() : end]):
                longest, longest_end = names, end
            word = NEXT_WORD.match(letters, end)
            if word is None:
                break
            sign = sign_behind(text[start:end], word[1])
            start, end = word.span(2)
            key = self._key(sign, text[start:end])
            nodes = [following for node in nodes for following in node.after(key)]
        return longest, longest_end

    # How strictly names are matched: exactly here; `LooseIndex` overrides it.

    def _names(self, records: Iterable[Record], language: str) -> Iterator[Name]:
        return (
            Name.of(spelling, record, language)
            for record in records
            for alias in names_of(record)
            for spelling in _spellings(alias)
        )

    def _ending(self, nodes: Iterable[NameNode], words: str) -> list[Name]:
        """Return the names that end at one of the nodes, which some words of a text lead to."""
        return ending(nodes)

    @staticmethod
    def _key(sign: str, word: str) -> str:
        """Return the key of a word with the sign before it."""
        return sign + bare(word)

    def _readable(self, block: str) -> str:
        """Prepare a block of text for the search, character for character."""
        return block

    def _is_part(self, name: Name, text: str, start: int, end: int, double: DoubleNames) -> bool:
        """Return whether it is only part of another name: “Brien” in “O'Brien”, or half of a double name."""
        if text.endswith("O'", 0, start) and not text[max(0, start - 3) : start - 2].isalnum():
            return True
        kind = getattr(name.record, "kind", "")
        if kind == "state":
            other = pattern("another state").search(text, max(0, start - _LONGEST_QUARTER), start)
            return bool(other or pattern("part").match(text, end))
        return kind == "person" and double.hold(text, (start, end))


def decided(named: Sequence[Named], mentioned: Iterable[tuple[int, str]], header: int) -> Iterator[Named]:
    """Yield the names found in an article, in order, each with the actors it can mean.

    A shared name means the actor that was named before by an unshared name; in title and lead, which shorten names, the
    unshared name may also follow. If it is none or several of them, `others` has all that remain. `mentioned` has the
    offset and the actor's id of each mention, and title and lead end at `header`.
    """
    own = sorted([(name.start, name.actor) for name in named if not name.others] + list(mentioned))
    everybody = {actor for _, actor in own}
    before: set[str] = set()
    at = 0
    for name in named:
        while at < len(own) and own[at][0] <= name.start:
            before.add(own[at][1])
            at += 1
        bearers = (name.actor, *name.others)
        meant = [actor for actor in bearers if actor in (everybody if name.start < header else before)]
        yield replace(name, actor=meant[0], others=()) if name.others and len(meant) == 1 else name
