"""The parts common to every record: an id, a place in a file, and fields that may link other records."""

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from mkdocs_dossier.model.fields import Acknowledged, Count, Id, Plain
from mkdocs_dossier.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Part:
    """A part of a record: written inside it, without its own id."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "arbitrary_types_allowed": True}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Record(Part):
    """A thing the editors wrote down. Two records are equal only if they are one object."""

    #: The name of its kind in references and addresses: that of its class, `actor`.
    noun: ClassVar[str]
    #: Whether ids need to be unique only within their dossier, as those of an article's records.
    local: ClassVar[bool] = False
    #: Whether it is a note of the editors to each other, which no export holds.
    internal: ClassVar[bool] = False
    #: YAML keys of fields of which at least one is required.
    one_of: ClassVar[tuple[str, ...]] = ()

    id: Id
    origin: Annotated[Location, "not written"]
    dossier: Annotated[str, "not written"] = ""
    """The id of the dossier whose folder contains the record; empty in a register."""
    acknowledged: Acknowledged = ()
    formerly: tuple[Id, ...] = ()

    def __init_subclass__(cls) -> None:
        cls.noun = cls.__name__.lower()

    @property
    def key(self) -> str:
        """The name by which other dossiers refer to it: `dossier/id` for a local record, else its id."""
        return f"{self.dossier}/{self.id}" if self.local else self.id

    @property
    def withheld(self) -> bool:
        """True if no page may show its name; always False for records other than actors."""
        return False

    def __repr__(self) -> str:
        return f"<{self.noun} {self.key}>"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Anchored(Record):
    """A record that may point to a passage of its dossier's article (W3C TextQuoteSelector)."""

    quote: Plain = ""
    prefix: Plain = ""
    suffix: Plain = ""
    occurrence: Count | None = None


def written(key: str, *, default: Any = None) -> Any:
    """Define a field whose YAML key differs from its name in Python; it is required if its default is `MISSING`."""
    return field(default=default, metadata={"key": key})
