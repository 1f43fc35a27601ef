"""Say in the dossiers' terms how two states of a collection differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.contradictions import rivals_of
from mkdocs_dossier.evidence.opponents import opponents_of
from mkdocs_dossier.export.plain import fields_of
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.kinds import BY_NOUN, PUBLISHED
from mkdocs_dossier.model.record import Anchored, Record
from mkdocs_dossier.problems import Problem, Severity, printable, summary

#: The most records, contradictions or problems that one entry lists.
_MOST = 20
#: Everything that Markdown may take for more than text.
_SIGN = re.compile(r"([\\`*_{}\[\]<>()#!|~@&])")
_PLACE = re.compile(r":\d+:\d+")

_Pair = tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class State:
    """A collection at one time, with all its problems."""

    collection: Collection
    problems: Sequence[Problem]

    def records(self) -> dict[tuple[str, str], Record]:
        """Return (kind, key) → record, without the editors' notes to each other."""
        return {(record.noun, record.key): record for kind in PUBLISHED for record in self.collection.of(kind.model)}

    def contradictions(self) -> set[_Pair]:
        """Return each two figures or statements that cannot both be true."""
        found: list[tuple[Record, Record]] = []
        for figure in self.collection.of(Figure):
            found += [(figure, rival) for rival in rivals_of(self.collection, figure)]
        for statement in self.collection.of(Statement):
            found += [(statement, other) for other in opponents_of(self.collection, statement)]
        pairs = (sorted([(one.noun, one.key), (other.noun, other.key)]) for one, other in found)
        return {(one, other) for one, other in pairs}

    def is_found(self, record: Record) -> bool:
        """Whether the article holds a record's quote."""
        return isinstance(record, Anchored) and bool(record.quote) and bool(self.collection.words_of(record))


def _written(record: Record) -> object:
    """Return what a person wrote: the fields, and a dossier's article."""
    return fields_of(record), record.body if isinstance(record, Dossier) else ""


def plain(text: str) -> str:
    """Return a text for a terminal."""
    return printable(text)


def markdown(text: str) -> str:
    """Return a text for GitHub's summary: what it holds is shown, and commands nothing."""
    return _SIGN.sub(r"\\\1", printable(text))


def new_problems(base: State, head: State) -> list[Problem]:
    """Return the problems of `head` that `base` does not have, on whatever line."""
    known = Counter(map(_sort, base.problems))
    found = []
    for problem in head.problems:
        known[_sort(problem)] -= 1
        if known[_sort(problem)] < 0:
            found.append(problem)
    return found


def differences(base: State, head: State, text: Callable[[str], str] = plain) -> Iterator[str]:
    """Yield one line for each sort of change, in a fixed order.

    Args:
        base: the earlier state.
        head: the later state.
        text: escapes words of the collection: `plain` or `markdown`.
    """
    old, new = base.records(), head.records()
    both = sorted(old.keys() & new.keys())
    edited = [key for key in both if _written(old[key]) != _written(new[key])]
    for what, keys in (("new", new.keys() - old.keys()), ("changed", edited), ("gone", old.keys() - new.keys())):
        for kind in PUBLISHED:
            named = sorted(name for noun, name in keys if noun == kind.noun)
            if named:
                yield f"{_counted(kind.noun, len(named))} {what}: {_listed(map(text, named))}"
    was, now = base.contradictions(), head.contradictions()
    for how, pairs in (("now contradicts", now - was), ("no longer contradicts", was - now)):
        said = [f"{_called(one, text)} {how} {_called(other, text)}" for one, other in sorted(pairs)]
        yield from said[:_MOST]
        if len(said) > _MOST:
            yield f"{len(said) - _MOST} more: {how}"
    lost = [key for key in both if base.is_found(old[key]) and not head.is_found(new[key])]
    if lost:
        names = _listed(f"{noun} {text(name)}" for noun, name in lost)
        yield f"{len(lost)} {'quote' if len(lost) == 1 else 'quotes'} no longer found: {names}"
    more, fewer = new_problems(base, head), new_problems(head, base)
    if more:
        yield f"{summary(more)} new"
    if fewer:
        yield f"{summary(fewer)} gone"


def as_markdown(base: State, head: State) -> Iterator[str]:
    """Yield the lines of a summary in Markdown, with the new problems at its end."""
    said = list(differences(base, head, markdown))
    yield "## What changes in the dossiers\n"
    yield from (f"- {line}" for line in said or ["Nothing."])
    more = sorted(new_problems(base, head), key=lambda problem: list(Severity).index(problem.severity))
    if more:
        yield "\n### New problems\n"
        yield from (f"- {markdown(str(problem))}" for problem in more[:_MOST])
        if len(more) > _MOST:
            yield f"- {len(more) - _MOST} more: `dossier check`"


def _sort(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.location.path, _PLACE.sub("", problem.message)


def _called(key: tuple[str, str], text: Callable[[str], str]) -> str:
    dossier, _, name = key[1].partition("/")
    return f"{key[0]} “{text(name)}” of dossier “{text(dossier)}”"


def _counted(noun: str, number: int) -> str:
    many = f"{noun}s" if noun == "dossier" else BY_NOUN[noun].section
    return f"1 {noun}" if number == 1 else f"{number} {many}"


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _MOST} more" if len(every) > _MOST else ""
    return ", ".join(every[:_MOST]) + more
