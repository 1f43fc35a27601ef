"""Names shared by several actors: the article decides which one is meant, or a problem is reported."""

from __future__ import annotations

import pytest

from conftest import Loaded, Page
from mkdocs_dossier.article.names import NameIndex
from mkdocs_dossier.model.records import Actor, Dossier

ACTORS = """\
actors:
  asta: {name: Asta Lind, kind: person, aliases: [Lind, Ministerin Lind]}
  bo: {name: Bo Lind, kind: person, aliases: [Lind]}
  werft: {name: Lind-Werft AG, kind: company, aliases: [Lind]}
  berg: {name: Nils Berg, kind: person, aliases: [Berg]}
"""


def read(
    loaded: Loaded, body: str, annotations: str = "", *, actors: str = ACTORS, language: str = "de", front: str = ""
) -> tuple[list[str], list[str]]:
    """Return the names marked in an article's title, lead and text (`name=actor`), and the problems."""
    text = f"---\ntitle: T\npublished: 2024-10-05\nlanguage: {language}\n{front}---\n\n{body}\n"
    if "title:" in front:
        text = text.replace("title: T\n", "", 1)
    files = {"dossier/d/article.md": text, "dossier/actors.yml": actors}
    if annotations:
        files["dossier/d/annotations.yml"] = annotations
    collection, problems = loaded(files)
    (dossier,) = collection.of(Dossier)
    article = collection.articles[dossier]
    named = [f"{article.text[name.start : name.end]}={name.actor}" for name in article.named]
    marked = "".join((article.rendered.title, article.rendered.lead, article.rendered.body))
    links = Page(marked).links
    assert links[-len(named) :] == [f"actor:{name.split('=')[1]}" for name in named] or not named
    assert len(links) == len(named) + ("actor: bo}" in annotations)
    return named, [str(problem) for problem in problems]


def test_a_shared_name_is_no_problem_of_the_register(loaded: Loaded) -> None:
    """An alias shared by three actors is no problem as long as no article uses it."""
    named, problems = read(loaded, "Berg kam. Die Boote lagen im Hafen.")
    assert (named, problems) == (["Berg=berg"], [])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Asta Lind kam. Lind ging.", ["Asta Lind=asta", "Lind=asta"]),
        ("Bo Lind kam. Lind ging. Linds Boot sank.", ["Bo Lind=bo", "Lind=bo", "Linds=bo"]),
        ("Bo Linds Boot sank.\n\nLind ging.", ["Bo Linds=bo", "Lind=bo"]),
        ("Die Lind-Werft AG schließt. Lind geht.", ["Lind-Werft AG=werft", "Lind=werft"]),
        ("Ministerin Lind kam. Lind ging.", ["Ministerin Lind=asta", "Lind=asta"]),
        ("# Asta Lind\n\nDann ging Lind.", ["Asta Lind=asta", "Lind=asta"]),
        ("- Asta Lind\n- Lind", ["Asta Lind=asta", "Lind=asta"]),
        ("Nils Berg und Asta Lind kamen. Berg und Lind gingen.", [
            "Nils Berg=berg", "Asta Lind=asta", "Berg=berg", "Lind=asta"]),
        ("*Asta Lind* kam. **Lind** ging.", ["Asta Lind=asta", "Lind=asta"]),
    ],
)  # fmt: skip
def test_an_earlier_full_name_decides_who_is_meant(loaded: Loaded, body: str, expected: list[str]) -> None:
    """A shared name means the actor whose full name precedes it, whatever its inflection, markup or block."""
    assert read(loaded, body) == (expected, [])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Asta Lind came. Lind left.", ["Asta Lind=asta", "Lind=asta"]),
        ("Bo Lind's boat sank. Lind left, and Lind's men too.", ["Bo Lind's=bo", "Lind=bo", "Lind's=bo"]),
        ("Nils Berg met Bo Lind.\n\nLind thanked Berg.", ["Nils Berg=berg", "Bo Lind=bo", "Lind=bo", "Berg=berg"]),
    ],
)
def test_an_earlier_full_name_decides_in_english_too(loaded: Loaded, body: str, expected: list[str]) -> None:
    assert read(loaded, body, language="en") == (expected, [])


def test_full_names_decide_in_title_and_lead(loaded: Loaded) -> None:
    """Full names in title and lead decide names in the text, and full names in the text decide theirs."""
    assert read(loaded, "Lind ging.", front="title: Asta Lind kommt\n") == (["Asta Lind=asta", "Lind=asta"], [])
    assert read(loaded, "Lind ging.", front="lead: Bo Lind kommt.\n") == (["Bo Lind=bo", "Lind=bo"], [])
    assert read(loaded, "Asta Lind ging.", front="title: Lind geht\nlead: Und Lind schweigt.\n") == (
        ["Lind=asta", "Lind=asta", "Asta Lind=asta"],
        [],
    )


ADVICE = "add mentions: with these words and actor:, or give the one who is meant a longer alias [shared-alias]"


@pytest.mark.parametrize(
    ("body", "place", "times"),
    [
        ("Lind kam.", "7:1", ""),
        ("Am Montag\nkam Lind. Asta Lind ging.", "8:1", ""),
        ("Es war Mai.\n\nAsta Lind und Bo Lind kamen.\n\nDann ging Lind.", "11:1", ""),
        ("Lind kam. Lind ging.\n\nLind blieb.", "7:1", ", here and 2 times more"),
        ("> Es war Mai.\n>\n> **Lind** kam, und Linds Boot.", "9:1", ", here and once more"),
    ],
)
def test_an_undecided_name_is_reported_at_its_first_mention(loaded: Loaded, body: str, place: str, times: str) -> None:
    """If no actor or several were named before, the first mention is reported once, and no mention is marked."""
    named, problems = read(loaded, body)
    words = "Lind"
    who = "actor “asta” or actor “bo” or actor “werft”"
    assert problems == [f"dossier/d/article.md:{place}: error: dossier “d”: “{words}” may mean {who}{times} — {ADVICE}"]
    assert not [name for name in named if name.startswith(("Lind=", "Linds="))]


def test_an_undecided_name_in_title_or_lead_is_reported_at_the_field(loaded: Loaded) -> None:
    _, problems = read(loaded, "Es war Mai.", front="title: Lind kommt\n")
    assert [problem.split(" ")[0] for problem in problems] == ["dossier/d/article.md:4:8:"]
    _, problems = read(loaded, "Es war Mai.", front="lead: Lind kommt.\n")
    assert [problem.split(" ")[0] for problem in problems] == ["dossier/d/article.md:5:7:"]


def test_mentions_decide_who_is_meant(loaded: Loaded) -> None:
    """A mention decides its own passage and the names after it; `forbid` excludes an actor, or all of them."""
    mention = "mentions:\n  m: {quote: Lind kam, actor: bo}\n"
    assert read(loaded, "Lind kam. Lind ging.", mention) == (["Lind=bo"], [])
    body = "Asta Lind und Bo Lind kamen. Lind ging."
    forbidden = "mentions:\n  m: {quote: Lind ging, actor: bo, forbid: yes}\n"
    assert read(loaded, body, forbidden) == (["Asta Lind=asta", "Bo Lind=bo", "Lind=asta"], [])
    nobody = "mentions:\n  m: {quote: Lind ging, forbid: yes}\n"
    assert read(loaded, body, nobody) == (["Asta Lind=asta", "Bo Lind=bo"], [])


WITHHELD = ACTORS.replace("Asta Lind, kind: person,", "Asta Lind, kind: person, withheld: yes,")


def test_nobody_is_marked_in_place_of_a_withheld_actor(loaded: Loaded) -> None:
    """A shared name that means a withheld actor is reported as undecided rather than given to another."""
    named, problems = read(loaded, "Asta Lind kam. Lind ging. Bo Lind blieb. Lind auch.", actors=WITHHELD)
    assert named == ["Bo Lind=bo"]
    assert [problem.split(" — ")[0] for problem in problems] == [
        "dossier/d/article.md:7:1: error: dossier “d”: “Lind” may mean actor “asta” or actor “bo” or actor “werft”"
    ]
    assert read(loaded, "Bo Lind kam. Lind ging.", actors=WITHHELD) == (["Bo Lind=bo", "Lind=bo"], [])


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("Kim", "Kims", "Kims"),
        ("'Russ*'", "Russland", "Russland"),
        ("'Russ*'", "'Russisch*'", "Russische"),
        ("südkoreanischer Geheimdienst", "südkoreanische Geheimdienst", "südkoreanische Geheimdienst"),
        ("'Neue Süd*'", "Neue Südfront", "Neue Südfront"),
        ("Kim Jong-un", "Kim Jong\u2011un", "Kim Jong Un".replace("Un", "un")),
        ("Su\u0308d", "Süd", "Süd"),
    ],
)
def test_names_that_share_an_inflected_form_are_shared(loaded: Loaded, one: str, other: str, text: str) -> None:
    """Two names are shared if an inflected form, a wildcard or a different encoding makes them match the same text."""
    actors = "actors:\n" + "".join(
        f"  {id_}: {{name: {id_.upper()}, kind: agency, aliases: [{alias}]}}\n"
        for id_, alias in (("a", one), ("b", other))
    )
    collection, _ = loaded({"dossier/actors.yml": actors})
    (name,) = NameIndex(collection.of(Actor), "de").find(text)
    assert {name.actor, *name.others} == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("Kim", "Kim Jong", "Kim Jong"),
        ("Kim Jong Un", "Kim Jong Il", "Kim Jong Il"),
        ("Iran", "Irak", "Irak"),
        ("'Süd*'", "Südost Hafen", "Südost Hafen"),
    ],
)
def test_similar_names_are_distinguished(loaded: Loaded, one: str, other: str, text: str) -> None:
    actors = "actors:\n" + "".join(
        f"  {id_}: {{name: {id_.upper()}, kind: person, aliases: [{alias}]}}\n"
        for id_, alias in (("a", one), ("b", other))
    )
    collection, _ = loaded({"dossier/actors.yml": actors})
    assert all(not name.others for name in NameIndex(collection.of(Actor), "de").find(text))


def test_one_actors_repeated_name_is_not_shared(loaded: Loaded) -> None:
    """A name that one actor has in two languages is shared with nobody."""
    collection, _ = loaded(
        {"dossier/actors.yml": "actors:\n  a: {name: {de: Iran, en: Iran}, kind: state, aliases: [Iran]}\n"}
    )
    (name,) = NameIndex(collection.of(Actor), "de").find("Iran")
    assert (name.actor, name.others) == ("a", ())


def test_a_name_shared_by_thousands_lists_three_of_them(loaded: Loaded) -> None:
    """If 3,000 actors share a name, a full name still decides; an undecided name lists three and counts the rest."""
    lines = "".join(f"  a{n:04}: {{name: Nr{n} Lind, kind: person, aliases: [Lind]}}\n" for n in range(3_000))
    named, problems = read(loaded, "Nr77 Lind kam. Lind ging.", actors=f"actors:\n{lines}")
    assert (named, problems) == (["Nr77 Lind=a0077", "Lind=a0077"], [])
    _, problems = read(loaded, "Lind ging.", actors=f"actors:\n{lines}")
    assert "actor “a0000” or actor “a0001” or actor “a0002” or 2997 more" in problems[0]
