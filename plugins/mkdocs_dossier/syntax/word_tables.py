"""Read the tables of words that come with the package: YAML files, for people who do not program."""

from collections import UserDict
from functools import cached_property
from importlib import resources
from typing import Any

from mkdocs_dossier.syntax.yaml import parse


def table(room: str, name: str) -> dict[str, Any]:
    """Return the contents of a room's YAML file, `de/numbers.yml`, as texts. Raises ValueError if it is damaged."""
    path = resources.files("mkdocs_dossier") / room / name
    top, problems = parse(path.read_text(encoding="utf-8"), str(path))
    if top is None or problems:
        raise ValueError("\n".join(map(str, problems)) or f"{path} is empty")
    return dict(plain(top))


class Table(UserDict[str, Any]):
    """A table that is read when it is first needed."""

    def __init__(self, room: str, name: str) -> None:
        self._file = room, name

    @cached_property
    def data(self) -> dict[str, Any]:  # type: ignore[override]
        """Read the file."""
        return table(*self._file)


def plain(node: Any) -> Any:
    """Return what was parsed as texts, lists and dicts, without places; the order of a mapping is kept."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else str(node)
