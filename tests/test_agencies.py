"""Fully annotated articles in the style of news agencies cause no false problem, and use every field.

Each folder of `agencies/` is a collection, with a `listing.txt` of its statements with their chains, and of its figures
with their values, in the order of the articles. DOSSIER_UPDATE=1 rewrites the listings.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from forked import mkdocs
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.figures import agrees_with_words, number_of
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Actor, Dossier, Figure, Statement

COLLECTIONS = sorted(path for path in (Path(__file__).parent / "agencies").iterdir() if path.is_dir())
each_collection = pytest.mark.parametrize("folder", COLLECTIONS, ids=lambda path: path.name)
#: The number of figures whose value (follows from the words, is written, is derived from other figures).
FIGURES = {
    "orrin-dam": (19, 1, 0),
    "port-strike": (21, 0, 0),
    "urteil": (23, 0, 1),
    "waffenruhe": (14, 0, 0),
    "zugunglueck": (22, 0, 1),
}
#: Acts, fields of records, and kinds of chains that the collections must use.
SAID = {
    "claim", "demand", "announcement", "promise", "denial", "question", "no-comment", "kept", "broken", "why",
    "several speakers", "through a person", "agreement.open", "correction.after", "correction.before",
    "dossier.sources", "dossier.translation_of", "dossier.version_of", "event.part_of", "figure.acknowledged",
    "figure.checked", "figure.derived_from", "figure.supersedes", "omission.why", "place.within",
    "relation.statements", "source.acknowledged", "statement.acknowledged", "statement.checked",
    "statement.supersedes",
}  # fmt: skip
MKDOCS_YML = """
site_name: {name}
site_url: https://agencies.example/
docs_dir: docs
theme: {{name: material, language: {language}}}
plugins: [dossier]
"""


@each_collection
def test_nothing_is_reported(folder: Path) -> None:
    """The collections cause no error, no warning, and no hint that is not acknowledged."""
    _, problems = load(folder / "dossier", folder)
    assert [str(problem) for problem in problems] == []


@each_collection
def test_the_words_of_each_figure_give_its_value(folder: Path) -> None:
    collection, _ = load(folder / "dossier", folder)
    quoted = [figure for figure in collection.of(Figure) if figure.quote]
    confirmed = [figure for figure in quoted if agrees_with_words(collection, figure)]
    written = [figure for figure in quoted if figure not in confirmed and figure.value is not None]
    worked_out = [figure for figure in collection.of(Figure) if figure.derived_from]
    assert len(confirmed) + len(written) == len(quoted)
    assert (len(confirmed), len(written), len(worked_out)) == FIGURES[folder.name]


def test_together_they_use_all_that_can_be_written() -> None:
    """Together the collections use each act, chains through people, and the fields in `SAID`."""
    used: set[str] = set()
    for folder in COLLECTIONS:
        collection, _ = load(folder / "dossier", folder)
        for record in collection:
            used |= {f"{record.noun}.{field.name}" for field in fields(record) if getattr(record, field.name, None)}
        for said in collection.of(Statement):
            used |= {said.act or "claim", said.holds or ""} | {"why" for other in said.contradicts if other.why}
            used |= {"several speakers"} if len(said.said_by) > 1 else set()
            used |= {"through a person"} if any(collection.get(Actor, name) for name in said.via) else set()
    assert SAID - used == set()


@each_collection
def test_the_chains_and_numbers_are_those_of_the_listing(folder: Path) -> None:
    collection, _ = load(folder / "dossier", folder)
    listing = folder / "listing.txt"
    if os.environ.get("DOSSIER_UPDATE"):
        listing.write_text("\n".join(_listing(collection)) + "\n", encoding="utf-8")
    assert list(_listing(collection)) == listing.read_text(encoding="utf-8").splitlines()


def _listing(collection: Collection) -> Iterator[str]:
    """Yield a line per statement (act, mode, day, chain, first words), with a line per figure below its statement."""
    for dossier in sorted(collection.of(Dossier), key=lambda dossier: dossier.published.earliest or 0):
        yield f"# {dossier.id}"
        passages = collection.articles[dossier].passages
        figures = [record for record in passages if isinstance(record, Figure)]
        figures += [figure for figure in collection.inside(dossier, Figure) if not figure.quote]
        below: dict[Statement | None, list[Figure]] = {}
        for figure in figures:
            below.setdefault(collection.statement_of(figure), []).append(figure)
        statements = [record for record in passages if isinstance(record, Statement)]
        for statement in sorted(statements, key=lambda found: (passages[found].start, -passages[found].end)):
            yield _said(statement)
            yield from (_counted(collection, figure) for figure in below.pop(statement, ()))
        yield from (_counted(collection, figure) for figures in below.values() for figure in figures)


def _said(statement: Statement) -> str:
    chain = " ← ".join(["+".join(statement.said_by) or "–", *reversed(statement.via)])
    day = f" {statement.said_on}" if statement.said_on else ""
    words = " ".join(statement.quote.split()[:6])
    return f"{statement.id}: {statement.act or 'claim'}, {statement.mode or '–'}{day}, {chain} | {words}"


def _counted(collection: Collection, figure: Figure) -> str:
    number = number_of(collection, figure)
    assert number is not None, figure.key
    amount = f"{number.amount} {number.unit}".strip()
    formula = figure.derived_from.formula if figure.derived_from else ""
    return f"  {figure.id} = {amount} | {number.words or formula}"


@pytest.mark.slow
@each_collection
def test_the_site_is_built_strictly(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "dossier", tmp_path / "dossier")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Articles\n", encoding="utf-8")
    collection, _ = load(folder / "dossier", folder)
    language = min(dossier.language[:2] for dossier in collection.of(Dossier))
    settings = MKDOCS_YML.format(name=folder.name, language=language)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "DOSSIER_CACHE_DIR": str(tmp_path / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    done = mkdocs("build", "--strict", cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    for dossier in collection.of(Dossier):
        assert (tmp_path / "site" / dossier.id / "index.html").is_file()
