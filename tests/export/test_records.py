"""The JSON export has every record with its resolved fields, its position in the files and its address."""

from __future__ import annotations

from export.conftest import Export
from mkdocs_dossier.model.kinds import DOSSIER, KINDS


def test_every_kind_is_exported(exported: Export) -> None:
    collection = exported().json("data/collection.json")
    assert list(collection) == ["language", "dossiers", *(kind.section for kind in KINDS if not kind.model.internal)]
    assert [actor["id"] for actor in collection["actors"]] == ["dienst", "kim", "partei", "ukraine", "zeitung"]
    assert collection["dossiers"][0]["page"] == "https://example.org/s/angriff/"
    assert "body" not in collection[DOSSIER.section][0]


def test_a_statement_has_its_words_chain_and_origins(exported: Export) -> None:
    (statement,) = exported().json("data/collection.json")["statements"]
    assert statement["text"] == {"de": "Es gab Tote.", "en": "There were dead."}
    assert statement["words"] == "wurden mehr als 20 Soldaten getötet"
    assert statement["sentence"] == 'Laut "Kyiv Post" wurden mehr als 20 Soldaten getötet.'
    assert [hop["id"] for hop in statement["chain"]] == ["kyiv-post", "kanal", "dienst"]
    assert [origin["id"] for origin in statement["origins"]] == ["dienst"]
    assert statement["said_on"] == {
        "edtf": "2024-10~",
        "earliest": "2024-10-01",
        "latest": "2024-10-31",
        "precision": "month",
    }
    assert [statement[key] for key in ("path", "line", "column")] == ["dossier/angriff/annotations.yml", 2, 3]
    assert statement["page"] == "https://example.org/s/angriff/#opfer"


def test_a_figure_has_low_best_and_high(exported: Export) -> None:
    (figure,) = exported().json("data/collection.json")["figures"]
    given = {key: figure[key] for key in ("low", "best", "high", "qualifier", "words", "unit", "statement")}
    assert given == {
        "low": 20,
        "best": 20,
        "high": None,
        "qualifier": "more-than",
        "words": "mehr als 20",
        "unit": "Soldaten",
        "statement": "opfer",
    }


def test_records_without_a_page_have_no_address(exported: Export) -> None:
    collection = exported().json("data/collection.json")
    assert {record.get("page") for record in (*collection["relations"], *collection["mentions"])} == {None}


def test_the_first_record_of_a_list_has_all_fields_and_others_those_with_a_value(exported: Export) -> None:
    first, *others = exported().json("data/collection.json")["actors"]
    assert None in first.values()
    assert others
    for actor in others:
        assert None not in actor.values()
        assert isinstance(actor["aliases"], list)
        assert actor.keys() <= first.keys()


def test_without_an_address_of_the_site_addresses_are_relative_and_there_are_no_feeds(exported: Export) -> None:
    files = exported(base_url="")
    assert files.json("data/collection.json")["actors"][0]["page"] == "../akteure/dienst/"
    assert files.page("akteure/kim")["@id"] == "../../akteure/kim/"
    assert [path for path in files.files if path.startswith("feeds/")] == []


def test_the_same_collection_gives_the_same_bytes(exported: Export) -> None:
    assert exported().everything() == exported().everything()
