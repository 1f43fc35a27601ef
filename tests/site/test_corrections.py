"""The page of corrections says what changed when and why, with the words before and after."""

from __future__ import annotations

import re

import pytest

from conftest import Files, Loaded
from mkdocs_dossier.site.overviews import differing
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses

ARTICLE = "---\ntitle: Bericht\npublished: 2024-05-06\ntopics: [handel]\n---\n\nAda zählte 20 Kisten.\n"
ANNOTATIONS = """
statements:
  zahl: {quote: Ada zählte 20 Kisten, said_by: ada}
corrections:
  falsch:
    date: 2024-05-07
    kind: correction
    affects: [zahl, ada, geheim]
    note: Die [Zahl](statement:bericht/zahl) war falsch.
    before: Ada zählte 30 <b>Kisten</b>.
    after: Ada zählte 20 <b>Kisten</b>.
  weg: {date: 2025-01-02, kind: retraction, affects: [zahl], note: Niemand zählte.}
"""
FILES: Files = {
    "dossier/alle.yml": "actors:\n  ada: {name: Ada, kind: person}\n"
    "  geheim: {name: Geheim, kind: person, withheld: yes}\n"
    "topics: {handel: {label: Handel}}\n",
    "dossier/bericht/article.md": ARTICLE,
    "dossier/bericht/annotations.yml": ANNOTATIONS,
}


def pages(
    loaded: Loaded, language: str = "de", files: Files = FILES, base_url: str = "https://site.example"
) -> list[str]:
    """Render all parts of the page, after asserting its address in the language."""
    collection, problems = loaded(files)
    assert not problems
    site = Site(collection, Addresses(language), base_url=base_url)
    found = [page for page in site.pages if page.noun == "correction"]
    assert found[0].path == {"de": "aenderungen/index", "en": "corrections/index"}[language]
    return [site.render(page).html for page in found]


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def test_newest_first_with_before_after_and_why(loaded: Loaded) -> None:
    (html,) = pages(loaded)
    retracted, corrected = html.split("<li ")[1:]
    assert re.search("Rücknahme 2. Januar 2025 Bericht Warum: Niemand zählte. Betrifft: ", words(retracted))
    assert "Vorher" not in retracted
    assert re.search(
        "Berichtigung 7. Mai 2024 Bericht Vorher .* Jetzt .* Warum: Die Zahl war falsch.", words(corrected)
    )
    assert "<dd>Ada zählte <del>30</del> " in corrected
    assert "<dd>Ada zählte <ins>20</ins> " in corrected
    assert "<b>" not in corrected
    assert '<a href="../bericht/#zahl">Zahl</a>' in corrected


def test_affected_records_are_linked_but_no_withheld_actor(loaded: Loaded) -> None:
    corrected = pages(loaded)[0].split("<li ")[2]
    affected = corrected.partition("Betrifft:")[2]
    assert 'href="../bericht/#zahl"' in affected
    assert 'href="../akteure/ada/"' in affected
    assert "Geheim" not in affected
    assert "geheim" not in affected


def test_it_can_be_filtered_like_other_lists(loaded: Loaded) -> None:
    (html,) = pages(loaded, "en")
    assert re.findall(r'data-kind="(.*?)" data-topic="(.*?)" data-year="(.*?)"', html) == [
        ("Retraction", "Handel", "2025"),
        ("Correction", "Handel", "2024"),
    ]
    assert "<dossier-table" in html


def test_feeds_are_linked_if_there_are_any(loaded: Loaded) -> None:
    assert 'href="../feeds/corrections.atom"' in pages(loaded)[0]
    assert "feeds/" not in pages(loaded, base_url="")[0]


@pytest.mark.parametrize(("language", "said"), [("de", "Bisher keine Berichtigung."), ("en", "No correction so far.")])
def test_a_site_without_corrections_says_so(loaded: Loaded, language: str, said: str) -> None:
    files = {**FILES, "dossier/bericht/annotations.yml": ANNOTATIONS.partition("corrections:")[0]}
    (html,) = pages(loaded, language, files)
    assert said in html
    assert "<dossier-table" not in html


def test_many_corrections_are_split_into_parts(loaded: Loaded) -> None:
    many = "".join(
        f"  k{n}: {{date: 2024-06-01, kind: update, affects: [zahl], note: Nummer {n}.}}\n" for n in range(1200)
    )
    files = {**FILES, "dossier/bericht/corrections.yml": f"corrections:\n{many}"}
    parts = pages(loaded, files=files)
    assert len(parts) > 1
    assert sum(part.count('<li class="dx-card') for part in parts) == 1202


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("a b c", "a x c", "a [b] c", "a [x] c"),
        ("a b c d e", "a x c y e", "a [b] c [d] e", "a [x] c [y] e"),
        ("a b", "a b c", "a b", "a b [c]"),
        ("", "neu hier", "", "[neu hier]"),
        ("gleich", "gleich", "gleich", "gleich"),
        ("**fett** [Ada](actor:ada)", "fett Bo", "fett [Ada]", "fett [Bo]"),
    ],
)
def test_the_words_that_differ(before: str, after: str, old: str, new: str) -> None:
    found = [
        " ".join(f"[{words}]" if differs else words for words, differs in side) for side in differing(before, after)
    ]
    assert found == [old, new]
