"""Names that must not be missed: found without regard to capitals, accents and signs, and in names of files.

`NameIndex` matches names as they are written, which is right for marking an article. The search for withheld names
prefers one match too many to a miss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from mkdocs_dossier.article.doublenames import DoubleNames
from mkdocs_dossier.article.names import NameIndex, names_of
from mkdocs_dossier.article.nametree import Name
from mkdocs_dossier.article.namewords import NameWord, bare, words_of_name
from mkdocs_dossier.article.visible_text import Normalised
from mkdocs_dossier.model.people import Actor

#: Signs that part no name. A comma, a dash and the end of a sentence do.
_IDLE = re.compile(r"""^['"&/+()\[\]{}*~^`@#·|=<>%$\\]+""")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
#: Letters that no accent makes of others, and how German writes out its own.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ð": "dh"})
_ACCENTS = re.compile("[\u0300-\u036f]")
#: In letters, of a name whose words are run together: “An Na” is no “anna.jpg”.
_SHORTEST = 6
_SEPARATORS = re.compile(r"[._\s-]+")
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """A word, behind the sign before it, in small letters without accents and idle signs."""
    word = _IDLE.sub("", bare(word)).casefold()
    return word if word.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", word.translate(_LETTERS)))


class LooseIndex(NameIndex):
    """The names of some actors, found however they are written in a text.

    A name of one word still counts only with its capital letter, and not in half of a double name: it may be a word.
    """

    def _names(self, actors: Iterable[Actor], language: str) -> Iterator[Name]:
        for actor in actors:
            for alias in dict.fromkeys(written for name in names_of(actor) for written in self._ways(name, actor)):
                name = Name.of(alias, actor, language)
                words = tuple((_all_folded(forms), _all_folded(prefixes)) for forms, prefixes in name.words)
                yield replace(name, words=words)

    def _ways(self, name: str, actor: Actor) -> Iterator[str]:
        yield from (name, _BRACKETS.sub("", name).strip(), Normalised.of(name).text.replace("'", ""))
        if actor.kind == "person" and "*" not in name:
            *first, last = _BRACKETS.sub("", name).split() or [name]
            yield f"{last}, {' '.join(first)}" if first else name

    def _key(self, sign: str, word: str) -> str:
        return _folded(sign + word)

    def _readable(self, block: str) -> str:
        return block.replace("_", " ")

    def _is_part(self, name: Name, text: str, start: int, end: int, double: DoubleNames) -> bool:
        if len(name.words) > 1:
            return False
        in_small_letters = name.alias[0].isupper() and not text[start].isupper()
        return in_small_letters or super()._is_part(name, text, start, end, double)


class PathIndex(LooseIndex):
    """The same names in ids, addresses and names of files (“zoe-doe.jpg”, “DoeZoe2.png”), but for those of one word."""

    def find_in(self, path: str) -> list[str]:
        """The ids of the actors whom a path names; no name goes on behind a slash."""
        parts = [_SEPARATORS.sub(" ", part) for part in unicodedata.normalize("NFC", path).split("/")]
        parts += [_INNER_CAPITAL.sub(" ", part) for part in parts]
        return list(dict.fromkeys(name.actor for name in self.find("\n".join(parts))))

    def _ways(self, name: str, actor: Actor) -> Iterator[str]:
        for way in super()._ways(name, actor):
            words = words_of_name(way)
            if len(words) < 2 or any(word.starred for word in words):
                continue
            yield way
            for order in (words, [*words[1:], words[0]], [words[-1], *words[:-1]]):
                yield " ".join(word.text for word in order)
                yield from _squeezed(order)


def _squeezed(words: list[NameWord]) -> Iterator[str]:
    squeezed = "".join(word.text for word in words).casefold()
    if len(squeezed) >= _SHORTEST:
        yield squeezed


def _all_folded(forms: Iterable[str]) -> frozenset[str]:
    """The forms of a word as texts may have them: ö may be written o or oe."""
    return frozenset(_folded(way) for form in forms for way in (form, form.lower().translate(_WRITTEN_OUT)))
