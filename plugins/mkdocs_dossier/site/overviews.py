"""What each overview shows: one function a kind, from the collection to what its template needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from unicodedata import normalize

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.ties import ties_of
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Event, Place, Quantity, Topic
from mkdocs_dossier.site.addresses import PAGED
from mkdocs_dossier.site.chronicle import DATED_BY, in_time
from mkdocs_dossier.site.desk import desk_of
from mkdocs_dossier.site.views import ROLES, View, descendants, figure_row, resting_on, time_of


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
        dates = [when for statement in (*said, *about) if (when := time_of(collection, statement))]
        rows.append((actor, (len(said), len(about), len(collection.naming(actor))), topics, dates))
    most = [max((row[1][column] for row in rows), default=0) for column in range(3)]
    return {"rows": rows, "most": most}


def _alphabetical(name: str) -> str:
    """A key in which Ö stands with O."""
    return "".join(letter for letter in normalize("NFD", name.casefold()) if letter.isalnum() or letter == " ")


def _topics_of(collection: Collection, names: Iterable[str]) -> list[Topic]:
    return [topic for name in dict.fromkeys(names) if (topic := collection.get(Topic, name))]


def _agreements(collection: Collection) -> View:
    agreements = collection.of(Agreement)
    dated = [item.record for item in in_time(agreements) if not item.how]
    undated = [agreement for agreement in agreements if not agreement.signed]
    roles: dict[Agreement, dict[Actor, list[str]]] = {agreement: {} for agreement in agreements}
    bound: Counter[Actor] = Counter()
    for actor in collection.of(Actor):
        for role in () if actor.withheld else ROLES:
            for agreement in collection.linked(actor, role, Agreement):
                bound[actor] += actor not in roles[agreement]
                roles[agreement].setdefault(actor, []).append(role)
    # Who is bound by most stands first.
    parties = sorted(bound, key=lambda actor: (-bound[actor], _alphabetical(actor.name), actor.id))
    return {"agreements": [*dated, *undated], "roles": roles, "parties": parties}


def _sources(collection: Collection) -> View:
    rows = []
    for source in collection.of(Source):
        statements = resting_on(collection, source)
        topics = _topics_of(collection, (topic for statement in statements for topic in statement.topics))
        rows.append((source, len(statements), topics, collection.get(Actor, source.publisher)))
    return {"rows": rows, "most": max((row[1] for row in rows), default=0)}


def _quantities(collection: Collection) -> View:
    rows = []
    for quantity in collection.of(Quantity):
        figures = [figure_row(collection, figure) for figure in collection.linked(quantity, "figures", Figure)]
        event = collection.get(Event, quantity.event)
        place = collection.get(Place, quantity.place or (event.place if event else ""))
        rows.append((quantity, figures, place))
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
    return {"chronicle": in_time(record for record in collection if record.noun in DATED_BY)}


def _places(collection: Collection) -> View:
    rows = []
    for place in collection.of(Place):
        events = collection.linked(place, "events", Event)
        agreements = collection.linked(place, "agreements", Agreement)
        happened = [item for item in in_time([*events, *agreements]) if not item.how]
        names = chain(*(event.topics for event in events), *(agreement.topics for agreement in agreements))
        rows.append((place, happened, _topics_of(collection, names)))
    return {"rows": rows}


def _network(collection: Collection) -> View:
    return {"ties": ties_of(collection)}


def _search(collection: Collection) -> View:
    return {"nouns": [noun for noun in PAGED if collection.of(BY_NOUN[noun].model)]}


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
    "search": _search,
    "desk": desk_of,
}
