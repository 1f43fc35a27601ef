"""Lists of more than a thousand rows are paginated: no page is too large, and every row is on one part."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from browser.links import Links
from browser.long import ACTORS, STATEMENTS
from browser.sites import SITE_URL

#: In bytes: the largest page allowed.
MOST = 1_000_000
_TITLE = re.compile(r"<title>(.*?)</title>")
_CANONICAL = re.compile(r'<link rel="canonical" href="(.*?)">')


def test_no_page_is_larger_than_a_megabyte(long_folder: Path) -> None:
    sizes = {path: path.stat().st_size for path in long_folder.rglob("*.html")}
    assert {path.relative_to(long_folder).as_posix(): size for path, size in sizes.items() if size > MOST} == {}
    assert max(sizes.values()) > MOST / 4, "pages are cut finer than they have to be"


@pytest.mark.parametrize(
    ("page", "linked", "number"),
    [
        ("akteure/", r"akteure/m\d+/$", ACTORS),
        ("ereignisse/", r"ereignisse/e\d+/$", ACTORS),
        ("akteure/land/", r"akteure/m\d+/$", ACTORS),
        ("akteure/land/", r"bericht-\d+/#s\d+$", STATEMENTS),
        ("quellen/blatt/", r"bericht-\d+/#s\d+$", STATEMENTS),
        ("themen/schiffe/", r"bericht-\d+/#s\d+$", STATEMENTS),
        ("zahlen/gezaehlt/", r"bericht-\d+/#f\d+$", STATEMENTS),
        ("orte/hafen/", r"ereignisse/e\d+/$", ACTORS),
    ],
)
def test_the_parts_together_have_all_rows(long_folder: Path, page: str, linked: str, number: int) -> None:
    """Following “next page” from the first part leads to all rows, without JavaScript."""
    found: set[str] = set()
    address: str | None = urljoin(SITE_URL, page)
    seen: list[str] = []
    while address and address not in seen:
        seen.append(address)
        text = (long_folder / address.removeprefix(SITE_URL) / "index.html").read_text(encoding="utf-8")
        found |= {url for link in Links(text).links if re.search(linked, url := urljoin(address, link))}
        onward = re.search(r'<a rel="next" href="([^"]*)">', text)
        address = urljoin(address, onward[1]) if onward else None
    assert len(found) == number
    assert len(seen) > 1
    assert seen[1] == urljoin(SITE_URL, f"{page}seite/2/")


def test_each_part_is_a_page_of_its_own(long_folder: Path) -> None:
    """Each part has its own title, canonical address and sitemap entry; only the first has JSON-LD."""
    pages = ["akteure/land/", "akteure/land/seite/2/", "akteure/seite/2/"]
    texts = [(long_folder / page / "index.html").read_text(encoding="utf-8") for page in pages]
    assert [_CANONICAL.findall(text) for text in texts] == [[SITE_URL + page] for page in pages]
    titles = [title.partition(" - ")[0] for text in texts for title in _TITLE.findall(text)[:1]]
    assert titles[0] == "Küstenland – Akteur"
    assert re.fullmatch(r"Küstenland – Seite 2 von \d+ – Akteur", titles[1])
    assert re.fullmatch(r"Akteure – Seite 2 von \d+", titles[2])
    assert ["ld+json" in text for text in texts] == [True, False, False]
    sitemap = (long_folder / "sitemap.xml").read_text(encoding="utf-8")
    assert all(f"<loc>{SITE_URL}{page}</loc>" in sitemap for page in pages)
