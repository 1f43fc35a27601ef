"""An article that may not be republished: only its annotated passages, with the gaps between them marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.visible_text import VisibleText

GAP = "[…]"


class Kept(NamedTuple):
    """A span of the article's text that is shown, and where it begins in the text of the excerpt."""

    start: int
    end: int
    shown_at: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text of an excerpt, and the spans of the article's text that are shown in it, in their order."""

    text: str
    kept: tuple[Kept, ...]

    def passage(self, passage: Passage) -> Passage | None:
        """Where the excerpt shows a passage of the article; None if it does not show its beginning and its end."""
        first = self._kept(bisect_right(self.kept, passage.start, key=lambda kept: kept.start) - 1)
        last = self._kept(bisect_left(self.kept, passage.end, key=lambda kept: kept.start) - 1)
        if first is None or last is None or passage.start >= first.end or passage.end > last.end:
            return None
        return Passage(passage.start - first.start + first.shown_at, passage.end - last.start + last.shown_at)

    def _kept(self, at: int) -> Kept | None:
        return self.kept[at] if at >= 0 else None


def cut_to_passages(
    root: Element, after: int, visible: VisibleText, marks: Sequence[Mark]
) -> tuple[tuple[Kept, ...], list[Mark]]:
    """Put into `root`, in place of all it held, one paragraph per block with passages.

    Only text behind the offset `after` is cut: what stands before it, the title, is shown as it is. Only marks with an
    anchor are passages: a name alone is no reason to show a sentence.

    Args:
        root: The article's body.
        after: How long its title is, with the break behind it.
        visible: The text of title, lead and body.
        marks: What is to be marked, anywhere in the text.

    Returns:
        The spans that are shown, and the marks where they stand now.

    """
    shown = _merged((mark.start, mark.end) for mark in marks if mark.anchor and mark.end > after)
    del root[:]
    root.text = None
    kept = [Kept(0, after, 0)]
    length = end_shown = after
    ends = [end for _, end in shown]
    for start, end in visible.blocks():
        inside = []
        at = bisect_right(ends, max(start, after))
        while at < len(shown) and shown[at][0] < end:
            inside.append((max(start, after, shown[at][0]), min(end, shown[at][1])))
            at += 1
        if not any(visible.text[first:last].strip() for first, last in inside):
            continue
        text = ""
        for first, last in inside:
            if visible.text[end_shown:first].strip():
                text += f"{GAP} "
            kept.append(Kept(first, last, length + len(text)))
            text += visible.text[first:last] + " "
            end_shown = last
        paragraph = SubElement(root, "p")
        paragraph.text = text.rstrip()
        length += len(paragraph.text) + 1
    if len(root) and visible.text[end_shown:].strip():
        root[-1].text = f"{root[-1].text} {GAP}"
    return tuple(kept), list(_moved(Excerpt("", tuple(kept)), marks))


def _moved(excerpt: Excerpt, marks: Sequence[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if moved := excerpt.passage(Passage(mark.start, mark.end)):
            yield mark._replace(start=moved.start, end=moved.end)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
