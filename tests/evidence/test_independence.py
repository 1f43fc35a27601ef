"""Statements that agree are reduced to their independent origins."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence import independence
from mkdocs_dossier.evidence.independence import origins_behind
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.record import Record

ARTICLE = "---\ntitle: T\npublished: 2024-10-05\nlanguage: de\n---\n\n1 Eins. 2 Zwei. 3 Drei. 4 Vier.\n"
REGISTERS = """
actors:
  dienst: {name: Dienst, kind: agency}
  sprecher: {name: Sprecher, kind: person, speaks_for: dienst}
  quelle: {name: Quelle, kind: person, anonymity: unnamed}
  beamter: {name: Beamter, kind: person}
  blatt: {name: Blatt, kind: media}
  autor: {name: Anna Autorin, kind: person}
relations:
  eins: {from: quelle, to: dienst, kind: employee}
  zwei: {from: beamter, to: dienst, kind: employee}
sources:
  heute: {title: Heute, publisher: blatt}
  morgen: {title: Morgen, publisher: blatt}
  gast: {title: Gast, publisher: blatt, author: Anna Autorin}
  frei: {title: Frei}
quantities: {tote: {label: Tote}}
"""


def origins(loaded: Loaded, *of: str, links: str = "supports: [s0]") -> list[str]:
    """Return the origins behind several statements, each of which is linked to the first."""
    lines = [f'  s{n}: {{quote: "{n + 1}", {chain}, {links if n else "mode: indirect"}}}' for n, chain in enumerate(of)]
    files = {
        "dossier/d/article.md": ARTICLE,
        "dossier/d/annotations.yml": "statements:\n" + "\n".join(lines),
        "dossier/all.yml": REGISTERS,
    }
    collection, _ = loaded(files)
    statements = collection.of(Statement)
    found = {origins_behind(collection, statement) for statement in statements}
    assert len(found) == 1, "all that agree have the same origins"
    return sorted(record.id for record in found.pop())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("said_by: dienst", "said_by: sprecher", ["dienst"]),
        ("said_by: dienst", "said_by: quelle", ["dienst"]),
        ("said_by: sprecher", "said_by: quelle", ["dienst"]),
        ("said_by: dienst", "said_by: beamter", ["beamter", "dienst"]),
        ("via: [heute]", "via: [morgen]", ["blatt"]),
        ("via: [heute]", "said_by: blatt", ["blatt"]),
        ("via: [gast]", "said_by: autor", ["autor"]),
        ("via: [gast]", "via: [heute]", ["autor", "blatt"]),
        ("via: [frei]", "via: [heute]", ["blatt", "frei"]),
        ("via: [heute], said_by: dienst", "via: [frei], said_by: sprecher", ["dienst"]),
        ("text: Eins", "said_by: dienst", ["dienst"]),
    ],
)
def test_dependent_origins_are_merged(loaded: Loaded, one: str, other: str, expected: list[str]) -> None:
    """Spokesmen, nameless insiders, and sources with one author or publisher count as one origin."""
    assert origins(loaded, one, other) == expected


def test_origins_are_found_through_other_statements_and_circles(loaded: Loaded) -> None:
    chain = ("said_by: dienst, contradicts: [s1]", "text: Eins", "said_by: autor, supports: [s1]")
    assert origins(loaded, *chain, links="repeats: [s0]") == ["autor", "dienst"]


def test_agreeing_statements_are_followed_once(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """The origins of 200 statements that each support the one before are gathered once for all of them."""
    lines = [f'  s{n}: {{quote: "1", said_by: dienst, supports: [s{max(n - 1, 0)}]}}' for n in range(200)]
    files = {
        "dossier/d/article.md": ARTICLE,
        "dossier/d/annotations.yml": "statements:\n" + "\n".join(lines),
        "dossier/all.yml": REGISTERS,
    }
    collection, _ = loaded(files)
    visited: list[Statement] = []
    origins_of = independence.origins_of

    def counting(collection: Collection, statement: Statement) -> tuple[Record, ...]:
        visited.append(statement)
        return origins_of(collection, statement)

    monkeypatch.setattr(independence, "origins_of", counting)
    found = {origins_behind(collection, statement) for statement in collection.of(Statement)}
    assert [[record.id for record in records] for records in found] == [["dienst"]]
    assert len(visited) == 200
