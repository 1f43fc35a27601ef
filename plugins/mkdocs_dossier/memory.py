"""What is remembered from one time of loading to the next: whatever would come out the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

V = TypeVar("V")


class Memory:
    """Values by keys that say all they depend on; what was not asked for since the last time is forgotten."""

    remembers = True

    def __init__(self, known: Mapping[Hashable, Any] | None = None) -> None:
        self._now: dict[Hashable, Any] = dict(known or {})
        self._before: dict[Hashable, Any] = {}

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
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        value: V = self._now[key]
        return value

    def last(self, key: Hashable) -> Any:
        """The value under a key that does not say all it depends on: to be looked at before it is used; or None."""
        return self._now.get(key, self._before.get(key))

    def keep(self, key: Hashable, value: Any) -> None:
        """Remember a value that was not there, or is another one now."""
        self._now[key] = value


class NoMemory(Memory):
    """Remembers nothing: for those who load once."""

    remembers = False

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value, made anew."""
        return make()

    def keep(self, key: Hashable, value: Any) -> None:
        """Forget it at once."""
