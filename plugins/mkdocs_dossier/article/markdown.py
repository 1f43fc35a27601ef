"""An article's Markdown as HTML with its marks: a Python-Markdown extension, and the sanitiser behind it."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_dossier.article.excerpt import Excerpt, cut_to_passages
from mkdocs_dossier.article.layout import clear_layout, set_breaks
from mkdocs_dossier.article.markdown_fixes import keep_signs
from mkdocs_dossier.article.marks import Mark, set_marks
from mkdocs_dossier.article.visible_text import VisibleText
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.web import SCHEMES, scheme_of, stays_here, web_address

#: Asked once per article, when its visible text is known: which marks to set.
Marker = Callable[[VisibleText], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading of the article."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article as safe HTML in three parts, its headings, its visible text, and the images it shows."""

    title: str
    lead: str
    packed: bytes
    """The body, compressed: of all articles of a collection hardly any is wanted at a time."""
    headings: tuple[Heading, ...]
    text: str
    images: tuple[str, ...]
    refused: tuple[str, ...] = ()
    """The addresses of its links that may not be linked; their words stand there without."""
    excerpt: Excerpt | None = None
    """What is shown of the text, where that is not all of it."""

    @property
    def body(self) -> str:
        """The article below its lead."""
        return zlib.decompress(self.packed).decode()


class MarkExtension(Extension):
    """Marks passages of a document, last in Python-Markdown's line; title and lead are part of the document.

    HTML in the Markdown is text like any other: what was pasted is what is shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.lead = ""
        self.marker: Marker = lambda visible: ()
        self.is_excerpt = False
        self.excerpt: Excerpt | None = None
        self.header: list[Element] = []
        self.text = ""
        self.images: tuple[str, ...] = ()
        self.refused: tuple[str, ...] = ()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register with Python-Markdown."""
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "automail"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_EntityProcessor(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});", md), "entity", 80)
        md.treeprocessors.register(_MarkProcessor(md, self), "dossier-marks", -100)
        keep_signs(md)


class _EntityProcessor(InlineProcessor):
    """`&nbsp;` becomes the character it stands for, so that quotes are matched against what a reader sees."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802 (the name is Python-Markdown's)
        return _character(m[0]), m.start(0), m.end(0)


def _character(entity: str) -> str:
    text = html.unescape(entity)
    return entity if any(ord(letter) < 32 and letter not in "\t\n" for letter in text) else text


#: What Python-Markdown's serialiser does not escape.
_ENTITY = re.compile(r"&((?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


class _MarkProcessor(Treeprocessor):
    def __init__(self, md: markdown.Markdown, extension: MarkExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        extension = self.extension
        for code in root.iter("code"):
            # Python-Markdown keeps code escaped; the serialiser escapes it, as all text.
            code.text = html.unescape(code.text or "")
        for element in root.iter():
            if element.text and NBSP_PLACEHOLDER in element.text:
                element.text = element.text.replace(NBSP_PLACEHOLDER, "\u00a0")
            if element.tail and NBSP_PLACEHOLDER in element.tail:
                element.tail = element.tail.replace(NBSP_PLACEHOLDER, "\u00a0")
        extension.refused = tuple(dict.fromkeys(filter(None, map(_led, root.iter("a")))))
        title, lead = Element("h1"), Element("p", {"class": "lead"})
        title.text, lead.text = extension.title, extension.lead
        extension.header = [title, lead]
        roots = [title, lead, root]
        clear_layout(roots)
        visible = VisibleText.of(roots)
        extension.text = visible.text
        marks = extension.marker(visible)
        extension.excerpt = None
        if extension.is_excerpt:
            title_end = len(VisibleText.of([title]).text)
            lead.text = ""
            kept, marks = cut_to_passages(root, title_end, visible, marks)
            visible = VisibleText.of(roots)
            extension.excerpt = Excerpt(visible.text, kept)
        set_marks(roots, visible, marks)
        set_breaks(roots, visible)
        extension.images = tuple(dict.fromkeys(html.unescape(image.get("src", "")) for image in root.iter("img")))
        for element in root.iter():
            # Python-Markdown's serialiser takes a text such as `&amp;` for an entity and leaves it as it is.
            if element.text and "&" in element.text:
                element.text = _ENTITY.sub(r"&amp;\1", element.text)
            if element.tail and "&" in element.tail:
                element.tail = _ENTITY.sub(r"&amp;\1", element.tail)


#: What a link to another host says: the page there learns nothing of this one.
_ABROAD = "noopener noreferrer"


def _led(link: Element) -> str:
    """Make a link safe to follow, and its host one that cannot pass for another; the address if that is refused."""
    address = _ENTITY.sub(lambda entity: html.unescape(entity[0]), link.get("href", ""))
    if not address or stays_here(address) or scheme_of(address) in (*BY_NOUN, "mailto"):
        return ""
    try:
        shown = web_address(address)
    except ValueError:
        del link.attrib["href"]
        return address
    if shown != address:
        if not len(link) and link.text == address and not address.isascii():
            link.text = shown
        link.set("href", shown)
    link.set("rel", _ABROAD)
    return ""


def _serialised(root: Element) -> str:
    return ElementTree.tostring(root, encoding="unicode", method="html")


#: What may stand in an article; everything else is dropped, its text kept.
_TAGS = (
    {"a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "del", "dd", "div", "dl", "dt", "em", "h1", "h2"}
    | {"h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
)
_ATTRIBUTES = {
    "*": {"class", "id", "role", "lang"},
    "a": {"href", "title", "tabindex", "aria-label", "data-number", "data-part-of", "rel"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start"},
    "span": {"data-part-of"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}


#: What a link's address may begin with.
_LINKED = frozenset((*SCHEMES, *BY_NOUN))


@lru_cache(maxsize=20_000)  # the same few records are linked from many places
def _may_be_linked(address: str) -> bool:
    return stays_here(address) or scheme_of(address) in _LINKED


#: What must hold of an attribute's value; of others any may stand.
_MAY_STAND: dict[tuple[str, str], Callable[[str], bool]] = {
    ("img", "src"): lambda address: stays_here(address) and not address.startswith("/"),
    ("a", "href"): _may_be_linked,
    ("a", "rel"): lambda value: value == _ABROAD,
}


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute that has passed all else; None where it may not stand."""
    may_stand = _MAY_STAND.get((tag, attribute))
    return value if may_stand is None or may_stand(value) else None


_SANITISER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed,
    url_schemes=set(_LINKED),
    link_rel=None,
    strip_comments=True,
)


def sanitised(html_text: str) -> str:
    """The HTML with nothing in it that could act: the last step before a template, nothing is put in after it."""
    return _SANITISER.clean(html_text)


#: Of Python-Markdown's processors of blocks and its inline patterns those that go through all of a text, each with the
#: signs of which a text must have one to hold anything for it.
_SIGNS = {
    **dict.fromkeys(("footnote", "reference", "link", "short_reference"), "["),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), "!"),
    **dict.fromkeys(("em_strong", "dossier-star"), "*_"),
    "autolink": "<",
    "backtick": "`",
    "entity": "&",
    "escape": "\\",
    "hashheader": "#",
    "hr": "-_*",
    "quote": ">",
    "setextheader": "=-",
    "table": "|",
}


def _signed(registry: Any) -> list[tuple[Any, str]]:
    """What stands in a registry of Python-Markdown, in its order, with its signs."""
    signs = {registry[name]: signs for name, signs in _SIGNS.items() if name in registry}
    return [(entry, signs.get(entry, "")) for entry in registry]


def _needed(signed: list[tuple[Any, str]], text: str) -> list[Any]:
    """What may find something in the text: most articles have hardly any of the signs."""
    return [entry for entry, signs in signed if not signs or any(sign in text for sign in signs)]


class ArticleRenderer:
    """One Markdown instance for all articles: setting one up costs more than an article."""

    def __init__(self) -> None:
        self._marks = MarkExtension()
        self._markdown = markdown.Markdown(
            extensions=[
                FootnoteExtension(BACKLINK_TITLE="↩ {}"),
                SaneListExtension(),
                TableExtension(),
                TocExtension(marker="", slugify=lambda text, separator: slug(text)),
                self._marks,
            ]
        )
        self._blocks = _signed(self._markdown.parser.blockprocessors)
        self._patterns = _signed(self._markdown.inlinePatterns)

    def render(self, title: str, lead: str, body: str, marker: Marker, *, excerpt: bool = False) -> Rendered:
        """The article with the marks that `marker` sets; an excerpt shows only the passages they enclose."""
        marks, converter = self._marks, self._markdown
        marks.title, marks.lead, marks.marker, marks.is_excerpt = title, lead, marker, excerpt
        converter.reset()
        parser: Any = converter.parser
        inline: Any = converter.treeprocessors["inline"]
        parser.blockprocessors, inline.inlinePatterns = _needed(self._blocks, body), _needed(self._patterns, body)
        body_html = converter.convert(body) or ""
        if not body.strip():
            # Python-Markdown does nothing at all for an empty document.
            root = Element("div")
            converter.treeprocessors["dossier-marks"].run(root)
            body_html = "".join(map(converter.serializer, root))
        title_element, lead_element = marks.header
        return Rendered(
            title=sanitised(_inner(title_element)),
            lead=sanitised(_inner(lead_element)),
            packed=zlib.compress(sanitised(body_html).encode(), level=1),
            headings=() if excerpt else tuple(_headings(getattr(converter, "toc_tokens", []))),
            text=marks.text,
            images=marks.images,
            refused=marks.refused,
            excerpt=marks.excerpt,
        )


def _inner(element: Element) -> str:
    element.tail = None
    return _serialised(element).removeprefix(_open_tag(element)).removesuffix(f"</{element.tag}>")


def _open_tag(element: Element) -> str:
    return _serialised(Element(element.tag, element.attrib)).removesuffix(f"</{element.tag}>")


def _headings(tokens: list[Any]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(token["level"], token["id"], html.unescape(token["name"])))
        found += _headings(token["children"])
    return found
