"""Remember derived values from one load to the next, each until one of its dependencies changes."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mkdocs_dossier.incremental.tracking import TRACKER, Key, coarse

V = TypeVar("V")

#: Returns the version of a key's value: the same object as long as the value is the same.
VersionOf = Callable[[Key], object]

#: Marks a missing value; a remembered one may be None.
_NOTHING: Any = object()


@dataclass(frozen=True, slots=True)
class _Derived(Generic[V]):
    """A value, the versions of its dependencies, and the keys that were asked for while it was derived."""

    versions: tuple[tuple[Key, object], ...]
    value: V
    within: tuple[Hashable, ...]


class Memory:
    """Values by key. A value that nobody asks for between two turns is forgotten."""

    remembers = True

    def __init__(self, known: Mapping[Hashable, Any] | None = None) -> None:
        self.now: dict[Hashable, Any] = dict(known or {})
        """The values that have been asked for since the last turn."""
        self._before: dict[Hashable, Any] = {}
        self._asked_within: list[Hashable] | None = None
        """The keys asked for since the derivation of a value began; None outside of one."""

    @property
    def changed(self) -> bool:
        """Whether they differ from the values known before the turn."""
        before = self._before
        return self.now.keys() != before.keys() or any(before[key] is not value for key, value in self.now.items())

    def turn(self) -> None:
        """Begin a new load: forget all values that are not asked for again."""
        self._before, self.now = self.now, {}

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return the value of a key that names all its dependencies; make it if it is not remembered."""
        value: V = self.now.get(key, _NOTHING)
        if value is _NOTHING:
            value = self._before.get(key, _NOTHING)
            self.now[key] = value = make() if value is _NOTHING else value
        if self._asked_within is not None:
            self._asked_within.append(key)
        return value

    def derived(self, key: Hashable, version_of: VersionOf, make: Callable[[], V]) -> V:
        """Return a value that is derived from records; derive it again when a record that it has read has changed.

        Values asked for meanwhile stay remembered as long as this one: they will be needed to derive it again.
        `version_of` returns the current version of a key of the tracker.
        """
        last: _Derived[V] | None = self.last(key)
        if last is None or any(version_of(read) is not version for read, version in last.versions):
            outer, self._asked_within = self._asked_within, []
            try:
                with TRACKER.recording() as read:
                    value = make()
            finally:
                within, self._asked_within = self._asked_within, outer
            last = _Derived(tuple((each, version_of(each)) for each in sorted(coarse(read))), value, tuple(within))
        elif TRACKER.current is not None:
            TRACKER.current.update(read for read, _ in last.versions)
        for asked in last.within:
            if (known := self.last(asked)) is not None:
                self.keep(asked, known)
        self.keep(key, last)
        return last.value

    def last(self, key: Hashable) -> Any:
        """Return the last value of a key that does not name all its dependencies; None if there is none."""
        return self.now.get(key, self._before.get(key))

    def keep(self, key: Hashable, value: Any) -> None:
        """Remember a value, new or changed."""
        self.now[key] = value
        if self._asked_within is not None:
            self._asked_within.append(key)


class NoMemory(Memory):
    """Remember nothing, for programs that load once."""

    remembers = False

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """Make the value."""
        return make()

    def derived(self, key: Hashable, version_of: VersionOf, make: Callable[[], V]) -> V:
        """Make the value."""
        return make()

    def keep(self, key: Hashable, value: Any) -> None:
        """Do nothing."""
