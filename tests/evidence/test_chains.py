"""The chain and the origins of a statement."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.chains import chain_of, origins_of
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.record import Record

ARTICLE = "---\ntitle: T\npublished: 2024-10-05\nlanguage: de\n---\n\nEins. Zwei. Drei.\n"
REGISTERS = """
actors:
  dienst: {name: Dienst, kind: agency}
  sprecher: {name: Sprecher, kind: person, speaks_for: dienst}
sources:
  zeitung: {title: Zeitung, cites: [agentur]}
  blatt: {title: Blatt, cites: [agentur]}
  agentur: {title: Agentur, cites: [bericht]}
  bericht: {title: Bericht}
  magazin: {title: Magazin, cites: [agentur, studie]}
  studie: {title: Studie, cites: [bericht]}
"""


def statements(loaded: Loaded, annotations: str, registers: str = REGISTERS) -> tuple[Collection, list[Statement]]:
    """Return the collection, and the statements of its only dossier in the order they are written."""
    collection, _ = loaded(
        {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": annotations, "dossier/all.yml": registers}
    )
    return collection, collection.of(Statement)


def chain(collection: Collection, statement: Statement) -> list[tuple[int, str]]:
    return [(hop.depth, hop.record.id) for hop in chain_of(collection, statement)]


def origins(collection: Collection, *of: Statement) -> list[str]:
    found = [record for statement in of for record in origins_of(collection, statement)]
    return list(dict.fromkeys(record.id for record in found))


def test_a_chain_leads_from_the_nearest_source_to_the_speaker(loaded: Loaded) -> None:
    """A chain has the sources in `via`, then whatever the last of them cites, then the speaker."""
    collection, (one,) = statements(
        loaded, "statements: {eins: {quote: Eins, via: [blatt, zeitung], said_by: sprecher}}"
    )
    assert chain(collection, one) == [(0, "blatt"), (1, "zeitung"), (2, "agentur"), (3, "bericht"), (4, "sprecher")]
    assert [hop.cited for hop in chain_of(collection, one)] == [False, False, True, True, False]
    assert [record.id for record in origins_of(collection, one)] == ["sprecher"]


def test_without_a_speaker_the_last_source_is_the_origin(loaded: Loaded) -> None:
    collection, (one,) = statements(loaded, "statements: {eins: {quote: Eins, via: [zeitung]}}")
    assert origins(collection, one) == ["bericht"]


def test_a_statement_without_speaker_and_source_has_no_origin(loaded: Loaded) -> None:
    collection, (one,) = statements(loaded, "statements: {eins: {quote: Eins}}")
    assert chain_of(collection, one) == ()
    assert origins_of(collection, one) == ()


def test_every_branch_of_a_chain_is_followed(loaded: Loaded) -> None:
    """Branches are listed one after another, each source once, and the speaker after all of them."""
    collection, (one, two) = statements(
        loaded,
        "statements: {eins: {quote: Eins, via: [magazin]}, zwei: {quote: Zwei, via: [magazin], said_by: dienst}}",
    )
    assert chain(collection, one) == [(0, "magazin"), (1, "agentur"), (2, "bericht"), (1, "studie")]
    assert origins(collection, one) == ["bericht"]
    assert chain(collection, two)[-1] == (3, "dienst")


def test_three_outlets_with_one_source_have_one_origin(loaded: Loaded) -> None:
    collection, three = statements(
        loaded,
        """
statements:
  eins: {quote: Eins, via: [zeitung]}
  zwei: {quote: Zwei, via: [blatt]}
  drei: {quote: Drei, via: [magazin]}
""",
    )
    assert origins(collection, *three) == ["bericht"]


def test_circular_reporting_ends_and_has_no_origin(loaded: Loaded) -> None:
    collection, (one,) = statements(
        loaded,
        "statements: {eins: {quote: Eins, via: [a]}}",
        "sources: {a: {title: A, cites: [b]}, b: {title: B, cites: [a]}}",
    )
    assert chain(collection, one) == [(0, "a"), (1, "b")]
    assert origins_of(collection, one) == ()


def test_unknown_references_are_skipped(loaded: Loaded) -> None:
    """An unknown source or speaker is left out of the chain; it is reported elsewhere."""
    collection, (one,) = statements(loaded, "statements: {eins: {quote: Eins, via: [nie, bericht], said_by: niemand}}")
    assert chain(collection, one) == [(0, "bericht")]
    assert origins(collection, one) == ["bericht"]


def test_long_and_branching_chains_take_linear_time(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """In 500 consecutive diamonds (2^500 paths, 2,000 links) each link is followed once, for all 100 statements."""
    lines = ["sources:"]
    for number in range(500):
        lines += [
            f"  s{number}: {{title: S, cites: [l{number}, r{number}]}}",
            f"  l{number}: {{title: L, cites: [s{number + 1}]}}",
            f"  r{number}: {{title: R, cites: [s{number + 1}]}}",
        ]
    lines.append("  s500: {title: S}")
    many = "\n".join(f"  z{number}: {{quote: Eins, via: [s0]}}" for number in range(100))
    collection, found = statements(loaded, f"statements:\n{many}", "\n".join(lines))
    looked_up: list[str] = []
    looking_up = Collection.get

    def get(self: Collection, model: type[Record], name: str, dossier: str = "") -> Record | None:
        looked_up.append(name)
        return looking_up(self, model, name, dossier)

    monkeypatch.setattr(Collection, "get", get)
    assert {len(chain_of(collection, one)) for one in found} == {1501}
    assert origins(collection, *found) == ["s500"]
    assert len(looked_up) < 6000
