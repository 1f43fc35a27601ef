"""Questions to a collection that several ask and that are answered once: a collection does not change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from mkdocs_dossier.collection import Collection

_T = TypeVar("_T")


def once_per_collection(question: Callable[[Collection], _T]) -> Callable[[Collection], _T]:
    """The same question; its answer is kept as long as the collection."""
    answers: WeakKeyDictionary[Collection, _T] = WeakKeyDictionary()

    def answer(collection: Collection) -> _T:
        if collection not in answers:
            answers[collection] = question(collection)
        return answers[collection]

    answer.__doc__ = question.__doc__
    return answer
