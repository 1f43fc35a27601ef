"""Whether numbers and names have survived a translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mkdocs_dossier.article.names import NameIndex
from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.chains import chain_of
from mkdocs_dossier.evidence.figures import language_of
from mkdocs_dossier.evidence.quotations import quotations
from mkdocs_dossier.language.numbers.reading import read_numbers
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.text import primary_language

#: Languages whose number words and hedges are read.
_READ = frozenset({"de", "en"})
_AT = ("original", "text")


def differing(collection: Collection) -> Iterator[Finding]:
    """A number or a name that stands in the original words but not in the quote, or the other way round."""
    index = cache(lambda language: NameIndex(collection.of(Actor), language))
    for statement in collection.of(Statement):
        if statement.original is None or not (passage := collection.words_of(statement)):
            continue
        said = Wording(statement.original.text, primary_language(statement.original.lang))
        told = Wording(passage, primary_language(language_of(collection, statement)))
        # What is said about the words, such as who said them, is no translation.
        quoted = Wording(" … ".join(words for words in quotations(passage) if " " in words) or passage, told.language)
        if {said.language, told.language} <= _READ:
            lost, added = _without(_amounts(said), _amounts(told)), _without(_amounts(quoted), _amounts(said))
            yield from _differing(statement, "a number", lost, added)
        speakers = _speakers(collection, statement)
        lost = _without(_names(collection, index, said, told.language), _names(collection, index, told))
        added = _without(_names(collection, index, quoted, said.language), _names(collection, index, said))
        yield from _differing(statement, "a name", lost, _without(added, speakers))


@dataclass(frozen=True, slots=True)
class Wording:
    """Words, and the language they are in."""

    text: str
    language: str


#: What a wording holds, with the words for it.
_Held = dict[str, str]


def _without(held: _Held, other: Iterable[str]) -> _Held:
    others = set(other)
    return {what: words for what, words in held.items() if what not in others}


def _amounts(wording: Wording) -> _Held:
    """The numbers, in the notation of a figure's value."""
    found = read_numbers(wording.text, wording.language)
    return {str(number.amount): f"{number.amount} (“{number.words}”)" for number in found}


def _names(collection: Collection, index: Callable[[str], NameIndex], wording: Wording, needed: str = "") -> _Held:
    """The ids of the actors that are named; with `needed` only of those whose names are known in that language."""
    return {
        name.actor: f"actor “{name.actor}” (“{wording.text[name.start : name.end]}”)"
        for name in index(wording.language).find(wording.text)
        if not needed or _is_named_in(collection, name.actor, needed)
    }


def _is_named_in(collection: Collection, name: str, language: str) -> bool:
    """Whether the register says what the actor is called in a language; one name alone is the site's language."""
    actor = collection.get(Actor, name)
    return actor is not None and language in map(primary_language, actor.name.translations or (collection.language,))


def _speakers(collection: Collection, statement: Statement) -> list[str]:
    """Those whom a passage names as having said it, rather than them being spoken of."""
    names: list[str] = []
    for hop in chain_of(collection, statement):
        record = hop.record
        if isinstance(record, Source):
            names.append(record.publisher)
        else:
            names += [record.id, record.speaks_for, *(position.organization for position in record.positions)]
    return names


def _differing(statement: Statement, what: str, lost: _Held, added: _Held) -> Iterator[Finding]:
    """What is in one of the two wordings only, as one finding."""
    if lost or added:
        original, quote = ", ".join(lost.values()), ", ".join(added.values())
        if lost and added:
            message = f"the original has {original}, the quote {quote}"
        else:
            message = (
                f"the original has {original}, the quote has not"
                if lost
                else f"the quote has {quote}, the original has not"
            )
        yield Finding(statement, message, f"compare both: {what} survives a translation", _AT)
