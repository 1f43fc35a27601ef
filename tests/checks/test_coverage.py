"""Sentences that need an annotation and have none are reported."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded
from mkdocs_dossier.evidence.coverage import coverage_of
from mkdocs_dossier.model.records import Dossier

BODY = """Alles begann ruhig.

Am Montag starben *dort* 20 Soldaten, und viele andere flohen.
Ryder sagte, die Lage sei ernst. Es blieb ruhig."""


def test_an_uncovered_sentence_is_reported_at_its_line(loaded: Loaded) -> None:
    """An uncovered sentence with a number or a speaker is reported at the line where it begins."""
    files = {"dossier/d/article.md": article(BODY)}
    assert found(loaded, files, "uncovered") == [
        (
            "dossier/d/article.md:9:1: hint: dossier “d”: nothing annotates the sentence “Am Montag starben dort 20 "
            "Soldaten, und viele …” — annotate it in statements: or figures:, or name it in omissions: [uncovered]"
        ),
        (
            "dossier/d/article.md:10:1: hint: dossier “d”: nothing annotates the sentence “Ryder sagte, die Lage sei "
            "ernst.” — annotate it in statements: or figures:, or name it in omissions: [uncovered]"
        ),
    ]


def test_a_passage_within_a_sentence_covers_it(loaded: Loaded) -> None:
    annotations = "figures: {f: {quote: 20 Soldaten}}\nstatements: {s: {quote: die Lage sei ernst, mode: own}}"
    files = {"dossier/d/article.md": article(BODY), "dossier/d/annotations.yml": annotations}
    assert found(loaded, files, "uncovered") == []


def test_a_mention_covers_nothing(loaded: Loaded) -> None:
    files = {
        "dossier/d/article.md": article("Dort starben 20 Soldaten."),
        "dossier/d/annotations.yml": "mentions: {m: {quote: Dort, place: p}}\n",
        "dossier/x.yml": "places: {p: {name: P}}",
    }
    assert len(found(loaded, files, "uncovered")) == 1


def test_uncovered_titles_and_leads_are_reported_at_their_fields(loaded: Loaded) -> None:
    text = "---\ntitle: 20 Tote in der Stadt\nlead: Dort starben 20 Menschen.\npublished: 2024\n---\n\nEs war ruhig.\n"
    lines = found(loaded, {"dossier/d/article.md": text}, "uncovered")
    assert [line.split(" ")[0] for line in lines] == ["dossier/d/article.md:2:8:", "dossier/d/article.md:3:7:"]


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            "Am 3. Oktober 2024 begann es.",
            "Das sagt der Artikel nicht.",
            "Das „Neue Theater“ spielt.",
            "Ein Abkommen.",
        ),
        *("Sie trauern um den zweijährigen Jon.", "Der 34-jährige Fischer kam.", "Die dreitägige Messe beginnt."),
        *("Er tritt eine sechsmonatige Haft an.", "Auf den 70-Jährigen wartet niemand.", "Ihre 20-jährige Ehe endet."),
    ],
)
def test_sentences_without_claims_need_no_annotation(loaded: Loaded, sentence: str) -> None:
    """Dates, denials, quoted names, ages and durations within a word do not make a claim."""
    assert found(loaded, {"dossier/d/article.md": article(sentence)}, "uncovered") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Zwei 20-jährige Fischer kamen.",
        "Ein 131-seitiger Bericht.",
        "Es gab eine 60.000-Euro-Strafe.",
        "20 Jahre lang.",
    ],
)
def test_sentences_with_a_number_need_an_annotation(loaded: Loaded, sentence: str) -> None:
    assert len(found(loaded, {"dossier/d/article.md": article(sentence)}, "uncovered")) == 1


def test_coverage_gives_the_share_of_annotated_sentences(loaded: Loaded) -> None:
    files = {
        "dossier/d/article.md": article(BODY),
        "dossier/d/annotations.yml": "figures: {f: {quote: 20 Soldaten}}",
        "dossier/e/article.md": article("Es blieb ruhig."),
    }
    collection, _ = loaded(files)
    one, other = collection.of(Dossier)
    coverage = coverage_of(collection, one)
    text = collection.articles[one].text
    assert (coverage.share, coverage.needing) == (0.5, 2)
    assert [text[start:end] for start, end in coverage.uncovered] == ["Ryder sagte, die Lage sei ernst."]
    assert coverage_of(collection, other).share == 1
