"""Pages that bring their HTML with them, and the writing of those that MkDocs need not handle one by one."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cached_property, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

from mkdocs_dossier.build.page_cache import Handed, Maker
from mkdocs_dossier.checks.articles import fault_of_image
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.mkdocs_plugin.reprints import Reprints
from mkdocs_dossier.mkdocs_plugin.theme_shell import HeadedPage, Shells
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.parallel import LEAST, Task, beside, do, shares
from mkdocs_dossier.site.compiled import Compiled, compiled_as_in
from mkdocs_dossier.site.plan import Page

#: An address that is nothing but a path below the site.
_PATH = re.compile(r"[\w%-]+(?:/[\w%-]+)*(?:/|\.html)?", re.ASCII)
#: What can be linked within a page; ids are made of letters that HTML need not write otherwise.
_ANCHOR = re.compile(r' id="([^"]+)"')
#: Templates of sites, for all builds of `serve`.
_COMPILED = Compiled()
#: What is put into it has been escaped for a script element.
_JSON_LD = '<script type="application/ld+json">%s</script>'
#: So many pages of each kind are written before the others are shared out: more than a shell is proved by.
_FIRST = 3
#: To make so many pages takes longer than to make a copy of the process.
_FEW = 3
#: The homes of the plugins that have no say in single pages, or are told otherwise what they hold.
_OWN_HANDS = ("mkdocs_dossier.mkdocs_plugin.plugin", "material.plugins.search.plugin")
#: What a plugin may do to single pages, by MkDocs's names of the events.
_ON_PAGES = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)


class DossierPage(HeadedPage):
    """A page that brings its HTML with it: nothing of it is Markdown."""

    def __init__(self, page: Page, maker: Maker, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.begin(page, maker)

    def begin(self, page: Page, maker: Maker) -> None:
        """Show this page, which the site has planned."""
        self.page = page
        self.maker = maker
        self.head = ""
        self.site = maker.site

    def _set_canonical_url(self, base: str | None) -> None:
        """The whole address: MkDocs asks of each what it could be, and of ours we know that it is a path."""
        if not base or not base.endswith("/") or not _PATH.fullmatch(self.url):
            super()._set_canonical_url(base)
            return
        self.canonical_url = f"{base}{self.url}"
        self.abs_url = f"{_path_of(base)}{self.url}"

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read: the page is made of records."""
        self.markdown = ""
        # By `dossier`, a site's own templates can tell the pages of records from the others.
        self.meta = {"title": _safe_title(self.site.title_of(self.page)), "dossier": self.page.noun}
        wide = self.page.record is None or self.page.noun == "dossier"
        # Only where tabs lead on can a page do without the navigation beside it.
        tabs = "navigation.tabs" in config.theme.get("features", [])
        self.meta["hide"] = [*(["navigation"] if tabs else []), *(["toc"] if wide else [])]
        # What can be found is put into the index ready-made, see `searching`.
        self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Content and table of contents, finished."""
        leaf = self.maker.page(self.page)
        content, self.edit_url = leaf.content, leaf.edit_url
        self.content = self.site.arrival + self.site.banner + content.html
        self.head = _JSON_LD % leaf.data if leaf.data else ""
        self.meta["description"] = str(escape(content.description))
        self.markdown = self.meta["description"] or self.meta["title"]  # for plugins that take an abstract from it
        listed = content.sections
        if self.page.noun == "dossier" and self.page.record and config.theme.name == "material":
            # Its skip link leads to the first that is listed; of the others, which it hides, its script measures each.
            listed = (("_article", content.title),)
        self.toc = TableOfContents([AnchorLink(str(escape(text)), anchor, 2) for anchor, text in listed])

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """What can be linked in it. Only a page of `docs/` that does so asks, when all pages are written."""
        return set(_ANCHOR.findall(self.maker.page(self.page).content.html))

    def forget(self) -> None:
        """Keep no more of the page than MkDocs asks for once it is written."""
        self.content, self.head, self.toc = None, "", TableOfContents([])
        self.markdown = ""
        self.meta["description"] = ""


def make_page(page: Page, maker: Maker, file: File, config: MkDocsConfig) -> None:
    """Make the page of a file, or make one of ours of the page that MkDocs or a plugin has made for the navigation.

    That one keeps its title, its place and what the plugin's class can do, such as being a section.
    """
    made = file.page
    if made is None:
        DossierPage(page, maker, file, config)
    elif not isinstance(made, DossierPage):
        made.__class__ = _both(type(made))
        assert isinstance(made, DossierPage)
        made.begin(page, maker)


@lru_cache(maxsize=16)
def _both(kind: type[MkDocsPage]) -> type[DossierPage]:
    return DossierPage if kind is MkDocsPage else type(f"Dossier{kind.__name__}", (DossierPage, kind), {})


@lru_cache(maxsize=16)
def _path_of(address: str) -> str:
    return urlsplit(address).path


def _safe_title(title: str) -> str:
    """A title that stays text even after a theme has stripped its tags and unescaped it."""
    return str(escape(title.replace("<", "‹").replace(">", "›")))


class Press:
    """Writes pages itself, those of records each through a shell of the theme, and keeps none in memory.

    MkDocs learns of these pages, so that they can be linked, but reads and builds only the others: it is told for as
    long as it does that ours are excluded. Nothing of MkDocs is replaced.
    """

    def __init__(
        self,
        maker: Maker,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        reprints: Reprints,
        *,
        overviews: bool,
    ) -> None:
        """With `overviews`, those are its pages too, and rendered one by one."""
        self.maker = maker
        self.reprints = reprints
        self.config = config
        self.files = files
        self.nav = nav
        own = (page for file in files if isinstance(page := file.page, DossierPage))
        self.pages: list[DossierPage] = [page for page in own if overviews or not page.page.is_overview]
        self._inclusions = [page.file.inclusion for page in self.pages]
        self._shells: Shells | None = None
        self.hidden = False
        for page in self.pages:
            if page.page.record is None:
                page.read_source(config)  # the navigation says what it is called

    def hide(self, hidden: bool = True) -> None:
        """Let MkDocs pass the pages over; or let it find them again, so that what links them leads somewhere."""
        if self.hidden != hidden:
            self.hidden = hidden
            for page, inclusion in zip(self.pages, self._inclusions, strict=True):
                page.file.inclusion = InclusionLevel.EXCLUDED if hidden else inclusion

    def set_up(self, env: Any) -> None:
        """All that pages can show of the others is known."""
        shown: Sequence[File] = self.files.documentation_pages()

        def ordinary(page: HeadedPage) -> str:
            return _ordinary(page, self.config, shown, self.nav, env)

        self._shells = Shells(ordinary, self.reprints.shells)

    def print(self, page: DossierPage) -> None:
        """Write one page."""
        assert self._shells is not None, "it has been set up"
        page.read_source(self.config)
        page.render(self.config, self.files)
        # The first part of an overview may stand in the nav; what is cut from it is like a record's page.
        kind = page.page.noun if page.page.record else f"{page.page.noun} overview"
        text = self._shells.ordinary(page) if page.page.is_overview else self._shells.page(page, kind)
        self.reprints.make_room(page)
        write_file(text.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        self.reprints.note(page, self.maker.seal(page.page), self._shells)
        page.forget()

    def _is_same(self, page: DossierPage) -> bool:
        """Whether the page would be written as it stands in the last site."""
        assert self._shells is not None, "it has been set up"
        return self.reprints.is_same(page, self.maker.seal(page.page), self._shells)

    def _link(self, page: DossierPage) -> None:
        """Take the file of a page over that is the same; write it where that cannot be."""
        if not self.reprints.link(page):
            self.print(page)

    def print_all(self, others: Sequence[Task]) -> None:
        """Write every page, and do what else there is to do."""
        same, made = self._sorted()
        there = self.reprints.take_over(same)
        linking = [partial(self._link, page) for page in same if page.file.dest_uri not in there]
        first, rest = _first_of_each_kind(made, {page.page.template for page in same})
        self._print(first)
        # What is kept only this process can look up.
        known = [page for page in rest if self.maker.is_known(page.page)]
        here, *parts = shares([page for page in rest if not self.maker.is_known(page.page)], _FEW)
        apart = len(linking) >= LEAST
        with beside([linking] if apart else []) as copies:
            handed_on = [copies.ask(partial(self._printed_apart, part), partial(self._print, part)) for part in parts]
            self._print([*known, *here])
            do([*([] if apart else linking), *others])
            for part, answers in zip(parts, handed_on, strict=True):
                self._take(part, answers())

    def _sorted(self) -> tuple[list[DossierPage], list[DossierPage]]:
        """The pages whose files can be taken over, and the others; some of those are written, which proves shells."""
        if self.maker.shelf is None:
            return [], self.pages
        # Whoever else writes a file in that place must not write into the published one.
        taken = {file.dest_uri for file in self.files if not isinstance(file.page, DossierPage)}
        standing = [page for page in self.pages if self.maker.stands(page.page)]
        free = {page.file.dest_uri for page in standing} - taken
        self.reprints.begin(free, Path(self.config.site_dir))
        same: list[DossierPage] = []
        for page in standing:
            if page.file.dest_uri in free and self._is_same(page):
                same.append(page)
            else:
                self.print(page)
        stands = {id(page) for page in standing}
        return same, [page for page in self.pages if id(page) not in stands]

    def _print(self, pages: Iterable[DossierPage]) -> Iterable[tuple[int, str, Handed]]:
        """Write pages here; nothing of them is left to be kept."""
        for page in pages:
            self.print(page)
        return ()

    def _printed_apart(self, pages: Sequence[DossierPage]) -> Iterator[tuple[int, str, Handed]]:
        """Write pages in a copy: the number of each that is to be kept, its form, and what is to be kept."""
        self.maker.part()
        for number, page in enumerate(pages):
            self.print(page)
            if handed := self.maker.handed(page.page):
                yield number, page.form, handed

    def _take(self, pages: Sequence[DossierPage], answers: Iterable[tuple[int, str, Handed]]) -> None:
        """Keep what a copy has made."""
        assert self._shells is not None, "it has been set up"
        for number, form, handed in answers:
            page = pages[number]
            page.form = form
            self.maker.take(page.page, handed)
            self.reprints.note(page, self.maker.seal(page.page), self._shells)

    def later(self) -> dict[str, Callable[[], None]]:
        """What writes each page, by its place in the site's folder."""
        return {page.file.dest_uri: partial(self.print, page) for page in self.pages}


def _first_of_each_kind(pages: Iterable[DossierPage], known: Set[str]) -> tuple[list[DossierPage], list[DossierPage]]:
    """The first pages of each kind, whose shells and answers serve all others; and those, and all of a kind `known`."""
    first: list[DossierPage] = []
    rest: list[DossierPage] = []
    seen: Counter[str] = Counter()
    for page in pages:
        seen[kind := page.page.template] += 1
        (first if seen[kind] <= _FIRST and kind not in known else rest).append(page)
    return first, rest


def compile_once(env: Any, config: MkDocsConfig) -> None:
    """Have the theme's templates compiled once for all builds; what a site has put in their place is its own."""
    own = config.theme.custom_dir is not None
    env.bytecode_cache = _COMPILED if own else compiled_as_in(env, Path(__file__), version("mkdocs"))


def write_pieces(config: MkDocsConfig, path: str, pieces: Callable[[], Iterable[str]]) -> None:
    """Write a file below the site piece by piece: it may be too large to hold."""
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces())


def foreign_hands(config: MkDocsConfig) -> list[str]:
    """The plugins that have a say in single pages, but for this one and Material's search, which is told otherwise."""
    methods = [method for event in _ON_PAGES for method in config.plugins.events[event]]
    foreign = [method for method in methods if type(getattr(method, "__self__", None)).__module__ not in _OWN_HANDS]
    return list(dict.fromkeys(config.plugins._event_origins.get(method, "a hook") for method in foreign))


def _ordinary(page: MkDocsPage, config: MkDocsConfig, shown: Sequence[File], nav: Navigation, env: Any) -> str:
    """A page as MkDocs builds it."""
    page.active = True
    try:
        template = env.get_template(page.meta.get("template", "main.html"))
        context = get_context(nav, shown, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        return str(config.plugins.on_post_page(template.render(context), page=page, config=config))
    finally:
        page.active = False


def images_of(collection: Collection, config: MkDocsConfig) -> Iterator[File]:
    """The images that lie beside articles and are shown in them."""
    for dossier in collection.of(Dossier):
        for image in collection.articles[dossier].rendered.images:
            if fault_of_image(dossier, image) is None:
                name = unquote(image)
                source = str(dossier.folder / name)
                yield File.generated(config, posixpath.join(dossier.id, name), abs_src_path=source)
