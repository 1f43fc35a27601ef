"""The program `ftm` validates the exported entities, signs them as Aleph does, and aggregates them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from followthemoney.namespace import Namespace
from followthemoney.util import ENTITY_ID_LEN

from clients.collections import COLLECTIONS, exported, run
from mkdocs_dossier.site.revision import Conventions

pytestmark = pytest.mark.clients

FILE = "data/followthemoney.jsonl"
Entity = dict[str, Any]

#: Records hard to write as entities: long ids, times, posts, repeated relations, names of every kind.
HARD = {
    "dossier/all.yml": f"""\
actors:
  ministry:
    name: {{en: Ministry of Peace, de: Friedensministerium}}
    kind: agency
    aliases: [Ministry, MoP]
    country: FR
  voice: {{name: Jane Roe, kind: person, aliases: [Roe, J. Roe, Janes*], speaks_for: ministry, wikidata: Q42}}
  deputy: {{name: John Roe, kind: person, speaks_for: ministry}}
  crowd: {{name: Residents, kind: person, anonymity: collective, aliases: [resident*, people of the town]}}
  {"a" * 100}:
    name: Long
    kind: person
    positions: [{{post: Chair, organization: ministry, from: 2012, to: 2021-01}}]
  {"b" * 100}: {{name: Longer, kind: company, aliases: ["Leser*innen", LM]}}
  2024: {{name: Year, kind: group}}
relations:
  voice-of: {{from: voice, to: ministry, kind: represents, role: Spokeswoman, since: 2020}}
  sold: {{from: {"a" * 100}, to: {"b" * 100}, kind: owner, since: 2011, until: 2012-05-04}}
  kin: {{from: voice, to: deputy, kind: family}}
  odd: {{from: crowd, to: ministry, kind: employee}}
events:
  rally: {{name: Rally, date: 2024-10-03T14:30, place: town, actors: [{{actor: crowd}}]}}
  vote: {{name: Vote, date: 2024-10-03T14:30:00+02:00}}
  talks: {{name: Talks, date: 2023-08/2024-01}}
places:
  town: {{name: Town, country: FR}}
""",
    f"dossier/{'d' * 100}/article.md": """---
title: Long
published: 2024-10-05T09:09
updated: 2024-10-06T10:00:00Z
language: en
---

Jane Roe met Longer, Long and residents.
""",
    f"dossier/{'d' * 100}/annotations.yml": "mentions: {}\n",
}
ALL = {**COLLECTIONS, "hard": HARD}


@pytest.fixture(params=ALL)
def lines(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the exported file of each collection."""
    return exported(ALL[request.param], tmp_path).files[FILE]


def ftm(command: str, *arguments: str, stdin: str) -> list[Entity]:
    """Return the output of an `ftm` command for entities, in the same order."""
    done = run("ftm", command, *arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr
    return entities(done.stdout)


def entities(lines: str) -> list[Entity]:
    """Return the entities of a file, with the values of each property sorted, because they have no order."""
    found = []
    for line in lines.splitlines():
        entity = json.loads(line)
        found.append({
            "id": entity["id"],
            "schema": entity["schema"],
            "properties": {key: sorted(values) for key, values in entity["properties"].items()},
        })  # fmt: skip
    return found


def by_id(found: Iterable[Entity]) -> list[Entity]:
    """Return the entities sorted by id."""
    return sorted(found, key=lambda entity: str(entity["id"]))


def dangling(found: Iterable[Entity]) -> list[str]:
    """Return references to ids without an entity, or to an entity outside the range of the property."""
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in found}
    return [
        f"{entity['id']}: {name} → {value}"
        for entity in found
        for name, values in entity["properties"].items()
        if (wanted := schemata[entity["id"]].get(name).range)
        for value in values
        if value not in schemata or not schemata[value].is_a(wanted)
    ]


def test_validating_leaves_every_entity_as_it_is(lines: str) -> None:
    """Validating drops, cleans and merges nothing; required properties are there, and all references resolve."""
    found = entities(lines)
    assert len({entity["id"] for entity in found}) == len(found) > 1
    assert ftm("validate", stdin=lines) == found
    assert dangling(found) == []
    for entity in found:
        assert set(model.get(entity["schema"]).required) <= set(entity["properties"]), entity["id"]


def test_signing_and_aggregating_keep_entities_separate(lines: str) -> None:
    """Signing gives each entity its own valid id, as on upload to Aleph, and aggregating restores the entities."""
    found = entities(lines)
    signed = ftm("sign", "--signature", "key", stdin=lines)
    namespace = Namespace("key")
    assert [entity["id"] for entity in signed] == [namespace.sign(entity["id"]) for entity in found]
    assert len({entity["id"] for entity in signed}) == len(found)
    assert all(namespace.verify(entity["id"]) and len(entity["id"]) <= ENTITY_ID_LEN for entity in signed)
    assert dangling(signed) == []
    aggregated = ftm("aggregate", stdin="\n".join(map(json.dumps, signed)))
    assert by_id(aggregated) == by_id(found), "aggregating takes signatures off"


def test_aggregating_unsigned_entities_changes_nothing(lines: str) -> None:
    assert by_id(ftm("aggregate", stdin=lines + lines)) == by_id(entities(lines))


def test_entities_of_different_sites_stay_separate(tmp_path: Path) -> None:
    """Equal ids of sites with a different host, path or configured prefix are different entities."""
    sites = [
        ("https://one.example/", None),
        ("https://two.example/", None),
        ("https://two.example/old/", None),
        ("https://two.example/", Conventions(id_prefix="desk-two")),
        ("https://münchen.example/", None),
        ("", Conventions(id_prefix="offline")),
    ]
    files = [exported(HARD, tmp_path, conventions, url).files[FILE] for url, conventions in sites]
    each = len(entities(files[0]))
    assert len(ftm("aggregate", stdin="".join(files))) == len(sites) * each


def test_ftm_exports_every_entity(lines: str, tmp_path: Path) -> None:
    """`ftm` exports every entity as RDF, as Cypher for Neo4j, and as a row of the CSV table of its schema."""
    found = entities(lines)
    triples = run("ftm", "export-rdf", stdin=lines).stdout
    cypher = run("ftm", "export-cypher", stdin=lines).stdout
    assert [entity["id"] for entity in found if entity["id"] not in triples or entity["id"] not in cypher] == []
    tables = tmp_path / "tables"
    assert run("ftm", "export-csv", "--outdir", str(tables), stdin=lines).returncode == 0
    rows = [row for path in tables.glob("*.csv") for row in csv.DictReader(path.read_text("utf-8").splitlines())]
    assert sorted(row["id"] for row in rows) == sorted(entity["id"] for entity in found)
