"""Web annotations are located in the published page by the libraries that others use for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import launched
from browser.sites import SITE_URL, build, served
from clients.articles import FILES
from conftest import write
from test_handbook import HANDBOOK, files_of

pytestmark = pytest.mark.clients

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MKDOCS_YML = f"""
site_name: "50 % \\"Werft\\""
site_url: {SITE_URL}
theme: {{name: material, language: de, font: false, features: [content.code.copy]}}
plugins: [search, dossier]
"""
Annotation = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """The annotations of one site, and the browser pages in which `anchoring.js` locates them."""

    pages: list[tuple[Page, list[Annotation]]]

    @property
    def annotations(self) -> list[Annotation]:
        """All annotations, page by page."""
        return [item for _, items in self.pages for item in items]

    def by(self, function: str) -> list[tuple[Annotation, list[dict[str, Any]]]]:
        """Return each annotation with the ranges that the function finds."""
        found: list[list[dict[str, Any]]] = []
        for page, items in self.pages:
            found += page.evaluate(f"(items) => anchoring.{function}(items)", items)
        return list(zip(self.annotations, found, strict=True))

    def marked(self) -> list[tuple[Annotation, dict[str, Any] | None]]:
        """Return each annotation with the page's own mark for it, if the mark has an id."""
        found: list[dict[str, Any] | None] = []
        for page, items in self.pages:
            found += page.evaluate("(ids) => anchoring.marked(ids)", [*map(_anchor, items)])
        return list(zip(self.annotations, found, strict=True))


def _anchor(annotation: Annotation) -> str:
    noun, name = annotation["id"].rsplit("/", 2)[1:]
    return str(name if noun in ("statement", "figure") else f"_{noun}-{name}")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Bundle `anchoring.js` and the libraries into one script."""
    target = tmp_path_factory.mktemp("bundle") / "anchoring.js"
    program = HERE / "node_modules" / ".bin" / "esbuild"
    arguments = ["--bundle", "--format=iife", "--global-name=anchoring", f"--outfile={target}", "--log-level=error"]
    subprocess.run([program, HERE / "anchoring.js", *arguments, "--loader:.css=empty"], check=True)
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright, launched(playwright.chromium) as chromium:
        yield chromium


def _site(name: str, folder: Path) -> Path:
    if name == "sample":
        return build(folder / "site")
    files = FILES if name == "own" else files_of(HANDBOOK / f"{name}.md")
    files = {path: text for path, text in files.items() if path.startswith("dossier/")}
    write(folder, {"mkdocs.yml": MKDOCS_YML, "docs/index.md": "# Start\n", **files})
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", folder / "mkdocs.yml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="session", params=["sample", "records", "anchors", "own"])
def found(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser, bundle: str
) -> Iterator[Found]:
    """Yield the annotations of the sample, of pages of the handbook, and of the articles for these tests."""
    folder = _site(request.param, tmp_path_factory.mktemp(request.param))
    collection = json.loads((folder / "data" / "annotations.jsonld").read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    assert len(items) == collection["total"] >= {"sample": 89, "records": 16, "anchors": 6, "own": 34}[request.param]
    with ExitStack() as stack:
        address = stack.enter_context(served(folder))
        pages = []
        for source, annotations in groupby(items, key=lambda item: item["target"]["source"]):
            page = stack.enter_context(browser.new_context()).new_page()
            page.goto(source.replace(SITE_URL, address), wait_until="networkidle")
            page.evaluate(f"() => {{ {bundle}; window.anchoring = anchoring; }}")
            pages.append((page, list(annotations)))
        yield Found(pages)


def _expected(annotation: Annotation) -> tuple[str, int]:
    _, quote, position = annotation["target"]["selector"]
    return quote["exact"], position["start"]


def _assert_found(found: list[tuple[Annotation, list[dict[str, Any]]]], times: int = 1) -> None:
    """Assert that each annotation is found `times` times, with the right words and start."""
    wrong = [
        (annotation["id"], [(each["words"], each["start"]) for each in ranges], _expected(annotation))
        for annotation, ranges in found
        if [(each["words"], each["start"]) for each in ranges] != [_expected(annotation)] * times
    ]
    assert wrong == []


def test_the_page_marks_the_same_words(found: Found) -> None:
    """The page's own marks are on the words and positions of the annotations, without using any selector."""
    marks = [(annotation, mark) for annotation, mark in found.marked() if mark]
    assert len(marks) >= len(found.annotations) / 2
    for annotation, mark in marks:
        words, start = _expected(annotation)
        marked = mark["words"].replace("\n", ""), mark["start"]
        assert marked == (words.replace("\n", ""), start), annotation["id"]


def test_apache_annotator_finds_the_quote_in_its_element(found: Found) -> None:
    """Apache Annotator finds each quote exactly once in its element."""
    _assert_found(found.by("apacheQuote"))


def test_apache_annotator_finds_the_position(found: Found) -> None:
    """Apache Annotator finds each position, refined from the element's selector and within the known element.

    Pages with an emoji are left out, because it counts code points where browsers count UTF-16 units.
    """
    astral = "(id) => /[\\u{10000}-\\u{10ffff}]/u.test(document.querySelector('#_text').textContent)"
    pages = [(page, items) for page, items in found.pages if not page.evaluate(astral)]
    assert pages
    _assert_found(Found(pages).by("apacheRefined"))
    _assert_found(Found(pages).by("apachePosition"))


def test_recogito_reads_and_draws_them(found: Found) -> None:
    """Recogito's parser accepts each annotation, and its annotator draws each on the right words."""
    _assert_found(found.by("recogitoParsed"))
    _assert_found(found.by("recogitoDrawn"))


def test_the_libraries_of_hypothesis_find_them(found: Found) -> None:
    """Hypothesis' libraries find each annotation by its position and by its quote."""
    _assert_found(found.by("hypothesis"), times=2)
