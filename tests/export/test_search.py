"""Search entries have the expected addresses, texts and facets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import Loaded
from mkdocs_dossier.export.search import Written, search_json
from mkdocs_dossier.export.sections import Section, sections_of
from mkdocs_dossier.loading import Settings
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

ARTICLE = """---
title: Der Angriff
lead: Ein Vorspann.
published: 2024-10-05
language: de
---

Vorher geschah nichts. Laut „Kyiv Post“ wurden mehr als 20 Soldaten getötet. Kim Jong Un schwieg.
"""
ANNOTATIONS = """\
statements:
  opfer:
    quote: wurden mehr als 20 Soldaten getötet
    said_by: dienst
    via: [kyiv-post]
    actors: [kim]
    topics: [verluste]
    said_on: 2023-12/2024-01
    caveat: Siehe [Kim](actor:kim).
figures:
  tote: {quote: mehr als 20 Soldaten, quantity: getoetete}
mentions:
  name: {quote: Kim Jong Un, actor: kim}
"""
REGISTERS = """\
actors:
  dienst: {name: Geheimdienst, kind: agency, aliases: [Die Dienste]}
  kim: {name: Kim Jong Un, kind: person, positions: [{post: Vorsitzender}]}
  ukraine: {name: Ukraine, kind: state}
sources:
  kyiv-post: {title: Bericht, container-title: Kyiv Post, cites: [kanal]}
  kanal: {title: Kanal, author: Jemand, issued: 2024-10-03}
agreements:
  pakt:
    name: Pakt
    kind: treaty
    parties: [{actor: kim}, {actor: ukraine}]
    signed: 2024-06
    provisions: [{id: vier, article: Artikel 4, text: "Sie stehen *einander* bei."}]
topics:
  krieg: {label: Krieg}
  verluste: {label: Verluste, broader: krieg}
quantities:
  getoetete: {label: Getötete, unit: Personen, topics: [krieg]}
"""
FILES = {
    "dossier/angriff/article.md": ARTICLE,
    "dossier/angriff/annotations.yml": ANNOTATIONS,
    "dossier/all.yml": REGISTERS,
}


def found(loaded: Loaded, *written: Written, **replacing: tuple[str, str]) -> dict[str, dict[str, Any]]:
    """Return the collection's entries by address, after the replacements (old, new) in its files."""
    files = dict(FILES)
    for old, new in replacing.values():
        assert any(old in text for text in files.values()), old
        files = {name: text.replace(old, new) for name, text in files.items()}
    collection, problems = loaded(files, Settings("de", drafts=False))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    data = json.loads("".join(search_json(Site(collection, Addresses("de"), search=True), written)))
    assert data["language"] == "de"
    entries = {entry["url"]: entry for entry in data["entries"]}
    assert len(entries) == len(data["entries"])
    return entries


def test_there_is_an_entry_for_every_record_with_an_address(loaded: Loaded) -> None:
    """Every record with an address has an entry; statements and figures lead to their passages."""
    assert list(found(loaded)) == [
        "angriff/",
        "akteure/dienst/", "akteure/kim/", "akteure/ukraine/",
        "quellen/kanal/", "quellen/kyiv-post/",
        "abkommen/pakt/",
        "themen/krieg/", "themen/verluste/",
        "zahlen/getoetete/",
        "angriff/#opfer",
        "angriff/#tote",
    ]  # fmt: skip


def test_a_statement_is_called_by_its_speaker_and_filed_under_all_it_touches(loaded: Loaded) -> None:
    """A statement is named after its speaker, and has every source of its chain, topic and year as facets."""
    assert found(loaded)["angriff/#opfer"] == {
        "url": "angriff/#opfer",
        "title": "Geheimdienst",
        "text": "Laut „Kyiv Post“ wurden mehr als 20 Soldaten getötet.\nSiehe Kim.",
        "when": "Dezember\u00a02023 bis Januar\u00a02024",
        "facets": {
            "kind": ["Aussage"],
            "actor": ["Geheimdienst", "Kim Jong Un"],
            "topic": ["Krieg", "Verluste"],
            "source": ["Bericht", "Kanal"],
            "year": ["2023", "2024"],
            "dossier": ["Der Angriff"],
        },
    }


def test_a_figure_is_filed_with_its_statement(loaded: Loaded) -> None:
    """A figure has the facets of its statement and the topics of its quantity; its title is its value."""
    figure = found(loaded)["angriff/#tote"]
    assert figure["title"] == "mehr als 20\u00a0Personen – Getötete"
    assert figure["facets"]["actor"] == ["Geheimdienst", "Kim Jong Un"]
    assert figure["facets"]["topic"] == ["Krieg", "Verluste"]
    assert figure["facets"]["source"] == ["Bericht", "Kanal"]
    assert figure["facets"]["kind"] == ["Zahl"]


def test_records_are_found_by_all_their_words(loaded: Loaded) -> None:
    """The text of an entry has a record's aliases, posts, provisions and authors, without Markdown."""
    entries = found(loaded)
    assert entries["akteure/dienst/"]["text"] == "Die Dienste"
    assert entries["akteure/kim/"]["text"] == "Vorsitzender"
    assert entries["abkommen/pakt/"]["text"] == "Artikel 4\nSie stehen einander bei."
    assert entries["abkommen/pakt/"]["facets"] == {
        "kind": ["Abkommen"],
        "actor": ["Kim Jong Un", "Ukraine"],
        "year": ["2024"],
    }
    assert entries["quellen/kanal/"]["text"] == "Jemand"
    assert "Vorher geschah nichts." in entries["angriff/"]["text"]
    assert entries["angriff/"]["facets"]["source"] == ["Bericht", "Kanal"]


def test_ids_distinguish_facets_with_the_same_name(loaded: Loaded) -> None:
    entries = found(loaded, name=("title: Kanal", "title: Bericht"))
    assert entries["angriff/#opfer"]["facets"]["source"] == ["Bericht (kanal)", "Bericht (kyiv-post)"]


def test_a_span_of_many_years_is_filed_under_none(loaded: Loaded) -> None:
    """A statement dated 1950/2024 has no year as a facet, lest it be found under each of them."""
    assert "year" not in found(loaded, said=("2023-12/2024-01", "1950/2024"))["angriff/#opfer"]["facets"]
    assert found(loaded, said=("2023-12/2024-01", "2023-12/.."))["angriff/#opfer"]["facets"]["year"] == ["2023"]


def test_a_withheld_actor_is_in_no_entry(loaded: Loaded) -> None:
    """A withheld actor appears neither by name nor as a facet; its statement stays, without the speaker's name."""
    entries = found(
        loaded,
        withheld=(
            "dienst: {name: Geheimdienst",
            "dienst: {withheld: yes, description: Verborgenes, name: Geheimdienst",
        ),
    )
    assert "akteure/dienst/" not in entries
    assert entries["angriff/#opfer"]["title"] == "Name nicht veröffentlicht"
    everything = json.dumps(entries, ensure_ascii=False)
    for trace in ("Geheimdienst", "Die Dienste", "Verborgenes", "dienst"):
        assert trace not in everything, trace


def test_of_an_excerpt_only_the_passages_are_found(loaded: Loaded) -> None:
    """An excerpt's entries have no lead, no sentence around a passage, and no words that only a mention quotes."""
    entries = found(loaded, excerpt=("published: 2024-10-05", "published: 2024-10-05\npublish: excerpt"))
    assert entries["angriff/"]["text"] == "wurden mehr als 20 Soldaten getötet"
    everything = json.dumps(entries, ensure_ascii=False)
    for hidden in ("Vorspann", "Vorher", "„Kyiv Post“", "schwieg"):
        assert hidden not in everything, hidden


def test_a_draft_is_not_found(loaded: Loaded) -> None:
    """Neither a draft nor an actor that only the draft names has an entry."""
    entries = found(loaded, draft=("published: 2024-10-05", "published: 2024-10-05\nstatus: draft"))
    assert not [url for url in entries if url.startswith("angriff/")]
    assert "akteure/dienst/" not in entries


def test_each_section_of_another_page_is_an_entry(loaded: Loaded) -> None:
    """Each section of an ordinary page has an entry with the page as a facet."""
    page = Written("methode/", "Methode", "<h1 id=methode>Methode</h1><p>Wie</p><h2 id=ketten>Ketten</h2><p>Woher</p>")
    entries = found(loaded, page)
    assert entries["methode/"]["facets"] == {"kind": ["Seite"]}
    assert entries["methode/#ketten"] == {
        "url": "methode/#ketten",
        "title": "Ketten",
        "text": "Woher",
        "when": "",
        "facets": {"kind": ["Seite"], "dossier": ["Methode"]},
    }


@pytest.mark.parametrize(
    ("html", "sections"),
    [
        ("<p>Ohne &Uuml;berschrift</p>", [Section("", "", "Ohne Überschrift")]),
        (
            '<h1 id="a">Titel<a class="headerlink" href="#a">¶</a></h1><p>Eins</p><p>zwei</p>',
            [Section("", "Titel", "Eins zwei")],
        ),
        (
            '<p>Vorab</p><h2 id="b">B <code>x</code></h2><ul><li>un<b>ge</b>teilt</li><li>zwei</li></ul>',
            [Section("", "", "Vorab"), Section("b", "B x", "ungeteilt zwei")],
        ),
        ('<h2 id="c">C</h2>Wort<br>Wort<script>nicht()</script><svg><path/><text>nicht</text></svg> Ende', [
            Section("c", "C", "Wort Wort Ende"),
        ]),
        ('<p>Da <a data-search-exclude>nicht <i>das</i></a> und</p></nav>dort', [Section("", "", "Da und dort")]),
        ("<p>1 &lt; 2 &amp; <em>kein</em> &lt;b&gt;", [Section("", "", "1 < 2 & kein <b>")]),
        ("", []),
    ],
)  # fmt: skip
def test_sections(html: str, sections: list[Section]) -> None:
    """Sections hold the visible text by heading, without link markers and scripts; blocks are separated by a space."""
    assert list(sections_of(html)) == sections
