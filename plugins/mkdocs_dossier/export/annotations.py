"""Everything anchored to an article as W3C Web Annotations (Data Model, 2017) in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_dossier.collection import Article, by_position
from mkdocs_dossier.export.edition import Edition
from mkdocs_dossier.model.claims import MENTIONABLE, Mention, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.text import Text
from mkdocs_dossier.site.indented import indented_json

_HERE = "data/annotations.jsonld"
#: Stands for the annotations while what is around them is written.
_ITEMS = "\ue000"
#: What begins each of their lines but the first.
_MARGIN = "\n   "
#: How much of the article a selector gives before and behind the passage.
_CONTEXT = 32
#: Kind of record → why it is attached to a passage (the motivations of the vocabulary).
_PURPOSES: Mapping[str, str] = {"statement": "describing", "figure": "describing"}
_IDENTIFYING = "identifying"


def web_annotations(edition: Edition) -> Iterator[str]:
    """A collection with one page: every dossier's annotations in the order in which a reader meets their passages."""
    dossiers = sorted(edition.collection.articles, key=lambda dossier: dossier.id)
    passages = (record for dossier in dossiers for record in edition.collection.articles[dossier].passages)
    total = sum(any(map(edition.url, _about(edition, record))) for record in passages)
    here = edition.to(_HERE)
    page = {"id": f"{here}#page", "type": "AnnotationPage", "partOf": here, "startIndex": 0, "items": [_ITEMS]}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "total": total,
        "first": page,
    }
    before, after = indented_json(collection).split(f'   "{_ITEMS}"')
    yield before
    items = (annotation for dossier in dossiers for annotation in _of_dossier(edition, dossier))
    for number, item in enumerate(items):
        text = f"   {indented_json(item, _MARGIN)}"
        yield f",\n{text}" if number else text
    yield f"{after}\n"


def _of_dossier(edition: Edition, dossier: Dossier) -> Iterator[dict[str, Any]]:
    article = edition.collection.articles[dossier]
    for record in by_position(article.passages):
        if bodies := list(_bodies(edition, record)):
            yield {
                "id": f"{edition.to(_HERE)}#{dossier.id}/{record.noun}/{record.id}",
                "type": "Annotation",
                "motivation": _PURPOSES.get(record.noun, _IDENTIFYING),
                "body": bodies,
                "target": {"source": edition.url(dossier), "selector": _selector(dossier, article, record)},
            }


def _bodies(edition: Edition, record: Record) -> Iterator[dict[str, Any]]:
    """The record's address; for a mention those of what it speaks of; for a statement also the claim in a sentence."""
    purpose = _PURPOSES.get(record.noun, _IDENTIFYING)
    for about in _about(edition, record):
        if url := edition.url(about):
            yield {"type": "SpecificResource", "source": url, "purpose": purpose}
    if isinstance(record, Statement) and record.text:
        for language, text in _by_language(record.text, edition.language(record)).items():
            body = {"type": "TextualBody", "value": text, "format": "text/plain", "language": language}
            yield {**body, "purpose": purpose}


def _about(edition: Edition, record: Record) -> list[Record]:
    if not isinstance(record, Mention):
        return [record]
    if record.forbid:
        return []
    return [found for noun in MENTIONABLE for found in edition.found(noun, [getattr(record, noun)])]


def _by_language(text: Text, language: str) -> Mapping[str, str]:
    return text.translations or {language: str(text)}


def _selector(dossier: Dossier, article: Article, record: Record) -> dict[str, str]:
    """The passage as the article's visible text has it; of an excerpt nothing but its own words."""
    passage, text = article.passages[record], article.text
    selector = {"type": "TextQuoteSelector", "exact": article.words(record)}
    if dossier.publish == "full":
        selector["prefix"] = text[max(0, passage.start - _CONTEXT) : passage.start]
        selector["suffix"] = text[passage.end : passage.end + _CONTEXT]
    return selector
