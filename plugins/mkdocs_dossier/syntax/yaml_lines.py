"""The lines of a YAML file with the places of its nodes, for changes that touch nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode

from mkdocs_dossier.syntax.word_tables import plain
from mkdocs_dossier.syntax.yaml import parse

#: The way to a value: keys of mappings from the top, such as ("statements", "killed", "said_by").
Way = tuple[str, ...]


class RefusedError(Exception):
    """A change that cannot be made without changing something else."""


def scalar(text: str, template: str = "x: {}") -> str:
    """Write a text so that YAML reads it back in the place of `{}` in `template`, plain if possible."""
    written = _read_back(template.format(text))
    if written == [text]:
        return text
    quoted = "'" + text.replace("'", "''") + "'"
    if _read_back(template.format(quoted)) == [text]:
        return quoted
    letters = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    # An escaped control character is refused when the file is read.
    return '"' + "".join(letters.get(x, x if x.isprintable() else f"\\u{ord(x):04x}") for x in text) + '"'


def _read_back(line: str) -> list[str] | None:
    data, problems = parse(line, "")
    if data is None or problems or len(data) != 1:
        return None
    ((key, value),) = data.items()
    if not value:
        return [str(key)]
    items = value if isinstance(value, list) else [value]
    return [str(item) for item in items if isinstance(item, str) and not getattr(item, "comment", "")]


class YamlLines:
    """The lines of a file and its nodes, with their places."""

    def __init__(self, text: str) -> None:
        self.before, faults = parse(text, "")
        if faults:
            raise RefusedError(f"line {faults[0].location.line} cannot be read: {faults[0].message}")
        self.lines = text.split("\n")
        self.final = self.lines.pop() if self.lines[-1] == "" else None
        top = yaml.compose(text, Loader=yaml.CSafeLoader)
        self.top = top if isinstance(top, MappingNode) else None
        self.grown = False

    def text(self) -> str:
        """The text of all lines."""
        return "\n".join(self.lines) + ("\n" if self.final is not None or self.grown else "")

    def pair(self, parent: Any, key: str) -> tuple[Any, Any] | None:
        """A mapping's key with its value; None if it is not there."""
        found = parent.value if isinstance(parent, MappingNode) else ()
        return next(((name, value) for name, value in found if name.value == key), None)

    def at(self, way: Way) -> Any:
        """The node that a way leads to; None if it is not there."""
        node: Any = self.top
        for key in way:
            pair = self.pair(node, key)
            node = pair[1] if pair else None
        return node

    def scalars(self) -> list[ScalarNode]:
        """All keys and values without parts, in order."""
        found: list[ScalarNode] = []
        waiting: list[Any] = [self.top] if self.top else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, ScalarNode):
                found.append(node)
            elif isinstance(node, MappingNode):
                waiting += [inner for pair in reversed(node.value) for inner in reversed(pair)]
            else:
                waiting += reversed(node.value)
        return found

    def end(self, node: Any, key: Any = None) -> int:
        """The number of the line behind a value's last one, from 0; a block's own end is only where the next begins."""
        while not isinstance(node, ScalarNode) and not node.flow_style and node.value:
            node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            end = int(node.end_mark.line) + bool(node.end_mark.column)
            while end > node.start_mark.line + 1 and not self.lines[end - 1].strip():
                end -= 1
            return end
        return int(max(node.end_mark.line, key.start_mark.line if key else 0)) + 1

    def is_empty(self, node: Any) -> bool:
        """Whether nothing is written: `statements:`."""
        return not node.value and getattr(node, "style", None) in (None, "")

    def insert(self, at: int, lines: Sequence[str], *, apart: bool = False) -> None:
        """Insert lines at a line's number; `apart`: below a blank one."""
        if at >= len(self.lines) and self.final is None:
            self.grown = True
        self.lines[at:at] = ["", *lines] if apart and self.lines[-1].strip() else list(lines)

    def cut(self, node: Any, text: str) -> None:
        """Put a text in the place of a value."""
        start, end = node.start_mark, node.end_mark
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            self.lines[start.line : self.end(node)] = [self.lines[start.line][: start.column] + text]
        else:
            before, after = self.lines[start.line][: start.column], self.lines[end.line][end.column :]
            self.lines[start.line : end.line + 1] = [
                (before + text).rstrip() + after if not after else before + text + after
            ]

    def set(self, pair: tuple[Any, Any], text: str) -> None:
        """Put a text in the place of a key's value, be it in lines of its own."""
        key, value = pair
        if isinstance(value, ScalarNode) or value.flow_style:
            self.cut(value, text)
            return
        start, end = key.end_mark.line, self.end(value)
        if any("#" in line for line in self.lines[start:end]):
            raise RefusedError("there may be a comment in the lines of the value: change it by hand")
        self.lines[start:end] = [f"{self.lines[start][: key.end_mark.column]}: {text}"]

    def splice(self, line: int, column: int, text: str) -> None:
        """Insert a text within a line."""
        self.lines[line] = self.lines[line][:column] + text + self.lines[line][column:]

    def proved(self, want: Callable[[dict[str, Any]], None]) -> str:
        """The new text, if it holds what it held before with the wanted change, in the same order."""
        wanted = plain(self.before or {})
        want(wanted)
        text = self.text()
        after, faults = parse(text, "")
        if faults or plain(after or {}) != wanted:
            raise RefusedError("the change cannot be made safely: do it by hand")
        return text
