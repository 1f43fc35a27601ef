"""Care for records: archived sources, explained grades, unused records, similar names."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded
from mkdocs_dossier.checks.care import look_alike_names

ARTICLE = {"dossier/d/article.md": article("Ryder war da.")}


def test_a_source_with_an_address_needs_an_archive_and_a_date(loaded: Loaded) -> None:
    files = {
        "dossier/sources.yml": """
sources:
  bericht:
    title: Bericht
    URL: https://example.org/
  buch: {title: Buch}
  kopie:
    title: Kopie
    URL: https://example.org/
    accessed: 2024-10-05
    archive: [{url: "https://archive.example/", captured: 2024-10-05}]
"""
    }
    assert found(loaded, files, "source-unarchived", "source-unaccessed") == [
        (
            "dossier/sources.yml:5:10: hint: source “bericht”: does not say when its address was opened — add "
            "accessed: with the day on which you opened it [source-unaccessed]"
        ),
        (
            "dossier/sources.yml:5:10: hint: source “bericht”: has no archived copy — save the page, for instance at "
            "web.archive.org, and add archive: with its url: and captured: [source-unarchived]"
        ),
    ]


def test_a_grade_needs_an_explanation(loaded: Loaded) -> None:
    assessed = "assessed: {by: R, on: 2024-10-06, why: W}"
    files = {
        **ARTICLE,
        "dossier/d/annotations.yml": (
            "statements:\n"
            '  s: {quote: Ryder war da, mode: own, credibility: "3"}\n'
            f'  t: {{quote: Ryder, mode: own, credibility: "3", {assessed}}}\n'
        ),
        "dossier/sources.yml": (
            f"sources:\n  a: {{title: A, reliability: B}}\n  b: {{title: B, reliability: B, {assessed}}}\n"
        ),
    }
    assert found(loaded, files, "grade-unexplained") == [
        (
            "dossier/d/annotations.yml:2:52: warning: statement “s”: nobody explains its credibility 3 — add assessed: "
            "with by:, on: and why: [grade-unexplained]"
        ),
        (
            "dossier/sources.yml:2:30: warning: source “a”: nobody explains its reliability B — add assessed: with "
            "by:, on: and why: [grade-unexplained]"
        ),
    ]


def test_an_unmentioned_actor_is_reported(loaded: Loaded) -> None:
    """An actor that no article, record or link names is reported, unless it is withheld."""
    files = {
        "dossier/d/article.md": article("Ryder war da, [er](actor:er) auch."),
        "dossier/actors.yml": """
actors:
  ryder: {name: Ryder, kind: person, speaks_for: amt, description: "Wie [sie](actor:sie)."}
  amt: {name: Amt, kind: agency}
  er: {name: Karl Klein, kind: person}
  sie: {name: Karla Groß, kind: person}
  geheim: {name: Niemand, kind: person, withheld: yes}
  rest: {name: Rest, kind: person}
""",
    }
    assert found(loaded, files, "actor-unmentioned") == [
        (
            "dossier/actors.yml:8:3: hint: actor “rest”: no article names it, and no record refers to it — add an "
            "alias by which articles name it, or delete it [actor-unmentioned]"
        )
    ]


RECORDS = """
sources: {s: {title: S}}
topics: {t: {label: T}, u: {label: U, broader: t}}
places: {p: {name: P}}
quantities: {q: {label: Q}}
events: {e: {name: E, date: 2024}}
agreements: {a: {name: A, kind: sanctions, authority: x}}
actors: {x: {name: X, kind: state}}
"""


def test_unused_records_are_reported(loaded: Loaded) -> None:
    lines = found(loaded, {**ARTICLE, "dossier/all.yml": RECORDS}, "unused-record")
    assert [line.split(": nothing")[0].split("hint: ")[1] for line in lines] == [
        *("source “s”", "topic “u”", "place “p”", "quantity “q”", "event “e”", "agreement “a”")
    ]
    assert lines[0] == (
        "dossier/all.yml:2:11: hint: source “s”: nothing refers to it — refer to it where it belongs, or delete it "
        "[unused-record]"
    )


def test_used_records_are_not_reported(loaded: Loaded) -> None:
    """A record is used if a statement, a figure or the article refers to it, or if it has a passage of its own."""
    files = {
        "dossier/d/article.md": "---\ntitle: T\npublished: 2024\ntopics: [u]\n---\n\nEins ist [so](place:p). Zwei.\n",
        "dossier/d/annotations.yml": (
            "statements: {s: {quote: Eins, via: [s], agreements: [a]}}\n"
            "figures: {f: {quote: Eins, quantity: q}}\n"
            "events: {e: {name: E, date: 2024, quote: Zwei}}\n"
        ),
        "dossier/all.yml": RECORDS.replace("events: {e: {name: E, date: 2024}}\n", ""),
    }
    assert found(loaded, files, "unused-record") == []


def test_registers_without_any_article_are_not_reported(loaded: Loaded) -> None:
    assert found(loaded, {"dossier/all.yml": RECORDS}, "unused-record", "actor-unmentioned") == []


def named(loaded: Loaded, one: str, other: str, more: str = "") -> list[str]:
    """Return the reports on two actors with these names."""
    files = {
        "dossier/actors.yml": (
            f"actors:\n  eins: {{name: {one}, kind: person}}\n  zwei: {{name: {other}, kind: person{more}}}\n"
        )
    }
    return found(loaded, files, "look-alike-names")


def test_similar_names_are_reported(loaded: Loaded) -> None:
    assert named(loaded, "Kim Jong Un", "Kim Jong-un") == [
        (
            "dossier/actors.yml:3:3: warning: actor “zwei”: its name “Kim Jong-un” resembles “Kim Jong Un”, actor "
            "“eins” (dossier/actors.yml:2:3) — make them one record with an alias, or distinguish them by their "
            "wikidata: numbers [look-alike-names]"
        )
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller Meier", "MULLER-MEIER"),
        ("Wolodymyr Selenskyj", "Wolodymyr Selenskij"),
        ("Wladimir Putin", "Vladimir Putin"),
        ("Nodong Sinmun", "Nodong Sinnmun"),
        ("KNV-Fraktion", "KNV-Fracktion"),
        ("NORDKURIER", "NORDKURRIER"),
    ],
)
def test_names_that_differ_in_accents_or_one_letter_are_similar(loaded: Loaded, one: str, other: str) -> None:
    assert len(named(loaded, one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Irak"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Brigade Nord 47", "Brigade Nord 48"),
        ("Johann Schmidt", "Johanna Schmitz"),
        ("Russland", "Russlands"),
        ("Block A Norden", "Block B Norden"),
        ("Sprecher", "Sprechen"),
        ("AP", "AFP"),
        ("BND", "BKA"),
        ("dpa", "apa"),
        ("ORF", "ORB"),
        ("Nachrichtenagentur AP", "Nachrichtenagentur AFP"),
        ("KNV-Fraktion", "KNW-Fraktion"),
        ("Gewerkschaft GdW Nord", "Gewerkschaft GdP Nord"),
        ("BuHa Nordküste", "BuMa Nordküste"),
        ("UNHAB Programme", "UNHAP Programme"),
        ("Hafen-TV SNR Süd", "Hafen-TV SNN Süd"),
    ],
)
def test_different_names_are_not_reported(loaded: Loaded, one: str, other: str) -> None:
    """Short names, and names that differ in two letters, digits, the last letter or abbreviations are not similar."""
    assert named(loaded, one, other) == []


def test_wikidata_items_distinguish_similar_names(loaded: Loaded) -> None:
    files = {
        "dossier/actors.yml": (
            "actors:\n"
            "  eins: {name: Thomas Meier, kind: person, wikidata: Q1}\n"
            "  zwei: {name: Thomas Meyer, kind: person, wikidata: Q2}\n"
        )
    }
    assert found(loaded, files, "look-alike-names") == []


def test_thousands_of_names_two_letters_apart_are_not_similar(loaded: Loaded) -> None:
    """Of 10,000 names of one length, each two letters from its neighbours, none is reported."""
    letters = "abcdefghij"
    names = [f"Gruppe{''.join(letters[int(d)] * 2 for d in f'{n:04}')}" for n in range(10_000)]
    lines = [f"  a{n}: {{label: {name}}}" for n, name in enumerate(names)]
    collection, _ = loaded({"dossier/topics.yml": "topics:\n" + "\n".join(lines)})
    assert list(look_alike_names(collection)) == []
