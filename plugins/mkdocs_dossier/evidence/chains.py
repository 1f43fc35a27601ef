"""Where a claim comes from: the chain from the article back to whoever is said to have said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.transitive import gathered
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source

#: So many statements that came by way of other sources are shown at one, at most.
_MOST_BY_WAY = 100


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


@derived
def chain_of(collection: Collection, statement: Statement) -> tuple[Hop, ...]:
    """The stations from the nearest to the origin: those of `via`, what the last of them cites, `said_by`.

    The article itself is not among them. A source is in it once, even where ways meet again or run in a circle. The
    actors of `said_by` lie deeper than all others, side by side: every way leads to them.
    """
    hops = _ways(collection, _via(collection, statement))
    deepest = max((hop.depth for hop in hops), default=-1) + 1
    return (*hops, *(Hop(speaker, deepest) for speaker in speakers_of(collection, statement)))


def speakers_of(collection: Collection, statement: Statement) -> tuple[Actor, ...]:
    """Return the actors said to have said it, in the order written, each once."""
    found = (collection.get(Actor, name) for name in statement.said_by)
    return tuple(dict.fromkeys(actor for actor in found if actor is not None))


@derived
def _ways(collection: Collection, via: tuple[Source | Actor, ...]) -> tuple[Hop, ...]:
    """The stations of `via` and those behind the last of them: the same for all statements that came the same way."""
    hops = [Hop(source, depth) for depth, source in enumerate(via)]
    seen: set[Source | Actor] = set(via)
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
    return tuple(dict.fromkeys((*_via(collection, statement), *speakers_of(collection, statement))))


def origins_of(collection: Collection, statement: Statement) -> tuple[Record, ...]:
    """Where the chain ends: who is said to have said it, else the last stations, which cite no other.

    Nothing where no one is named, or where the sources only cite each other.
    """
    return speakers_of(collection, statement) or last_stations(collection, statement)


def last_stations(collection: Collection, statement: Statement) -> tuple[Source | Actor, ...]:
    """List the sources that cite no other, behind the last station that the statement names, or that one itself."""
    *before, last = _via(collection, statement) or (None,)
    if not isinstance(last, Source):
        return (last,) if last else ()
    return tuple(source for source in _ends(collection).get(last, ()) if source not in before)


@derived
def _ends(collection: Collection) -> Mapping[Source, tuple[Source, ...]]:
    """For each source those at which the ways behind it end."""
    cited = {source: _cited(collection, source) for source in collection.of(Source)}
    return gathered(cited, cited.__getitem__, lambda source: () if cited[source] else (source,))


def resting_on(collection: Collection, source: Source) -> tuple[Statement, ...]:
    """The statements that came through a source, also by way of sources that cite it."""
    return _resting(collection).get(source, ())


def nearest_resting_on(collection: Collection, source: Source) -> tuple[Statement, ...]:
    """Those that a page shows: all that name the source, and of the others the first hundred; a chain is shown once."""
    named = len(collection.linked(source, "carries", Statement))
    return resting_on(collection, source)[: named + _MOST_BY_WAY]


@derived
def _resting(collection: Collection) -> Mapping[Source, tuple[Statement, ...]]:
    return gathered(
        collection.of(Source),
        lambda source: collection.linked(source, "cited_by", Source),
        lambda source: collection.linked(source, "carries", Statement),
    )


def _via(collection: Collection, statement: Statement) -> tuple[Source | Actor, ...]:
    """The sources and actors that the statement names and that are there, nearest first, each once."""
    found = (station_of(collection, name) for name in statement.via)
    return tuple(dict.fromkeys(station for station in found if station is not None))


def station_of(collection: Collection, name: str) -> Source | Actor | None:
    """Find the source, else the actor, that a name in `via` stands for."""
    return collection.get(Source, name) or collection.get(Actor, name)


def _cited(collection: Collection, source: Source | Actor) -> list[Source]:
    if isinstance(source, Actor):
        return []
    found = (collection.get(Source, name) for name in source.cites)
    return [cited for cited in found if cited is not None]
