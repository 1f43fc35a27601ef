"""Find names that must not be missed, regardless of case, accents and signs, and in file names.

`NameIndex` matches names as they are written, to mark an article; this search prefers a false match to a miss.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from mkdocs_dossier.article.doublenames import DoubleNames
from mkdocs_dossier.article.names import Name, NameIndex, names_of
from mkdocs_dossier.article.namewords import bare, words_of_name
from mkdocs_dossier.article.visible_text import Normalised
from mkdocs_dossier.model.records import Actor, Record

#: Signs that do not separate names. A comma, a dash and the end of a sentence do.
_IDLE = re.compile(r"""^['"&/+()\[\]{}*~^`@#·|=<>%$\\]+""")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
#: Letters that do not decompose into a base letter and an accent, and German umlauts, with their spellings.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ð": "dh"})
_ACCENTS = re.compile("[\u0300-\u036f]")
#: In letters: the shortest name whose words may be run together, so that “An Na” does not match “anna.jpg”.
_SHORTEST = 6
_SEPARATORS = re.compile(r"[._\s-]+")
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """Return a word with the sign before it, in lower case and without accents and idle signs."""
    word = _IDLE.sub("", bare(word)).casefold()
    return word if word.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", word.translate(_LETTERS)))


class LooseIndex(NameIndex):
    """Names of actors in any spelling; a single word counts only if capitalised and outside a double name."""

    def _names(self, records: Iterable[Record], language: str) -> Iterator[Name]:
        for actor in records:
            for alias in dict.fromkeys(written for name in names_of(actor) for written in self._variants(name, actor)):
                name = Name.of(alias, actor, language)
                words = tuple((_all_folded(forms), _all_folded(prefixes)) for forms, prefixes in name.words)
                yield replace(name, words=words)

    def _variants(self, name: str, actor: Record) -> Iterator[str]:
        yield from (name, _BRACKETS.sub("", name).strip(), Normalised.of(name).text.replace("'", ""))
        if isinstance(actor, Actor) and actor.kind == "person" and "*" not in name:
            *first, last = _BRACKETS.sub("", name).split() or [name]
            yield f"{last}, {' '.join(first)}" if first else name

    @staticmethod
    def _key(sign: str, word: str) -> str:
        return _folded(sign + word)

    def _readable(self, block: str) -> str:
        return block.replace("_", " ")

    def _is_part(self, name: Name, text: str, start: int, end: int, double: DoubleNames) -> bool:
        if len(name.words) > 1:
            return False
        in_small_letters = name.alias[0].isupper() and not text[start].isupper()
        return in_small_letters or super()._is_part(name, text, start, end, double)


class PathIndex(LooseIndex):
    """The names of several words, found in ids, addresses and file names (“zoe-doe.jpg”, “DoeZoe2.png”)."""

    def find_in(self, path: str) -> list[str]:
        """Return the ids of the actors whom a path names; no name extends over a slash."""
        parts = [_SEPARATORS.sub(" ", part) for part in unicodedata.normalize("NFC", path).split("/")]
        parts += [_INNER_CAPITAL.sub(" ", part) for part in parts]
        return list(dict.fromkeys(name.actor for name in self.find("\n".join(parts))))

    def _variants(self, name: str, actor: Record) -> Iterator[str]:
        for way in super()._variants(name, actor):
            words = words_of_name(way)
            if len(words) < 2 or any(word.starred for word in words):
                continue
            yield way
            for order in (words, [*words[1:], words[0]], [words[-1], *words[:-1]]):
                yield " ".join(word.text for word in order)
                squeezed = "".join(word.text for word in order).casefold()
                if len(squeezed) >= _SHORTEST:
                    yield squeezed


def _all_folded(forms: Iterable[str]) -> frozenset[str]:
    """Return the spellings of a word's forms: ö may be written o or oe."""
    return frozenset(_folded(way) for form in forms for way in (form, form.lower().translate(_WRITTEN_OUT)))
