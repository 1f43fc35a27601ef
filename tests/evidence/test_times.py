"""Statements that are older than the event they are shown with."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.evidence import times
from mkdocs_dossier.evidence.times import older_than, position_at
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.records import Actor, Statement

TITLE = "---\ntitle: Der Angriff\nlead: Ein Treffen steht bevor.\npublished: 2024-10-05\nlanguage: de\n---\n\n"
REGISTERS = """
events:
  angriff: {name: Angriff, date: 2024-10-03}
  treffen: {name: Treffen, date: 2024-06-19}
actors:
  putin: {name: Putin, kind: person}
"""


def older(loaded: Loaded, body: str, statement: str, mentions: str = "m: {quote: Der Angriff, event: angriff}") -> str:
    """Return the id of the event that the statement is older than, or an empty string."""
    annotations = f"statements:\n  s: {{{statement}}}\nmentions:\n  {mentions}\n"
    files = {
        "dossier/d/article.md": f"{TITLE}{body}\n",
        "dossier/d/annotations.yml": annotations,
        "dossier/x.yml": REGISTERS,
    }
    collection, problems = loaded(files)
    assert not [problem for problem in problems if problem.severity == "error"]
    event = older_than(collection, collection.of(Statement)[0])
    return event.id if event else ""


@pytest.mark.parametrize(
    ("said_on", "expected"),
    [("2024-06-20", "angriff"), ("2024-10-02", "angriff"), ("2024-10-03", ""), ("2024-10", ""), ("2024", "")],
)
def test_a_statement_is_compared_with_the_event_in_the_title(loaded: Loaded, said_on: str, expected: str) -> None:
    """A statement is older than the event in the title if its date is entirely before it."""
    assert older(loaded, "Das geht nicht.", f"quote: Das geht nicht, said_on: {said_on}") == expected


def test_the_statements_own_events_come_first(loaded: Loaded) -> None:
    statement = "quote: Das geht nicht, said_on: 2024-06-20, events: "
    assert older(loaded, "Das geht nicht.", f"{statement}[treffen]") == ""
    assert older(loaded, "Das geht nicht.", f"{statement}[treffen, angriff]") == "angriff"


def test_an_event_further_down_does_not_count(loaded: Loaded) -> None:
    body, mention = "Das geht nicht. Danach kam der Sturm.", "m: {quote: der Sturm, event: angriff}"
    assert older(loaded, body, "quote: Das geht nicht, said_on: 2024-06-20", mention) == ""


def test_an_event_in_the_lead_counts(loaded: Loaded) -> None:
    mention = "m: {quote: Ein Treffen, event: treffen}"
    assert older(loaded, "Das geht nicht.", "quote: Das geht nicht, said_on: 2024-06-01", mention) == "treffen"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Am 20. Juni erklärte Putin, dass das nicht geht", "angriff"),
        ("Putin sagte am 20. Juni, dass das nicht geht", "angriff"),
        ("Laut Putin begann es am 20. Juni", ""),
        ("Putin sagte, dass es am 20. Juni begann", ""),
        ("Am 20. Juni begann es", ""),
    ],
)
def test_a_day_next_to_a_verb_of_saying_is_the_statements_date(loaded: Loaded, sentence: str, expected: str) -> None:
    assert older(loaded, f"{sentence}.", f"quote: '{sentence}', said_by: putin") == expected


def test_the_posts_that_may_be_held_at_a_date(loaded: Loaded) -> None:
    """A post counts if it had begun and not ended; unknown or vague dates count as possible."""
    files = {
        "dossier/x.yml": """
actors:
  a:
    name: A
    kind: person
    positions:
      - {post: eins, from: 2010, to: 2015-06}
      - {post: zwei, from: 2015-07}
      - {post: drei}
"""
    }
    collection, _ = loaded(files)
    (actor,) = collection.of(Actor)

    def posts(date: str) -> list[str]:
        return [str(position.post) for position in position_at(actor, Date.parse(date))]

    assert posts("2012") == ["eins", "drei"]
    assert posts("2015") == ["eins", "zwei", "drei"]
    assert posts("2020-01-01") == ["zwei", "drei"]
    assert posts("2009") == ["drei"]


def test_a_paragraph_is_read_once_for_all_its_statements(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph that gives the year for the dates of 56 statements is read once."""
    days = [
        f"Am {1 + n % 28}. {('Januar', 'Februar')[n // 28]} erklärte Putin, es sei Nummer {n} dran" for n in range(56)
    ]
    lines = [f"  s{n}: {{quote: '{day}', said_by: putin}}\n" for n, day in enumerate(days)]
    files = {
        "dossier/d/article.md": f"{TITLE}Der Angriff war 2024. {'. '.join(days)}.\n",
        "dossier/d/annotations.yml": "mentions: {m: {quote: Angriff war, event: angriff}}\n"
        f"statements:\n{''.join(lines)}",
        "dossier/x.yml": REGISTERS,
    }
    collection, _ = loaded(files)
    paragraphs: list[str] = []
    read_dates = times.read_dates

    def reading(text: str, *about: object) -> object:
        paragraphs.append(text)
        return read_dates(text, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(times, "read_dates", reading)
    for statement in collection.of(Statement):
        times.older_than(collection, statement)
    assert len([text for text in paragraphs if "Der Angriff war 2024" in text]) == 1
