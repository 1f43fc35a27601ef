"""Data files as chunks: fixed texts, and the lines of records by unit, which change with one dossier or kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Generic, NamedTuple

from mkdocs_dossier.collection.collection import Collection, R
from mkdocs_dossier.incremental.tracking import TRACKER, place_key
from mkdocs_dossier.model.records import Dossier


class ChunkUnit(NamedTuple):
    """A dossier with its whole folder, or all records of a kind."""

    noun: str
    name: str = ""
    """The dossier's id; empty for a kind."""

    def __str__(self) -> str:
        return f"{self.noun} {self.name}".rstrip()


@dataclass(frozen=True, slots=True)
class Lines(Generic[R]):
    """The lines of all records of a kind, unit by unit, sorted by key within a unit."""

    collection: Collection
    model: type[R]
    lines_of: Callable[[R], Iterable[Any]]
    """Returns the lines of one record, or none: texts, or other values to list."""
    joint: str = ""
    """The separator between lines."""
    form: str = ""
    """A name that distinguishes these lines from others of the same records."""
    first_of: Callable[[R], Iterable[Any]] | None = None
    """Returns the lines of the first record of a unit, if they differ."""

    @property
    def units(self) -> list[ChunkUnit]:
        """All units with records of the kind, sorted by key."""
        if self.model is Dossier:
            return [ChunkUnit(Dossier.noun, name) for name in sorted(dossier.key for dossier in self._all)]
        if not self.model.local:
            return [ChunkUnit(self.model.noun)]
        names = {record.dossier for record in self._all}
        return [ChunkUnit(Dossier.noun, name) for name in sorted(names, key=lambda name: f"{name}/")]

    def all(self) -> Iterator[Any]:
        """Yield the lines of all units one by one."""
        return (line for unit in self.units for line in self.of(unit))

    def text(self, unit: ChunkUnit) -> str:
        """Return the lines of a unit as one text."""
        return self.joint.join(self.of(unit))

    def joined(self, text_of: Callable[[ChunkUnit], str]) -> Iterator[str]:
        """Yield the texts of all units, with what separates them; a unit without a text is left out."""
        joint = ""
        for unit in self.units:
            if text := text_of(unit):
                yield joint + text
                joint = self.joint

    def of(self, unit: ChunkUnit) -> Iterator[Any]:
        """Yield the lines of a unit one by one."""
        records = sorted(self._records(unit), key=lambda record: record.key)
        TRACKER.read(*map(place_key, records))
        ways = chain([self.first_of or self.lines_of], repeat(self.lines_of))
        return (line for record, lines_of in zip(records, ways, strict=False) for line in lines_of(record))

    def _records(self, unit: ChunkUnit) -> Iterable[R]:
        if not unit.name:
            return self._all
        dossier = self.collection.get(Dossier, unit.name)
        if isinstance(dossier, self.model):
            return [dossier]
        if dossier is None:  # its article is missing or unreadable
            return [record for record in self._all if record.dossier == unit.name]
        return self.collection.inside(dossier, self.model)

    @property
    def _all(self) -> list[R]:
        return self.collection.of(self.model)


#: A whole data file: fixed texts, lines, and functions that make a text which changes as a whole.
Parts = Iterable[str | Lines[Any] | Callable[[], str]]


def pieces_of(parts_of: Callable[[], Parts]) -> Iterator[str]:
    """Yield the text of a file, chunk by chunk."""
    for part in parts_of():
        if isinstance(part, Lines):
            yield from part.joined(part.text)
        else:
            yield part if isinstance(part, str) else part()
