"""Check that a translation keeps numbers and names."""

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
from mkdocs_dossier.model.records import Actor, Source, Statement
from mkdocs_dossier.model.text import primary_language

#: The languages whose numerals and hedges are read.
_READ = frozenset({"de", "en"})
_AT = ("original", "text")


def differing(collection: Collection) -> Iterator[Finding]:
    """Find numbers and names that are in only one of the original words and the quote."""
    index = cache(lambda language: NameIndex(collection.of(Actor), language))
    for statement in collection.of(Statement):
        if statement.original is None or not (passage := collection.words_of(statement)):
            continue
        original = Wording(statement.original.text, primary_language(statement.original.lang))
        quote = Wording(passage, primary_language(language_of(collection, statement)))
        # Words about the quotation, such as its speaker, are not part of the translation.
        quoted = Wording(" … ".join(words for words in quotations(passage) if " " in words) or passage, quote.language)
        if {original.language, quote.language} <= _READ:
            lost, added = _without(_amounts(original), _amounts(quote)), _without(_amounts(quoted), _amounts(original))
            yield from _differing(statement, "every number", lost, added)
        speakers = _speakers(collection, statement)
        lost = _without(_names(collection, index, original, quote.language), _names(collection, index, quote))
        added = _without(_names(collection, index, quoted, original.language), _names(collection, index, original))
        yield from _differing(statement, "every name", lost, _without(added, speakers))


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in a language."""

    text: str
    language: str


#: A number or an actor's id in a wording → its description in messages.
_Held = dict[str, str]


def _without(held: _Held, other: Iterable[str]) -> _Held:
    others = set(other)
    return {what: words for what, words in held.items() if what not in others}


def _amounts(wording: Wording) -> _Held:
    """Return the numbers, in the notation of a figure's value."""
    found = read_numbers(wording.text, wording.language)
    return {str(number.amount): f"{number.amount} (“{number.words}”)" for number in found}


def _names(collection: Collection, index: Callable[[str], NameIndex], wording: Wording, needed: str = "") -> _Held:
    """Return the actors named; with `needed`, only those whose names are known in that language."""
    return {
        name.actor: f"actor “{name.actor}” (“{wording.text[name.start : name.end]}”)"
        for name in index(wording.language).find(wording.text)
        if not needed or _is_named_in(collection, name.actor, needed)
    }


def _is_named_in(collection: Collection, name: str, language: str) -> bool:
    """Whether the register has the actor's name in a language; a single name is in the site's language."""
    actor = collection.get(Actor, name)
    return actor is not None and language in map(primary_language, actor.name.translations or (collection.language,))


def _speakers(collection: Collection, statement: Statement) -> list[str]:
    """Return the ids of the speakers of a passage, whom it need not name in the original."""
    names: list[str] = []
    for hop in chain_of(collection, statement):
        record = hop.record
        if isinstance(record, Source):
            names.append(record.publisher)
        else:
            names += [record.id, record.speaks_for, *(position.organization for position in record.positions)]
    return names


def _differing(statement: Statement, what: str, lost: _Held, added: _Held) -> Iterator[Finding]:
    """Yield one finding for everything that is in only one of the two wordings."""
    if lost or added:
        original, quote = ", ".join(lost.values()), ", ".join(added.values())
        message = f"the original has {original}, the quote {quote or 'does not'}"
        if not lost:
            message = f"the quote has {quote}, the original does not"
        yield Finding(statement, message, f"compare both: a translation keeps {what}", _AT)
