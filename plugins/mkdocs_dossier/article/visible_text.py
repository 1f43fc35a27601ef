"""An article's text as a reader sees it, with the way back to the elements it comes from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mkdocs_dossier.article.scripts import MARK, is_mark, masked

#: Elements that stand on lines of their own; between their texts a reader sees a break.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one place of the tree: an element's `text`, or the `tail` behind it."""

    start: int
    text: str
    element: Element
    is_tail: bool

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The whole text, blocks separated by line feeds, and the pieces it is made of."""

    text: str
    pieces: tuple[Piece, ...]
    breaks: tuple[tuple[Element, bool], ...]
    """Between which elements the text breaks: behind the element, or before it."""

    @classmethod
    def of(cls, roots: Sequence[Element]) -> VisibleText:
        """The text of the element trees, one below the other."""
        parts: list[str] = []
        pieces: list[Piece] = []
        breaks: list[tuple[Element, bool]] = []
        length = 0
        for element, is_behind, text in _runs(roots):
            if text is None:
                if parts and parts[-1] != "\n":
                    parts.append("\n")
                    breaks.append((element, is_behind))
                    length += 1
            elif text:
                pieces.append(Piece(length, text, element, is_behind))
                parts.append(text)
                length += len(text)
        return cls("".join(parts), tuple(pieces), tuple(breaks))

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Start and end of each block of text."""
        start = 0
        for line in self.text.split("\n"):
            if line:
                yield start, start + len(line)
            start += len(line) + 1


def _runs(roots: Sequence[Element]) -> Iterator[tuple[Element, bool, str | None]]:
    """Texts and tails in reading order; None stands for a break. Walks without recursion: nesting may be deep.

    What is said with each is the element, and whether the text or the break is behind it: a text may also be within it,
    a break before it.
    """
    for root in roots:
        yield root, False, None
        waiting: list[tuple[Element, bool]] = [(root, False)]
        while waiting:
            element, leaving = waiting.pop()
            if leaving:
                if element.tag in BLOCKS:
                    yield element, True, None
                if element is not root:
                    yield element, True, element.tail or ""
                continue
            waiting.append((element, True))
            if element.tag in BLOCKS:
                yield element, False, None
            yield element, False, element.text or ""
            waiting.extend((child, False) for child in reversed(element))
        yield root, True, None


#: Characters that are the same to a reader, one for one.
_ALIKE = {
    **dict.fromkeys("“”„‟«»‹›″＂״", '"'),
    **dict.fromkeys("‘’‚‛′＇`´ʹʻʼʽʾʿˈˊˋꞋꞌ՚׳", "'"),
    **dict.fromkeys("‐‑‒–—―−־", "-"),
    **dict.fromkeys("\t\n\r\f\v\u00a0\u1680\u202f\u205f\u3000", " "),
    **{chr(space): " " for space in range(0x2000, 0x200B)},
}
_UNLIKE = re.compile(f"[{re.escape(''.join(_ALIKE))}]")
#: Characters that nobody sees.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_TO_DROP = re.compile(rf"(?<= )[ {INVISIBLE}]+|[{INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text with quotation marks, dashes, spaces and soft hyphens made alike, and the way back to its offsets."""

    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]
    _original: str

    @classmethod
    def of(cls, text: str) -> Normalised:
        """NFC; one kind of quotation mark, dash and space; runs of space as one; nothing invisible."""
        original, shifts = text, [(0, 0)]
        if not unicodedata.is_normalized("NFC", text):
            text, shifts = _composed(text)
        for character in set(_UNLIKE.findall(text)):
            text = text.replace(character, _ALIKE[character])
        starts, gaps = [0], [0]
        if "  " in text or _INVISIBLE.search(text):
            text, starts, gaps = _dropped(text)
        if len(shifts) > 1:
            starts, gaps = _joined(starts, gaps, shifts)
        return cls(text, tuple(starts), tuple(gaps), original)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as it was, for a span in the normalised one."""
        last = self._back(end - 1) + 1
        while last < len(self._original) and is_mark(self._original[last]):
            last += 1
        return self._back(start), last

    def _back(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]


def _dropped(text: str) -> tuple[str, list[int], list[int]]:
    """The text without what nobody sees, and from which offsets on how much of it is missing before them."""
    kept: list[str] = []
    starts, gaps = [0], [0]
    position = dropped = 0
    for match in _TO_DROP.finditer(text):
        kept.append(text[position : match.start()])
        dropped += match.end() - match.start()
        position = match.end()
        starts.append(position - dropped)
        gaps.append(dropped)
    kept.append(text[position:])
    return "".join(kept), starts, gaps


#: A character and what may combine with it in a `masked` text: marks, and the vowels and finals of Hangul.
_COMBINING = rf"{MARK}\u1160-\u11ff"
_CLUSTER = re.compile(rf"[^{_COMBINING}][{_COMBINING}]*|.", re.DOTALL)


def _composed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text in NFC, and how far its offsets lie behind those of the text as it was: (offset, shift) pairs."""
    parts: list[str] = []
    shifts = [(0, 0)]
    length = 0
    for match in _CLUSTER.finditer(masked(text)):
        cluster = unicodedata.normalize("NFC", text[match.start() : match.end()])
        parts.append(cluster)
        length += len(cluster)
        if (shift := match.end() - length) != shifts[-1][1]:
            shifts.append((length, shift))
    return "".join(parts), shifts


def _joined(starts: list[int], gaps: list[int], shifts: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Two ways back, one after the other, as one."""
    resumed = [start + gap for start, gap in zip(starts, gaps, strict=True)]
    places = sorted({*starts, *(at - gaps[bisect_right(resumed, at) - 1] for at, _ in shifts)})
    offsets = [at for at, _ in shifts]
    result = []
    for place in places:
        middle = place + gaps[bisect_right(starts, place) - 1]
        result.append(middle + shifts[bisect_right(offsets, middle) - 1][1] - place)
    return places, result
