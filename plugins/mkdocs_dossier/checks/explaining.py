"""Look up the handbook's explanation of a problem's code; `problems.md` has one heading a code."""

import re
from functools import cache
from importlib import resources


def explanation_of(code: str) -> str | None:
    """Return the handbook's section on a code, as Markdown without its heading; None for an unknown code."""
    return _sections().get(code)


def codes() -> tuple[str, ...]:
    """Return all codes in alphabetical order."""
    return tuple(sorted(_sections()))


@cache
def _sections() -> dict[str, str]:
    text = (resources.files("mkdocs_dossier.checks") / "problems.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ([a-z0-9-]+)$", text, flags=re.MULTILINE)
    return {code: section.strip() for code, section in zip(parts[1::2], parts[2::2], strict=True)}
