"""Acknowledged hints, omissions, compared records, and circular references."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Files, Loaded
from mkdocs_dossier.loading import Settings

ARTICLE = article("Es sanken 20 Boote. Niemand weiß, wie 30 Netze rissen. Der Hafen blieb leer.")
ACTORS = "actors:\n  hafen: {name: Der Hafen, kind: company}\n"


def files(annotations: str, **more: str) -> Files:
    """Return a dossier with annotations, and other files of the collection by their stems."""
    others = {f"dossier/{name}.yml": text for name, text in more.items()}
    return {"dossier/d/article.md": ARTICLE, "dossier/d/a.yml": annotations, **others}


def codes(loaded: Loaded, collection: Files, **severities: str) -> list[str]:
    _, problems = loaded(collection, Settings(severities=severities))
    return [problem.code for problem in problems]


def test_an_acknowledged_hint_is_not_reported(loaded: Loaded) -> None:
    line = "statements:\n  s: {quote: Es sanken 20 Boote, mode: paraphrase%s}\n"
    assert "no-origin" in codes(loaded, files(line % ""))
    reported = codes(loaded, files(line % ", acknowledged: {no-origin: nobody is named}"))
    assert "no-origin" not in reported
    assert "acknowledged-needlessly" not in reported


@pytest.mark.parametrize(
    ("acknowledged", "message"),
    [
        ("no-origin: nobody", "acknowledges “no-origin”, which no longer occurs — delete the line"),
        ("no-orgin: nobody", "acknowledges “no-orgin”, which is not the code of a check — did you mean “no-origin”?"),
        ("value-differs: fine", "acknowledges “value-differs”, which cannot be acknowledged — fix it instead"),
        (
            "uncovered: fine",
            "acknowledges “uncovered”, which cannot be acknowledged — name the sentence in omissions:, with why:",
        ),
    ],
)
def test_a_needless_acknowledgement_is_reported(loaded: Loaded, acknowledged: str, message: str) -> None:
    """An acknowledged code that no longer occurs, does not exist or cannot be acknowledged is reported."""
    line = f"  s: {{quote: Es sanken 20 Boote, said_by: hafen, acknowledged: {{{acknowledged}}}}}\n"
    collection = files(f"statements:\n{line}", actors=ACTORS)
    (line,) = found(loaded, collection, "acknowledged-needlessly")
    assert line.endswith(f"statement “s”: {message} [acknowledged-needlessly]")


@pytest.mark.parametrize("written", ["yes", "[no-origin]", "{no-origin: }"])
def test_an_acknowledgement_needs_a_reason(loaded: Loaded, written: str) -> None:
    _, problems = loaded(files(f"statements:\n  s: {{quote: Es sanken 20 Boote, acknowledged: {written}}}\n"))
    assert "wrong-value" in [problem.code for problem in problems]


def test_an_omitted_sentence_is_not_uncovered(loaded: Loaded) -> None:
    """An omission needs only the beginning of its sentence; other uncovered sentences are still reported."""
    line = "omissions:\n  netze: {quote: 'Niemand weiß, wie 30 Netze', why: nobody says so}\n"
    (problem,) = found(loaded, files(line), "uncovered")
    assert "Es sanken 20 Boote." in problem
    assert found(loaded, files(line), "needless-omission") == []


@pytest.mark.parametrize(
    "quote", ["Der Hafen blieb leer.", "Es sanken 20 Boote.", "Es sanken 21 Boote.", "Niemand weiß nichts."]
)
def test_a_needless_omission_is_reported(loaded: Loaded, quote: str) -> None:
    """An omission is needless if its sentence needs no annotation, has one, or is not in the article."""
    annotations = f"figures:\n  f: {{quote: 20 Boote}}\nomissions:\n  o: {{quote: '{quote}', why: so}}\n"
    assert len(found(loaded, files(annotations), "needless-omission")) == 1


def checked(loaded: Loaded, record: str, **more: str) -> list[str]:
    return found(loaded, files(record, **more), "checked-void")


def test_a_check_is_void_once_the_statement_changes(loaded: Loaded) -> None:
    """The message gives the digest to write; with it, `checked` holds until a field of the statement changes."""
    line = "statements:\n  s: {quote: Es sanken 20 Boote%s, checked: {by: AB, on: 2024-10-06%s}}\n"
    (problem,) = checked(loaded, line % ("", ""))
    digest = problem.partition("add of: ")[2].split()[0]
    assert checked(loaded, line % ("", f", of: {digest}")) == []
    for change in (", said_by: hafen", ", act: promise"):
        (problem,) = checked(loaded, line % (change, f", of: {digest}"), actors=ACTORS)
        assert "has changed since AB checked it on 2024-10-06" in problem
    (problem,) = checked(loaded, line.replace("20 Boote", "20 Boote. Niemand") % ("", f", of: {digest}"))
    assert "has changed since" in problem


@pytest.mark.parametrize("change", [", value: 20", ", unit: t", ", quantity: boote"])
def test_a_figures_check_is_void_once_its_value_changes(loaded: Loaded, change: str) -> None:
    line = "figures:\n  f: {quote: 20 Boote%s, checked: {by: AB, on: 2024-10-06%s}}\n"
    (problem,) = checked(loaded, line % ("", ""))
    digest = problem.partition("add of: ")[2].split()[0]
    assert checked(loaded, line % ("", f", of: {digest}")) == []
    assert checked(loaded, line % (change, f", of: {digest}"), q="quantities:\n  boote: {label: Boote}\n")


def test_unchecked_records_are_reported_if_the_site_asks_for_it(loaded: Loaded) -> None:
    collection = files("figures:\n  f: {quote: 20 Boote}\n")
    assert "unchecked" not in codes(loaded, collection)
    assert codes(loaded, collection, unchecked="error") == ["unchecked"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("places", "places:\n  a: {name: A, within: b}\n  b: {name: B, within: a}\n"),
        ("events", "events:\n  a: {name: A, date: 2024, part_of: b}\n  b: {name: B, date: 2024, part_of: a}\n"),
        ("d/s", "statements:\n  a: {quote: Es sanken, supersedes: [b]}\n  b: {quote: 20 Boote, supersedes: [a]}\n"),
        ("d/f", "figures:\n  a: {quote: 20 Boote, supersedes: [a]}\n"),
        ("d/s", "statements:\n  a: {quote: Es sanken, contradicts: [a]}\n"),
        ("d/s", "statements:\n  a: {quote: Es sanken, supports: [d/a]}\n"),
    ],
)
def test_a_circular_reference_is_reported(loaded: Loaded, name: str, text: str) -> None:
    _, problems = loaded({"dossier/d/article.md": ARTICLE, f"dossier/{name}.yml": text})
    assert [problem.code for problem in problems if problem.severity == "error"] == ["circular-reference"]


def test_articles_that_translate_each_other_are_a_circle(loaded: Loaded) -> None:
    _, problems = loaded(
        {
            "dossier/a/article.md": "---\ntitle: A\npublished: 2024-10-05\ntranslation_of: b\n---\nA\n",
            "dossier/b/article.md": "---\ntitle: B\npublished: 2024-10-05\ntranslation_of: a\n---\nB\n",
        }
    )
    assert [problem.code for problem in problems if problem.severity == "error"] == ["circular-reference"]


def test_holds_requires_a_provision(loaded: Loaded) -> None:
    (problem,) = found(
        loaded, files("statements:\n  s: {quote: Es sanken 20 Boote, holds: broken}\n"), "unknown-provision"
    )
    assert "says that a provision was broken, but not which — add provision: with its id, and agreements:" in problem
