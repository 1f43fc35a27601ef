"""Ties between actors, and the records behind them."""

from __future__ import annotations

from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.ties import CLOSE, Tie, ties_around, ties_in, ties_of
from mkdocs_dossier.model.records import Actor, Dossier

ARTICLE = "---\ntitle: {title}\npublished: 2024-10-05\nlanguage: de\n---\n\n{text}\n"
REGISTERS = """
actors:
  ada: {name: Ada, kind: person, positions: [{post: Ministerin, organization: amt}]}
  ben: {name: Ben, kind: person, speaks_for: amt}
  amt: {name: Amt, kind: agency}
  land: {name: Land, kind: state}
  bund: {name: Bund, kind: organization}
  geheim: {name: Geheim, kind: person, withheld: yes, speaks_for: amt}
relations:
  amt-land: {from: amt, to: land, kind: represents}
  geheim-land: {from: geheim, to: land, kind: member}
agreements:
  pakt:
    name: Pakt
    kind: treaty
    parties: [{actor: land, signatory: ada}, {actor: bund}, {actor: geheim}]
  sperre: {name: Sperre, kind: sanctions, authority: bund, target: amt}
"""
STATEMENTS = """statements:
  eins: {quote: Eins, said_by: ben, actors: [ada, land, ben]}
  zwei: {quote: Zwei, said_by: ada, actors: [ben]}
  drei: {quote: Drei, said_by: geheim, actors: [ada]}
  vier: {quote: Vier, actors: [ada, ben]}
"""
FILES = {
    "dossier/alle.yml": REGISTERS,
    "dossier/erstes/article.md": ARTICLE.format(title="Erstes", text="Eins. Zwei. Drei. Vier."),
    "dossier/erstes/annotations.yml": STATEMENTS,
    "dossier/zweites/article.md": ARTICLE.format(title="Zweites", text="Hier stehen Ada, Ben und das Amt. Eins."),
    "dossier/zweites/annotations.yml": "statements: {eins: {quote: Eins, said_by: ben, actors: [ada]}}\n",
}


def lines(ties: tuple[Tie, ...]) -> list[str]:
    """Return the ties as lines of text."""
    return [f"{tie.one.id}–{tie.other.id} {tie.counts}" for tie in ties]


def actor(collection: Collection, name: str) -> Actor:
    found = collection.get(Actor, name)
    assert found
    return found


def test_every_kind_of_record_ties_actors(loaded: Loaded) -> None:
    """Relations, posts, spokesmen, agreements and statements tie actors; each pair is one tie with counts."""
    collection, _ = loaded(FILES)
    assert lines(ties_of(collection)) == [
        "ada–amt {'relation': 1}",
        "ada–ben {'statement': 3}",
        "ada–land {'agreement': 1}",
        "amt–ben {'relation': 1}",
        "amt–bund {'agreement': 1}",
        "amt–land {'relation': 1}",
        "ben–land {'statement': 1}",
        "bund–land {'agreement': 1}",
    ]


def test_a_tie_knows_the_records_behind_it(loaded: Loaded) -> None:
    """Each strand of a tie has its kind, its direction and its record."""
    collection, _ = loaded(FILES)
    ties = {tie.ends: tie for tie in ties_of(collection)}
    tie = ties[actor(collection, "ada"), actor(collection, "ben")]
    found = [(strand.how, strand.who.id, strand.whom.id, strand.record.key) for strand in tie.strands]
    assert sorted(found) == [
        ("statement", "ada", "ben", "erstes/zwei"),
        ("statement", "ben", "ada", "erstes/eins"),
        ("statement", "ben", "ada", "zweites/eins"),
    ]
    assert tie.count == 3
    office = ties[actor(collection, "ada"), actor(collection, "amt")].strands[0]
    assert (office.how, office.post) == ("office", "Ministerin")


def test_a_withheld_actor_is_tied_to_nobody(loaded: Loaded) -> None:
    collection, _ = loaded(FILES)
    assert all(not end.withheld for tie in ties_of(collection) for end in tie.ends)
    assert ties_around(collection, actor(collection, "geheim")) == ()


def test_an_actors_own_ties_come_before_those_of_its_neighbours(loaded: Loaded) -> None:
    """The ties around an actor are its own, then those among its neighbours."""
    collection, _ = loaded(FILES)
    assert lines(ties_around(collection, actor(collection, "amt"))) == [
        "ada–amt {'relation': 1}",
        "amt–ben {'relation': 1}",
        "amt–bund {'agreement': 1}",
        "amt–land {'relation': 1}",
        "ada–ben {'statement': 3}",
        "ada–land {'agreement': 1}",
        "ben–land {'statement': 1}",
        "bund–land {'agreement': 1}",
    ]


def test_a_dossier_has_the_ties_of_the_actors_it_names(loaded: Loaded) -> None:
    """A dossier's ties are those among the actors it names, by lasting records and its own statements."""
    collection, _ = loaded(FILES)
    dossier = collection.get(Dossier, "zweites")
    assert dossier
    assert lines(ties_in(collection, dossier)) == [
        "ada–amt {'relation': 1}",
        "ada–ben {'statement': 1}",
        "amt–ben {'relation': 1}",
    ]


def test_an_agreement_of_many_parties_ties_nobody(loaded: Loaded) -> None:
    """An agreement with more than CLOSE parties makes no ties, because it says little about any two of them."""
    for number, ties in ((CLOSE, CLOSE * (CLOSE - 1) // 2), (CLOSE + 1, 0)):
        actors = "".join(f"  a{index}: {{name: Akteur {index}, kind: state}}\n" for index in range(number))
        parties = "".join(f"      - actor: a{index}\n" for index in range(number))
        agreement = f"agreements:\n  pakt:\n    name: Pakt\n    kind: treaty\n    parties:\n{parties}"
        collection, _ = loaded({"dossier/alle.yml": f"actors:\n{actors}{agreement}"})
        assert len(ties_of(collection)) == ties
