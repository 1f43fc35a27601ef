"""The sample dossiers of this repository have one known disagreement in figures and words."""

from __future__ import annotations

from pathlib import Path

from mkdocs_dossier.loading import load

DOSSIER = Path(__file__).parents[2] / "dossier"
CODES = frozenset(
    {"figure-unread", "value-differs", "unit-differs", "contradiction", "drift", "chain-drift", "formula-wrong"}
    | {"derived-differs", "snapshot-unreadable", "snapshot-changed", "quote-not-in-source", "translation-differs"}
)


def test_the_sample_has_one_disagreement() -> None:
    """The only disagreement in the sample is drift: the lead says “mehr als 20”, the text “20”."""
    found = [problem for problem in load(DOSSIER)[1] if problem.code in CODES]
    assert [(problem.code, problem.message.split(" (dossier/")[0]) for problem in found] == [
        ("drift", "figure “tote-im-text”: the article says “20” here, and “mehr als 20” in figure “tote”")
    ]
