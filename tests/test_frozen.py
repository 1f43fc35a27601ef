"""Collections of earlier versions load with the same meaning."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.claims import Statement
from mkdocs_dossier.problems import Severity

VERSIONS = sorted(path for path in (Path(__file__).parent / "frozen").iterdir() if path.is_dir())

#: Counts by version 0.1 itself.
COUNTS = {
    "actor": 20, "source": 3, "agreement": 2, "event": 8, "topic": 8, "place": 4, "quantity": 8, "relation": 6,
    "statement": 35, "figure": 13, "mention": 40, "dossier": 2,
}  # fmt: skip
ORIGINS = {
    "–": 14, "putin": 7, "suedkoreanischer-geheimdienst": 2, "washington-post": 2, "shin-won-sik": 2,
    "suedkoreanische-regierung": 2, "quellen-ukrainischer-geheimdienst": 2, "kyiv-post": 1, "pentagon": 2,
    "pat-ryder": 1,
}  # fmt: skip


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)
def test_the_sample_of_an_earlier_version_loads_without_an_error(version: Path) -> None:
    _, problems = load(version / "dossier")
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []


def test_the_sample_of_0_1_keeps_its_meaning() -> None:
    """The sample of 0.1 has all its records, and its statements have the same origins."""
    collection, _ = load(VERSIONS[0] / "dossier")
    assert Counter(record.noun for record in collection) == COUNTS
    origins = {said.key: [origin.id for origin in origins_of(collection, said)] for said in collection.of(Statement)}
    assert Counter(name for names in origins.values() for name in names or ["–"]) == ORIGINS
