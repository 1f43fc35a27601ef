"""The view of each page: one function a kind, from a record to its template's variables. Questions only, no words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.basis import Origin, kind_of
from mkdocs_dossier.evidence.chains import nearest_resting_on, origins_of, resting_on, speakers_of
from mkdocs_dossier.evidence.filing import topics_in_use
from mkdocs_dossier.evidence.retellings import Claim, claims_of
from mkdocs_dossier.evidence.ties import Tie, ties_around
from mkdocs_dossier.model.claims import Dossier, Figure, Statement
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Place, Quantity, Relation, Topic
from mkdocs_dossier.site.answers import Answer, Chart, Given, answer_of, strip_of, timeline_of
from mkdocs_dossier.site.chronicle import Dated, dated_of, in_years
from mkdocs_dossier.site.dossier_view import view_of_dossier
from mkdocs_dossier.site.graph import GraphRow
from mkdocs_dossier.site.pagination import Rows, View
from mkdocs_dossier.site.passages import Quoted, has_passage, quoted
from mkdocs_dossier.site.rows import (
    DATED,
    ClaimRow,
    FigureRow,
    Totals,
    chronicle_of,
    claims_in_time,
    contradictions_in,
    count_by_claim,
    figures_in,
    mentions_of,
    passages_but,
    relations_of,
    tie_rows,
    totals_of,
)

#: A provision's id, and what statements say of it.
_Part = tuple[str, str]
#: What statements say of a provision: what it is, that it was kept, or that it was broken (`holds`).
PARTS_OF_PROVISION = ("claimed", "kept", "broken")

#: The most other quantities of an event beside one, and the most claims of narrower topics: their own pages have all.
_MOST_BESIDE, _MOST_BELOW = 12, 20

#: The roles of an actor in an agreement: the reverse names of the fields that name it.
ROLES = ("party_to", "signed", "imposes", "targeted_by", "third_party_to")


def newest_first(collection: Collection) -> list[Dossier]:
    """Return all dossiers, the newest first."""
    return sorted(collection.of(Dossier), key=lambda dossier: dossier.published.sort_key, reverse=True)


def _shown(actors: Iterable[Actor]) -> list[Actor]:
    """Return the actors that are not withheld."""
    return [actor for actor in actors if not actor.withheld]


@dataclass(frozen=True, slots=True)
class _ActorView(View):
    voices: list[Actor]
    officeholders: list[Actor]
    publishes: list[Source]
    topics: list[tuple[Topic, int]]
    ties: tuple[Tie, ...]
    tie_rows: Rows[GraphRow]
    totals: Totals
    said: Rows[ClaimRow]
    by_voices: Rows[ClaimRow]
    about: Rows[ClaimRow]
    rests: Rows[ClaimRow]
    figures: Rows[FigureRow]
    agreements: Rows[tuple[str, Agreement]]
    relations_from: Rows[Relation]
    relations_to: Rows[Relation]
    chronicle: Rows[Dated]
    mentions: Rows[tuple[Dossier, Quoted | None]]


def said_and_about(collection: Collection, actor: Actor) -> tuple[list[Statement], list[Statement], list[Statement]]:
    """Return the statements of an actor, of those who speak for it, and the others that are about it."""
    said = collection.linked(actor, "said", Statement)
    voices = _shown(collection.linked(actor, "voices", Actor))
    by_voices = [s for voice in voices for s in collection.linked(voice, "said", Statement)]
    own = set(said)
    return said, by_voices, [s for s in collection.linked(actor, "concerned_by", Statement) if s not in own]


def _actor(collection: Collection, actor: Actor) -> _ActorView:
    said, by_voices, about = said_and_about(collection, actor)
    figures = [figure for s in (*said, *by_voices) for figure in collection.linked(s, "figures", Figure)]
    publishes = collection.linked(actor, "publishes", Source)
    agreements = [(role, agreement) for role in ROLES for agreement in collection.linked(actor, role, Agreement)]
    shown = [*said, *by_voices, *about]
    rests = [s for source in publishes for s in nearest_resting_on(collection, source)]
    ties = ties_around(collection, actor)
    return _ActorView(
        voices=_shown(collection.linked(actor, "voices", Actor)),
        officeholders=_shown(collection.linked(actor, "officeholders", Actor)),
        publishes=publishes,
        topics=count_by_claim(collection, (*said, *about), lambda s: collection.get_all(Topic, s.topics)).most_common(),
        ties=ties,
        tie_rows=tie_rows(ties, actor),
        totals=totals_of(collection, said),
        said=claims_in_time(collection, said),
        by_voices=claims_in_time(collection, by_voices, but=said),
        about=claims_in_time(collection, about, but=(*said, *by_voices)),
        rests=claims_in_time(collection, rests, but=shown),
        figures=figures_in(collection, figures),
        agreements=Rows(agreements, None, 300),
        relations_from=relations_of(collection, actor, "relations_from"),
        relations_to=relations_of(collection, actor, "relations_to"),
        chronicle=chronicle_of(
            [*publishes, *(agreement for _, agreement in agreements), *collection.linked(actor, "events", Event)]
        ),
        mentions=mentions_of(collection, actor, [*shown, *rests]),
    )


@dataclass(frozen=True, slots=True)
class _AgreementView(View):
    parts_of_provision: tuple[str, ...]
    who_says: dict[_Part, list[tuple[Origin, Sequence[Record], Statement]]]
    named: int
    by_provision: Rows[tuple[_Part, ClaimRow]]
    totals: Totals
    statements: Rows[ClaimRow]
    related_from: Rows[Agreement]
    chronicle: Rows[Dated]
    mentions: Rows[Quoted]


def _agreement(collection: Collection, agreement: Agreement) -> _AgreementView:
    statements = [s for s in collection.linked(agreement, "statements", Statement) if has_passage(collection, s)]
    by_part: dict[_Part, list[Statement]] = {
        (provision.id, part): [] for provision in agreement.provisions for part in PARTS_OF_PROVISION
    }
    whole = [s for s in statements if (s.provision, "claimed") not in by_part]
    for statement in statements:
        by_part.get((statement.provision, statement.holds or "claimed"), []).append(statement)
    rows = {part: claims_in_time(collection, about) for part, about in by_part.items() if about}
    return _AgreementView(
        parts_of_provision=PARTS_OF_PROVISION,
        who_says={part: [_origin(collection, claim) for claim in found.items] for part, found in rows.items()},
        named=sum(_origin(collection, claim)[0] == Origin.NAMED for claim in claims_of(collection, statements)),
        by_provision=Rows(
            [(part, found, claim) for part, found in rows.items() for claim in found.items],
            lambda item: (item[0], item[1].make(item[2])),
            lambda item: item[1].weight(item[2]),
        ),
        totals=totals_of(collection, statements),
        statements=claims_in_time(collection, whole),
        related_from=Rows(collection.linked(agreement, "related_from", Agreement), None, 300),
        chronicle=chronicle_of([agreement, *statements, *collection.linked(agreement, "events", Event)]),
        mentions=passages_but(collection, agreement, statements),
    )


def _origin(collection: Collection, claim: Claim) -> tuple[Origin, Sequence[Record], Statement]:
    """Return what is known of a claim's origin, the origins that its statement names, and the statement."""
    origins = origins_of(collection, claim.first)
    return kind_of(origins), origins, claim.first


@dataclass(frozen=True, slots=True)
class _SourceView(View):
    totals: Totals
    carries: Rows[ClaimRow]
    carries_more: int
    cites: list[Source]
    cited_by: Rows[Source]
    text_of: list[Agreement]
    published_as: list[Dossier]
    mentions: Rows[Quoted]


def _source(collection: Collection, source: Source) -> _SourceView:
    shown = nearest_resting_on(collection, source)
    return _SourceView(
        totals=totals_of(collection, shown),
        carries=claims_in_time(collection, shown),
        carries_more=len(resting_on(collection, source)) - len(shown),
        cites=collection.get_all(Source, source.cites),
        cited_by=Rows(collection.linked(source, "cited_by", Source), None, 300),
        text_of=collection.linked(source, "text_of", Agreement),
        published_as=collection.linked(source, "published_as", Dossier),
        mentions=passages_but(collection, source, shown),
    )


@dataclass(frozen=True, slots=True)
class _QuantityView(View):
    answer: Answer
    strip: Chart | None
    timeline: Chart | None
    rows: Rows[tuple[Given, tuple[FigureRow, Quoted | None]]]
    parts: list[tuple[Quantity, Answer]]
    beside: list[tuple[Quantity, Answer]]
    """Of the same event."""
    more_beside: int


def _answers(collection: Collection, quantities: Sequence[Quantity]) -> Rows[tuple[Quantity, Answer]]:
    return Rows(quantities, lambda q: (q, answer_of(collection, collection.linked(q, "figures", Figure))), 1_200)


def _quantity(collection: Collection, quantity: Quantity) -> _QuantityView:
    answer = answer_of(collection, collection.linked(quantity, "figures", Figure))
    parts = collection.linked(quantity, "parts", Quantity)
    event = collection.get(Event, quantity.event)
    counted = collection.linked(event, "quantities", Quantity) if event else []
    beside = [other for other in counted if other is not quantity and other not in parts]
    return _QuantityView(
        answer=answer,
        strip=strip_of(answer.given),
        timeline=timeline_of(answer.given),
        rows=Rows(
            [(given, row) for given in answer.given for row in given.rows],
            lambda found: (found[0], (found[1], quoted(collection, found[1].figure))),
            2_800,
        ),
        parts=_answers(collection, parts)[:],
        beside=_answers(collection, beside[:_MOST_BESIDE])[:],
        more_beside=len(beside[_MOST_BESIDE:]),
    )


@dataclass(frozen=True, slots=True)
class _TopicView(View):
    narrower: list[Topic]
    totals: Totals
    actors: Rows[tuple[Actor, int]]
    contradictions: list[tuple[Claim, Claim]]
    statements: Rows[ClaimRow]
    more_below: int
    dossiers: Rows[Dossier]
    quantities: Rows[tuple[Quantity, Answer]]
    agreements: Rows[Agreement]
    chronicle: Rows[Dated]


def _topic(collection: Collection, topic: Topic) -> _TopicView:
    below = topics_in_use(collection, topic)
    statements = [s for t in below for s in collection.linked(t, "statements", Statement)]
    events = [event for t in below for event in collection.linked(t, "events", Event)]
    actors = count_by_claim(collection, statements, lambda s: speakers_of(collection, s))
    given = [d for t in below for d in collection.linked(t, "dossiers", Dossier)]
    dossiers = {*given, *collection.get_all(Dossier, (said.dossier for said in statements))}
    quantities = list(dict.fromkeys(q for t in below for q in collection.linked(t, "quantities", Quantity)))
    agreements = list(dict.fromkeys(a for t in below for a in collection.linked(t, "agreements", Agreement)))
    figures = [figure for quantity in quantities for figure in collection.linked(quantity, "figures", Figure)]
    sources = collection.get_all(Source, chain(*(said.via for said in statements)))
    claims = claims_in_time(collection, statements, newest=True)
    own = set(collection.linked(topic, "statements", Statement))
    hidden = {claim.root for claim in [c for c in claims.items if own.isdisjoint(c.statements)][_MOST_BELOW:]}
    shown = [claim for claim in claims.items if claim.root not in hidden]
    return _TopicView(
        narrower=collection.linked(topic, "narrower", Topic),
        totals=totals_of(collection, statements),
        actors=Rows(sorted(actors.items(), key=lambda found: (-found[1], found[0].id)), None, 250),
        contradictions=contradictions_in(collection, claims),
        statements=Rows(shown, claims.make, claims.weight),
        more_below=len(hidden),
        dossiers=Rows(sorted(dossiers, key=lambda d: (d.published.sort_key, d.id), reverse=True), None, 350),
        quantities=_answers(collection, quantities),
        agreements=Rows(agreements, None, 250),
        chronicle=chronicle_of([*figures, *sources, *agreements, *events]),
    )


@dataclass(frozen=True, slots=True)
class _EventView(View):
    totals: Totals
    statements: Rows[ClaimRow]
    quantities: Rows[tuple[Quantity, Answer]]
    mentions: Rows[Quoted]


def _event(collection: Collection, event: Event) -> _EventView:
    statements = collection.linked(event, "statements", Statement)
    return _EventView(
        totals=totals_of(collection, statements),
        statements=claims_in_time(collection, statements),
        quantities=_answers(collection, collection.linked(event, "quantities", Quantity)),
        mentions=passages_but(collection, event, statements),
    )


@dataclass(frozen=True, slots=True)
class _PlaceView(View):
    totals: Totals
    statements: Rows[ClaimRow]
    chronicle: Rows[Dated]
    agreements: Rows[Agreement]
    quantities: Rows[tuple[Quantity, Answer]]
    mentions: Rows[Quoted]


def _place(collection: Collection, place: Place) -> _PlaceView:
    happened = collection.linked(place, "events", Event)
    agreements = collection.linked(place, "agreements", Agreement)
    statements = [s for event in happened for s in collection.linked(event, "statements", Statement)]
    return _PlaceView(
        totals=totals_of(collection, statements),
        statements=claims_in_time(collection, statements),
        chronicle=Rows(in_years(item for item in dated_of([*happened, *agreements]) if not item.how), None, DATED),
        agreements=Rows(agreements, None, 250),
        quantities=_answers(collection, collection.linked(place, "quantities", Quantity)),
        mentions=passages_but(collection, place, statements),
    )


#: Kind → the view of a record.
RECORD_VIEWS: Mapping[str, Callable[[Collection, Any], View]] = {
    "dossier": view_of_dossier,
    "actor": _actor,
    "agreement": _agreement,
    "source": _source,
    "quantity": _quantity,
    "topic": _topic,
    "event": _event,
    "place": _place,
}
