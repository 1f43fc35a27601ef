"""The sample dossiers of this repository have no faults and a few known hints."""

from __future__ import annotations

from pathlib import Path

from mkdocs_dossier.loading import load
from mkdocs_dossier.problems import Severity

DOSSIER = Path(__file__).parents[2] / "dossier"


def test_the_sample_has_only_known_hints() -> None:
    """The sample's only problems are hints: one drift, and two newspaper articles that nobody has seen."""
    _, problems = load(DOSSIER)
    assert {problem.severity for problem in problems} == {Severity.HINT}
    assert sorted((problem.code, problem.message.split(":")[0]) for problem in problems) == [
        ("drift", "figure “tote-im-text”"),
        ("origin-not-located", "source “kyiv-post”"),
        ("origin-not-located", "source “washington-post”"),
    ]
