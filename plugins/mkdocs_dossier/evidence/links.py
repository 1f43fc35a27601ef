"""The links to records, such as `[Putin](actor:putin)`, that stand in articles and in the editors' texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, get_type_hints

from mkdocs_dossier.article.limits import Tangle, tangled_text
from mkdocs_dossier.article.markdown import ArticleRenderer, Rendered
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived, remembered
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.kinds import BY_NOUN, fields_by_key, links, once_per_model, parts_by_key
from mkdocs_dossier.model.record import Part, Record
from mkdocs_dossier.model.text import Text

_NOUNS = "|".join(BY_NOUN)
#: As the sanitiser writes it. What is marked as a passage was not linked by the editors.
_LINK = re.compile(rf'<a (?!class="passage)(?:[^<>"]|"[^"]*")*?href="(?P<noun>{_NOUNS}):(?P<name>[^"]*)"')
#: As the sanitiser writes it: no quotation mark stands in a value.
_ATTRIBUTE = re.compile(r' (alt|title|src|href)="([^"]+)"')
_TO_RECORD = re.compile(rf"#|(?:{_NOUNS}):")
#: The way from a record to a value in it: names of fields, and numbers in lists.
Way = tuple[str | int, ...]

#: What every text with a link to a record holds.
_ADDRESS = re.compile(rf"\b(?:{_NOUNS}):")


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record: which record it stands in, in which field, and what it names."""

    record: Record
    field: str
    noun: str
    name: str
    line: int | None = None
    """In an article's body: the line, counted from 0."""

    def target(self, collection: Collection) -> Record | None:
        """The record it leads to; in a dossier's folder, its own statements may be named without it."""
        return collection.find(self.name, self.noun, dossier=self.dossier)

    def is_refused(self, collection: Collection) -> bool:
        """Whether the record was left out as faulty, or may be in a file that cannot be read."""
        return collection.is_refused(self.name, self.noun, dossier=self.dossier)

    @property
    def dossier(self) -> str:
        """The id of the dossier that the link is written in; empty in a register."""
        return self.record.id if isinstance(self.record, Dossier) else self.record.dossier


@derived
def links_to_records(collection: Collection) -> tuple[RecordLink, ...]:
    """Every link to a record: what a reader would see as one, however it is written."""
    return (*_links_of_articles(collection), *_links_of_texts(collection))


def _links_of_articles(collection: Collection) -> Iterator[RecordLink]:
    for dossier in collection.articles:
        yield from remembered(collection, ("links", dossier.id), partial(_links_of_article, collection, dossier))


def _links_of_texts(collection: Collection) -> Iterator[RecordLink]:
    for record, field, value in _values_with_texts(collection):
        for text in (value.translations.values() or (value,)) if isinstance(value, Text) else ():
            if ":" in text and _ADDRESS.search(text):
                yield from (RecordLink(record, field, noun, name) for noun, name in _found_in(_rendered(text).body))


def refused_addresses_of_texts(collection: Collection) -> Iterator[tuple[Record, Way, str]]:
    """The addresses in the editors' texts that may not be linked, each with its record and the way to its field."""
    for record, field, value in _values_with_texts(collection):
        for way, text in _texts_of_value(value, (field,)):
            for each in (text.translations.values() or (text,)) if isinstance(text, Text) else ():
                if "[" in each or "<" in each:
                    refused = collection.memory.of(("refused", str(each)), partial(_refused, each))
                    yield from ((record, way, address) for address in refused)


def tangled_texts(collection: Collection) -> Iterator[tuple[Record, Way, Tangle]]:
    """Find the texts of the editors that would take Markdown too deep or too long; none of them is converted."""
    for record, field, value in _values_with_texts(collection):
        for way, text in _texts_of_value(value, (field,)):
            for each in (text.translations.values() or (text,)) if isinstance(text, Text) else ():
                if tangle := tangled_text(each):
                    yield record, way, tangle


@derived
def _values_with_texts(collection: Collection) -> tuple[tuple[Record, str, Any], ...]:
    """All fields in which the editors wrote a text, or a part that may hold one: the record, the field, the value."""
    return tuple(
        (record, field, value)
        for kind in BY_NOUN.values()
        if (fields := _fields_with_texts(kind.model))
        for record in collection.of(kind.model)
        for field in fields
        if (value := getattr(record, field))  # most are left out
    )


def _refused(text: str) -> tuple[str, ...]:
    return _rendered(text).refused


@once_per_model
def _fields_with_texts(model: type[Part]) -> tuple[str, ...]:
    """The fields that may hold a text of the editors, or a part that may hold one."""
    own, parts = _texts_of(model), parts_by_key(model)
    return tuple(
        field.name
        for key, field in fields_by_key(model).items()
        if field.name in own or (key in parts and _fields_with_texts(parts[key]))
    )


def texts_in(part: Part) -> Iterator[tuple[Way, str]]:
    """Every text that was written into a record or a part of one, with the way to it; no names of other records."""
    references = {link.path[0] for link in links(type(part)) if len(link.path) == 1}
    for field in fields_by_key(type(part)).values():
        if field.name not in references:
            yield from _texts_of_value(getattr(part, field.name), (field.name,))


def _texts_of_value(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    match value:
        case str():
            yield way, value
        case tuple():
            for index, item in enumerate(value):
                yield from _texts_of_value(item, (*way, index))
        case Part():
            yield from (((*way, *inner), text) for inner, text in texts_in(value))


def visible_text(text: str) -> str:
    """A text of the editors as readers see it, without its Markdown; as it is written if it is nested too deep."""
    try:
        return _rendered(text).text
    except RecursionError:
        _renderer.cache_clear()  # it is in the middle of its work
        return text


def addresses_and_labels(body: str) -> tuple[list[str], list[str]]:
    """What the attributes of sanitised HTML hold: addresses of links and images, and texts that are shown or read out.

    Links to records are none of the addresses.
    """
    found: tuple[list[str], list[str]] = [], []
    for match in _ATTRIBUTE.finditer(body):
        value = html.unescape(match[2])
        if match[1] in ("alt", "title"):
            found[1].append(value)
        elif not _TO_RECORD.match(value):
            found[0].append(value)
    return found


def _links_of_article(collection: Collection, dossier: Dossier) -> tuple[RecordLink, ...]:
    rendered = collection.articles[dossier].rendered
    found: list[RecordLink] = []
    seen: dict[tuple[str, str], int] = {}
    places: dict[tuple[str, str], list[int]] = {}
    for noun, name in _found_in(rendered.body):
        if (noun, name) not in places:
            written = re.finditer(rf"(?:\]\(|\]:)\s*<?{noun}:{re.escape(name)}(?![\w-])", dossier.body)
            places[noun, name] = [match.end() for match in written] or [max(dossier.body.find(f"{noun}:{name}"), 0)]
        starts = places[noun, name]
        nth = seen[noun, name] = seen.get((noun, name), -1) + 1
        line = dossier.body.count("\n", 0, starts[min(nth, len(starts) - 1)])
        found.append(RecordLink(dossier, "body", noun, name, line))
    return tuple(found)


def _found_in(rendered: str) -> list[tuple[str, str]]:
    return [(match["noun"], html.unescape(match["name"])) for match in _LINK.finditer(rendered)]


@lru_cache(maxsize=4096)
def _rendered(text: str) -> Rendered:
    bearable = text if tangled_text(text) is None else ""  # what is wrong with it is said by `tangled_texts`
    return _renderer().render("", "", bearable, lambda visible: ())


@lru_cache(maxsize=1)
def _renderer() -> ArticleRenderer:
    return ArticleRenderer()


@once_per_model
def _texts_of(model: type[Part]) -> tuple[str, ...]:
    """The fields that may hold a text of the editors."""
    hints = get_type_hints(model)
    return tuple(field.name for field in fields_by_key(model).values() if "Text" in str(hints[field.name]))
