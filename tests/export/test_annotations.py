"""Passages as W3C Web Annotations."""

from __future__ import annotations

from export.conftest import Export

HERE = "https://example.org/s/data/annotations.jsonld"


def test_a_collection_of_one_page(exported: Export) -> None:
    collection = exported().json("data/annotations.jsonld")
    assert {key: value for key, value in collection.items() if key != "first"} == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": HERE,
        "type": "AnnotationCollection",
        "total": 3,
    }
    page = collection["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", HERE, 0)
    assert [item["id"] for item in page["items"]] == [
        f"{HERE}#angriff/statement/opfer",
        f"{HERE}#angriff/figure/tote",
        f"{HERE}#angriff/mention/name",
    ]


def test_a_statement_and_its_passage(exported: Export) -> None:
    statement, figure, mention = exported().json("data/annotations.jsonld")["first"]["items"]
    assert statement["type"] == "Annotation"
    assert statement["target"] == {
        "source": "https://example.org/s/angriff/",
        "selector": {
            "type": "TextQuoteSelector",
            "exact": "wurden mehr als 20 Soldaten getötet",
            "prefix": 'eschah nichts. Laut "Kyiv Post" ',
            "suffix": ". Kim Jong Un schwieg.\n",
        },
    }
    assert statement["body"] == [
        {
            "type": "SpecificResource",
            "source": "https://example.org/s/angriff/#opfer",
            "purpose": "describing",
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
