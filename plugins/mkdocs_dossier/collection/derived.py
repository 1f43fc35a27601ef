"""Derive values from a collection: cache each while the collection lives, and some until the keys they read change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any, TypeVar, TypeVarTuple, cast

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.versions import ABOUT_ALL, Versions
from mkdocs_dossier.incremental.tracking import TRACKER, TrackedMapping, coarse, read_all_in

_About = TypeVarTuple("_About")
_Answer = TypeVar("_Answer")


def derived(question: Callable[[Collection, *_About], _Answer]) -> Callable[[Collection, *_About], _Answer]:
    """Cache a question's answers for as long as the collection lives, which never changes.

    Reading a cached answer reads the keys that it has read. A question about the whole collection reads everything:
    only the entries of its answer that are looked up are tracked.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answer(collection: Collection, *about: *_About) -> _Answer:
        known: dict[Any, _Answer] = collection.answers[answer]
        # Most are about one of many records: a tuple for each would take more memory than its answer.
        key: Any = about if len(about) != 1 else next(iter(about))
        if TRACKER.current is None:
            if key not in known:
                known[key] = question(collection, *about)
            return known[key]
        if not about:
            with TRACKER.pausing():
                whole = answer(collection, *about)
            return cast(_Answer, _tracked(f"{collection.variant}{name}", whole))
        read = collection.keys_read[answer]
        if key not in read:
            # An answer found without tracking is computed again.
            with TRACKER.recording() as own:
                known[key] = question(collection, *about)
            read[key] = coarse(own)
        TRACKER.current |= read[key]
        return known[key]

    if len(signature(question).parameters) == 1:
        ABOUT_ALL[name] = answer  # on definition, because another process may read the answer first
    return answer


def remembered(collection: Collection, key: tuple[str, ...], make: Callable[[], _Answer]) -> _Answer:
    """Return a value that is remembered between loads until something it has read changes.

    Args:
        collection: the value's only input.
        key: names the value.
        make: derives the value, which must not change.

    Returns:
        The value.
    """
    return collection.memory.derived((*key, collection.language), _versions_of(collection).of, make)


def _versions_of(collection: Collection) -> Versions:
    known: dict[Any, Versions] = collection.answers[Versions]
    if Versions not in known:
        known[Versions] = Versions(collection)
    return known[Versions]


def forget(collection: Collection, *questions: Callable[..., Any]) -> None:
    """Drop cached answers that are large and rarely needed again; another call computes them again."""
    for question in questions:
        collection.answers.pop(question, None)
        collection.keys_read.pop(question, None)


def forget_about(collection: Collection, question: Callable[..., Any], about: object) -> None:
    """Drop one cached answer.

    Args:
        collection: the collection.
        question: the `derived` function.
        about: its argument.
    """
    collection.answers[question].pop(about, None)
    collection.keys_read[question].pop(about, None)


def _tracked(name: str, answer: Any) -> Any:
    if isinstance(answer, Mapping):
        return TrackedMapping(name, answer)
    if TRACKER.current is not None:
        TRACKER.current.add(("answer", name))
        read_all_in(answer)
    return answer
