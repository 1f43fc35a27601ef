"""Remember values from one load to the next, each as long as it would come out the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mkdocs_dossier.incremental.tracking import TRACKER, Key

V = TypeVar("V")

#: The version of what a key stands for: the same object for as long as that is the same.
VersionOf = Callable[[Key], object]

#: Marks what is not remembered; what is may be None.
_NOTHING: Any = object()


@dataclass(frozen=True, slots=True)
class _Derived(Generic[V]):
    """A value, the version of everything that it was derived from, and what was asked for meanwhile."""

    versions: tuple[tuple[Key, object], ...]
    value: V
    within: tuple[Hashable, ...]


class Memory:
    """Values by key. What nobody asks for between two turns is forgotten."""

    remembers = True

    def __init__(self, known: Mapping[Hashable, Any] | None = None) -> None:
        self._now: dict[Hashable, Any] = dict(known or {})
        self._before: dict[Hashable, Any] = {}
        self._asked_within: list[Hashable] | None = None
        """What has been asked for since the derivation of a value began."""

    @property
    def now(self) -> Mapping[Hashable, Any]:
        """Everything that has been asked for since the last turn."""
        return self._now

    @property
    def changed(self) -> bool:
        """Whether that differs from what was known before the turn."""
        before = self._before
        return self._now.keys() != before.keys() or any(before[key] is not value for key, value in self._now.items())

    def turn(self) -> None:
        """Begin to load: from here on only what is asked for again stays."""
        self._before, self._now = self._now, {}

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return the value under a key that says everything it depends on; make it if it is not remembered."""
        value: V = self._now.get(key, _NOTHING)
        if value is _NOTHING:
            value = self._before.get(key, _NOTHING)
            self._now[key] = value = make() if value is _NOTHING else value
        if self._asked_within is not None:
            self._asked_within.append(key)
        return value

    def derived(self, key: Hashable, version_of: VersionOf, make: Callable[[], V]) -> V:
        """Return a value that is derived from records, and derived again when one that it has read has changed.

        What was asked for meanwhile stays remembered as long as the value does: it is needed to derive another.

        Args:
            key: says which value it is, not what it depends on.
            version_of: the version that a key of the tracker has now.
            make: derives the value; what it reads is tracked.
        """
        last: _Derived[V] | None = self.last(key)
        if last is None or any(version_of(read) is not version for read, version in last.versions):
            outer, self._asked_within = self._asked_within, []
            try:
                with TRACKER.recording() as read:
                    value = make()
            finally:
                within, self._asked_within = self._asked_within, outer
            last = _Derived(tuple((each, version_of(each)) for each in sorted(read)), value, tuple(within))
        elif TRACKER.current is not None:
            TRACKER.current.update(read for read, _ in last.versions)
        for asked in last.within:
            if (known := self.last(asked)) is not None:
                self.keep(asked, known)
        self.keep(key, last)
        return last.value

    def last(self, key: Hashable) -> Any:
        """Return the value under a key that does not say everything it depends on; None if there is none."""
        return self._now.get(key, self._before.get(key))

    def keep(self, key: Hashable, value: Any) -> None:
        """Remember a value that is new, or has changed."""
        self._now[key] = value
        if self._asked_within is not None:
            self._asked_within.append(key)


class NoMemory(Memory):
    """Remember nothing, for those who load once."""

    remembers = False

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """Make the value."""
        return make()

    def derived(self, key: Hashable, version_of: VersionOf, make: Callable[[], V]) -> V:
        """Make the value."""
        return make()

    def keep(self, key: Hashable, value: Any) -> None:
        """Forget it at once."""
