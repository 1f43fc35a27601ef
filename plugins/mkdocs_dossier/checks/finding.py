"""Define checks and their findings, which are remembered between runs article by article."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial, wraps

from mkdocs_dossier.collection.articles import Article
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import remembered
from mkdocs_dossier.model.kinds import Way
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.problems import Location, Mend, Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a record: the message, a hint how to fix it, and the path to its field."""

    record: Record
    message: str
    hint: str = ""
    at: Way = ()
    line: int | None = None
    """The line in an article's body, counted from 0, instead of the field."""
    mend: Mend | None = None
    """The only valid replacement for the key or value at this location, if there is exactly one."""

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
        """Return whether a finding may be due to a record that was left out."""
        own = f"{finding.record.dossier}/"
        needed = {kind.noun: own if kind.local else "" for kind in self.needs}
        return any(noun in needed and key.startswith(needed[noun]) for noun, key in collection.refused)

    def problem(self, finding: Finding, collection: Collection) -> Problem:
        """Turn a finding into a problem with its location."""
        message = f"{finding.record.noun} “{finding.record.id}”: {finding.message}"
        return Problem(self.code, self.severity, message, finding.place(collection), finding.hint, finding.mend)


_Find = Callable[[Collection, Dossier, Article], Iterator[Finding]]


def _found(collection: Collection, find: _Find, dossier: Dossier) -> tuple[Finding, ...]:
    return tuple(find(collection, dossier, collection.articles[dossier]))


def per_article(find: _Find) -> Callable[[Collection], Iterator[Finding]]:
    """Turn a check of one article into one of the collection, which reuses findings until an input changes."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def check(collection: Collection) -> Iterator[Finding]:
        for dossier in collection.articles:
            yield from remembered(collection, ("found", name, dossier.id), partial(_found, collection, find, dossier))

    return check
