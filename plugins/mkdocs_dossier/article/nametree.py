"""A tree of names by their words, so that the search follows only words of the text, however many names there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.article.namewords import NameWord, words_of_name
from mkdocs_dossier.language.inflection import declines, forms
from mkdocs_dossier.model.records import Actor, Record

#: The words that match at one position of a name, with the sign before: whole forms, and sufficient prefixes.
Accepted = tuple[frozenset[str], frozenset[str]]
#: More than the length of any word.
_LONGEST = 1_000_000


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
        """Build a name with the inflected forms of its words.

        Args:
            alias: The name as written.
            record: Its record.
            language: The language of the texts (BCP 47).
        """
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
    """The continuations of some names after their first words, and the names that end there."""

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
