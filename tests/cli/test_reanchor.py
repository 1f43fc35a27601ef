"""`dossier reanchor` updates quotes of an edited article where the new passage is certain, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Command
from conftest import write
from mkdocs_dossier.loading import load

ACTORS = """\
actors:
  iran: {name: Iran, kind: state}
  irak: {name: Irak, kind: state}
  scholz: {name: Olaf Scholz, kind: person, aliases: [Scholz]}
  merz: {name: Friedrich Merz, kind: person, aliases: [Merz]}
"""


def _port(folder: Path, sentence: str, quote: str, more: str = "") -> Path:
    write(
        folder,
        {
            "mkdocs.yml": "site_name: Test\n",
            "dossier/actors.yml": ACTORS,
            "dossier/a/article.md": (
                f"---\ntitle: Der Abend\npublished: 2024-10-05\nlanguage: de\n---\n\nEs regnete. {sentence} Danach war"
                " es still am Hafen.\n"
            ),
            "dossier/a/annotations.yml": f"statements:\n  one:\n    quote: {quote}\n    # as it was\n{more}",
        },
    )
    return folder


MOVED = [
    ("Mehr als 20 Soldaten wurden verwundet.", "mehr als 20 Soldaten wurden verwundet"),
    ("Die Regierung bestätigte die Schliessung.", "Die Regierung bestätigte die Schließung."),
    ("Die Regierung bestätigte, den Hafen zu schließen.", "Die Regierung bestätigte den Hafen zu schließen"),
    ("Die Regierung bestätigte die Schließung des Hafens.", "Die Regierugn bestätigte die Schließung"),
    ("Der Präsident sprach in Seoul über Kim Jong-un.", "Der Präsident sprach in Seoul über Kim Jong Un"),
    ("Aufgrund des Sturms blieb die Fähre am Kai liegen.", "Auf Grund des Sturms blieb die Fähre am Kai liegen"),
    ("Die Fähre, so das Amt, fährt am Montag wieder ab.", "Die Fähre so das … am Montag wieder ab"),
    ("Die Fähre, so das Amt, fährt am Montag wieder ab.", "Die Fähre so das […] am Montag (...) wieder ab"),
]
OTHERS = [
    ("Mehr als 30 Soldaten wurden verwundet.", "Mehr als 20 Soldaten wurden verwundet", "value-changed"),
    ("Etwa 20 Soldaten wurden verwundet.", "mindestens 20 Soldaten wurden verwundet", "value-changed"),
    ("Mindestens 20 Soldaten wurden verwundet.", "20 Soldatten wurden verwundet", "value-changed"),
    ("Hunderte Soldaten wurden verwundet.", "Hundert Soldaten wurden verwundet", "value-changed"),
    ("Die Fähre fährt am 13.10. wieder ab.", "Die Fähre fährt am 1.310. wieder ab", "value-changed"),
    ("Der Minister bestätigte nicht die Schließung.", "Der Minister bestätigte die Schließung", "value-changed"),
    ("Er hat keine Soldaten geschickt nach Seoul.", "Er hat eine Soldaten geschickt nach Seoul", "value-changed"),
    ("Am Abend griff der Irak den Hafen an.", "Am Abend griff der Iran den Hafen an", "entity-lost"),
    ("Kanzler Merz sagte die Reise am Abend ab.", "Kanzler Scholz sagte die Reise am Abend ab", "entity-lost"),
    ("Der Minister dementierte die Schließung.", "Der Minister bestätigte die Schließung", "reworded"),
    ("Die Fähre ging am Morgen im Hafen unter.", "Die Fähre ging am Abend im Hafen unter", "reworded"),
    ("Die Fähre fuhr ab. Es hieß, die Fähre fuhr ab.", "die Fähre, fuhr ab", "ambiguous"),
    ("Die Fähre, so das Amt, fährt am Montag nicht ab.", "Die Fähre so das […] am Montag […] ab", "value-changed"),
    ("Die Möwen flogen.", "Zwölf Abgeordnete stimmten dagegen, sagt das Protokoll", "orphan"),
]


@pytest.mark.parametrize(("sentence", "quote"), MOVED)
def test_a_quote_in_another_spelling_is_updated(
    tmp_path: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch, sentence: str, quote: str
) -> None:
    """A certain new quote is written only with --write, keeps comments, and is found by the next run."""
    monkeypatch.chdir(_port(tmp_path, sentence, quote))
    path = tmp_path / "dossier/a/annotations.yml"
    before = path.read_bytes()
    shown = dossier("reanchor")
    assert shown.stdout.startswith("dossier/a/annotations.yml:3:12: moved: statement “one”: ")
    assert (shown.exit_code, path.read_bytes()) == (1, before)
    written = dossier("reanchor", "a", "--write")
    assert written.exit_code == 0
    assert f"dossier/a/annotations.yml:3:12: replaced “{quote}” with “" in written.stderr
    assert path.read_text(encoding="utf-8").endswith("\n    # as it was\n")
    assert [problem for problem in load(tmp_path / "dossier")[1] if problem.code.startswith("quote-")] == []
    assert dossier("reanchor").stderr == "0 quotes lost\n"


@pytest.mark.parametrize(("sentence", "quote", "fate"), OTHERS)
def test_an_uncertain_quote_is_never_updated(
    tmp_path: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch, sentence: str, quote: str, fate: str
) -> None:
    """A quote is not updated if a number, hedge, negation or name changed, or if the words are too different."""
    monkeypatch.chdir(_port(tmp_path, sentence, quote))
    before = (tmp_path / "dossier/a/annotations.yml").read_bytes()
    result = dossier("reanchor", "--write")
    assert result.stdout.startswith(f"dossier/a/annotations.yml:3:12: {fate}: statement “one”: ")
    assert result.stderr == f"1 quote lost: 1 {fate}\n"
    assert result.exit_code == 1
    assert (tmp_path / "dossier/a/annotations.yml").read_bytes() == before


def test_the_summary_after_writing_counts_undecided_quotes(
    tmp_path: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After --write the summary counts only quotes left to decide; quotation marks not in the article are dropped."""
    sentence, quote, fate = OTHERS[0]
    monkeypatch.chdir(_port(tmp_path, f"{sentence} Die Möwen flogen.", quote, "  m:\n    quote: “Die Möwen flogen”\n"))
    assert dossier("reanchor").stderr == f"2 quotes lost: 1 {fate}, 1 moved\n"
    result = dossier("reanchor", "--write")
    assert 'moved: statement “m”: [-"-]Die Möwen flogen[-"-]\n' in result.stdout
    assert "replaced ““Die Möwen flogen”” with “Die Möwen flogen”" in result.stderr
    assert result.stderr.endswith(f"\n1 quote lost: 1 {fate}\n")


def test_hostile_quotes_change_nothing(tmp_path: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes of mere signs, of nearly the whole article, or of words that occur 1,000 times are not updated."""
    words = "Aaaaaaaaab " * 1_000
    more = "".join(
        f"  h{number}:\n    quote: '{quote}'\n"
        for number, quote in enumerate(
            ["…", " … ", "[-{+", "\u0301\u0301", "x" * 5_000, words[:9_000] + "c", "Aaaaaaaaac " * 20, "die … … … die"]
        )
    )
    monkeypatch.chdir(_port(tmp_path, words, "nichts davon", more))
    before = (tmp_path / "dossier/a/annotations.yml").read_bytes()
    result = dossier("reanchor", "--write")
    assert result.exit_code == 1
    assert "moved" not in result.stdout
    assert (tmp_path / "dossier/a/annotations.yml").read_bytes() == before


def test_an_unknown_dossier_is_refused(tmp_path: Path, dossier: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_port(tmp_path, "x", "y"))
    result = dossier("reanchor", "aa")
    assert (result.exit_code, result.stderr) == (2, "Error: there is no dossier “aa” — did you mean “a”?\n")
