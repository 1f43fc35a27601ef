"""The built site of a collection in which every text is an attack has no file in which an attack can act."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from conftest import write
from hostile import ATTACKS, NAMES, attack, build, harmless

#: Attributes whose value a browser may navigate to or load.
_ADDRESSES = frozenset(
    {"href", "xlink:href", "src", "action", "formaction", "poster", "data", "cite", "background", "ping", "srcset"}
)
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\-]*)\s*:", re.IGNORECASE)
#: A template that applies `striptags` to escaped text, which unescapes it.
_STRIPPED = """{% extends "base.html" %}
{% block htmltitle %}<title>{{ page.title | striptags }}</title>{% endblock %}
{% block content %}<p>{{ page.title | striptags }}</p>{{ super() }}{% endblock %}
"""
#: Hosts that records and articles link.
_LINKED = ("xn--bcher-kva.example", "example.org", "doi.org", "www.wikidata.org")
#: The places of texts that pages show.
_SEEN = """
actor-name actor-description actor-positions-post statement-text statement-original-text source-title
source-assessed-why
dossier-title dossier-author heading alt footnote event-name place-name topic-label quantity-label agreement-name
agreement-provisions-text correction-note relation-role figure-derived_from-formula excerpt-title
"""
_HASH = re.compile(r"'sha256-[^']+'")


class Opened(HTMLParser):
    """A parsed page: what could act in it, its elements, its policy and linked hosts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.acting: list[str] = []
        self.elements: dict[str, int] = {}
        self.policy = ""
        self.foreign: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an element."""
        self.elements[tag] = self.elements.get(tag, 0) + 1
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        for name, value in given.items():
            scheme = _SCHEME.match(re.sub(r"[\t\r\n]", "", value)) if name in _ADDRESSES else None
            if name.startswith("on") or name == "srcdoc" or (name == "style" and re.search(r"url|import|expr", value)):
                self.acting.append(f"<{tag} {name}={value}>")
            if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
                self.acting.append(f"<{tag} {name}={value}>")
            if tag == "a" and name == "href" and value.startswith(("http", "//")):
                host = re.match(r"(?:https?:)?//([^/?#]*)", value)
                self.foreign.add(host[1] if host else value)
                rel = given.get("rel", "")
                if host and host[1] in _LINKED and "noopener noreferrer" not in rel:
                    self.acting.append(f"{value}: rel={rel}")


def _pages(site: Path) -> Iterator[tuple[str, Opened]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), Opened(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def clean_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("clean"), harmless)


def test_unescaped_attacks_are_noticed() -> None:
    """The parser notices each attack that is not escaped, which is the control for the tests below."""
    for name, text in ATTACKS.items():
        page = Opened(f'<p title="{text}">{text}</p>' if name != "single" else f"<p title='{text}'></p>")
        harmless = {"p": 1, "img": page.elements.get("img", 0)}
        assert page.acting or page.elements != harmless or name in ("foreign", "escaped"), name


def test_no_page_has_anything_that_could_act(hostile_site: Path) -> None:
    found = {name: page.acting for name, page in _pages(hostile_site) if page.acting}
    assert found == {}


def test_the_attacks_are_shown_everywhere_as_text(hostile_site: Path) -> None:
    """Pages show the attacks of each place as text, so none was dropped instead of escaped."""
    everything = "".join(
        html.unescape(path.read_text(encoding="utf-8")) for path in sorted(hostile_site.rglob("*.html"))
    )
    for key in _SEEN.split():
        assert f"hit('{key}')" in everything, key
    images = {path.stem for path in (hostile_site / "werk").glob("*.png")}
    assert images == {unquote(name) for name in NAMES}


#: Pages of the site's own, which the policy leaves alone.
ORDINARY = ("404.html", "index.html")


def test_elements_and_inline_scripts_are_those_of_the_clean_site(hostile_site: Path, clean_site: Path) -> None:
    """Each page has the elements of the harmless site's page, and its policy allows the same scripts."""
    clean = dict(_pages(clean_site))
    hostile = dict(_pages(hostile_site))
    assert hostile.keys() == clean.keys()
    for name, page in hostile.items():
        # Compare only elements that can act: the attacks' Markdown adds links and paragraphs, and the desk more rows.
        for tag in (
            "script",
            "style",
            "link",
            "meta",
            "base",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "svg",
            "g",
        ):
            assert page.elements.get(tag) == clean[name].elements.get(tag), f"{tag} in {name}"
        assert page.elements.keys() - {"br", "code", "em", "strong", "sup"} <= clean[name].elements.keys(), name
        assert page.policy == clean[name].policy, name
        assert bool(page.policy) is (name not in ORDINARY), name
        assert len(_HASH.findall(page.policy)) <= 5


def test_hosts_are_shown_in_ascii(hostile_site: Path) -> None:
    """Hosts are in ASCII, in links and as text, so that none can be mistaken for another."""
    hosts = {host for _, page in _pages(hostile_site) for host in page.foreign}
    assert "xn--bcher-kva.example" in hosts
    assert [host for host in hosts if not host.isascii()] == []
    assert "//bücher.example" not in (hostile_site / "quellen/a/index.html").read_text(encoding="utf-8")


def test_data_is_well_formed(hostile_site: Path) -> None:
    """JSON, XML and CSV can be parsed, JSON in pages cannot end its element, and no cell is a formula."""
    read = 0
    for path in sorted(hostile_site.rglob("*")):
        match path.suffix:
            case ".json" | ".jsonld":
                json.loads(path.read_text(encoding="utf-8"))
            case ".atom" | ".xml":
                ElementTree.parse(path)
            case ".csv":
                with path.open(encoding="utf-8", newline="") as file:
                    cells = [cell for line in csv.reader(file) for cell in line]
                assert [cell for cell in cells if re.search(r"(?:^|[;\t\r\n])[=+\-@]", cell)] == []
            case ".html":
                for block in re.findall(
                    r"<script type=\"application/ld\+json\">(.*?)</script>", path.read_text("utf-8")
                ):
                    assert json.loads(block)["@context"] == "https://schema.org"
                    assert not re.search("[<>&\u2028\u2029]", block)
                    read += 1
    assert read > 10


def test_another_theme_is_no_way_in(tmp_path: Path) -> None:
    """No attack can act in `readthedocs`, which prints titles into scripts, with an override that strips tags."""
    write(tmp_path, {"overrides/main.html": _STRIPPED})
    site = build(tmp_path, attack, theme="readthedocs", features="highlightjs: false, custom_dir: overrides")
    found = {name: page.acting for name, page in _pages(site) if page.acting}
    assert found == {}
    for name, page in _pages(site):
        assert bool(page.policy) is (name not in (*ORDINARY, "search.html")), name
        assert not {"iframe", "animate", "style"} & page.elements.keys(), name
