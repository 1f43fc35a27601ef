"""Entities of FollowTheMoney: exact schemata and properties, and ends that exist."""

from __future__ import annotations

from typing import Any

import pytest

from export.conftest import Export


def test_actors_with_their_posts(exported: Export) -> None:
    entities = exported().entities()
    assert entities["actor.kim"] == {
        "id": "actor.kim",
        "schema": "Person",
        "properties": {
            "name": ["Kim Jong Un"],
            "alias": ["Kim"],
            "country": ["kp"],
            "position": ["Vorsitzender"],
            "wikidataId": ["Q56226"],
            "sourceUrl": ["https://example.org/s/akteure/kim/"],
        },
    }
    assert entities["actor.ukraine"]["schema"] == "PublicBody"
    assert entities["actor.kim.position.1"]["properties"] == {
        "name": ["Vorsitzender"],
        "organization": ["actor.partei"],
    }
    assert entities["actor.kim.occupancy.1"]["properties"] == {
        "holder": ["actor.kim"],
        "post": ["actor.kim.position.1"],
        "startDate": ["2012"],
        "endDate": ["2021-01"],
    }
    assert entities["actor.dienst.speaks-for"]["schema"] == "Representation"


def test_relations_events_and_dossiers(exported: Export) -> None:
    entities = exported().entities()
    assert entities["relation.mitglied"] == {
        "id": "relation.mitglied",
        "schema": "Membership",
        "properties": {"member": ["actor.kim"], "organization": ["actor.partei"], "startDate": ["2011"]},
    }
    assert entities["relation.gegner"]["schema"] == "UnknownLink"
    assert entities["event.treffer"]["properties"] == {
        "name": ["Treffer"],
        "startDate": ["2022-06-01"],
        "endDate": ["2022-08-31"],
        "location": ["Donezk"],
        "country": ["ua"],
        "involved": ["actor.dienst"],
        "sourceUrl": ["https://example.org/s/ereignisse/treffer/"],
    }
    assert entities["dossier.angriff"]["schema"] == "Article"
    assert entities["dossier.angriff.names.kim"]["properties"] == {
        "document": ["dossier.angriff"],
        "entity": ["actor.kim"],
    }


def test_a_tie_whose_ends_do_not_fit_is_an_unknown_link(exported: Export) -> None:
    """Only an organization has members: FollowTheMoney would refuse a state that is a member of a person."""
    entities = exported(replacing={"kind: opponent": "kind: member"}).entities()
    assert entities["relation.gegner"]["schema"] == "UnknownLink"
    assert entities["relation.gegner"]["properties"]["role"] == ["member"]


def test_the_model_itself_accepts_every_entity(exported: Export) -> None:
    """Where the package is installed, it is asked."""
    model: Any = pytest.importorskip("followthemoney").model
    entities = exported().entities()
    for entity in entities.values():
        schema = model.get(entity["schema"])
        assert set(schema.required) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            assert all(prop.type.validate(value) for value in values), (entity["id"], name)
            if prop.range:
                assert all(model.get(entities[value]["schema"]).is_a(prop.range) for value in values)
