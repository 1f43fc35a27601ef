"""Contradicting figures, and numbers and words that change between statements of one claim."""

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
    """Return the reports on two dossiers with one figure each, given as its words and its other fields."""
    files = {"dossier/registers.yml": QUANTITY, "dossier/actors.yml": ACTORS}
    for name, (words, fields), statement, day in zip("ab", (first, second), statements, (1, 2), strict=True):
        files[f"dossier/{name}/article.md"] = article(f"Es waren {words} wurde berichtet.", f"2024-10-0{day}")
        text = f"figures:\n  zahl: {{quote: '{words}', {fields}}}\n"
        if statement:
            text += f"statements:\n  satz: {{quote: 'Es waren {words} wurde berichtet', {statement}}}\n"
        files[f"dossier/{name}/annotations.yml"] = text
    return found(loaded, files, *CODES)


TOTE = "quantity: tote"


def test_two_dossiers_contradict_each_other(loaded: Loaded) -> None:
    """A contradiction is reported at the later dossier's figure and refers to the earlier one."""
    assert two(loaded, ("mehr als 20 Soldaten", TOTE), ("zwölf Soldaten", TOTE)) == [
        (
            "dossier/b/annotations.yml:2:17: hint: figure “zahl”: “zwölf” contradicts “mehr als 20” in figure “zahl”"
            " (dossier/a/annotations.yml:2:3) — if they are about different times or things, say so with as_of:,"
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
def test_compatible_figures_are_not_reported(loaded: Loaded, first: tuple[str, str], second: tuple[str, str]) -> None:
    """Overlapping intervals, different quantities, times, periods or dimensions, and derived figures are compatible."""
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
def test_incompatible_figures_contradict_each_other(
    loaded: Loaded, first: tuple[str, str], second: tuple[str, str]
) -> None:
    """Two figures contradict each other after conversion of units, if their times may be the same."""
    (line,) = two(loaded, first, second)
    assert line.endswith("[contradiction]")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("48 Milliarden Euro", "48,3 Milliarden Euro"),
        ("41.263 Menschen", "41.000 Menschen"),
        ("1,6 Millionen Schafe", "1.587.000 Schafe"),
        ("58 Prozent", "58,4 Prozent"),
        ("12.000 Boote", "11.962 Boote"),
        ("4.700 Kisten", "4.683 Kisten"),
        ("5 Millionen Kisten", "5.012.345 Kisten"),
        ("4.000 Menschen", "3.987 Menschen"),
        ("20 Prozent", "20,4 Prozent"),
    ],
)
def test_a_rounded_number_agrees_with_the_exact_one(loaded: Loaded, first: str, second: str) -> None:
    """A number and its rounded form agree between dossiers, in a repeated statement, and within one article."""
    for statements in (("", ""), ("mode: own", "repeats: [a/satz]")):
        assert two(loaded, (first, TOTE), (second, TOTE), statements) == []
    files = {
        "dossier/registers.yml": QUANTITY,
        "dossier/d/article.md": article(f"Es sind {first}. Genau sind es {second}."),
        "dossier/d/a.yml": f"figures: {{x: {{quote: '{first}', {TOTE}}}, y: {{quote: '{second}', {TOTE}}}}}\n",
    }
    assert found(loaded, files, *CODES) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("20 Menschen", "21 Menschen"),
        ("110 Menschen", "112 Menschen"),
        ("58 Prozent", "59,4 Prozent"),
        ("48 Milliarden Euro", "48,6 Milliarden Euro"),
        ("41.000 Menschen", "41.573 Menschen"),
        ("mehr als 12.000 Boote", "11.962 Boote"),
        ("12.100 Boote", "12.300 Boote"),
        ("5 Millionen Kisten", "4,8 Millionen Kisten"),
        ("4.000 Menschen", "4.063 Menschen"),
        ("100 Menschen", "104 Menschen"),
        ("20 Prozent", "20,6 Prozent"),
        ("2 Prozent", "2,3 Prozent"),
    ],
)
def test_a_number_that_is_not_rounded_from_the_other_contradicts_it(loaded: Loaded, first: str, second: str) -> None:
    (line,) = two(loaded, (first, TOTE), (second, TOTE))
    assert line.endswith("[contradiction]")


def test_drift_within_an_article_is_reported(loaded: Loaded) -> None:
    """Drift is reported at the later passage, and the message quotes both."""
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
            " figure “im-vorspann” (dossier/d/annotations.yml:4:3) — find out which is right; if they count different"
            " things, give them different quantities [drift]"
        )
    ]


def test_drift_is_found_among_many_contradictions(loaded: Loaded) -> None:
    """Contradicting figures in other dossiers, even closer ones, do not hide drift within a dossier."""
    files = {"dossier/quantities.yml": QUANTITY}
    for number in range(30):
        files[f"dossier/d{number}/article.md"] = article(f"Es starben {40 + number} Soldaten.")
        files[f"dossier/d{number}/a.yml"] = f"figures: {{f: {{quote: {40 + number} Soldaten, {TOTE}}}}}\n"
    files["dossier/d/article.md"] = article("Es starben 30 Soldaten. Es waren 90 Tote.")
    files["dossier/d/a.yml"] = f"figures: {{e: {{quote: 30 Soldaten, {TOTE}}}, f: {{quote: 90 Tote, {TOTE}}}}}\n"
    (line,) = found(loaded, files, "drift")
    assert "“90” here, and “30”" in line


def test_a_repeated_statement_with_another_number_is_chain_drift(loaded: Loaded) -> None:
    """A repeated statement with another number is one claim that changed, not a contradiction of two sources."""
    first, second = ("mehr als 20 Soldaten", TOTE), ("20 Soldaten", TOTE)
    assert two(loaded, first, second, ("mode: own", "repeats: [a/satz]")) == [
        (
            "dossier/b/annotations.yml:2:17: hint: figure “zahl”: gives “20”, but statement “a/satz”, which it"
            " repeats, has “mehr als 20” in figure “zahl” (dossier/a/annotations.yml:2:3) — find out where it"
            " changed [chain-drift]"
        )
    ]


def test_a_hedge_lost_between_statements_of_one_origin_is_chain_drift(loaded: Loaded) -> None:
    """Two different numbers from one origin are chain drift, even if both may be true."""
    first, second = ("etwa 20 Soldaten", TOTE), ("20 Soldaten", TOTE)
    assert two(loaded, first, second, ("said_by: dienst", "said_by: dienst")) == [
        (
            "dossier/b/annotations.yml:2:17: hint: figure “zahl”: gives “20”, but both go back to actor “dienst”:"
            " compare “etwa 20” in figure “zahl” (dossier/a/annotations.yml:2:3) — find out where it changed"
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
def test_a_claim_repeated_correctly_is_no_chain_drift(loaded: Loaded, second: tuple[str, str], statement: str) -> None:
    """The same amount in other words, a figure without a quantity, or the article's own statement is no drift."""
    assert two(loaded, ("etwa 20 Soldaten", TOTE), second, ("said_by: dienst", statement)) == []


@pytest.mark.parametrize(
    ("quoted", "lines"),
    [
        (
            "„Wir werden dem Volk nie helfen“",
            [
                (
                    "dossier/b/a.yml:1:25: hint: statement “s”: quotes “a/s” (dossier/a/a.yml:1:14), which it"
                    " repeats, in other words: wir werden dem volk {+nie+} helfen — find out where the words changed"
                    " [chain-drift]"
                )
            ],
        ),
        ("»wir werden dem Volk […] helfen«", []),
        ("„dem Volk“", []),
        ("„Das ist etwas ganz anderes“", []),
    ],
)
def test_changed_words_in_a_repeated_quotation_are_reported(loaded: Loaded, quoted: str, lines: list[str]) -> None:
    """A changed word is shown; other marks, omissions, single expressions and unrelated words are not reported."""
    files = {
        "dossier/a/article.md": article('"Wir werden dem Volk helfen", sagte er.'),
        "dossier/a/a.yml": "statements: {s: {quote: '\"Wir werden dem Volk helfen\", sagte er'}}\n",
        "dossier/b/article.md": article(f"{quoted}, heißt es."),
        "dossier/b/a.yml": f"statements: {{s: {{quote: '{quoted}', repeats: [a/s]}}}}\n",
    }
    assert found(loaded, files, *CODES) == lines


def one_article(loaded: Loaded, figures: str, quantities: str, *codes: str) -> list[str]:
    """Return the reports on one article in which each sentence gives a number of ships."""
    numbers = ("Fünf", "Sieben", "Acht", "Dreizehn", "Zwanzig", "Siebenundzwanzig", "Fünfunddreißig", "28 bis 35")
    text = " ".join(
        f"{number} Schiffe sanken." for number in (*numbers, "Mehr als neunzig", "Mindestens sechzig", "Mehr als zehn")
    )
    files = {
        "dossier/quantities.yml": f"quantities:\n{quantities}",
        "dossier/actors.yml": "actors:\n  nord: {name: Nordland, kind: state}\n  sued: {name: Südland, kind: state}\n",
        "dossier/d/article.md": article(text),
        "dossier/d/a.yml": f"figures:\n{figures}",
    }
    return found(loaded, files, *codes)


ALL = "  alle: {label: Alle}\n"
PARTS = ALL + "  a: {label: A, part_of: alle}\n  b: {label: B, part_of: alle}\n  c: {label: C, part_of: a}\n"


def _figure(name: str, quote: str, quantity: str, more: str = "") -> str:
    return f"  {name}: {{quote: {quote} Schiffe, quantity: {quantity}{more}}}\n"


def _derived(name: str, quantity: str, figures: str, formula: str) -> str:
    return f"  {name}: {{quantity: {quantity}, derived_from: {{figures: [{figures}], formula: {formula}}}}}\n"


DERIVED = _derived("summe", "alle", "teil, rest", "teil + rest")
ADDED = _figure("teil", "Zwanzig", "a") + _figure("rest", "Sieben", "b")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (_figure("gesamt", "Fünfunddreißig", "alle"), "“Fünfunddreißig” contradicts 27 (worked out) in figure “summe”"),
        (_figure("gesamt", "Acht", "alle"), "“Acht” contradicts 27 (worked out) in figure “summe”"),
        (_figure("gesamt", "28 bis 35", "alle"), "“28 bis 35” contradicts 27 (worked out)"),
        (_derived("doppelt", "alle", "teil", "teil * 2"), "27 (worked out)"),
        (_figure("gesamt", "Siebenundzwanzig", "alle"), ""),
        (_figure("gesamt", "Mehr als zehn", "alle"), ""),
        (_figure("gesamt", "Fünfunddreißig", "andere"), ""),
        (_figure("gesamt", "Fünfunddreißig", "alle", ", as_of: 2023"), "contradicts 27"),
        (_derived("dann", "alle", "summe", "summe * 2"), ""),
        (_derived("dann", "alle", "mal", "mal * 2") + _derived("mal", "b", "summe", "summe / 27 * 7"), ""),
    ],
)  # fmt: skip
def test_a_derived_figure_contradicts_like_any_other(loaded: Loaded, figures: str, expected: str) -> None:
    """A derived number is compared with other figures of its quantity, except those it is derived from."""
    lines = one_article(loaded, ADDED + DERIVED + figures, PARTS + "  andere: {label: X}\n", "contradiction", "drift")
    assert all(expected and expected in line and line.endswith("[contradiction]") for line in lines)
    assert len(lines) == bool(expected)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # One part alone; both together; the parts of a part without a figure of its own; derived figures.
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Siebenundzwanzig", "a"), "a part of it is more: “Sieben"),
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Acht", "a") + _figure("y", "Dreizehn", "b"),
         "its parts add up to more: “Dreizehn”"),
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Siebenundzwanzig", "c"), "a part of it is more"),
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Acht", "a")
         + _derived("y", "b", "x", "x * 2"), "16 (worked out) in figure “y”"),
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Mehr als neunzig", "a"), "a part of it is more"),
        # No conflict: less, equal, unbounded, another time, another unit, the better of two, not a part.
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Acht", "a") + _figure("y", "Fünf", "b"), ""),
        (_figure("w", "Siebenundzwanzig", "alle") + _figure("x", "Zwanzig", "a") + _figure("y", "Sieben", "b"), ""),
        (_figure("w", "Mindestens sechzig", "alle") + _figure("x", "Mehr als neunzig", "a"), ""),
        (_figure("w", "Zwanzig", "alle", ", as_of: 2023") + _figure("x", "Fünfunddreißig", "a", ", as_of: 2024"), ""),
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Fünfunddreißig", "a", ", unit: t"), ""),
        (_figure("w", "Acht", "alle") + _figure("v", "Fünfunddreißig", "alle") + _figure("x", "Zwanzig", "a"), ""),
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Fünfunddreißig", "a") + _figure("y", "Acht", "a"), ""),
        (_figure("w", "Zwanzig", "alle") + _figure("x", "Fünfunddreißig", "andere"), ""),
        (_figure("w", "Acht", "quote") + _figure("x", "Fünfunddreißig", "maenner"), ""),
    ],
)  # fmt: skip
def test_parts_that_exceed_the_whole_are_reported(loaded: Loaded, figures: str, expected: str) -> None:
    """The least numbers of the parts are compared with the greatest of the whole; rates do not add up."""
    quantities = (
        PARTS + "  andere: {label: X}\n  quote: {label: Q, kind: rate}\n  maenner: {label: M, part_of: quote}\n"
    )
    lines = one_article(loaded, figures, quantities, "parts-exceed")
    assert len(lines) == bool(expected)
    assert all("figure “w”: gives" in line and expected in line for line in lines)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        # One origin, or one and the article itself: the article changes its number.
        ("said_by: nord", "said_by: nord", "drift"),
        ("said_by: nord", "mode: own", "drift"),
        ("mode: own", "mode: own", "drift"),
        ("said_by: nord", "repeats: [erst]", "drift"),
        # Two origins: the article gives two sides.
        ("said_by: nord", "said_by: sued", "contradiction"),
        ("said_by: sued", "said_by: nord", "contradiction"),
    ],
)
def test_two_origins_in_one_article_contradict_each_other(loaded: Loaded, first: str, second: str, code: str) -> None:
    """Different numbers in one article are drift if they have one origin, and a contradiction if they have two."""
    figures = _figure("x", "Acht", "alle") + _figure("y", "Zwanzig", "alle")
    statements = (
        f"statements:\n  erst: {{quote: Acht Schiffe sanken, {first}}}\n"
        f"  dann: {{quote: Zwanzig Schiffe sanken, {second}}}\n"
    )
    (line,) = one_article(loaded, figures + statements, ALL, "contradiction", "drift")
    assert line.endswith(f"[{code}]")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("said_by: nord", "said_by: sued, contradicts: [erst]"),
        ("said_by: nord, contradicts: [dann]", "said_by: sued"),
        ("said_by: nord", "said_by: sued, contradicts: [{statement: erst, why: Beide zählen dasselbe.}]"),
        ("said_by: nord, contradicts: [dann]", "said_by: sued, contradicts: [erst]"),
        ("said_by: nord, act: denial", "said_by: sued, contradicts: [erst]"),
    ],
)
def test_a_contradiction_that_is_annotated_is_not_reported(loaded: Loaded, first: str, second: str) -> None:
    """If the figures' statements are annotated as contradicting each other, the figures are not reported."""
    figures = _figure("x", "Acht", "alle") + _figure("y", "Zwanzig", "alle")
    statements = (
        f"statements:\n  erst: {{quote: Acht Schiffe sanken, {first}}}\n"
        f"  dann: {{quote: Zwanzig Schiffe sanken, {second}}}\n"
    )
    assert one_article(loaded, figures + statements, ALL, "contradiction", "drift") == []
