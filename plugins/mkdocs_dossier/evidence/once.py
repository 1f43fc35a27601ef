"""Questions to a collection that are answered once: it no longer changes when it is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

from mkdocs_dossier.collection import Collection

_About = TypeVarTuple("_About")
_Answer = TypeVar("_Answer")


def once_per_collection(
    question: Callable[[Collection, *_About], _Answer],
) -> Callable[[Collection, *_About], _Answer]:
    """The same question, which keeps its answers for as long as the collection lives."""
    answers: WeakKeyDictionary[Collection, dict[tuple[*_About], _Answer]] = WeakKeyDictionary()

    @wraps(question)
    def answer(collection: Collection, *about: *_About) -> _Answer:
        known = answers.setdefault(collection, {})
        if about not in known:
            known[about] = question(collection, *about)
        return known[about]

    return answer
