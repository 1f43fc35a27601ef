"""Read the tables of words that come with the package: YAML files, for people who do not program."""

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


def plain(node: Any) -> Any:
    """Return what was parsed as texts, lists and dicts, without places; the order of a mapping is kept."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else str(node)
