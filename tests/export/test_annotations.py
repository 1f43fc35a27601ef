"""Passages are exported as W3C Web Annotations."""

from __future__ import annotations

import json
import re

from export.conftest import Export, Exported
from mkdocs_dossier.site.revision import Conventions

HERE = "https://example.org/s/data/annotations.jsonld"


def test_a_collection_of_one_page(exported: Export) -> None:
    files = exported()
    collection = files.json("data/annotations.jsonld")
    assert re.fullmatch(r"mkdocs-dossier \d.*", collection["generator"].pop("name"))
    assert {key: value for key, value in collection.items() if key != "first"} == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": HERE,
        "type": "AnnotationCollection",
        "generator": {"type": "Software"},
        "creator": {
            "id": "https://example.org/s/",
            "type": "Organization",
            "name": "example.org",
            "homepage": "https://example.org/s/",
        },
        "total": 4,
    }
    page = collection["first"]
    lines = files.files["data/annotations.jsonld"].splitlines()[1:-1]
    assert [json.loads(line.removesuffix(",")) for line in lines] == page["items"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", HERE, 0)
    assert [item["id"] for item in page["items"]] == [
        f"{HERE}#angriff/source/kyiv-post/55",
        f"{HERE}#angriff/statement/opfer",
        f"{HERE}#angriff/figure/tote",
        f"{HERE}#angriff/mention/name",
    ]


def test_a_statement_and_its_passage(exported: Export) -> None:
    found, statement, figure, mention = exported().json("data/annotations.jsonld")["first"]["items"]
    assert statement["type"] == "Annotation"
    quote = {
        "type": "TextQuoteSelector",
        "exact": "wurden mehr als 20 Soldaten getötet",
        "prefix": 'eschah nichts. Laut "Kyiv Post" ',
        "suffix": ". Kim Jong Un schwieg.",
    }
    position = {"type": "TextPositionSelector", "start": 66, "end": 101}
    assert statement["target"] == {
        "source": "https://example.org/s/angriff/",
        "selector": [
            {"type": "CssSelector", "value": "#_text", "refinedBy": position},
            quote,
            position,
        ],
    }
    assert statement["body"] == [
        {
            "type": "SpecificResource",
            "source": "https://example.org/s/angriff/#opfer",
        },
        *(
            {
                "type": "TextualBody",
                "value": text,
                "format": "text/plain",
                "language": language,
                "purpose": "describing",
            }
            for language, text in (("de", "Es gab Tote."), ("en", "There were dead."))
        ),
    ]
    assert figure["body"][0]["source"] == "https://example.org/s/angriff/#tote"
    assert mention["motivation"] == "identifying"
    assert mention["body"][0]["source"] == "https://example.org/s/akteure/kim/"
    assert found["motivation"] == "identifying"
    assert found["body"][0]["source"] == "https://example.org/s/quellen/kyiv-post/"
    assert found["target"]["selector"][1]["exact"] == "Kyiv Post"


def test_creator_and_times_of_annotations(exported: Export) -> None:
    """Times are in UTC, or reduced to the day if the zone is unknown; `modified` is the article's update."""

    def times(export: Exported) -> set[tuple[str, str | None]]:
        items = export.json("data/annotations.jsonld")["first"]["items"]
        assert not any("creator" in item for item in items), "the collection has it"
        return {(item["created"], item.get("modified")) for item in items}

    changed = "2024-10-06T00:00:00Z"
    assert times(exported()) == {("2024-10-05T00:00:00Z", changed)}
    unchanged = exported(replacing={"updated: 2024-10-06\n": "", "T09:09": "T01:00+02:00"})
    assert times(unchanged) == {("2024-10-04T23:00:00Z", None)}
    placed = exported(conventions=Conventions(timezone="Europe/Berlin"))
    assert times(placed) == {("2024-10-05T07:09:00Z", changed)}


def test_the_position_counts_as_browsers_do(exported: Export) -> None:
    """Positions count UTF-16 units: an emoji before the words counts as two."""
    files = exported(
        replacing={"Vorher geschah nichts": "Vorher geschah \U0001f680 nichts", "title: Der": "title: \U0001f600 Der"}
    )
    selectors = [item["target"]["selector"] for item in files.json("data/annotations.jsonld")["first"]["items"]]
    assert [(position["start"], position["end"]) for _, _, position in selectors] == [
        (61, 70),
        (72, 107),
        (79, 99),
        (109, 120),
    ]


TABLE = """
| Ort  | Tote |
|------|------|
| Nord | 20   |
| Süd  | 20   |
"""


def test_context_ends_with_the_block_unless_the_words_occur_elsewhere(exported: Export) -> None:
    """Context crosses into neighbouring cells only to distinguish equal numbers, and has at most 32 units."""
    figures = "figures: {nord: {quote: '20', prefix: Nord}, sued: {quote: '20', prefix: Süd}, kopf: {quote: Tote}}\n"
    files = exported(
        {"dossier/angriff/annotations.yml": figures}, replacing={"Kim Jong Un schwieg.\n": f"Ende.\n{TABLE}"}
    )
    quotes = {
        item["id"].rsplit("/", 1)[1]: item["target"]["selector"][1]
        for item in files.json("data/annotations.jsonld")["first"]["items"]
    }
    assert quotes["kopf"] == {"type": "TextQuoteSelector", "exact": "Tote"}
    assert quotes["nord"]["prefix"].endswith("getötet. Ende.\nOrt\nTote\nNord\n")
    assert quotes["nord"]["suffix"] == "\nSüd\n20\n"
    assert quotes["sued"]["prefix"].endswith("\nNord\n20\nSüd\n")
    assert max(len(quote.get("prefix", "")) for quote in quotes.values()) == 32
