"""Where claims come from."""

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
    """The collection, and the statements of its only dossier in the order they were written."""
    collection, _ = loaded(
        {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": annotations, "dossier/all.yml": registers}
    )
    return collection, collection.of(Statement)


def chain(collection: Collection, statement: Statement) -> list[tuple[int, str]]:
    return [(hop.depth, hop.record.id) for hop in chain_of(collection, statement)]


def origins(collection: Collection, *of: Statement) -> list[str]:
    found = [record for statement in of for record in origins_of(collection, statement)]
    return list(dict.fromkeys(record.id for record in found))


def test_from_the_nearest_source_through_what_it_cites_to_the_speaker(loaded: Loaded) -> None:
    """`via` comes first, then what its last source cites, then who said it."""
    collection, (one,) = statements(
        loaded, "statements: {eins: {quote: Eins, via: [blatt, zeitung], said_by: sprecher}}"
    )
    assert chain(collection, one) == [(0, "blatt"), (1, "zeitung"), (2, "agentur"), (3, "bericht"), (4, "sprecher")]
    assert [hop.cited for hop in chain_of(collection, one)] == [False, False, True, True, False]
    assert [record.id for record in origins_of(collection, one)] == ["sprecher"]


def test_without_a_speaker_the_last_source_is_the_origin(loaded: Loaded) -> None:
    collection, (one,) = statements(loaded, "statements: {eins: {quote: Eins, via: [zeitung]}}")
    assert origins(collection, one) == ["bericht"]


def test_a_claim_of_nobody_has_no_origin(loaded: Loaded) -> None:
    collection, (one,) = statements(loaded, "statements: {eins: {quote: Eins}}")
    assert chain_of(collection, one) == ()
    assert origins_of(collection, one) == ()


def test_where_the_ways_part_each_is_followed(loaded: Loaded) -> None:
    """Branches follow one another, each source once; the speaker lies behind all of them."""
    collection, (one, two) = statements(
        loaded,
        "statements: {eins: {quote: Eins, via: [magazin]}, zwei: {quote: Zwei, via: [magazin], said_by: dienst}}",
    )
    assert chain(collection, one) == [(0, "magazin"), (1, "agentur"), (2, "bericht"), (1, "studie")]
    assert origins(collection, one) == ["bericht"]
    assert chain(collection, two)[-1] == (3, "dienst")


def test_three_outlets_with_one_origin_have_one(loaded: Loaded) -> None:
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


def test_a_name_that_is_not_there_is_passed_over(loaded: Loaded) -> None:
    """That it is unknown is a problem of its own."""
    collection, (one,) = statements(loaded, "statements: {eins: {quote: Eins, via: [nie, bericht], said_by: niemand}}")
    assert chain(collection, one) == [(0, "bericht")]
    assert origins(collection, one) == ["bericht"]


def test_long_chains_and_many_ways_take_linear_time(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five hundred diamonds one behind the other have 2^500 ways and 2,000 links: each is followed once, for all."""
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
