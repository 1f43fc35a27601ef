"""Follow a claim's chain from the article back to its origin."""

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.transitive import gathered
from mkdocs_dossier.model.records import Actor, Record, Source, Statement

#: How many statements that reached the article through further sources a source's page shows.
_MOST_INDIRECT = 20


@dataclass(frozen=True, slots=True)
class Hop:
    """One station of a chain; `depth` is the number of stations between it and the article.

    In a straight chain each hop has its own depth. Where a source cites several, the branches follow one another as in
    an indented list: each hop is one deeper than the source that cites it.
    """

    record: Source | Actor
    depth: int
    cited: bool = False
    """Whether it was found through a source's `cites`, not named by the statement itself."""


@derived
def chain_of(collection: Collection, statement: Statement) -> tuple[Hop, ...]:
    """Return the stations from the nearest to the origin: `via`, the sources that the last of them cites, `said_by`.

    The article itself is left out. A source appears once, even where branches rejoin or run in a circle. The actors of
    `said_by` share the greatest depth: every branch leads to them.
    """
    hops = _stations(collection, _via(collection, statement))
    deepest = max((hop.depth for hop in hops), default=-1) + 1
    return (*hops, *(Hop(speaker, deepest) for speaker in speakers_of(collection, statement)))


@derived
def shown_chain(collection: Collection, statement: Statement) -> tuple[Source | Actor, ...]:
    """Return the stations of a chain, nearest first; a paper that says something in its own report is one, not two."""
    hops = tuple(hop.record for hop in chain_of(collection, statement))
    own_report = len(hops) > 1 and isinstance(hops[-2], Source) and hops[-2].publisher == hops[-1].id
    return hops[:-1] if own_report else hops


def speakers_of(collection: Collection, statement: Statement) -> tuple[Actor, ...]:
    """Return the actors of `said_by` that exist, in the order written, each once."""
    return tuple(dict.fromkeys(collection.get_all(Actor, statement.said_by)))


@derived
def _stations(collection: Collection, via: tuple[Source | Actor, ...]) -> tuple[Hop, ...]:
    """Return the stations of `via` and those behind the last: one tuple for all statements with the same `via`."""
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
    """List the stations that the statement itself names, without those found through a source's `cites`."""
    return tuple(dict.fromkeys((*_via(collection, statement), *speakers_of(collection, statement))))


def origins_of(collection: Collection, statement: Statement) -> tuple[Record, ...]:
    """Return the ends of the chain: the actors of `said_by`, else the last stations, which cite no other.

    The result is empty if the statement names nobody, or if the sources only cite each other.
    """
    return speakers_of(collection, statement) or last_stations(collection, statement)


def last_stations(collection: Collection, statement: Statement) -> tuple[Source | Actor, ...]:
    """List the last station that the statement names, or the sources behind it that cite no other."""
    *before, last = _via(collection, statement) or (None,)
    if not isinstance(last, Source):
        return (last,) if last else ()
    return tuple(source for source in _ends(collection).get(last, ()) if source not in before)


@derived
def _ends(collection: Collection) -> Mapping[Source, tuple[Source, ...]]:
    """Map each source to the sources at which the chains behind it end."""
    cited = {source: _cited(collection, source) for source in collection.of(Source)}
    return gathered(cited, cited.__getitem__, lambda source: () if cited[source] else (source,))


def resting_on(collection: Collection, source: Source) -> tuple[Statement, ...]:
    """Return the statements that came through a source, directly or through sources that cite it."""
    return _resting(collection).get(source, ())


def nearest_resting_on(collection: Collection, source: Source) -> tuple[Statement, ...]:
    """Return the statements that a page shows: all that name the source, and the first twenty of the others."""
    return resting_on(collection, source)[: len(collection.linked(source, "carries", Statement)) + _MOST_INDIRECT]


@derived
def _resting(collection: Collection) -> Mapping[Source, tuple[Statement, ...]]:
    return gathered(
        collection.of(Source),
        lambda source: collection.linked(source, "cited_by", Source),
        lambda source: collection.linked(source, "carries", Statement),
    )


def _via(collection: Collection, statement: Statement) -> tuple[Source | Actor, ...]:
    """Return the sources and actors of `via` that exist, nearest first, each once."""
    found = (station_of(collection, name) for name in statement.via)
    return tuple(dict.fromkeys(station for station in found if station is not None))


def station_of(collection: Collection, name: str) -> Source | Actor | None:
    """Find the source, else the actor, that has this id; `via` may name either."""
    return collection.get(Source, name) or collection.get(Actor, name)


def _cited(collection: Collection, source: Source | Actor) -> list[Source]:
    return [] if isinstance(source, Actor) else collection.get_all(Source, source.cites)
