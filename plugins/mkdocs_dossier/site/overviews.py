"""What each overview shows: one function a kind, from the collection to what its template needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from unicodedata import normalize

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.ties import ties_of
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Event, Place, Quantity, Topic
from mkdocs_dossier.site.desk import desk_of
from mkdocs_dossier.site.views import Dated, View, descendants, figure_row, in_time, resting_on


def _dossiers(collection: Collection) -> View:
    newest_first = sorted(collection.of(Dossier), key=lambda d: d.published.sort_key, reverse=True)
    return {
        "rows": [
            (dossier, len(collection.inside(dossier, Statement)), len(collection.inside(dossier, Figure)))
            for dossier in newest_first
        ]
    }


def _actors(collection: Collection) -> View:
    rows = []
    for actor in sorted(collection.of(Actor), key=lambda actor: (_alphabetical(actor.name), actor.id)):
        if actor.withheld:
            continue
        said = collection.linked(actor, "said", Statement)
        about = collection.linked(actor, "concerned_by", Statement)
        topics = _topics_of(collection, (topic for statement in (*said, *about) for topic in statement.topics))
        rows.append((actor, (len(said), len(about), len(collection.naming(actor))), topics))
    most = [max((counts[column] for _, counts, _ in rows), default=0) for column in range(3)]
    return {"rows": rows, "most": most}


def _alphabetical(name: str) -> str:
    """A key in which Ö stands with O."""
    return "".join(letter for letter in normalize("NFD", name.casefold()) if letter.isalnum() or letter == " ")


def _topics_of(collection: Collection, names: Iterable[str]) -> list[Topic]:
    return [topic for name in dict.fromkeys(names) if (topic := collection.get(Topic, name))]


def _agreements(collection: Collection) -> View:
    agreements = collection.of(Agreement)
    dated = [Dated(agreement.signed, agreement) for agreement in agreements if agreement.signed]
    undated = [agreement for agreement in agreements if not agreement.signed]
    ordered = [dated.record for dated in in_time(dated)] + undated
    parties: dict[Actor, None] = {}
    for agreement in agreements:
        names = [*(party.actor for party in agreement.parties), agreement.authority, agreement.target]
        parties.update((actor, None) for name in names if (actor := collection.get(Actor, name)) and not actor.withheld)
    return {"agreements": ordered, "parties": list(parties)}


def _sources(collection: Collection) -> View:
    rows = []
    for source in collection.of(Source):
        statements = resting_on(collection, source)
        topics = _topics_of(collection, (topic for statement in statements for topic in statement.topics))
        rows.append((source, len(statements), topics))
    return {"rows": rows, "most": max((statements for _, statements, _ in rows), default=0)}


def _quantities(collection: Collection) -> View:
    rows = []
    for quantity in collection.of(Quantity):
        figures = collection.linked(quantity, "figures", Figure)
        rows.append((quantity, [figure_row(collection, figure) for figure in figures]))
    return {"rows": rows}


def _topics(collection: Collection) -> View:
    children: dict[str, list[Topic]] = {}
    for topic in collection.of(Topic):
        children.setdefault(topic.broader, []).append(topic)
    counts = {
        topic: sum(len(collection.linked(t, "statements", Statement)) for t in descendants(collection, topic))
        for topic in collection.of(Topic)
    }
    return {"children": children, "counts": counts}


def _events(collection: Collection) -> View:
    events = (Dated(event.date, event) for event in collection.of(Event))
    signings = (Dated(a.signed, a) for a in collection.of(Agreement) if a.signed)
    articles = (Dated(dossier.published, dossier) for dossier in collection.of(Dossier))
    statements = (Dated(s.said_on, s) for s in collection.of(Statement) if s.said_on)
    sources = (Dated(s.issued, s) for s in collection.of(Source) if s.issued)
    return {"chronicle": in_time(chain(events, signings, articles, statements, sources))}


def _places(collection: Collection) -> View:
    return {"rows": [(place, collection.linked(place, "events", Event)) for place in collection.of(Place)]}


def _network(collection: Collection) -> View:
    return {"ties": ties_of(collection)}


#: Kind → the view of its overview.
OVERVIEWS: Mapping[str, Callable[[Collection], View]] = {
    "dossier": _dossiers,
    "actor": _actors,
    "agreement": _agreements,
    "source": _sources,
    "quantity": _quantities,
    "topic": _topics,
    "event": _events,
    "place": _places,
    "network": _network,
    "desk": desk_of,
}
