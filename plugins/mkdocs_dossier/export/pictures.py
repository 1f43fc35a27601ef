"""Preview pictures for networks: PNG (ISO/IEC 15948) of 1200 × 630 pixels in sixteen colours, without a library.

Those of the kinds of pages are shipped. A dossier's shows its statements, a cell each, on a shipped background.
"""

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from mkdocs_dossier.evidence.basis import Cell, Origin
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.site.urls import PAGED

WIDTH, HEIGHT = 1200, 630
#: The kinds of pages that have a picture; others show that of “page”.
KINDS = (*PAGED, "network", "search", "correction", "page")
#: The colours, by number: white, ink, grey of several strengths, green, the grey of hollow cells, red, and mixtures.
_COLOURS = (
    "ffffff 16181c 393b3e 5b616b 757a83 8f949b abafb4 c6c8cc e2e4e6 00664b 4d947f 99c2b7 7d848e a1361f bd7262 d9afa5"
)
PALETTE = tuple(bytes.fromhex(colour) for colour in _COLOURS.split())
_WHITE, _GREEN, _GREY, _RED = 0, 9, 12, 13
#: The part of the background that is left for the cells: left, top, width, height in pixels.
_LEFT, _TOP, _ROOM, _ROWS = 80, 168, 1040, 288
#: The longest and the shortest side of a cell with the room around it, in pixels: even, as two pixels are a byte.
_LARGEST, _SMALLEST = 96, 6
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(width: int, height: int, data: bytes) -> bytes:
    """Return a picture in the palette's colours; `data` is compressed, two pixels in a byte, the left one higher."""
    header = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", b"".join(PALETTE)), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def strip_png(cells: Sequence[Cell], language: str) -> bytes:
    """Return the picture of a dossier: its cells on the background in a language that has one."""
    head, begun, after = _background(language)
    size = next(
        (size for size in range(_LARGEST, _SMALLEST, -2) if (_ROOM // size) * (_ROWS // size) >= len(cells)), _SMALLEST
    )
    across = _ROOM // size
    margin = bytes((_LEFT - _gap(size)) // 2)
    rows = []
    for start in range(0, min(len(cells), across * (_ROWS // size)), across):
        tiles = [_tile(size, cell.kind, bool(cell.opponents)) for cell in cells[start : start + across]]
        rows += [(margin + b"".join(row)).ljust(WIDTH // 2, b"\0") for row in zip(*tiles, strict=True)]
    rows += [bytes(WIDTH // 2)] * (_ROWS - len(rows))
    packer = begun.copy()
    middle = b"".join(b"\0" + row for row in rows)
    return png(WIDTH, HEIGHT, head + packer.compress(middle) + packer.compress(after) + packer.flush())


@lru_cache(maxsize=8)
def _background(language: str) -> tuple[bytes, Any, bytes]:
    """Return the background above the cells, compressed, with the compressor that did so, and what is below them."""
    file = picture("strip", language).read_bytes()
    start = file.index(b"IDAT")
    (length,) = struct.unpack(">I", file[start - 4 : start])
    raw = zlib.decompress(file[start + 4 : start + 4 + length])
    row = WIDTH // 2 + 1
    packer = zlib.compressobj(3)
    return packer.compress(raw[: _TOP * row]), packer, raw[(_TOP + _ROWS) * row :]


def path_of(noun: str, record: Record | None = None) -> str:
    """Return the path of a page's picture below the site; records other than dossiers show that of their kind."""
    if isinstance(record, Dossier):
        return f"assets/preview/dossiers/{record.id}.png"
    return f"assets/preview/{noun if noun in KINDS else 'page'}.png"


def picture(noun: str, language: str) -> Traversable:
    """Return the shipped picture of a kind of page, in English for languages that have none."""
    folder = resources.files("mkdocs_dossier.site") / "assets" / "preview"
    own = folder / language
    return (own if own.is_dir() else folder / "en") / f"{noun}.png"


def _gap(size: int) -> int:
    """Return the room on each side of a cell."""
    return max(1, size // 7)


@lru_cache(maxsize=64)
def _tile(size: int, kind: Origin, is_opposed: bool) -> tuple[bytes, ...]:
    """Return the rows of one cell with the room around it."""
    ring, gap = max(1, size // 20), _gap(size)
    last, hatch = size - 1, max(4, size // 5)
    pixels = []
    for y in range(size):
        for x in range(size):
            edge = min(x, y, last - x, last - y)
            inside = edge - gap
            if is_opposed and ring <= edge < 2 * ring and edge < gap:
                pixels.append(_RED)
            elif inside < 0:
                pixels.append(_WHITE)
            elif kind is Origin.NONE:
                pixels.append(_GREY if inside < max(1, size // 16) else _WHITE)
            elif kind is Origin.NAMED or inside < max(1, size // 32) or (x + y) % hatch < hatch // 2:
                pixels.append(_GREEN)
            else:
                pixels.append(_WHITE)
    packed = bytes(left << 4 | right for left, right in zip(pixels[::2], pixels[1::2], strict=True))
    return tuple(packed[at : at + size // 2] for at in range(0, len(packed), size // 2))
