"""Speakers and chains of actors, speech acts, and superseded figures."""

from __future__ import annotations

import pytest

from checks.articles import article
from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.chains import chain_of, origins_of
from mkdocs_dossier.evidence.contradictions import disagreements
from mkdocs_dossier.evidence.independence import origins_behind
from mkdocs_dossier.evidence.opponents import opponents_of, why_opposed
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.model.subjects import Quantity

ACTORS = """
actors:
  abgeordnete: {name: Die Abgeordnete, kind: person}
  beamte: {name: Die Beamten, kind: group}
  minister: {name: Der Minister, kind: person}
  blatt: {name: Das Blatt, kind: media}
sources:
  bericht: {title: Der Bericht, located: yes}
  blatt: {title: Ausgabe vom Montag, cites: [bericht]}
quantities:
  boote: {label: Boote}
"""
ARTICLE = article("Die Beamten klagen. Es sanken 20 Boote. Es sanken 30 Boote. Der Minister schweigt.")


def read(loaded: Loaded, statements: str, figures: str = "") -> Collection:
    """Return a collection with these statements, after asserting that they have no problems."""
    files = {
        "dossier/all.yml": ACTORS,
        "dossier/d/article.md": ARTICLE,
        "dossier/d/a.yml": f"statements:\n{statements}" + (f"figures:\n{figures}" if figures else ""),
    }
    collection, problems = loaded(files)
    assert problems == []
    return collection


def statement(collection: Collection, name: str) -> Statement:
    found = collection.get(Statement, f"d/{name}")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("fields", "chain", "origins"),
    [
        ("said_by: beamte", ["beamte 0"], ["beamte"]),
        ("said_by: [beamte]", ["beamte 0"], ["beamte"]),
        ("said_by: [beamte, minister]", ["beamte 0", "minister 0"], ["beamte", "minister"]),
        ("said_by: [beamte, beamte]", ["beamte 0"], ["beamte"]),
        ("said_by: beamte, via: [abgeordnete]", ["abgeordnete 0", "beamte 1"], ["beamte"]),
        ("via: [bericht, abgeordnete]", ["bericht 0", "abgeordnete 1"], ["abgeordnete"]),
        ("via: [abgeordnete, blatt]", ["abgeordnete 0", "blatt 1", "bericht 2"], ["bericht"]),
        (
            "said_by: [beamte, minister], via: [abgeordnete]",
            ["abgeordnete 0", "beamte 1", "minister 1"],
            ["beamte", "minister"],
        ),
    ],
)
def test_a_chain_of_sources_and_actors(loaded: Loaded, fields: str, chain: list[str], origins: list[str]) -> None:
    """Actors may pass on claims, a claim may have several speakers, and in `via` an ambiguous id means the source."""
    said = statement(collection := read(loaded, f"  s: {{quote: Die Beamten klagen, {fields}}}\n"), "s")
    assert [f"{hop.record.id} {hop.depth}" for hop in chain_of(collection, said)] == chain
    assert [origin.id for origin in origins_of(collection, said)] == origins


@pytest.mark.parametrize("act", ["demand", "announcement", "promise", "question", "no-comment"])
def test_an_act_that_claims_nothing_is_no_origin_and_no_contradiction(loaded: Loaded, act: str) -> None:
    collection = read(
        loaded,
        "  a: {quote: Es sanken 20 Boote, said_by: beamte}\n"
        f"  b: {{quote: Der Minister schweigt, said_by: minister, act: {act}, supports: [a], contradicts: [a]}}\n",
    )
    assert [origin.id for origin in origins_behind(collection, statement(collection, "a"))] == ["beamte"]
    assert opponents_of(collection, statement(collection, "a")) == ()


@pytest.mark.parametrize("act", ["claim", "denial"])
def test_a_denial_contradicts_as_a_claim_does(loaded: Loaded, act: str) -> None:
    """A denial contradicts as a claim does, in both directions, with the reason from either statement."""
    collection = read(
        loaded,
        "  a: {quote: Es sanken 20 Boote, said_by: beamte}\n"
        f"  b: {{quote: Der Minister schweigt, act: {act}, contradicts: [{{statement: a, why: Eins ist falsch.}}]}}\n",
    )
    a, b = statement(collection, "a"), statement(collection, "b")
    assert (opponents_of(collection, a), opponents_of(collection, b)) == ((b,), (a,))
    assert why_opposed(collection, a, b) == why_opposed(collection, b, a) == "Eins ist falsch."


FIGURES = "  f: {quote: 20 Boote, quantity: boote}\n  g: {quote: 30 Boote, quantity: boote"


@pytest.mark.parametrize(
    ("statements", "figures", "opposed"),
    [
        ("", "}\n", True),
        ("", ", supersedes: [f]}\n", False),
        ("act: promise", "}\n", False),
        ("act: claim", "}\n", True),
        ("supersedes: [a]", "}\n", False),
    ],
)
def test_superseded_figures_and_promises_are_no_rivals(
    loaded: Loaded, statements: str, figures: str, opposed: bool
) -> None:
    """A figure superseded directly or through its statement, or one in a promise, does not disagree."""
    collection = read(
        loaded,
        f"  a: {{quote: Es sanken 20 Boote}}\n  b: {{quote: Es sanken 30 Boote, {statements or 'mode: paraphrase'}}}\n",
        FIGURES + figures,
    )
    (quantity,) = collection.of(Quantity)
    assert bool(disagreements(collection, quantity)) is opposed
