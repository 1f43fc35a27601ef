"""`dossier list` prints the records of one kind as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from conftest import write
from mkdocs_dossier.model.kinds import BY_NOUN, fields_by_key

Command = Callable[..., Result]


def listed(dossier: Command, kind: str) -> list[dict[str, Any]]:
    result = dossier("list", kind, "--format", "json")
    assert result.exit_code == 0
    records: list[dict[str, Any]] = json.loads(result.stdout)
    return records


def test_records_are_listed_in_a_table(project: Path, dossier: Command) -> None:
    """The table is sorted by id, and its columns end with the place of each record."""
    assert dossier("list", "source").stdout == (
        "kanal      Kanal      dossier/all.yml:5:3\nkyiv-post  Kyiv Post  dossier/all.yml:4:3\n"
    )
    assert dossier("list", "figure").stdout == (
        "angriff/tote  mehr als 20 Soldaten  dossier/angriff/annotations.yml:9:3\n"
    )


#: Records of each kind that the project lacks.
OTHERS = {
    "dossier/others.yml": """\
agreements: {pakt: {name: Pakt, kind: treaty, parties: [{actor: dienst}]}}
topics: {krieg: {label: Krieg}}
relations: {tie: {from: dienst, to: dienst, kind: other}}
""",
    "dossier/angriff/others.yml": """\
mentions: {name: {quote: Geheimdienst, actor: dienst}}
corrections: {zahl: {date: 2024-10-06, kind: correction, affects: [angriff], note: Es waren mehr.}}
omissions: {satz: {quote: "Es gab 20 Tote: ja.", why: Das ist bekannt.}}
""",
}


@pytest.mark.parametrize("kind", BY_NOUN)
def test_records_are_listed_with_all_fields_and_their_place(project: Path, dossier: Command, kind: str) -> None:
    write(project, OTHERS)
    records = listed(dossier, kind)
    assert records
    for record in records:
        assert {*fields_by_key(BY_NOUN[kind].model), "path", "line", "column"} <= set(record)
        assert len({key.casefold() for key in record}) == len(record), "each may be the column of a table"


def test_a_statement_has_its_passage_its_chain_and_its_origins(project: Path, dossier: Command) -> None:
    (statement,) = listed(dossier, "statement")
    assert statement["id"] == "angriff"
    assert statement["dossier"] == "angriff"
    assert statement["words"] == "mehr als 20 Soldaten getötet"
    assert statement["sentence"] == 'Laut "Kyiv Post" und Geheimdienst wurden mehr als 20 Soldaten getötet.'
    assert [(hop["kind"], hop["id"], hop["cited"]) for hop in statement["chain"]] == [
        ("source", "kyiv-post", False),
        ("source", "kanal", True),
        ("actor", "dienst", False),
    ]
    assert statement["origins"] == [{"kind": "actor", "id": "dienst", "name": "Geheimdienst"}]
    assert statement["text"] == {"de": "Es gab Tote.", "en": "There were dead."}
    assert statement["said_on"] == {
        "edtf": "2024-10~",
        "earliest": "2024-10-01",
        "latest": "2024-10-31",
        "precision": "month",
    }
    where = [statement[key] for key in ("path", "line", "column")]
    assert where == ["dossier/angriff/annotations.yml", 2, 3]


def test_a_figure_has_its_numbers(project: Path, dossier: Command) -> None:
    (figure,) = listed(dossier, "figure")
    wanted = {"low": 20, "best": 20, "high": None, "qualifier": "more-than", "unit": None, "statement": "angriff"}
    assert {key: figure[key] for key in wanted} == wanted
    assert figure["words"] == "mehr als 20"
    assert figure["quantity"] == "getoetete"


def test_an_events_place_does_not_hide_its_line(project: Path, dossier: Command) -> None:
    (event,) = listed(dossier, "event")
    assert (event["place"], event["line"], event["words"]) == ("donezk", 11, "20 Tote")


def test_untrusted_names_are_escaped_for_the_terminal(project: Path, dossier: Command) -> None:
    """Control characters in names, which no check refuses, are printed escaped or as spaces."""
    (project / "dossier/more.yml").write_text('topics:\n  t: {label: "a\\tb\\nc\u200f"}\n')
    assert dossier("list", "topic").stdout == "t  a b c\\u200f  dossier/more.yml:2:3\n"
    assert "\u200f" not in dossier("list", "topic", "--format", "json").stdout


def test_an_unknown_folder_or_kind_is_refused(project: Path, dossier: Command) -> None:
    result = dossier("list", "actor", "--folder", "nowhere")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: there is no folder nowhere: “dossier new dossier ID” makes one, --folder names another\n",
    )
    assert dossier("list", "actors").exit_code == 2
