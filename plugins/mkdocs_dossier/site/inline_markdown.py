"""Editors' short texts as HTML: inline Markdown, links to records, no active content."""

import re
from collections.abc import Callable
from functools import lru_cache

import markdown
from markupsafe import Markup, escape

from mkdocs_dossier.article.limits import excess_of_text
from mkdocs_dossier.article.markdown import MarkExtension, sanitised
from mkdocs_dossier.model.kinds import BY_NOUN

#: A link to a record as the sanitiser writes it, `<a href="actor:putin"`, with any other attributes.
RECORD_LINK = re.compile(
    r'<a (?P<before>(?:[^<>"]|"[^"]*")*?)'
    rf'(?P<href>href="(?P<noun>(?i:{"|".join(BY_NOUN)})):(?P<name>[^"<>]*)")'
)
#: A text without any of these has no Markdown.
_MARKDOWN = re.compile(r"[*_`\[\]<>&\\#\n~!]|^\s|^\d+\.|^[-+=]")


def with_links(html: str, address_of: Callable[[str, str], str | None]) -> str:
    """Point the HTML's links to records at their addresses; a link without an address becomes plain text."""

    def linked(match: re.Match[str]) -> str:
        address = address_of(match["noun"].lower(), match["name"])
        before = match[0][: match.start("href") - match.start()]
        return before.rstrip() if address is None else before + str(Markup('href="%s"') % address)

    return RECORD_LINK.sub(linked, html)


def prose(text: str, address_of: Callable[[str, str], str | None]) -> Markup:
    """Render a text of one or more paragraphs."""
    if not _MARKDOWN.search(text):
        return Markup("<p>%s</p>") % text
    return Markup(with_links(_converted(text), address_of))


def inline(text: str, address_of: Callable[[str, str], str | None]) -> Markup:
    """Render a text of one paragraph without its `<p>`; several paragraphs keep theirs."""
    if not _MARKDOWN.search(text):
        return escape(text)
    html = prose(text, address_of).strip()
    if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
        return Markup(html[len("<p>") : -len("</p>")])
    return html


def plain(text: str) -> str:
    """Return a text without its Markdown, in one line; a link to a record becomes its words."""
    if not _MARKDOWN.search(text):
        return " ".join(text.split())
    return str(prose(text, lambda noun, name: None).striptags())


@lru_cache(maxsize=4096)
def _converted(text: str) -> str:
    if excess_of_text(text) is not None:
        return str(Markup("<p>%s</p>") % text)  # an error, so only `serve` gets here
    converter = _converter()
    converter.reset()
    return sanitised(converter.convert(text))


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(extensions=[MarkExtension()])
    for image in ("image_link", "image_reference", "short_image_ref"):
        # Only an article's own images are published.
        converter.inlinePatterns.deregister(image)
    return converter
