"""Cut an article that may not be republished to its annotated passages, with the gaps marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.visible_text import VisibleText

GAP = "[…]"


class ShownSpan(NamedTuple):
    """A shown span of the article's text, and its start in the excerpt's text."""

    start: int
    end: int
    shown_at: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text of an excerpt, and the spans of the article's text in it, in order."""

    text: str
    shown: tuple[ShownSpan, ...]

    def passage(self, passage: Passage) -> Passage | None:
        """Locate a passage of the article in the excerpt; None unless its start and end are shown."""
        before_start = bisect_right(self.shown, passage.start, key=lambda span: span.start)
        before_end = bisect_left(self.shown, passage.end, key=lambda span: span.start)
        if not (before_start and before_end):
            return None
        first, last = self.shown[before_start - 1], self.shown[before_end - 1]
        if passage.start >= first.end or passage.end > last.end:
            return None
        return Passage(passage.start - first.start + first.shown_at, passage.end - last.start + last.shown_at)


def cut_to_passages(
    root: Element, after: int, visible: VisibleText, marks: Sequence[Mark]
) -> tuple[tuple[ShownSpan, ...], list[Mark]]:
    """Replace the body `root` with a paragraph for each block with passages; return the shown spans and moved marks.

    The title, before the offset `after`, stays whole. Only marks with an anchor are passages: a name alone is no
    reason to show a sentence.
    """
    shown = _merged((mark.start, mark.end) for mark in marks if mark.anchor and mark.end > after)
    del root[:]
    root.text = None
    spans = [ShownSpan(0, after, 0)]
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
            spans.append(ShownSpan(first, last, length + len(text)))
            text += visible.text[first:last] + " "
            end_shown = last
        paragraph = SubElement(root, "p")
        paragraph.text = text.rstrip()
        length += len(paragraph.text) + 1
    if len(root) and visible.text[end_shown:].strip():
        root[-1].text = f"{root[-1].text} {GAP}"
    excerpt = Excerpt("", tuple(spans))
    moved = ((mark, excerpt.passage(Passage(mark.start, mark.end))) for mark in marks)
    return excerpt.shown, [mark._replace(start=place.start, end=place.end) for mark, place in moved if place]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
