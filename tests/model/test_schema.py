"""The JSON schema with which editors check and complete YAML files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import DOSSIER, KINDS, descriptions_of, fields_by_key, meaning_of, parts
from mkdocs_dossier.model.record import Part
from mkdocs_dossier.model.schema import SCHEMA_FILE, json_schema, schema_text
from mkdocs_dossier.problems import Severity
from mkdocs_dossier.reading.locate import front_matter
from mkdocs_dossier.syntax.word_tables import table

SAMPLE = Path(__file__).parents[2] / "dossier"
MODELS: list[type[Part]] = [*(kind.model for kind in (*KINDS, DOSSIER)), *parts()]


class _CoreLoader(yaml.SafeLoader):
    """Load YAML as an editor does, by the core schema of YAML 1.2, which has neither dates nor `yes`."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 (as PyYAML has it)


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), list(first))


def as_editors_read(text: str) -> Any:
    """Return the data of a YAML text, with all keys as strings as in JSON."""
    return json.loads(json.dumps(yaml.load(text, _CoreLoader)))


def complaints(text: str, definition: str = "") -> list[str]:
    """Return the errors that an editor underlines."""
    schema = json_schema()
    if definition:
        schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{definition}"}
    return [error.message for error in Draft202012Validator(schema).iter_errors(as_editors_read(text))]


def test_it_is_a_schema_and_the_same_each_time() -> None:
    """The schema is valid JSON Schema 2020-12, and its text is the same each time."""
    Draft202012Validator.check_schema(json_schema())
    assert schema_text() == schema_text()


def test_the_samples_schema_is_the_packages() -> None:
    """The sample's schema file is the output of `dossier schema`."""
    assert (SAMPLE / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text(), (
        "run: dossier schema --output dossier/dossier.schema.json"
    )


def test_every_field_is_described_and_nothing_else() -> None:
    """Every model and every field has a description; none describes a field that no longer exists."""
    written = table("model", "descriptions.yml")
    shared = {**written.pop("every_record"), **written.pop("every_passage")}
    assert set(written) == {model.__name__ for model in MODELS}
    for model in MODELS:
        own = written[model.__name__]["fields"]
        assert set(descriptions_of(model)) == set(fields_by_key(model)) >= set(own), model.__name__
        assert not [key for key in own if own[key] == shared.get(key)], f"{model.__name__} repeats what all have"
    assert all(any(key in fields_by_key(model) for model in MODELS) for key in shared)


@pytest.mark.parametrize(
    "text", [text for model in MODELS for text in (meaning_of(model), *descriptions_of(model).values())]
)
def test_a_description_is_a_short_sentence(text: str) -> None:
    """A description begins with a capital, ends with a full stop and fits an editor's tooltip."""
    assert re.fullmatch(r"[A-Z].{8,118}\.", text)


def _own_files() -> list[Path]:
    return [path for path in sorted(SAMPLE.rglob("*")) if path.suffix in (".yml", ".md")]


@pytest.mark.parametrize("path", _own_files(), ids=lambda path: path.relative_to(SAMPLE).as_posix())
def test_the_sample_is_valid(path: Path) -> None:
    """An editor underlines nothing in the sample's files."""
    text = path.read_text(encoding="utf-8")
    sections = {kind.section: kind.noun for kind in KINDS}
    if path.suffix == ".md":
        assert complaints(front_matter(text)[0] or "", "dossier") == []
    else:
        assert complaints(text, sections.get(path.parent.name, "")) == []


ACCEPTED = """
actors:
  kim: {name: {de: Kim, en: Kim}, kind: person, withheld: yes, aliases: [1984, Kim], formerly: [2023, kim-un]}
  "2024": {name: 2024, kind: group}
sources:
  s: {container-title: Times, URL: https://example.org/, issued: 2024, located: no}
agreements:
  a: {name: A, kind: treaty, parties: [{actor: kim}], provisions: [{id: p, article: 4, text: 5.5}]}
places:
  p: {name: P, lat: 48.0, lon: "37.8"}
relations:
  r: {from: kim, to: kim, kind: ally, since: 2024-10~}
topics:
"""


def test_files_that_load_are_accepted(tmp_path: Path) -> None:
    """Texts that look like numbers, years as ids, `yes` and empty sections are valid in an editor, as they load."""
    (tmp_path / "all.yml").write_text(ACCEPTED, encoding="utf-8")
    _, problems = load(tmp_path)
    assert [str(p) for p in problems if p.severity is Severity.ERROR] == []
    assert complaints(ACCEPTED) == []


@pytest.mark.parametrize("grade", ["1", '"1"', "'6'"])
def test_a_credibility_is_a_number_or_a_text(grade: str) -> None:
    assert complaints(f"quote: Wort\ncredibility: {grade}", "statement") == []


@pytest.mark.parametrize(
    ("definition", "text", "complaint"),
    [
        ("", "aktors: {}", "'aktors' was unexpected"),
        ("", "actors: {Kim: {name: Kim, kind: person}}", "'Kim' does not match"),
        ("actor", "name: Kim", "'kind' is a required property"),
        ("actor", "{name: Kim, kind: robot}", "'robot' is not one of"),
        ("actor", "{name: Kim, kind: person, id: kim}", "'id' was unexpected"),
        ("actor", "{name: Kim, kind: person, origin: x}", "'origin' was unexpected"),
        ("actor", "{name: Kim, kind: person, aliases: Kim}", "'Kim' is not of type 'array'"),
        ("actor", "{name: Kim, kind: person, withheld: true}", "True is not one of ['yes', 'no']"),
        ("source", "located: yes", "is not valid under any of the given schemas"),
        ("statement", "said_by: kim", "'quote' is a required property"),
        ("statement", "{quote: x, credibility: 7}", "7 is not one of"),
        ("figure", "unit: t", "is not valid under any of the given schemas"),
        ("relation", "{from_: a, from: a, to: b, kind: ally}", "'from_' was unexpected"),
        ("agreement", "{name: A, kind: treaty, parties: [{signatory: b}]}", "'actor' is a required property"),
        ("dossier", "{title: T, published: 2024, body: x}", "'body' was unexpected"),
    ],
)
def test_faults_are_underlined(definition: str, text: str, complaint: str) -> None:
    assert any(complaint in message for message in complaints(text, definition)), complaints(text, definition)
