"""Check the upkeep of records: archived sources, explained grades, no duplicates, nothing unused or unchecked."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from itertools import filterfalse

from mkdocs_dossier.checks.finding import Finding
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived, remembered
from mkdocs_dossier.evidence.foureyes import digest_of, is_checked
from mkdocs_dossier.evidence.links import links_to_records
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.record import Anchored, Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Place, Quantity, Topic
from mkdocs_dossier.model.text import Text

#: In letters: shorter names must be equal to be alike, longer ones may differ in one letter.
_LONG = 8
#: In letters: the longest abbreviation, which has a capital after its first letter: “KfW”.
_SHORT = 6
_WORD = re.compile(r"[^\W\d_]+")


def unarchived(collection: Collection) -> Iterator[Finding]:
    """Find sources with an address but no archived copy."""
    for source in collection.of(Source):
        if source.url and not source.archive:
            hint = "save the page, for instance at web.archive.org, and add archive: with its url: and captured:"
            yield Finding(source, "has no archived copy", hint, ("url",))


def unaccessed(collection: Collection) -> Iterator[Finding]:
    """Find sources with an address but no day on which anyone opened it."""
    for source in collection.of(Source):
        if source.url and not source.accessed:
            hint = "add accessed: with the day on which you opened it"
            yield Finding(source, "does not say when its address was opened", hint, ("url",))


def unexplained_grades(collection: Collection) -> Iterator[Finding]:
    """Find grades without their author, day and reason."""
    hint = "add assessed: with by:, on: and why:"
    for statement in collection.of(Statement):
        if statement.credibility and not statement.assessed:
            yield Finding(statement, f"nobody explains its credibility {statement.credibility}", hint, ("credibility",))
    for source in collection.of(Source):
        if source.reliability and not source.assessed:
            yield Finding(source, f"nobody explains its reliability {source.reliability}", hint, ("reliability",))


def unmentioned_actors(collection: Collection) -> Iterator[Finding]:
    """Find actors that no article names and no record refers to."""
    for actor in _idle(collection, Actor):
        if isinstance(actor, Actor) and not actor.withheld and not collection.naming(actor):
            hint = "add an alias by which articles name it, or delete it"
            yield Finding(actor, "no article names it, and no record refers to it", hint)


def unused_records(collection: Collection) -> Iterator[Finding]:
    """Find sources, topics, places, quantities, events and agreements that nothing refers to."""
    for model in (Source, Topic, Place, Quantity, Event, Agreement):
        for record in filterfalse(collection.naming, _idle(collection, model)):
            yield Finding(record, "nothing refers to it", "refer to it where it belongs, or delete it")


def _idle(collection: Collection, model: type[Record]) -> list[Record]:
    """List the records of a kind that no record names, no text links to and no passage is about."""
    if not collection.articles:
        return []  # a register without dossiers so far
    idle = [
        record
        for record in collection.of(model)
        if not any(collection.linking(record)) and not (isinstance(record, Anchored) and record.quote)
    ]
    linked = _linked_in_texts(collection) if idle else frozenset()
    return [record for record in idle if record not in linked]


@derived
def _linked_in_texts(collection: Collection) -> frozenset[Record]:
    """Return the records that articles and the editors' texts link to."""
    targets = (link.target(collection) for link in links_to_records(collection))
    return frozenset(target for target in targets if target is not None)


def look_alike_names(collection: Collection) -> Iterator[Finding]:
    """Find pairs of records of one kind whose names differ only in case, hyphens, spaces, accents or one letter."""
    for model in (Actor, Topic, Place, Quantity, Agreement):
        yield from remembered(collection, ("look alike", model.noun), partial(_look_alike, collection, model))


def _look_alike(collection: Collection, model: type[Record]) -> tuple[Finding, ...]:
    seen: dict[str, tuple[Record, str]] = {}
    near: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    found: dict[tuple[Record, Record], tuple[str, str]] = {}
    for record in collection.of(model):
        for name in _names(record):
            key = _folded(name)
            if key in seen:
                first, first_name = seen[key]
                if first is not record and first_name != name:
                    found.setdefault((first, record), (first_name, name))
                continue
            seen[key] = record, name
            if len(key) < _LONG or not key.isalpha():
                continue
            # The key, and each key with one letter removed.
            for variant in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
                for other, other_name in near[variant]:
                    if other is not record and _one_letter_apart(other_name, name):
                        found.setdefault((other, record), (other_name, name))
                near[variant].append((record, name))
    return tuple(_alike(*pair, *names) for pair, names in found.items() if not _known_to_differ(*pair))


def _alike(first: Record, record: Record, first_name: str, name: str) -> Finding:
    message = f"its name “{name}” resembles “{first_name}”, {first.noun} “{first.id}” ({first.origin})"
    hint = "make them one record with an alias, or distinguish them by their wikidata: numbers"
    return Finding(record, message, hint)


def _names(record: Record) -> list[str]:
    name: Text = getattr(record, "name")  # noqa: B009 (each of these kinds has a name)
    return list(dict.fromkeys([str(name), *name.translations.values()]))


def _known_to_differ(one: Record, other: Record) -> bool:
    items = getattr(one, "wikidata", ""), getattr(other, "wikidata", "")
    return all(items) and items[0] != items[1]


@cache
def _folded(name: str) -> str:
    """Return only the letters and digits of a name, in lower case and without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())


def _one_letter_apart(name: str, other: str) -> bool:
    """Return whether names differ in one letter that is neither the last, which may mark the gender, nor a lone “A”."""
    short, long = sorted((_folded(name), _folded(other)), key=len)
    alike = len(short) == len(long)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if at >= len(short) - alike or short[at + alike :] != long[at + 1 :]:
        return False
    return _single_letters(name) == _single_letters(other) and not _abbreviations_differ(name, other)


def _abbreviations_differ(name: str, other: str) -> bool:
    """Return whether they differ in an abbreviation, where each letter counts: “Agentur AP” and “Agentur AFP”."""
    words = zip(_WORD.findall(name), _WORD.findall(other), strict=False)
    return any(one != two and _is_abbreviation(one) and _is_abbreviation(two) for one, two in words)


def _is_abbreviation(word: str) -> bool:
    return 1 < len(word) <= _SHORT and not word[1:].islower()


def _single_letters(name: str) -> list[str]:
    return [word for word in name.casefold().split() if len(word) == 1]


def void(collection: Collection) -> Iterator[Finding]:
    """Find records that changed since somebody checked them, or whose check does not record what was compared."""
    for record in _checkable(collection):
        if record.checked is None or is_checked(collection, record):
            continue
        digest = digest_of(collection, record)
        if record.checked.of:
            message = f"has changed since {record.checked.by} checked it on {record.checked.on}"
            hint = f"compare it with the article again, then write of: {digest} and the new date"
        else:
            message = "is checked, but does not record what was compared"
            hint = f"compare it with the article, then add of: {digest} to checked:"
        yield Finding(record, message, hint, ("checked",))


def unchecked(collection: Collection) -> Iterator[Finding]:
    """Find statements and figures that nobody has compared with the article."""
    for record in _checkable(collection):
        if record.checked is None:
            digest = digest_of(collection, record)
            hint = f"compare it, then write checked: {{by: …, on: …, of: {digest}}}"
            yield Finding(record, "nobody has compared it with the article", hint)


def _checkable(collection: Collection) -> Iterator[Statement | Figure]:
    yield from collection.of(Statement)
    yield from collection.of(Figure)
