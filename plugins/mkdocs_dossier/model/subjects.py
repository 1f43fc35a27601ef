"""Subjects of claims: actors (FollowTheMoney), agreements (PA-X), events (UCDP), topics (SKOS), places, quantities."""

from dataclasses import MISSING, dataclass
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Country, Id, Latitude, Longitude, Plain, Ref, Shown, When, Wikidata, Yes
from mkdocs_dossier.model.record import Anchored, Part, Record, written

ActorKind = Literal["person", "state", "agency", "military", "organization", "media", "company", "group"]
RelationKind = Literal[
    "member", "employee", "owner", "director", "family", "ally", "opponent", "represents", "supplies", "supports",
    "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Position(Part):
    """A post that an actor holds or held."""

    post: Shown
    organization: Annotated[str, Ref("actor", reverse="officeholders")] = ""
    from_: When | None = written("from")
    to: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Actor(Record):
    """A person or body that says, does or signs something."""

    name: Shown
    kind: ActorKind
    aliases: tuple[Plain, ...] = ()
    country: Country = ""
    positions: tuple[Position, ...] = ()
    wikidata: Wikidata = ""
    anonymity: Literal["named", "unnamed", "collective"] = "named"
    speaks_for: Annotated[str, Ref("actor", reverse="voices")] = ""
    description: Shown | None = None
    withheld: Yes = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Relation(Record):
    """A tie from one actor to another."""

    from_: Annotated[str, Ref("actor", reverse="relations_from")] = written("from", default=MISSING)
    to: Annotated[str, Ref("actor", reverse="relations_to")]
    kind: RelationKind
    role: Shown | None = None
    since: When | None = None
    until: When | None = None
    statements: tuple[Annotated[str, Ref("statement", reverse="relations")], ...] = ()
    note: Shown | None = None


AgreementKind = Literal[
    "treaty", "memorandum", "resolution", "law", "sanctions", "ceasefire", "contract", "declaration"
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Party(Part):
    """A party to an agreement, and its signatory."""

    actor: Annotated[str, Ref("actor", reverse="party_to")]
    signatory: Annotated[str, Ref("actor", reverse="signed")] = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Provision(Part):
    """A provision of an agreement; `quote` holds the agreement's own words."""

    id: Id
    article: Plain = ""
    text: Shown | None = None
    quote: Plain = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RelatedAgreement(Part):
    """An agreement's effect on another."""

    agreement: Annotated[str, Ref("agreement", reverse="related_from")]
    how: Literal["implements", "amends", "supersedes", "violates"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Agreement(Anchored):
    """A thing agreed, or imposed by an authority, as sanctions and laws are."""

    one_of: ClassVar[tuple[str, ...]] = ("parties", "authority")

    name: Shown
    kind: AgreementKind
    aliases: tuple[Plain, ...] = ()
    parties: tuple[Party, ...] = ()
    authority: Annotated[str, Ref("actor", reverse="imposes")] = ""
    target: Annotated[str, Ref("actor", reverse="targeted_by")] = ""
    signed: When | None = None
    in_force: When | None = None
    until: When | None = None
    status: Literal["draft", "signed", "in-force", "suspended", "ended", "unknown"] | None = None
    stage: Shown | None = None
    place: Annotated[str, Ref("place", reverse="agreements")] = ""
    third_parties: tuple[Annotated[str, Ref("actor", reverse="third_party_to")], ...] = ()
    provisions: tuple[Provision, ...] = ()
    open: tuple[Shown, ...] = ()
    text: Annotated[str, Ref("source", reverse="text_of")] = ""
    related: tuple[RelatedAgreement, ...] = ()
    topics: tuple[Annotated[str, Ref("topic", reverse="agreements")], ...] = ()
    description: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Participant(Part):
    """An actor in an event, and its part in it."""

    actor: Annotated[str, Ref("actor", reverse="events")]
    role: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Event(Anchored):
    """A thing that happened, or is said to have happened, at a time and a place."""

    name: Shown
    date: When
    place: Annotated[str, Ref("place", reverse="events")] = ""
    kind: Plain = ""
    actors: tuple[Participant, ...] = ()
    part_of: Annotated[str, Ref("event", reverse="subevents")] = ""
    topics: tuple[Annotated[str, Ref("topic", reverse="events")], ...] = ()
    agreements: tuple[Annotated[str, Ref("agreement", reverse="events")], ...] = ()
    clarity: Literal["high", "low"] | None = None
    description: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Topic(Record):
    """A subject that dossiers, statements, agreements and events are filed under."""

    label: Shown
    broader: Annotated[str, Ref("topic", reverse="narrower")] = ""
    description: Shown | None = None
    wikidata: Wikidata = ""

    @property
    def name(self) -> str:
        """Its label."""
        return self.label


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Place(Record):
    """A place where something happened; `precision` says how well the coordinates are known."""

    name: Shown
    aliases: tuple[Plain, ...] = ()
    country: Country = ""
    within: Annotated[str, Ref("place", reverse="contains")] = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision: Literal["exact", "near", "district", "region", "country", "unknown"] | None = None
    wikidata: Wikidata = ""
    description: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Quantity(Record):
    """A thing that is counted: only figures of one quantity can contradict each other."""

    label: Shown
    unit: Plain = ""
    kind: Literal["count", "flow", "stock", "capacity", "rate"] | None = None
    event: Annotated[str, Ref("event", reverse="quantities")] = ""
    place: Annotated[str, Ref("place", reverse="quantities")] = ""
    from_: When | None = written("from")
    to: When | None = None
    part_of: Annotated[str, Ref("quantity", reverse="parts")] = ""
    topics: tuple[Annotated[str, Ref("topic", reverse="quantities")], ...] = ()
    description: Shown | None = None

    @property
    def name(self) -> str:
        """Its label."""
        return self.label
