"""Add an entry to a YAML file without rewriting it: no other byte changes, and the change is proved.

The new text is parsed again, and refused unless it then holds what it held before, and the entry.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode

from mkdocs_dossier.syntax.yaml import Mapping, Scalar, parse


class RefusedError(Exception):
    """A change that cannot be made without changing something else."""


def add_entry(text: str, section: str, lines: Sequence[str]) -> str:
    """Add an entry to the end of a section, which is made at the end of the file if it is not there.

    Args:
        text: the file.
        section: the section's name.
        lines: the entry's lines, its key first, indented relative to it.

    Returns:
        The new text.

    Raises:
        RefusedError: there is such an entry already, or the file cannot be changed safely.
    """
    before, faults = parse(text, "")
    if faults:
        raise RefusedError(f"line {faults[0].location.line} cannot be read: {faults[0].message}")
    entry = parse("\n".join(lines), "")[0] or Mapping()
    before = before or Mapping()
    entries = before.get(Scalar(section))
    old = entries if isinstance(entries, Mapping) else Mapping()
    for key in entry.keys() & old.keys():
        raise RefusedError(f"there is already “{key}” in {section}")
    rows = text.removesuffix("\n").split("\n") if text else []
    top = yaml.compose(text, Loader=yaml.CSafeLoader)
    pairs = top.value if isinstance(top, MappingNode) else []
    at, width, head = len(rows), 2, ["", f"{section}:"]
    for key, value in pairs:
        if key.value == section:
            head = []
            if isinstance(value, MappingNode) and not value.flow_style:
                at, width = _end(value, rows), value.value[0][0].start_mark.column
            elif not isinstance(value, ScalarNode) or value.value:
                raise RefusedError(f"{section} is written in one line: write its entries in lines of their own")
            elif key is not pairs[-1][0]:
                at = key.start_mark.line + 1
    final = "\n" if text.endswith("\n") or at == len(rows) else ""
    rows[at:at] = [*head[not rows or not rows[-1].strip() :], *(" " * width + line for line in lines)]
    new = "\n".join(rows) + final
    after, faults = parse(new, "")
    if faults or after != {**before, Scalar(section): {**old, **entry}}:
        raise RefusedError("the change cannot be made safely: do it by hand")
    return new


def _end(node: Any, rows: Sequence[str]) -> int:
    """Return the number of the line behind a value's last one; a block's own end is only where the next begins."""
    while not isinstance(node, ScalarNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    end = int(node.end_mark.line) + 1
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        end -= not node.end_mark.column
        while end > node.start_mark.line + 1 and not rows[end - 1].strip():
            end -= 1
    return end


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


def change_file(path: Path, change: Callable[[str], str]) -> tuple[bytes, bytes]:
    """Change a file, or make it of an empty text.

    Args:
        path: the file.
        change: from its text with line feeds to the new one.

    Returns:
        The file before and after; it is empty before if there was none.

    Raises:
        RefusedError: the change is refused, or somebody has changed the file meanwhile.
        OSError: it cannot be read or written.
    """
    raw = content_of(path)
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.decode("utf-8-sig")
    new = _with_line_ends(change(text.replace("\r\n", "\n").replace("\r", "\n")), text)
    put(path, raw, mark + new.encode())
    return raw, mark + new.encode()


def put(path: Path, before: bytes, after: bytes) -> None:
    """Write a file beside the old one, and put it in its place whole, unless somebody has changed that meanwhile.

    Args:
        path: the file; a link is followed.
        before: what it must hold; empty if it must not be there.
        after: what it is to hold; empty to delete it.

    Raises:
        RefusedError: it holds something else.
        OSError: it cannot be read or written.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if before:
            shutil.copymode(path, beside)
        if content_of(path) != before:
            raise RefusedError(f"{path.name} has been changed by somebody else meanwhile")
        if after:
            beside.replace(path)
        else:
            path.unlink()
    finally:
        beside.unlink(missing_ok=True)


def content_of(path: Path) -> bytes:
    """Return what a file holds; nothing if it is not there. Raises OSError."""
    return path.read_bytes() if path.exists() else b""


def _with_line_ends(text: str, before: str) -> str:
    """End the lines of a text as those before it were ended."""
    ends = set(re.findall("\r\n|\r|\n", before))
    if len(ends) > 1:
        raise RefusedError("its line ends are mixed: let your editor write one kind")
    return text.replace("\n", ends.pop()) if ends else text
