"""What a check finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.problems import Location, Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a record: what it is, what to do, and the way to the field it stands in."""

    record: Record
    message: str
    hint: str = ""
    at: tuple[str | int, ...] = ()
    line: int | None = None
    """In an article's body: the line, counted from 0, in place of the field."""

    def place(self, collection: Collection) -> Location:
        """The line it stands in."""
        if self.line is not None and isinstance(self.record, Dossier):
            return Location(self.record.origin.path, self.record.body_line + self.line)
        return collection.place(self.record, *self.at)


@dataclass(frozen=True, slots=True)
class Check:
    """One question to a collection under one code; `find` answers with what is wrong and changes nothing."""

    code: str
    severity: Severity
    find: Callable[[Collection], Iterator[Finding]]
    on_request: bool = False
    """Whether it is only asked where the settings give it a severity."""
    needs: tuple[type[Record], ...] = ()
    """Where a record of these kinds was left out as faulty, what the check finds may only follow from that."""

    def may_only_follow(self, finding: Finding, collection: Collection) -> bool:
        """Whether a finding may be due to a record that was left out."""
        own = f"{finding.record.dossier}/"
        needed = {kind.noun: own if kind.local else "" for kind in self.needs}
        return any(noun in needed and key.startswith(needed[noun]) for noun, key in collection.refused)

    def problem(self, finding: Finding, collection: Collection) -> Problem:
        """A finding as a problem, at the line it stands in."""
        message = f"{finding.record.noun} “{finding.record.id}”: {finding.message}"
        return Problem(self.code, self.severity, message, finding.place(collection), finding.hint)
