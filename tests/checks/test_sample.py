"""The dossiers of this repository: what is found in their figures and words."""

from __future__ import annotations

from pathlib import Path

from mkdocs_dossier.loading import load

DOSSIER = Path(__file__).parents[2] / "dossier"
CODES = frozenset(
    {"figure-unread", "value-differs", "unit-differs", "contradiction", "drift", "chain-drift", "formula-wrong"}
    | {"derived-differs", "snapshot-unreadable", "snapshot-changed", "quote-not-in-source", "translation-differs"}
)


def test_what_is_found_in_the_figures_and_words_of_the_sample() -> None:
    """The lead says “mehr als 20”, the text “20”: nothing else does not agree."""
    found = [problem for problem in load(DOSSIER)[1] if problem.code in CODES]
    assert [(problem.code, problem.message.split(" (dossier/")[0]) for problem in found] == [
        ("drift", "figure “tote-im-text”: the article says “20” here, and “mehr als 20” in figure “tote”")
    ]
