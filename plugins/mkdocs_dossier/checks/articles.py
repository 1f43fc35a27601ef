"""Check an article's links, images and addresses, and that sentences which need an annotation have one."""

import os
import re
from collections.abc import Collection as Sized
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from mkdocs_dossier.article.limits import excess_of_text
from mkdocs_dossier.article.sourcelines import line_numbers, places_in
from mkdocs_dossier.checks.finding import Finding, per_article
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.evidence.coverage import needed_omissions, omitted_sentences, uncovered_sentences
from mkdocs_dossier.evidence.links import links_to_records, refused_addresses_of_texts, texts_of_editors, why_nowhere
from mkdocs_dossier.model.records import Correction, Dossier, Figure, Omission, Statement
from mkdocs_dossier.model.web import scheme_of, web_address
from mkdocs_dossier.problems import Mend

#: The formats of images that are published. SVG is excluded because it may contain scripts.
IMAGES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
#: The most unknown links that are compared with all ids: two seconds.
_MOST_EXPLAINED = 400
#: How many words of a sentence a message shows.
_SHOWN = 8


def unknown_links(collection: Collection) -> Iterator[Finding]:
    """Find links such as `[Putin](actor:putin)` in articles and texts whose record does not exist."""
    links = (each for each in links_to_records(collection) if each.target(collection) is None)
    for number, link in enumerate(each for each in links if not each.is_refused(collection)):
        hint = f"`dossier list {link.noun}` prints all ids"
        if number < _MOST_EXPLAINED:
            hint = why_nowhere(collection, link.noun, link.name, link.record.dossier)
        message = f"the link to {link.noun}:{link.name} leads nowhere"
        yield Finding(link.record, message, hint, link.way, link.line)


def refused_addresses(collection: Collection) -> Iterator[Finding]:
    """Find links in articles and texts that lead neither to the web nor to a page of this site."""
    for dossier, article in collection.articles.items():
        for address, line in with_lines(dossier, article.rendered.refused):
            yield Finding(dossier, f"the address {address} cannot be linked", _advice(address), ("body",), line)
    for record, way, address in refused_addresses_of_texts(collection):
        yield Finding(record, f"the address {address} cannot be linked", _advice(address), way)


def with_lines(dossier: Dossier, words: Sized[str]) -> Iterator[tuple[str, int]]:
    """Yield words with the line of an article's body that holds each, from 0; fast if they come in its order."""
    body = dossier.body if words else ""
    line_at, place = line_numbers(body), 0
    for each in words:
        found = body.find(each, place)
        place = max(found if found >= 0 else body.find(each), 0)
        yield each, line_at(place)


def excessive_texts(collection: Collection) -> Iterator[Finding]:
    """Find texts whose Markdown would take too long to convert."""
    for record, way, text in texts_of_editors(collection):
        if excess := excess_of_text(text):
            yield Finding(record, f"{way[0]} {excess.message}", excess.hint, way)


def _advice(address: str) -> str:
    scheme = scheme_of(address)
    try:
        web_address(address)
    except ValueError as error:
        if scheme in ("http", "https"):
            return str(error)
    not_this = f", not {scheme}:" if scheme else ""
    return f"write https://, http:// or mailto:{not_this}, or the path of a page on the site, such as ../guide/"


def missing_images(collection: Collection) -> Iterator[Finding]:
    """Find images that are not in the article's folder, or are in a format that is not published."""
    for dossier, article in collection.articles.items():
        for image, line in with_lines(dossier, article.rendered.images):
            if fault := fault_of_image(dossier, image):
                yield Finding(dossier, f"the image {image} {fault[0]}", fault[1], ("body",), line)


def fault_of_image(dossier: Dossier, image: str) -> tuple[str, str] | None:
    """Return why an image, by its address as written, is not published, and the remedy; None if it is published."""
    name = PurePosixPath(unquote(image))
    # A path out and back in would lead out of the built site.
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", str(name)) or ".." in name.parts:
        return "is outside the dossier's folder", "copy it into that folder"
    if any(part.endswith(".html") for part in name.parts[:-1]):
        return "is in a folder with the name of a page", "rename the folder"
    path = dossier.folder / name
    if path.suffix.lower() not in IMAGES:
        return "is in a format that is not published", f"use one of {', '.join(IMAGES)}"
    if not os.path.isfile(path):  # noqa: PTH113 (Path.is_file raises on some names)
        images = [file.name for file in sorted(dossier.folder.iterdir()) if file.suffix.lower() in IMAGES]
        return "is not in the article's folder", did_you_mean(image, images) or "add it there"
    if os.path.realpath(path) != str(path):
        return "is a symbolic link, or is reached through one", "put a copy of the image in its place"
    return None


@per_article
def same_addresses(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find statements, figures, corrections and headings that share an address on one dossier's page."""
    taken = {heading.id: f"the heading “{heading.text}”" for heading in article.rendered.headings}
    for model in (Statement, Figure, Correction):
        for record in collection.inside(dossier, model):
            for name in (record.id, *record.formerly):
                first = taken.setdefault(name, f"{record.noun} “{record.id}”")
                if first != f"{record.noun} “{record.id}”":
                    message = f"#{name} is already the address of {first} on this page"
                    yield Finding(record, message, "rename one of them")


@per_article
def uncovered(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find sentences with a number, a quotation or an attribution that no statement and no figure covers."""
    bare = set(uncovered_sentences(collection, dossier))
    spans = article.sentences if bare else ()
    for span, field, line in places_in(dossier.body, article.text, spans, lead=bool(dossier.lead)):
        if span in bare:
            words = article.text[slice(*span)].split()
            shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
            message = f"nothing annotates the sentence “{shown}”"
            hint = "annotate it in statements: or figures:, or name it in omissions:"
            yield Finding(dossier, message, hint, (field,) if field else (), line)


@per_article
def needless_omissions(collection: Collection, dossier: Dossier, article: Article) -> Iterator[Finding]:
    """Find omissions whose sentence does not exist, is annotated, or needs no annotation."""
    places, needed = omitted_sentences(collection, dossier), needed_omissions(collection, dossier)
    for omission in collection.inside(dossier, Omission):
        if omission not in places:
            yield Finding(omission, "the article has no such sentence", "correct the quote, or delete it", ("quote",))
        elif places[omission] not in needed:
            message = "its sentence is annotated, or needs no annotation"
            yield Finding(omission, message, "delete it", mend=Mend(omission.id))
