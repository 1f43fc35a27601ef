"""An article that may not be republished: only its annotated passages, with the gaps between them marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.text import VisibleText

GAP = "[…]"


def cut_to_passages(root: Element, after: int, visible: VisibleText, marks: Sequence[Mark]) -> list[Mark]:
    """Put into `root`, in place of all it held, one paragraph per block with passages; the marks where they stand now.

    Only text behind the offset `after` is cut: what stands before it, the title, is shown as it is. Only marks with an
    anchor are passages: a name alone is no reason to show a sentence.
    """
    shown = _merged((mark.start, mark.end) for mark in marks if mark.anchor and mark.end > after)
    del root[:]
    root.text = None
    kept: list[tuple[int, int, Element, int]] = []
    end_shown = after
    for start, end in visible.blocks():
        inside = [(max(start, a, after), min(end, b)) for a, b in shown if min(end, b) > max(start, a, after)]
        if not inside:
            continue
        paragraph = SubElement(root, "p")
        text = ""
        for first, last in inside:
            if visible.text[end_shown:first].strip():
                text += f"{GAP} "
            kept.append((first, last, paragraph, len(text)))
            text += visible.text[first:last] + " "
            end_shown = last
        paragraph.text = text.rstrip()
    if len(root) and visible.text[end_shown:].strip():
        root[-1].text = f"{root[-1].text} {GAP}"
    return [mark for mark in marks if mark.end <= after] + list(_moved(root, after, marks, kept))


def _moved(
    root: Element, after: int, marks: Sequence[Mark], kept: list[tuple[int, int, Element, int]]
) -> Iterable[Mark]:
    starts = {piece.element: piece.start + after for piece in VisibleText.of([root]).pieces}
    for mark in marks:
        first = next((k for k in kept if k[0] <= mark.start < k[1]), None)
        last = next((k for k in kept if k[0] < mark.end <= k[1]), None)
        if last and (first or mark.start < after):
            start = starts[first[2]] + first[3] + mark.start - first[0] if first else mark.start
            yield mark._replace(start=start, end=starts[last[2]] + last[3] + mark.end - last[0])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
