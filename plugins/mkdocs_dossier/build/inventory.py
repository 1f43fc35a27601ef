"""What pages that are kept, and lines of data, were made of: all that they have read, and in which state that was.

Most of it is read by many pages. So its states are held once, and are those that all pages agree on; when one of them
changes, each page that has read it is thrown away before anybody asks for it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

#: The type of a number in a footprint: four bytes, on all machines that Python runs on.
NUMBER = "I"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page that is kept, without looking at it."""

    about: str
    """The kind and the name of its record, and where it is cut."""
    imprint: str
    """The state of what the page says of the site as a publication, where it says how it is cited."""
    footprint: array[int]
    """The numbers of all keys that it has read."""
    seal: str
    """A text that is the same for what is the same page; empty where nobody asks for it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not as it was."""

    states: dict[int, str]
    """The states of now, of the keys that were in others, by their numbers."""
    untrue: list[str]
    """The paths of pages that would be made otherwise now."""


@dataclass(slots=True)
class Inventory:
    """The pages by their paths, and all keys that they have read, each with its state, by their numbers."""

    pages: dict[str, Known] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """The keys as they are written down; empty where a number is free."""
    states: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(init=False)
    _free: list[int] = field(init=False)
    _left: set[int] = field(init=False, default_factory=set)
    """The numbers that pages had which are kept no more."""

    def __post_init__(self) -> None:
        self._free = [number for number, name in enumerate(self.names) if not name]
        self._numbers = {name: number for number, name in enumerate(self.names) if name}

    def changes(self, state_of: Callable[[str], str], is_refused: Callable[[str], bool] | None) -> Changes:
        """What has changed since the states were those of now; what is refused counts as changed."""
        names = enumerate(self.names)
        states = {at: now for at, name in names if (now := state_of(name) if name else "") != self.states[at]}
        changed = {*states, *(at for at, name in enumerate(self.names) if is_refused and is_refused(name))}
        pages = self.pages.items() if changed else ()
        return Changes(states, [path for path, known in pages if not changed.isdisjoint(known.footprint)])

    def take_in(self, changes: Changes) -> None:
        """From now on the states are those of now."""
        for number, state in changes.states.items():
            self.states[number] = state

    def numbers_of(self, names: Iterable[str], state_of: Callable[[str], str]) -> array[int]:
        """The numbers of keys, of those that no page has read before too."""
        known = self._numbers
        # A page has hundreds: most are known.
        return array(NUMBER, [known[name] if name in known else self._number_of(name, state_of) for name in names])

    def _number_of(self, name: str, state_of: Callable[[str], str]) -> int:
        """The number of a key that has none."""
        if self._free:
            number = self._free.pop()
        else:
            number = len(self.names)
            self.names.append("")
            self.states.append("")
        self._numbers[name] = number
        self.names[number], self.states[number] = name, state_of(name)
        return number

    def add(self, path: str, known: Known) -> None:
        """A page is kept."""
        self.discard(path)
        self.pages[path] = known

    def discard(self, path: str) -> None:
        """A page is kept no more."""
        if known := self.pages.pop(path, None):
            self._left.update(known.footprint)

    def others(self, paths: Collection[str]) -> list[str]:
        """The pages at all other paths."""
        wanted = set(paths)
        return [path for path in self.pages if path not in wanted]

    def clear_up(self) -> None:
        """Forget the keys that no page has read any more: they are names, too."""
        if self._left:
            for known in self.pages.values():
                self._left.difference_update(known.footprint)
        for number in self._left:
            del self._numbers[self.names[number]]
            self.names[number] = self.states[number] = ""
            self._free.append(number)
        self._left = set()
