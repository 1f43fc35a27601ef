"""The dossiers of this repository: what is found in their chains, times, coverage and care."""

from __future__ import annotations

from pathlib import Path

from mkdocs_dossier.loading import load
from mkdocs_dossier.problems import Severity

DOSSIER = Path(__file__).parents[2] / "dossier"


def test_the_sample_has_no_faults_and_these_hints() -> None:
    """Nobody says who reported two things, and nobody has seen what two newspapers wrote."""
    _, problems = load(DOSSIER)
    assert {problem.severity for problem in problems} == {Severity.HINT}
    assert sorted((problem.code, problem.message.split(":")[0]) for problem in problems) == [
        ("drift", "figure “tote-im-text”"),
        ("origin-not-located", "source “kyiv-post”"),
        ("origin-not-located", "source “washington-post”"),
    ]
