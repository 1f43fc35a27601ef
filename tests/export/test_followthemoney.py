"""Entities of FollowTheMoney have the expected schemata and properties."""

from __future__ import annotations

from typing import Any

import pytest

from export.conftest import BASE, Export
from mkdocs_dossier.site.revision import Conventions

#: The prefix of every id of the site.
S = "example-org-s--"


def test_actors_with_their_posts(exported: Export) -> None:
    entities = exported().entities()
    assert entities[f"{S}actor--kim"] == {
        "id": f"{S}actor--kim",
        "schema": "Person",
        "properties": {
            "name": ["Kim Jong Un"],
            "weakAlias": ["Kim"],
            "country": ["kp"],
            "position": ["Vorsitzender"],
            "wikidataId": ["Q56226"],
            "sourceUrl": ["https://example.org/s/akteure/kim/"],
        },
    }
    assert entities[f"{S}actor--ukraine"]["schema"] == "PublicBody"
    assert entities[f"{S}actor--kim--position--1"]["properties"] == {
        "name": ["Vorsitzender"],
        "organization": [f"{S}actor--partei"],
    }
    assert entities[f"{S}actor--kim--occupancy--1"]["properties"] == {
        "holder": [f"{S}actor--kim"],
        "post": [f"{S}actor--kim--position--1"],
        "startDate": ["2012"],
        "endDate": ["2021-01"],
    }
    assert entities[f"{S}actor--dienst--speaks-for"]["schema"] == "Representation"


def test_relations_events_and_dossiers(exported: Export) -> None:
    entities = exported().entities()
    assert entities[f"{S}relation--mitglied"] == {
        "id": f"{S}relation--mitglied",
        "schema": "Membership",
        "properties": {"member": [f"{S}actor--kim"], "organization": [f"{S}actor--partei"], "startDate": ["2011"]},
    }
    assert entities[f"{S}relation--gegner"]["schema"] == "UnknownLink"
    assert entities[f"{S}event--treffer"]["properties"] == {
        "name": ["Treffer"],
        "startDate": ["2022-06-01"],
        "endDate": ["2022-08-31"],
        "location": ["Donezk"],
        "country": ["ua"],
        "involved": [f"{S}actor--dienst"],
        "sourceUrl": ["https://example.org/s/ereignisse/treffer/"],
    }
    assert entities[f"{S}dossier--angriff"]["schema"] == "Article"
    assert entities[f"{S}dossier--angriff--names--kim"]["properties"] == {
        "document": [f"{S}dossier--angriff"],
        "entity": [f"{S}actor--kim"],
    }


def test_a_tie_whose_ends_do_not_fit_is_an_unknown_link(exported: Export) -> None:
    """A membership in a person becomes an unknown link, as FollowTheMoney allows only organizations members."""
    entities = exported(replacing={"kind: opponent": "kind: member"}).entities()
    assert entities[f"{S}relation--gegner"]["schema"] == "UnknownLink"
    assert entities[f"{S}relation--gegner"]["properties"]["role"] == ["member"]


def aliases(exported: Export, actor: str, aliases: str) -> tuple[list[str], list[str]]:
    """Return the strong and the weak aliases exported for an actor of the register."""
    entities = exported(replacing={f"{actor}: {{": f"{actor}: {{aliases: {aliases}, "}).entities()
    properties: dict[str, Any] = entities[f"{S}actor--{actor}"]["properties"]
    return properties.get("alias", []), properties.get("weakAlias", [])


@pytest.mark.parametrize(
    ("actor", "written", "strong", "weak"),
    [
        ("ukraine", "[ukrainisch*, Kiew]", ["Kiew"], []),
        ("ukraine", "[ukrainisch* Regierung, UKR]", [], ["UKR"]),
        ("partei", '["Leser*innen", P.A.R.]', ["Leser*innen"], ["P.A.R."]),
        ("partei", "[Partei der Arbeit, PdA, die PdA]", ["Partei der Arbeit", "die PdA"], ["PdA"]),
        ("dienst", "[Dienst, HUR, Chef* Dienst]", ["Dienst"], ["HUR"]),
        ("dienst", "[GEHEIMDIENSTE]", ["GEHEIMDIENSTE"], []),
    ],
)
def test_a_pattern_is_no_alias_and_a_short_name_a_weak_one(
    exported: Export, actor: str, written: str, strong: list[str], weak: list[str]
) -> None:
    assert aliases(exported, actor, written) == (strong, weak)


@pytest.mark.parametrize(
    ("written", "strong", "weak"),
    [
        ("[Kim, Kim Jong-un]", ["Kim Jong-un"], ["Kim"]),
        ("[Jong Un, Kim Un Jong]", ["Kim Un Jong"], ["Jong Un"]),
        ("[Kims*, Herrscher]", [], ["Herrscher"]),
        ("[der Vorsitzende]", ["der Vorsitzende"], []),
    ],
)
def test_part_of_a_persons_name_is_a_weak_alias(
    exported: Export, written: str, strong: list[str], weak: list[str]
) -> None:
    kim = exported(replacing={"aliases: [Kim]": f"aliases: {written}"}).entities()[f"{S}actor--kim"]["properties"]
    assert (kim.get("alias", []), kim.get("weakAlias", [])) == (strong, weak)


@pytest.mark.parametrize(
    ("relations", "found"),
    [
        ("{}", ["actor--dienst--speaks-for"]),
        ("spricht: {from: dienst, to: ukraine, kind: represents, role: Sprecher}", ["relation--spricht"]),
        ("anderes: {from: dienst, to: ukraine, kind: ally}", ["actor--dienst--speaks-for"]),
        ("andere: {from: dienst, to: partei, kind: represents}", ["actor--dienst--speaks-for", "relation--andere"]),
        ("zurueck: {from: ukraine, to: dienst, kind: represents}", ["actor--dienst--speaks-for", "relation--zurueck"]),
    ],
)
def test_a_tie_written_twice_is_one_representation(exported: Export, relations: str, found: list[str]) -> None:
    """A relation `represents` replaces a `speaks_for` with the same ends, because it has more detail."""
    more = f"relations:\n  {relations}\n" if relations != "{}" else "relations: {}\n"
    entities = exported({"dossier/more.yml": more}).entities().values()
    assert [each["id"] for each in entities if each["schema"] == "Representation"] == [f"{S}{name}" for name in found]


@pytest.mark.parametrize(
    ("address", "title", "setting", "prefix"),
    [
        (BASE, "Titel", "", "example-org-s"),
        ("https://www.example.org", "Titel", "", "example-org"),
        ("http://example.org:8000/", "Titel", "", "example-org"),
        ("https://EXAMPLE.org/a_b/c/", "Titel", "", "example-org-a-b-c"),
        ("https://xn--mnchen-3ya.example/", "Titel", "", "xn-mnchen-3ya-example"),
        ("", "Große Dossiers – 2024", "", "grosse-dossiers-2024"),
        ("", "Titel", "redaktion", "redaktion"),
        (BASE, "Titel", "redaktion-2", "redaktion-2"),
    ],
)
def test_ids_begin_with_the_sites_address_or_title(
    exported: Export, address: str, title: str, setting: str, prefix: str
) -> None:
    files = exported(base_url=address, title=title, conventions=Conventions(id_prefix=setting))
    assert {name.partition("--")[0] for name in files.entities()} == {prefix}


@pytest.mark.parametrize(
    ("written", "timezone", "published"),
    [
        ("2024-10-05T09:09", "", "2024-10-05"),
        ("2024-10-05T09:09", "Europe/Berlin", "2024-10-05T07:09:00"),
        ("2024-10-01T00:30", "Europe/Berlin", "2024-09-30T22:30:00"),
        ("2024-10-05T09:09Z", "Europe/Berlin", "2024-10-05T09:09:00"),
        ("2024-10-05T09:09-04:00", "", "2024-10-05T13:09:00"),
        ("2024-10-05", "Europe/Berlin", "2024-10-05"),
        ("2024-10", "Europe/Berlin", "2024-10"),
        ("0001-01-01T00:00", "Europe/Berlin", "0001-01-01T00:00:00"),
    ],
)
def test_a_time_is_utc_or_left_out(exported: Export, written: str, timezone: str, published: str) -> None:
    """FollowTheMoney takes every time for UTC: times are converted, or reduced to the day if the zone is unknown."""
    files = exported(replacing={"2024-10-05T09:09": written}, conventions=Conventions(timezone=timezone))
    assert files.entities()[f"{S}dossier--angriff"]["properties"]["publishedAt"] == [published]
