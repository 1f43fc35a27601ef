"""All annotations of articles as W3C Web Annotations (Data Model, 2017) in JSON-LD.

A target has three selectors for the same words, because clients support different ones: the element that holds title,
lead and body, refined by the position in its text content; the quote; and that position alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from mkdocs_dossier import __version__
from mkdocs_dossier.article.quotes import Passage
from mkdocs_dossier.article.quoting import Quotable
from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.export.chunks import Lines
from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.dates import utc_moment
from mkdocs_dossier.export.plain import as_json
from mkdocs_dossier.model.records import MENTIONABLE, Dossier, Figure, Mention, Record, Statement

_HERE = "data/annotations.jsonld"
#: The element of a dossier's page that holds title, lead and body, and no other text.
_ELEMENT = "#_text"
#: Placeholder for a value, or for the annotations.
_VALUE = "\ue000"


def _shape(value: Mapping[str, Any]) -> str:
    """Return JSON with placeholders, to be filled with values: encoding it for each value is slow."""
    return as_json(value).replace("%", "%%").replace(f'"{_VALUE}"', "%s")


_RESOURCE = _shape({"type": "SpecificResource", "source": _VALUE})
_WORDS = _shape({"type": "TextualBody", "value": _VALUE, "format": "text/plain", "language": _VALUE, "purpose": _VALUE})


def web_annotations(context: ExportContext) -> Iterator[str | Lines[Dossier]]:
    """Yield a collection with one page: every dossier's annotations in the order of their passages, one a line."""
    total = sum(len(_annotated(context, article)) for article in context.collection.articles.values())
    here = _here(context)
    page = {"id": f"{here}#page", "type": "AnnotationPage", "partOf": here, "startIndex": 0, "items": [_VALUE]}
    name = context.site.revision.title or urlsplit(context.top).hostname or context.top
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "generator": {"type": "Software", "name": f"mkdocs-dossier {__version__}"},
        "creator": {"id": context.top, "type": "Organization", "name": name, "homepage": context.top},
        "total": total,
        "first": page,
    }
    before, after = as_json(collection).split(f'"{_VALUE}"')
    yield f"{before}\n"
    yield Lines(context.collection, Dossier, partial(_of_dossier, context), ",\n")
    yield f"\n{after}\n"


def _here(context: ExportContext) -> str:
    return context.to(context.site.conventions.data_path(_HERE))


def _of_dossier(context: ExportContext, dossier: Dossier) -> Iterator[str]:
    article = context.collection.articles.get(dossier)
    if article is None:
        return
    here, excerpt = f"{_here(context)}#{dossier.id}", article.rendered.excerpt
    quotable = Quotable(excerpt.text, bare=True) if excerpt else Quotable(article.text)
    shapes = [_shape_of(context, dossier, around) for around in ((), ("prefix", "suffix"))]
    annotated = _annotated(context, article)
    for key, record, passage in annotated:
        purpose = as_json("describing" if isinstance(record, (Statement, Figure)) else "identifying")
        bodies = ",".join(_bodies(context, record, purpose))
        quote = quotable.quote(passage)
        around = (quote.prefix, quote.suffix) if quote.prefix or quote.suffix else ()
        words = [*map(as_json, (quote.exact, *around))]
        span = (quote.start, quote.end)
        yield shapes[bool(around)] % (as_json(f"{here}/{key}"), purpose, bodies, *span, *words, *span)


def _shape_of(context: ExportContext, dossier: Dossier, around: Iterable[str]) -> str:
    """Return the template of a dossier's annotations; `around` names the fields of a quote besides its words."""
    quote = {"type": "TextQuoteSelector", "exact": _VALUE, **dict.fromkeys(around, _VALUE)}
    position = {"type": "TextPositionSelector", "start": _VALUE, "end": _VALUE}
    selectors = [{"type": "CssSelector", "value": _ELEMENT, "refinedBy": position}, quote, position]
    annotation = {
        "id": _VALUE,
        "type": "Annotation",
        "motivation": _VALUE,
        "created": utc_moment(dossier.published, context.zone),
        **({"modified": utc_moment(dossier.updated, context.zone)} if dossier.updated else {}),
        "body": [_VALUE],
        "target": {"source": context.url(dossier), "selector": selectors},
    }
    return _shape(annotation)


def _annotated(context: ExportContext, article: Article) -> list[tuple[str, Record, Passage]]:
    """Return (key in its dossier, record, passage in the text that the page shows) for each annotation, in order.

    What is found without a mention has the key of its record, with its offset in the article.
    """
    found = [(f"{record.noun}/{record.id}", record, passage) for record, passage in article.passages.items()]
    for one in article.mentioned:
        records = context.found(one.noun, [one.id])
        found += ((f"{one.noun}/{one.id}/{one.start}", record, Passage(one.start, one.end)) for record in records)
    found.sort(key=lambda one: (one[2].start, -one[2].end, one[1].id))
    excerpt = article.rendered.excerpt
    return [
        (key, record, shown)
        for key, record, passage in found
        if any(map(context.has_url, _about(context, record)))
        if (shown := excerpt.passage(passage) if excerpt else passage)
    ]


def _bodies(context: ExportContext, record: Record, purpose: str) -> Iterator[str]:
    """Yield the bodies: the address of the record or of those a mention is about, and a statement's claim as text."""
    for about in _about(context, record):
        if url := context.url(about):
            yield _RESOURCE % as_json(url)
    if isinstance(record, Statement) and record.text:
        untranslated = {context.collection.language_of(record): str(record.text)}
        for language, text in (record.text.translations or untranslated).items():
            yield _WORDS % (as_json(text), as_json(language), purpose)


def _about(context: ExportContext, record: Record) -> list[Record]:
    if not isinstance(record, Mention):
        return [record]
    if record.forbid:
        return []
    return [found for noun in MENTIONABLE for found in context.found(noun, [getattr(record, noun)])]
