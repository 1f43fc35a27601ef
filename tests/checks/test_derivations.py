"""Figures derived from others by a formula."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

ARTICLE = article(
    "Vier Schützen und sechs Offiziere starben, mehr als 20 Soldaten wurden verletzt. Auf 16 Siedlungen kommen 74 "
    "Tonnen, auf jede 4.625 Kilogramm. Niemand entkam. Zehn Soldaten sind etwa ein Drittel, 33 Prozent."
)
FIGURES = """figures:
  tote-a: {quote: Vier Schützen}
  tote-b: {quote: sechs Offiziere}
  verletzte: {quote: mehr als 20 Soldaten}
  siedlungen: {quote: 16 Siedlungen}
  sprengstoff: {quote: 74 Tonnen}
"""
ALL = "[tote-a, tote-b, verletzte, siedlungen, sprengstoff]"


def derived(loaded: Loaded, formula: str, fields: str = "value: 10") -> list[str]:
    """Return the reports on one figure derived by this formula, without their place."""
    figure = f'  d: {{derived_from: {{figures: {ALL}, formula: "{formula}"}}, {fields}}}\n'
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": FIGURES + figure}
    return [
        line.split(": error: figure “d”: ", 1)[1] for line in found(loaded, files, "formula-wrong", "derived-differs")
    ]


@pytest.mark.parametrize(
    ("formula", "fields"),
    [
        ("tote-a + tote-b", "value: 10"),
        ("tote-b - tote-a", "value: 2"),
        ("(tote-a + tote-b)*2 / 4", "value: 5"),
        ("-tote-a + 2 * (tote-b)", "value: 8"),
        ("verletzte + tote-b", 'value: ">26"'),
        ("verletzte + tote-b", "value: 27"),
        ("tote-a / verletzte", 'value: "<0.2"'),
        ("sprengstoff / siedlungen", "quote: 4.625 Kilogramm"),
        ("1.5e3 * siedlungen", "value: 24000"),
        ("100 * 1 / 3", "quote: 33 Prozent"),
        ("tote-a + tote-b", "note: without a number of its own"),
    ],
)
def test_a_formula_may_give_the_figure(loaded: Loaded, formula: str, fields: str) -> None:
    """A formula's result agrees with the value if intervals, units, hedges and the last digit written do."""
    assert derived(loaded, formula, fields) == []


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("tote-a + tote-c", "“tote-c” is not among the figures it is derived from — did you mean “tote-a”?"),
        ("tote-a-tote-b", "“tote-a-tote-b” is not among the figures it is derived from — put spaces around the minus"),
        (
            "tote-a + sprengstoff",
            "adds or subtracts a number without a unit and t — only amounts of one dimension can be added",
        ),
        ("sprengstoff * sprengstoff", "multiplies t by t — write one of them as a plain number"),
        (
            "siedlungen / sprengstoff",
            ("divides a number without a unit by t — divide by an amount of the same dimension or by a plain number"),
        ),
        ("tote-a / (tote-b - 6)", "divides by “(tote-b - 6)”, which may be zero — divide by a number above zero"),
        ("tote-a ** 2", "** is not supported — write a product, such as a * a"),
        ("tote-a +", "the formula ends too early — add a number or the id of a figure"),
        ("(tote-a + 1", "the formula ends too early — add )"),
        ("tote-a tote-b", "“tote-b” in column 8 is unexpected — write + - * or / before it"),
        ("tote-a + 1.000", "“1.000” is not a number here — write 1000: no separators between thousands"),
        ("1,6 * tote-a", "“1,6” is not a number here — write 1.6: a decimal point, no comma"),
        ("__import__('os')", "“__import__” is not among the figures it is derived from"),
        ("tote-a)", "“)” in column 7 is unexpected — use ids, numbers, + - * / and parentheses"),
        (
            "1e15 * 1e15 * 1e15 * 1e15 * 1e15 * 1e15 * 1e15 * 1e15",
            "the result is too large — check the numbers",
        ),
        ("(" * 30 + "1" + ")" * 30, "is nested deeper than 20 parentheses — split it into several figures"),
        ("-" * 300 + "1", "is nested deeper than 20 parentheses — split it into several figures"),
        ("1 + " * 200 + "1", "the formula is longer than 500 characters — split it into several figures"),
    ],
)
def test_an_invalid_formula_is_reported(loaded: Loaded, formula: str, message: str) -> None:
    (found,) = derived(loaded, formula)
    assert found.startswith(f"its formula: {message}")
    assert found.endswith("[formula-wrong]")


@pytest.mark.parametrize(
    ("words", "formula", "value"),
    [
        ("31 Prozent {} 2,5 Prozentpunkte", "eins - zwei", "28.5"),
        ("31 Prozent {} 2,5 Prozentpunkte", "eins + zwei", "33.5"),
        ("31 Prozent {} 50 Basispunkte", "eins - zwei", "30.5"),
    ],
)
def test_percentage_points_are_added_to_percent(loaded: Loaded, words: str, formula: str, value: str) -> None:
    """Percentage points may be added to or subtracted from a percentage, but not a percentage from points."""
    one, other = words.split(" {} ")
    files = {
        "dossier/d/article.md": article(f"Es sind {one}. Das sind {other} mehr."),
        "dossier/d/annotations.yml": (
            f"figures:\n  eins: {{quote: {one}}}\n  zwei: {{quote: '{other}'}}\n"
            f"  d: {{derived_from: {{figures: [eins, zwei], formula: {formula}}}, value: {value}, unit: '%'}}\n"
        ),
    }
    codes = ("formula-wrong", "derived-differs")
    assert found(loaded, files, *codes) == []
    turned = files["dossier/d/annotations.yml"].replace(formula, "zwei - eins")
    assert len(found(loaded, {**files, "dossier/d/annotations.yml": turned}, *codes)) == 1


def test_a_wrong_formula_is_reported_at_its_place(loaded: Loaded) -> None:
    files = {
        "dossier/d/article.md": ARTICLE,
        "dossier/d/annotations.yml": FIGURES + "  d:\n    derived_from: {figures: [tote-a], formula: tote-a / 0}\n",
    }
    assert found(loaded, files, "formula-wrong") == [
        (
            "dossier/d/annotations.yml:8:48: error: figure “d”: its formula: divides by “0”, which may be zero"
            " — divide by a number above zero [formula-wrong]"
        )
    ]


def test_a_result_in_another_unit_is_reported(loaded: Loaded) -> None:
    assert derived(loaded, "sprengstoff / 2", "value: 37, unit: km") == [
        "its formula gives t, but the figure is in km — correct the formula or the unit [formula-wrong]"
    ]


@pytest.mark.parametrize(
    ("formula", "fields", "message"),
    [
        ("tote-a + tote-b", "value: 12", "its value is 12, but its formula gives 10"),
        ("tote-a + verletzte", "value: 24", "its value is 24, but its formula gives >24"),
        ("sprengstoff / siedlungen", "value: 4, unit: t", "its value is 4, but its formula gives 4.625 t"),
        ("tote-a * 2", "quote: sechs Offiziere", "its words say 6, but its formula gives 8"),
    ],
)
def test_a_value_that_differs_from_the_formula_is_reported(
    loaded: Loaded, formula: str, fields: str, message: str
) -> None:
    assert derived(loaded, formula, fields) == [f"{message} — correct one of them [derived-differs]"]


def test_figures_may_be_derived_from_derived_ones(loaded: Loaded) -> None:
    """A chain of 1,500 derived figures is calculated in order of dependency and without recursion."""
    lines = [f"  f{n}: {{derived_from: {{figures: [f{n + 1}], formula: f{n + 1} + 1}}}}" for n in range(1500)]
    figures = (
        "figures:\n" + "\n".join(lines).replace("f0: {", "f0: {value: 3, ") + "\n  f1500: {quote: Vier Schützen}\n"
    )
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": figures}
    (line,) = found(loaded, files, "formula-wrong", "derived-differs")
    assert "its value is 3, but its formula gives 1504" in line


def test_a_circular_derivation_is_reported(loaded: Loaded) -> None:
    figures = """figures:
  a: {derived_from: {figures: [b], formula: b + 1}}
  b: {derived_from: {figures: [a], formula: a - 1}}
"""
    files = {"dossier/d/article.md": ARTICLE, "dossier/d/annotations.yml": figures}
    assert found(loaded, files, "formula-wrong") == [
        (
            "dossier/d/annotations.yml:2:31: error: figure “a”: is derived in a circle: “a” → “b” → “a”"
            " — one of them needs a value from elsewhere [formula-wrong]"
        )
    ]
