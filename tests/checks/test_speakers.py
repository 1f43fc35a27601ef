"""The name that is a verb's speaker is distinguished from names that are not."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

REGISTERS = """
actors:
  lind: {name: Asta Lind, kind: person, aliases: [Lind]}
  berg: {name: Nils Berg, kind: person, aliases: [Berg]}
  rat: {name: Hafenrat, kind: agency}
  welle: {name: Küstenwelle, kind: media}
  bote: {name: Nordbote, kind: media}
  knrb: {name: KNRB, kind: media}
  wire: {name: Harbour Wire, kind: media}
"""


def named(loaded: Loaded, body: str, language: str = "de") -> list[str]:
    """Return the actors that the words of a statement name as speakers."""
    files = {
        "dossier/d/article.md": article(body, language=language),
        "dossier/d/annotations.yml": f"statements: {{s: {{quote: '{body.rstrip('.')}', mode: own}}}}\n",
        "dossier/all.yml": REGISTERS,
    }
    return [line.split("add said_by: ")[1].split(",")[0] for line in found(loaded, files, "attribution-unused")]


@pytest.mark.parametrize(
    "body",
    [
        "Kritiker von Lind sagen, das sei zu teuer.",
        "Kritiker Linds sagten, das sei zu teuer.",
        "Die Gegner des Hafenrat sagten, das sei zu teuer.",
        "Gegner von Berg und Lind sagten, das sei zu teuer.",
        "Ein Sprecher von Lind sagte, das sei zu teuer.",
        "Ein Sprecher Asta Linds sagte, das sei zu teuer.",
        "Anders als Lind behauptet, sei das zu teuer.",
        "Anders als Berg und Lind behaupten, sei das zu teuer.",
        "Entgegen dem, was Lind sagt, sei das zu teuer.",
        "Im Gegensatz zu dem, was Lind sagte, sei das zu teuer.",
        "Dem Nordbote sagte er, das sei zu teuer.",
        "Er sagte dem Nordbote, das sei zu teuer.",
        "Sie sagte der Küstenwelle, das sei zu teuer.",
        "Der Küstenwelle sagte sie, das sei zu teuer.",
        "Sie sagte gegenüber Nordbote, das sei zu teuer.",
        "Gegenüber Nordbote sagte sie, das sei zu teuer.",
        "Über Lind sagte er, das sei zu teuer.",
        "Im Gespräch mit der Küstenwelle sagte er, das sei zu teuer.",
        "Nach einem Treffen mit Lind sagte er, das sei zu teuer.",
        "Der Sprecher der Küstenwelle sagte Nordbote, das sei zu teuer.",
        "Wie Lind der Küstenwelle sagte, ist das zu teuer.",
        "Wie sie Lind Nordbote sagte, ist das zu teuer.",
        "Kritikern von Lind zufolge ist das zu teuer.",
        "Einem Sprecher der Küstenwelle zufolge ist das zu teuer.",
        "Laut Kritikern von Lind ist das zu teuer.",
        "Laut einem Sprecher Linds ist das zu teuer.",
        "Die Familie Lind teilte mit, das sei zu teuer.",
    ],
)
def test_german_names_of_others_are_not_the_speaker(loaded: Loaded, body: str) -> None:
    assert named(loaded, body) == []


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Lind zufolge ist das zu teuer.", "lind"),
        ("Angaben von Lind zufolge ist das zu teuer.", "lind"),
        ("Einem Bericht der Küstenwelle zufolge ist das zu teuer.", "welle"),
        ("Gegenüber dem Nordbote sagte Lind, das sei zu teuer.", "lind"),
        ("Gegenüber Nordbote sagte Lind, das sei zu teuer.", "lind"),
        ("In einem Interview mit dem Nordbote sagte Lind, das sei zu teuer.", "lind"),
        ("Im Gespräch mit der Küstenwelle sagte Lind, das sei zu teuer.", "lind"),
        ("Lind sagte im Gespräch mit der Küstenwelle, das sei zu teuer.", "lind"),
        ("Dem Nordbote sagte Lind, das sei zu teuer.", "lind"),
        ("Über Berg sagte Lind, das sei zu teuer.", "lind"),
        ("Lind sagte Nordbote, das sei zu teuer.", "lind"),
        ("Das teilte Lind der Küstenwelle mit.", "lind"),
        ("Der Hafenrat sagte, das sei zu teuer.", "rat"),
        ("Die Ministerin Lind sagte, das sei zu teuer.", "lind"),
        ("Der Minister Nils Berg sagte, das sei zu teuer.", "berg"),
        ("Laut Linds Sprecher Berg ist das zu teuer.", "berg"),
        ("Nach Linds Worten ist das zu teuer.", "lind"),
        ("Wie Lind behauptet, ist das zu teuer.", "lind"),
        ("Berg und Lind sagten, das sei zu teuer.", "lind"),
    ],
)
def test_the_german_speaker_is_found(loaded: Loaded, body: str, speaker: str) -> None:
    assert named(loaded, body) == [speaker]


@pytest.mark.parametrize(
    "body",
    [
        "Critics of Lind said it was too late.",
        "A spokesman for Lind said it was too late.",
        "A person close to Lind said it was too late.",
        "Opponents of Berg and Lind said it was too late.",
        "Contrary to what Lind says, it was too late.",
        "Unlike what Lind says, it was too late.",
        "Other than Lind claims, it was too late.",
        "According to critics of Lind, it was too late.",
        "According to a spokesman for Lind, it was too late.",
        "Quoting a friend of Lind, she said it was too late.",
        "He told KNRB that it was too late.",
        "The mayor, a farmer, told KNRB that it was too late.",
        "Speaking to KNRB, he said Lind was too late.",
        "The officials said Lind was too late.",
        "In an interview with KNRB, she said it was too late.",
        "Talking about Lind, she said it was too late.",
    ],
)
def test_english_names_of_others_are_not_the_speaker(loaded: Loaded, body: str) -> None:
    assert named(loaded, body, "en") == []


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Lind said it was too late.", "lind"),
        ("Lind told KNRB that it was too late.", "lind"),
        ("“It was too late,” said Lind.", "lind"),
        ("“It was too late,” said Lind in Harbour Street.", "lind"),
        ("In an interview with KNRB, Lind said it was too late.", "lind"),
        ("According to Lind, it was too late.", "lind"),
        ("According to a report by Harbour Wire, it was too late.", "wire"),
        ("A statement by Lind said it was too late.", "lind"),
        ("The new mayor Lind said it was too late.", "lind"),
        ("As Lind said, it was too late.", "lind"),
        ("Berg and Lind said it was too late.", "lind"),
    ],
)
def test_the_english_speaker_is_found(loaded: Loaded, body: str, speaker: str) -> None:
    assert named(loaded, body, "en") == [speaker]
