"""Where a claim comes from: the chain from the article back to whoever is said to have said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.once import once_per_collection
from mkdocs_dossier.evidence.transitive import gathered
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source


@dataclass(frozen=True, slots=True)
class Hop:
    """One station of a chain; `depth` counts the stations between it and the article.

    In a straight chain no two hops have one depth. Where a source cites several, the ways part: they follow one
    another, each hop one deeper than the source that cites it, as in an indented list.
    """

    record: Source | Actor
    depth: int
    cited: bool = False
    """Whether it was found through what a source `cites`, not named by the statement itself."""


@once_per_collection
def chain_of(collection: Collection, statement: Statement) -> tuple[Hop, ...]:
    """The stations from the nearest to the origin: the sources of `via`, what the last of them cites, `said_by`.

    The article itself is not among them. A source stands in it once, even where ways meet again or run in a circle.
    `said_by` lies deeper than all others: every way leads to it.
    """
    hops = _ways(collection, _via(collection, statement))
    speaker = collection.get(Actor, statement.said_by)
    if speaker is None:
        return hops
    return (*hops, Hop(speaker, max((hop.depth for hop in hops), default=-1) + 1))


@once_per_collection
def _ways(collection: Collection, via: tuple[Source, ...]) -> tuple[Hop, ...]:
    """The sources of `via` and those behind the last of them: the same for all statements that came the same way."""
    hops = [Hop(source, depth) for depth, source in enumerate(via)]
    seen: set[Source] = set(via)
    waiting = [(source, len(via)) for source in reversed(_cited(collection, via[-1]))] if via else []
    while waiting:
        source, depth = waiting.pop()
        if source in seen:
            continue
        seen.add(source)
        hops.append(Hop(source, depth, cited=True))
        waiting += [(further, depth + 1) for further in reversed(_cited(collection, source))]
    return tuple(hops)


def named_in_chain(collection: Collection, statement: Statement) -> tuple[Source | Actor, ...]:
    """List the stations that the statement itself names, not those that are found through what a source `cites`."""
    speaker = collection.get(Actor, statement.said_by)
    return (*_via(collection, statement), *((speaker,) if speaker else ()))


def origins_of(collection: Collection, statement: Statement) -> tuple[Record, ...]:
    """Where the chain ends: who is said to have said it, else the sources that cite no other.

    Nothing where no one is named, or where the sources only cite each other.
    """
    speaker = collection.get(Actor, statement.said_by)
    return (speaker,) if speaker is not None else last_sources(collection, statement)


def last_sources(collection: Collection, statement: Statement) -> tuple[Source, ...]:
    """List the sources that cite no other, behind the last one that the statement names, or that one itself."""
    *before, last = _via(collection, statement) or (None,)
    if last is None:
        return ()
    return tuple(source for source in _ends(collection).get(last, ()) if source not in before)


@once_per_collection
def _ends(collection: Collection) -> Mapping[Source, tuple[Source, ...]]:
    """For each source those at which the ways behind it end."""
    cited = {source: _cited(collection, source) for source in collection.of(Source)}
    return gathered(cited, cited.__getitem__, lambda source: () if cited[source] else (source,))


def resting_on(collection: Collection, source: Source) -> tuple[Statement, ...]:
    """The statements that came through a source, also by way of sources that cite it."""
    return _resting(collection).get(source, ())


@once_per_collection
def _resting(collection: Collection) -> Mapping[Source, tuple[Statement, ...]]:
    return gathered(
        collection.of(Source),
        lambda source: collection.linked(source, "cited_by", Source),
        lambda source: collection.linked(source, "carries", Statement),
    )


def _via(collection: Collection, statement: Statement) -> tuple[Source, ...]:
    """The sources that the statement names and that are there, nearest first, each once."""
    found = (collection.get(Source, name) for name in statement.via)
    return tuple(dict.fromkeys(source for source in found if source is not None))


def _cited(collection: Collection, source: Source) -> list[Source]:
    found = (collection.get(Source, name) for name in source.cites)
    return [cited for cited in found if cited is not None]
