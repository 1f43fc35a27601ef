"""Cues of attribution are found in German and English texts."""

from __future__ import annotations

import pytest

from mkdocs_dossier.language.attribution.cues import attributions

from .effort import is_linear

#: Each sentence with its expected cues: (kind, words, name).
GERMAN: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("Laut Putin geht das.", [("named", "Laut Putin", "Putin")]),
    ("Das geht laut „Kyiv Post“ nicht.", [("named", "laut „Kyiv Post", "Kyiv Post")]),
    ("Laut der neuen Regierung hat er recht.", [("named", "Laut der neuen Regierung", "Regierung")]),
    ("Laut Minister Shin Won-sik geht das.", [("named", "Laut Minister Shin Won-sik", "Minister Shin Won-sik")]),
    ("Laut russischen Angaben starben 20.", [("named", "Laut russischen Angaben", "")]),
    ("Laut einem Bericht der Kyiv Post starben 20.", [("named", "Laut einem Bericht der Kyiv Post", "Kyiv Post")]),
    ("Laut Medienberichten starben 20.", [("passive", "Laut Medienberichten", "")]),
    ("Er schrie laut und deutlich.", []),
    ("Dem Geheimdienst zufolge ist es so.", [("named", "Geheimdienst zufolge", "Geheimdienst")]),
    ("Einem Bericht der „Kyiv Post“ zufolge starben 20.", [("named", "Kyiv Post“ zufolge", "Kyiv Post")]),
    ("Berichten zufolge starben 20.", [("passive", "Berichten zufolge", "")]),
    ("Nach Angaben der Regierung ist es so.", [("named", "Nach Angaben der Regierung", "Regierung")]),
    ("Nach Angaben von Reuters ist es so.", [("named", "Nach Angaben von Reuters", "Reuters")]),
    ("Nach Putins Worten ist es so.", [("named", "Nach Putins Worten", "Putins")]),
    ("Nach eigenen Angaben ist es so.", [("named", "Nach eigenen Angaben", "")]),
    ("Nach dem Angriff auf Kyjiw flohen viele.", []),
    ("Es waren sechs, so Geheimdienstquellen.", [("named", "so Geheimdienstquellen", "Geheimdienstquellen")]),
    ("Im Gegenzug, so der Minister Shin, fing es an.", [("named", "so der Minister Shin", "Minister Shin")]),
    ("So Putin will, geht das.", []),
    ("Es war so, dass alle gingen.", []),
    ("Ryder sagte, dass es so war.", [("named", "Ryder sagte", "Ryder")]),
    ("Am 20. Juni erklärte Putin, dass er geht.", [("named", "erklärte Putin", "Putin")]),
    ("Die Ukraine erklärte 1991 ihre Unabhängigkeit.", []),
    ("Er sagte den Termin ab.", []),
    ("Wer das war, sagt der Artikel nicht.", []),
    ("Das teilte das Ministerium am Montag mit.", [("named", "teilte das Ministerium am Montag mit", "Ministerium")]),
    ("Er teilte das Brot.", []),
    ("Wie die Kyiv Post berichtet, starben 20.", [("named", "Kyiv Post berichtet", "Kyiv Post")]),
    ("Wie das geht, weiß er.", []),
    ("Die Zeitung, die sich auf Quellen beruft, irrt.", [("named", "auf Quellen beruft", "Quellen")]),
    ("Zusätzlich wurde berichtet, dass er kam.", [("passive", "wurde berichtet", "")]),
    ("Zuvor war berichtet worden, dass er kam.", [("passive", "berichtet", "")]),
    ("Er wurde von Reuters gemeldet.", []),
    ("Es hieß, dass er kam.", [("passive", "Es hieß", "")]),
    ("Dagegen hieß es, dass er kam.", [("passive", "hieß es", "")]),
    ("In der Erklärung hieß es, dass er kam.", [("named", "hieß es", "")]),
    ("Die Straße hieß anders.", []),
    ("Er hat angeblich Raketen.", [("passive", "angeblich", "")]),
    ("Er soll Raketen geliefert haben.", [("hearsay", "soll Raketen geliefert haben", "")]),
    ("Unter ihnen sollen sich Offiziere befinden.", [("hearsay", "sollen sich Offiziere befinden", "")]),
    ("Die Truppen sollen bis Mai abziehen.", []),
    ("Jeder soll seine Meinung haben.", []),
    ("Die Lage sei ernst.", [("konjunktiv", "sei", "")]),
    ("Man werde sehen, und er habe Zeit.", [("konjunktiv", "werde", ""), ("konjunktiv", "habe", "")]),
    ("Ich habe Zeit und komme.", []),
    ("Es sei denn, er kommt, wie dem auch sei.", []),
    ("Er nannte das „eine sehr schlechte Idee“ und ging.", [("quotation", "„eine sehr schlechte Idee“", "")]),
    ("Er nannte sie »eine sehr schlechte Idee«.", [("quotation", "»eine sehr schlechte Idee«", "")]),
    ("Das „Neue Deutsche Theater“ und „der Rest“.", []),
    ("Wir bleiben alle hier\", sagte Ryder.", [("named", "sagte Ryder", "Ryder")]),
]  # fmt: skip

ENGLISH: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("According to the Kyiv Post, 20 died.", [("named", "According to the Kyiv Post", "Kyiv Post")]),
    ("According to Russian officials, 20 died.", [("named", "According to Russian", "")]),
    ("According to reports, 20 died.", [("passive", "According to reports", "")]),
    ("Ryder said the attack took place.", [("named", "Ryder said", "Ryder")]),
    ("“We all stay here,” said Ryder.", [("quotation", "“We all stay here,”", ""), ("named", "said Ryder", "Ryder")]),
    ("Reuters reported that 20 died.", [("named", "Reuters reported", "Reuters")]),
    ("The president announced a plan.", []),
    ("It was reported that 20 died.", [("passive", "was reported", "")]),
    ("He is said to be rich.", [("passive", "is said", "")]),
    ("That being said, we go.", []),
    ("North Korea reportedly sent troops.", [("passive", "reportedly", "")]),
    ("The paper, citing the Pentagon, said so.", [("named", "citing the Pentagon", "Pentagon"), ("named", "said", "")]),
]


def cues(text: str, language: str) -> list[tuple[str, str, str]]:
    found = attributions(text, language)
    return [(cue.kind.value, text[cue.start : cue.end], text[cue.name_start : cue.name_end]) for cue in found]


@pytest.mark.parametrize(("text", "expected"), GERMAN)
def test_german(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cues(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cues(text, "en-GB") == expected


def test_other_languages_have_only_quotations() -> None:
    assert cues("Il a dit « nous restons tous ici » laut Putin.", "fr") == []
    assert cues("Il a dit «nous restons tous ici» laut Putin.", "fr") == [("quotation", "«nous restons tous ici»", "")]


def test_every_sentence_is_read_for_itself() -> None:
    """Cues end with their sentence, and their offsets count from the start of the text."""
    text = "Das geht. Laut Putin geht das.\nRyder sagte, dass es geht."
    assert [text[cue.start : cue.end] for cue in attributions(text, "de")] == ["Laut Putin", "Ryder sagte"]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert attributions("„Das ist nicht\nso gemeint“ gewesen", "de") == []


@pytest.mark.parametrize("word", ["laut ", "Ab ", "so, ", "wurde ", "sagte ", "„", "berichtet ", "auf sich beruft "])
def test_time_is_linear(word: str) -> None:
    """Four times as much text takes about four times the work."""
    assert is_linear(lambda text: attributions(text, "de"), word)
