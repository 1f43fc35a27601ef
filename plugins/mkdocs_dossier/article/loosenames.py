"""Find names that must not be missed, regardless of case, accents and signs, and in file names.

`NameIndex` matches names as they are written, to mark an article; this search prefers a false match to a miss.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from mkdocs_dossier.article.doublenames import DoubleNames
from mkdocs_dossier.article.names import Accepted, Name, NameIndex, NameNode, names_of
from mkdocs_dossier.article.namewords import bare, words_of_name
from mkdocs_dossier.article.visible_text import Normalised
from mkdocs_dossier.model.records import Actor, Record
from mkdocs_dossier.syntax.word_tables import Table

#: Signs that do not separate names. A comma, a dash and the end of a sentence do.
_IDLE = re.compile(r"""^['"&/+()\[\]{}*~^`@#·|=<>%$\\]+""")
_BRACKETS = re.compile(r"""[(\[][^()\[\]]*[)\]]|["“”„«»][^"“”„«»]*["“”„«»]""")
_WORDS = Table("article", "persons.yml")
#: A word of any spelling, between the first and the last of a name.
_ANY: Accepted = (frozenset[str](), frozenset({""}))
#: Letters that do not decompose into a base letter and an accent, and German umlauts, with their spellings.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ð": "dh"})
#: Signs that a reader does not see, as one that is left out, and those that look like a space.
_READ_AS = str.maketrans(
    dict.fromkeys("\u034f\u061c\u180e\u200e\u200f\u2061\u2062\u2063\u2064\ufe0e\ufe0f", "\u200b")
    | dict.fromkeys("_\u2028\u2029\u2800\u3164", " ")
)
_ACCENTS = re.compile("[\u0300-\u036f]")
#: In letters: the shortest name whose words may be run together, so that “An Na” does not match “anna.jpg”.
_SHORTEST = 6
#: The place of such words.
_BETWEEN = " … "
_INITIAL = re.compile(r"[^\W\d_a-z]\.")
_SEPARATORS = re.compile(r"[._\s-]+")
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """Return a word with the sign before it, in lower case and without accents and idle signs."""
    word = _IDLE.sub("", bare(word))
    if word.isascii():
        return word.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS))


class LooseIndex(NameIndex):
    """Names of actors in any spelling; a single word counts only if capitalised and outside a double name."""

    def _names(self, records: Iterable[Record], language: str) -> Iterator[Name]:
        for actor in records:
            links = [f"actor:{name}" for name in (actor.id, *actor.formerly)]
            written = (way for name in names_of(actor) for way in self._variants(name, actor))
            for alias in dict.fromkeys([*written, *links]):
                name = Name.of(alias.replace(_BETWEEN, " "), actor, language)
                words = tuple((_all_folded(forms), _all_folded(prefixes)) for forms, prefixes in name.words)
                for number in (1, 2) if _BETWEEN in alias else (0,):
                    yield replace(name, alias=alias, words=(*words[:1], *[_ANY] * number, *words[1:]))

    def _variants(self, name: str, actor: Record) -> Iterator[str]:
        plain = " ".join(_BRACKETS.sub(" ", name).split())
        yield from (name, plain, Normalised.of(name).text.replace("'", ""))
        if isinstance(actor, Actor) and actor.kind == "person" and "*" not in name:
            yield from _ways_to_call(plain)

    def _ending(self, nodes: Iterable[NameNode], words: str) -> list[Name]:
        """Return the names that end at one of the nodes and may be written in these words."""
        return [name for node in nodes for name in node.names if _may_mean(name, words)]

    @staticmethod
    def _key(sign: str, word: str) -> str:
        return _folded(sign + word)

    def _readable(self, block: str) -> str:
        return block.translate(_READ_AS)

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
            if len(words) < 2 or any(word.starred for word in words) or "…" in way:
                continue
            yield way
            for order in (words, [*words[1:], words[0]], [words[-1], *words[:-1]]):
                yield " ".join(word.text for word in order)
                squeezed = "".join(word.text for word in order).casefold()
                if len(squeezed) >= _SHORTEST:
                    yield squeezed


def _ways_to_call(name: str) -> Iterator[str]:
    """Yield the ways to write a person's name: without title, the last name first, with initials, or shortened.

    “…” begins those that need their capitals, and is in place of another name, or a relative's with “and”.
    """
    words = name.split()
    while len(words) > 2 and (words[0].endswith(".") or words[0].casefold() in _WORDS["titles"].split()):
        del words[0]
        yield " ".join(words)
    leading = words[0].casefold() if words else ""
    if len(words) < 2 or leading in (*_WORDS["articles"].split(), *_WORDS["titles"].split()):
        return
    if words[1] in _WORDS["of"].split():
        return
    yield from (f"{' '.join(words[at:])}, {' '.join(words[:at])}" for at in range(1, len(words)))
    first, last = words[0], words[-1]
    initials = [word.text[0].upper() for word in words_of_name(" ".join(words[:-1])) if word.text[0].isalpha()]
    yield from (f"… {'. '.join(initials[:number])}. {last}" for number in range(1, len(initials) + 1))
    for short in dict.fromkeys((last, *last.split("-"))):
        if len(first) > 1 and len(short) > 1 and first[0].isalpha() and not first.endswith("."):
            yield from (f"{first} {short}", f"… {short} {first}", f"{first}{_BETWEEN}{short}")


def _may_mean(name: Name, words: str) -> bool:
    """Return whether words that match a name mean it: with capitals, initials' points, and names in between."""
    if _BETWEEN not in name.alias:
        needs_point = _INITIAL.match(name.alias, len("… ")) is not None and _INITIAL.match(words) is None
        return "…" not in name.alias or not (needs_point or any(word[0].islower() for word in words.split()))
    first, *between = words.split()
    *joint, middle = between[:-1] or [""]
    are_joint = all(word.casefold() in _WORDS["joints"].split() or word[0].isupper() for word in joint)
    return first[-1].isalnum() and are_joint and middle.lstrip("\"'(“”„«»‘’")[:1].isupper()


def _all_folded(forms: Iterable[str]) -> frozenset[str]:
    """Return the spellings of a word's forms: ö may be written o or oe."""
    return frozenset(_folded(way) for form in forms for way in (form, form.lower().translate(_WRITTEN_OUT)))
