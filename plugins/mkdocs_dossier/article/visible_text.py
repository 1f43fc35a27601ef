"""Extract an article's text as a reader sees it, and map it back to its elements."""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from xml.etree.ElementTree import Element

from mkdocs_dossier.article.scripts import MARK, is_mark, masked

#: Block elements, between whose texts a reader sees a break.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
#: Characters that look the same to a reader, one for one.
_ALIKE = {
    **dict.fromkeys("“”„‟«»‹›″＂״", '"'),
    **dict.fromkeys("‘’‚‛′＇`´ʹʻʼʽʾʿˈˊˋꞋꞌ՚׳", "'"),
    **dict.fromkeys("‐‑‒–—―−־", "-"),
    **dict.fromkeys("\t\n\r\f\v\u00a0\u1680\u202f\u205f\u3000", " "),
    **{chr(space): " " for space in range(0x2000, 0x200B)},
}
_UNLIKE = re.compile(f"[{re.escape(''.join(_ALIKE))}]")
#: Invisible characters.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_DROPPED = INVISIBLE[0]
_TO_DROP = re.compile(rf"(?<= )[ {INVISIBLE}]+|[{INVISIBLE}]+")
#: The characters that combine with the one before in a `masked` text: marks, and the vowels and finals of Hangul.
_COMBINING = rf"{MARK}\u1160-\u11ff"
_CLUSTER = re.compile(rf"[^{_COMBINING}][{_COMBINING}]*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one place of the tree: an element's `text` or `tail`."""

    start: int
    text: str
    element: Element
    is_tail: bool

    @property
    def end(self) -> int:
        """Its end in the whole text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The whole text, with line feeds between blocks, and its pieces."""

    text: str
    pieces: tuple[Piece, ...]
    breaks: tuple[tuple[Element, bool], ...]
    """(element, whether after it) for each break; otherwise the break is before it."""

    @classmethod
    def of(cls, roots: Sequence[Element]) -> "VisibleText":
        """Extract the text of element trees, one below the other."""
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
        """Yield the start and end of each block of text."""
        return (block.span() for block in re.finditer("[^\n]+", self.text))


def _runs(roots: Sequence[Element]) -> Iterator[tuple[Element, bool, str | None]]:
    """Yield (element, whether after it, text) in reading order, without recursion; a text of None is a break.

    A text that is not after its element is within it, a break is before it.
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


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text with uniform quotation marks, dashes and spaces, and the mapping to its original offsets."""

    text: str
    _offsets: Sequence[int]
    _original: str

    @classmethod
    def of(cls, text: str) -> "Normalised":
        """Normalise to NFC; one kind of quotation mark, dash and space; single spaces; nothing invisible."""
        is_composed = unicodedata.is_normalized("NFC", text)
        uniform, offsets = (text, range(len(text))) if is_composed else _composed(text)
        for character in set(_UNLIKE.findall(uniform)):
            uniform = uniform.replace(character, _ALIKE[character])
        if "  " in uniform or _INVISIBLE.search(uniform):
            marked = _TO_DROP.sub(lambda dropped: _DROPPED * len(dropped[0]), uniform)
            uniform = marked.replace(_DROPPED, "")
            offsets = array("I", compress(offsets, map(_DROPPED.__ne__, marked)))
        return cls(uniform, offsets, text)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the normalised text to the original one."""
        last = self._offsets[end - 1] + 1
        while last < len(self._original) and is_mark(self._original[last]):
            last += 1
        return self._offsets[start], last


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """Return the text in NFC, and the offset in the original one of each of its characters."""
    parts: list[str] = []
    offsets = array("I")
    for match in _CLUSTER.finditer(masked(text)):
        cluster = unicodedata.normalize("NFC", text[match.start() : match.end()])
        parts.append(cluster)
        offsets.extend(range(match.start(), match.start() + len(cluster)))
    return "".join(parts), offsets
