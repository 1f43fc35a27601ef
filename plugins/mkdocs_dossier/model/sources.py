"""Sources of claims, described in the terms of CSL and graded by the Admiralty code."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Doi, Language, Plain, Ref, Sha256, Shown, Url, When
from mkdocs_dossier.model.record import Part, Record, written

#: CSL 1.0.2 item types.
SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Assessment(Part):
    """A grading: by whom, when and why; a grade without it cannot be argued with."""

    by: Plain
    on: When
    why: Shown


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ArchivedCopy(Part):
    """A copy of a source that outlives its address."""

    url: Url
    captured: When
    sha256: Sha256 = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Source(Record):
    """A document, publication or recording; `cites` names the sources of its knowledge."""

    one_of: ClassVar[tuple[str, ...]] = ("title", "container-title")

    title: Shown | None = None
    container_title: Shown | None = written("container-title")
    type: SourceType | None = None
    author: Plain = ""
    publisher: Annotated[str, Ref("actor", reverse="publishes")] = ""
    issued: When | None = None
    accessed: When | None = None
    url: Url = written("URL", default="")
    doi: Doi = written("DOI", default="")
    language: Language = ""
    level: Literal["primary", "secondary", "tertiary"] | None = None
    located: Literal["yes", "no", "partly"] | None = None
    archive: tuple[ArchivedCopy, ...] = ()
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    assessed: Assessment | None = None
    cites: tuple[Annotated[str, Ref("source", reverse="cited_by")], ...] = ()
    access: Literal["open", "paywall", "offline"] | None = None
    note: Shown | None = None

    @property
    def name(self) -> str:
        """Its title, else the publication it appeared in."""
        return self.title or self.container_title or self.id
