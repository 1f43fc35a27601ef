"""Find every link, load and address in a built site, and those that are broken."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from .sites import SITE_URL

_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)")
#: Attributes that hold an address; `xlink:href` is that of links in drawings.
_ATTRIBUTES = ("href", "src", "poster", "xlink:href", "data", "action", "cite")


class Links(HTMLParser):
    """The ids of a page, its links and loads, and its embedded data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.links: set[str] = set()
        self.data: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect an element's ids and addresses."""
        given = {name: value or "" for name, value in attrs}
        if given.get("id") in self.ids:
            self.twice.append(given["id"])
        self.ids |= {given[name] for name in ("id", "name") if given.get(name)}
        self.links |= {given[name] for name in _ATTRIBUTES if name in given}
        self.links |= {part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()}
        self.links |= {url for _, url in _URL.findall(given.get("style", ""))}
        self._inside = "style" if tag == "style" else "data" if given.get("type") == "application/ld+json" else ""

    def handle_data(self, data: str) -> None:
        """Collect addresses from styles, and embedded data."""
        if self._inside == "style":
            self.links |= {url for _, url in _URL.findall(data)}
        elif self._inside == "data":
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._inside = ""


class BuiltSite:
    """The folder of a built site that will be published at `base`."""

    def __init__(self, folder: Path, base: str = SITE_URL) -> None:
        self.folder = folder
        self.base = base
        self.pages = {path: Links(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}

    def lost(self) -> list[str]:
        """Return every link from a file to a file or an anchor of this site that does not exist."""
        found = []
        for path, link in self._links():
            if complaint := self._complaint(path, link):
                found.append(f"{path.relative_to(self.folder).as_posix()}: {link}{complaint}")
        return found

    def _links(self) -> Iterator[tuple[Path, str]]:
        for path, page in self.pages.items():
            for link in sorted(page.links):
                yield path, link
            for text in page.data:
                yield from ((path, link) for link in self._addresses(json.loads(text)))
        for path in sorted(self.folder.rglob("*.css")):
            for _, url in _URL.findall(path.read_text(encoding="utf-8")):
                yield path, url
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in _DATA:
                yield from ((path, link) for link in self._addresses(_DATA[path.suffix](path.read_text("utf-8"))))

    def _addresses(self, value: object) -> Iterator[str]:
        """Yield all addresses of this site in the content of a data file."""
        if isinstance(value, str):
            if value.startswith(self.base):
                yield value
        elif isinstance(value, dict):
            yield from self._addresses([*value.values()])
        elif isinstance(value, list):
            for inner in value:
                yield from self._addresses(inner)

    def _complaint(self, path: Path, link: str) -> str:
        start = path.parent
        if link.startswith(self.base):
            start, link = self.folder, link.removeprefix(self.base)
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return ""
        if parts.path.startswith("/"):
            start = self.folder
        target = path if link.startswith("#") else (start / unquote(parts.path).lstrip("/")).resolve()
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            return " (no such file)"
        page = self.pages.get(target)
        # `__top` is Material's: no element has it, and a browser then goes to the top.
        known = page is None or not parts.fragment or unquote(parts.fragment) in page.ids | {"__top"}
        return "" if known else " (no such anchor)"


def _of_xml(text: str) -> object:
    return [
        [*(element.attrib.values()), (element.text or "").strip()] for element in ElementTree.fromstring(text).iter()
    ]


def _of_lines(text: str) -> object:
    return [json.loads(line) for line in text.splitlines()]


#: Suffix of data files → how to read them.
_DATA = {
    ".atom": _of_xml,
    ".xml": _of_xml,
    ".json": json.loads,
    ".jsonld": json.loads,
    ".jsonl": _of_lines,
    ".csv": lambda text: list(csv.reader(text.splitlines(keepends=True))),
}
