"""What stands in an article: statements, figures, mentions; and what had to be corrected (schema.org Claim, UCDP)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Language, Number, Plain, Ref, Shown, When, Yes
from mkdocs_dossier.model.record import Anchored, Part, Record, written
from mkdocs_dossier.model.sources import Assessment


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Original(Part):
    """The words in the language they were said in, and who translated them."""

    lang: Language
    text: Plain
    translated_by: Plain = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Statement(Anchored):
    """A claim in the article: who says it, and through whom it came there.

    `via` names sources from the nearest to the farthest; the article is the first hop and is not named.
    """

    noun: ClassVar[str] = "statement"
    local: ClassVar[bool] = True

    said_by: Annotated[str, Ref("actor", reverse="said")] = ""
    via: tuple[Annotated[str, Ref("source", reverse="carries")], ...] = ()
    mode: Literal["direct", "indirect", "paraphrase", "own"] | None = None
    said_on: When | None = None
    text: Shown | None = None
    actors: tuple[Annotated[str, Ref("actor", reverse="concerned_by")], ...] = ()
    topics: tuple[Annotated[str, Ref("topic", reverse="statements")], ...] = ()
    events: tuple[Annotated[str, Ref("event", reverse="statements")], ...] = ()
    agreements: tuple[Annotated[str, Ref("agreement", reverse="statements")], ...] = ()
    provision: Plain = ""
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = None
    assessed: Assessment | None = None
    status: Literal["unverified", "corroborated", "disputed", "refuted", "confirmed", "retracted"] | None = None
    contradicts: tuple[Annotated[str, Ref("statement", reverse="contradicted_by")], ...] = ()
    supports: tuple[Annotated[str, Ref("statement", reverse="supported_by")], ...] = ()
    repeats: tuple[Annotated[str, Ref("statement", reverse="repeated_by")], ...] = ()
    original: Original | None = None
    caveat: Shown | None = None
    note: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Derivation(Part):
    """How a figure was worked out from others: `formula` is arithmetic on their ids."""

    figures: tuple[Annotated[str, Ref("figure", reverse="derived")], ...]
    formula: Plain = ""
    assumption: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Figure(Anchored):
    """A number in the article; it belongs to the statement whose passage contains it."""

    noun: ClassVar[str] = "figure"
    local: ClassVar[bool] = True

    quantity: Annotated[str, Ref("quantity", reverse="figures")] = ""
    value: Number | None = None
    unit: Plain = ""
    as_of: When | None = None
    from_: When | None = written("from")
    to: When | None = None
    statement: Annotated[str, Ref("statement", reverse="figures")] = ""
    derived_from: Derivation | None = None
    note: Shown | None = None


#: What a mention may speak of: the fields of `Mention` that name a record.
MENTIONABLE = ("actor", "source", "agreement", "event", "place", "topic")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Mention(Anchored):
    """A passage that speaks of a record; with `forbid` one that only seems to."""

    noun: ClassVar[str] = "mention"
    local: ClassVar[bool] = True

    actor: Annotated[str, Ref("actor", reverse="mentions")] = ""
    source: Annotated[str, Ref("source", reverse="mentions")] = ""
    agreement: Annotated[str, Ref("agreement", reverse="mentions")] = ""
    event: Annotated[str, Ref("event", reverse="mentions")] = ""
    place: Annotated[str, Ref("place", reverse="mentions")] = ""
    topic: Annotated[str, Ref("topic", reverse="mentions")] = ""
    forbid: Yes = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Correction(Record):
    """What was changed after publication, and which records it touches."""

    noun: ClassVar[str] = "correction"
    local: ClassVar[bool] = True

    date: When
    kind: Literal["correction", "clarification", "update", "retraction"]
    affects: tuple[
        Annotated[str, Ref("statement", "figure", "event", "agreement", "actor", reverse="corrections")], ...
    ]
    note: Shown
