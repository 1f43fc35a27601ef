"""Subjects of claims: events (UCDP), topics (SKOS), places and quantities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Country, Latitude, Longitude, Plain, Ref, Shown, When, Wikidata
from mkdocs_dossier.model.record import Anchored, Part, Record, written


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Participant(Part):
    """An actor in an event, and its part in it."""

    actor: Annotated[str, Ref("actor", reverse="events")]
    role: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Event(Anchored):
    """A thing that happened, or is said to have happened, at a time and a place."""

    noun: ClassVar[str] = "event"

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

    noun: ClassVar[str] = "topic"

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

    noun: ClassVar[str] = "place"

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

    noun: ClassVar[str] = "quantity"

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
