"""Figures that cannot both be true, and what changes on its way."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

CODES = ("contradiction", "drift", "chain-drift")
QUANTITY = "quantities:\n  tote: {label: Tote, kind: count}\n  lieferung: {label: Lieferung, unit: t, kind: flow}\n"
ACTORS = "actors:\n  dienst: {name: Dienst, kind: agency}\n"


def two(
    loaded: Loaded,
    first: tuple[str, str],
    second: tuple[str, str],
    statements: tuple[str, str] = ("", ""),
) -> list[str]:
    """What is found where two dossiers have one figure each: its words, and its other fields."""
    files = {"dossier/registers.yml": QUANTITY, "dossier/actors.yml": ACTORS}
    for name, (words, fields), statement, day in zip("ab", (first, second), statements, (1, 2), strict=True):
        files[f"dossier/{name}/article.md"] = article(f"Es waren {words} wurde berichtet.", f"2024-10-0{day}")
        text = f"figures:\n  zahl: {{quote: {words}, {fields}}}\n"
        if statement:
            text += f"statements:\n  satz: {{quote: Es waren {words} wurde berichtet, {statement}}}\n"
        files[f"dossier/{name}/annotations.yml"] = text
    return found(loaded, files, *CODES)


TOTE = "quantity: tote"


def test_two_dossiers_contradict_each_other(loaded: Loaded) -> None:
    """The later dossier is marked; the message leads to the earlier one."""
    assert two(loaded, ("mehr als 20 Soldaten", TOTE), ("zwölf Soldaten", TOTE)) == [
        (
            "dossier/b/annotations.yml:2:17: hint: figure “zahl”: “zwölf” contradicts “mehr als 20” in figure “zahl”"
            " (dossier/a/annotations.yml:2:3) — if both speak of different times or things, say so with as_of:,"
            " from: and to:, or quantity: [contradiction]"
        )
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("mehr als 20 Soldaten", TOTE), ("25 Soldaten", TOTE)),
        (("20 Soldaten", TOTE), ("zwölf Soldaten", "quantity: lieferung")),
        (("20 Soldaten", TOTE), ("zwölf Soldaten", "note: x")),
        (("20 Soldaten", f"{TOTE}, as_of: 2024-09-03"), ("zwölf Soldaten", f"{TOTE}, as_of: 2024-10-04")),
        (("20 Soldaten", f"{TOTE}, to: 2024-09"), ("zwölf Soldaten", f"{TOTE}, from: 2024-10")),
        (("20 Soldaten", TOTE), ("12 Kilometer", TOTE)),
        (("2 Tonnen", "quantity: lieferung"), ("2.000 Kilogramm", "quantity: lieferung")),
        (
            ("2 Tonnen", "quantity: lieferung, from: 2024-01, to: 2024-03"),
            ("3 Tonnen", "quantity: lieferung, from: 2024-01, to: 2024-04"),
        ),
        (("20 Soldaten", TOTE), ("zwölf Soldaten", f"{TOTE}, derived_from: {{figures: [a/zahl]}}")),
    ],
)
def test_what_may_both_be_true(loaded: Loaded, first: tuple[str, str], second: tuple[str, str]) -> None:
    """Intervals that meet; another quantity, time, period of a flow, dimension, unit; what is derived."""
    assert two(loaded, first, second) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2 Tonnen", "quantity: lieferung"), ("2.500 Kilogramm", "quantity: lieferung")),
        (("20 Soldaten", f"{TOTE}, as_of: 2024-09-03"), ("zwölf Soldaten", f"{TOTE}, as_of: 2024-09")),
        (("20 Soldaten", f"{TOTE}, as_of: 2024-09-03"), ("zwölf Soldaten", TOTE)),
        (
            ("2 Tonnen", "quantity: lieferung, from: 2024-01, to: 2024-03"),
            ("3 Tonnen", "quantity: lieferung, from: 2024-01, to: 2024-03"),
        ),
    ],
)
def test_what_cannot_both_be_true(loaded: Loaded, first: tuple[str, str], second: tuple[str, str]) -> None:
    """Units are converted; times may be the same."""
    (line,) = two(loaded, first, second)
    assert line.endswith("[contradiction]")


def test_an_article_that_does_not_keep_to_its_number(loaded: Loaded) -> None:
    """The later passage is marked, and both are quoted."""
    files = {
        "dossier/quantities.yml": QUANTITY,
        "dossier/d/article.md": article("Mehr als 20 Soldaten starben.\n\nUnter den 20 Soldaten waren Offiziere."),
        "dossier/d/annotations.yml": f"""
figures:
  im-text: {{quote: 20 Soldaten, prefix: Unter den, {TOTE}}}
  im-vorspann: {{quote: Mehr als 20 Soldaten, {TOTE}}}
""",
    }
    assert found(loaded, files, *CODES) == [
        (
            "dossier/d/annotations.yml:3:20: hint: figure “im-text”: the article says “20” here, and “Mehr als 20” in"
            " figure “im-vorspann” (dossier/d/annotations.yml:4:3) — ask which is right; if they count different"
            " things, give them different quantities [drift]"
        )
    ]


def test_drift_is_found_among_many_contradictions(loaded: Loaded) -> None:
    """Rivals in other dossiers, however near, do not hide the one in the same dossier."""
    files = {"dossier/quantities.yml": QUANTITY}
    for number in range(30):
        files[f"dossier/d{number}/article.md"] = article(f"Es starben {40 + number} Soldaten.")
        files[f"dossier/d{number}/a.yml"] = f"figures: {{f: {{quote: {40 + number} Soldaten, {TOTE}}}}}\n"
    files["dossier/d/article.md"] = article("Es starben 30 Soldaten. Es waren 90 Tote.")
    files["dossier/d/a.yml"] = f"figures: {{e: {{quote: 30 Soldaten, {TOTE}}}, f: {{quote: 90 Tote, {TOTE}}}}}\n"
    (line,) = found(loaded, files, "drift")
    assert "“90” here, and “30”" in line


def test_a_repeated_statement_with_another_number(loaded: Loaded) -> None:
    """It is no contradiction of two sources, but one that was told on otherwise."""
    first, second = ("mehr als 20 Soldaten", TOTE), ("20 Soldaten", TOTE)
    assert two(loaded, first, second, ("mode: own", "repeats: [a/satz]")) == [
        (
            "dossier/b/annotations.yml:2:17: hint: figure “zahl”: gives “20”, but statement “a/satz”, which it"
            " repeats, has “mehr als 20” in figure “zahl” (dossier/a/annotations.yml:2:3) — ask where it changed on"
            " its way [chain-drift]"
        )
    ]


def test_a_hedge_lost_on_the_way_from_one_origin(loaded: Loaded) -> None:
    """Both may be true, but one origin cannot have said both; the one nearer to it is taken to be right."""
    first, second = ("etwa 20 Soldaten", TOTE), ("20 Soldaten", TOTE)
    assert two(loaded, first, second, ("said_by: dienst", "said_by: dienst")) == [
        (
            "dossier/b/annotations.yml:2:17: hint: figure “zahl”: gives “20”, but both go back to actor “dienst”:"
            " compare “etwa 20” in figure “zahl” (dossier/a/annotations.yml:2:3) — ask where it changed on its way"
            " [chain-drift]"
        )
    ]


@pytest.mark.parametrize(
    ("second", "statement"),
    [
        (("etwa zwanzig Soldaten", TOTE), "repeats: [a/satz]"),
        (("20 Soldaten", "note: x"), "repeats: [a/satz]"),
        (("20 Soldaten", TOTE), "mode: own"),
    ],
)
def test_what_is_told_on_rightly(loaded: Loaded, second: tuple[str, str], statement: str) -> None:
    """The same amount in other words, a figure of nothing, a statement of its own."""
    assert two(loaded, ("etwa 20 Soldaten", TOTE), second, ("said_by: dienst", statement)) == []


@pytest.mark.parametrize(
    ("quoted", "lines"),
    [
        (
            "„Wir werden dem Volk nie helfen“",
            [
                (
                    "dossier/b/a.yml:1:25: hint: statement “s”: quotes “a/s” (dossier/a/a.yml:1:14), which it"
                    " repeats, in other words: wir werden dem volk {+nie+} helfen — ask where the words changed"
                    " [chain-drift]"
                )
            ],
        ),
        ("»wir werden dem Volk […] helfen«", []),
        ("„dem Volk“", []),
        ("„Das ist etwas ganz anderes“", []),
    ],
)
def test_quoted_words_that_changed(loaded: Loaded, quoted: str, lines: list[str]) -> None:
    """A changed word is shown; other marks, an omission, a single expression and other words are no change."""
    files = {
        "dossier/a/article.md": article('"Wir werden dem Volk helfen", sagte er.'),
        "dossier/a/a.yml": "statements: {s: {quote: '\"Wir werden dem Volk helfen\", sagte er'}}\n",
        "dossier/b/article.md": article(f"{quoted}, heißt es."),
        "dossier/b/a.yml": f"statements: {{s: {{quote: '{quoted}', repeats: [a/s]}}}}\n",
    }
    assert found(loaded, files, *CODES) == lines
