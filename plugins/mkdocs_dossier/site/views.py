"""The view of each page: one class a kind, from a record to its template's variables. Questions only, no words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.basis import Origin, kind_of
from mkdocs_dossier.evidence.chains import nearest_resting_on, origins_of, resting_on, speakers_of
from mkdocs_dossier.evidence.filing import topics_in_use
from mkdocs_dossier.evidence.retellings import Claim, claims_of
from mkdocs_dossier.evidence.ties import ties_around
from mkdocs_dossier.model.claims import Dossier, Figure, Statement
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.sources import Source
from mkdocs_dossier.model.subjects import Actor, Agreement, Event, Place, Quantity, Topic
from mkdocs_dossier.site.answers import Answer, Given, answer_of, strip_of, timeline_of
from mkdocs_dossier.site.chronicle import Dated, dated_of, in_years
from mkdocs_dossier.site.dossier_view import DossierView
from mkdocs_dossier.site.pagination import Rows, View
from mkdocs_dossier.site.passages import Quoted, quoted
from mkdocs_dossier.site.rows import (
    DATED,
    ClaimRow,
    FigureRow,
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


def said_and_about(collection: Collection, actor: Actor) -> tuple[list[Statement], list[Statement], list[Statement]]:
    """Return the statements of an actor, of those who speak for it, and the others that are about it."""
    said = collection.linked(actor, "said", Statement)
    voices = _shown(collection.linked(actor, "voices", Actor))
    by_voices = [s for voice in voices for s in collection.linked(voice, "said", Statement)]
    own = set(said)
    return said, by_voices, [s for s in collection.linked(actor, "concerned_by", Statement) if s not in own]


class _ActorView(View):
    def __init__(self, collection: Collection, actor: Actor) -> None:
        said, by_voices, about = said_and_about(collection, actor)
        figures = [figure for s in (*said, *by_voices) for figure in collection.linked(s, "figures", Figure)]
        agreements = [(role, agreement) for role in ROLES for agreement in collection.linked(actor, role, Agreement)]
        shown = [*said, *by_voices, *about]
        self.voices = _shown(collection.linked(actor, "voices", Actor))
        self.officeholders = _shown(collection.linked(actor, "officeholders", Actor))
        self.publishes = collection.linked(actor, "publishes", Source)
        rests = [s for source in self.publishes for s in nearest_resting_on(collection, source)]
        topics = count_by_claim(collection, (*said, *about), lambda s: collection.get_all(Topic, s.topics))
        self.topics = topics.most_common()
        self.ties = ties_around(collection, actor)
        self.tie_rows = tie_rows(self.ties, actor)
        self.totals = totals_of(collection, said)
        self.said = claims_in_time(collection, said)
        self.by_voices = claims_in_time(collection, by_voices, but=said)
        self.about = claims_in_time(collection, about, but=(*said, *by_voices))
        self.rests = claims_in_time(collection, rests, but=shown)
        self.figures = figures_in(collection, figures)
        self.agreements: Rows[tuple[str, Agreement]] = Rows(agreements, None, 300)
        self.relations_from = relations_of(collection, actor, "relations_from")
        self.relations_to = relations_of(collection, actor, "relations_to")
        events = collection.linked(actor, "events", Event)
        self.chronicle = chronicle_of([*self.publishes, *(agreement for _, agreement in agreements), *events])
        self.mentions = mentions_of(collection, actor, [*shown, *rests])


class _AgreementView(View):
    def __init__(self, collection: Collection, agreement: Agreement) -> None:
        statements = [s for s in collection.linked(agreement, "statements", Statement) if collection.passage_of(s)]
        by_part: dict[_Part, list[Statement]] = {
            (provision.id, part): [] for provision in agreement.provisions for part in PARTS_OF_PROVISION
        }
        whole = [s for s in statements if (s.provision, "claimed") not in by_part]
        for statement in statements:
            by_part.get((statement.provision, statement.holds or "claimed"), []).append(statement)
        rows = {part: claims_in_time(collection, about) for part, about in by_part.items() if about}
        self.parts_of_provision = PARTS_OF_PROVISION
        self.who_says = {part: [_origin(collection, claim) for claim in found.items] for part, found in rows.items()}
        self.named = sum(_origin(collection, claim)[0] == Origin.NAMED for claim in claims_of(collection, statements))
        self.by_provision: Rows[tuple[_Part, ClaimRow]] = Rows(
            [(part, found, claim) for part, found in rows.items() for claim in found.items],
            lambda item: (item[0], item[1].make(item[2])),
            lambda item: item[1].weight(item[2]),
        )
        self.totals = totals_of(collection, statements)
        self.statements = claims_in_time(collection, whole)
        self.related_from: Rows[Agreement] = Rows(collection.linked(agreement, "related_from", Agreement), None, 300)
        self.chronicle = chronicle_of([agreement, *statements, *collection.linked(agreement, "events", Event)])
        self.mentions = passages_but(collection, agreement, statements)


def _origin(collection: Collection, claim: Claim) -> tuple[Origin, Sequence[Record], Statement]:
    """Return whether a claim's origin is named, the origins that its statement names, and the statement."""
    origins = origins_of(collection, claim.first)
    return kind_of(origins), origins, claim.first


class _SourceView(View):
    def __init__(self, collection: Collection, source: Source) -> None:
        shown = nearest_resting_on(collection, source)
        self.totals = totals_of(collection, shown)
        self.carries = claims_in_time(collection, shown)
        self.carries_more = len(resting_on(collection, source)) - len(shown)
        self.cites = collection.get_all(Source, source.cites)
        self.cited_by: Rows[Source] = Rows(collection.linked(source, "cited_by", Source), None, 300)
        self.text_of = collection.linked(source, "text_of", Agreement)
        self.published_as = collection.linked(source, "published_as", Dossier)
        self.mentions = passages_but(collection, source, shown)


def _answers(collection: Collection, quantities: Sequence[Quantity]) -> Rows[tuple[Quantity, Answer]]:
    return Rows(quantities, lambda q: (q, answer_of(collection, collection.linked(q, "figures", Figure))), 1_200)


class _QuantityView(View):
    def __init__(self, collection: Collection, quantity: Quantity) -> None:
        self.answer = answer_of(collection, collection.linked(quantity, "figures", Figure))
        self.strip = strip_of(self.answer.given)
        self.timeline = timeline_of(self.answer.given)
        self.rows: Rows[tuple[Given, tuple[FigureRow, Quoted | None]]] = Rows(
            [(given, row) for given in self.answer.given for row in given.rows],
            lambda found: (found[0], (found[1], quoted(collection, found[1].figure))),
            2_800,
        )
        parts = collection.linked(quantity, "parts", Quantity)
        event = collection.get(Event, quantity.event)
        counted = collection.linked(event, "quantities", Quantity) if event else []
        beside = [other for other in counted if other is not quantity and other not in parts]
        self.parts = _answers(collection, parts)[:]
        self.beside = _answers(collection, beside[:_MOST_BESIDE])[:]
        """Of the same event."""
        self.more_beside = len(beside[_MOST_BESIDE:])


class _TopicView(View):
    def __init__(self, collection: Collection, topic: Topic) -> None:
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
        self.narrower = collection.linked(topic, "narrower", Topic)
        self.totals = totals_of(collection, statements)
        most_first = sorted(actors.items(), key=lambda found: (-found[1], found[0].id))
        self.actors: Rows[tuple[Actor, int]] = Rows(most_first, None, 250)
        self.contradictions = contradictions_in(collection, claims)
        self.statements: Rows[ClaimRow] = Rows(shown, claims.make, claims.weight)
        self.more_below = len(hidden)
        newest = sorted(dossiers, key=lambda d: (d.published.sort_key, d.id), reverse=True)
        self.dossiers: Rows[Dossier] = Rows(newest, None, 350)
        self.quantities = _answers(collection, quantities)
        self.agreements: Rows[Agreement] = Rows(agreements, None, 250)
        self.chronicle = chronicle_of([*figures, *sources, *agreements, *events])


class _EventView(View):
    def __init__(self, collection: Collection, event: Event) -> None:
        statements = collection.linked(event, "statements", Statement)
        self.totals = totals_of(collection, statements)
        self.statements = claims_in_time(collection, statements)
        self.quantities = _answers(collection, collection.linked(event, "quantities", Quantity))
        self.mentions = passages_but(collection, event, statements)


class _PlaceView(View):
    def __init__(self, collection: Collection, place: Place) -> None:
        events = collection.linked(place, "events", Event)
        agreements = collection.linked(place, "agreements", Agreement)
        happened = in_years(item for item in dated_of([*events, *agreements]) if not item.how)
        statements = [s for event in events for s in collection.linked(event, "statements", Statement)]
        self.totals = totals_of(collection, statements)
        self.statements = claims_in_time(collection, statements)
        self.chronicle: Rows[Dated] = Rows(happened, None, DATED)
        self.agreements: Rows[Agreement] = Rows(agreements, None, 250)
        self.quantities = _answers(collection, collection.linked(place, "quantities", Quantity))
        self.mentions = passages_but(collection, place, statements)


#: Kind → the view of a record.
RECORD_VIEWS: Mapping[str, Callable[[Collection, Any], View]] = {
    "dossier": DossierView,
    "actor": _ActorView,
    "agreement": _AgreementView,
    "source": _SourceView,
    "quantity": _QuantityView,
    "topic": _TopicView,
    "event": _EventView,
    "place": _PlaceView,
}
