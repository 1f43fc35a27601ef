"""What something was made of: everything it has read, so that it need not be made again while all of that stays.

Recorded while it is made, never declared by hand. A footprint is a set of keys; what a key stands for has a state, and
as long as the states of all its keys are the same, the same would be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from mkdocs_dossier.model.record import Record

#: Stands between the parts of a key that is written down; neither it nor the end of a line stands in a name.
PART = "\t"

#: What has been read: `record actor putin`, `dossier nordkorea`, `links actor putin`, `kind actor`, `answer …`.
Key = tuple[str, ...]
Footprint = frozenset[Key]

_A = TypeVar("_A")
_V = TypeVar("_V")


class Recorder:
    """Takes down what is read, where anybody wants to know; else `current` is None, and nothing is taken down."""

    def __init__(self) -> None:
        self.current: set[Key] | None = None

    @contextmanager
    def recording(self) -> Iterator[set[Key]]:
        """What is read from here on, also what is read by what that asks; the recording around it has it too."""
        outer, own = self.current, set[Key]()
        self.current = own
        try:
            yield own
        finally:
            self.current = outer
            if outer is not None:
                outer |= own

    @contextmanager
    def pausing(self) -> Iterator[None]:
        """What is read from here on is not taken down: it is known otherwise."""
        outer, self.current = self.current, None
        try:
            yield
        finally:
            self.current = outer


#: The one recorder: sites are built by one thread.
RECORDER = Recorder()


def asked_once(question: Callable[[_A], _V]) -> Callable[[_A], _V]:
    """The same question, which keeps its answers; what has been read for one is read again by who gets it."""
    answers: dict[_A, tuple[_V, Footprint]] = {}

    def answer(about: _A) -> _V:
        if about not in answers:
            with RECORDER.recording() as read:
                found = question(about)
            answers[about] = found, frozenset(read)
        found, footprint = answers[about]
        if RECORDER.current is not None:
            RECORDER.current |= footprint
        return found

    return answer


def key_of(record: Record) -> Key:
    """The key under which a record is read; a dossier is read together with its article."""
    return ("dossier", record.id) if record.noun == "dossier" else ("record", record.noun, record.key)


def written(key: Key) -> str:
    """A key as one text; as one that stands for nothing where its parts could not be told apart again."""
    text = PART.join(key)
    return text if text.count(PART) == len(key) - 1 and "\n" not in text else PART


def read_all_in(value: Any) -> None:
    """Take down every record in a value, such as one that was looked up in an answer about the whole collection."""
    if RECORDER.current is not None:
        RECORDER.current.update(map(key_of, _records_in(value)))


def _records_in(value: Any) -> Iterator[Record]:
    match value:
        case Record():
            yield value
        case Mapping():
            for key, inner in value.items():
                yield from _records_in(key)
                yield from _records_in(inner)
        case tuple() | list() | set() | frozenset():
            for inner in value:
                yield from _records_in(inner)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _records_in(getattr(value, field.name))


class Watched(Mapping[Any, _V]):
    """An answer about the whole collection, of which it is taken down what is looked up."""

    def __init__(self, name: str, answer: Mapping[Any, _V]) -> None:
        self._name = name
        self._answer = answer

    def __getitem__(self, key: Any) -> _V:
        self._look_up(key)
        return self._answer[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """What is known of the key; looking in vain is taken down too."""
        self._look_up(key)
        return self._answer.get(key, default)

    def __iter__(self) -> Iterator[Any]:
        self._look_up(None)
        return iter(self._answer)

    def __len__(self) -> int:
        return len(self._answer)

    def _look_up(self, key: Any) -> None:
        if RECORDER.current is not None:
            RECORDER.current.add(("answer", self._name) if key is None else ("answer", self._name, *name_of(key)))
            read_all_in(self._answer if key is None else self._answer.get(key))


def name_of(key: Any) -> Key:
    """What a record, or a text, is looked up by."""
    return (key.noun, key.key) if isinstance(key, Record) else (str(key),)
