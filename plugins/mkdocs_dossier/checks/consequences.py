"""Condense or drop problems that only follow from another one, such as an unreadable file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.links import links_to_records
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.problems import Problem, Severity, counted
from mkdocs_dossier.reading.unread import keys_of

#: Path of an unreadable file → the (noun, key) pairs of the records it may hold.
Unread = Mapping[str, Several[tuple[str, str]]]
#: Codes of checks that need every reference: a record that was left out may refer to anything.
_ABOUT_ALL = frozenset({"actor-unmentioned", "unused-record"})


def unchecked_references(collection: Collection, unread: Unread, found: Iterable[Problem]) -> Iterator[Problem]:
    """Count the references that may lead to a record in each unreadable file.

    Args:
        collection: The records that could be read.
        unread: The files that could not.
        found: The problems of these files; a count is placed at the first problem of its file.

    Yields:
        One problem for each file with such references.
    """
    counts: Counter[str] = Counter()
    if unread:
        for _, dossier, name, nouns in _unresolved_references(collection):
            keys = {(noun, key) for noun in nouns for key in keys_of(name, noun, dossier)}
            counts.update([path for path in unread if not keys.isdisjoint(unread[path])][:1])
    places = {problem.location.path: problem.location for problem in reversed(list(found))}
    for path, count in counts.items():
        what = counted(count, "reference")
        message = f"{what} cannot be checked until {PurePosixPath(path).name} can be read"
        yield Problem("unchecked-references", Severity.ERROR, message, places[path], "fix this file first")


def _unresolved_references(collection: Collection) -> Iterator[tuple[Record, str, str, tuple[str, ...]]]:
    """Yield references to records that do not exist, as (record, dossier id, name, possible nouns)."""
    for record, link, _, name in collection.unresolved:
        yield record, record.dossier, name, link.ref.kinds
    for text_link in links_to_records(collection):
        if text_link.target(collection) is None:
            yield text_link.record, text_link.dossier, text_link.name, (text_link.noun,)


def without_misleading_hints(problems: list[Problem], collection: Collection) -> list[Problem]:
    """Drop hints about half-broken records, where advice would mislead.

    An error drops the hints of its own dossier or register, those of every dossier or register that refers to a record
    left out because of it, and every hint that nothing refers to a record.
    """
    broken = {problem.location.path for problem in problems if problem.severity is Severity.ERROR}
    if not broken:
        return problems
    articles = {dossier.origin.path for dossier in collection.of(Dossier)}
    folders = {path.rpartition("/")[0] for path in articles | broken if path.endswith("/article.md")}
    broken |= {record.origin.path for record, *_ in _unresolved_references(collection)}
    areas = {_area(path, folders) for path in broken}
    return [
        problem
        for problem in problems
        if problem.severity is not Severity.HINT
        or (problem.code not in _ABOUT_ALL and _area(problem.location.path, folders) not in areas)
    ]


def _area(path: str, dossiers: set[str]) -> str:
    """Return the innermost dossier folder that contains a file; for a register, the file itself."""
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        if folder in dossiers:
            return folder
    return path
