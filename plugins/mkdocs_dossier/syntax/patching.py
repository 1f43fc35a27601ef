"""Change a YAML file without rewriting it: a patch splices the text, and proves the result before it is written.

The new text is parsed again, and refused unless it then holds what it held before, with the changes and in order. All
bytes outside of the splices stay as they are.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from mkdocs_dossier.problems import Location, Mend
from mkdocs_dossier.syntax.yaml import HIDDEN, parse

_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)


class RefusedError(Exception):
    """A change that cannot be made without changing something else."""


class Patch:
    """Edits to a YAML text; each also updates the parsed nodes, the expected result, which keep their old places."""

    def __init__(self, text: str) -> None:
        self._old, self._splices = text, list[tuple[int, int, str]]()
        self._top = _composed(text)
        self._scalars: dict[tuple[int, int], ScalarNode] = {}  # by line and column from 1, as problems count them
        self._pairs: dict[Node, tuple[MappingNode, int]] = {}  # key or value → its mapping, its number there
        self._deleted: set[Node] = set()  # keys
        self._index(self._top)

    def add(self, section: str, lines: Sequence[str]) -> None:
        """Add an entry to the end of a section, which is made at the end of the file if it is not there.

        `lines` begin with the entry's key, and are indented relative to it. Raises RefusedError if there is such an
        entry already, or the section is written in one line.
        """
        key, value = _pair(self._top, section)
        block = value if isinstance(value, MappingNode) and not value.flow_style else None
        column = block.value[0][0].start_mark.column if block else 2
        below, end = [" " * column + line for line in lines], len(self._old.removesuffix("\n"))
        entry = _node(parse("\n".join(lines), "")[0], len(self._old), column)
        if key is None:
            blank = self._old[-2:] in ("", "\n", "\n\n")
            self._insert(end, ["", f"{section}:", *below][blank:])
            self._top.value.append((_node(section, end), entry))
        elif block:
            if _pair(block, name := entry.value[0][0].value)[0]:
                raise RefusedError(f"there is already “{name}” in {section}")
            self._insert(self._line_end(block), below)
            block.value += entry.value
        elif not isinstance(value, ScalarNode) or value.value:
            raise RefusedError(f"{section} is written in one line: write its entries in lines of their own")
        else:
            self._insert(end if key is self._top.value[-1][0] else self._line_end(key), below)
            self._put(key, entry)

    def set(self, way: Sequence[str], value: str | Sequence[str]) -> None:
        """Set the field that keys lead to, or add it behind the last one of its record; a list is written in one line.

        Raises RefusedError if there is no such record, or a comment would be lost.
        """
        record: Node | None = self._top
        for step in way[:-1]:
            record = _pair(record, step)[1]
        if not isinstance(record, MappingNode):
            raise RefusedError(f"there is no “{'.'.join(way[:-1])}” that has fields")
        text = scalar(value) if isinstance(value, str) and not record.flow_style else in_brackets(value)
        key, old = _pair(record, way[-1])
        at = self._end(old or record)
        if key and old:
            start = old.start_mark.index
            if isinstance(old, CollectionNode) and not old.flow_style:
                start = self._old.index(":", key.end_mark.index) + 1
            blank = "" if old.value and start == old.start_mark.index else " "
            if not isinstance(old, ScalarNode):
                self._keep_comments(start, at)
            self._splices.append((start, at, blank + text))
            self._put(key, _node(value, at))
            return
        if record.flow_style:
            at = len(self._old[: at - 1].rstrip())
            self._splices.append((at, at, f"{', ' if record.value else ''}{way[-1]}: {text}"))
        else:
            self._insert(self._line_end(record), [f"{' ' * record.value[0][0].start_mark.column}{way[-1]}: {text}"])
        record.value.append((_node(way[-1], at), _node(value, at)))

    def mend(self, at: Location, mend: Mend) -> None:
        """Replace the key or value at a place, or delete the field or record that it belongs to.

        A record that holds nothing else is deleted too. Raises RefusedError if something else is there.
        """
        node = self._scalars.get((at.line, at.column))
        if node is None or node.value.strip() != mend.old.strip():
            raise RefusedError(f"“{mend.old}” is not in line {at.line}, column {at.column}")
        parent, number = self._pairs.get(node, (None, 0))
        if mend.new is not None:
            is_key = parent is not None and parent.value[number][0] is node
            template = "{}:" if is_key else "x: {}" if parent is not None and not parent.flow_style else "x: [{}]"
            self._splices.append((node.start_mark.index, self._end(node), scalar(mend.new, template)))
            node.value = mend.new
            return
        while parent is not None:
            self._deleted.add(parent.value[number][0])
            if any(key not in self._deleted for key, _ in reversed(parent.value)):
                self._cut(parent, number)
                return
            parent, number = self._pairs.get(parent, (None, 0))
        raise RefusedError(f"“{mend.old}” cannot be deleted alone")

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Change all keys and values, as written and as read."""
        for node in self._scalars.values():
            if (new := change(node.value)) != node.value:
                start, end = node.start_mark.index, self._end(node)
                self._splices.append((start, end, change(self._old[start:end])))
                node.value = new

    def text(self) -> str:
        """Return the new text. Raises RefusedError if it does not hold exactly what is wanted."""
        parts, at, deleted = [], 0, 0
        for start, end, text in sorted(self._splices, key=lambda splice: splice[:2]):
            if start < end <= deleted:
                continue  # within something that is deleted too
            if start < at:
                raise RefusedError("two changes concern the same words: make one after the other")
            parts += [self._old[at:start], text]
            at, deleted = end, end if not text else deleted
        new = "".join([*parts, self._old[at:]])
        with suppress(RefusedError):
            if _plain(_composed(new), set()) == _plain(self._top, self._deleted):
                return new
        raise RefusedError("the change cannot be made safely: do it by hand")

    def _index(self, node: Node) -> None:
        if isinstance(node, ScalarNode):
            self._scalars[node.start_mark.line + 1, node.start_mark.column + 1] = node
        elif isinstance(node, MappingNode):
            for number, pair in enumerate(node.value):
                for part in pair:
                    self._pairs[part] = node, number
                    self._index(part)
        else:
            for item in node.value:
                self._index(item)

    def _put(self, key: Node, value: Node) -> None:
        parent, number = self._pairs[key]
        parent.value[number] = key, value

    def _cut(self, parent: MappingNode, number: int) -> None:
        """Cut a pair out of the text: its lines, or within braces the comma behind or before it too."""
        key, value = parent.value[number]
        start, end = key.start_mark.index, self._end(value)
        if not parent.flow_style:
            start, end = max(self._old.rfind("\n", 0, start), 0), self._line_end(value) + (start == 0)
        else:
            if number + 1 < len(parent.value):
                end = parent.value[number + 1][0].start_mark.index
            else:
                start = self._end([value for key, value in parent.value if key not in self._deleted][-1])
            self._keep_comments(start, end)
        self._splices.append((start, end, ""))

    def _keep_comments(self, start: int, end: int) -> None:
        if _COMMENT.search(self._old, start, end):
            raise RefusedError("a comment would be lost: do it by hand")

    def _insert(self, end: int, lines: Sequence[str]) -> None:
        """Insert lines behind the one that ends at an offset."""
        final = "\n" if end == len(self._old) else ""
        self._splices.append((end, end, ("\n" if self._old else "") + "\n".join(lines) + final))

    def _end(self, node: Node) -> int:
        """Return the offset behind a value; the end mark of a block is only where the next begins."""
        while isinstance(node, CollectionNode) and not node.flow_style and node.value:
            node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
        start, end = node.start_mark.index, node.end_mark.index
        is_block = isinstance(node, ScalarNode) and node.style in ("|", ">")
        return start + len(self._old[start:end].rstrip()) if is_block else int(end)

    def _line_end(self, node: Node) -> int:
        """Return the offset of the end of a value's last line."""
        end = self._old.find("\n", self._end(node))
        return len(self._old) if end < 0 else end


def _composed(text: str) -> Node:
    """Return the nodes of a text, of an empty one an empty mapping. Raises RefusedError if it has a fault."""
    for fault in parse(text, "")[1]:
        raise RefusedError(f"line {fault.location.line} cannot be read: {fault.message}")
    return yaml.compose(HIDDEN.sub("\ufffd", text), Loader=yaml.CSafeLoader) or _node({}, 0)


def _node(data: Any, index: int, column: int = 0) -> Node:
    """Return the node for plain data, placed at an offset of the old text."""
    mark = yaml.Mark("", index, 0, column, None, 0)
    if isinstance(data, str):
        return ScalarNode("", str(data), mark, mark)
    if isinstance(data, dict):
        pairs = [(_node(key, index, column), _node(value, index, column)) for key, value in data.items()]
        return MappingNode("", pairs, mark, mark)
    return SequenceNode("", [_node(item, index, column) for item in data], mark, mark)


def _plain(node: Node, deleted: set[Node]) -> Any:
    """Return texts, and lists of items or pairs in order."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [_plain(item, deleted) for item in node.value]
    pairs = ((key, value) for key, value in node.value if key not in deleted)
    return [(_plain(key, deleted), _plain(value, deleted)) for key, value in pairs]


def _pair(node: Node | None, name: str) -> tuple[ScalarNode, Node] | tuple[None, None]:
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
    if _read_back(template.format(text)) == [text]:
        return text
    quoted = "'" + text.replace("'", "''") + "'"
    if _read_back(template.format(quoted)) == [text]:
        return quoted
    letters = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    # An escaped control character is refused when the file is read.
    return '"' + "".join(letters.get(x, x if x.isprintable() else f"\\u{ord(x):04x}") for x in text) + '"'


def in_brackets(data: Any) -> str:
    """Write a text, list or mapping in one line, as it can stand between brackets."""
    if isinstance(data, str):
        return scalar(data, "x: [{}]")
    if isinstance(data, dict):
        return f"{{{', '.join(f'{key}: {in_brackets(value)}' for key, value in data.items())}}}"
    return f"[{', '.join(map(in_brackets, data))}]"


def _read_back(line: str) -> list[str] | None:
    data, problems = parse(line, "")
    if data is None or problems or len(data) != 1:
        return None
    ((key, value),) = data.items()
    if not value:
        return [str(key)]
    items = value if isinstance(value, list) else [value]
    return [str(item) for item in items if isinstance(item, str) and not getattr(item, "comment", "")]
