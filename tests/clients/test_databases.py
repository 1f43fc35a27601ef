"""DuckDB and SQLite read `collection.json`: each kind is a table, each record a row, each field a column."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sqlite_utils

from clients.collections import COLLECTIONS, ROOT, exported
from conftest import write
from mkdocs_dossier.build.data_files import write_pieces
from mkdocs_dossier.model.kinds import KINDS, PUBLISHED
from test_handbook import fences_of

pytestmark = pytest.mark.clients

LOCAL = [kind.section for kind in KINDS if kind.model.local]
SECTIONS = [kind.section for kind in PUBLISHED]
#: Values hard to store in tables: names in one and in several languages, numbers of any size, times, empty lists.
HARD = {
    "dossier/all.yml": """\
actors:
  order: {name: Order, kind: group, aliases: ["'", '"', "NULL", ";--"]}
  select: {name: {de: Auswahl, en-GB: Selection, en-gb: selection}, kind: group, country: FR}
quantities:
  tons: {label: Tons, unit: t, place: group}
places:
  group: {name: Group, lat: 48.0, lon: -2.5}
sources:
  table:
    title: Table
    URL: https://example.org/
    DOI: 10.1000/182
    archive: [{url: https://archive.example/1, captured: 2024}]
events:
  from: {name: From, date: 2024-10-03T14:30, place: group, actors: [{actor: order}, {actor: select, role: Host}]}
""",
    "dossier/index/article.md": """---
title: Index
published: 2024-10-05T09:09
language: en
---

The order counted 0.5 t, then 20 t and more than 900000000000000 t.
""",
    "dossier/index/annotations.yml": """\
statements:
  all: {quote: The order counted 0.5 t, said_by: order, via: [table]}
figures:
  least: {quote: 0.5 t, quantity: tons}
  some: {quote: 20 t, quantity: tons}
  most: {quote: more than 900000000000000 t, quantity: tons}
""",
}
ALL = {**COLLECTIONS, "hard": HARD}


@pytest.fixture(params=ALL)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Write and return the `collection.json` of each collection."""
    path = tmp_path / "collection.json"
    path.write_text(exported(ALL[request.param], tmp_path).files["data/collection.json"], encoding="utf-8")
    return path


def kinds(file: Path) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield each kind that has records, with its records."""
    collection = json.loads(file.read_text(encoding="utf-8"))
    yield from ((section, collection[section]) for section in SECTIONS if collection[section])


@pytest.mark.parametrize("end", ["", ".gz"])
def test_duckdb_makes_each_kind_a_table(file: Path, end: str) -> None:
    """DuckDB reads each kind as a table without being given types, also from the compressed file."""
    published = file.with_name(file.name + end)
    write_pieces(published, [file.read_text(encoding="utf-8")])
    for section, records in kinds(file):
        table = duckdb.sql(f"SELECT unnest({section}, max_depth := 2) FROM '{published}'")
        assert table.columns == list(records[0]), section
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
        assert [row["id"] for row in rows] == [record["id"] for record in records]
        for row, record in zip(rows, records, strict=True):
            for key in table.columns:
                assert same(row[key], record.get(key)), (section, record["id"], key)


def same(stored: Any, value: Any) -> bool:
    """Return whether a stored value equals the original; DuckDB has dates, and adds the fields of sibling objects."""
    match value:
        case dict():
            stored = json.loads(stored) if isinstance(stored, str) else stored
            return all(same(stored.get(key), inner) for key, inner in value.items())
        case list():
            stored = json.loads(stored) if isinstance(stored, str) else stored
            return len(stored) == len(value) and all(map(same, stored, value))
        case str():
            return stored in (value, json.dumps(value, ensure_ascii=False)) or str(stored) == value
    return bool(stored == value)


def test_sqlite_utils_makes_each_kind_a_table(file: Path) -> None:
    """sqlite-utils stores each kind as a table, and lists and objects as JSON, which SQLite can query."""
    database = sqlite_utils.Database(memory=True)
    for section, records in kinds(file):
        database[section].insert_all(records, pk=["dossier", "id"] if section in LOCAL else "id")
        rows = list(database[section].rows)
        assert len(rows) == len(records)
        for row, record in zip(database.query(f"SELECT * FROM {section} ORDER BY rowid"), records, strict=True):
            assert list(row) == list(records[0])
            assert all(row[key] is None for key in records[0].keys() - record.keys())
            assert all(same(row[key], value) for key, value in record.items()), (section, record["id"])


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, list[dict[str, Any]]]:
    """Write the sample's `data/collection.json` into the working directory, and return its lists."""
    text = exported(COLLECTIONS["sample"], tmp_path).files["data/collection.json"]
    write(tmp_path, {"data/collection.json": text})
    monkeypatch.chdir(tmp_path)
    return {key: value for key, value in json.loads(text).items() if isinstance(value, list)}


def shown(kind: str) -> str:
    """Return the handbook's example in a language."""
    (text,) = (fence["text"] for fence in fences_of(ROOT / "docs" / "handbook" / "site.md") if fence["kind"] == kind)
    return str(text)


def test_the_handbooks_query_joins_figures_with_their_speakers(sample: Mapping[str, list[dict[str, Any]]]) -> None:
    speakers = {(each["dossier"], each["id"]): each["said_by"] for each in sample["statements"]}
    rows = duckdb.sql(shown("sql")).fetchall()
    expected = [
        (figure["dossier"], speaker, figure["words"])
        for figure in sample["figures"]
        for speaker in speakers.get((figure["dossier"], figure["statement"]), ())
    ]
    assert sorted((row[0], row[1], row[3]) for row in rows) == sorted(expected) != []


def test_the_handbooks_script_lists_the_largest_figures(
    sample: Mapping[str, list[dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(shown("python"), "site.md", "exec"), {})
    rows = [ast.literal_eval(line) for line in capsys.readouterr().out.splitlines()]
    labels = {each["id"]: each["label"] for each in sample["quantities"]}
    expected = {figure["page"]: labels[figure["quantity"]] for figure in sample["figures"] if figure["quantity"]}
    assert {row["page"]: row["label"] for row in rows}.keys() == expected.keys()
    assert all(same(row["label"], expected[row["page"]]) for row in rows)
    assert [row["best"] for row in rows if row["best"]] == sorted(row["best"] for row in rows if row["best"])[::-1]
