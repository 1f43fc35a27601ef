"""`compress: true` publishes data files for programs as gzip, and everything leads to them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mkdocs_plugin.test_page_head import _alternates, _built
from mkdocs_plugin.test_shell import _links, _part

COMPRESSED = {"annotations.jsonld", "collection.json", "followthemoney.jsonl"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("compressed"), ": {shell: true, compress: true}")


def test_compressed_files_have_the_content_of_plain_ones(site: Path, tmp_path: Path) -> None:
    """Only the annotations differ: their ids lead to the file that is published."""
    plain, packed = _built(tmp_path, ": {shell: true}") / "data", site / "data"
    for file in plain.iterdir():
        name = f"{file.name}.gz" if file.name in COMPRESSED else file.name
        content = (packed / name).read_bytes()
        content = gzip.decompress(content) if name.endswith(".gz") else content
        assert content.replace(b"annotations.jsonld.gz", b"annotations.jsonld") == file.read_bytes(), name
    assert {file.name for file in packed.iterdir()} == {
        *(f"{name}.gz" for name in COMPRESSED),
        *({file.name for file in plain.iterdir()} - COMPRESSED),
    }


def test_pages_lead_to_the_compressed_files(site: Path) -> None:
    assert "../data/collection.json.gz" in _alternates(site, "bericht")
    head = (site / "bericht" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="application/gzip" ' in head
    assert ("../data/collection.json.gz", "Daten (JSON)") in _links(
        _part(site, "bericht/index.html", "footer", "shell-foot")
    )


def test_annotations_name_the_published_file(site: Path) -> None:
    text = gzip.decompress((site / "data" / "annotations.jsonld.gz").read_bytes()).decode()
    assert '"id":"https://site.example/data/annotations.jsonld.gz"' in text.replace('": "', '":"')


def test_the_same_data_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """The time of the build and the name of the file are not in it."""
    again = _built(tmp_path, ": {shell: true, compress: true}")
    for name in COMPRESSED:
        assert (again / "data" / f"{name}.gz").read_bytes() == (site / "data" / f"{name}.gz").read_bytes()
