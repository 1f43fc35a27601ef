"""Figures that cannot both be true, and statements that contradict each other."""

from __future__ import annotations

import pytest

from conftest import Loaded
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.contradictions import (
    MOST_RIVALS,
    disagreements,
    may_have_more_rivals,
    rivals_of,
)
from mkdocs_dossier.evidence.figures import reading_of
from mkdocs_dossier.evidence.opponents import opponents_of, opposition
from mkdocs_dossier.model.claims import Figure, Statement
from mkdocs_dossier.model.subjects import Quantity

ARTICLE = "---\ntitle: T\npublished: 2024-10-05\nlanguage: de\n---\n\nEins. Zwei. Drei. Vier.\n"
VALUES = ("3", ">3", ">=3", "<3", "<=3", "3..5", "5", "~5", "<~5", ">~5", "<5", ">5", "4", "1..9")


def figures(loaded: Loaded, *written: str) -> Collection:
    """Return a collection of figures of one quantity, each with the given fields."""
    lines = [f"  f{n}: {{quantity: menge, {fields}}}\n" for n, fields in enumerate(written)]
    return loaded(
        {
            "dossier/quantities.yml": "quantities: {menge: {label: Menge}}\n",
            "dossier/d/article.md": ARTICLE,
            "dossier/d/a.yml": f"figures:\n{''.join(lines)}",
        }
    )[0]


def test_rivals_are_figures_whose_intervals_do_not_overlap(loaded: Loaded) -> None:
    """A figure's rivals are those that comparing every pair gives, including open and unbounded intervals."""
    collection = figures(loaded, *(f'value: "{value}"' for value in VALUES))
    amounts = {f: r.amount for f in collection.of(Figure) if (r := reading_of(collection, f))}
    assert len(amounts) == len(VALUES)
    for figure, amount in amounts.items():
        expected = {other for other in amounts if not amount.meets(amounts[other])}
        assert len(expected) <= MOST_RIVALS
        assert set(rivals_of(collection, figure)) == expected, amount


def test_the_nearest_rivals_come_first(loaded: Loaded) -> None:
    collection = figures(loaded, *(f"value: {value}" for value in (50, *range(10, 100, 3))))
    first = rivals_of(collection, collection.of(Figure)[0])
    readings = [reading_of(collection, rival) for rival in first]
    assert [str(reading.amount) for reading in readings if reading] == [
        "49", "52", "46", "55", "43", "58", "40", "61", "37", "64",
    ]  # fmt: skip


def test_the_same_day_is_found_among_many_others(loaded: Loaded) -> None:
    """The only rival for the same day is found, although 300 figures for other days are closer in value."""
    days = [f"value: {1000 + n}, as_of: 20{10 + n // 100}-01-{1 + n % 28:02}" for n in range(300)]
    collection = figures(loaded, "value: 1, as_of: 2024-05-01", *days, "value: 9000, as_of: 2024-05-01")
    rivals = rivals_of(collection, collection.of(Figure)[0])
    assert [rival.id for rival in rivals] == ["f301"]


def test_each_disagreement_is_reported_once(loaded: Loaded) -> None:
    (one, other), *more = _disagreements(figures(loaded, "value: 3", "value: 4", "value: 3"))
    assert {one, other} < {"f0", "f1", "f2"}
    assert len(more) == 1


def _disagreements(collection: Collection) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in disagreements(collection, collection.of(Quantity)[0])]


def test_a_derived_figure_is_no_rival_of_its_source(loaded: Loaded) -> None:
    collection = figures(loaded, "value: 3", "value: 6, derived_from: {figures: [f0], formula: f0 * 2}")
    assert _disagreements(collection) == []


def test_thousands_of_figures_are_paired_with_their_nearest_rival(loaded: Loaded) -> None:
    """Of 4,000 equal figures and 2,000 that contradict them all, each is paired with its nearest rival."""
    pairs = _disagreements(figures(loaded, *["value: 20"] * 4000, *["value: 30"] * 2000))
    assert {name for pair in pairs for name in pair} == {f"f{n}" for n in range(6000)}
    assert all(sum(int(name[1:]) < 4000 for name in pair) == 1 for pair in pairs)
    assert len(pairs) == 5999  # one pair for each figure, but the nearest of two figures is one pair


def dated(loaded: Loaded, *written: str) -> Collection:
    """Return such a collection, with each figure in a dossier of its own."""
    files = {"dossier/quantities.yml": "quantities: {menge: {label: Menge}}\n"}
    for n, fields in enumerate(written):
        files[f"dossier/d{n:02}/article.md"] = ARTICLE
        files[f"dossier/d{n:02}/a.yml"] = f"figures: {{f{n}: {{quantity: menge, {fields}}}}}\n"
    return loaded(files)[0]


MONTHLY = [f"value: {1000 + 10 * n}, as_of: {2015 + n // 12}-{1 + n % 12:02}" for n in range(80)]


@pytest.mark.parametrize("time", ["", ", from: 2000", ", to: 2030", ", from: 2000, to: 2030"])
def test_a_figure_for_a_long_time_is_compared_with_all(loaded: Loaded, time: str) -> None:
    """An undated, open or long figure is compared with all of 80 figures for other months."""
    collection = dated(loaded, *MONTHLY, f"value: 5000{time}")
    assert len(_disagreements(collection)) == 80
    *monthly, last = collection.of(Figure)
    assert [rivals_of(collection, figure) for figure in monthly] == [(last,)] * 80
    assert len(rivals_of(collection, last)) == MOST_RIVALS
    assert may_have_more_rivals(collection, last)
    assert not may_have_more_rivals(collection, monthly[0])


def test_a_figure_for_a_year_is_compared_with_its_months(loaded: Loaded) -> None:
    """A figure for a year and those for its months are rivals, however many others are closer in value."""
    collection = dated(loaded, *MONTHLY, "value: 5000, as_of: 2015")
    *monthly, year = collection.of(Figure)
    assert rivals_of(collection, year) == tuple(reversed(monthly[2:12]))
    assert may_have_more_rivals(collection, year)
    assert [rivals_of(collection, figure) for figure in monthly] == [(year,)] * 12 + [()] * 68


def test_rivalry_is_mutual(loaded: Loaded) -> None:
    """A figure is a rival of its rivals, or their lists are cut off, with 200 other figures in between."""
    days = [f"value: {1000 + n}, as_of: 2024-05-{1 + n % 20:02}" for n in range(200)]
    collection = figures(loaded, "value: 1, as_of: 2024-05-25", *days, "value: 9000, as_of: 2024-05")
    first, *_, last = collection.of(Figure)
    assert last in rivals_of(collection, first) or may_have_more_rivals(collection, first)
    assert all(
        figure in rivals_of(collection, rival) or may_have_more_rivals(collection, rival)
        for figure in collection.of(Figure)
        for rival in rivals_of(collection, figure)
    )


def test_a_contradiction_holds_in_both_directions(loaded: Loaded) -> None:
    """A contradiction counts for both statements, whichever has `contradicts`; unknown statements are skipped."""
    collection, _ = loaded(
        {
            "dossier/a/article.md": ARTICLE,
            "dossier/a/a.yml": "statements:\n  eins: {quote: Eins, contradicts: [b/zwei, nie]}\n"
            "  drei: {quote: Drei}\n",
            "dossier/b/article.md": ARTICLE,
            "dossier/b/a.yml": "statements:\n  zwei: {quote: Zwei, contradicts: [a/eins]}\n"
            "  vier: {quote: Vier, contradicts: [a/eins]}\n",
        }
    )
    opponents = {s.key: [o.key for o in opponents_of(collection, s)] for s in collection.of(Statement)}
    assert opponents == {"a/eins": ["b/zwei", "b/vier"], "a/drei": [], "b/zwei": ["a/eins"], "b/vier": ["a/eins"]}


OFFICES = "actors:\n  amt: {name: Amt, kind: agency}\n  verband: {name: Verband, kind: organization}\n"
#: For an article and a later one, the fields of statement and figure; then how the figures are opposed.
OVER_TIME = [
    # One origin's number may have grown meanwhile.
    (("said_by: amt", ""), ("said_by: amt", ""), []),
    (("said_by: amt", "as_of: 2024-04-30"), ("said_by: amt", ""), []),
    (("said_by: amt, said_on: 2024-03", ""), ("said_by: amt, said_on: 2024-08", ""), []),
    # It is for one time, was said on one day, or is repeated.
    (("said_by: amt", "as_of: 2024-04-30"), ("said_by: amt", "as_of: 2024-04-30"), ["changed"]),
    (("said_by: amt, said_on: 2024-05-01", ""), ("said_by: amt, said_on: 2024-05-01", ""), ["changed"]),
    (("said_by: amt", ""), ("said_by: amt, repeats: [a/satz]", ""), ["changed"]),
    # Two origins, or none: nobody's number can have grown.
    (("said_by: amt", ""), ("said_by: verband", ""), ["against"]),
    (("mode: own", ""), ("mode: own", ""), ["against"]),
]


@pytest.mark.parametrize(("first", "later", "ways"), OVER_TIME)
def test_later_numbers_of_one_origin_are_a_series(
    loaded: Loaded, first: tuple[str, str], later: tuple[str, str], ways: list[str]
) -> None:
    files = {"dossier/alle.yml": f"{OFFICES}quantities: {{menge: {{label: Menge}}}}\n"}
    for name, month, number, (statement, figure) in zip("ab", ("05", "09"), ("20", "40"), (first, later), strict=True):
        files[f"dossier/{name}/article.md"] = (
            f"---\ntitle: T\npublished: 2024-{month}-06\nlanguage: de\n---\n\nEs waren {number} Kisten.\n"
        )
        files[f"dossier/{name}/a.yml"] = (
            f"statements:\n  satz: {{quote: Es waren {number} Kisten, {statement}}}\n"
            f"figures:\n  zahl: {{quote: {number} Kisten, quantity: menge{figure and ', '}{figure}}}\n"
        )
    collection, _ = loaded(files)
    pairs = disagreements(collection, collection.of(Quantity)[0])
    assert [opposition(collection, pair) for pair in pairs] == ways


@pytest.mark.parametrize(
    ("days", "ways"), [(("", ""), ["changed"]), ((", said_on: 2024-03-01", ", said_on: 2024-04-01"), [])]
)
def test_within_an_article_both_statements_need_a_date(loaded: Loaded, days: tuple[str, str], ways: list[str]) -> None:
    """Two numbers of one origin in an article are a change, unless both statements have a different date."""
    satz = "".join(f"  s{n}: {{quote: Kai {n} hat {n}0 Kisten, said_by: amt{day}}}\n" for n, day in enumerate(days, 1))
    figures = "".join(f"  f{n}: {{quote: {n}0 Kisten, quantity: menge}}\n" for n in (1, 2))
    collection, _ = loaded(
        {
            "dossier/alle.yml": f"{OFFICES}quantities: {{menge: {{label: Menge}}}}\n",
            "dossier/a/article.md": ARTICLE.replace("Eins. Zwei.", "Kai 1 hat 10 Kisten. Kai 2 hat 20 Kisten."),
            "dossier/a/a.yml": f"statements:\n{satz}figures:\n{figures}",
        }
    )
    pairs = disagreements(collection, collection.of(Quantity)[0])
    assert [opposition(collection, pair) for pair in pairs] == ways
