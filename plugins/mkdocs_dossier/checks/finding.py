"""What a check finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs_dossier.collection import Collection
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


@dataclass(frozen=True, slots=True)
class Check:
    """One question to a collection under one code; `find` answers with what is wrong and changes nothing."""

    code: str
    severity: Severity
    find: Callable[[Collection], Iterator[Finding]]

    def run(self, collection: Collection) -> Iterator[Problem]:
        """The findings as problems, each at the line it stands in."""
        for finding in self.find(collection):
            record = finding.record
            message = f"{record.noun} “{record.id}”: {finding.message}"
            if finding.line is not None and isinstance(record, Dossier):
                place = Location(record.origin.path, record.body_line + finding.line)
            else:
                place = collection.place(record, *finding.at)
            yield Problem(self.code, self.severity, message, place, finding.hint)
