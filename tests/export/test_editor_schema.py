"""The schema offers the collection's ids; `tests/clients/test_editors.py` tests it in an editor's language server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import Loaded, write
from export.conftest import FILES
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.export.editor_schema import refresh_schema, schema_with_ids
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import DOSSIER, KINDS, Kind, first_fields_of, links
from mkdocs_dossier.model.schema import SCHEMA_FILE, json_schema, schema_text
from model.test_schema import ACCEPTED, as_editors_read

SAMPLE = Path(__file__).parents[2] / "dossier"
SECOND = {
    "dossier/folge/article.md": "---\ntitle: Die Folge\npublished: 2024-11-01\n---\n\nEs gab mehr als 20 Tote.\n",
    "dossier/folge/annotations.yml": "figures: {tote: {quote: mehr als 20 Tote, quantity: getoetete}}\n",
}


def offered(collection: Collection, name: str) -> list[tuple[str, str]]:
    """Return the ids that a definition offers, each with its description."""
    snippets = json.loads(schema_with_ids(collection))["$defs"][name]["defaultSnippets"]
    assert all(snippet["label"] == snippet["bodyText"] for snippet in snippets)
    return [(snippet["label"], snippet["description"]) for snippet in snippets]


def complaints(schema: dict[str, Any], text: str, definition: str = "") -> list[str]:
    part = {"$defs": schema["$defs"], "$ref": f"#/$defs/{definition}"} if definition else schema
    return sorted(error.json_path for error in Draft202012Validator(part).iter_errors(as_editors_read(text)))


def test_ids_are_offered_with_names(loaded: Loaded) -> None:
    """Ids are offered with names, sorted within each kind; with only one dossier, its records have short ids."""
    collection, _ = loaded(FILES)
    assert offered(collection, "id-of-quantity") == [("getoetete", "Getötete")]
    assert offered(collection, "id-of-source-or-actor")[:4] == [
        ("kanal", "Kanal"),
        ("kyiv-post", "Ein Bericht"),
        ("dienst", "Geheimdienst"),
        ("kim", "Kim Jong Un"),
    ]
    assert offered(collection, "id-of-statement") == [("opfer", "Es gab Tote.")]
    assert offered(collection, "id-of-dossier") == [("angriff", "Der Angriff")]


def test_records_of_several_dossiers_have_the_dossiers_id(loaded: Loaded) -> None:
    """With several dossiers, ids begin with the dossier's, and resolve to the same record from each dossier."""
    collection, _ = loaded({**FILES, **SECOND})
    assert [id_ for id_, _ in offered(collection, "id-of-figure")] == ["angriff/tote", "folge/tote"]
    for id_, _ in offered(collection, "id-of-figure"):
        assert collection.find(id_, "figure", dossier="angriff") is collection.find(id_, "figure", dossier="folge")


def test_a_long_name_is_cut(loaded: Loaded) -> None:
    files = {"dossier/a.yml": f"topics: {{t: {{label: {'Wort ' * 40}}}}}\n"}
    ((_, description),) = offered(loaded(files)[0], "id-of-topic")
    assert len(description) == 60 and description.endswith("…")


@pytest.mark.parametrize("kind", (*KINDS, DOSSIER), ids=lambda kind: kind.noun)
def test_every_field_that_names_records_offers_ids(kind: Kind) -> None:
    """A kind's definition offers ids for each field that refers to records, in the record itself or its parts."""
    schema = json_schema()
    for link in links(kind.model):
        assert f"id-of-{'-or-'.join(link.ref.kinds)}" in schema["$defs"]
    text = json.dumps(schema["$defs"][kind.noun])
    assert "(?:/" not in text, "a reference that offers nothing"
    assert ("#/$defs/id-of-" in text) == any(len(link.path) == 1 for link in links(kind.model))


def test_it_allows_what_the_plain_schema_allows() -> None:
    """The schema with ids accepts unknown and numeric ids like the plain one, and rejects what that rejects."""
    collection, _ = load(SAMPLE)
    plain, schema = json_schema(), json.loads(schema_with_ids(collection))
    Draft202012Validator.check_schema(schema)
    for path in SAMPLE.rglob("annotations.yml"):
        assert complaints(schema, path.read_text(encoding="utf-8")) == []
    assert complaints(schema, ACCEPTED) == []
    for text in (
        "{quote: x, said_by: nobody-yet, via: [2024], actors: [2024, nobody], repeats: [other/claim]}",
        "{quote: x, said_by: [kim, nobody], contradicts: [claim, {statement: other/claim, why: So.}]}",
    ):
        assert complaints(schema, text, "statement") == complaints(plain, text, "statement") == []
    for text in (
        "{quote: x, said_by: Jane Roe}",
        "{quote: x, said_by: {kim: x}}",
        "{quote: x, via: gazette}",
        "{quote: x, actors: [[kim]]}",
        "{quote: x, actors: [Kim, un]}",
        "{quote: x, actors: [true]}",
        "{quote: x, contradicts: [{why: So.}]}",
    ):
        assert complaints(schema, text, "statement") and complaints(plain, text, "statement"), text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_a_new_record_begins_with_its_required_fields(kind: Kind) -> None:
    definition = json_schema()["$defs"][kind.noun]
    first = first_fields_of(kind.model)
    assert set(definition.get("required", ())) <= set(first) <= set(definition["properties"])
    assert len(set(first)) == len(first)
    assert not kind.model.one_of or set(kind.model.one_of) & set(first)


def test_the_same_records_make_the_same_bytes(tmp_path: Path) -> None:
    """The schema's bytes depend neither on the files of the records nor on their order."""
    write(tmp_path / "one", {"dossier/a.yml": "topics: {b: {label: B}, a: {label: A}}\n"})
    write(
        tmp_path / "two", {"dossier/x.yml": "topics: {a: {label: A}}\n", "dossier/y.yml": "topics: {b: {label: B}}\n"}
    )
    one, two = (schema_with_ids(load(tmp_path / name / "dossier")[0]) for name in ("one", "two"))
    assert one == two


def test_a_schema_with_ids_is_refreshed(tmp_path: Path) -> None:
    """A schema file is rewritten only if it has ids and these have changed; none is created."""
    folder = write(tmp_path, FILES)
    path = folder / SCHEMA_FILE
    old, _ = load(folder)
    refresh_schema(folder, old)
    assert not path.exists()

    path.write_text(schema_text(), encoding="utf-8")
    refresh_schema(folder, old)
    assert path.read_text(encoding="utf-8") == schema_text()

    path.write_bytes(schema_with_ids(old).encode())
    written = path.stat()
    refresh_schema(folder, old)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)

    new, _ = load(write(tmp_path, {"dossier/more.yml": "actors: {roe: {name: Jane Roe, kind: person}}\n"}))
    refresh_schema(folder, new)
    assert path.read_bytes() == schema_with_ids(new).encode() != schema_with_ids(old).encode()
    assert [each.name for each in folder.iterdir() if SCHEMA_FILE in each.name] == [SCHEMA_FILE]
