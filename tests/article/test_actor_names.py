"""Actors are found in an article by their names as German and English inflect them, the longest name first."""

from __future__ import annotations

import pytest

from conftest import Loaded, Page
from mkdocs_dossier.article.names import NameIndex
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.model.records import Actor, Dossier

ACTORS = """\
actors:
  putin: {name: Wladimir Putin, kind: person, aliases: [Putin, Vladimir Putin]}
  kim: {name: Kim Jong Un, kind: person, aliases: [Kim Jong-un, Kim]}
  kim-jong-il: {name: Kim Jong Il, kind: person}
  nordkorea: {name: {de: Nordkorea, en: North Korea}, kind: state, aliases: ['nordkoreanisch*']}
  suedkorea: {name: Südkorea, kind: state}
  nis: {name: südkoreanischer Geheimdienst, kind: agency}
  regierung: {name: südkoreanische Regierung, kind: state}
  usa: {name: Vereinigte Staaten, kind: state, aliases: [USA, United States]}
  un: {name: Vereinte Nationen, kind: organization, aliases: [UN]}
  pentagon: {name: Pentagon, kind: agency}
  marx: {name: Marx, kind: person}
"""


def _found(loaded: Loaded, text: str, language: str = "de") -> list[tuple[str, str]]:
    collection, problems = loaded({"dossier/actors.yml": ACTORS})
    assert problems == []
    named = NameIndex(collection.of(Actor), language).find(text)
    return [(text[name.start : name.end], name.actor) for name in named]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Putins Krieg", [("Putins", "putin")]),
        ("Putin’s und Putin's", [("Putin’s", "putin"), ("Putin's", "putin")]),
        ("Nordkoreas Führung", [("Nordkoreas", "nordkorea")]),
        ("North Korea", [("North Korea", "nordkorea")]),
        ("die nordkoreanischen Truppen", [("nordkoreanischen", "nordkorea")]),
        ("Nordkoreanische Offiziere", [("Nordkoreanische", "nordkorea")]),
        ("mit südkoreanischem Geheimdienst", [("südkoreanischem Geheimdienst", "nis")]),
        ("der südkoreanische Geheimdienst", [("südkoreanische Geheimdienst", "nis")]),
        ("des südkoreanischen Geheimdienstes", [("südkoreanischen Geheimdienstes", "nis")]),
        ("Südkoreanische Regierung", [("Südkoreanische Regierung", "regierung")]),
        (
            "der Vereinigten Staaten und der Vereinten Nationen",
            [("Vereinigten Staaten", "usa"), ("Vereinten Nationen", "un")],
        ),
        ("“Kim Jong-un” sagte", [("Kim Jong-un", "kim")]),
        ("Kim Jong\u00a0Un, Kim Jong\u2011un", [("Kim Jong\u00a0Un", "kim"), ("Kim Jong\u2011un", "kim")]),
        ("Kim Jong Uns Rede", [("Kim Jong Uns", "kim")]),
        ("Kim Jong Il und Kim", [("Kim Jong Il", "kim-jong-il"), ("Kim", "kim")]),
        ("Wladimir Putin, Putin, Wladimir", [("Wladimir Putin", "putin"), ("Putin", "putin")]),
        ("Wladi\u00admir Pu\u00adtins", [("Wladi\u00admir Pu\u00adtins", "putin")]),
        ("in Su\u0308dkorea da", [("Su\u0308dkorea", "suedkorea")]),
        ("Pentagon-Sprecher, UN-Sanktionen", [("Pentagon", "pentagon"), ("UN", "un")]),
        ("Marx’ Werk", [("Marx", "marx")]),
        ("(Putin), „Putin“, Putin.", [("Putin", "putin")] * 3),
    ],
)
def test_names_are_found_as_german_writes_them(loaded: Loaded, text: str, found: list[tuple[str, str]]) -> None:
    """Names and aliases match in inflected forms; the earliest match wins, and of those the longest."""
    assert _found(loaded, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Putinismus",
        "Antiputin",
        "PUTIN",
        "putin",
        "die usa",
        "Wladimir",
        "Staaten",
        "UNO",
        "Nordkoreaner",
        "Geheimdienst",
    ],
)
def test_lookalikes_are_not_names(loaded: Loaded, text: str) -> None:
    """A part of a word, a part of a name, or a different case does not match."""
    assert _found(loaded, text) == []


@pytest.mark.parametrize("text", ["Wladimir\nPutin", "Wladimir, Putin", "Wladimir und Putin", "Wladimir (Putin)"])
def test_a_name_does_not_continue_across_a_break(loaded: Loaded, text: str) -> None:
    """A block's end, a comma or a word between its parts ends a name; the part that is an alias is still found."""
    assert _found(loaded, text) == [("Putin", "putin")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Putin's war, Putin’s", [("Putin's", "putin"), ("Putin’s", "putin")]),
        ("the United States", [("United States", "usa")]),
        ("Putins", []),
        ("Kim Jong-un's speech", [("Kim Jong-un's", "kim")]),
    ],
)
def test_english_has_its_own_genitive(loaded: Loaded, text: str, found: list[tuple[str, str]]) -> None:
    """In English a name may end in an apostrophe and an s, and in nothing else."""
    assert _found(loaded, text, "en") == found


ARTICLE = (
    "---\ntitle: T\npublished: 2024\n---\n\nPutin traf Kim. Die Stadt Putin liegt fern. Er lachte. Kim\nJong Un auch.\n"
)


def _article(loaded: Loaded, annotations: str, actors: str = ACTORS) -> tuple[Page, Collection, list[str]]:
    collection, problems = loaded(
        {"dossier/a/article.md": ARTICLE, "dossier/actors.yml": actors, "dossier/a/annotations.yml": annotations}
    )
    (dossier,) = collection.of(Dossier)
    return Page(collection.articles[dossier].rendered.body), collection, [str(problem) for problem in problems]


def test_names_in_an_article_are_links_to_their_actors(loaded: Loaded) -> None:
    """Each name in an article links to its actor, even if a line of the source ends within the name."""
    page, collection, problems = _article(loaded, "topics:\n  t: {label: T}\n")
    assert problems == []
    assert page.links == ["actor:putin", "actor:kim", "actor:putin", "actor:kim"]
    article = next(iter(collection.articles.values()))
    assert [article.text[name.start : name.end] for name in article.named] == ["Putin", "Kim", "Putin", "Kim Jong Un"]


def test_a_mention_can_be_forbidden(loaded: Loaded) -> None:
    """`forbid` removes the link from a name that means something else, for one actor or for all."""
    for subject in ("forbid: yes", "actor: putin\n    forbid: yes"):
        page, _, problems = _article(loaded, f"mentions:\n  m:\n    quote: Stadt Putin\n    {subject}\n")
        assert problems == []
        assert page.links == ["actor:putin", "actor:kim", "actor:kim"]


def test_forbidding_another_actor_changes_nothing(loaded: Loaded) -> None:
    """A `forbid` for one actor leaves the links to another alone."""
    page, _, problems = _article(loaded, "mentions:\n  m: {quote: Stadt Putin, actor: kim, forbid: yes}\n")
    assert problems == []
    assert page.links.count("actor:putin") == 2


def test_a_mention_can_be_added(loaded: Loaded) -> None:
    """A mention links words that mean an actor without naming it."""
    page, _, problems = _article(loaded, "mentions:\n  m: {quote: Er lachte, actor: putin}\n")
    assert problems == []
    assert page.links == ["actor:putin", "actor:kim", "actor:putin", "actor:putin", "actor:kim"]


def test_an_added_mention_replaces_a_found_one(loaded: Loaded) -> None:
    """Where a mention and a found name overlap, only the mention is linked."""
    page, _, problems = _article(loaded, "mentions:\n  m: {quote: Die Stadt Putin, actor: usa}\n")
    assert problems == []
    assert page.links == ["actor:putin", "actor:kim", "actor:usa", "actor:kim"]


def test_a_withheld_actor_is_never_marked(loaded: Loaded) -> None:
    """A withheld actor is marked neither by name nor by a mention; a place with the same id still is."""
    withheld = ACTORS.replace("Putin, kind: person,", "Putin, kind: person, withheld: yes,")
    annotations = (
        "mentions:\n  m: {quote: Er lachte, actor: putin}\n  n: {quote: Die Stadt Putin, place: putin}\n"
        "places:\n  putin: {name: Putingrad}\n"
    )
    page, _, problems = _article(loaded, annotations, withheld)
    assert problems == []
    assert page.links == ["actor:kim", "place:putin", "actor:kim"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("South Morland fell.", []),
        ("The army of North Morland fled.", []),
        ("They met in East-Morland.", []),
        ("West Morland's army", []),
        ("in Northern Morland, on Monday", []),
        ("the people of New Morland", []),
        ("Papua-New Morland", []),
        ("Süd-Morland", []),
        ("Nord-Morlands Heer", []),
        # A currency or a city is not the state.
        ("62 Milliarden Morland-Dollar", []),
        ("40 Morland dollars", []),
        ("Morland-Stadt, Morland City", []),
        # Otherwise it is the state itself.
        ("Morland-Dollarpolitiker", ["Morland"]),
        ("New Morland talks begin", ["Morland"]),
        ("in the south Morland fought", ["Morland"]),
        ("southern Morland", ["Morland"]),
        ("Southeast of Morland", ["Morland"]),
        ("the North, Morland said", ["Morland"]),
        ("In the Wild West. Morland won", ["Morland"]),
        ("Morland-Konflikt", ["Morland"]),
        ("South Morley", ["Morley"]),
        ("Anna South came", ["Anna South"]),
    ],
)
def test_a_direction_a_currency_or_a_city_makes_another_name(loaded: Loaded, text: str, found: list[str]) -> None:
    """“South Morland” is another state, “Morland City” is a city, “southern Morland” is Morland."""
    actors = (
        "actors:\n  morland: {name: Morland, kind: state}\n  morley: {name: Morley, kind: person}\n"
        "  south: {name: Anna South, kind: person}\n"
    )
    collection, _ = loaded({"dossier/actors.yml": actors})
    assert [text[name.start : name.end] for name in NameIndex(collection.of(Actor), "de").find(text)] == found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("US Congress", "The U.S. Congress met.", ["U.S. Congress"]),
        ("U.S. Congress", "The US Congress met.", ["US Congress"]),
        ("UN", "The U.N. met in June.", ["U.N"]),
        ("UK", "the U.K.'s harbours", ["U.K"]),
        ("U.K.", "the UK's harbours", ["UK's"]),
        ("EU Commission", "the E.U. Commission", ["E.U. Commission"]),
        ("USA", "in the U.S.A. today", ["U.S.A"]),
        ("US", "Tell us of the U.S. plans.", ["U.S"]),
        ("AP", "A.P. Lind came.", []),
        ("US", "U.N. and U.K. met us.", []),
    ],
)
def test_known_abbreviations_match_without_points(loaded: Loaded, name: str, text: str, found: list[str]) -> None:
    """Known abbreviations match with or without points; others do not, because “A.P.” may be somebody's initials."""
    collection, _ = loaded({"dossier/actors.yml": f"actors:\n  a: {{name: {name}, kind: agency}}\n"})
    assert [text[name.start : name.end] for name in NameIndex(collection.of(Actor), "en").find(text)] == found
