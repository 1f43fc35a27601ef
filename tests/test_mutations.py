"""Broken in 2,000 ways, the sample collection raises nothing, and loses no word without a problem.

A changed letter in a note is just another note, which no program can detect. But every word in the files must be in the
records too, or a problem is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.export import exports
from mkdocs_dossier.export.chunks import pieces_of
from mkdocs_dossier.loading import load
from mkdocs_dossier.problems import Problem, Severity
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import Addresses
from mutations import STRUCTURE, Files, Mutation, difference, mutated, put, words_in, words_of

SAMPLE = Path(__file__).parents[1] / "dossier"
#: The number of seeds per test; every tenth also makes the site.
_AT_ONCE, _MADE = 50, 10


class Sample:
    """The sample, with its words and problems before any mutation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: Files = {
            path.relative_to(SAMPLE).as_posix(): path.read_bytes()
            for path in sorted(SAMPLE.rglob("*"))
            if path.suffix in (".yml", ".md")
        }
        collection, problems = self.read(self.files)
        self.written, self.held = words_of(self.files), words_in(collection)
        self.known = {(problem.code, problem.message) for problem in problems}

    def read(self, files: Files) -> tuple[Collection, list[Problem]]:
        """Write and load the files."""
        put(self.folder, files)
        return load(self.folder)

    def faults(self, mutation: Mutation, *, make: bool) -> Iterator[str]:
        """Yield what is wrong with loading the mutation; with `make`, make its site and data as `serve` does."""
        collection, problems = self.read(mutation.files)
        for problem in problems:
            if not (problem.location.path and problem.location.line > 0 and problem.location.column > 0):
                yield f"has no place: {problem}"
        heavy = [p for p in problems if p.severity is not Severity.HINT and (p.code, p.message) not in self.known]
        if not (heavy or mutation.in_comment):
            written = difference(words_of(mutation.files), self.written)
            held = difference(words_in(collection), self.held)
            lost = {word for word in {*written, *held} - STRUCTURE if written.get(word) != held.get(word)}
            if lost:
                yield f"without a word lost or invented: {sorted(lost)}"
        if make:
            site = Site(collection, Addresses("de"), base_url="https://site.example/")
            site.banner = site.fragment("parts/problems.html", "", problems=problems) if problems else ""
            for page in site.pages:
                site.render(page)
            for parts_of in exports(site).values():
                for _ in pieces_of(parts_of):
                    pass


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("mutations") / "dossier")


def _hold(sample: Sample, seeds: range) -> None:
    found = {}
    for seed in seeds:
        mutation = mutated(sample.files, seed)
        if faults := list(sample.faults(mutation, make=seed % _MADE == 0)):
            found[seed, mutation.what] = faults
    assert found == {}


@pytest.mark.parametrize("first", range(0, 100, _AT_ONCE))
def test_broken_in_a_hundred_ways(sample: Sample, first: int) -> None:
    """The first hundred mutations raise nothing and lose no word."""
    _hold(sample, range(first, first + _AT_ONCE))


@pytest.mark.torture
@pytest.mark.parametrize("first", range(100, 2000, _AT_ONCE))
def test_broken_in_two_thousand_ways(sample: Sample, first: int) -> None:
    """All other mutations raise nothing and lose no word."""
    _hold(sample, range(first, first + _AT_ONCE))


def test_a_lost_word_is_detected(sample: Sample) -> None:
    """The control: ignoring a file without a problem is detected as a fault."""
    reading = sample.read

    def forgetful(files: Files) -> tuple[Collection, list[Problem]]:
        collection, _ = reading({name: text for name, text in files.items() if name != "places.yml"})
        return collection, []

    sample.read = forgetful  # type: ignore[method-assign]
    try:
        faults = list(sample.faults(Mutation(sample.files, "a place is forgotten"), make=False))
    finally:
        sample.read = reading  # type: ignore[method-assign]
    assert len(faults) == 1
    assert "lost" in faults[0]


def test_mutations_are_the_same_for_a_seed(sample: Sample) -> None:
    """A seed always gives the same mutation, and most seeds change a file."""
    assert [mutated(sample.files, seed) for seed in range(50)] == [mutated(sample.files, seed) for seed in range(50)]
    assert sum(mutated(sample.files, seed).files != sample.files for seed in range(200)) > 120
