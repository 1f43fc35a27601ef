"""Share helpers and fixtures with all tests: write a collection as a user would, load it, and parse pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from mkdocs_dossier.article.markdown import ArticleRenderer, Rendered
from mkdocs_dossier.article.marks import Mark
from mkdocs_dossier.article.quotes import Passage, Searchable, Selector
from mkdocs_dossier.article.visible_text import VisibleText
from mkdocs_dossier.checks import CHECKS
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.loading import Settings, load
from mkdocs_dossier.problems import Problem

Files = Mapping[str, str | bytes]
Loaded = Callable[..., tuple[Collection, list[Problem]]]


def write(folder: Path, files: Files) -> Path:
    """Write `files` (path → content) into `folder`, and return the path of the folder `dossier` in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "dossier"


#: Checks of a collection's soundness. All others judge its evidence, and have tests of their own.
SOUNDNESS = frozenset(
    {"unknown-reference", "unknown-provision", "circular-reference", "no-passage", "no-subject", "shared-alias"}
    | {"unknown-link", "missing-image", "same-address"}
)
WITHOUT_EVIDENCE = {check.code: "off" for check in CHECKS if check.code not in SOUNDNESS}


#: Tests that are slow, need a browser, or fork. `make test-fast` skips them, and single tests marked `slow`.
SLOW = frozenset({"benchmarks", "browser", "build", "clients", "mkdocs_plugin"}) | {
    f"test_{name}.py" for name in ("forked", "hostile", "mutations", "parallel", "pathological")
}
#: Modules that cannot be imported without a Unix library.
collect_ignore = [] if find_spec("resource") else ["benchmarks/test_growth.py"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of slow rooms, and remove the time limit of those that take minutes.

    Parallel workers begin with the files that have slow tests, so that they end at about the same time.
    """
    for item in items:
        if item.get_closest_marker("torture"):
            item.add_marker(pytest.mark.timeout(0))
        if item.path.relative_to(Path(__file__).parent).parts[0] in SLOW:
            item.add_marker("slow")
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """Return a function from files to their collection and its soundness problems."""

    def load_files(files: Files, settings: Settings | None = None) -> tuple[Collection, list[Problem]]:
        settings = settings or Settings()
        severities = {**WITHOUT_EVIDENCE, **(settings.severities or {})}
        return load(write(tmp_path, files), settings=replace(settings, severities=severities))

    return load_files


#: An element's name and its attributes, or None at its end.
Tag = tuple[str, dict[str, str] | None]
#: HTML elements without an end tag.
VOID = frozenset({"br", "hr", "img"})
INLINE = frozenset({"a", "span", "em", "strong", "code", "sup", "p", "h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})


class Page(HTMLParser):
    """Parsed HTML; asserts that it is well-formed and correctly nested."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.notes: list[str] = []
        self.tags: set[str] = set()
        self.passages: dict[str, str] = {}
        """The text inside passages, by their class."""
        self.unmarked: list[Tag | str] = []
        """The page's elements and texts without the marks."""
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record the start of an element."""
        given = {name: value or "" for name, value in attrs}
        outer = [name for name, _ in self._open]
        css_class = given.get("class", "")
        self.tags.add(tag)
        assert tag != "a" or "a" not in outer, "a link in a link"
        assert tag not in BLOCKS or not outer or outer[-1] not in INLINE, f"{tag} in {outer[-1]}"
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            (self.notes if css_class == "passage__note" else self.links).append(given["href"])
        if not css_class.startswith("passage"):
            self._put((tag, given))
        if tag not in VOID:
            self._open.append((tag, css_class))

    def handle_endtag(self, tag: str) -> None:
        """Record the end of an element."""
        assert self._open, f"</{tag}> closes nothing"
        opened, css_class = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        if not css_class.startswith("passage"):
            self._put((tag, None))

    def handle_data(self, data: str) -> None:
        """Record text."""
        self.text += data
        inside = [css_class for _, css_class in self._open if css_class.startswith("passage")]
        assert "passage__note" not in inside, "a reference to a note holds no text"
        assert len(set(inside)) == len(inside), "a passage within itself"
        for css_class in inside:
            if css_class in ("passage__own", "passage__sign"):
                continue
            name = css_class.removeprefix("passage passage--")
            self.passages[name] = self.passages.get(name, "") + data
        self._put(data)

    def _put(self, item: Tag | str) -> None:
        if isinstance(item, str) and self.unmarked and isinstance(last := self.unmarked[-1], str):
            self.unmarked[-1] = last + item
        else:
            self.unmarked.append(item)


def marked(markdown: str, *quotes: str, title: str = "Titel", lead: str = "", excerpt: bool = False) -> Rendered:
    """Render an article with a mark `m1`, `m2` … around each quote; one that begins with `#` gets a number."""

    def marks(visible: VisibleText) -> list[Mark]:
        text = Searchable(visible.text)
        found = []
        for number, quote in enumerate(quotes, start=1):
            passage = text.find(Selector(quote.removeprefix("#")))
            assert isinstance(passage, Passage), passage
            name = f"m{number}"
            found.append(
                Mark(passage.start, passage.end, name, f"#_note-{name}", name, number if quote[0] == "#" else 0)
            )
        return found

    return ArticleRenderer().render(title, lead, markdown, marks, excerpt=excerpt)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the collection in which every text is an attack."""
    from hostile import attack, build  # imports this module

    return build(tmp_path_factory.mktemp("hostile"), attack)
