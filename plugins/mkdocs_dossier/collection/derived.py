"""Derive values from a collection: each once while it lives, some remembered until what they have read changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any, TypeVar, TypeVarTuple, cast

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.versions import ABOUT_ALL, Versions
from mkdocs_dossier.incremental.tracking import TRACKER, TrackedMapping, read_all_in

_About = TypeVarTuple("_About")
_Answer = TypeVar("_Answer")


def derived(question: Callable[[Collection, *_About], _Answer]) -> Callable[[Collection, *_About], _Answer]:
    """Cache a question's answers for as long as the collection lives, which never changes.

    Whoever gets a cached answer reads what it has read. A question about the whole collection reads everything: of its
    answer, only the entries that are looked up count as read.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answer(collection: Collection, *about: *_About) -> _Answer:
        known: dict[Any, _Answer] = collection.answers[answer]
        # Most are about one record, of which there are many: a tuple for each would take more room than its answer.
        key: Any = about if len(about) != 1 else next(iter(about))
        if TRACKER.current is None:
            if key not in known:
                known[key] = question(collection, *about)
            return known[key]
        if not about:
            with TRACKER.pausing():
                whole = answer(collection, *about)
            return cast(_Answer, _tracked(f"{collection.edition}{name}", whole))
        read = collection.keys_read[answer]
        if key not in read:
            # An answer that was found while nothing was tracked is found again.
            with TRACKER.recording() as own:
                known[key] = question(collection, *about)
            read[key] = frozenset(own)
        TRACKER.current |= read[key]
        return known[key]

    if len(signature(question).parameters) == 1:
        ABOUT_ALL[name] = answer  # now, not when it is asked: another process may know of its answer only
    return answer


def remembered(collection: Collection, key: tuple[str, ...], make: Callable[[], _Answer]) -> _Answer:
    """Return a value that is remembered between two loads, until something that it has read changes.

    Args:
        collection: what the value is derived from, and nothing else.
        key: says which value it is.
        make: derives it. What it returns must not change.
    """
    return collection.memory.derived((*key, collection.language), _versions_of(collection).of, make)


def _versions_of(collection: Collection) -> Versions:
    known: dict[Any, Versions] = collection.answers[Versions]
    if Versions not in known:
        known[Versions] = Versions(collection)
    return known[Versions]


def forget(collection: Collection, *questions: Callable[..., Any]) -> None:
    """Drop cached answers that take much room and that hardly anybody asks for again; whoever does is answered."""
    for question in questions:
        collection.answers.pop(question, None)
        collection.keys_read.pop(question, None)


def forget_about(collection: Collection, question: Callable[..., Any], about: object) -> None:
    """Drop one cached answer."""
    collection.answers[question].pop(about, None)
    collection.keys_read[question].pop(about, None)


def _tracked(name: str, answer: Any) -> Any:
    if isinstance(answer, Mapping):
        return TrackedMapping(name, answer)
    if TRACKER.current is not None:
        TRACKER.current.add(("answer", name))
        read_all_in(answer)
    return answer
