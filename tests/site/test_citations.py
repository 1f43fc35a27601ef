"""Pages are cited in words, as BibTeX and as CSL-JSON, with the commit that the site was built from."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.site.citations import Reference, bibtex, csl_json, in_words
from mkdocs_dossier.site.i18n import NBSP, interface
from mkdocs_dossier.site.revision import Revision, revision_of

COMMIT = "0123456789abcdef0123456789abcdef01234567"
DOSSIER = Reference(
    name="dossier-angriff",
    title="Der Angriff",
    kind="annotiertes Dossier",
    author="Die Redaktion",
    published=Date.parse("2024-10-05T09:09"),
    address="https://site.example/angriff/",
    language="de",
    revision=Revision("Ein Archiv", COMMIT, Date.parse("2026-11-22")),
)


def test_in_german() -> None:
    """A German citation has author, title, kind, site, day, address, and the site's state."""
    assert in_words(DOSSIER, interface("de")).replace(NBSP, " ") == (
        "Die Redaktion: „Der Angriff“ (annotiertes Dossier), in: Ein Archiv, 5. Oktober 2024, 09:09 Uhr, "
        "https://site.example/angriff/, Stand 22. November 2026, Commit 0123456789ab"
    )


def test_in_english() -> None:
    """An English citation has the same parts in English style."""
    words = in_words(replace(DOSSIER, kind="annotated dossier"), interface("en")).replace(NBSP, " ")
    assert words.startswith("Die Redaktion, “Der Angriff” (annotated dossier), in Ein Archiv, October 5, 2024")
    assert words.endswith("https://site.example/angriff/, as of November 22, 2026, commit 0123456789ab")


def test_unknown_parts_are_left_out() -> None:
    """A citation without author, day, address and commit has no empty fields."""
    bare = replace(DOSSIER, author="", published=None, address="", revision=Revision())
    assert in_words(bare, interface("de")) == "„Der Angriff“ (annotiertes Dossier)"
    assert bibtex(bare, interface("de")) == (
        "@misc{dossier-angriff,\n  title = {{Der Angriff}},\n  note = {annotiertes Dossier},\n}"
    )
    assert json.loads(csl_json(bare)) == [
        {
            "id": "dossier-angriff",
            "type": "webpage",
            "title": "Der Angriff",
            "genre": "annotiertes Dossier",
            "language": "de",
        }
    ]


def test_bibtex() -> None:
    """The entry suits BibTeX and biblatex: doubled braces, the month's macro, the whole date."""
    assert bibtex(DOSSIER, interface("de")).splitlines() == [
        "@misc{dossier-angriff,",
        "  author = {{Die Redaktion}},",
        "  title = {{Der Angriff}},",
        "  howpublished = {{Ein Archiv}},",
        "  year = {2024},",
        "  month = oct,",
        "  date = {2024-10-05},",
        "  note = {annotiertes Dossier, Stand 22. November 2026, Commit 0123456789ab},",
        "  url = {https://site.example/angriff/},",
        "}",
    ]


def test_bibtex_is_escaped() -> None:
    r"""TeX's special characters are escaped, and braces stay balanced as BibTeX counts them, `\{` included."""
    entry = bibtex(replace(DOSSIER, title="5 % & #1\n_$~^\\ {x", author="}"), interface("de"))
    title = r"5 \% \& \#1 \_\$\textasciitilde{}\textasciicircum{}\textbackslash{} \textbraceleft{}x"
    assert f"  title = {{{{{title}}}}}," in entry
    assert r"  author = {{\textbraceright{}}}," in entry
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize(
    ("published", "lines"),
    [
        ("2024-10", ["year = {2024}", "month = oct"]),
        ("2024", ["year = {2024}"]),
        ("2023-08/2024-01", ["year = {2023--2024}"]),
        ("2024-10-03/..", ["year = {2024}"]),
    ],
)
def test_bibtex_dates(published: str, lines: list[str]) -> None:
    """Month and day are given only if known."""
    entry = bibtex(replace(DOSSIER, published=Date.parse(published)), interface("de"))
    said = [
        line.strip(" ,") for line in entry.splitlines() if line.split(" = ")[0].strip() in ("year", "month", "date")
    ]
    assert said == lines


def test_csl() -> None:
    """A CSL-JSON item has author, day, address and the full commit, as Zotero reads them."""
    (item,) = json.loads(csl_json(DOSSIER))
    assert item["author"] == [{"literal": "Die Redaktion"}]
    assert item["issued"] == {"date-parts": [[2024, 10, 5]]}
    assert item["version"] == COMMIT
    assert item["URL"] == "https://site.example/angriff/"


def test_a_records_page_is_dated_by_the_commit() -> None:
    """A record's page, which has no date of its own, is dated by the day of the site's commit."""
    actor = replace(DOSSIER, name="actor-kim", author="", published=None)
    assert json.loads(csl_json(actor))[0]["issued"] == {"date-parts": [[2026, 11, 22]]}
    assert "date = {2026-11-22}" in bibtex(actor, interface("de"))
    assert "22. November 2026, Commit" in in_words(actor, interface("de")).replace(NBSP, " ")


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a folder, without the user's settings, and return its output."""
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", *arguments]
    days = {"GIT_COMMITTER_DATE": "2026-03-01T23:30:00+02:00", "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z"}
    environment = {**days, "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder in a repository with one commit."""
    folder = tmp_path / "work" / "site"
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: T\n")
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "1")
    return folder


def test_the_commit_and_its_day(project: Path) -> None:
    """The revision's day is the committer's, in the time zone of the commit."""
    assert revision_of("T", project, {}) == Revision("T", git(project, "rev-parse", "HEAD"), Date.parse("2026-03-01"))


def test_source_date_epoch(project: Path, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH overrides the day, even without Git; a malformed one is ignored."""
    assert revision_of("T", project, {"SOURCE_DATE_EPOCH": "86400"}).day == Date.parse("1970-01-02")
    assert revision_of("T", tmp_path, {"SOURCE_DATE_EPOCH": "86400"}) == Revision("T", "", Date.parse("1970-01-02"))
    assert revision_of("T", tmp_path, {"SOURCE_DATE_EPOCH": "today"}) == Revision("T")


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """Without a repository or without Git, commit and day are left out."""
    assert revision_of("T", tmp_path, {}) == Revision("T")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revision_of("T", project, {}) == Revision("T")


def test_a_commit_that_differs_from_the_working_tree(project: Path) -> None:
    """A changed file or an uncommitted folder hides the commit; a new file, such as a built page, does not."""
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("built")
    assert revision_of("T", project, {}).commit
    fresh = project.parent / "fresh"
    fresh.mkdir()
    assert revision_of("T", fresh, {}) == Revision("T")
    (project / "mkdocs.yml").write_text("site_name: U\n")
    assert revision_of("T", project, {}) == Revision("T")


def test_a_shallow_clone(project: Path, tmp_path: Path) -> None:
    """In a shallow clone, the commit is left out."""
    git(project, "commit", "-qm", "2", "--allow-empty")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project.parent}", "shallow")
    assert revision_of("T", tmp_path / "shallow" / "site", {}) == Revision("T")


def test_a_repository_of_somebody_else(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a repository that Git refuses because of its owner, the commit is left out."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert revision_of("T", project, {}) == Revision("T")
