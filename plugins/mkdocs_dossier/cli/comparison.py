"""Say in the dossiers' terms how two states of a collection differ; a state is what `load` returns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.contradictions import rivals_of
from mkdocs_dossier.evidence.opponents import opponents_of
from mkdocs_dossier.export.plain import fields_of
from mkdocs_dossier.model.kinds import PUBLISHED
from mkdocs_dossier.model.records import Anchored, Dossier, Figure, Record, Statement
from mkdocs_dossier.problems import Problem, Severity, counted, printable, summary

State = tuple[Collection, Sequence[Problem]]
#: Kind and key of a record.
_Key = tuple[str, str]
#: The most records, contradictions or problems that one entry lists.
_MOST = 20
#: Everything that Markdown may take for more than text.
_SIGN = re.compile(r"([\\`*_{}\[\]<>()#!|~@&])")
_PLACE = re.compile(r":\d+:\d+")


def markdown(text: str) -> str:
    """Return a text for GitHub's summary: what it holds is shown, and commands nothing."""
    return _SIGN.sub(r"\\\1", printable(text))


def new_problems(base: State, head: State) -> list[Problem]:
    """Return the problems of `head` that `base` does not have, on whatever line; errors first."""
    known = Counter(map(_regardless_of_lines, base[1]))
    found = []
    for problem in head[1]:
        known[_regardless_of_lines(problem)] -= 1
        if known[_regardless_of_lines(problem)] < 0:
            found.append(problem)
    return sorted(found, key=lambda problem: list(Severity).index(problem.severity))


def differences(base: State, head: State, text: Callable[[str], str] = printable) -> Iterator[str]:
    """Yield one line for each sort of change, in a fixed order.

    Args:
        base: the earlier state.
        head: the later state.
        text: escapes words of the collection, for a terminal or as Markdown.
    """
    old, new = _records(base[0]), _records(head[0])
    both = sorted(old.keys() & new.keys())
    edited = [key for key in both if _written(old[key]) != _written(new[key])]
    for what, keys in (("new", new.keys() - old.keys()), ("changed", edited), ("gone", old.keys() - new.keys())):
        for kind in PUBLISHED:
            if named := sorted(text(name) for noun, name in keys if noun == kind.noun):
                yield f"{len(named)} {kind.noun if len(named) == 1 else kind.section} {what}: {_listed(named)}"
    was, now = _contradictions(base[0]), _contradictions(head[0])
    for how, pairs in (("now contradicts", now - was), ("no longer contradicts", was - now)):
        said = [f"{_called(one, text)} {how} {_called(other, text)}" for one, other in sorted(pairs)]
        yield from said[:_MOST]
        if len(said) > _MOST:
            yield f"{len(said) - _MOST} more: {how}"
    lost = [key for key in both if _has_passage(base[0], old[key]) and not _has_passage(head[0], new[key])]
    if lost:
        names = _listed([f"{noun} {text(name)}" for noun, name in lost])
        yield f"{counted(len(lost), 'quote')} no longer found: {names}"
    for how, problems in (("new", new_problems(base, head)), ("gone", new_problems(head, base))):
        if problems:
            yield f"{summary(problems)} {how}"


def as_markdown(base: State, head: State) -> Iterator[str]:
    """Yield the lines of a summary in Markdown, with the new problems at its end."""
    yield "## What changes in the dossiers\n"
    yield from (f"- {line}" for line in list(differences(base, head, markdown)) or ["Nothing."])
    if more := new_problems(base, head):
        yield "\n### New problems\n"
        yield from (f"- {markdown(str(problem))}" for problem in more[:_MOST])
        if len(more) > _MOST:
            yield f"- {len(more) - _MOST} more: `dossier check`"


def _records(collection: Collection) -> dict[_Key, Record]:
    return {(record.noun, record.key): record for kind in PUBLISHED for record in collection.of(kind.model)}


def _written(record: Record) -> object:
    return fields_of(record), record.body if isinstance(record, Dossier) else ""


def _has_passage(collection: Collection, record: Record) -> bool:
    return isinstance(record, Anchored) and bool(record.quote and collection.words_of(record))


def _contradictions(collection: Collection) -> set[tuple[_Key, _Key]]:
    found: list[tuple[Record, Record]] = []
    for figure in collection.of(Figure):
        found += [(figure, rival) for rival in rivals_of(collection, figure)]
    for statement in collection.of(Statement):
        found += [(statement, other) for other in opponents_of(collection, statement)]
    pairs = (sorted([(one.noun, one.key), (other.noun, other.key)]) for one, other in found)
    return {(one, other) for one, other in pairs}


def _regardless_of_lines(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.location.path, _PLACE.sub("", problem.message)


def _called(key: _Key, text: Callable[[str], str]) -> str:
    dossier, _, name = key[1].partition("/")
    return f"{key[0]} “{text(name)}” of dossier “{text(dossier)}”"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
