"""Look up the handbook's explanation of a problem's code; `problems.md` has one heading a code."""

import re
from functools import cache
from importlib import resources


@cache
def explanations() -> dict[str, str]:
    """Return code → the handbook's section on it, as Markdown without its heading; in alphabetical order."""
    text = (resources.files("mkdocs_dossier.checks") / "problems.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ([a-z0-9-]+)$", text, flags=re.MULTILINE)
    return {code: section.strip() for code, section in zip(parts[1::2], parts[2::2], strict=True)}
