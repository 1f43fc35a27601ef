"""Questions to a collection that are answered once: it no longer changes when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any, TypeVar, TypeVarTuple, cast

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.incremental.tracking import TRACKER, TrackedMapping, read_all_in

_About = TypeVarTuple("_About")
_Answer = TypeVar("_Answer")

#: The questions about the whole collection, by their names.
ABOUT_ALL: dict[str, Callable[[Collection], Any]] = {}


def once_per_collection(
    question: Callable[[Collection, *_About], _Answer],
) -> Callable[[Collection, *_About], _Answer]:
    """The same question, which keeps its answers for as long as the collection lives.

    What it has read is read again by who gets an answer that was kept. A question about the whole collection reads
    everything: of its answer, it is only taken down what is looked up in it.
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
            return cast(_Answer, _watched(f"{collection.edition}{name}", whole))
        read = collection.footprints[answer]
        if key not in read:
            # What was answered while nobody took it down is asked once more.
            with TRACKER.recording() as own:
                known[key] = question(collection, *about)
            read[key] = frozenset(own)
        TRACKER.current |= read[key]
        return known[key]

    if len(signature(question).parameters) == 1:
        ABOUT_ALL[name] = answer  # now, not when it is asked: another process may know of its answer only
    return answer


def forget(collection: Collection, *questions: Callable[..., Any]) -> None:
    """Keep the answers no longer: they take much room, and hardly anybody asks again. Whoever does is answered."""
    for question in questions:
        collection.answers.pop(question, None)
        collection.footprints.pop(question, None)


def forget_about(collection: Collection, question: Callable[..., Any], about: object) -> None:
    """Keep one answer no longer."""
    collection.answers[question].pop(about, None)
    collection.footprints[question].pop(about, None)


def _watched(name: str, answer: Any) -> Any:
    if isinstance(answer, Mapping):
        return TrackedMapping(name, answer)
    if TRACKER.current is not None:
        TRACKER.current.add(("answer", name))
        read_all_in(answer)
    return answer
