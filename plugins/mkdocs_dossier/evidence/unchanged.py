"""What is as it was when the collection was loaded the last time: whatever depends on it alone comes out the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.evidence.once import once_per_collection
from mkdocs_dossier.incremental.tracking import TRACKER
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.record import Record

R = TypeVar("R", bound=Record)
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Stands for what something is made of: it is the same one for as long as that is the same."""


@once_per_collection
def state_of(collection: Collection, dossier: Dossier) -> State:
    """The state of a dossier with its article and all records that are written in its folder."""
    made_of = (dossier, collection.articles.get(dossier), *collection.written_in(dossier))
    return collection.memory.while_same(("dossier", dossier.id, collection.language), made_of, State)


@once_per_collection
def state_of_kinds(collection: Collection, *kinds: type[Record]) -> State:
    """The state of all records of these kinds together."""
    records = tuple(record for kind in kinds for record in collection.of(kind))
    return collection.memory.while_same(("kinds", *(kind.noun for kind in kinds)), records, State)


def remembered(
    *kinds: type[Record],
) -> Callable[[Callable[[Collection, R], _Answer]], Callable[[Collection, R], _Answer]]:
    """A question about a record of a dossier that is answered once, and remembered from one collection to the next.

    The answer must depend on nothing but the record's dossier, see `state_of`, and on the records of these kinds.
    """

    def of(question: Callable[[Collection, R], _Answer]) -> Callable[[Collection, R], _Answer]:
        once, name = once_per_collection(question), f"{question.__module__}.{question.__qualname__}"

        @wraps(question)
        def answer(collection: Collection, record: R) -> _Answer:
            if TRACKER.current is not None or not collection.memory.remembers:
                return once(collection, record)  # what it reads is taken down, or nobody will remember
            known: dict[Any, _Answer] = collection.answers[answer]
            if record not in known:
                own = _remembered_of(collection, name, record.dossier, kinds)
                known.update(own)
                if record not in own:
                    own[record] = known[record] = question(collection, record)
            return known[record]

        return answer

    return of


def _remembered_of(collection: Collection, name: str, dossier: str, kinds: tuple[type[Record], ...]) -> dict[Any, Any]:
    """All answers to a question about the records of one dossier, as far as it was asked about them."""
    found = collection.get(Dossier, dossier)
    if found is None:
        return {}
    states = state_of(collection, found), state_of_kinds(collection, *kinds)
    answers: dict[Any, Any] = collection.memory.while_same((name, dossier), states, dict)
    return answers
