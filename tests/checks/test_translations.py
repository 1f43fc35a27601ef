"""Numbers and names are the same in the original words and in their translation."""

from __future__ import annotations

import pytest

from checks.articles import article, found
from conftest import Loaded

ACTORS = """actors:
  nordkorea: {name: {de: Nordkorea, en: North Korea}, kind: state}
  russland: {name: {de: Russland, en: Russia}, kind: state}
  pentagon: {name: Pentagon, kind: agency}
  ryder: {name: Pat Ryder, kind: person, speaks_for: pentagon}
"""


def translated(loaded: Loaded, quote: str, original: str, language: str = "en") -> list[str]:
    """Return the messages about a statement with its original words, without their place."""
    files = {
        "dossier/actors.yml": ACTORS,
        "dossier/d/article.md": article(quote),
        "dossier/d/annotations.yml": (
            f"statements:\n  satz:\n    quote: '{quote}'\n    said_by: ryder\n    original:\n      lang: {language}\n"
            f"      text: '{original}'\n"
        ),
    }
    start = "dossier/d/annotations.yml:7:13: warning: statement “satz”: "
    return [line.removeprefix(start) for line in found(loaded, files, "translation-differs")]


NUMBER = "compare both: a translation keeps every number [translation-differs]"
NAME = "compare both: a translation keeps every name [translation-differs]"


@pytest.mark.parametrize(
    ("quote", "original", "line"),
    [
        (
            "20 Soldaten starben.",
            "More than 20 soldiers died.",
            f"the original has >20 (“More than 20”), the quote 20 (“20”) — {NUMBER}",
        ),
        ("Soldaten starben.", "Six soldiers died.", f"the original has 6 (“Six”), the quote does not — {NUMBER}"),
        ("Sechs Soldaten starben.", "Soldiers died.", f"the quote has 6 (“Sechs”), the original does not — {NUMBER}"),
        (
            "Wir helfen Nordkorea.",
            "We help Russia.",
            f"the original has actor “russland” (“Russia”), the quote actor “nordkorea” (“Nordkorea”) — {NAME}",
        ),
    ],
)
def test_numbers_and_names_lost_in_translation_are_reported(
    loaded: Loaded, quote: str, original: str, line: str
) -> None:
    assert translated(loaded, quote, original) == [line]


@pytest.mark.parametrize(
    ("quote", "original", "language"),
    [
        ("Sechs Offiziere und fast 5 Millionen Geschosse.", "Nearly five million shells and 6 officers.", "en"),
        ("Russland hilft Nordkorea.", "Russia helps North Korea.", "en"),
        ("Pat Ryder vom Pentagon sagte: „Wir helfen zwei Ländern.“", "We help two countries.", "en"),
        ("Pat Ryder vom Pentagon nannte sechs Länder.", "Six countries.", "en"),
        ("Pat Ryder sagte am dritten Tag von zwanzig: „Wir helfen.“", "We help.", "en"),
        ("Sechs Länder.", "Шесть стран.", "ru"),
        ("Wir helfen Russland.", "Мы помогаем России.", "ru"),
    ],
)
def test_a_faithful_translation_is_not_reported(loaded: Loaded, quote: str, original: str, language: str) -> None:
    """Order does not matter, the speaker is not part of the words, and unread languages are not compared."""
    assert translated(loaded, quote, original, language) == []
