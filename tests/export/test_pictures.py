"""Preview pictures are valid, small PNG files; a strip has a cell for each statement."""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise
from pathlib import Path

import pytest

from mkdocs_dossier.evidence.basis import Cell, Origin, basis_of
from mkdocs_dossier.export.pictures import HEIGHT, KINDS, PALETTE, WIDTH, picture, strip_png
from mkdocs_dossier.loading import load
from mkdocs_dossier.model.records import Dossier
from mkdocs_dossier.site.i18n import LANGUAGES

ROOT = Path(__file__).parents[2]
WHITE, GREEN, GREY, RED = (PALETTE[number] for number in (0, 9, 12, 13))


def _pixels(file: bytes) -> list[list[bytes]]:
    """Return the picture's pixels by row, after verifying its chunks' checksums."""
    assert file.startswith(b"\x89PNG\r\n\x1a\n")
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(file):
        (length,) = struct.unpack(">I", file[at : at + 4])
        name, content = file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        assert struct.unpack(">I", file[at + 8 + length : at + 12 + length])[0] == zlib.crc32(name + content)
        chunks[name] = content
        at += length + 12
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (width, height, depth, kind, rest) == (WIDTH, HEIGHT, 4, 3, [0, 0, 0])
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == HEIGHT * (WIDTH // 2 + 1)
    colours = [chunks[b"PLTE"][at : at + 3] for at in range(0, len(chunks[b"PLTE"]), 3)]
    rows = [raw[at + 1 : at + WIDTH // 2 + 1] for at in range(0, len(raw), WIDTH // 2 + 1)]
    return [[colours[half] for byte in row for half in (byte >> 4, byte & 15)] for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("noun", [*KINDS, "strip"])
def test_each_kind_has_a_small_picture_in_each_language(noun: str, language: str) -> None:
    file = picture(noun, language).read_bytes()
    assert len(file) <= 25_000
    assert {colour for row in _pixels(file) for colour in row} > {WHITE, PALETTE[1]}


def test_a_language_without_pictures_has_the_english() -> None:
    assert picture("actor", "fr").read_bytes() == picture("actor", "en").read_bytes()


def _cells(*kinds: tuple[Origin, bool], like: Cell) -> list[Cell]:
    return [
        Cell(number, like.statement, kind, (), (like.statement,) if opposed else (), ())
        for number, (kind, opposed) in enumerate(kinds, start=1)
    ]


@pytest.fixture(scope="module")
def cell() -> Cell:
    collection, _ = load(ROOT / "dossier")
    return basis_of(collection, collection.of(Dossier)[0]).cells[0]


def _runs(row: list[bytes]) -> list[bytes]:
    """Return the colours of a row, without repeats of the one before."""
    return [row[0], *(there for here, there in pairwise(row) if there != here)]


def test_a_cell_shows_its_statements_kind_of_origin(cell: Cell) -> None:
    """A cell is filled, hatched or hollow by its statement's origin; a contradicted one has a ring."""
    cells = _cells(
        (Origin.NAMED, False), (Origin.NONE, False), (Origin.NAMELESS, False), (Origin.NONE, True), like=cell
    )
    across = _pixels(strip_png(cells, "de"))[168 + 48]
    runs = _runs(across[: 80 + 4 * 96])
    assert runs[:6] == [WHITE, GREEN, WHITE, GREY, WHITE, GREY]
    hatched = runs[6 : len(runs) - 9]
    assert set(hatched) == {WHITE, GREEN}
    assert hatched.count(GREEN) > 4
    assert runs[-9:] == [WHITE, RED, WHITE, GREY, WHITE, GREY, WHITE, RED, WHITE]


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, 1), (24, 24), (31, 31), (400, 400), (9000, 173 * 48)])
def test_the_cells_fit_whatever_their_number(cell: Cell, number: int, shown: int) -> None:
    """All cells are shown, except of thousands, which would be invisible; the same cells make the same file."""
    cells = _cells(*[(Origin.NAMED, False)] * number, like=cell)
    file = strip_png(cells, "de")
    assert file == strip_png(cells, "de")
    assert len(file) < 25_000
    rows = [[colour == GREEN for colour in row] for row in _pixels(file)[167:456]]
    corners = sum(
        own and not left and not above
        for upper, lower in pairwise(rows)
        for (left, own), above in zip(pairwise(lower), upper[1:], strict=True)
    )
    assert corners == shown
