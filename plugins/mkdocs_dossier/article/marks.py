"""Set marks, which may overlap, around passages in an element tree without breaking it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from mkdocs_dossier.article.visible_text import Piece, VisibleText


class Mark(NamedTuple):
    """The markup around a span of the visible text.

    A mark with a `number` encloses longer text and ends in a reference to its note, like a footnote; the style sheet
    shows the number, so that copied text does not contain it. A mark without a number is a link: all of its text that
    belongs to no inner mark, or, if there is none, a link without text at its beginning.
    """

    start: int
    end: int
    noun: str
    href: str
    anchor: str = ""
    number: int = 0


def set_marks(roots: Sequence[Element], visible: VisibleText, marks: Iterable[Mark]) -> None:
    """Set marks in trees, in place, without changing the text; they are split where elements begin and end."""
    ordered = [mark for mark in marks if mark.end > mark.start]
    ordered.sort(key=lambda mark: (mark.start, -mark.end, not mark.number, mark.anchor))  # outermost first
    if not ordered:
        return
    linked = {inner: link for root in roots for link in root.iter("a") for inner in link.iter()}
    ended: dict[Element, list[Mark]] = {}
    started, linking = set[Mark](), set[Mark]()
    rebuilt: dict[tuple[Element, bool], list[str | Element]] = {}
    for piece, segments in _segments(visible.pieces, ordered):
        # The article's links do not nest; a link's tail is outside it.
        in_link = piece.element in linked and not (piece.is_tail and piece.element.tag == "a")
        rebuilt[piece.element, piece.is_tail] = _nested(segments, 0, started, linking, in_link)
        if in_link:
            ends = [m for s in segments for m in (*s.marks, *s.beyond) if m.number and m.end == s.end]
            ended.setdefault(linked[piece.element], []).extend(ends)
    _replace_texts(roots, rebuilt)
    _refer_after(roots, ended)


#: The most nested marks around one passage.
_DEEPEST = 16


class _Segment(NamedTuple):
    """A run of text within one piece, with the marks around it, outermost first."""

    text: str
    marks: tuple[Mark, ...]
    beyond: tuple[Mark, ...]
    """Marks too deep to be drawn, because browsers limit nesting. They keep their anchors and references."""
    end: int


def _segments(pieces: Sequence[Piece], marks: list[Mark]) -> Iterable[tuple[Piece, list[_Segment]]]:
    """Yield the pieces with marks, cut where a mark begins or ends, in one sweep over both."""
    cuts = sorted({at for mark in marks for at in (mark.start, mark.end)})
    following = 0
    around: list[Mark] = []
    for piece in pieces:
        inside = cuts[bisect_right(cuts, piece.start) : bisect_left(cuts, piece.end)]
        segments: list[_Segment] = []
        for start, end in pairwise((piece.start, *inside, piece.end)):
            around = [mark for mark in around if mark.end > start]
            while following < len(marks) and marks[following].start <= start:
                if marks[following].end > start:
                    around.append(marks[following])
                following += 1
            text = piece.text[start - piece.start : end - piece.start]
            segments.append(_Segment(text, tuple(around[:_DEEPEST]), tuple(around[_DEEPEST:]), end))
        if inside or around:
            yield piece, segments


def _nested(
    segments: list[_Segment],
    depth: int,
    started: set[Mark],
    linking: set[Mark],
    in_link: bool,
    parted: Mark | None = None,
) -> list[str | Element]:
    """Turn segments into text and elements; neighbours with the same mark at this depth share its element.

    `linking` are the marks that already have a link: only the first link is a tab stop. `parted` is the mark around the
    segments, if it should be a link but contains other marks.
    """
    content: list[str | Element] = []
    for own, same in groupby(segments, key=lambda segment: segment.marks[depth : depth + 1]):
        group = list(same)
        if not own:
            for segment in group:
                content += [_anchor(mark, started) for mark in segment.beyond if mark not in started]
                if parted and any(map(str.isalnum, segment.text)):
                    content.append(_link(parted, "passage__own", linking, text=segment.text))
                else:
                    content.append(segment.text)
                ending = [mark for mark in segment.beyond if mark.number and mark.end == segment.end]
                content += [_reference(mark) for mark in ending if not in_link]
            continue
        (mark,) = own
        leaf = all(len(inner.marks) == depth + 1 for inner in group)
        is_link = not mark.number and not in_link
        css_class = f"passage passage--{mark.noun}"
        element = _link(mark, css_class, linking) if leaf and is_link else Element("span", {"class": css_class})
        _identify(element, mark, started)
        inner = _nested(group, depth + 1, started, linking, in_link, mark if is_link and not leaf else None)
        if is_link and mark not in linking:
            inner.insert(0, _link(mark, "passage__sign", linking, label="".join(segment.text for segment in group)))
        _fill(element, inner)
        if mark.number and group[-1].end == mark.end and not in_link:
            element.append(_reference(mark))
        content.append(element)
    return content


def _identify(element: Element, mark: Mark, started: set[Mark]) -> None:
    """Make the first part of a mark its anchor, and let the others refer to it."""
    if mark in started:
        element.set("data-part-of", mark.anchor)
    elif mark.anchor:
        element.set("id", mark.anchor)
    started.add(mark)


def _link(mark: Mark, css_class: str, linking: set[Mark], *, label: str = "", text: str | None = None) -> Element:
    link = Element("a", {"class": css_class, "href": mark.href})
    link.text = text
    if label:
        link.set("aria-label", label)
    if mark in linking:
        # One tab stop per mark, however often it is split.
        link.set("tabindex", "-1")
    linking.add(mark)
    return link


def _anchor(mark: Mark, started: set[Mark]) -> Element:
    started.add(mark)
    return Element("span", {"class": "passage__anchor", "id": mark.anchor} if mark.anchor else {})


def _reference(mark: Mark) -> Element:
    number = str(mark.number)
    attributes = {"class": "passage__note", "href": mark.href, "role": "doc-noteref"}
    return Element("a", {**attributes, "aria-label": number, "data-number": number})


def _refer_after(roots: Sequence[Element], ended: Mapping[Element, list[Mark]]) -> None:
    """Put the references of marks that end in one of the article's links right after it: links do not nest."""
    for parent in [element for root in roots for element in root.iter()]:
        for link in [child for child in parent if ended.get(child)]:
            references = [_reference(mark) for mark in ended[link]]
            references[-1].tail, link.tail = link.tail, None
            place = list(parent).index(link) + 1
            parent[place:place] = references


def _fill(element: Element, content: Iterable[str | Element]) -> None:
    for item in content:
        if isinstance(item, Element):
            element.append(item)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + item
        else:
            element.text = (element.text or "") + item


def _replace_texts(roots: Sequence[Element], rebuilt: dict[tuple[Element, bool], list[str | Element]]) -> None:
    for element in [element for root in roots for element in root.iter()]:
        children = list(element)
        texts = [rebuilt.get((element, False)), *(rebuilt.get((child, True)) for child in children)]
        if not any(texts):
            continue
        del element[:]
        _put(element, element.text, texts[0])
        for child, text in zip(children, texts[1:], strict=True):
            tail, child.tail = child.tail, None
            element.append(child)
            _put(element, tail, text)


def _put(element: Element, plain: str | None, marked: list[str | Element] | None) -> None:
    if not len(element):
        element.text = None
    _fill(element, [plain or ""] if marked is None else marked)
