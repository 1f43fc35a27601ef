"""Sources are exported as CSL-JSON."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from export.conftest import Export

_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "season": {"type": "number"},
        "circa": {"type": "boolean"},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
_TEXT = {"type": "string"}
#: The part of CSL's official schema that these items use.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("id", "type", "title", "container-title", "publisher", "URL", "DOI", "language"), _TEXT),
            "author": {"type": "array", "items": {"type": "object", "properties": {"literal": _TEXT}}},
            "issued": _DATE,
            "accessed": _DATE,
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}


def test_every_field_of_a_source(exported: Export) -> None:
    items = exported().json("data/sources.csl.json")
    jsonschema.validate(items, SCHEMA)
    assert items[1] == {
        "id": "kyiv-post",
        "type": "article-newspaper",
        "title": "Ein Bericht",
        "container-title": "Kyiv Post",
        "author": [{"literal": "Anna Autorin"}],
        "publisher": "Kyiv Post",
        "issued": {"date-parts": [[2024, 10, 4]]},
        "accessed": {"date-parts": [[2024, 10]]},
        "URL": "https://example.com/a?b=1&c=2",
        "DOI": "10.1000/182",
        "language": "en",
    }
    assert items[0]["type"] == "document"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-08/2024-01", {"date-parts": [[2023, 8], [2024, 1]]}),
        ("2024-10~", {"date-parts": [[2024, 10]], "circa": True}),
        ("2022-24", {"date-parts": [[2022]], "season": 4}),
        ("202X", {"date-parts": [[2020], [2029]]}),
        ("2024-10-03/..", {"date-parts": [[2024, 10, 3]], "literal": "2024-10-03/.."}),
        ("../2024", {"date-parts": [[2024]], "literal": "../2024"}),
        ("2024-10-05T09:09", {"date-parts": [[2024, 10, 5]]}),
    ],
)
def test_dates(exported: Export, written: str, expected: dict[str, Any]) -> None:
    items = exported(replacing={"issued: 2023-08/2024-01": f"issued: {written}"}).json("data/sources.csl.json")
    jsonschema.validate(items, SCHEMA)
    assert items[0]["issued"] == expected
