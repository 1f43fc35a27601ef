"""Find the place of a record's field. The file is read again for that, because only problems need it."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from mkdocs_dossier.model.kinds import BY_NOUN, fields_by_key, parts_by_key
from mkdocs_dossier.model.records import Part, Record
from mkdocs_dossier.problems import Location
from mkdocs_dossier.syntax import yaml
from mkdocs_dossier.syntax.patching import Patch, patched
from mkdocs_dossier.syntax.yaml import Mapping, Node, Scalar


class Places:
    """Finds the places of fields in files, whose paths are relative to the folder `base`.

    It keeps the last files it has parsed: one may have hundreds of problems.
    """

    def __init__(self, base: Path) -> None:
        self._base = base
        self._file = lru_cache(maxsize=16)(self._read)

    def of(self, record: Record, *way: str | int) -> Location:
        """Return the place of a value; the record's own if `way`, such as `via`, 0, leads nowhere."""
        if not way:
            return record.origin
        shown = record.origin.path
        nodes = _along(way, record, _mapping_of(record, self._file(shown)))
        return Location(shown, nodes[-1].line, nodes[-1].column) if nodes else record.origin

    def _read(self, shown: str) -> Mapping | None:
        path = self._base / shown
        text = yaml.read_text(path, shown, yaml.UNLIMITED.file_bytes)[0] or ""
        if path.suffix == ".md":
            text = front_matter(text)[0] or ""
        return yaml.parse(text, shown, yaml.UNLIMITED)[0]


def _along(way: tuple[str | int, ...], record: Record, fields: Node | None) -> list[Node]:
    """Return the nodes along the path, from the record's fields on, as far as it leads."""
    model: type[Part] = type(record)
    node, nodes = fields, []
    for step in way:
        if isinstance(node, Mapping) and isinstance(step, str):
            key = next((key for key, field in fields_by_key(model).items() if field.name == step), step)
            model = parts_by_key(model).get(key, model)
            node = node.get(Scalar(key))
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            break
        nodes += [node] if node else []
    return nodes


def _mapping_of(record: Record, top: Mapping | None) -> Node | None:
    """Return the record's own fields: below its id in a section, or a whole file that holds one record."""
    if top is None:
        return None
    section = top.get(Scalar(BY_NOUN[record.noun].section)) if record.noun != "dossier" else None
    # A record that is not indented is beside its section.
    within = [node.get(Scalar(record.id)) for node in (section, top) if isinstance(node, Mapping)]
    return next((fields for fields in within if isinstance(fields, Mapping)), top)


def patched_in(path: Path, edit: Callable[[Patch], None]) -> Callable[[str], str]:
    """Turn an edit of a file's YAML, in an article its front matter, into a change of the file's text."""

    def change(text: str) -> str:
        written, start = front_matter(text)[0] or "", text.find("\n")
        return text[:start] + patched(edit)(f"{written}\n") + text[start + len(written) + 1 :]

    return change if path.suffix == ".md" else patched(edit)


def front_matter(text: str) -> tuple[str | None, str, int]:
    """Return (front matter with its lines' numbers, or None; body; line of the body) of a Markdown file."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(["", *lines[1:number]]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1
