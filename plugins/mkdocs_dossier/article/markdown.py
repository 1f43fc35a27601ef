"""Convert an article's Markdown to HTML with marks: a Python-Markdown extension, then the sanitiser."""

import html
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast
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
from mkdocs_dossier.syntax.word_tables import Table
from mkdocs_dossier.syntax.yaml import HIDDEN

#: Returns the marks to set; called once per article with its visible text.
Marker = Callable[[VisibleText], Sequence[Mark]]
#: An entity, which Python-Markdown's serialiser does not escape.
_ENTITY = re.compile(r"&((?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
#: The `rel` of a link to another host, which then learns nothing about this page.
_EXTERNAL = "noopener noreferrer"
_ALLOWED = Table("article", "elements.yml")
#: The schemes of links' addresses.
_LINKED = frozenset((*SCHEMES, *BY_NOUN))
#: Python-Markdown's processors and patterns that scan the whole text → signs, of which a text that needs them has one.
_SIGNS = {
    **dict.fromkeys(("footnote", "reference", "link", "short_reference"), "["),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), "!"),
    **dict.fromkeys(("em_strong", "dossier-star"), "*_"),
} | {
    "autolink": "<", "backtick": "`", "entity": "&", "escape": "\\", "hashheader": "#", "hr": "-_*", "quote": ">",
    "setextheader": "=-", "table": "|",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading of the article."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article as safe HTML in three parts, with its headings, visible text and images."""

    title: str
    lead: str
    packed: bytes
    """The body, compressed, because few articles of a collection are needed at a time."""
    headings: tuple[Heading, ...]
    text: str
    images: tuple[str, ...]
    refused: tuple[str, ...] = ()
    """The addresses that may not be linked; their words are shown without a link."""
    excerpt: Excerpt | None = None
    """The excerpt, if only a part of the text is shown."""

    @property
    def body(self) -> str:
        """The HTML below the lead."""
        return zlib.decompress(self.packed).decode()


class MarkExtension(Extension):
    """Marks passages of a document, as Python-Markdown's last processor, and shows HTML in the Markdown as text."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register with Python-Markdown."""
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "automail"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_EntityProcessor(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});", md), "entity", 80)
        md.treeprocessors.register(_MarkProcessor(md), "dossier-marks", -100)
        keep_signs(md)


class _EntityProcessor(InlineProcessor):
    """Replaces entities such as `&nbsp;` with their character, so that quotes match the visible text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802 (the name is Python-Markdown's)
        text = html.unescape(m[0])
        return m[0] if text == "\r" or HIDDEN.search(text) else text, m.start(0), m.end(0)


class _MarkProcessor(Treeprocessor):
    """Marks passages of a document, of which title and lead are part."""

    title = lead = ""
    marker: Marker = staticmethod(lambda visible: ())
    is_excerpt = False
    excerpt: Excerpt | None
    header: tuple[Element, Element]
    text: str
    images: tuple[str, ...]
    refused: tuple[str, ...]

    def run(self, root: Element) -> None:
        for code in root.iter("code"):
            # Python-Markdown keeps code escaped, and the serialiser would escape it again.
            code.text = html.unescape(code.text or "")
        for element in root.iter():
            if element.text and NBSP_PLACEHOLDER in element.text:
                element.text = element.text.replace(NBSP_PLACEHOLDER, "\u00a0")
            if element.tail and NBSP_PLACEHOLDER in element.tail:
                element.tail = element.tail.replace(NBSP_PLACEHOLDER, "\u00a0")
        self.refused = tuple(dict.fromkeys(filter(None, map(_make_safe, root.iter("a")))))
        title, lead = Element("h1"), Element("p", {"class": "lead"})
        title.text, lead.text = self.title, self.lead
        self.header = title, lead
        roots = [title, lead, root]
        clear_layout(roots)
        visible = VisibleText.of(roots)
        self.text = visible.text
        marks = self.marker(visible)
        self.excerpt = None
        if self.is_excerpt:
            title_end = len(VisibleText.of([title]).text)
            lead.text = ""
            shown, marks = cut_to_passages(root, title_end, visible, marks)
            visible = VisibleText.of(roots)
            self.excerpt = Excerpt(visible.text, shown)
        set_marks(roots, visible, marks)
        set_breaks(roots, visible)
        self.images = tuple(dict.fromkeys(html.unescape(image.get("src", "")) for image in root.iter("img")))
        for element in root.iter():
            # Python-Markdown's serialiser leaves a text such as `&amp;` unescaped, as if it were an entity.
            if element.text and "&" in element.text:
                element.text = _ENTITY.sub(r"&amp;\1", element.text)
            if element.tail and "&" in element.tail:
                element.tail = _ENTITY.sub(r"&amp;\1", element.tail)


def _make_safe(link: Element) -> str:
    """Make a link safe to follow, with a host that cannot imitate another; return its address if it is refused."""
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
    link.set("rel", _EXTERNAL)
    return ""


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    """Return the value of an attribute that the sanitiser has passed; None drops the attribute."""
    match tag, attribute:
        case "img", "src":
            is_allowed = stays_here(value) and not value.startswith("/")
        case "a", "href":
            is_allowed = stays_here(value) or scheme_of(value) in _LINKED
        case "a", "rel":
            is_allowed = value == _EXTERNAL
        case _:
            is_allowed = True
    return value if is_allowed else None


@cache
def _sanitiser() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_ALLOWED["allowed"].split()),
        attributes={element: set(names.split()) for element, names in _ALLOWED["attributes"].items()},
        attribute_filter=_allowed,
        url_schemes=set(_LINKED),
        link_rel=None,
        strip_comments=True,
    )


def sanitised(html_text: str) -> str:
    """Return the HTML without anything active. It is the last step before a template: add nothing afterwards."""
    return _sanitiser().clean(html_text)


def _signed(registry: Any) -> list[tuple[Any, str]]:
    """Pair the items of a Python-Markdown registry, in its order, with their signs."""
    signs = {registry[name]: signs for name, signs in _SIGNS.items() if name in registry}
    return [(entry, signs.get(entry, "")) for entry in registry]


def _needed(signed: list[tuple[Any, str]], text: str) -> list[Any]:
    """Return the items that may match in the text: most articles contain few of the signs."""
    return [entry for entry, signs in signed if not signs or any(sign in text for sign in signs)]


class ArticleRenderer:
    """Converts articles with one Markdown instance: creating one costs more than converting an article."""

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(
            extensions=[
                FootnoteExtension(BACKLINK_TITLE="↩ {}"),
                SaneListExtension(),
                TableExtension(),
                TocExtension(marker="", slugify=lambda text, separator: slug(text)),
                MarkExtension(),
            ]
        )
        self._marks = cast(_MarkProcessor, self._markdown.treeprocessors["dossier-marks"])
        self._blocks = _signed(self._markdown.parser.blockprocessors)
        self._patterns = _signed(self._markdown.inlinePatterns)

    def render(self, title: str, lead: str, body: str, marker: Marker, *, excerpt: bool = False) -> Rendered:
        """Convert an article, with title and lead as plain text, and set its marks; with `excerpt`, show only these.

        Raises:
            RecursionError: The Markdown is nested too deep; the renderer is unusable afterwards.
        """
        marks, converter = self._marks, self._markdown
        marks.title, marks.lead, marks.marker, marks.is_excerpt = title, lead, marker, excerpt
        converter.reset()
        parser: Any = converter.parser
        inline: Any = converter.treeprocessors["inline"]
        parser.blockprocessors, inline.inlinePatterns = _needed(self._blocks, body), _needed(self._patterns, body)
        body_html = converter.convert(body) or ""
        if not body.strip():
            # Python-Markdown skips all processors for an empty document.
            root = Element("div")
            marks.run(root)
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
    """Return the HTML between an element's tags."""
    element.tail = None
    whole = ElementTree.tostring(element, encoding="unicode", method="html")
    return whole[whole.index(">") + 1 : whole.rindex("<")]  # in an attribute, > is escaped


def _headings(tokens: list[Any]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(token["level"], token["id"], html.unescape(token["name"])))
        found += _headings(token["children"])
    return found
