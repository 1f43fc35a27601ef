"""Everything anchored to an article as W3C Web Annotations (Data Model, 2017) in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from mkdocs_dossier.articles import Article, by_position
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.export.lines import Lines
from mkdocs_dossier.export.plain import as_json
from mkdocs_dossier.model.claims import MENTIONABLE, Mention, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.site.indented import indented_json

_HERE = "data/annotations.jsonld"
#: Stands for a text, or for the annotations, while what is around it is written.
_TEXT = "\ue000"
#: How much of the article a selector gives before and behind the passage.
_CONTEXT = 32
#: Kind of record → why it is attached to a passage (the motivations of the vocabulary).
_PURPOSES: Mapping[str, str] = {"statement": "describing", "figure": "describing"}
_IDENTIFYING = "identifying"


def _shape(value: Mapping[str, Any], margin: str) -> str:
    """What stands around the texts of such a value, to be filled with them: to write it once more takes long."""
    return indented_json(value, margin).replace(f'"{_TEXT}"', "%s")


#: The parts of a body; what begins each line of one, and what parts it from the next.
_RESOURCE = {"type": "SpecificResource", "source": _TEXT, "purpose": _TEXT}
_WORDS = {"type": "TextualBody", "value": _TEXT, "format": "text/plain", "language": _TEXT, "purpose": _TEXT}
_IN_BODY = "\n     "
_RESOURCE_SHAPE, _WORDS_SHAPE = _shape(_RESOURCE, _IN_BODY), _shape(_WORDS, _IN_BODY)


def _shape_with(selector: Mapping[str, str]) -> str:
    target = {"source": _TEXT, "selector": {"type": "TextQuoteSelector", **selector}}
    annotation = {"id": _TEXT, "type": "Annotation", "motivation": _TEXT, "body": [_TEXT], "target": target}
    return "   " + _shape(annotation, "\n   ")


#: Of an excerpt nothing is shown but its own words.
_SHAPES: Mapping[str, str] = {
    "full": _shape_with({"exact": _TEXT, "prefix": _TEXT, "suffix": _TEXT}),
    "excerpt": _shape_with({"exact": _TEXT}),
}


def web_annotations(edition: Edition) -> Iterator[str | Lines[Dossier]]:
    """A collection with one page: every dossier's annotations in the order in which a reader meets their passages."""
    passages = (record for article in edition.collection.articles.values() for record in article.passages)
    total = sum(any(map(edition.has_url, _about(edition, record))) for record in passages)
    here = edition.to(_HERE)
    page = {"id": f"{here}#page", "type": "AnnotationPage", "partOf": here, "startIndex": 0, "items": [_TEXT]}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "total": total,
        "first": page,
    }
    before, after = indented_json(collection).split(f'   "{_TEXT}"')
    yield before
    yield Lines(edition.collection, Dossier, partial(_of_dossier, edition), ",\n")
    yield f"{after}\n"


def _of_dossier(edition: Edition, dossier: Dossier) -> Iterator[str]:
    article = edition.collection.articles.get(dossier)
    if article is None:
        return
    here, source = f"{edition.to(_HERE)}#{dossier.id}", as_json(edition.url(dossier))
    shape = _SHAPES[dossier.publish]
    for record in by_position(article.passages):
        purpose = as_json(_PURPOSES.get(record.noun, _IDENTIFYING))
        if bodies := f",{_IN_BODY}".join(_bodies(edition, record, purpose)):
            name = as_json(f"{here}/{record.noun}/{record.id}")
            yield shape % (name, purpose, bodies, source, *map(as_json, _selected(dossier, article, record)))


def _bodies(edition: Edition, record: Record, purpose: str) -> Iterator[str]:
    """The record's address; for a mention those of what it speaks of; for a statement also the claim in a sentence."""
    for about in _about(edition, record):
        if url := edition.url(about):
            yield _RESOURCE_SHAPE % (as_json(url), purpose)
    if isinstance(record, Statement) and record.text:
        for language, text in _by_language(record.text, edition.language(record)).items():
            yield _WORDS_SHAPE % (as_json(text), as_json(language), purpose)


def _about(edition: Edition, record: Record) -> list[Record]:
    if not isinstance(record, Mention):
        return [record]
    if record.forbid:
        return []
    return [found for noun in MENTIONABLE for found in edition.found(noun, [getattr(record, noun)])]


def _by_language(text: Text, language: str) -> Mapping[str, str]:
    return text.translations or {language: str(text)}


def _selected(dossier: Dossier, article: Article, record: Record) -> Iterator[str]:
    """The passage as the article's visible text has it, with what stands before and behind it where that is shown."""
    passage, text = article.passages[record], article.text
    yield text[passage.start : passage.end]
    if dossier.publish == "full":
        yield text[max(0, passage.start - _CONTEXT) : passage.start]
        yield text[passage.end : passage.end + _CONTEXT]
