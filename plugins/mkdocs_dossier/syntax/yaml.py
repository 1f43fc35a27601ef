"""Parse YAML into plain data whose every key and value knows its place; refuse YAML's hazards.

This reads libyaml's events without recursion and never guesses types. Only this room imports `yaml`.
"""

import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from sys import maxsize
from typing import Any

import yaml

from mkdocs_dossier.problems import Location, Problem, counted, fault
from mkdocs_dossier.syntax.yaml_errors import conflicts, explained

#: Control characters, line ends that only YAML knows, bidirectional overrides, lone surrogates, noncharacters; and tag
#: characters, which are invisible, except after a black flag, where they make a region's flag.
HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
    r"\U000e0000-\U000e007f](?<![\U0001f3f4\U000e0020-\U000e007e][\U000e0000-\U000e007f])"
)
#: Spaces that YAML does not know, before a name or an entry of a list.
_NO_SPACES = re.compile(
    r""" *[\u00a0\u2000-\u200b\u202f\u3000][ \u00a0\u2000-\u200b\u202f\u3000]*(?=- |["\w-]+:(?: |$))"""
)
#: The most lines of a file that are quoted to find further faults, and characters read: each repair parses it again.
_MOST_REPAIRS = 40
_MOST_READ = 500_000


class Scalar(str):
    """A text with its place, and the `comment` (`# …`) right after it, which may have been meant as text."""

    __slots__ = ("column", "comment", "line")
    line: int
    column: int
    comment: str


class Sequence(list["Node"]):
    """A list with its place."""

    __slots__ = ("column", "line")
    line: int
    column: int


class Mapping(dict[Scalar, "Node"]):
    """A mapping with its place; its keys are `Scalar`s with theirs."""

    __slots__ = ("_written", "column", "line")
    line: int
    column: int

    def __init__(self) -> None:
        self._written: dict[str, Scalar] = {}

    def key(self, name: str) -> Scalar | None:
        """Return the key `name` as written, with its place."""
        # An index, because there may be tens of thousands of keys and lookups.
        for key in islice(reversed(self), len(self) - len(self._written)):
            self._written[key] = key
        return self._written.get(name)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a file: bytes, characters of a field, levels of nesting, and keys and values."""

    file_bytes: int = 2_000_000
    field_characters: int = 20_000
    depth: int = 20
    nodes: int = 150_000
    """More than two million bytes written by a person hold."""


USUAL = Limits()
#: For a file that was within its limits when it was read before.
UNLIMITED = Limits(maxsize, maxsize, maxsize, maxsize)


def read_text(path: Path, shown: str, most_bytes: int = USUAL.file_bytes) -> tuple[str | None, list[Problem]]:
    """Read a UTF-8 file; return its text with line feeds, None if it cannot be read, and all problems."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, [_not_a_file(status.st_mode, Location(shown))]
        if status.st_size > most_bytes:
            hint = "split it into several files"
            return None, [fault("file-too-large", f"is larger than {most_bytes:,} bytes", Location(shown), hint)]
        raw = path.read_bytes()
    except OSError as error:
        return None, [fault("unreadable-file", f"cannot be read: {error.strerror or error}", Location(shown))]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"is not UTF-8: byte 0x{raw[error.start]:02X}"
        return None, [fault("not-utf-8", message, place, "save it as UTF-8 (your editor calls it “encoding”)")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = {match[0]: match.start() for match in reversed(list(HIDDEN.finditer(text)))}
    return text, [_hidden_character(character, text, at, shown) for character, at in first.items()]


def _not_a_file(mode: int, place: Location) -> Problem:
    if stat.S_ISDIR(mode):
        return fault("unreadable-file", "is a folder, but has the name of a file", place, "rename it")
    # Reading from a pipe would block forever.
    return fault("unreadable-file", "is neither a file nor a folder", place, "delete it, or put a file in its place")


def _hidden_character(character: str, text: str, at: int, shown: str) -> Problem:
    place = Location(shown, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    times = text.count(character)
    message = f"contains the hidden character U+{ord(character):04X}{f' {times} times' if times > 1 else ''}"
    return fault("hidden-character", message, place, "delete it: it is invisible, and may change how the text reads")


def parse(text: str, shown: str, limits: Limits = USUAL) -> tuple[Mapping | None, list[Problem]]:
    """Parse a YAML text with line feeds; return its top-level mapping, None if it has none, and all problems.

    A line that YAML cannot parse is reported, mended and parsed again if it is known what it should be.
    """
    if unmerged := list(conflicts(text, shown)):
        return None, unmerged
    lines = text.split("\n")
    repairs = list(_indented_invisibly(lines, shown))
    most_repairs = min(_MOST_REPAIRS, max(1, _MOST_READ // (len(text) + 1)))
    while True:
        builder = _Builder(lines, shown, limits)
        try:
            builder.run()
        except yaml.MarkedYAMLError as error:
            problem, mended = explained(error, lines, shown)
            if mended is None or len(repairs) >= most_repairs:
                return None, [*repairs, *builder.problems, problem]
            lines = [mended.get(number, line) for number, line in enumerate(lines)]
            repairs.append(problem)
        else:
            return builder.top, [*repairs, *builder.problems]


def _indented_invisibly(lines: list[str], shown: str) -> Iterator[Problem]:
    """Put spaces in the place of those that YAML does not know before a name or an entry; yield a problem if any."""
    found = [(number, match) for number, line in enumerate(lines) if (match := _NO_SPACES.match(line))]
    for number, match in found:
        lines[number] = " " * match.end() + lines[number][match.end() :]
    if found:
        message = (
            f"{counted(len(found), 'line')} from here on {'is' if len(found) == 1 else 'are'} indented with no-break"
        )
        hint = "replace them by usual spaces"
        yield fault("yaml-syntax", f"{message} spaces", Location(shown, found[0][0] + 1), hint)


class _BeyondLimitsError(Exception):
    """Too many levels or values: nothing sensible can follow."""


class _Builder:
    """One pass over the events of a file."""

    def __init__(self, lines: list[str], shown: str, limits: Limits) -> None:
        self.lines, self.shown, self.limits = lines, shown, limits
        self.with_hash = frozenset(number for number, line in enumerate(lines) if "#" in line)
        self.problems: list[Problem] = []
        self.top: Mapping | None = None
        self.open: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self.key: Scalar | None = None
        self.documents = 0
        self.nodes = 0
        self.document: Node | None = None

    def run(self) -> None:
        try:
            for event in yaml.parse(HIDDEN.sub("\ufffd", "\n".join(self.lines)), Loader=yaml.CSafeLoader):
                if (handle := _HANDLERS.get(event.__class__)) is not None:
                    handle(self, event)
        except _BeyondLimitsError:
            self.top = None
        else:
            if self.document is not None:
                self._finish(self.document)

    def _problem(self, code: str, message: str, mark: Any, hint: str = "") -> None:
        self.problems.append(fault(code, message, Location(self.shown, mark.line + 1, mark.column + 1), hint))

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            message = f"holds more than {self.limits.nodes:,} names and values up to here"
            self._problem("file-too-large", message, event.start_mark, "split it into several files")
            raise _BeyondLimitsError

    def _end(self, event: Any) -> None:
        node, self.key = self.open.pop()
        self._add(node)

    def _alias(self, event: Any) -> None:
        self._count(event)
        hint = "write the value out; text that begins with * needs quotes"
        self._problem("yaml-feature", f"*{event.anchor} is an alias, which is not used here", event.start_mark, hint)
        self._add(scalar_at(f"*{event.anchor}", event.start_mark.line + 1, event.start_mark.column + 1))

    def _begin_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents == 2:
            hint = "delete the line “---”; text that begins with --- needs quotes"
            self._problem("yaml-feature", "a second document begins here", event.start_mark, hint)

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            hint = "write the value out where it is needed; text that begins with & needs quotes"
            message = f"&{event.anchor} is an anchor, which is not used here"
            self._problem("yaml-feature", message, event.start_mark, hint)
        if event.tag is not None:
            hint = "delete it; text that begins with ! needs quotes"
            self._problem("yaml-feature", "a YAML tag (!…) is not used here", event.start_mark, hint)

    def _scalar(self, event: Any) -> None:
        self._count(event)
        value = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
            value = value or (f"&{event.anchor}" if event.anchor is not None else event.tag)
        scalar = Scalar(value)
        mark = event.start_mark
        scalar.line, scalar.column, scalar.comment = mark.line + 1, mark.column + 1, ""
        if len(value) > self.limits.field_characters:
            message = f"holds {len(scalar):,} characters, more than {self.limits.field_characters:,}"
            self._problem("field-too-long", message, event.start_mark, "shorten it")
        if event.style == '"' and HIDDEN.search(scalar):
            self._problem("hidden-character", "contains an escaped control character", event.start_mark, "delete it")
        if self.with_hash and not event.style and (end := event.end_mark).line in self.with_hash:
            rest = self.lines[end.line][end.column :].strip()
            if rest.startswith("#"):
                scalar.comment = rest
        if not event.style and event.end_mark.line > mark.line and self.open and isinstance(self.open[-1][0], list):
            self._swallowed(mark, event.end_mark.line)
        self._add(scalar)

    def _swallowed(self, mark: Any, last: int) -> None:
        """Report an entry that YAML takes for more of the text above, because it is indented further."""
        for number in range(mark.line + 1, last + 1):
            if (line := self.lines[number].lstrip()).startswith("- "):
                message = "this entry is indented further than the one above, and read as more of its text"
                hint = f"indent it like line {mark.line + 1}; text that goes on with a hyphen must be in quotes"
                place = Location(self.shown, number + 1, len(self.lines[number]) - len(line) + 1)
                self.problems.append(fault("yaml-syntax", message, place, hint))

    def _start(self, node: Sequence | Mapping, event: Any) -> None:
        self._count(event)
        self._refuse_extras(event)
        if len(self.open) >= self.limits.depth:
            message = f"is nested deeper than {self.limits.depth} levels"
            self._problem("nested-too-deep", message, event.start_mark, "put text that begins with [ or { in quotes")
            raise _BeyondLimitsError
        node.line, node.column = event.start_mark.line + 1, event.start_mark.column + 1
        self.open.append((node, self.key))
        self.key = None

    def _add(self, node: Node) -> None:
        if not self.open:
            if self.documents == 1:
                self.document = node
            return
        parent = self.open[-1][0]
        if isinstance(parent, Sequence):
            parent.append(node)
        elif self.key is not None:
            if self.key != "<<":
                _put(parent, self.key, node)
            self.key = None
        else:
            self.key = self._as_key(parent, node)

    def _as_key(self, parent: Mapping, node: Node) -> Scalar:
        if isinstance(node, Scalar) and node != "<<" and node not in parent:
            return node
        place = Location(self.shown, node.line, node.column)
        if not isinstance(node, Scalar):
            message, hint = "a list or mapping is where a name is expected", "write a plain name before the colon"
            self.problems.append(fault("yaml-feature", message, place, hint))
            return scalar_at(f"({node.line}:{node.column})", node.line, node.column)
        if node == "<<":
            message = "<< is a merge key, which is not used here"
            self.problems.append(fault("yaml-feature", message, place, "write the fields out"))
        else:
            first = parent.key(node)
            where = f", first in line {first.line}" if first is not None else ""
            message = f"“{node}” occurs twice in the same place{where}"
            self.problems.append(fault("duplicate-key", message, place, "rename or delete one of them"))
        return node

    def _finish(self, node: Node) -> None:
        if isinstance(node, Mapping):
            self.top = node
        elif node != "":
            place = Location(self.shown, node.line, node.column)
            message = "has no sections, but a list or a text"
            self.problems.append(fault("wrong-type", message, place, "begin with a section such as actors:"))


_HANDLERS: dict[type, Callable[[_Builder, Any], None]] = {
    yaml.ScalarEvent: _Builder._scalar,
    yaml.MappingStartEvent: lambda builder, event: builder._start(Mapping(), event),
    yaml.MappingEndEvent: _Builder._end,
    yaml.SequenceStartEvent: lambda builder, event: builder._start(Sequence(), event),
    yaml.SequenceEndEvent: _Builder._end,
    yaml.AliasEvent: _Builder._alias,
    yaml.DocumentStartEvent: _Builder._begin_document,
}


def _put(parent: Mapping, key: Scalar, node: Node) -> None:
    """Add a value. Of duplicate keys the first counts, but the second is read as well, to find all faults."""
    first = parent.setdefault(key, node)
    if first is not node and isinstance(first, Mapping) and isinstance(node, Mapping):
        for inner, value in node.items():
            first.setdefault(inner, value)


def scalar_at(text: str, line: int = 1, column: int = 1) -> Scalar:
    """Return a text at a place, without a comment."""
    scalar = Scalar(text)
    scalar.line, scalar.column, scalar.comment = line, column, ""
    return scalar
