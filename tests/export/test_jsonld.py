"""JSON-LD for each kind of page, safe inside a script element."""

from __future__ import annotations

import json

from export.conftest import Export

SITE = "https://example.org/s"


def test_a_dossier_with_its_claims(exported: Export) -> None:
    page = exported().page("angriff/index")
    assert (page["@context"], page["@type"]) == ("https://schema.org", "NewsArticle")
    assert (page["headline"], page["datePublished"]) == ("Der Angriff", "2024-10-05T09:09:00")
    assert [actor["@id"] for actor in page["mentions"]] == [f"{SITE}/akteure/kim/", f"{SITE}/akteure/zeitung/"]
    (claim,) = page["hasPart"]
    assert (claim["@type"], claim["@id"]) == ("Claim", f"{SITE}/angriff/#opfer")
    assert claim["text"] == "wurden mehr als 20 Soldaten getötet"
    assert claim["author"] == {
        "@type": "GovernmentOrganization",
        "@id": f"{SITE}/akteure/dienst/",
        "name": "Geheimdienst",
    }
    assert claim["appearance"] == {"@id": f"{SITE}/angriff/"}
    assert page["correction"][0]["text"] == "Es waren mehr, sagt Kim."


def test_direct_speech_is_a_quotation(exported: Export) -> None:
    (part,) = exported(replacing={'credibility: "3"': "mode: direct"}).page("angriff/index")["hasPart"]
    assert part["@type"] == "Quotation"
    assert part["spokenByCharacter"]["name"] == "Geheimdienst"


def test_every_kind_of_page(exported: Export) -> None:
    files = exported()
    assert files.page("akteure/kim") == {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": f"{SITE}/akteure/kim/",
        "name": "Kim Jong Un",
        "sameAs": "https://www.wikidata.org/entity/Q56226",
        "url": f"{SITE}/akteure/kim/",
        "alternateName": ["Kim"],
        "subjectOf": [{"@type": "NewsArticle", "@id": f"{SITE}/angriff/", "name": "Der Angriff"}],
        "jobTitle": ["Vorsitzender"],
    }
    assert files.page("akteure/ukraine")["@type"] == "Country"
    assert files.page("abkommen/pakt")["legislationDate"] == "2024-06-19"
    assert files.page("quellen/kyiv-post")["isPartOf"] == {"@type": "CreativeWork", "name": "Kyiv Post"}
    assert files.page("themen/angriffe")["inDefinedTermSet"]["@id"] == f"{SITE}/themen/"
    assert files.page("ereignisse/treffer")["startDate"] == "2022-06-01"
    assert files.page("orte/donezk")["geo"] == {"@type": "GeoCoordinates", "latitude": 48.0, "longitude": 37.8}
    assert "akteure/index" not in files.pages


def test_a_quantity_with_what_was_observed(exported: Export) -> None:
    variable, observation = exported().page("zahlen/getoetete")["@graph"]
    assert (variable["@type"], variable["name"]) == ("StatisticalVariable", "Getötete")
    assert observation["variableMeasured"] == {"@id": variable["@id"]}
    assert (observation["minValue"], observation["value"]) == (20, 20)
    assert "maxValue" not in observation
    assert (observation["unitText"], observation["observationDate"]) == ("Soldaten", "2024-10-03")


def test_nothing_ends_the_script_element(exported: Export) -> None:
    name = "</script><script>alert(1)</script> & mehr"
    files = exported(replacing={"label: Angriffe": f'label: "{name}"'})
    text = files.pages["themen/angriffe"]
    assert not any(letter in text for letter in "<>&\u2028\u2029")
    assert json.loads(text)["name"] == name
