"""Change a YAML file without rewriting it: a patch splices the text, and proves the result before it is written.

The new text is parsed again, and refused unless it then holds what it held before, with the changes and in order. All
bytes outside of the splices stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from mkdocs_dossier.syntax.yaml import HIDDEN, parse

_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)


class RefusedError(Exception):
    """A change that cannot be made without changing something else."""


class Patch:
    """Changes of one YAML text. Places are lines and columns of the old text, counted from 1."""

    def __init__(self, text: str) -> None:
        faults = parse(text, "")[1]
        if faults:
            raise RefusedError(f"line {faults[0].location.line} cannot be read: {faults[0].message}")
        self._old = text
        self._splices: list[tuple[int, int, str]] = []
        #: What is wanted: the changes are made in the nodes too. They keep the marks of the old text.
        self._top: Any = yaml.compose(HIDDEN.sub("\ufffd", text), Loader=yaml.CSafeLoader) or _node({}, _mark(0, 0))
        self._scalars: dict[tuple[int, int], ScalarNode] = {}
        self._pairs: dict[int, tuple[Any, int]] = {}  # a key's or value's identity → its mapping, its number there
        self._deleted: set[int] = set()  # identities of keys
        self._index(self._top)

    def add(self, section: str, lines: Sequence[str]) -> None:
        """Add an entry to the end of a section, which is made at the end of the file if it is not there.

        Args:
            section: the section's name.
            lines: the entry's lines, its key first, indented relative to it.

        Raises:
            RefusedError: there is such an entry already, or the section is written in one line.
        """
        key, value = _pair(self._top, section)
        block = isinstance(value, MappingNode) and not value.flow_style
        column = value.value[0][0].start_mark.column if block else 2
        below = [" " * column + line for line in lines]
        entry = _node(parse("\n".join(lines), "")[0], _mark(len(self._old), column))
        for name, _ in entry.value:
            if block and _pair(value, name.value)[0]:
                raise RefusedError(f"there is already “{name.value}” in {section}")
        if key is None:
            blank = not self._old or self._old.endswith("\n\n") or self._old == "\n"
            self._insert(len(self._old.removesuffix("\n")), ["", f"{section}:", *below][blank:])
            self._top.value.append((_node(section, _mark(len(self._old), 0)), entry))
        elif block:
            self._insert(self._end(value), below)
            value.value += entry.value
        elif not isinstance(value, ScalarNode) or value.value:
            raise RefusedError(f"{section} is written in one line: write its entries in lines of their own")
        else:
            last = key is self._top.value[-1][0]
            self._insert(len(self._old.removesuffix("\n")) if last else self._line_end(key.start_mark.index), below)
            self._put(key, entry)

    def set(self, way: Sequence[str], value: str | Sequence[str]) -> None:
        """Set a field, or add it behind the last one of its record; a list is written in one line.

        Args:
            way: the keys that lead to the field from the top.
            value: its value.

        Raises:
            RefusedError: there is no such record, or a comment would be lost.
        """
        record = self._at(way[:-1])
        if not isinstance(record, MappingNode):
            raise RefusedError(f"there is no “{'.'.join(way[:-1])}” that has fields")
        text = scalar(value, "x: [{}]" if record.flow_style else "x: {}") if isinstance(value, str) else ""
        text = text or f"[{', '.join(scalar(item, 'x: [{}]') for item in value)}]"
        key, old = _pair(record, way[-1])
        if key is not None:
            start, end = old.start_mark.index, self._node_end(old)
            if not isinstance(old, ScalarNode) and not old.flow_style:
                start = self._old.index(":", key.end_mark.index) + 1
            blank = "" if old.value and start == old.start_mark.index else " "
            held = self._old[start:end]
            if not isinstance(old, ScalarNode) or old.style in ("|", ">"):
                self._keep_comments(held.partition("\n")[0] if isinstance(old, ScalarNode) else held)
            self._splices.append((start, end, blank + text))
            self._put(key, _node(value, _mark(end)))
            return
        at = self._end(record)
        if record.flow_style:
            at = self._splice_last(record, f"{way[-1]}: {text}")
        else:
            self._insert(at, [" " * record.value[0][0].start_mark.column + f"{way[-1]}: {text}"])
        record.value.append((_node(way[-1], _mark(at)), _node(value, _mark(at))))

    def replace(self, line: int, column: int, old: str, new: str) -> None:
        """Replace one key or value.

        Args:
            line: its line.
            column: its column.
            old: what is there.
            new: what is to be there.

        Raises:
            RefusedError: something else is there.
        """
        node = self._found(line, column, old)
        parent, at = self._pairs.get(id(node), (None, 0))
        template = "x: [{}]" if parent is None or parent.flow_style else "x: {}"
        if parent is not None and parent.value[at][0] is node:
            template = "{}:"
        self._splices.append((node.start_mark.index, self._node_end(node), scalar(new, template)))
        node.value = new

    def delete(self, line: int, column: int, old: str) -> None:
        """Delete a field or record, and whatever holds nothing else.

        Args:
            line: the line of its key or value.
            column: its column.
            old: the key, or the value, that is there.

        Raises:
            RefusedError: something else is there, it is an item of a list, or nothing would be left.
        """
        inner: Any = self._found(line, column, old)
        while id(inner) in self._pairs:
            parent, at = self._pairs[id(inner)]
            self._deleted.add(id(parent.value[at][0]))
            if any(id(key) not in self._deleted for key, _ in parent.value):
                self._cut(parent, at)
                return
            inner = parent
        raise RefusedError(f"“{old}” cannot be deleted alone")

    def _cut(self, parent: Any, at: int) -> None:
        """Cut a pair out of the text, in a flow mapping with the comma behind or before it."""
        key, value = parent.value[at]
        start, end = key.start_mark.index, self._node_end(value)
        if not parent.flow_style:
            start, end = max(self._old.rfind("\n", 0, start), 0), self._line_end(end) + (start == 0)
        elif at + 1 < len(parent.value):
            end = parent.value[at + 1][0].start_mark.index
            self._keep_comments(self._old[start:end])
        else:
            before = next(value for key, value in reversed(parent.value) if id(key) not in self._deleted)
            start = self._node_end(before)
            self._keep_comments(self._old[start:end])
        self._splices = [cut for cut in self._splices if not (start < cut[0] < end and cut[1] <= end)]
        self._splices.append((start, end, ""))

    def text(self) -> str:
        """Return the new text. Raises RefusedError if it does not hold exactly what is wanted."""
        parts, at = [], 0
        for start, end, text in sorted(self._splices, key=lambda splice: splice[:2]):
            if start < at:
                raise RefusedError("two changes concern the same words: make one after the other")
            parts += [self._old[at:start], text]
            at = end
        new = "".join([*parts, self._old[at:]])
        held = None if parse(new, "")[1] else yaml.compose(HIDDEN.sub("\ufffd", new), Loader=yaml.CSafeLoader)
        if held is None or _plain(held, set()) != _plain(self._top, self._deleted):
            raise RefusedError("the change cannot be made safely: do it by hand")
        return new

    def _index(self, node: Any) -> None:
        if isinstance(node, ScalarNode):
            self._scalars[node.start_mark.line + 1, node.start_mark.column + 1] = node
        for at, inner in enumerate(() if isinstance(node, ScalarNode) else node.value):
            for part in inner if isinstance(node, MappingNode) else (inner,):
                if isinstance(node, MappingNode):
                    self._pairs[id(part)] = node, at
                self._index(part)

    def _at(self, way: Sequence[str]) -> Any:
        node = self._top
        for key in way:
            node = _pair(node, key)[1]
        return node

    def _found(self, line: int, column: int, old: str) -> ScalarNode:
        node = self._scalars.get((line, column))
        if node is None or node.value != old:
            raise RefusedError(f"“{old}” is not in line {line}, column {column}")
        return node

    def _put(self, key: Any, value: Any) -> None:
        parent, at = self._pairs[id(key)]
        parent.value[at] = key, value

    def _keep_comments(self, lost: str) -> None:
        if _COMMENT.search(lost):
            raise RefusedError("a comment would be lost: do it by hand")

    def _splice_last(self, node: Any, text: str) -> int:
        """Add an item to the end of a collection in brackets; return the offset."""
        at = len(self._old[: node.end_mark.index - 1].rstrip())
        self._splices.append((at, at, f", {text}" if node.value and self._old[at - 1] != "," else text))
        return at

    def _insert(self, end: int, lines: Sequence[str]) -> None:
        """Insert lines behind the one that ends at an offset."""
        final = "\n" if end == len(self._old) else ""
        self._splices.append((end, end, ("\n" if self._old else "") + "\n".join(lines) + final))

    def _line_end(self, offset: int) -> int:
        end = self._old.find("\n", offset)
        return len(self._old) if end < 0 else end

    def _end(self, node: Any) -> int:
        """Return the offset of the end of a value's last line."""
        return self._line_end(self._node_end(node))

    def _node_end(self, node: Any) -> int:
        """Return the offset behind a value; the end mark of a block is only where the next begins."""
        while not isinstance(node, ScalarNode) and not node.flow_style and node.value:
            node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
        start, end = node.start_mark.index, node.end_mark.index
        is_block = isinstance(node, ScalarNode) and node.style in ("|", ">")
        return start + len(self._old[start:end].rstrip()) if is_block else int(end)


def _mark(index: int, column: int = 0) -> yaml.Mark:
    """Return the place of a node that the old text does not hold."""
    return yaml.Mark("", index, 0, column, None, 0)


def _node(data: Any, mark: yaml.Mark) -> Any:
    """Return the node for plain data."""
    if isinstance(data, str):
        return ScalarNode("", str(data), mark, mark)
    if isinstance(data, dict):
        return MappingNode("", [(_node(key, mark), _node(value, mark)) for key, value in data.items()], mark, mark)
    return SequenceNode("", [_node(item, mark) for item in data], mark, mark)


def _plain(node: Any, deleted: set[int]) -> Any:
    """Return texts, and lists of items or pairs in order."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [_plain(item, deleted) for item in node.value]
    pairs = ((key, value) for key, value in node.value if id(key) not in deleted)
    return [(_plain(key, deleted), _plain(value, deleted)) for key, value in pairs]


def _pair(node: Any, name: str) -> tuple[Any, Any]:
    """Return a mapping's key and value; None for both if it is not there."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next(((key, value) for key, value in pairs if key.value == name), (None, None))


def patched(edit: Callable[[Patch], None]) -> Callable[[str], str]:
    """Turn an edit of a patch into a change of a text."""

    def change(text: str) -> str:
        patch = Patch(text)
        edit(patch)
        return patch.text()

    return change


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
