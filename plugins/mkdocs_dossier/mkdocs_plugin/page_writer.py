"""Write pages without MkDocs: each filled into a shell of the theme, from the cache or by a worker where possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import write_file

from mkdocs_dossier.build.last_site import LastSite
from mkdocs_dossier.build.page_cache import Made, PageCache
from mkdocs_dossier.mkdocs_plugin.pages import DossierPage
from mkdocs_dossier.mkdocs_plugin.theme_shell import HeadedPage, Shell, Shells
from mkdocs_dossier.parallel import LEAST, shares, workers

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


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that a worker has written."""

    number: int
    """Which page it is, of those that the worker was given."""
    form: str
    made: tuple[Made, ...]
    """What is to be cached of it."""


class PageWriter:
    """Write pages itself, those of records each through a shell of the theme, and keep none in memory.

    MkDocs knows of these pages, so that they can be linked, but reads and builds only the others: while it does that,
    ours are marked as excluded. Nothing of MkDocs is replaced.
    """

    def __init__(
        self,
        cache: PageCache,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        last_site: LastSite,
        *,
        overviews: bool,
    ) -> None:
        """Write overviews too if `overviews` says so, one by one: they may be in the navigation."""
        self.cache = cache
        self.last_site = last_site
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
                page.read_source(config)  # the navigation shows its title

    def hide(self, hidden: bool = True) -> None:
        """Let MkDocs skip the pages, or find them again, so that what links to them can be checked."""
        if self.hidden != hidden:
            self.hidden = hidden
            for page, inclusion in zip(self.pages, self._inclusions, strict=True):
                page.file.inclusion = InclusionLevel.EXCLUDED if hidden else inclusion

    def set_up(self, env: Any) -> None:
        """Prepare to write: everything that pages can show of the others is known."""
        shown: Sequence[File] = self.files.documentation_pages()

        def ordinary(page: HeadedPage) -> str:
            return _ordinary(page, self.config, shown, self.nav, env)

        self._shells = Shells(ordinary)

    def write(self, page: DossierPage) -> None:
        """Write one page."""
        assert self._shells is not None, "it has been set up"
        page.read_source(self.config)
        page.render(self.config, self.files)
        # The first part of an overview may be in the navigation; its other parts are like a record's page.
        kind = page.page.noun if page.page.record else f"{page.page.noun} overview"
        text = self._shells.ordinary(page) if page.page.is_overview else self._shells.page(page, kind)
        write_file(text.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        self._note(page)
        page.forget()

    def later(self) -> dict[str, Callable[[], None]]:
        """Return what writes each page, by its place in the site's folder."""
        return {page.file.dest_uri: partial(self.write, page) for page in self.pages}

    def write_all(self, others: Sequence[Callable[[], object]]) -> None:
        """Write every page, or link the file of the last site where it would be the same; then do the other tasks."""
        reused, fresh, rest = self._sorted()
        first, rest = _first_of_each_kind(rest)
        for page in [*first, *fresh]:
            self.write(page)
        here, *parts = shares(rest, _FEW)
        with workers() as own:
            if len(reused) >= LEAST:
                own.start(partial(self._link_in_worker, reused), partial(self._link, reused))
                reused = []
            jobs = [own.start(partial(self._write_in_worker, part), partial(self._write_here, part)) for part in parts]
            for page in here:
                self.write(page)
            for _ in self._link(reused):
                pass
            for task in others:
                task()
            for part, job in zip(parts, jobs, strict=True):
                self._take(part, job.result())

    def _sorted(self) -> tuple[list[DossierPage], list[DossierPage], list[DossierPage]]:
        """Sort pages: files to reuse, pages to write from the cache, and pages to render.

        A file is reused only when this build has proved the shell that it was filled into: for that, some pages are
        written first.
        """
        # Another file at the same place must not be written into the published one.
        taken = {file.dest_uri for file in self.files if not isinstance(file.page, DossierPage)}
        is_usable = self.last_site.is_in_place
        reused: list[DossierPage] = []
        fresh: list[DossierPage] = []
        rest: list[DossierPage] = []
        for page in self.pages:
            if not self.cache.is_fresh(page.page):
                rest.append(page)
            elif not is_usable or page.file.dest_uri in taken or not self._known(page):
                fresh.append(page)
            elif self._is_reusable(page):
                reused.append(page)
            else:
                self.write(page)
        return reused, fresh, rest

    def _known(self, page: DossierPage) -> bool:
        return self.last_site.digest(page.file.dest_uri).endswith(f" {self.cache.digest(page.page)}")

    def _is_reusable(self, page: DossierPage) -> bool:
        """Whether the page's file in the last site is what would be written."""
        assert self._shells is not None, "it has been set up"
        last = self.last_site.digest(page.file.dest_uri)
        form = last.partition(" ")[0]
        shell = self._shells.proved(form)
        if shell is None or last != self._digest(form, shell, page):
            return False
        self.last_site.manifest[page.file.dest_uri] = last
        return True

    def _digest(self, form: str, shell: Shell, page: DossierPage) -> str:
        return f"{form} {shell.state} {self.cache.digest(page.page)}"

    def _note(self, page: DossierPage) -> None:
        """Note for the next build what a page's file was made of."""
        if self._shells and self.cache.is_fresh(page.page) and (shell := self._shells.proved(page.form)):
            self.last_site.manifest[page.file.dest_uri] = self._digest(page.form, shell, page)

    def _link(self, pages: Iterable[DossierPage]) -> Iterator[None]:
        """Link the files of pages in the last site; write the pages where that cannot be."""
        for page in pages:
            if not self.last_site.link(page.file.dest_uri, page.file.abs_dest_path):
                self.write(page)
        yield from ()

    def _link_in_worker(self, pages: Iterable[DossierPage]) -> Iterator[None]:
        """Link the files of pages in the last site. Raises OSError where that cannot be: a worker has no cache."""
        for page in pages:
            if not self.last_site.link(page.file.dest_uri, page.file.abs_dest_path):
                raise OSError(page.file.dest_uri)
        yield from ()

    def _write_here(self, pages: Iterable[DossierPage]) -> Iterator[WrittenPage]:
        for page in pages:
            self.write(page)
        yield from ()

    def _write_in_worker(self, pages: Sequence[DossierPage]) -> Iterator[WrittenPage]:
        made = self.cache.cache.worker_mode()
        for number, page in enumerate(pages):
            self.write(page)
            yield WrittenPage(number, page.form, tuple(made))
            made.clear()

    def _take(self, pages: Sequence[DossierPage], written: Iterable[WrittenPage]) -> None:
        """Cache what a worker has rendered."""
        for one in written:
            page = pages[one.number]
            page.form = one.form
            self.cache.cache.take(one.made)
            self._note(page)


def _first_of_each_kind(pages: Iterable[DossierPage]) -> tuple[list[DossierPage], list[DossierPage]]:
    """Split off the first pages of each kind, whose shells and answers serve all others."""
    first: list[DossierPage] = []
    rest: list[DossierPage] = []
    seen: Counter[str] = Counter()
    for page in pages:
        seen[kind := page.page.template] += 1
        (first if seen[kind] <= _FIRST else rest).append(page)
    return first, rest


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
