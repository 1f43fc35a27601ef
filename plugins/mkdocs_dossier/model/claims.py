"""A dossier and the records of its article: statements, figures, mentions, corrections (schema.org Claim, UCDP)."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Language, Number, OneOrMore, Plain, Ref, Short, Shown, When, Yes
from mkdocs_dossier.model.record import Anchored, Part, Record, written
from mkdocs_dossier.model.sources import Assessment


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Dossier(Record):
    """An article, and everything its editors know about it."""

    title: Plain
    published: When
    lead: Plain = ""
    updated: When | None = None
    language: Language = ""
    author: Plain = ""
    source: Annotated[str, Ref("source", reverse="published_as")] = ""
    sources: tuple[Annotated[str, Ref("source", reverse="listed_by")], ...] = ()
    translation_of: Annotated[str, Ref("dossier", reverse="translations")] = ""
    version_of: Annotated[str, Ref("dossier", reverse="versions")] = ""
    topics: tuple[Annotated[str, Ref("topic", reverse="dossiers")], ...] = ()
    events: tuple[Annotated[str, Ref("event", reverse="dossiers")], ...] = ()
    status: Literal["draft", "published"] = "published"
    publish: Literal["full", "excerpt"] = "full"
    rights: Plain = ""
    packed: Annotated[bytes, "not written"] = b""
    """The article's Markdown, compressed, because it is rarely needed once the article is anchored."""
    body_line: Annotated[int, "not written"] = 1
    """The line of the file in which the body starts."""
    folder: Annotated[Path, "not written"] = Path()
    """The folder of the article and its images."""

    @property
    def body(self) -> str:
        """The article's Markdown, as written in the file."""
        return zlib.decompress(self.packed).decode() if self.packed else ""

    @property
    def name(self) -> str:
        """Its title."""
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Original(Part):
    """The words in the original language, and their translator."""

    lang: Language
    text: Plain
    translated_by: Plain = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Contradiction(Part):
    """A statement that cannot be true together with this one, and the reason."""

    statement: Annotated[str, Ref("statement", reverse="contradicted_by")]
    why: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Checked(Part):
    """A comparison of a record with its article: by whom and when; `of` is the digest of what they saw."""

    by: Plain
    on: When
    of: Plain = ""


Act = Literal["claim", "demand", "announcement", "promise", "denial", "question", "no-comment"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Statement(Anchored):
    """A claim in the article, with its speaker and the chain it came through.

    `via` names sources and actors from the nearest to the farthest; the article is the first hop and is not named.
    """

    local: ClassVar[bool] = True

    said_by: Annotated[tuple[Annotated[str, Ref("actor", reverse="said")], ...], OneOrMore()] = ()
    via: tuple[Annotated[str, Ref("source", "actor", reverse="carries")], ...] = ()
    act: Act | None = None
    mode: Literal["direct", "indirect", "paraphrase", "own"] | None = None
    said_on: When | None = None
    text: Shown | None = None
    actors: tuple[Annotated[str, Ref("actor", reverse="concerned_by")], ...] = ()
    topics: tuple[Annotated[str, Ref("topic", reverse="statements")], ...] = ()
    events: tuple[Annotated[str, Ref("event", reverse="statements")], ...] = ()
    agreements: tuple[Annotated[str, Ref("agreement", reverse="statements")], ...] = ()
    provision: Plain = ""
    holds: Literal["kept", "broken"] | None = None
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = None
    assessed: Assessment | None = None
    status: Literal["unverified", "corroborated", "disputed", "refuted", "confirmed", "retracted"] | None = None
    contradicts: tuple[Annotated[Contradiction, Short("statement")], ...] = ()
    supports: tuple[Annotated[str, Ref("statement", reverse="supported_by")], ...] = ()
    repeats: tuple[Annotated[str, Ref("statement", reverse="repeated_by")], ...] = ()
    supersedes: tuple[Annotated[str, Ref("statement", reverse="superseded_by")], ...] = ()
    original: Original | None = None
    checked: Checked | None = None
    caveat: Shown | None = None
    note: Shown | None = None
    none: Annotated[tuple[str, ...], "not written"] = ()
    """The fields written as an empty list: nothing follows for them."""
    inferred: Annotated[tuple[str, ...], "not written"] = ()
    """The fields that nobody has written: their values follow from others (see `collection.completing`)."""

    @property
    def is_claim(self) -> bool:
        """Whether it asserts something: a demand, a promise or a question cannot be true or false."""
        return self.act in (None, "claim")

    @property
    def may_contradict(self) -> bool:
        """Whether it can contradict others: a denial is no evidence, but it does contradict."""
        return self.is_claim or self.act == "denial"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Derivation(Part):
    """A figure's calculation from others: `formula` is arithmetic on their ids."""

    figures: tuple[Annotated[str, Ref("figure", reverse="derived")], ...]
    formula: Plain = ""
    assumption: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Figure(Anchored):
    """A number in the article; it belongs to the statement whose passage contains it."""

    local: ClassVar[bool] = True

    quantity: Annotated[str, Ref("quantity", reverse="figures")] = ""
    value: Number | None = None
    unit: Plain = ""
    as_of: When | None = None
    from_: When | None = written("from")
    to: When | None = None
    statement: Annotated[str, Ref("statement", reverse="figures")] = ""
    derived_from: Derivation | None = None
    supersedes: tuple[Annotated[str, Ref("figure", reverse="superseded_by")], ...] = ()
    checked: Checked | None = None
    note: Shown | None = None


#: The fields of `Mention` that name a record.
MENTIONABLE = ("actor", "source", "agreement", "event", "place", "topic")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Mention(Anchored):
    """A passage about a record; with `forbid`, one that only seems to be about it."""

    local: ClassVar[bool] = True

    actor: Annotated[str, Ref("actor", reverse="mentions")] = ""
    source: Annotated[str, Ref("source", reverse="mentions")] = ""
    agreement: Annotated[str, Ref("agreement", reverse="mentions")] = ""
    event: Annotated[str, Ref("event", reverse="mentions")] = ""
    place: Annotated[str, Ref("place", reverse="mentions")] = ""
    topic: Annotated[str, Ref("topic", reverse="mentions")] = ""
    forbid: Yes = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Omission(Record):
    """A sentence left without annotation on purpose."""

    local: ClassVar[bool] = True
    internal: ClassVar[bool] = True

    quote: Plain
    why: Plain


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Correction(Record):
    """A change after publication, and the records it affects."""

    local: ClassVar[bool] = True

    date: When
    kind: Literal["correction", "clarification", "update", "retraction"]
    affects: tuple[
        Annotated[str, Ref("statement", "figure", "event", "agreement", "actor", reverse="corrections")], ...
    ]
    note: Shown
    before: Shown | None = None
    after: Shown | None = None
