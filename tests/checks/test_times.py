"""Impossible dates, and dates that differ from the article's words, are reported."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

WRONG = "correct the date that is wrong [impossible-date]"


@pytest.mark.parametrize(
    ("records", "message"),
    [
        (
            "statements: {s: {quote: Eins, said_on: 2024-10-06}}",
            "statement “s”: the article’s date 2024-10-05 is before said_on 2024-10-06",
        ),
        (
            "figures: {f: {quote: Eins, as_of: 2025}}",
            "figure “f”: the article’s date 2024-10-05 is before as_of 2025",
        ),
        (
            "figures: {f: {quote: Eins, from: 2024-02, to: 2024-01}}",
            "figure “f”: to 2024-01 is before from 2024-02",
        ),
        (
            "agreements: {a: {name: A, kind: sanctions, authority: x, signed: 2024-06-19, in_force: 2024-06-18}}",
            "agreement “a”: in_force 2024-06-18 is before signed 2024-06-19",
        ),
        (
            "agreements: {a: {name: A, kind: sanctions, authority: x, in_force: 2024, until: 2023}}",
            "agreement “a”: until 2023 is before in_force 2024",
        ),
        (
            "sources: {s: {title: S, issued: 2024-06-18, accessed: 2024-06-17}}",
            "source “s”: accessed 2024-06-17 is before issued 2024-06-18",
        ),
        (
            "sources: {s: {title: S, issued: 2024-06, archive: [{url: 'https://a.example/', captured: 2024-05-31}]}}",
            "source “s”: captured 2024-05-31 is before issued 2024-06",
        ),
        (
            "actors: {y: {name: Y, kind: person, positions: [{post: P, from: 2022, to: 2021}]}}",
            "actor “y”: to 2021 is before from 2022",
        ),
        (
            "relations: {r: {from: x, to: x, kind: ally, since: 2022, until: 2021-12}}",
            "relation “r”: until 2021-12 is before since 2022",
        ),
        (
            "quantities: {q: {label: Q, from: 2022, to: 2021}}",
            "quantity “q”: to 2021 is before from 2022",
        ),
        (
            "corrections: {c: {date: 2024-10-04, kind: update, affects: [x], note: N}}",
            "correction “c”: date 2024-10-04 is before the article’s date 2024-10-05",
        ),
    ],
)
def test_dates_that_exclude_each_other_are_reported(loaded: Loaded, records: str, message: str) -> None:
    files = {
        "dossier/d/article.md": article("Eins ist so."),
        "dossier/d/annotations.yml": records,
        "dossier/x.yml": "actors: {x: {name: X, kind: state}}",
    }
    (line,) = found(loaded, files, "impossible-date")
    advice = WRONG.replace(" [", "; an expected number has from: and to: instead [") if "as_of" in message else WRONG
    assert line.partition(": error: ")[2] == f"{message} — {advice}"


def test_an_impossible_date_is_reported_at_the_later_field(loaded: Loaded) -> None:
    files = {"dossier/d/article.md": "---\ntitle: T\npublished: 2024-10-05\nupdated: 2024-10-04\n---\n\nEins.\n"}
    assert found(loaded, files, "impossible-date") == [
        f"dossier/d/article.md:4:10: error: dossier “d”: updated 2024-10-04 is before published 2024-10-05 — {WRONG}"
    ]


@pytest.mark.parametrize(
    "records",
    [
        "statements: {s: {quote: Eins, said_on: 2024-10-05}}",
        "statements: {s: {quote: Eins, said_on: 2024-10}}",
        "statements: {s: {quote: Eins, said_on: 2024}}",
        "sources: {s: {title: S, issued: 2024-06, accessed: 2024-06-01}}",
        "figures: {f: {quote: Eins, from: 2024-10, to: 2024}}",
        "figures: {f: {quote: Eins, from: 2025, to: 2025}}",
    ],
)
def test_dates_that_overlap_are_possible(loaded: Loaded, records: str) -> None:
    files = {"dossier/d/article.md": article("Eins ist so."), "dossier/d/annotations.yml": records}
    assert found(loaded, files, "impossible-date") == []


SIGNED = "the article’s date 2024-10-05 is before the day on which agreement “a” was signed, 2024-10-06"


@pytest.mark.parametrize("status", ["", ", status: signed", ", status: in-force"])
@pytest.mark.parametrize(
    ("records", "name"),
    [
        ("statements: {s: {quote: Eins, agreements: [a]}}", "statement “s”"),
        ("mentions: {m: {quote: Eins, agreement: a}}", "mention “m”"),
    ],
)
def test_an_agreement_signed_after_publication_is_reported(
    loaded: Loaded, status: str, records: str, name: str
) -> None:
    (line,) = found(loaded, naming(records, f"signed: 2024-10-06{status}"), "impossible-date")
    assert line.partition(": error: ")[2] == f"{name}: {SIGNED} — {WRONG}"


def naming(records: str, fields: str) -> dict[str, str]:
    """Return an article with these records, an agreement with these fields, and an event in the future."""
    return {
        "dossier/d/article.md": article("Eins ist so."),
        "dossier/d/annotations.yml": records,
        "dossier/x.yml": (
            "actors: {x: {name: X, kind: state}}\nevents: {e: {name: E, date: 2030}}\n"
            f"agreements: {{a: {{name: A, kind: sanctions, authority: x, {fields}}}}}\n"
        ),
    }


@pytest.mark.parametrize(
    ("records", "fields"),
    [
        ("statements: {s: {quote: Eins, agreements: [a], events: [e]}}", "signed: 2024-10"),
        ("statements: {s: {quote: Eins, agreements: [a]}}", "signed: 2024-10-06, status: draft"),
        ("statements: {s: {quote: Eins, agreements: [a]}}", "in_force: 2024-10-06"),
        ("mentions: {m: {quote: Eins, event: e}}", "signed: 2024-10-06"),
        ("mentions: {m: {quote: Eins, agreement: a, forbid: yes}}", "signed: 2024-10-06"),
    ],
)
def test_future_things_may_be_announced(loaded: Loaded, records: str, fields: str) -> None:
    """An agreement possibly signed by then, a draft, a later entry into force, and an event are not reported."""
    assert found(loaded, naming(records, fields), "impossible-date") == []


def test_an_updated_article_may_hold_later_words(loaded: Loaded) -> None:
    """Words said between publication and the last update are not reported."""
    text = "---\ntitle: T\npublished: 2024-10-05\nupdated: 2024-11-01\n---\n\nEins ist so.\n"
    records = "statements: {s: {quote: Eins, said_on: 2024-10-20}}"
    files = {"dossier/d/article.md": text, "dossier/d/annotations.yml": records}
    assert found(loaded, files, "impossible-date") == []


PUTIN = "Am 20. Juni erklärte Putin, dass Russland das nicht plane"


def dated(loaded: Loaded, sentence: str, said_on: str) -> list[str]:
    files = {
        "dossier/d/article.md": article(f"{sentence}."),
        "dossier/d/annotations.yml": (
            f"statements:\n  s:\n    quote: '{sentence}'\n    said_by: putin\n    said_on: {said_on}\n"
        ),
        "dossier/x.yml": "actors: {putin: {name: Putin, kind: person}}",
    }
    return found(loaded, files, "date-differs")


def test_a_date_that_differs_from_the_passage_is_reported(loaded: Loaded) -> None:
    assert dated(loaded, PUTIN, "2024-06-21") == [
        (
            "dossier/d/annotations.yml:5:14: warning: statement “s”: said_on 2024-06-21 is not the date in the "
            "passage, “20. Juni” — correct one of them [date-differs]"
        )
    ]


@pytest.mark.parametrize(
    ("sentence", "said_on"),
    [
        (PUTIN, "2024-06-20"),
        (PUTIN, "2023-06-20"),
        (PUTIN, "2024-06"),
        (PUTIN, "2024-06-21~"),
        ("Der Angriff fand laut Putin am 3. Oktober statt", "2024-10-04"),
        ("Putin sagte, der Angriff vom 3. Oktober sei falsch", "2024-10-04"),
        ("Reuters berichtete am 20. Juni, dass Putin zögere", "2024-06-19"),
        ("Am 20. Juni erklärte Putin, dass er das plane, und am 21. sagte er, dass es falsch sei", "2024-06-21"),
    ],
)
def test_dates_that_cannot_be_compared_are_not_reported(loaded: Loaded, sentence: str, said_on: str) -> None:
    """The same day, another year, a vaguer date, the day of something else, or two days are not reported."""
    assert dated(loaded, sentence, said_on) == []


@pytest.mark.parametrize(
    ("quote", "date", "expected"),
    [
        ("Am 19. Juni", "2024-06-19", 0),
        ("Am 19. Juni", "2024-06-20", 1),
        ("Am 19. Juni", "2023-06-19", 0),
        ("19. Juni unterzeichneten", "2024-06-20", 0),
        ("im Sommer 2022", "2022-22", 0),
        ("im Sommer 2022", "2022-07", 0),
        ("im Sommer 2022", "2023", 1),
    ],
)
def test_a_mention_that_is_a_date_is_compared_with_the_event(
    loaded: Loaded, quote: str, date: str, expected: int
) -> None:
    files = {
        "dossier/d/article.md": article("Am 19. Juni unterzeichneten beide, was im Sommer 2022 begann."),
        "dossier/d/annotations.yml": f"mentions: {{m: {{quote: {quote}, event: e}}}}\n",
        "dossier/x.yml": f"events: {{e: {{name: E, date: {date}}}}}",
    }
    lines = found(loaded, files, "date-differs")
    assert len(lines) == expected
    assert all("mention “m”: the date of event “e”, " in line for line in lines)
