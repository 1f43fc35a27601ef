"""What every record has: an id, a place in a file, and fields that may link other records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from mkdocs_dossier.model.fields import Acknowledged, Count, Id, Plain
from mkdocs_dossier.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Part:
    """A part of a record: written inside it, without an id of its own."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "arbitrary_types_allowed": True}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Record(Part):
    """One thing the editors wrote down. Two records are the same only if they are one object."""

    #: The name of its kind in references and addresses, such as `actor`.
    noun: ClassVar[str]
    #: Records of one article's editors: their ids need to be unique only within their dossier.
    local: ClassVar[bool] = False
    #: Notes of the editors to each other, which no export holds.
    internal: ClassVar[bool] = False
    #: Fields, by their keys in YAML, of which one at least must be there.
    one_of: ClassVar[tuple[str, ...]] = ()

    id: Id
    origin: Annotated[Location, "not written"]
    dossier: Annotated[str, "not written"] = ""
    """The id of the dossier in whose folder the record stands; empty in a register."""
    acknowledged: Acknowledged = ()
    formerly: tuple[Id, ...] = ()

    @property
    def key(self) -> str:
        """The name by which other dossiers refer to it: `dossier/id` for a local record, else its id."""
        return f"{self.dossier}/{self.id}" if self.local else self.id

    def __repr__(self) -> str:
        return f"<{self.noun} {self.key}>"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Anchored(Record):
    """A record that may point to a passage of its dossier's article (W3C TextQuoteSelector)."""

    quote: Plain = ""
    prefix: Plain = ""
    suffix: Plain = ""
    occurrence: Count | None = None


def written(key: str, *, default: Any = None, required: bool = False) -> Any:
    """A field whose key in YAML differs from its name in Python, such as `container-title` and `from`."""
    metadata = {"key": key}
    return field(metadata=metadata) if required else field(default=default, metadata=metadata)
