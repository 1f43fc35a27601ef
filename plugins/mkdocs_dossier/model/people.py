"""Actors and the relations between them (FollowTheMoney)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Country, Plain, Ref, Shown, When, Wikidata, Yes
from mkdocs_dossier.model.record import Part, Record, written

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

    noun: ClassVar[str] = "actor"

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

    noun: ClassVar[str] = "relation"

    from_: Annotated[str, Ref("actor", reverse="relations_from")] = written("from", required=True)
    to: Annotated[str, Ref("actor", reverse="relations_to")]
    kind: RelationKind
    role: Shown | None = None
    since: When | None = None
    until: When | None = None
    statements: tuple[Annotated[str, Ref("statement", reverse="relations")], ...] = ()
    note: Shown | None = None
