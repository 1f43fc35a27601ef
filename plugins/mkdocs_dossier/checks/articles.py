"""Whether what an article links, shows and names by address is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.model.claims import Correction, Figure, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.kinds import BY_NOUN, fields_by_key
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.model.validation import did_you_mean

#: What may lie beside an article and be shown in it. SVG may hold scripts.
IMAGES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")

#: A Markdown link to a record, such as `[Putin](actor:putin)`.
_LINK = re.compile(rf"\]\((?P<noun>{'|'.join(BY_NOUN)}):(?P<name>[^)\s]*)\)")


def unknown_links(collection: Collection) -> Iterator[Finding]:
    """A link in an article or a text, such as `[Putin](actor:putin)`, leads to a record that is not there."""
    for record in collection:
        for field, text in _texts(record):
            for match in _LINK.finditer(text):
                noun, name = match["noun"], match["name"]
                if collection.find(name, noun) is None:
                    known = [other.id for other in collection.of(BY_NOUN[noun].model)]
                    hint = did_you_mean(name, known) or f"there is no {noun} with this id"
                    line = text.count("\n", 0, match.start()) if field == "body" else None
                    yield Finding(record, f"the link to {noun}:{name} leads nowhere", hint, (field,), line)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """The texts of a record that may hold Markdown, by field."""
    if isinstance(record, Dossier):
        yield "body", record.body
    for field in fields_by_key(type(record)).values():
        value = getattr(record, field.name)
        if isinstance(value, Text):
            for text in value.translations.values() or (value,):
                yield field.name, text


def missing_images(collection: Collection) -> Iterator[Finding]:
    """An image in an article that does not lie beside it, or is of a kind that is not published."""
    for dossier, article in collection.articles.items():
        for image in article.rendered.images:
            if fault := _fault(dossier, image):
                line = dossier.body[: max(dossier.body.find(image), 0)].count("\n")
                yield Finding(dossier, f"the image {image} {fault[0]}", fault[1], ("body",), line)


def _fault(dossier: Dossier, image: str) -> tuple[str, str] | None:
    path = (dossier.folder / image).resolve()
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", image) or not path.is_relative_to(dossier.folder):
        return "lies outside of the dossier's folder", "copy it beside the article"
    if path.suffix.lower() not in IMAGES:
        return "is of a kind that is not published", f"use one of {', '.join(IMAGES)}"
    if not path.is_file():
        lying = [beside.name for beside in sorted(dossier.folder.iterdir()) if beside.suffix.lower() in IMAGES]
        return "does not lie beside the article", did_you_mean(image, lying) or "add it there"
    return None


def same_addresses(collection: Collection) -> Iterator[Finding]:
    """Two things on one dossier's page that would have one address: statements, figures, corrections, headings."""
    for dossier, article in collection.articles.items():
        taken = {heading.id: f"the heading “{heading.text}”" for heading in article.rendered.headings}
        for model in (Statement, Figure, Correction):
            for record in collection.inside(dossier, model):
                for name in (record.id, *record.formerly):
                    first = taken.setdefault(name, f"{record.noun} “{record.id}”")
                    if first != f"{record.noun} “{record.id}”":
                        message = f"#{name} is already the address of {first} on this page"
                        yield Finding(record, message, "rename one of them")
