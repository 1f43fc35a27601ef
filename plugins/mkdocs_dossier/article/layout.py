"""Make the text content of an article's elements equal to its `VisibleText`.

Browsers, and clients of web annotations, look for a passage in the concatenated texts of all elements within one.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from mkdocs_dossier.article.visible_text import BLOCKS, VisibleText

#: Elements that contain blocks: a line end at their beginning is as invisible as one before them.
_CONTAINERS = frozenset({"blockquote", "div", "dl", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"})
_LINE_END = re.compile(r"\r\n?|\n")


def clear_layout(roots: Sequence[Element]) -> None:
    """Drop white space between blocks, and turn line ends into spaces and footnotes' signs into attributes."""
    for root in roots:
        preformatted = {inner for pre in root.iter("pre") for inner in pre.iter()}
        for element in root.iter():
            if element.tag == "a":
                _clear_note(element)
            element.text = _words(element, element.text or "", element in preformatted)
            element.tail = _words(element, element.tail or "", element in preformatted)
            if element.tag == "br":
                element.tail = f"\n{element.tail.lstrip(' ')}"


def set_breaks(roots: Sequence[Element], visible: VisibleText) -> None:
    """Insert a line end wherever the visible text breaks within one of the roots."""
    before: set[Element] = set()
    for element, is_behind in visible.breaks:
        if is_behind:
            element.tail = "\n" + (element.tail or "")
        elif element.tag in _CONTAINERS:
            element.text = "\n" + (element.text or "")
        else:
            before.add(element)
    for parent in [parent for root in roots for parent in root.iter()] if before else ():
        for previous, child in pairwise((None, *parent)):
            if child in before:
                if previous is None:
                    parent.text = f"{parent.text or ''}\n"
                else:
                    previous.tail = f"{previous.tail or ''}\n"


def _words(element: Element, text: str, preformatted: bool) -> str:
    if element.tag in BLOCKS and text.isspace() and ("\n" in text or "\r" in text):
        return ""
    return _LINE_END.sub("\n" if preformatted else " ", text) if "\n" in text or "\r" in text else text


def _clear_note(link: Element) -> None:
    """Move a footnote's number, and the arrow back to it, into attributes that the style sheet shows."""
    css_class = link.get("class", "")
    if "footnote-ref" in css_class.split():
        number = "".join(link.itertext())
        link.attrib |= {"role": "doc-noteref", "aria-label": number, "data-number": number}
    elif "footnote-backref" in css_class.split():
        link.attrib |= {"role": "doc-backlink", "aria-label": link.get("title") or "".join(link.itertext())}
    else:
        return
    del link[:]
    link.text = ""
