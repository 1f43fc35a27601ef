"""Agreements with their parties and provisions (PA-X)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Id, Plain, Ref, Shown, When
from mkdocs_dossier.model.record import Anchored, Part

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

    noun: ClassVar[str] = "agreement"
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
