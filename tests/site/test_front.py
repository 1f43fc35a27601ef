"""The front of a home page shows newest dossiers, contradictions, differing figures, changes and topics."""

from __future__ import annotations

import re

import pytest

from conftest import Files, Loaded
from mkdocs_dossier.site.embeds import Embed, embedded, parse_embed
from mkdocs_dossier.site.front import PARTS
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

REGISTERS = """
actors:
  ada: {name: Ada, kind: person}
  bo: {name: Bo, kind: person}
  insider: {name: Insider, kind: group, anonymity: unnamed}
topics: {handel: {label: Handel}, leer: {label: Leer}}
quantities: {kisten: {label: Kisten}, boote: {label: Boote}, wagen: {label: Wagen}}
"""
OLD = """
statements:
  fest: {quote: Ada sagt es seien 20 Kisten, said_by: ada, said_on: 2024-01-02, topics: [handel]}
  nein:
    quote: Bo sagt es seien 30 Kisten
    said_by: bo
    said_on: 2024-01-01
    contradicts: [{statement: fest, why: Nur einer zählte}]
  erst: {quote: Insider sahen 7 Boote, said_by: insider}
  dann: {quote: Dieselben sahen 9 Boote, said_by: insider}
  wagen: {quote: Niemand zählte 5 Wagen}
figures:
  a: {quote: 20 Kisten, quantity: kisten}
  b: {quote: 30 Kisten, quantity: kisten}
  c: {quote: 7 Boote, quantity: boote}
  d: {quote: 9 Boote, quantity: boote}
  e: {quote: 5 Wagen, quantity: wagen}
corrections:
  zahl: {date: 2025-03-01, kind: correction, affects: [fest], note: Verzählt}
"""
NEW = """
statements:
  fest: {quote: Ada bleibt dabei, said_by: ada, said_on: 2024-01-02, repeats: [alt/fest]}
  nein: {quote: Bo bleibt auch dabei, said_by: bo, contradicts: [fest], repeats: [alt/nein]}
"""
FILES: Files = {
    "dossier/alle.yml": REGISTERS,
    "dossier/alt/article.md": "---\ntitle: Alt\npublished: 2024-05-06\n---\n\nAda sagt es seien 20 Kisten. Bo sagt es "
    "seien 30 Kisten. Insider sahen 7 Boote. Dieselben sahen 9 Boote. Niemand zählte 5 Wagen.\n",
    "dossier/alt/annotations.yml": OLD,
    "dossier/neu/article.md": "---\ntitle: Neu\npublished: 2025-05-06\n---\n\n"
    "Ada bleibt dabei. Bo bleibt auch dabei.\n",
    "dossier/neu/annotations.yml": NEW,
}


def front(loaded: Loaded, text: str = "front", files: Files = FILES) -> str:
    """Return the HTML of a fence on a home page, which may cause no problem."""
    collection, problems = loaded(files)
    assert not problems
    complaints: list[str] = []
    site = Site(collection, Addresses("de"), base_url="https://site.example")
    html = embedded(site, "", text, lambda message, hint, words: complaints.append(message))
    assert not complaints
    assert html.startswith("<div")  # else Python-Markdown puts it into a paragraph
    return html


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def part(html: str, name: str) -> str:
    return re.split(r"<section", html)[1:][list(re.findall(r"dx-front__part--(\w+)", html)).index(name)]


def test_the_parts_are_in_the_order_of_the_fence(loaded: Loaded) -> None:
    assert re.findall(r"dx-front__part--(\w+)", front(loaded)) == list(PARTS)
    assert re.findall(r"dx-front__part--(\w+)", front(loaded, "front: topics, newest")) == ["topics", "newest"]


def test_the_newest_comes_first_with_its_strip_and_sentence(loaded: Loaded) -> None:
    newest = part(front(loaded), "newest")
    assert words(newest).index("Neu") < words(newest).index("Alt")
    strips = [re.findall('<a class="dx-cell-[^>]*>', strip) for strip in newest.split("dx-cells--small")[1:]]
    assert [len(cells) for cells in strips] == [2, 5]
    for cell in (cell for cells in strips for cell in cells):
        assert re.search(r'tabindex="-1" href="[^"]*(neu|alt)/#[^"]+" title="[1-5] \w', cell)
    assert "Zu jeder der 2 Aussagen nennt der Artikel eine Quelle." in words(newest)


def test_a_contradiction_that_is_repeated_is_listed_once(loaded: Loaded) -> None:
    """A repeated contradiction is listed once, in the newest dossier's words, with speakers and dates in order."""
    text = words(part(front(loaded), "contradictions"))
    assert text.count("≠") == 1
    assert re.search(
        "2. Januar 2024 Ada bleibt dabei Ada · 2 Dossiers ≠ .*6. Mai 2025 Bo bleibt auch dabei Bo · 2 Dossiers", text
    )


def test_a_contradiction_says_why(loaded: Loaded) -> None:
    files = {name: text for name, text in FILES.items() if "/neu/" not in name}
    text = words(part(front(loaded, files=files), "contradictions"))
    assert re.search("1. Januar 2024 Bo sagt .*≠ .*2. Januar 2024 Ada sagt .*Nur einer zählte", text)


def test_two_origins_are_kept_apart_from_a_change_of_one(loaded: Loaded) -> None:
    """Differing figures of two origins come first, as the only red ones; undisputed figures are left out."""
    figures = part(front(loaded), "figures")
    against, changed = figures.split("<li")[1:]
    assert re.search("20 ≠ 30 Kisten Zwei Ursprünge Ada ≠ Bo", words(against))
    assert "dx-differing--against" in against
    assert re.search("7 → 9 Boote Im Text verändert Insider", words(changed))
    assert "dx-differing--against" not in changed
    assert "dx-origin--nameless" in changed
    assert "Wagen" not in words(figures)


def test_changes_list_new_dossiers_and_corrections(loaded: Loaded) -> None:
    text = words(part(front(loaded), "changes"))
    assert re.search("6. Mai 2025 neu: Neu 1. März 2025 Berichtigung: Alt 6. Mai 2024 neu: Alt .*bisher 1", text)
    files = {**FILES, "dossier/alt/annotations.yml": OLD.partition("corrections:")[0]}
    assert "Berichtigungen Bisher keine." in words(part(front(loaded, files=files), "changes"))


def test_topics_have_the_number_of_their_claims(loaded: Loaded) -> None:
    """A topic's count has a statement and its repetitions as one claim; topics without claims are left out."""
    text = words(part(front(loaded), "topics"))
    assert re.search(r"Handel 1\b", text)
    assert "Leer" not in text


def test_empty_parts_say_so(loaded: Loaded) -> None:
    text = words(front(loaded, "front: contradictions, figures", {"dossier/alle.yml": REGISTERS}))
    assert "Bisher ist von keiner Aussage vermerkt" in text
    assert "Bisher widersprechen sich hier keine zwei Zahlen." in text


def test_it_stays_short(loaded: Loaded) -> None:
    """Of thirty dossiers eleven are shown, and of thirty contradictions three."""
    files: dict[str, str | bytes] = {"dossier/alle.yml": REGISTERS}
    for n in range(30):
        files[f"dossier/d{n}/article.md"] = (
            f"---\ntitle: D{n}\npublished: 2024-05-{n + 1:02}\n---\n\nAda sagt ja. Bo sagt nein.\n"
        )
        files[f"dossier/d{n}/annotations.yml"] = (
            "statements: {ja: {quote: Ada sagt ja, said_by: ada}, "
            "nein: {quote: Bo sagt nein, said_by: bo, contradicts: [ja]}}"
        )
    html = front(loaded, files=files)
    assert re.findall(r'class="dx-teaser__title"><a [^>]*>(D\d+)<', html) == [f"D{n}" for n in range(29, 18, -1)]
    assert html.count('class="dx-versus"') == 3
    assert "Alle Dossiers (30)" in html


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("front", tuple(PARTS)),
        ("front: figures ,topics", ("figures", "topics")),
        ("front: figures, figures", ("figures",)),
        ("front: figure", "the front has no part “figure”: did you mean “figures”?"),
        ("front:", "the front has no part “”: use one of newest, contradictions, figures, changes, more, topics"),
        ("front\ntopic: handel", "“topic: handel” is not understood: choose the front’s parts in its line, such as"),
    ],
)
def test_its_fence(text: str, parsed: tuple[str, ...] | str) -> None:
    found = parse_embed(text)
    if isinstance(parsed, str):
        assert isinstance(found, str)
        assert found.startswith(parsed)
    else:
        assert isinstance(found, Embed)
        assert found.parts == parsed
