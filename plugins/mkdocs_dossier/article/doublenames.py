"""Recognise double names: “Göring” is half of another name in “Katrin Göring-Eckardt”, not in “Göring-Kritiker”."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import pairwise

from mkdocs_dossier.language.sentences import shortenings, starters
from mkdocs_dossier.language.word_lists import pattern
from mkdocs_dossier.syntax.word_tables import table

_PART = r"[^\W\d_][\w']*"
#: The text before a span: the word before its compound, and the part of the compound right before it.
_BEFORE = re.compile(rf"(?:(?P<word>{_PART})(?P<point>\.?) )?(?:[\w']+-)*?(?:(?P<part>{_PART})-)?$")
_BEHIND = re.compile(rf"-({_PART})")
_REST = re.compile(rf"(?:-{_PART})+")
_COMPOUND = re.compile(rf"(?<![\w-]){_PART}(?:-{_PART})+")
_NAMED_COMPOUND = re.compile(rf"(?<!\w)({_PART})(\.?) ({_PART}(?:-{_PART})+)")
#: In characters: how far back a compound and the word before it are searched.
_NEAR = 80


@cache
def _noun() -> re.Pattern[str]:
    """Match the nouns that German joins to a person's name with a hyphen."""
    nouns = "|".join(table("language", "de/names.yml")["nouns"].split())
    return re.compile(rf"(?:{nouns})(?:e|en|er|ern|es|n|s|in|innen)?", re.IGNORECASE)


def double_names(names: Iterable[str]) -> frozenset[str]:
    """Return the pairs of adjacent parts in the compounds of some names."""
    return frozenset(pair for name in names for match in _COMPOUND.finditer(name) for pair in _pairs(match[0]))


class DoubleNames:
    """The double names that follow first names in a text, and those known from elsewhere."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self._text, self._known = text, known

    def hold(self, block: str, span: tuple[int, int]) -> bool:
        """Return whether a person's name is half of a double name, such as “Göring” in “Göring-Eckardt”."""
        start, end = span
        if "-" not in (block[start - 1 : start], block[end : end + 1]):
            return False
        behind, before = _BEHIND.match(block, end), _BEFORE.search(block[max(0, start - _NEAR) : start])
        right = behind[1] if behind and behind[1][0].isupper() and not _noun().fullmatch(behind[1]) else ""
        left = before["part"] or "" if before else ""
        left = left if left[:1].isupper() and not pattern("prefix").fullmatch(left) else ""
        if not (left or right):
            return False
        name = block[start:end]
        if " " in name or (before and _is_first_name(before["word"] or "", before["point"] or "")):
            return True
        is_determined = pattern("determined").search(block[max(0, start - _NEAR) : start]) is not None
        rest = _REST.match(block, end)
        # “Treffen” is the last part of “Putin-Trump-Treffen”.
        if right and not is_determined and not _noun().fullmatch(rest[0].rpartition("-")[2] if rest else ""):
            return True
        parts = name.split("-")
        pairs = {f"{left}-{parts[0]}" if left else "", f"{parts[-1]}-{right}" if right else ""} - {""}
        return not (pairs.isdisjoint(self._known) and pairs.isdisjoint(self._in_text))

    @cached_property
    def _in_text(self) -> frozenset[str]:
        """The double names of the whole text: a title omits first names."""
        named = (match for match in _NAMED_COMPOUND.finditer(self._text) if _is_first_name(match[1], match[2]))
        return frozenset(pair for match in named for pair in _pairs(match[3]))


def _pairs(compound: str) -> list[str]:
    pairs = pairwise(compound.split("-"))
    return [f"{a}-{b}" for a, b in pairs if a[0].isupper() and b[0].isupper() and not _noun().fullmatch(b)]


def _is_first_name(word: str, point: str) -> bool:
    """Return whether a word before a name may be a first name or a title, not the beginning or end of a sentence."""
    if not word[:1].isupper() or word.lower() in starters():
        return False
    return not point or len(word) == 1 or word.lower() in shortenings()
