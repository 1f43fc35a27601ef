"""Find links to records, such as `[Putin](actor:putin)`, in articles and in the editors' texts."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from typing import Any

from mkdocs_dossier.article.limits import excess_of_text
from mkdocs_dossier.article.markdown import ArticleRenderer, Rendered
from mkdocs_dossier.article.sourcelines import line_numbers
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived, remembered
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.model.kinds import BY_NOUN, Way, fields_by_key, links, marks_of, once_per_model, parts_by_key
from mkdocs_dossier.model.records import Dossier, Part, Record
from mkdocs_dossier.model.text import Text

#: The kinds of records as schemes, in any case: browsers, too, read `Actor:` like `actor:`.
_NOUNS = f"(?i:{'|'.join(BY_NOUN)})"
#: A link as the sanitiser writes it, but for marked passages, which the editors did not link.
_LINK = re.compile(rf'<a (?!class="passage)(?:[^<>"]|"[^"]*")*?href="(?P<noun>{_NOUNS}):(?P<name>[^"]*)"')
#: An attribute as the sanitiser writes it: its value contains no quotation mark.
_ATTRIBUTE = re.compile(r' (alt|title|src|href)="([^"]+)"')
_TO_RECORD = re.compile(rf"#(?!fn:)|(?:{_NOUNS}):")
#: A link to a record in Markdown, up to the end of the name.
_WRITTEN = re.compile(rf"(?:\]\(|\]:)\s*<?({_NOUNS}):([^\s)>]+)")
#: Occurs in every text with a link to a record.
_ADDRESS = re.compile(rf"\b(?:{_NOUNS}):")


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record: the record and the path to the text that contain it, and the kind and name that it gives."""

    record: Record
    way: Way
    noun: str
    name: str
    line: int | None = None
    """The line in an article's body, counted from 0."""

    def target(self, collection: Collection) -> Record | None:
        """Return the record it leads to, or None; a dossier's own statements need no dossier before their id."""
        return collection.find(self.name, self.noun, dossier=self.dossier)

    def is_refused(self, collection: Collection) -> bool:
        """Return whether its record was left out as faulty, or may be in an unreadable file."""
        return collection.is_refused(self.name, self.noun, dossier=self.dossier)

    @property
    def dossier(self) -> str:
        """The id of the dossier that contains the link; empty in a register."""
        return self.record.id if isinstance(self.record, Dossier) else self.record.dossier


def why_nowhere(collection: Collection, noun: str, name: str, dossier: str = "") -> str:
    """Explain why no record that can be linked has this name, or suggest what to write."""
    if former := collection.former(name, noun, dossier):
        return f"it is now called “{former.key}”"
    records = collection.of(BY_NOUN[noun].model)
    if same := next((record for record in records if name in (record.id, record.key)), None):
        return "its name is withheld: write the words alone" if same.withheld else f"write {noun}:{same.key}"
    known = [name for record in records if not record.withheld for name in (record.id, record.key)]
    return did_you_mean(name, known) or f"`dossier list {noun}` prints all ids"


@derived
def links_to_records(collection: Collection) -> tuple[RecordLink, ...]:
    """Return every link to a record that a reader would see as a link, however it is written."""
    of_articles = (
        remembered(collection, ("links", dossier.id), partial(_links_of_article, collection, dossier))
        for dossier in collection.articles
    )
    return (*chain.from_iterable(of_articles), *_links_of_texts(collection))


def _links_of_texts(collection: Collection) -> Iterator[RecordLink]:
    for record, way, text in texts_of_editors(collection):
        if ":" in text and _ADDRESS.search(text):
            yield from (RecordLink(record, way, noun, name) for noun, name in _found_in(_rendered(text).body))


def refused_addresses_of_texts(collection: Collection) -> Iterator[tuple[Record, Way, str]]:
    """Yield the addresses in the editors' texts that may not be linked, as (record, path to the text, address)."""
    for record, way, text in texts_of_editors(collection):
        if "[" in text or "<" in text:
            refused = collection.memory.of(("refused", str(text)), partial(_refused, text))
            yield from ((record, way, address) for address in refused)


def texts_of_editors(collection: Collection) -> Iterator[tuple[Record, Way, str]]:
    """Yield (record, path to the text, text) for each of the editors' texts in each language."""
    for record, field, value in _values_with_texts(collection):
        for way, text in _texts_of_value(value, (field,)):
            if isinstance(text, Text):
                yield from ((record, way, each) for each in text.translations.values() or (text,))


@derived
def _values_with_texts(collection: Collection) -> tuple[tuple[Record, str, Any], ...]:
    """Return (record, field, value) for each field that holds a text of the editors, or a part that may hold one."""
    return tuple(
        (record, field, value)
        for kind in BY_NOUN.values()
        if (fields := _fields_with_texts(kind.model))
        for record in collection.of(kind.model)
        for field in fields
        if (value := getattr(record, field))  # most are empty
    )


def _refused(text: str) -> tuple[str, ...]:
    return _rendered(text).refused


@once_per_model
def _fields_with_texts(model: type[Part]) -> tuple[str, ...]:
    """Return the fields that may hold a text of the editors, or a part that may hold one."""
    parts = parts_by_key(model)
    return tuple(
        field.name
        for key, field in fields_by_key(model).items()
        if Text in marks_of(field.type) or (key in parts and _fields_with_texts(parts[key]))
    )


def texts_in(part: Part) -> Iterator[tuple[Way, str]]:
    """Yield every text of a record or part with the path to it, without the names of other records."""
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
    """Return a text of the editors without its Markdown, as readers see it; unchanged if it is nested too deep."""
    try:
        return _rendered(text).text
    except RecursionError:
        _renderer.cache_clear()  # it was interrupted and is unusable
        return text


def addresses_and_labels(body: str) -> tuple[list[str], list[str]]:
    """Return attributes of sanitised HTML: addresses but records', footnotes' names; texts shown or read aloud."""
    found: tuple[list[str], list[str]] = [], []
    for match in _ATTRIBUTE.finditer(body):
        value = html.unescape(match[2])
        if match[1] in ("alt", "title"):
            found[1].append(value)
        elif not _TO_RECORD.match(value):
            found[0].append(value.removeprefix("#fn:"))
    return found


def _links_of_article(collection: Collection, dossier: Dossier) -> tuple[RecordLink, ...]:
    if not (linked := _found_in(collection.articles[dossier].rendered.body)):
        return ()
    body = dossier.body
    line_at, lines = line_numbers(body), defaultdict[tuple[str, str], list[int]](list)
    for match in reversed(list(_WRITTEN.finditer(body))):
        lines[match[1].lower(), match[2]].append(line_at(match.end()))
    found: list[RecordLink] = []
    for noun, name in linked:
        if not (left := lines[noun, name]):
            left.append(line_at(max(body.find(f"{noun}:{name}"), 0)))
        found.append(RecordLink(dossier, ("body",), noun, name, left.pop() if len(left) > 1 else left[0]))
    return tuple(found)


def _found_in(rendered: str) -> list[tuple[str, str]]:
    return [(match["noun"].lower(), html.unescape(match["name"])) for match in _LINK.finditer(rendered)]


@lru_cache(maxsize=4096)
def _rendered(text: str) -> Rendered:
    bearable = text if excess_of_text(text) is None else ""  # a check reports it
    return _renderer().render("", "", bearable, lambda visible: ())


_renderer = cache(ArticleRenderer)
