"""CSV tables have one row per record, and nothing that a spreadsheet would run."""

from __future__ import annotations

import pytest

from export.conftest import Export


def test_figures_with_low_best_and_high(exported: Export) -> None:
    files = exported()
    assert files.files["data/figures.csv"].startswith("dossier,id,quantity,label,words,low,best,high,qualifier,unit,")
    (figure,) = files.rows("figures")
    assert [figure[key] for key in ("dossier", "id", "quantity", "label")] == [
        "angriff", "tote", "getoetete", "Getötete",
    ]  # fmt: skip
    assert [figure[key] for key in ("low", "best", "high", "qualifier")] == ["20", "20", "", "more-than"]
    assert (figure["said_by"], figure["said_by_name"], figure["via"]) == ("dienst", "Geheimdienst", "kyiv-post")
    assert (figure["as_of"], figure["line"]) == ("2024-10-03", "13")


def test_statements_with_chain_and_grade(exported: Export) -> None:
    (statement,) = exported().rows("statements")
    assert statement["text"] == "Es gab Tote."
    assert statement["origins"] == "actor:dienst"
    assert (statement["said_on"], statement["said_on_earliest"]) == ("2024-10~", "2024-10-01")
    assert statement["caveat"] == "Siehe Kim."
    assert statement["page"] == "https://example.org/s/angriff/#opfer"


def test_sources(exported: Export) -> None:
    first, second = exported().rows("sources")
    assert (first["id"], first["issued"], first["issued_latest"]) == ("kanal", "2023-08/2024-01", "2024-01-31")
    assert (second["URL"], second["cites"]) == ("https://example.com/a?b=1&c=2", "kanal")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝"])
def test_a_formula_stays_text(exported: Export, begin: str) -> None:
    formula = f'{begin}cmd|"/c calc"!A1'
    files = exported(replacing={"title: Kanal": f"title: '{formula}'", "author: Anna Autorin": f"author: '{formula}'"})
    kanal, kyiv_post = files.rows("sources")
    assert kanal["title"] == kyiv_post["author"] == f"'{formula}"


def test_a_negative_number_stays_a_number(exported: Export) -> None:
    (figure,) = exported(
        replacing={"tote: {quote": "tote: {value: -5, quote", "mehr als 20 Soldaten": "viele Soldaten"}
    ).rows("figures")
    assert figure["best"] == "-5"


def test_empty_tables_have_a_header(exported: Export) -> None:
    files = exported({"dossier/angriff/annotations.yml": "topics:\n  mehr: {label: Mehr}\n"})
    assert files.rows("figures") == []
    assert files.files["data/figures.csv"].count("\r\n") == 1
