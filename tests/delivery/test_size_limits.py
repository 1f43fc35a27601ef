"""The limits of GitHub Pages are warned of early and with advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import write
from forked import mkdocs
from mkdocs_dossier.delivery.extents import MOST_BYTES, Extent, extent_of, warnings_about


def warnings_of(extent: Extent, seconds: float = 10, *, search: bool = False, compress: bool = False) -> list[str]:
    return list(warnings_about(extent, seconds, search=search, compress=compress))


def test_an_ordinary_site_gets_no_warning() -> None:
    assert (
        warnings_of(Extent(MOST_BYTES // 2, ((9_000_000, "search/search_index.json"), (30_000_000, "data/x.json"))))
        == []
    )


@pytest.mark.parametrize(("size", "words"), [(920_000_000, "soon be too large"), (1_200_000_000, "will not publish")])
def test_size_is_reported_before_it_is_too_late(size: int, words: str) -> None:
    files = tuple((number * 1_000_000, f"data/{number}.json") for number in (90, 80, 70, 60))
    (warning,) = warnings_of(Extent(size, files))
    assert words in warning
    assert (
        "data/90.json (90 MB), data/80.json (80 MB), data/70.json (70 MB). Set compress: true in mkdocs.yml. Move"
        in warning
    )
    (warning,) = warnings_of(Extent(size, files), compress=True)
    assert "data/70.json (70 MB). Move" in warning


def test_a_slow_build_is_advised_to_keep_pages() -> None:
    assert warnings_of(Extent(1, ()), 539) == []
    (warning,) = warnings_of(Extent(1, ()), 541)
    assert "9.0 minutes" in warning
    assert "keep: true" in warning


@pytest.mark.parametrize(("search", "words"), [(False, "set search: true"), (True, "the site has its own search")])
def test_a_large_search_index_is_reported(search: bool, words: str) -> None:
    (warning,) = warnings_of(Extent(1, ((14_800_000, "search/search_index.json"),)), search=search)
    assert "15 MB" in warning
    assert words in warning


def test_the_extent_of_a_folder_is_measured(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "x" * 10, "b/c.html": "y" * 1_000_001, "b/d.json": "z" * 2_000_000})
    extent = extent_of(tmp_path)
    assert extent.size == 3_000_011
    assert extent.files == ((2_000_000, "b/d.json"), (1_000_001, "b/c.html"))
    (warning,) = warnings_of(extent)
    assert "b/c.html (1.0 MB)" in warning
    assert "d.json" not in warning


def test_a_strict_build_reports_large_pages_and_succeeds(built_strictly: tuple[int, str]) -> None:
    """A page that is too large is reported, but does not fail a strict build, because other hosts may allow it."""
    code, output = built_strictly
    assert "mkdocs-dossier: pages of more than 1.0 MB load slowly. The largest: index.html" in output
    assert code == 0, output


@pytest.fixture
def built_strictly(tmp_path: Path) -> tuple[int, str]:
    article = "---\ntitle: Bericht\npublished: 2024-10-05\n---\n\nDas Wetter war trüb.\n"
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Werften\ntheme: {name: material, font: false}\nplugins: [dossier]\n",
            "docs/index.md": "# Start\n\n" + "Wort " * 210_000,
            "dossier/bericht/article.md": article,
        },
    )
    built = mkdocs("build", "--strict", cwd=tmp_path)
    return built.returncode, built.stdout + built.stderr
