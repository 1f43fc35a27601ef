"""The view of each page: one function a kind, from a record to its template's variables. Questions only, no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import Any

from mkdocs_dossier.collection.articles import by_position
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.basis import Origin, kind_of
from mkdocs_dossier.evidence.chains import nearest_resting_on, origins_of, resting_on, speakers_of
from mkdocs_dossier.evidence.claims import Claim, claims_of
from mkdocs_dossier.evidence.coverage import coverage_of
from mkdocs_dossier.evidence.filing import topics_in_use
from mkdocs_dossier.evidence.ties import ties_around, ties_in
from mkdocs_dossier.model.agreements import Agreement
from mkdocs_dossier.model.claims import Correction, Figure, Statement
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor, Relation
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Event, Place, Quantity, Topic
from mkdocs_dossier.site.answers import answer_of
from mkdocs_dossier.site.chronicle import dated_of, in_time, in_years
from mkdocs_dossier.site.claim_rows import claims_in_time, contradictions_in, totals_of
from mkdocs_dossier.site.graph import table_of
from mkdocs_dossier.site.interval_chart import strip_of, timeline_of
from mkdocs_dossier.site.pagination import Rows
from mkdocs_dossier.site.passages import has_passage, quoted
from mkdocs_dossier.site.rows import (
    DATED,
    FigureRow,
    chronicle_of,
    figure_row,
    figures_in,
    mentions_of,
    passages_but,
    relations_of,
    tie_rows,
)

View = dict[str, Any]

#: What statements say of a provision: what it is, that it was kept, or that it was broken (`holds`).
PARTS_OF_PROVISION = ("claimed", "kept", "broken")

#: The roles of an actor in an agreement: the reverse names of the fields that name it.
ROLES = ("party_to", "signed", "imposes", "targeted_by", "third_party_to")


@dataclass(frozen=True, slots=True)
class Note:
    """A statement of an article with its number, and its figures."""

    number: int
    statement: Statement
    words: str
    figures: tuple[FigureRow, ...]


def _dossier(collection: Collection, dossier: Dossier) -> View:
    article = collection.articles[dossier]
    in_order = by_position(article.passages)
    statements = [record for record in in_order if isinstance(record, Statement)]
    figures = [record for record in in_order if isinstance(record, Figure)]
    row_of = cache(partial(figure_row, collection))  # most figures are in two lists
    notes = []
    for number, statement in enumerate(statements, start=1):
        rows = tuple(map(row_of, collection.linked(statement, "figures", Figure)))
        notes.append(Note(number, statement, article.words(statement), rows))
    unquoted = [figure for figure in collection.inside(dossier, Figure) if figure not in article.passages]
    alone = [row_of(f) for f in (*figures, *unquoted) if collection.statement_of(f) is None]
    named = Counter(actor for name in article.named.actors if (actor := collection.get(Actor, name)))
    named.update(collection.get_all(Actor, (name for _, name in article.mentioning("actor"))))
    sources = dict.fromkeys(collection.get_all(Source, chain(*(said.via for said in statements))))
    named_agreements = chain(
        *(said.agreements for said in statements), (name for _, name in article.mentioning("agreement"))
    )
    agreements = dict.fromkeys(collection.get_all(Agreement, named_agreements))
    named_events = chain(*(said.events for said in statements), (name for _, name in article.mentioning("event")))
    events = dict.fromkeys(collection.get_all(Event, named_events))
    corrections = sorted(collection.inside(dossier, Correction), key=lambda c: c.date.sort_key)
    own = collection.get(Source, dossier.source)
    return {
        "article": article,
        "notes": notes,
        "alone": alone,
        "figures": list(map(row_of, figures)),
        "actors": sorted(named.items(), key=lambda found: (-found[1], found[0].id)),
        "sources": list(sources),
        "agreements": list(agreements),
        "chronicle": in_time(
            [dossier, own, *statements, *figures, *unquoted, *sources, *agreements, *events, *corrections]
        ),
        "coverage": coverage_of(collection, dossier),
        "ties": (ties := ties_in(collection, dossier)),
        "tie_rows": table_of(ties),
        "corrections": corrections,
        "formers": [(old, record) for record in (*statements, *figures) for old in record.formerly],
    }


def time_of(collection: Collection, statement: Statement) -> Date | None:
    """Return the day it was said, else the day its article was published."""
    dossier = collection.dossier_of(statement)
    return statement.said_on or (dossier.published if dossier else None)


def newest_first(collection: Collection) -> list[Dossier]:
    """Return all dossiers, the newest first."""
    return sorted(collection.of(Dossier), key=lambda dossier: dossier.published.sort_key, reverse=True)


def _shown(actors: Iterable[Actor]) -> list[Actor]:
    """Return the actors that are not withheld."""
    return [actor for actor in actors if not actor.withheld]


def _actor(collection: Collection, actor: Actor) -> View:
    said = collection.linked(actor, "said", Statement)
    voices = _shown(collection.linked(actor, "voices", Actor))
    by_voices = [s for voice in voices for s in collection.linked(voice, "said", Statement)]
    own = set(said)
    about = [s for s in collection.linked(actor, "concerned_by", Statement) if s not in own]
    figures = [figure for s in (*said, *by_voices) for figure in collection.linked(s, "figures", Figure)]
    publishes = collection.linked(actor, "publishes", Source)
    agreements = [(role, agreement) for role in ROLES for agreement in collection.linked(actor, role, Agreement)]
    shown = [*said, *by_voices, *about]
    rests = [s for source in publishes for s in nearest_resting_on(collection, source)]
    ties = ties_around(collection, actor)
    return {
        "voices": voices,
        "officeholders": _shown(collection.linked(actor, "officeholders", Actor)),
        "publishes": publishes,
        "topics": Counter(collection.get_all(Topic, chain(*(s.topics for s in (*said, *about))))).most_common(),
        "ties": ties,
        "tie_rows": tie_rows(ties, actor),
        "totals": totals_of(collection, said),
        "said": claims_in_time(collection, said),
        "by_voices": claims_in_time(collection, by_voices, but=said),
        "about": claims_in_time(collection, about, but=(*said, *by_voices)),
        "rests": claims_in_time(collection, rests, but=shown),
        "figures": figures_in(collection, figures),
        "agreements": Rows(agreements, None, 300),
        "relations_from": relations_of(collection, collection.linked(actor, "relations_from", Relation), "to"),
        "relations_to": relations_of(collection, collection.linked(actor, "relations_to", Relation), "from_"),
        "chronicle": chronicle_of(
            collection,
            [*publishes, *(agreement for _, agreement in agreements), *collection.linked(actor, "events", Event)],
        ),
        "mentions": mentions_of(collection, actor, [*shown, *rests]),
    }


def _agreement(collection: Collection, agreement: Agreement) -> View:
    statements = [s for s in collection.linked(agreement, "statements", Statement) if has_passage(collection, s)]
    by_part: dict[tuple[str, str], list[Statement]] = {
        (provision.id, part): [] for provision in agreement.provisions for part in PARTS_OF_PROVISION
    }
    whole = [s for s in statements if (s.provision, "claimed") not in by_part]
    for statement in statements:
        by_part.get((statement.provision, statement.holds or "claimed"), []).append(statement)
    rows = {part: claims_in_time(collection, about) for part, about in by_part.items() if about}
    return {
        "parts_of_provision": PARTS_OF_PROVISION,
        "who_says": {part: [_origin(collection, claim) for claim in found.items] for part, found in rows.items()},
        "named": sum(_origin(collection, claim)[0] == Origin.NAMED for claim in claims_of(collection, statements)),
        "by_provision": Rows(
            [(part, found, claim) for part, found in rows.items() for claim in found.items],
            lambda item: (item[0], item[1].make(item[2])),
            lambda item: item[1].weight(item[2]),
        ),
        "totals": totals_of(collection, statements),
        "statements": claims_in_time(collection, whole),
        "related_from": Rows(collection.linked(agreement, "related_from", Agreement), None, 300),
        "chronicle": chronicle_of(collection, [agreement, *statements, *collection.linked(agreement, "events", Event)]),
        "mentions": passages_but(collection, agreement, statements),
    }


def _origin(collection: Collection, claim: Claim) -> tuple[Origin, Sequence[Record], Statement]:
    """Return what is known of a claim's origin, the origins that its statement names, and the statement."""
    origins = origins_of(collection, claim.first)
    return kind_of(origins), origins, claim.first


def _source(collection: Collection, source: Source) -> View:
    shown = nearest_resting_on(collection, source)
    return {
        "totals": totals_of(collection, shown),
        "carries": claims_in_time(collection, shown),
        "carries_more": len(resting_on(collection, source)) - len(shown),
        "cites": collection.get_all(Source, source.cites),
        "cited_by": Rows(collection.linked(source, "cited_by", Source), None, 300),
        "text_of": collection.linked(source, "text_of", Agreement),
        "published_as": collection.linked(source, "published_as", Dossier),
        "mentions": passages_but(collection, source, shown),
    }


def _quantity(collection: Collection, quantity: Quantity) -> View:
    answer = answer_of(collection, collection.linked(quantity, "figures", Figure))
    parts = collection.linked(quantity, "parts", Quantity)
    return {
        "answer": answer,
        "strip": strip_of(answer.given),
        "timeline": timeline_of(answer.given),
        "rows": Rows(
            [(given, row) for given in answer.given for row in given.rows],
            lambda found: (found[0], (found[1], quoted(collection, found[1].figure))),
            2_800,
        ),
        "parts": [(part, answer_of(collection, collection.linked(part, "figures", Figure))) for part in parts],
    }


def _topic(collection: Collection, topic: Topic) -> View:
    below = topics_in_use(collection, topic)
    statements = [s for t in below for s in collection.linked(t, "statements", Statement)]
    events = [event for t in below for event in collection.linked(t, "events", Event)]
    actors = Counter(actor for s in statements for actor in speakers_of(collection, s))
    dossiers = list(dict.fromkeys(d for t in below for d in collection.linked(t, "dossiers", Dossier)))
    quantities = list(dict.fromkeys(q for t in below for q in collection.linked(t, "quantities", Quantity)))
    agreements = list(dict.fromkeys(a for t in below for a in collection.linked(t, "agreements", Agreement)))
    figures = [figure for quantity in quantities for figure in collection.linked(quantity, "figures", Figure)]
    sources = collection.get_all(Source, chain(*(said.via for said in statements)))
    claims = claims_in_time(collection, statements, newest=True)
    return {
        "narrower": collection.linked(topic, "narrower", Topic),
        "totals": totals_of(collection, statements),
        "actors": Rows(sorted(actors.items(), key=lambda found: (-found[1], found[0].id)), None, 250),
        "contradictions": contradictions_in(collection, claims),
        "statements": claims,
        "dossiers": Rows(dossiers, None, 350),
        "quantities": Rows(quantities, None, 250),
        "agreements": Rows(agreements, None, 250),
        "chronicle": chronicle_of(collection, [*figures, *sources, *agreements, *events]),
    }


def _event(collection: Collection, event: Event) -> View:
    statements = collection.linked(event, "statements", Statement)
    quantities = collection.linked(event, "quantities", Quantity)
    return {
        "totals": totals_of(collection, statements),
        "statements": claims_in_time(collection, statements),
        "figures": figures_in(
            collection, (figure for quantity in quantities for figure in collection.linked(quantity, "figures", Figure))
        ),
        "mentions": passages_but(collection, event, statements),
    }


def _place(collection: Collection, place: Place) -> View:
    happened = collection.linked(place, "events", Event)
    agreements = collection.linked(place, "agreements", Agreement)
    statements = [s for event in happened for s in collection.linked(event, "statements", Statement)]
    return {
        "totals": totals_of(collection, statements),
        "statements": claims_in_time(collection, statements),
        "chronicle": Rows(in_years(item for item in dated_of([*happened, *agreements]) if not item.how), None, DATED),
        "agreements": Rows(agreements, None, 250),
        "quantities": Rows(collection.linked(place, "quantities", Quantity), None, 250),
        "mentions": passages_but(collection, place, statements),
    }


#: Kind → the view of a record.
RECORD_VIEWS: Mapping[str, Callable[[Collection, Any], View]] = {
    "dossier": _dossier,
    "actor": _actor,
    "agreement": _agreement,
    "source": _source,
    "quantity": _quantity,
    "topic": _topic,
    "event": _event,
    "place": _place,
}
