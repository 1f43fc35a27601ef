"""Change a YAML file without rewriting it: a change touches only its own lines, and is proved before it is written.

Every change takes the text of a file and returns the new one. It is parsed again, and refused unless it then holds
exactly what was wanted. Comments, quotes, order, line ends and a byte order mark stay as they are.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from mkdocs_dossier.syntax.yaml import parse
from mkdocs_dossier.syntax.yaml_lines import RefusedError, Way, YamlLines, scalar

Value = str | Sequence[str]


def add_entry(text: str, section: str, lines: Sequence[str], *, behind: str = "") -> str:
    """Add an entry to a section, which is made at the end of the file if it is not there.

    Args:
        text: the file.
        section: the section's name.
        lines: the entry's lines, its key first, indented relative to it.
        behind: the key of the entry to put it behind; empty for the end of the section.

    Returns:
        The new text.

    Raises:
        RefusedError: there is such an entry already, or the file cannot be changed safely.
    """
    file = YamlLines(text)
    ((key, value),) = (parse("\n".join(lines) + "\n", "")[0] or {}).items()
    found = file.pair(file.top, section) if file.top else None
    if found is None:
        file.insert(len(file.lines), [f"{section}:", *_indented(lines, 2)], apart=bool(text.strip()))
    elif isinstance(found[1], MappingNode) and not found[1].flow_style:
        pair = file.pair(found[1], behind) if behind else found[1].value[-1]
        if pair is None:
            raise RefusedError(f"there is no “{behind}” in {section}")
        file.insert(file.end(pair[1]), _indented(lines, found[1].value[0][0].start_mark.column))
    elif file.is_empty(found[1]):
        file.cut(found[1], "")
        file.insert(found[0].start_mark.line + 1, _indented(lines, 2))
    else:
        raise RefusedError(f"{section} is written in one line: write its entries in lines of their own")

    def wanted(data: dict[str, Any]) -> None:
        entries = data.get(section) or {}
        if key in entries:
            raise RefusedError(f"there is already “{key}” in {section}")
        data[section] = {**entries, key: value}

    return file.proved(wanted)


def set_field(text: str, way: Way, value: Value) -> str:
    """Set a field of a record, or add it behind the record's last one; a list is written in one line.

    Raises:
        RefusedError: there is no such record, or the file cannot be changed safely.
    """
    file = YamlLines(text)
    record = file.at(way[:-1])
    if not isinstance(record, MappingNode):
        raise RefusedError(f"there is no {'.'.join(way[:-1])} that has fields")
    pair = file.pair(record, way[-1])
    if pair is not None:
        file.set(pair, _written(value, flow=record.flow_style))
    elif record.flow_style:
        before = ", " if record.value else ""
        file.splice(
            record.end_mark.line, record.end_mark.column - 1, f"{before}{way[-1]}: {_written(value, flow=True)}"
        )
    else:
        column = record.value[0][0].start_mark.column
        line = f"{' ' * column}{way[-1]}: {_written(value)}"
        file.insert(file.end(record), [line])

    def wanted(data: dict[str, Any]) -> None:
        _inside(data, way[:-1])[way[-1]] = value if isinstance(value, str) else list(value)

    return file.proved(wanted)


def append_item(text: str, way: Way, item: str) -> str:
    """Append an item to a field that is a list, a single value, or not there.

    Raises:
        RefusedError: there is no such record, or the file cannot be changed safely.
    """
    file = YamlLines(text)
    node = file.at(way)
    if not isinstance(node, SequenceNode):
        single = [node.value] if isinstance(node, ScalarNode) and node.value else []
        return set_field(text, way, [*single, item])
    if node.flow_style:
        before = ", " if node.value else ""
        file.splice(node.end_mark.line, node.end_mark.column - 1, before + scalar(item, "x: [{}]"))
    else:
        column = node.value[0].start_mark.column - 2
        file.insert(file.end(node), [f"{' ' * column}- {scalar(item)}"])
    return file.proved(lambda data: _inside(data, way).append(item))


def rename_key(text: str, way: Way, name: str) -> str:
    """Rename the last key of a way; its value stays.

    Raises:
        RefusedError: there is no such key, another has the new name, or the file cannot be changed safely.
    """
    file = YamlLines(text)
    pair = file.pair(file.at(way[:-1]), way[-1])
    if pair is None:
        raise RefusedError(f"there is no {'.'.join(way)}")
    file.cut(pair[0], scalar(name, "{}:"))

    def wanted(data: dict[str, Any]) -> None:
        parent = _inside(data, way[:-1])
        if name in parent:
            raise RefusedError(f"there is already “{name}”")
        entries = [(name if key == way[-1] else key, value) for key, value in parent.items()]
        parent.clear()
        parent.update(entries)

    return file.proved(wanted)


def delete(text: str, way: Way) -> str:
    """Delete a key with its value, and the lines they are written in.

    Raises:
        RefusedError: there is no such key, it shares its line with others, or it is the last of its record.
    """
    file = YamlLines(text)
    parent = file.at(way[:-1])
    pair = file.pair(parent, way[-1])
    if pair is None or not isinstance(parent, MappingNode):
        raise RefusedError(f"there is no {'.'.join(way)}")
    if parent.flow_style or len(parent.value) == 1:
        raise RefusedError(f"{'.'.join(way)} cannot be deleted alone")
    del file.lines[pair[0].start_mark.line : file.end(pair[1], pair[0])]

    def wanted(data: dict[str, Any]) -> None:
        del _inside(data, way[:-1])[way[-1]]

    return file.proved(wanted)


def replace_value(text: str, line: int, column: int, old: str, new: str) -> str:
    """Replace one value at a place, such as the name of a record in a list.

    Args:
        text: the file.
        line: the value's line, from 1.
        column: its column, from 1.
        old: the value that is there.
        new: the new one.

    Returns:
        The new text.

    Raises:
        RefusedError: another value is there, or the file cannot be changed safely.
    """
    file = YamlLines(text)
    found = [
        node for node in file.scalars() if (node.start_mark.line, node.start_mark.column) == (line - 1, column - 1)
    ]
    if len(found) != 1 or found[0].value != old:
        raise RefusedError(f"“{old}” is not in line {line}, column {column}")
    number = next(at for at, node in enumerate(file.scalars()) if node is found[0])
    file.cut(found[0], scalar(new, "x: [{}]"))
    changed = file.text()
    values = [node.value for node in file.scalars()]
    values[number] = new
    again = YamlLines(changed)
    if [node.value for node in again.scalars()] != values:
        raise RefusedError(f"“{old}” in line {line} cannot be replaced safely: do it by hand")
    return changed


def change_file(path: Path, change: Callable[[str], str]) -> bool:
    """Change a file: written beside it and put in its place whole, only if nobody has changed it meanwhile.

    Args:
        path: the file; a link is followed.
        change: from its text with line feeds to the new one.

    Returns:
        Whether anything was changed.

    Raises:
        RefusedError: the change is refused, or somebody has changed the file.
        OSError: it cannot be read or written.
    """
    path = path.resolve()
    raw = path.read_bytes()
    mark = raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    new = _with_line_ends(change(text.replace("\r\n", "\n").replace("\r", "\n")), text)
    written = (b"\xef\xbb\xbf" if mark else b"") + new.encode()
    if written == raw:
        return False
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, beside)
        if path.read_bytes() != raw:
            raise RefusedError(f"{path.name} has been changed by somebody else meanwhile")
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    return True


def _with_line_ends(text: str, before: str) -> str:
    """End the lines of a text as those before it were ended."""
    ends = set(re.findall("\r\n|\r|\n", before))
    if len(ends) > 1:
        raise RefusedError("its line ends are mixed: let your editor write one kind")
    return text.replace("\n", ends.pop()) if ends else text


def _inside(data: dict[str, Any], way: Way) -> Any:
    for key in way:
        data = data[key]
    return data


def _written(value: Value, *, flow: bool = False) -> str:
    if isinstance(value, str):
        return scalar(value, "x: [{}]" if flow else "x: {}")
    return f"[{', '.join(scalar(item, 'x: [{}]') for item in value)}]"


def _indented(lines: Sequence[str], width: int) -> list[str]:
    return [" " * width + line if line else line for line in lines]
