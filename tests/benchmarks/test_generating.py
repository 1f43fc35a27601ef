"""Generated collections are reproducible, free of errors, and as large as requested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.editing import edit_article, edit_statement
from benchmarks.generating import dossiers_for, generate
from benchmarks.programs import ANNOTATIONS

from benchmarks import generating, scale
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Dossier, Statement
from mkdocs_dossier.problems import Problem, Severity
from mkdocs_dossier.site.pages import pages_of
from mkdocs_dossier.site.urls import Addresses


def _texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}


def _grave(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems if problem.severity is not Severity.HINT]


def test_the_same_seed_gives_the_same_collection(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        generate(tmp_path / name, 5, ANNOTATIONS, seed)
    assert _texts(tmp_path / "one") == _texts(tmp_path / "same")
    assert _texts(tmp_path / "one") != _texts(tmp_path / "other")


def test_a_register_of_many_is_written_into_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large register is split into several files, because a single one would exceed the limit."""
    generate(tmp_path / "one", 5, ANNOTATIONS)
    monkeypatch.setattr(generating, "_IN_A_FILE", 20)
    generate(tmp_path / "several", 5, ANNOTATIONS)
    assert (tmp_path / "several/quantities-40.yml").is_file()
    (one, found), (several, same) = load(tmp_path / "one"), load(tmp_path / "several")
    assert _grave(found) == _grave(same) == []
    assert {record.key for record in one} == {record.key for record in several}


def test_an_archive_has_the_wanted_number_of_pages_per_dossier(tmp_path: Path) -> None:
    said = scale.measured(tmp_path, 30)
    assert re.match(r"30 dossiers, 1,800 annotations, (\d+) pages: ", said)
    assert 30 * scale.PAGES <= int(said.split()[4]) <= 30 * scale.PAGES + 20
    assert "(kept: 2 GB)" in said


@pytest.mark.parametrize("pages", [250, 1000])
def test_a_collection_is_sound_and_has_about_the_wanted_number_of_pages(pages: int, tmp_path: Path) -> None:
    generate(tmp_path / "dossier", dossiers_for(pages), ANNOTATIONS)
    collection, problems = load(tmp_path / "dossier")
    assert _grave(problems) == []
    assert len(list(collection.of(Statement))) == dossiers_for(pages) * ANNOTATIONS // 2
    assert {dossier.language for dossier in collection.of(Dossier)} == {"de", "en"}
    assert abs(len(list(pages_of(collection, Addresses("de")))) - pages) < 0.05 * pages


def test_no_record_is_named_more_often_in_a_larger_collection(tmp_path: Path) -> None:
    """References to a record do not grow with the collection; otherwise builds would take quadratic time."""
    most = []
    for dossiers in (100, 400):
        generate(tmp_path / str(dossiers), dossiers, ANNOTATIONS)
        collection, _ = load(tmp_path / str(dossiers))
        named = {
            record: sum(1 for _ in collection.linking(record)) for record in collection if record.noun != "statement"
        }
        most.append({noun: max(n for r, n in named.items() if r.noun == noun) for noun in ("actor", "source", "topic")})
    small, large = most
    assert all(large[noun] < 2 * small[noun] for noun in small), most


def test_edits_can_be_seen_and_break_nothing(tmp_path: Path) -> None:
    """Each edit replaces the words of the edit before, and causes no problem."""
    generate(tmp_path / "dossier", 5, ANNOTATIONS)
    dossier = tmp_path / "dossier" / "dossier-0"
    for number in (0, 1, 12):
        said, written = edit_statement(dossier, number), edit_article(dossier, number)
        collection, problems = load(tmp_path / "dossier")
        assert _grave(problems) == []
        assert [str(s.text) for s in collection.of(Statement) if s.text] == [said]
        (article,) = [d.body for d in collection.of(Dossier) if d.id == "dossier-0"]
        assert article.count("im Schrank") == 1
        assert article.rstrip().endswith(written)
