"""Define checks and their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.problems import Location, Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a record: the message, a hint how to fix it, and the path to its field."""

    record: Record
    message: str
    hint: str = ""
    at: tuple[str | int, ...] = ()
    line: int | None = None
    """The line in an article's body, counted from 0, instead of the field."""

    def place(self, collection: Collection) -> Location:
        """Look up its location."""
        if self.line is not None and isinstance(self.record, Dossier):
            return Location(self.record.origin.path, self.record.body_line + self.line)
        return collection.place(self.record, *self.at)


@dataclass(frozen=True, slots=True)
class Check:
    """One check with its code; `find` yields its findings and changes nothing."""

    code: str
    severity: Severity
    find: Callable[[Collection], Iterator[Finding]]
    on_request: bool = False
    """Whether it runs only if the settings give it a severity."""
    needs: tuple[type[Record], ...] = ()
    """Its findings may only follow from records of these kinds that were left out as faulty."""

    def may_only_follow(self, finding: Finding, collection: Collection) -> bool:
        """Whether a finding may be due to a record that was left out."""
        own = f"{finding.record.dossier}/"
        needed = {kind.noun: own if kind.local else "" for kind in self.needs}
        return any(noun in needed and key.startswith(needed[noun]) for noun, key in collection.refused)

    def problem(self, finding: Finding, collection: Collection) -> Problem:
        """Turn a finding into a problem with its location."""
        message = f"{finding.record.noun} “{finding.record.id}”: {finding.message}"
        return Problem(self.code, self.severity, message, finding.place(collection), finding.hint)
