"""Where a field of a record is written. The file is read again for it: only a problem needs to know."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mkdocs_dossier import yamlfile
from mkdocs_dossier.model.kinds import BY_NOUN, fields_by_key, parts_by_key
from mkdocs_dossier.model.record import Part, Record
from mkdocs_dossier.problems import Location
from mkdocs_dossier.yamlfile import Mapping, Node, Scalar


def place_of(record: Record, base: Path, *way: str | int) -> Location:
    """The place of the value that `way` leads to, such as `via`, 0; of the record itself where it leads nowhere.

    `base` is the folder that the paths in locations start from.
    """
    if not way:
        return record.origin
    node = _mapping_of(record, _file(base / record.origin.path, record.origin.path))
    model: type[Part] = type(record)
    place: Node | None = None
    for step in way:
        if isinstance(node, Mapping) and isinstance(step, str):
            key = next((key for key, field in fields_by_key(model).items() if field.name == step), step)
            model = parts_by_key(model).get(key, model)
            node = node.get(Scalar(key))
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            break
        place = node or place
    return record.origin if place is None else Location(record.origin.path, place.line, place.column)


def _mapping_of(record: Record, top: Mapping | None) -> Node | None:
    """The record's own fields: below its id in a section, or the whole of a file that holds one record."""
    if top is None:
        return None
    section = top.get(Scalar(BY_NOUN[record.noun].section)) if record.noun != "dossier" else None
    if isinstance(section, Mapping) and isinstance(fields := section.get(Scalar(record.id)), Mapping):
        return fields
    return top


@lru_cache(maxsize=16)
def _file(path: Path, shown: str) -> Mapping | None:
    text, _ = yamlfile.read_text(path, shown, yamlfile.UNLIMITED.file_bytes)
    if text is None:
        return None
    if path.suffix == ".md":
        text = front_matter(text)[0] or ""
    return yamlfile.parse(text, shown, yamlfile.UNLIMITED)[0]


def forget() -> None:
    """Read files anew from now on: they may have changed."""
    _file.cache_clear()


def front_matter(text: str) -> tuple[str | None, str, int]:
    """A Markdown file's front matter (None if it has none, lines where they were), its body, and the body's line."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(["", *lines[1:number]]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1
