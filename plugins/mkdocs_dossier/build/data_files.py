"""The files of data of a site: of the last ones those lines are taken over that would be made again as they stand."""

from __future__ import annotations

import json
import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from mkdocs_dossier.build.inventory import NUMBER
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.export.chunks import WHOLE, Lines, Parts, Unit, Whole, pieces_of
from mkdocs_dossier.export.published import published
from mkdocs_dossier.incremental.tracking import RECORDER, written

T = TypeVar("T")

#: The file, written by somebody else, that begins with what is listed.
INDEX = "search/search_index.json"
#: Where a stretch of lines begins in its file, how many bytes part the lines of two units, and how many each unit has.
Stretch = tuple[int, int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the lines of which unit stand in the files of a site."""

    stretches: Mapping[str, list[Stretch]] = field(default_factory=dict)
    """Those of each file, in their order."""
    seals: Mapping[str, str] = field(default_factory=dict)
    """For each unit a text that is the same as long as all its lines are, and what is listed of it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the next build wants to know of files that have been written."""

    layout: Layout
    names: list[str]
    """All that units have read whose lines have been made anew, as it is written down."""
    footprints: Mapping[str, bytes]
    """Those units, with the numbers of what each of them has read."""
    listed: list[dict[str, str]]
    """What is listed, in its order."""


class DataFiles:
    """Files of data by their paths, each with what it consists of.

    `true` are the seals of the units in which nothing has changed; None if nobody wants to know what units read. `last`
    says where lines stand in the files of the site in the folder `before`. What is `listed` comes back.
    """

    def __init__(
        self,
        files: Mapping[str, Callable[[], Parts]],
        collection: Collection,
        true: Mapping[str, str] | None = None,
        last: Layout | None = None,
        before: Path | None = None,
        listed: Sequence[Lines[Any]] = (),
    ) -> None:
        self.files = files
        self.listed = listed
        self.collection = collection
        self.true = true
        self.last = last if last and before else Layout()
        self.before = before or Path()
        self.taken = {unit: seal for unit, seal in (true or {}).items() if self.last.seals.get(unit) == seal}
        """The units whose lines are taken over, with their seals."""
        self.same = {path for path in files if f"{WHOLE} {path}" in self.taken and path in self.last.stretches}
        """The files that change as a whole, and have not: they are not written, as they can be linked."""

    def write(self, site: Path) -> Iterator[Report]:
        """Write into a site those that are not the same. Raises OSError."""
        try:
            yield _Writing(self, self.taken).written(site)
        except _LostError:
            wholes = {f"{WHOLE} {path}" for path in self.same}
            yield _Writing(self, {unit: seal for unit, seal in self.taken.items() if unit in wholes}).written(site)

    def put(self, site: Path, *, linked: bool) -> None:
        """Have those that are the same in the site too, where nobody else has seen to it. Raises OSError.

        They are not `linked` where another site may stand now in the folder `before`.
        """
        for path in self.same:
            target = site / path
            if not os.path.lexists(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                if not (linked and _is_linked(self.before / path, target)):
                    target.write_bytes("".join(pieces_of(self.files[path])).encode())


def _is_linked(source: Path, target: Path) -> bool:
    """Give a file a second name; False where there are no links."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


class _LostError(Exception):
    """A file of the last site is not as its layout says."""


class _Writing:
    """One attempt to write them."""

    def __init__(self, data: DataFiles, taken: Mapping[str, str]) -> None:
        self._data = data
        self._taken = taken
        self._seals: defaultdict[str, Any] = defaultdict(partial(blake2b, digest_size=16))
        self._numbers: dict[str, int] = {}
        self._read: defaultdict[str, array[int]] = defaultdict(partial(array, NUMBER))

    def written(self, site: Path) -> Report:
        data = self._data
        same = {path: data.last.stretches[path] for path in data.same}
        stretches = {path: list(self._stretches(site, path)) for path in data.files if path not in same}
        listed: list[dict[str, str]] = []
        stretches |= {_name_of(lines): [self._list(lines, listed)] for lines in data.listed}
        made = {unit: seal.hexdigest() for unit, seal in self._seals.items()}
        if any(made.get(unit, seal) != seal for unit, seal in self._taken.items()):
            raise _LostError
        seals = {**self._taken, **made}
        footprints = {unit: array(NUMBER, sorted(set(read))).tobytes() for unit, read in self._read.items()}
        return Report(Layout(stretches | same, seals), list(self._numbers), footprints, listed)

    def _stretches(self, site: Path, path: str) -> Iterator[Stretch]:
        """Write one file."""
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        last = iter(self._data.last.stretches.get(path, ()))
        with target.open("wb") as file, _Last(self._data.before / path) as before:
            for part in self._data.files[path]():
                if isinstance(part, str):
                    file.write(part.encode())
                else:
                    before.turn_to(next(last, None))
                    yield self._stretch(part, file, before)

    def _stretch(self, lines: Lines[Any] | Whole, file: BinaryIO, before: _Last) -> Stretch:
        """Write the lines of all units."""
        start, joint = file.tell(), lines.joint.encode()
        sizes: dict[str, int] = {}
        parting = b""
        for unit in lines.units:
            name = str(unit)
            if name in self._taken:
                content = before.lines(name)
            else:
                content = self._recorded(name, partial(lines.text, unit)).encode()
            self._seal(name, content)
            if content:
                file.write(parting + content)
                parting = joint
            sizes[name] = len(content)
        return start, len(joint), sizes

    def _list(self, lines: Lines[Any], listed: list[dict[str, str]]) -> Stretch:
        """Add what is listed of all units."""
        start, last = len(listed), self._data.last.stretches.get(_name_of(lines))
        places = _places(last[0] if last else None)
        sizes: dict[str, int] = {}
        for unit in lines.units:
            name = str(unit)
            if name in self._taken:
                at, size = places.get(name, (0, -1))
                found = self._entries[at : at + size]
                if len(found) != size:
                    raise _LostError
            else:
                found = self._recorded(name, partial(_all_of, lines, unit))
            self._seal(name, "\n".join(text for entry in found for text in entry.values()).encode())
            listed += found
            sizes[name] = len(found)
        return start, 0, sizes

    @cached_property
    def _entries(self) -> list[dict[str, str]]:
        """What is listed in the last site."""
        try:
            found = json.loads((self._data.before / INDEX).read_bytes())["docs"]
        except (OSError, ValueError, LookupError, TypeError):
            raise _LostError from None
        return found if isinstance(found, list) else []

    def _recorded(self, name: str, make: Callable[[], T]) -> T:
        """Make something of a unit; if anybody wants to know, it is taken down what it reads."""
        if self._data.true is None:
            return make()
        with RECORDER.recording() as read:
            published(self._data.collection)  # what may be shown at all
            made = make()
        numbers = self._numbers
        self._read[name].extend([numbers.setdefault(key, len(numbers)) for key in map(written, read)])
        return made

    def _seal(self, name: str, content: bytes) -> None:
        """Take down what a unit has, made or taken over: nothing is used of what another build has published."""
        self._seals[name].update(b"%d " % len(content) + content)


def _name_of(lines: Lines[Any]) -> str:
    """What these lines are called in a layout, as they fill no file."""
    return f"{INDEX} {lines.model.noun} {lines.form}"


def _all_of(lines: Lines[Any], unit: Unit) -> list[dict[str, str]]:
    return list(lines.of(unit))


def _places(stretch: Stretch | None) -> Mapping[str, tuple[int, int]]:
    """Where that of each unit begins in a stretch, and how large it is."""
    places: dict[str, tuple[int, int]] = {}
    start, joint, sizes = stretch or (0, 0, {})
    for unit, size in sizes.items():
        places[unit] = start, size
        start += size + joint if size else 0
    return places


class _Last:
    """A file of the last site, of which pieces here and there are read; it is opened when the first is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._places: Mapping[str, tuple[int, int]] = {}

    def __enter__(self) -> _Last:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def turn_to(self, stretch: Stretch | None) -> None:
        """From here on lines of this stretch are asked for."""
        self._places = _places(stretch)

    def lines(self, unit: str) -> bytes:
        """The lines of a unit. Raises _LostError."""
        try:
            self._file = self._file or self._path.open("rb", buffering=0)
            start, size = self._places[unit]
            self._file.seek(start)
            content = self._file.read(size)
        except (OSError, LookupError):
            raise _LostError from None
        if len(content) != size:
            raise _LostError
        return content
