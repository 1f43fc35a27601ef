"""The editors' desk lists the gaps that are left to fill, by dossier and in total."""

from __future__ import annotations

from conftest import Files, Loaded
from mkdocs_dossier.site.desk import DeskRow, DeskView, Todo
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

ARTICLE = """---
title: Die Werft
published: 2024-10-05
language: de
---

Die Leitung meldet 20 Schiffe. Laut Zoll waren es 30 Schiffe.

Niemand weiß, warum 40 Kräne fehlen. Der Bürgermeister schwieg.
"""
ANNOTATIONS = """statements:
  leitung: {quote: Die Leitung meldet 20 Schiffe, said_by: leitung, via: [blatt], credibility: "3", topics: [werft]}
  zoll: {quote: Laut Zoll waren es 30 Schiffe, contradicts: [leitung], topics: [werft]}
  eigen: {quote: Der Bürgermeister schwieg, mode: own, topics: [werft]}
figures:
  zwanzig: {quote: 20 Schiffe, quantity: schiffe}
  dreissig: {quote: 30 Schiffe, quantity: schiffe}
"""
FILES: Files = {
    "dossier/all.yml": """
actors: {leitung: {name: Leitung, kind: company}}
topics: {werft: {label: Werft}}
quantities: {schiffe: {label: Schiffe, unit: Schiffe}}
sources:
  blatt: {title: Das Blatt, URL: "https://example.org/a"}
  idle: {title: Beiseite, URL: "https://example.org/b", reliability: B}
""",
    "dossier/werft/article.md": ARTICLE,
    "dossier/werft/annotations.yml": ANNOTATIONS,
}


def desk(loaded: Loaded, files: Files = FILES) -> tuple[dict[str, list[DeskRow]], Todo, dict[str, int]]:
    """Return the gaps of the only dossier, those outside it, and the total counts."""
    view = DeskView(loaded(files)[0])
    (todo,) = view.todos
    return todo.gaps, view.beside, view.totals


def named(rows: list[DeskRow]) -> list[str]:
    """Return the ids of the rows' records, each with the records it is compared with."""
    return [" ".join(record.id for record in (row.record, *row.others) if record) for row in rows]


def test_each_gap_has_its_records(loaded: Loaded) -> None:
    """Each gap lists its records; the article's own statements need neither origin nor grade."""
    gaps, beside, totals = desk(loaded)
    assert {gap: named(rows) for gap, rows in gaps.items() if gap != "uncovered"} == {
        "orphaned": [],
        "unsourced": ["zoll"],
        "single": ["leitung leitung"],
        "contradicted": ["leitung zoll", "zoll leitung", "zwanzig dreissig", "dreissig zwanzig"],
        "ungraded": ["zoll", "blatt"],
        "unarchived": ["blatt"],
        "unchecked": [],
        "acknowledged": [],
    }
    assert named(beside.gaps["unarchived"]) == ["idle"]
    assert totals == {
        "orphaned": 0, "uncovered": 1, "unsourced": 1, "single": 1, "contradicted": 4, "ungraded": 2, "unarchived": 2,
        "unchecked": 0, "acknowledged": 0,
    }  # fmt: skip


def test_an_uncovered_sentence_has_its_line(loaded: Loaded) -> None:
    """An uncovered sentence is listed with its words and its line in the article."""
    (row,) = desk(loaded)[0]["uncovered"]
    assert row.words == "Niemand weiß, warum 40 Kräne fehlen."
    assert str(row.place).endswith("werft/article.md:9:1")


def test_a_source_of_two_dossiers_counts_once(loaded: Loaded) -> None:
    """A source of two dossiers is listed with both, but counts once in the total."""
    annotations = 'statements: {a: {quote: Laut Blatt, via: [blatt], topics: [werft], credibility: "2"}}\n'
    second = "---\ntitle: Zwei\npublished: 2024-10-06\nlanguage: de\n---\n\nLaut Blatt ist es so.\n"
    files = {**FILES, "dossier/zwei/article.md": second, "dossier/zwei/annotations.yml": annotations}
    view = DeskView(loaded(files)[0])
    assert [todo.dossier.id for todo in view.todos] == ["zwei", "werft"]
    assert [named(todo.gaps["unarchived"]) for todo in view.todos] == [["blatt"], ["blatt"]]
    assert view.totals["unarchived"] == 2


def test_a_quote_that_is_no_longer_found(loaded: Loaded) -> None:
    """A lost quote is listed first, with the quoted words."""
    files = {**FILES, "dossier/werft/article.md": ARTICLE.replace("Laut Zoll", "Vom Zoll heißt es,")}
    gaps = desk(loaded, files)[0]
    (row,) = gaps["orphaned"]
    assert (row.record and row.record.id, row.words) == ("zoll", "Laut Zoll waren es 30 Schiffe")
    assert next(iter(gaps)) == "orphaned"


def test_unpublished_words_of_an_excerpt_are_not_shown(loaded: Loaded) -> None:
    """An uncovered sentence of an excerpt is listed with its number instead of its words."""
    files = {**FILES, "dossier/werft/article.md": ARTICLE.replace("language: de", "language: de\npublish: excerpt")}
    collection = loaded(files)[0]
    (row,) = DeskView(collection).todos[0].gaps["uncovered"]
    assert (row.words, row.sentence) == ("", 4)
    page = html_of(Site(collection, Addresses("de"), desk=True))
    assert "Satz 4" in page
    assert "Kräne" not in page


def test_each_row_leads_to_its_line(loaded: Loaded) -> None:
    """Each row has an edit link, or the position if the site has no edit links; texts are escaped."""
    files = {**FILES, "dossier/werft/article.md": ARTICLE.replace("Kräne", "Kräne < & >")}
    collection = loaded(files)[0]
    page = html_of(Site(collection, Addresses("de"), desk=True, edit_url=lambda at: f"https://e.example/{at.line}"))
    assert 'href="https://e.example/9"' in page
    assert "warum 40 Kräne &lt; &amp; &gt; fehlen." in page
    assert 'href="../werft/#zoll"' in page
    assert "article.md:9:1</code>" in html_of(Site(collection, Addresses("en"), desk=True))


def test_the_desk_is_made_only_on_request(loaded: Loaded) -> None:
    """The desk is a page only with `desk=True`, at an address in the site's language."""
    collection = loaded(FILES)[0]
    assert "desk" not in {page.noun for page in Site(collection, Addresses("de")).pages}
    assert "redaktion/index" in {page.path for page in Site(collection, Addresses("de"), desk=True).pages}
    assert "desk/index" in {page.path for page in Site(collection, Addresses("en"), desk=True).pages}


def test_an_empty_collection(loaded: Loaded) -> None:
    """An empty collection has an empty desk."""
    assert "100" in html_of(Site(loaded({})[0], Addresses("en"), desk=True))


def html_of(site: Site) -> str:
    """Return the desk's page."""
    return site.render(next(page for page in site.pages if page.noun == "desk")).html


def test_acknowledged_gaps_and_unchecked_records(loaded: Loaded) -> None:
    """Acknowledged gaps are listed with their reasons, and unchecked records as soon as any record is checked."""
    annotations = ANNOTATIONS.replace(
        'credibility: "3"', "acknowledged: {no-origin: bekannt}, checked: {by: AB, on: 2024}"
    )
    omission = "omissions:\n  kraene: {quote: 'Niemand weiß, warum', why: keine Behauptung}\n"
    gaps, _, _ = desk(loaded, FILES | {"dossier/werft/annotations.yml": annotations + omission})
    assert [row.reason for row in gaps["acknowledged"]] == ["no-origin: bekannt", "keine Behauptung"]
    assert named(gaps["unchecked"]) == ["leitung", "zoll", "eigen", "zwanzig", "dreissig"]
    assert gaps["uncovered"] == []
