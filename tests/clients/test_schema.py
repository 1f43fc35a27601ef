"""Validators that editors and CI run agree with the JSON Schema of the YAML files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest

from clients.collections import COLLECTIONS, ROOT, run
from conftest import write
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import KINDS
from mkdocs_dossier.model.schema import SCHEMA_FILE
from mkdocs_dossier.problems import Severity
from mkdocs_dossier.reading.locate import front_matter
from test_handbook import EXAMPLES

pytestmark = pytest.mark.clients

SCHEMA = ROOT / "dossier" / SCHEMA_FILE
_NOUNS = {kind.section: kind.noun for kind in KINDS}

#: A file's path → the schema definition it has to match (empty: a file with sections), and its YAML.
Documents = Mapping[str, tuple[str, str]]


def documents(files: Mapping[str, str]) -> Documents:
    """Return the YAML of a collection's files, including front matter."""

    def found() -> Iterator[tuple[str, tuple[str, str]]]:
        for name, text in files.items():
            path = PurePosixPath(name)
            if path.name == "article.md":
                yield name, ("dossier", front_matter(text)[0] or "")
            elif path.suffix == ".yml" and path.parts[0] == "dossier":
                yield name, (_NOUNS.get(path.parent.name, ""), text)

    return dict(found())


#: Each invalid in one way: name → definition, YAML.
WRONG: Documents = {
    "a section that is not known": ("", "aktors: {}"),
    "an id in capitals": ("", "actors: {Roe: {name: Jane Roe, kind: person}}"),
    "a field in another kind": ("actor", "{name: Jane Roe, kind: person, URL: https://example.org/}"),
    "a field that is missing": ("actor", "name: Jane Roe"),
    "a word that is not known": ("actor", "{name: Jane Roe, kind: robot}"),
    "a country in small letters": ("place", "{name: Paris, country: fr}"),
    "a DOI with its address": ("source", "{title: Study, DOI: https://doi.org/10.1000/182}"),
    "a DOI with quotation marks": ("source", """{title: Study, DOI: '10.1000/"182"'}"""),
    "an address without its scheme": ("source", "{title: Study, URL: www.example.org}"),
    "an item of Wikidata without its Q": ("topic", "{label: Peace, wikidata: 454}"),
    "a reference with a blank": ("statement", "{quote: She left, said_by: jane roe}"),
    "a text where a list belongs": ("statement", "{quote: She left, via: gazette}"),
    "a list where a text belongs": ("statement", "{quote: [She left]}"),
    "a grade out of range": ("statement", "{quote: She left, credibility: 7}"),
    "a figure of nothing": ("figure", "unit: tons"),
    "true instead of yes": ("actor", "{name: Jane Roe, kind: person, withheld: true}"),
    "a party without its actor": ("agreement", "{name: Pact, kind: treaty, parties: [{signatory: roe}]}"),
    "a hash that is too short": (
        "source",
        "{title: A, archive: [{url: https://example.org/, captured: 2024, sha256: abc}]}",
    ),
    "front matter with a body": ("dossier", "{title: Strike, published: 2024-10-03, body: Text}"),
}

#: Valid, although a validator might disagree: name → definition, YAML.
RIGHT: Documents = {
    "names and ids that look like numbers": ("", "actors: {2024: {name: 1984, kind: group, formerly: [2023]}}"),
    "a DOI with brackets": ("source", "{title: Study, DOI: 10.1016/S0140-6736(24)01169-3}"),
    "an address with signs": ("source", "{title: Study, URL: 'https://example.org/a|b?c={d}^e'}"),
    "an address with umlauts": ("source", "{title: Study, URL: https://müller.example/straße}"),
    "a title that is a word of YAML": ("source", "{title: true}"),
    "an empty section": ("", "actors:\nplaces: {paris: {name: Paris, lat: 48.8, lon: '2.3'}}"),
    "a name by language": ("topic", "{label: {de: Frieden, en-GB: Peace}}"),
    "an amount, and a bare number": ("figure", "{quote: 20 men, value: 20}"),
    "a date of a year, and a season": ("event", "{name: Fair, date: 2024}"),
    "a reference into another dossier": ("statement", "{quote: She left, contradicts: [strike/dead]}"),
    "yes and no": ("source", "{title: Study, located: no}"),
}


def by_ajv(given: Documents) -> dict[str, list[str]]:
    """Return Ajv's errors for each document, after asserting that it accepts the schema."""
    files = [[name, definition, text] for name, (definition, text) in given.items()]
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    done = run("node", "validate.mjs", stdin=json.dumps({"schema": schema, "files": files}))
    assert done.returncode == 0, done.stderr
    complaints: dict[str, list[str]] = json.loads(done.stdout)
    assert complaints.keys() == given.keys()
    return complaints


def by_check_jsonschema(given: Documents, folder: Path) -> dict[str, list[str]]:
    """Return check-jsonschema's errors for each document, from one run for each definition."""
    complaints: dict[str, list[str]] = {name: [] for name in given}
    for wanted in {definition for definition, _ in given.values()}:
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        if wanted:
            schema = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{wanted}"}
        schema_file = folder / "schema.json"
        schema_file.write_text(json.dumps(schema), encoding="utf-8")
        paths = {}
        for number, (name, (definition, text)) in enumerate(given.items()):
            if definition == wanted:
                path = folder / f"{number}.yml"
                path.write_text(text, encoding="utf-8")
                paths[str(path)] = name
        done = run("check-jsonschema", "--output-format", "json", "--schemafile", str(schema_file), *paths)
        report = json.loads(done.stdout)
        assert not report.get("parse_errors"), report
        for error in report["errors"]:
            complaints[paths[error["filename"]]].append(f"{error['path']}: {error['message']}")
    return complaints


def test_check_jsonschema_accepts_the_schema() -> None:
    """The schema matches the metaschema, and each pattern is an ECMAScript regular expression."""
    done = run("check-jsonschema", "--check-metaschema", str(SCHEMA))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_file_of_a_collection_is_valid(name: str, tmp_path: Path) -> None:
    given = documents(COLLECTIONS[name])
    assert len(given) > 2
    valid: dict[str, list[str]] = {name: [] for name in given}
    assert by_ajv(given) == valid
    assert by_check_jsonschema(given, tmp_path) == valid


def test_invalid_documents_are_refused(tmp_path: Path) -> None:
    assert [name for name, complaints in by_ajv(WRONG).items() if not complaints] == []
    assert [name for name, complaints in by_check_jsonschema(WRONG, tmp_path).items() if not complaints] == []


def test_unusual_valid_documents_are_accepted(tmp_path: Path) -> None:
    valid: dict[str, list[str]] = {name: [] for name in RIGHT}
    assert by_ajv(RIGHT) == valid
    assert by_check_jsonschema(RIGHT, tmp_path) == valid


def test_files_without_problems_are_valid(tmp_path: Path) -> None:
    """In the examples of the problem list, files for which `dossier check` has at most hints match the schema."""
    given: dict[str, tuple[str, str]] = {}
    for example in EXAMPLES:
        folder = tmp_path / example.code
        _, problems = load(write(folder, example.files), folder)
        faulty = {problem.location.path for problem in problems if problem.severity is not Severity.HINT}
        sound = {name: text for name, text in example.files.items() if name not in faulty}
        given |= {f"{example.code}: {name}": each for name, each in documents(sound).items()}
    assert len(given) > 50
    assert {name: complaints for name, complaints in by_ajv(given).items() if complaints} == {}
