"""Count lines of Python code: no docstrings, comments or blank lines. `python -m tools.count [FOLDER]`."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "plugins" / "mkdocs_dossier"
_LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def lines_of_code(text: str) -> int:
    """Return how many lines of a module hold code."""
    code: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _LAYOUT:
            code.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        # A string that stands alone is documentation: of a module, a class, a function or an attribute.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            code.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(code)


def main() -> None:
    """Print the count of each room, and the sum."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    rooms: Counter[str] = Counter()
    for path in folder.rglob("*.py"):
        rooms[path.relative_to(folder).parts[0].removesuffix(".py")] += lines_of_code(path.read_text(encoding="utf-8"))
    for room, count in rooms.most_common():
        print(f"{count:7,} {room}")
    print(f"{rooms.total():7,} together")


if __name__ == "__main__":
    main()
