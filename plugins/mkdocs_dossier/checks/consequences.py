"""What only follows from something else that is wrong: one line for each file that cannot be read, or no line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.links import links_to_records
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.problems import Problem, Severity
from mkdocs_dossier.reading.unread import keys_of

#: By path: the records that a file may hold which cannot be read, as pairs of noun and key.
Unread = Mapping[str, Several[tuple[str, str]]]
#: They ask whether anything at all refers to a record: to what is left out, that cannot be said.
_ABOUT_ALL = frozenset({"actor-unmentioned", "unused-record"})


def unchecked_references(collection: Collection, unread: Unread, found: Iterable[Problem]) -> Iterator[Problem]:
    """Count, for each file that cannot be read, the references that may lead to a record in it.

    Args:
        collection: All that could be read.
        unread: The files that could not, and what they may hold.
        found: What is wrong with the files; the count is placed where the first problem of its file is.
    """
    counts: Counter[str] = Counter()
    if unread:
        for _, dossier, name, nouns in _references_in_vain(collection):
            keys = {(noun, key) for noun in nouns for key in keys_of(name, noun, dossier)}
            counts.update([path for path in unread if not keys.isdisjoint(unread[path])][:1])
    places = {problem.location.path: problem.location for problem in reversed(list(found))}
    for path, count in counts.items():
        what = "1 reference" if count == 1 else f"{count} references"
        message = f"{what} cannot be checked until {PurePosixPath(path).name} can be read"
        yield Problem("unchecked-references", Severity.ERROR, message, places[path], "mend this file first")


def _references_in_vain(collection: Collection) -> Iterator[tuple[Record, str, str, tuple[str, ...]]]:
    """The references that lead to no record: whose, in which dossier, to what name, of which kinds."""
    for record, link, _, name in collection.unresolved:
        yield record, record.dossier, name, link.ref.kinds
    for text_link in links_to_records(collection):
        if text_link.target(collection) is None:
            yield text_link.record, text_link.dossier, text_link.name, (text_link.noun,)


def without_misleading_hints(problems: list[Problem], collection: Collection) -> list[Problem]:
    """Leave out the hints on what is half broken: advice on it would mislead.

    An error is a reason to leave out the hints of its own dossier or register, and of every dossier and register that
    refers to a record which was left out for it; and whatever is said of a record because nothing refers to it.
    """
    broken = {problem.location.path for problem in problems if problem.severity is Severity.ERROR}
    if not broken:
        return problems
    articles = {dossier.origin.path for dossier in collection.of(Dossier)}
    folders = {path.rpartition("/")[0] for path in articles | broken if path.endswith("/article.md")}
    broken |= {record.origin.path for record, *_ in _references_in_vain(collection)}
    areas = {_area(path, folders) for path in broken}
    return [
        problem
        for problem in problems
        if problem.severity is not Severity.HINT
        or (problem.code not in _ABOUT_ALL and _area(problem.location.path, folders) not in areas)
    ]


def _area(path: str, dossiers: set[str]) -> str:
    """The innermost folder of a dossier that a file is in; of a register the file itself."""
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        if folder in dossiers:
            return folder
    return path
