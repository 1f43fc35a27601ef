"""Names that are withheld and stand somewhere all the same."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

WITNESS = (
    "actors:\n  zeuge:\n    name: {de: Zoe Sander, en: Zoe Sander}\n    kind: person\n    aliases: [Hafenzeug*]\n"
    "    withheld: yes\n  ann: {name: Ann, kind: person}\n"
)
SAID = "the article names actor “zeuge”, who is withheld — take it out of the article; if somebody else is meant, add a"


def _found(loaded: Loaded, body: str, annotations: str = "", **files: str) -> list[str]:
    all_files = {"dossier/d/article.md": article(body), "dossier/all.yml": WITNESS, **files}
    if annotations:
        all_files["dossier/d/annotations.yml"] = annotations
    return found(loaded, all_files, "withheld-named")


@pytest.mark.parametrize(
    "words", ["Zoe Sander", "Zoe Sanders Boot", "Hafenzeugin", "**Zoe** Sander", "Zoe&nbsp;Sander"]
)
def test_an_article_names_somebody(loaded: Loaded, words: str) -> None:
    """By name, alias, or an inflected form; the message does not repeat it."""
    lines = _found(loaded, f"Eins.\n\nDas sah {words} am Morgen.")
    assert len(lines) == 1
    assert SAID in lines[0]
    assert "Sander" not in lines[0]
    assert ": warning: " in lines[0]


def test_it_stands_at_its_line(loaded: Loaded) -> None:
    """Each line once: the title, the lead, and where it stands in the body."""
    text = (
        "---\ntitle: Wer Zoe Sander ist\npublished: 2024-10-05\nlead: Zoe Sander sah es.\n---\n\n"
        "Zoe Sander. Zoe Sander.\n\nZoe Sander.\n"
    )
    lines = found(loaded, {"dossier/d/article.md": text, "dossier/all.yml": WITNESS}, "withheld-named")
    assert [line.split(": ")[0] for line in lines] == [
        "dossier/d/article.md:2:8",
        "dossier/d/article.md:4:7",
        "dossier/d/article.md:7:1",
        "dossier/d/article.md:9:1",
    ]


@pytest.mark.parametrize(
    ("body", "annotations"),
    [
        ("Ann sah es.", ""),
        ("Zoe kam, und Sander ging.", ""),
        ("Das sah Zoe Sander.", "mentions:\n  andere: {quote: Zoe Sander, actor: zeuge, forbid: yes}\n"),
    ],
)
def test_nobody_is_meant(loaded: Loaded, body: str, annotations: str) -> None:
    """No name, only a part of it, or somebody else of that name."""
    assert _found(loaded, body, annotations) == []


def test_a_text_of_the_editors_names_somebody(loaded: Loaded) -> None:
    """In whatever field, also of a part, and in any language; the words of the article are told once."""
    annotations = (
        "statements:\n  s:\n    quote: Ann sah es\n    said_by: ann\n    credibility: 3\n"
        "    text: {de: Ann sah es, en: Zoe Sander}\n"
        "    assessed: {by: Zoe Sander, on: 2024-10-05, why: Nach Zoe Sanders Bericht.}\n"
    )
    lines = _found(loaded, "Ann sah es.", annotations)
    assert [line.partition("statement “s”: ")[2].partition(" names")[0] for line in lines] == [
        "its text",
        "its assessed",
        "its assessed",
    ]


def test_an_id_is_a_name(loaded: Loaded) -> None:
    """It would stand in an address."""
    lines = _found(loaded, "Ann.", **{"dossier/s.yml": "sources:\n  brief-zoe-sander: {title: Brief}\n"})
    assert len(lines) == 1
    assert "source “brief-zoe-sander”: its id is the name of actor “zeuge”" in lines[0]


def test_who_is_not_withheld_may_be_named(loaded: Loaded) -> None:
    """Nothing is said of anybody else."""
    files = {"dossier/d/article.md": article("Zoe Sander."), "dossier/all.yml": WITNESS.replace("withheld: yes", "")}
    assert found(loaded, files, "withheld-named") == []
