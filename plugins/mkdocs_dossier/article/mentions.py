"""Actors named in an article: by name and alias, in their inflected forms, the longest name first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_dossier.article.text import Normalised
from mkdocs_dossier.language.inflection import forms
from mkdocs_dossier.model.people import Actor

_WORD = re.compile(r"[^\W_]+(?:'(?:s|S)\b)?")
#: What may stand between the words of one name: a space or a hyphen.
_GAP = re.compile(r"[ .\-]{1,3}")


@dataclass(frozen=True, slots=True)
class Named:
    """A place where an actor is named, as a span of the visible text."""

    start: int
    end: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[frozenset[str], ...]
    prefixes: tuple[str, ...]
    """For each word the beginning that is enough, where it was written with `*`; else empty."""
    actor: Actor

    def fits(self, at: int, word: str) -> bool:
        prefix = self.prefixes[at]
        return word.startswith(prefix) if prefix else word in self.words[at]


class NameIndex:
    """The names of all actors, ready to be found in any number of texts of one language in one pass each."""

    def __init__(self, actors: Iterable[Actor], language: str) -> None:
        self._by_form: dict[str, list[_Name]] = defaultdict(list)
        self._by_prefix: dict[str, list[_Name]] = defaultdict(list)
        for actor in actors:
            for alias in names_of(actor):
                name = _name(alias, actor, language)
                if not name.words:
                    continue
                if name.prefixes[0]:
                    for prefix in {name.prefixes[0], name.prefixes[0].capitalize()}:
                        self._by_prefix[prefix].append(name)
                else:
                    for form in name.words[0]:
                        self._by_form[form].append(name)
        for names in (*self._by_form.values(), *self._by_prefix.values()):
            names.sort(key=lambda name: (-len(name.words), name.actor.id))
        self._prefix_lengths = sorted({len(prefix) for prefix in self._by_prefix}, reverse=True)

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

    def _find_in(self, text: str) -> list[Named]:
        words = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
        found: list[Named] = []
        index = 0
        while index < len(words):
            name = self._longest_at(words, index, text)
            if name is None:
                index += 1
                continue
            last = index + len(name.words) - 1
            found.append(Named(words[index][0], words[last][1], name.actor))
            index = last + 1
        return found

    def _longest_at(self, words: list[tuple[int, int, str]], index: int, text: str) -> _Name | None:
        word = words[index][2]
        best: _Name | None = None
        candidates = self._by_form.get(word, [])
        for length in self._prefix_lengths:
            if length <= len(word) and word[:length] in self._by_prefix:
                candidates = candidates + self._by_prefix[word[:length]]
        for name in candidates:
            longer = best is None or len(name.words) > len(best.words)
            if longer and self._goes_on(name, words, index, text):
                best = name
        return best

    @staticmethod
    def _goes_on(name: _Name, words: list[tuple[int, int, str]], index: int, text: str) -> bool:
        if index + len(name.words) > len(words):
            return False
        for at in range(1, len(name.words)):
            start, _, word = words[index + at]
            if not name.fits(at, word) or not _GAP.fullmatch(text[words[index + at - 1][1] : start]):
                return False
        return True


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


def shared_names(actors: Iterable[Actor]) -> Mapping[str, list[Actor]]:
    """Names that more than one actor bears, with those actors: an article's words could mean either."""
    bearers: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        for alias in dict.fromkeys(" ".join(_words_of_name(name)) for name in names_of(actor)):
            bearers[alias].append(actor)
    return {name: sharing for name, sharing in bearers.items() if len(sharing) > 1}
