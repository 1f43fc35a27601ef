"""Find words in a text, fast for many searches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from mkdocs_dossier.article.scripts import UNSPACED

#: A unit that whole words never split: a run of letters and digits, or one character of a script without spaces.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
#: Building an index costs as much as this many searches through the text.
_FEW = 100
#: Characters searched in the time that comparing one indexed place takes.
_SEARCHED = 256


class Lookup:
    """A text to search many times; from the hundredth search on, with an index of its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._asked = 0

    def places(self, words: str, since: int = 0, *, whole: bool = True) -> Iterator[int]:
        """Yield the offsets of some words, in order; they may overlap.

        Args:
            words: The exact words.
            since: The first offset to search.
            whole: Whether places that cut a word may be left out.
        """
        self._asked += 1
        if (known := self._rarest(words, whole=whole)) is None:
            at = self.text.find(words, since)
            while at >= 0:
                yield at
                at = self.text.find(words, at + 1)
            return
        places, before = known
        for place in islice(places, bisect_left(places, since + before), None):
            if self.text.startswith(words, place - before):
                yield place - before

    def _rarest(self, words: str, *, whole: bool) -> tuple[list[int], int] | None:
        """Return the places of the rarest word and its offset in `words`; None if the index does not help."""
        if self._asked <= _FEW:
            return None
        found = [word for word in _WORD.finditer(words) if whole or (word.start() > 0 and word.end() < len(words))]
        if not found:
            return None
        word = min(found, key=lambda word: len(self._by_word.get(word[0], ())))
        places = self._by_word.get(word[0], [])
        return (places, word.start()) if len(places) * _SEARCHED <= len(self.text) else None

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word in _WORD.finditer(self.text):
            places[word[0]].append(word.start())
        return dict(places)
