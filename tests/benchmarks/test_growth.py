"""The collections of `make bench-growth` are free of errors, and its exponents are right."""

from __future__ import annotations

import pytest
from benchmarks.growth import KINDS, exponents

from conftest import Loaded


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_collection_without_errors(loaded: Loaded, kind: str) -> None:
    _, problems = loaded({f"dossier/{name}": text for name, text in KINDS[kind](5).items()})
    assert [str(problem) for problem in problems if problem.severity == "error"] == []


def test_an_exponent_is_that_of_the_added_time() -> None:
    """The exponent is 1 if twice the size adds twice the time, 2 if four times; none below what can be measured."""
    assert exponents({1: 0.5, 100: 1.5, 200: 2.5, 400: 8.5}, [100, 200, 400]) == ["1.00", "2.00"]
    assert exponents({1: 0.5, 100: 0.55, 200: 1.5}, [100, 200]) == ["-"]
