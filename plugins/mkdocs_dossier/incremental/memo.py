"""What is remembered from one time of loading to the next: whatever would come out the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from operator import is_
from typing import Any, Generic, TypeVar

V = TypeVar("V")

#: Stands for what is not remembered: what is may be None.
_NOTHING: Any = object()


@dataclass(frozen=True, slots=True)
class _Made(Generic[V]):
    """A value, the objects it was made of, and what was asked for meanwhile."""

    of: tuple[Any, ...]
    value: V
    within: tuple[Hashable, ...]


class Memory:
    """Values by keys that say all they depend on; what was not asked for since the last time is forgotten."""

    remembers = True

    def __init__(self, known: Mapping[Hashable, Any] | None = None) -> None:
        self._now: dict[Hashable, Any] = dict(known or {})
        self._before: dict[Hashable, Any] = {}
        self._asked_within: list[Hashable] | None = None
        """What has been asked for since something began to be made."""

    @property
    def now(self) -> Mapping[Hashable, Any]:
        """All that has been asked for since the last turn."""
        return self._now

    @property
    def changed(self) -> bool:
        """Whether that is anything else than what was known before it."""
        before = self._before
        return self._now.keys() != before.keys() or any(before[key] is not value for key, value in self._now.items())

    def turn(self) -> None:
        """Begin anew: from here on only what is asked for again stays."""
        self._before, self._now = self._now, {}

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value under the key, made where it is not remembered."""
        value: V = self._now.get(key, _NOTHING)
        if value is _NOTHING:
            value = self._before.get(key, _NOTHING)
            self._now[key] = value = make() if value is _NOTHING else value
        if self._asked_within is not None:
            self._asked_within.append(key)
        return value

    def while_same(self, key: Hashable, made_of: tuple[Any, ...], make: Callable[[], V]) -> V:
        """The value under a key, made anew unless it was made of the same: of these very objects, in this order.

        What was asked for to make it stays remembered as long as it does: to make another it is needed again.
        """
        last: _Made[V] | None = self.last(key)
        if last is None or len(last.of) != len(made_of) or not all(map(is_, last.of, made_of)):
            outer, self._asked_within = self._asked_within, []
            try:
                value = make()
            finally:
                within, self._asked_within = self._asked_within, outer
            last = _Made(made_of, value, tuple(within))
        for asked in last.within:
            if (known := self.last(asked)) is not None:
                self.keep(asked, known)
        self.keep(key, last)
        return last.value

    def last(self, key: Hashable) -> Any:
        """The value under a key that does not say all it depends on: to be looked at before it is used; or None."""
        return self._now.get(key, self._before.get(key))

    def keep(self, key: Hashable, value: Any) -> None:
        """Remember a value that was not there, or is another one now."""
        self._now[key] = value
        if self._asked_within is not None:
            self._asked_within.append(key)


class NoMemory(Memory):
    """Remembers nothing: for those who load once."""

    remembers = False

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value, made anew."""
        return make()

    def while_same(self, key: Hashable, made_of: tuple[Any, ...], make: Callable[[], V]) -> V:
        """The value, made anew."""
        return make()

    def keep(self, key: Hashable, value: Any) -> None:
        """Forget it at once."""
