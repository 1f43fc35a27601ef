"""Each kind of page has JSON-LD, safe inside a script element."""

from __future__ import annotations

import json

import pytest

from export.conftest import Export
from mkdocs_dossier.site.revision import Conventions

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
    assert page["about"] == [{"@type": "DefinedTerm", "@id": f"{SITE}/themen/angriffe/", "name": "Angriffe"}]
    assert claim["about"][0] == {"@id": f"{SITE}/themen/angriffe/"}, "it is described above"
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


def test_a_quantity_with_its_observations(exported: Export) -> None:
    variable, observation = exported().page("zahlen/getoetete")["@graph"]
    assert (variable["@type"], variable["name"]) == ("StatisticalVariable", "Getötete")
    assert observation["variableMeasured"] == {"@id": variable["@id"]}
    assert (observation["minValue"], observation["description"]) == (20, "mehr als 20")
    assert not {"value", "maxValue"} & observation.keys()
    assert (observation["unitText"], observation["observationDate"]) == ("Soldaten", "2024-10-03")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("20 Soldaten", {"value": 20}),
        ("genau 20 Soldaten", {"value": 20}),
        ("mehr als 20 Soldaten", {"minValue": 20}),
        ("mindestens 20 Soldaten", {"minValue": 20}),
        ("weniger als 20 Soldaten", {"maxValue": 20}),
        ("höchstens 20 Soldaten", {"maxValue": 20}),
        ("fast 20 Soldaten", {"maxValue": 20}),
        ("etwa 20 Soldaten", {}),
        ("20 bis 25 Soldaten", {"minValue": 20, "maxValue": 25}),
        ("zwischen 20 und 25 Soldaten", {"minValue": 20, "maxValue": 25}),
    ],
)
def test_a_value_is_what_the_source_gives_without_a_hedge(exported: Export, words: str, given: dict[str, int]) -> None:
    """A bound is exported only if the source names it; “etwa” gives none."""
    observation = exported(replacing={"mehr als 20 Soldaten": words}).page("zahlen/getoetete")["@graph"][1]
    values = {key: observation[key] for key in ("minValue", "value", "maxValue") if key in observation}
    assert values == given
    assert observation["description"] in words


def test_a_period_is_given_in_words(exported: Export) -> None:
    """A figure's period is part of its description, because schema.org has only a period's length."""
    written = "from: 2024-01, to: 2024-06"
    observation = exported(replacing={"as_of: 2024-10-03": written}).page("zahlen/getoetete")["@graph"][1]
    assert observation["description"] == "mehr als 20 (Januar\u00a02024 bis Juni\u00a02024)"
    assert not {"observationDate", "observationPeriod"} & observation.keys()


def test_authors_are_credited_as_text(exported: Export) -> None:
    """Authors are `creditText`, because “Die Redaktion” may be a person or an organization."""
    files = exported()
    for path, credit in (("angriff/index", "Die Redaktion"), ("quellen/kyiv-post", "Anna Autorin")):
        assert files.page(path)["creditText"] == credit
        assert "author" not in files.page(path)


def test_a_law_comes_from_its_states_and_is_mentioned_as_theirs(exported: Export) -> None:
    page = exported(
        replacing={"kind: treaty,": "kind: treaty, status: in-force, text: kanal,", "{actor: kim}]": "{actor: partei}]"}
    ).page("abkommen/pakt")
    named = {name: [each["@id"].removeprefix(f"{SITE}/akteure/") for each in page[name]] for name in (
        "mentions", "legislationJurisdiction", "legislationPassedBy"
    )}  # fmt: skip
    assert named == {
        "mentions": ["ukraine/", "partei/", "kim/"],
        "legislationJurisdiction": ["ukraine/"],
        "legislationPassedBy": ["partei/"],
    }
    assert page["legislationLegalForce"] == {"@id": "https://schema.org/InForce"}
    assert page["workExample"]["@id"] == f"{SITE}/quellen/kanal/"
    assert not {"author", "encoding"} & page.keys()


def test_a_state_speaks_as_an_organization_in_it(exported: Export) -> None:
    (claim,) = exported(replacing={"said_by: dienst": "said_by: ukraine"}).page("angriff/index")["hasPart"]
    assert claim["author"] == {
        "@type": "Organization",
        "name": "Ukraine",
        "location": {"@type": "Country", "@id": f"{SITE}/akteure/ukraine/", "name": "Ukraine"},
    }


def test_a_collective_is_no_person(exported: Export) -> None:
    page = exported(replacing={"kind: person\n": "kind: person\n    anonymity: collective\n"}).page("akteure/kim")
    assert page["@type"] == "Organization"
    assert "jobTitle" not in page


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ("2024-10-04", "2024-10-04"),
        ("2024-10-04T09:09", "2024-10-04T09:09:00+02:00"),
        ("2024-01-04T09:09Z", "2024-01-04T09:09:00+00:00"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("2022-22", "2022"),
        ("2024-03-01/2024-03-20", "2024-03"),
        ("2023-08/2024-01", None),
        ("202X", None),
        ("2024-01/..", None),
    ],
)
def test_a_date_says_no_more_than_is_known(exported: Export, issued: str, published: str | None) -> None:
    files = exported(
        replacing={"issued: 2024-10-04": f"issued: {issued}"}, conventions=Conventions("", "Europe/Berlin")
    )
    assert files.page("quellen/kyiv-post").get("datePublished") == published


@pytest.mark.parametrize("timezone", ["", "Europe/Berlin"])
def test_a_time_has_no_zone_unless_one_is_known(exported: Export, timezone: str) -> None:
    page = exported(conventions=Conventions(timezone=timezone)).page("angriff/index")
    assert page["datePublished"] == f"2024-10-05T09:09:00{'+02:00' if timezone else ''}"


def test_nothing_ends_the_script_element(exported: Export) -> None:
    name = "</script><script>alert(1)</script> & mehr"
    files = exported(replacing={"label: Angriffe": f'label: "{name}"'})
    text = files.pages["themen/angriffe"]
    assert not any(letter in text for letter in "<>&\u2028\u2029")
    assert json.loads(text)["name"] == name
