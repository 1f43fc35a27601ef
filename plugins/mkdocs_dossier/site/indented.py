"""Readable JSON: every key and every item on its own line."""

from __future__ import annotations

from collections.abc import Callable
from json import JSONEncoder
from typing import Any

_on_one_line: Callable[[Any], str] = JSONEncoder(ensure_ascii=False).encode


def indented_json(value: Any, margin: str = "\n") -> str:
    """Return the output of `json.dumps` with `indent=1`, but faster; `margin` begins each further line."""
    if isinstance(value, str):
        return _on_one_line(value)
    inner = f"{margin} "
    if isinstance(value, dict) and value:
        fields = [f"{inner}{_on_one_line(key)}: {indented_json(each, inner)}" for key, each in value.items()]
        return f"{{{','.join(fields)}{margin}}}"
    if isinstance(value, list) and value:
        items = [f"{inner}{indented_json(each, inner)}" for each in value]
        return f"[{','.join(items)}{margin}]"
    return _on_one_line(value)
