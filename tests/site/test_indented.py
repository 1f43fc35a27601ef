"""JSON with every key on a line of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mkdocs_dossier.site.indented import indented_json


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        [{}, [[]], ""],
        {"a": [1, 2.5, None, True, {"b": "“ä” \n \u2028 </script> \\"}], "c": {"d": [[2024, 10], [2025]]}},
        "text",
        0,
    ],
)
def test_it_is_what_python_writes(value: Any) -> None:
    """Only quicker; a margin moves all lines but the first."""
    written = json.dumps(value, ensure_ascii=False, indent=1)
    assert indented_json(value) == written
    assert indented_json(value, "\n   ") == written.replace("\n", "\n   ")
