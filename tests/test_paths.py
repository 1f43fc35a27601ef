"""Nothing in a collection leads out of it or out of the site, and names suit every file system."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from conftest import Loaded, write
from mkdocs_dossier.checks.articles import fault_of_image
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import KINDS
from mkdocs_dossier.model.records import Dossier
from mkdocs_dossier.reading.naming import fault_of, indistinct

ARTICLE = "---\ntitle: T\npublished: 2024-10-05\nlanguage: de\n---\nEs gab Tote.\n"

WAYS_OUT = [
    "..",
    "../secret",
    "../../secret",
    "../../../../../../etc/passwd",
    "/etc/passwd",
    "//host/share/secret",
    "a/../../secret",
    "./../secret",
    "..\\\\secret",
    "C:\\\\secret",
    "C:secret",
    "\\\\\\\\host\\\\secret",
    "file:///etc/passwd",
    "%2e%2e/secret",
    "%2e%2e%2fsecret",
    "..%2fsecret",
    "%252e%252e%252fsecret",
    "%c0%ae%c0%ae/secret",
    "....//secret",
    "..;/secret",
    "．．/secret",
    "~/secret",
    "$HOME/secret",
    "secret%00",
    "CON",
    "nul",
    "aux.png",
    "a" * 500,
    "ä" * 100 + "b" * 50,
]


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.noun != "dossier"], ids=lambda kind: kind.noun)
def test_no_id_is_a_way_out(loaded: Loaded, kind, way: str) -> None:  # type: ignore[no-untyped-def]
    """An id with a path is refused at its position, as an id and as a former one."""
    if kind.model.local and way == "nul":
        return  # an anchor within a page, which is no file's name
    files = {
        "dossier/a/article.md": ARTICLE,
        "dossier/a/x.yml": f'{kind.section}:\n  "{way}": {{formerly: ["{way}"]}}\n',
    }
    _, problems = loaded(files)
    assert ("wrong-id", "dossier/a/x.yml", 2, 3) in [
        (problem.code, problem.location.path, problem.location.line, problem.location.column) for problem in problems
    ]
    if way != "nul":
        found = [problem for problem in problems if "formerly" in problem.message]
        assert [problem.code for problem in found] == ["wrong-value"]


@pytest.mark.parametrize("way", [*WAYS_OUT, "../../group/a/in.png", "b/../in.png", "link.png", "folder/secret.png"])
@pytest.mark.parametrize("end", ["", ".png"])
def test_no_image_is_a_way_out(tmp_path: Path, way: str, end: str) -> None:
    """An image may not be outside of its dossier's folder, not even by a detour or a symbolic link."""
    files = {"dossier/group/a/article.md": ARTICLE, "dossier/group/a/in.png": b"x", "secret.png": b"x", "secret": b"x"}
    folder = write(tmp_path, files)
    (folder / "group" / "a" / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "group" / "a" / "folder").symlink_to(tmp_path)
    (dossier,) = load(folder)[0].of(Dossier)
    assert fault_of_image(dossier, "in.png") is None
    assert fault_of_image(dossier, "./in.png") is None
    assert fault_of_image(dossier, way.replace("\\\\", "\\") + end) is not None


def test_no_image_is_in_a_folder_at_the_address_of_a_page(tmp_path: Path) -> None:
    """The folder of an image would be at the path of the file of the dossier's page."""
    folder = write(tmp_path, {"dossier/a/article.md": ARTICLE, "dossier/a/index.html/in.png": b"x"})
    (dossier,) = load(folder)[0].of(Dossier)
    fault = fault_of_image(dossier, "index.html/in.png")
    assert fault == ("is in a folder with the name of a page", "rename the folder")


def test_no_snapshot_is_a_way_out(loaded: Loaded, tmp_path: Path) -> None:
    """A symbolic link in place of a snapshot is a problem that names it."""
    folder = write(tmp_path, {"secret": "x", "dossier/x.yml": "sources:\n  s: {title: T}\n", "dossier/snapshots/_": ""})
    (folder / "snapshots" / "s.txt").symlink_to(tmp_path / "secret")
    _, problems = load(folder)
    assert "its snapshot dossier/snapshots/s.txt is a symbolic link" in "\n".join(map(str, problems))


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that other systems cannot hold")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("actors.yml", "Actors.yml"),
        ("straße.yml", "strasse.yml"),
        (unicodedata.normalize("NFC", "süd.yml"), unicodedata.normalize("NFD", "süd.yml")),
        ("karte.png", "KARTE.png"),
    ],
)
def test_names_that_other_systems_take_for_the_same(tmp_path: Path, one: str, other: str) -> None:
    """Two names that another file system takes for the same are one problem that names both."""
    folder = write(tmp_path, {f"dossier/{one}": "topics:\n", f"dossier/{other}": "topics:\n"})
    found = [problem for problem in load(folder)[1] if problem.code == "unportable-name"]
    assert len(found) == 1
    assert {found[0].location.path, found[0].message.split()[2]} == {f"dossier/{one}", f"dossier/{other}"}


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that other systems cannot hold")
def test_dossiers_with_names_that_differ_in_case(tmp_path: Path) -> None:
    """Two dossiers whose names differ only in case are reported for their folders and for their id."""
    _, problems = load(write(tmp_path, {"dossier/a/article.md": ARTICLE, "dossier/A/article.md": ARTICLE}))
    assert [problem.code for problem in problems][:2] == ["unportable-name", "duplicate-id"]
    assert all("dossier/A" in str(problem) and "dossier/a" in str(problem) for problem in problems[:2])


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("con", "Windows keeps the name “con” for itself"),
        ("NUL.txt", "Windows keeps the name “NUL” for itself"),
        ("com1.tar.gz", "Windows keeps the name “com1” for itself"),
        ("lpt²", "Windows keeps the name “lpt²” for itself"),
        ("a.", "Windows drops a dot or a space at the end of a name"),
        ("a ", "Windows drops a dot or a space at the end of a name"),
        ("a?b", "Windows allows no ? in names"),
        ("a\nb", "it holds a control character"),
        ("x" * 121, "it is longer than 120 characters"),
        *((name, "") for name in ("conto", "com", "com10", "auxiliary.yml", "ä ö.yml", ".x", "x" * 120)),
    ],
)
def test_names_that_some_systems_do_not_allow(name: str, fault: str) -> None:
    assert fault_of(name) == fault


def test_names_are_distinguished() -> None:
    assert list(indistinct(["a", "b", "A", "ä", "B", "a"])) == [("A", "a"), ("B", "b")]


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that other systems cannot hold")
def test_a_folder_with_names_of_other_systems(tmp_path: Path) -> None:
    """Files with names that other systems do not allow are read, but give warnings."""
    folder = write(tmp_path, {"dossier/nul.yml": "topics:\n", f"dossier/{'x' * 120}.yml": "topics:\n"})
    assert [(str(problem.severity), problem.message) for problem in load(folder)[1]] == [
        ("warning", "the name cannot be used everywhere: Windows keeps the name “nul” for itself"),
        ("warning", "the name cannot be used everywhere: it is longer than 120 characters"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_devices_are_refused(tmp_path: Path) -> None:
    """A pipe in place of an image is refused."""
    folder = write(tmp_path, {"dossier/a/article.md": ARTICLE})
    os.mkfifo(folder / "a" / "map.png")
    (dossier,) = load(folder)[0].of(Dossier)
    assert fault_of_image(dossier, "map.png") is not None
