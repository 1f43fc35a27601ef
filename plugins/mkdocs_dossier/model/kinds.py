"""The table of kinds: their models, sections in YAML files, links between them, and the meaning of their fields.

A new kind is one model, one entry here and one template.
"""

import dataclasses
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.model.claims import Correction, Dossier, Figure, Mention, Omission, Statement
from mkdocs_dossier.model.fields import Ref
from mkdocs_dossier.model.record import Part, Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Place, Quantity, Relation, Topic
from mkdocs_dossier.syntax.word_tables import Table


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its model, and the section of a YAML file (or the folder) that holds it."""

    model: type[Record]
    section: str

    @property
    def noun(self) -> str:
        """Its name in references, addresses and messages."""
        return self.model.noun

    @property
    def one(self) -> str:
        """Its noun with the indefinite article: `an actor`."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"


KINDS = (
    Kind(Actor, "actors"),
    Kind(Source, "sources"),
    Kind(Agreement, "agreements"),
    Kind(Event, "events"),
    Kind(Topic, "topics"),
    Kind(Place, "places"),
    Kind(Quantity, "quantities"),
    Kind(Relation, "relations"),
    Kind(Statement, "statements"),
    Kind(Figure, "figures"),
    Kind(Mention, "mentions"),
    Kind(Correction, "corrections"),
    Kind(Omission, "omissions"),
)

#: The kind written as a folder with an `article.md`, not in a section.
DOSSIER = Kind(Dossier, "dossiers")

#: The kinds whose records are exported: all but the editors' notes to each other.
PUBLISHED = (DOSSIER, *(kind for kind in KINDS if not kind.model.internal))

BY_SECTION = {kind.section: kind for kind in KINDS}
BY_NOUN = {kind.noun: kind for kind in (*KINDS, DOSSIER)}


@dataclass(frozen=True, slots=True)
class Link:
    """A field that names other records; `path` leads to it through parts and lists, such as `parties`, `actor`."""

    path: tuple[str, ...]
    ref: Ref


_T = TypeVar("_T")


def once_per_model(question: Callable[[type[Part]], _T]) -> Callable[[type[Part]], _T]:
    """Cache a question about a model, as type hints are slow to take apart; to mypy, a class is not hashable."""
    return cast("Callable[[type[Part]], _T]", cache(question))


#: Fields of every kind; the handbook lists them last.
_LAST = "acknowledged formerly"


@once_per_model
def fields_by_key(model: type[Part]) -> dict[str, dataclasses.Field[Any]]:
    """Return YAML key → field for the fields that a person may write, in the handbook's order."""
    in_order = sorted(dataclasses.fields(model), key=lambda field: _LAST.find(field.name))
    return {
        str(field.metadata.get("key", field.name)): field
        for field in in_order
        if field.name != "id" or not issubclass(model, Record)
        if "not written" not in getattr(field.type, "__metadata__", ())
    }


@once_per_model
def links(model: type[Part]) -> tuple[Link, ...]:
    """Return every field of a model and its parts that names other records."""
    found = []
    for field in dataclasses.fields(model):
        for mark in marks_of(field.type):
            if isinstance(mark, Ref):
                found.append(Link((field.name,), mark))
            elif isinstance(mark, type) and issubclass(mark, Part):
                found += [Link((field.name, *link.path), link.ref) for link in links(mark)]
    return tuple(found)


@once_per_model
def parts_by_key(model: type[Part]) -> dict[str, type[Part]]:
    """Return YAML key → model of the part, for the fields that hold parts."""
    return {
        key: mark
        for key, field in fields_by_key(model).items()
        for mark in marks_of(field.type)
        if isinstance(mark, type) and issubclass(mark, Part)
    }


def parts() -> Iterator[type[Part]]:
    """Yield every model of a record's part, once, in the order of the kinds."""
    found = [part for kind in BY_NOUN.values() for part in parts_by_key(kind.model).values()]
    yield from dict.fromkeys(found)


def marks_of(hint: Any) -> Iterator[Any]:
    """Yield what a type hint consists of: marks, allowed values, and types."""
    if get_origin(hint) is Annotated:
        yield from hint.__metadata__
        yield from marks_of(get_args(hint)[0])
    elif get_args(hint):
        for inner in get_args(hint):
            yield from marks_of(inner)
    else:
        yield hint


def choices_of(model: type[Part], key: str) -> tuple[str, ...]:
    """Return the values that a field allows; none if it allows any."""
    return tuple(mark for mark in marks_of(fields_by_key(model)[key].type) if isinstance(mark, str))


#: The path from a record to a value in it: field names and list indices.
Way = tuple[str | int, ...]


def named_by(record: Record) -> Iterator[tuple[Link, Way, str]]:
    """Yield (link, path to the value, name) for every name of another record in `record`."""
    for link in links(type(record)):
        value = getattr(record, link.path[0])
        if value:  # most fields of most records are empty
            yield from ((link, way, name) for way, name in _follow(value, link.path[1:], link.path[:1]))


def _follow(value: Any, path: tuple[str, ...], way: Way) -> Iterator[tuple[Way, str]]:
    """Yield (path from the record, name) for the names in a value to which `way` leads, at the end of `path` in it."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _follow(item, path, (*way, index))
    elif path and value:
        yield from _follow(getattr(value, path[0]), path[1:], (*way, path[0]))
    elif value:
        yield way, value


_GERMAN = Table("model", "german.yml")
_WRITTEN = Table("model", "descriptions.yml")


def advice(word: str, known: Collection[str]) -> str:
    """Return advice for an unknown word, which may be German; empty if no known one is close."""
    return did_you_mean(translated(word, known), known)


def translated(word: str, known: Collection[str]) -> str:
    """Return the known name that a German or another word stands for; the word itself if there is none."""
    return next((name for name in _GERMAN.get(word.strip().casefold(), "").split() if name in known), word)


def meaning_of(model: type[Part]) -> str:
    """Return the meaning of a record or part, in one sentence."""
    return str(_WRITTEN[model.__name__]["meaning"])


@once_per_model
def descriptions_of(model: type[Part]) -> dict[str, str]:
    """Return YAML key → meaning, in one sentence, for the fields of a record or part."""
    every, own = _WRITTEN, _WRITTEN[model.__name__]["fields"]
    known = {**every["every_record"], **every["every_passage"], **own}
    return {key: known[key] for key in fields_by_key(model)}


def first_fields_of(model: type[Part]) -> list[str]:
    """Return the fields of a record that an editor begins with, in this order."""
    return str(_WRITTEN[model.__name__]["first"]).split()
