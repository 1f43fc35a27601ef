"""Names as a tree of words: however many begin alike, a text is followed only where its own words lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.article.namewords import NameWord, words_of_name
from mkdocs_dossier.language.inflection import declines, forms
from mkdocs_dossier.model.people import Actor

#: What a text may have at one place of a name: its forms there, or beginnings that are enough; with the sign before.
Heard = tuple[frozenset[str], frozenset[str]]
#: More letters than any word has.
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor, word by word."""

    alias: str
    words: tuple[Heard, ...]
    actor: Actor
    rank: tuple[int, str]
    """Of names that are found in the same words the least counts: whole words, then the longer beginning."""

    @classmethod
    def of(cls, alias: str, actor: Actor, language: str) -> Name:
        """The name with the forms that its words take in a language."""
        words = words_of_name(alias)
        adjectives = actor.kind != "person" or actor.anonymity != "named"
        heard = tuple(_heard(words, at, language, adjectives=adjectives) for at in range(len(words)))
        begins = len(words[0].text) if words and words[0].starred else _LONGEST
        return cls(alias, heard, actor, (-begins, actor.id))


def _heard(words: list[NameWord], at: int, language: str, *, adjectives: bool) -> Heard:
    word, sign, starred, _ = words[at]
    # The point of “Dr. Oetker” may be left out; a text may also have one where the name has none, behind “Dr”.
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
    """What can follow on the first words of some names, and the names that end with them."""

    __slots__ = ("_by_form", "_by_prefix", "_next", "names")

    def __init__(self) -> None:
        self._next: dict[Heard, NameNode] = {}
        self._by_form: dict[str, list[NameNode]] = {}
        self._by_prefix: dict[int, dict[str, list[NameNode]]] = {}  # by their length
        self.names: list[Name] = []

    def add(self, name: Name) -> None:
        """Enter a name, word by word."""
        node = self
        for heard in name.words:
            node = node._to(heard)
        node.names.append(name)

    def _to(self, heard: Heard) -> NameNode:
        if (node := self._next.get(heard)) is None:
            node = self._next[heard] = NameNode()
            for form in heard[0]:
                self._by_form.setdefault(form, []).append(node)
            for prefix in heard[1]:
                self._by_prefix.setdefault(len(prefix), {}).setdefault(prefix, []).append(node)
        return node

    def after(self, word: str) -> Iterator[NameNode]:
        """Where the word leads, written behind its sign."""
        yield from self._by_form.get(word, ())
        for length, beginnings in self._by_prefix.items():
            yield from beginnings.get(word[:length], ())


def ending(nodes: Iterable[NameNode]) -> list[Name]:
    """The names that end at one of the nodes, one for each actor, those of the least rank first."""
    names = [name for node in nodes for name in node.names]
    if len(names) < 2:
        return names
    found: dict[str, Name] = {}
    for name in sorted(names, key=lambda name: name.rank):
        found.setdefault(name.actor.id, name)
    return list(found.values())
