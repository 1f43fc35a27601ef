"""Overviews show roles in agreements and facets of rows; passages link their words in the original."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import Files, Loaded
from mkdocs_dossier.loading import load
from mkdocs_dossier.site.embeds import embedded
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.revision import Revision
from mkdocs_dossier.site.urls import Addresses

ROOT = Path(__file__).parents[2]
REGISTERS = """
actors:
  ada: {name: Ada, kind: person, country: DE}
  amt: {name: Amt, kind: agency, country: FR}
  bund: {name: Bund, kind: state}
  stille: {name: Stille, kind: person, withheld: yes}
topics: {handel: {label: Handel}}
agreements:
  beschluss: {name: Beschluss, kind: sanctions, authority: bund, target: amt}
  vertrag:
    name: Vertrag
    kind: treaty
    signed: 2024-01-02
    topics: [handel]
    parties: [{actor: bund, signatory: ada}, {actor: amt}, {actor: stille}]
    third_parties: [ada]
sources: {blatt: {title: Blatt, publisher: amt, issued: 2024-02-03, reliability: B, URL: https://blatt.example/a}}
places: {kai: {name: Kai, country: PL}}
events: {sturm: {name: Sturm, date: 2023-08-01, topics: [handel], place: kai}}
quantities: {kisten: {label: Kisten, topics: [handel], event: sturm}}
"""
ARTICLE = """---
title: Bericht
published: 2024-05-06
source: blatt
---

Ada zählte 20 Kisten. Das Amt schwieg.
"""
ANNOTATIONS = """
statements:
  zahl: {quote: Ada zählte 20 Kisten, said_by: ada, via: [blatt], topics: [handel], credibility: 3}
figures:
  kisten: {quote: 20 Kisten, quantity: kisten}
"""
FILES = {
    "dossier/alle.yml": REGISTERS,
    "dossier/bericht/article.md": ARTICLE,
    "dossier/bericht/annotations.yml": ANNOTATIONS,
}


def page(
    loaded: Loaded, path: str, language: str = "de", files: Files = FILES, revision: Revision | None = None
) -> str:
    """Render a page of the site."""
    collection, problems = loaded(files)
    assert not problems
    site = Site(collection, Addresses(language), base_url="https://site.example", revision=revision or Revision())
    return next(site.render(page).html for page in site.pages if page.path == path)


class _Rows(HTMLParser):
    """The rows of a table's body as the texts of their cells, and the facets of each row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[list[str]] = []
        self.facets: list[dict[str, str | None]] = []
        self.heads: list[str] = []
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("thead", "tbody"):
            self._in = tag
        if tag == "tr" and self._in == "tbody":
            self.cells.append([])
            self.facets.append({name.removeprefix("data-"): value for name, value in attrs})
        if tag in ("th", "td"):
            (self.cells[-1] if self._in == "tbody" else self.heads).append("")

    def handle_data(self, data: str) -> None:
        into = self.cells[-1] if self._in == "tbody" and self.cells else self.heads
        if into:
            into[-1] = f"{into[-1]} {data}".strip()


def test_agreements_by_parties(loaded: Loaded) -> None:
    """Each party, signatory, third party, authority and target has a column, unless withheld."""
    rows = _Rows(page(loaded, "abkommen/index"))
    assert rows.heads[4:] == ["Amt", "Bund", "Ada"]
    assert [cells[4:] for cells in rows.cells] == [
        ["Amt ● Vertragspartei", "Bund ● Vertragspartei", "Ada ◐ hat unterzeichnet , ○ als Dritte beteiligt"],
        ["Amt ▼ ist Ziel", "Bund ▲ hat verhängt", ""],
    ]
    assert rows.facets[0]["party"] == "Ada\nAmt\nBund"


def test_many_parties_have_upright_names(loaded: Loaded) -> None:
    """With seven or more parties, the names in the table's head are upright."""
    actors = "".join(f"  p{n}: {{name: P{n}, kind: state}}\n" for n in range(7))
    parties = ", ".join(f"{{actor: p{n}}}" for n in range(7))
    text = f"actors:\n{actors}agreements: {{v: {{name: V, kind: treaty, parties: [{parties}]}}}}\n"
    assert "dx-matrix--many" in page(loaded, "abkommen/index", files={"dossier/alle.yml": text})
    assert "dx-matrix--many" not in page(loaded, "abkommen/index")


@pytest.mark.parametrize(
    ("path", "facets"),
    [
        ("akteure/index", {"kind": "Personen", "country": "Deutschland", "topic": "Handel", "year": "2024"}),
        ("quellen/index", {"country": "Frankreich", "topic": "Handel", "grade": "B · meist zuverlässig"}),
        ("zahlen/index", {"country": "Polen", "topic": "Handel", "grade": "3 · möglicherweise wahr", "year": "2024"}),
        ("orte/index", {"country": "Polen", "topic": "Handel", "year": "2023"}),
    ],
)  # fmt: skip
def test_facets_of_rows(loaded: Loaded, path: str, facets: dict[str, str]) -> None:
    row = next(row for row in _Rows(page(loaded, path)).facets if row["topic"])
    assert {name: row[name] for name in facets} == facets


def test_a_note_links_its_words_in_the_original(loaded: Loaded) -> None:
    """A statement's note links its words in the article's own source, if there is one, once and without a script."""
    text = page(loaded, "bericht/index")
    wanted = 'href="https://blatt.example/a#:~:text=Ada%20z%C3%A4hlte%2020%20Kisten" rel="noopener noreferrer"'
    assert text.count(wanted) == 1
    assert "Im Original" in text
    without = {**FILES, "dossier/bericht/article.md": ARTICLE.replace("source: blatt\n", "")}
    assert "Im Original" not in page(loaded, "bericht/index", files=without)


def test_a_link_from_an_excerpt_reveals_no_more_than_the_page(loaded: Loaded) -> None:
    """A link into an excerpt's original has no context of its words, even if they occur there twice."""
    twice = ARTICLE.replace("source:", "publish: excerpt\nsource:") + "\nGeheim: Ada zählte 20 Kisten.\n"
    annotations = ANNOTATIONS.replace("said_by", "occurrence: 2, said_by").replace(
        "quantity: k", "occurrence: 2, quantity: k"
    )
    text = page(loaded, "bericht/index", files={**FILES, "dossier/bericht/article.md": twice,
                                                "dossier/bericht/annotations.yml": annotations})  # fmt: skip
    assert "#:~:text=Ada%20z%C3%A4hlte%2020%20Kisten" in text
    assert "Geheim" not in text


@pytest.mark.parametrize("path", ["bericht/index", "akteure/ada", "quellen/blatt"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_cited_in_german_and_english(loaded: Loaded, path: str, language: str) -> None:
    """Pages are cited in words and as BibTeX in both languages, the site's first, and once as CSL-JSON."""
    path = path if language == "de" else path.replace("akteure", "actors").replace("quellen", "sources")
    text = page(loaded, path, language, revision=Revision("Archiv", "0123456789abcdef"))
    german, english = text.index("in: Archiv"), text.index("in Archiv")
    assert (german < english) == (language == "de")
    assert text.count("@misc{") == 2
    assert text.count("&#34;container-title&#34;") == 1
    assert text.count("Commit 0123456789ab") == text.count("commit 0123456789ab") == 2


def test_overviews_have_the_counts_of_the_records_pages() -> None:
    """Overviews and record pages count the same claims, each once however many statements repeat it."""
    collection, _ = load(ROOT / "dossier")
    site = Site(collection, Addresses("de"), base_url="https://site.example", revision=Revision())
    pages = {page.path: site.render(page).html for page in site.pages}

    def counted(path: str, *of: str) -> list[str]:
        found = re.search('<ul class="dx-nums">(.*?)</ul>', pages[path])
        numbers = [re.search(f"<b>([0-9]+)</b> {label}", found[1]) if found else None for label in of]
        return [number[1] if number else "0" for number in numbers]

    topics = re.findall(
        r'href="\.\./themen/([^"/]+)/"[^>]*>[^<]*</a> <span class="dx-count">([0-9]+)', pages["themen/index"]
    )
    assert len(topics) > 5
    assert counted("akteure/nordkorea", "eigene", "Aussagen? anderer", "davon") == ["0", "13", "0"]
    assert not re.search("davon mit Widerspruch|Auch genannt|<dt>Land", pages["akteure/nordkorea"])
    event = re.findall("<b>([0-9]+)</b> ([^<]*)", pages["ereignisse/unterzeichnung"])
    assert [(number, " ".join(label.split())) for number, label in event] == [
        ("1", "Aussage"),
        ("0", "davon mit Widerspruch"),
    ]
    intro = re.findall('<p class="dx-intro">(.*?)</p>', pages["dossiers/index"])
    assert len(intro) == 1 and "schraffiert – namenlos" in intro[0], "nothing else says what the strips mean"
    assert len(intro[0]) <= 155, "it is the page's description, too"
    notes, tables = pages["nordkorea-donezk/index"].split('id="_figures"')
    assert "„Steht so im Artikel“" in notes and "„Steht so im Artikel“" not in tables, "it stands where the words are"
    assert {topic: [number] for topic, number in topics} == {
        topic: counted(f"themen/{topic}", "Aussage") for topic, _ in topics
    }
    for folder, columns, of in (
        ("akteure", (3, 4), ("eigene", "Aussagen? anderer")),
        ("quellen", (7,), ("Aussage",)),
    ):
        for row in re.findall(r"<tr data-kind.*?</tr>", pages[f"{folder}/index"], re.DOTALL):
            name = re.search(r'href="\.\./[^"]*?([^"/]+)/"', row)
            cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            assert name and [cells[column] for column in columns] == counted(f"{folder}/{name[1]}", *of), row


@pytest.mark.parametrize(
    ("sort", "titles"), [("", "BCA"), ("sort: date", "BCA"), ("sort: name", "ABC"), ("limit: 2", "BC")]
)
def test_a_fence_of_dossiers_keeps_to_its_order(loaded: Loaded, sort: str, titles: str) -> None:
    """A fence of dossiers lists the newest first, or by name; a limit leaves out the rest."""
    days = {"A": "2024-01-01", "B": "2024-03-01", "C": "2024-02-01"}
    files = {f"dossier/{n}/article.md": f"---\ntitle: {n}\npublished: {day}\n---\n\nText.\n" for n, day in days.items()}
    site = Site(loaded(files)[0], Addresses("de"))
    html = embedded(site, "index.html", f"dossiers\n{sort}\n", lambda *problem: pytest.fail(str(problem)))
    assert re.findall(r'class="dx-card__title"><a[^>]*>(.)<', html) == list(titles)
