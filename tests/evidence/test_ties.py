"""Who is tied to whom, and by what."""

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


def said(ties: tuple[Tie, ...]) -> list[str]:
    """The ties as lines of text."""
    return [f"{tie.one.id}–{tie.other.id} {tie.counts}" for tie in ties]


def actor(collection: Collection, name: str) -> Actor:
    found = collection.get(Actor, name)
    assert found
    return found


def test_everything_that_ties_two_actors(loaded: Loaded) -> None:
    """Relations, posts, who speaks for whom, agreements and statements; each tie once, with the records counted."""
    collection, _ = loaded(FILES)
    assert said(ties_of(collection)) == [
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
    """Each strand says who does what to whom, and where that is written."""
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


def test_the_neighbourhood_of_an_actor(loaded: Loaded) -> None:
    """Its own ties first, then those among its neighbours."""
    collection, _ = loaded(FILES)
    assert said(ties_around(collection, actor(collection, "amt"))) == [
        "ada–amt {'relation': 1}",
        "amt–ben {'relation': 1}",
        "amt–bund {'agreement': 1}",
        "amt–land {'relation': 1}",
        "ada–ben {'statement': 3}",
        "ada–land {'agreement': 1}",
        "ben–land {'statement': 1}",
        "bund–land {'agreement': 1}",
    ]


def test_the_ties_of_a_dossier(loaded: Loaded) -> None:
    """Among those it names, by what lasts and by its own statements."""
    collection, _ = loaded(FILES)
    dossier = collection.get(Dossier, "zweites")
    assert dossier
    assert said(ties_in(collection, dossier)) == [
        "ada–amt {'relation': 1}",
        "ada–ben {'statement': 1}",
        "amt–ben {'relation': 1}",
    ]


def test_the_parties_of_a_convention_are_not_all_tied(loaded: Loaded) -> None:
    """What very many have signed says little about any two of them."""
    for number, ties in ((CLOSE, CLOSE * (CLOSE - 1) // 2), (CLOSE + 1, 0)):
        actors = "".join(f"  a{index}: {{name: Akteur {index}, kind: state}}\n" for index in range(number))
        parties = "".join(f"      - actor: a{index}\n" for index in range(number))
        agreement = f"agreements:\n  pakt:\n    name: Pakt\n    kind: treaty\n    parties:\n{parties}"
        collection, _ = loaded({"dossier/alle.yml": f"actors:\n{actors}{agreement}"})
        assert len(ties_of(collection)) == ties
