"""The dossier: an article's front matter, and its folder."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from mkdocs_dossier.model.fields import Language, Plain, Ref, When
from mkdocs_dossier.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Dossier(Record):
    """An article, and everything its editors know about it."""

    noun: ClassVar[str] = "dossier"

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
