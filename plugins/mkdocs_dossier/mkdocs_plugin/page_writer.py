"""Write pages without MkDocs: fill each into a shell of the theme, from the cache or in a worker if possible."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import partial
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from mkdocs_dossier.build.last_site import LastSite
from mkdocs_dossier.build.page_cache import Made, PageCache
from mkdocs_dossier.mkdocs_plugin.pages import DossierPage
from mkdocs_dossier.mkdocs_plugin.theme_shell import HeadedPage, Shell, Shells
from mkdocs_dossier.parallel import Workers, called, counted, shares

#: The number of pages of each kind that are written before the workers start: more than prove a shell.
_FIRST = 3
#: The number of pages from which on a worker pays.
_FEW = 3
#: The modules of plugins that do not change pages, or get the pages' content in another way.
_KNOWN_MODULES = ("mkdocs_dossier.mkdocs_plugin.plugin", "material.plugins.search.plugin")
#: MkDocs's names of the events by which plugins change pages.
_ON_PAGES = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
#: A page that a worker has written: its index in the worker's share, its form, and the entries to cache.
WrittenPage = tuple[int, str, tuple[Made, ...]]


@dataclass(eq=False)
class PageWriter:
    """Write the pages of records through shells of the theme, without keeping any in memory.

    MkDocs knows these pages, so that they can be linked, but reads and builds only the others: meanwhile, ours are
    marked as excluded. Nothing in MkDocs is patched.
    """

    cache: PageCache
    config: MkDocsConfig
    files: Files
    nav: Navigation
    last_site: LastSite
    """The published site, whose files may be reused."""
    _: KW_ONLY
    overviews: bool
    """If set, it writes overviews too; otherwise MkDocs does."""

    def __post_init__(self) -> None:
        own = (page for file in self.files if isinstance(page := file.page, DossierPage))
        self.pages: list[DossierPage] = [page for page in own if self.overviews or not page.page.is_overview]
        self._inclusions = [page.file.inclusion for page in self.pages]
        self._shells: Shells | None = None
        self.hidden = False
        for page in self.pages:
            if page.page.record is None:
                page.read_source(self.config)  # the navigation shows its title

    def hide(self, hidden: bool = True) -> None:
        """Let MkDocs skip the pages, or find them again to check links to them."""
        if self.hidden != hidden:
            self.hidden = hidden
            for page, inclusion in zip(self.pages, self._inclusions, strict=True):
                page.file.inclusion = InclusionLevel.EXCLUDED if hidden else inclusion

    def set_up(self, env: Any) -> None:
        """Prepare the shells, once everything is known that the theme shows of other pages."""
        shown: Sequence[File] = self.files.documentation_pages()
        config, plugins = self.config, self.config.plugins

        def ordinary(page: HeadedPage) -> str:
            """Render a page as MkDocs does."""
            page.active = True
            try:
                template = env.get_template(page.meta.get("template", "main.html"))
                context = get_context(self.nav, shown, config, page)
                context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
                return str(plugins.on_post_page(template.render(context), page=page, config=config))
            finally:
                page.active = False

        self._shells = Shells(ordinary)

    def write(self, page: DossierPage) -> None:
        """Write one page."""
        assert self._shells is not None, "it has been set up"
        page.read_source(self.config)
        page.render(self.config, self.files)
        # The first part of an overview may be in the navigation; the other parts are like records' pages.
        kind = page.page.noun if page.page.record else f"{page.page.noun} overview"
        text = self._shells.ordinary(page) if page.page.is_overview else self._shells.page(page, kind)
        write_file(text.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        self._note(page)
        page.forget()

    def later(self) -> dict[str, Callable[[], None]]:
        """Return a function that writes each page, by its path in the site."""
        return {page.file.dest_uri: partial(self.write, page) for page in self.pages}

    def write_all(self, others: Sequence[Callable[[], object]]) -> None:
        """Write all pages, or link the last site's file if it would be the same; then do the other tasks."""
        reused, fresh, rest = self._sorted()
        first, rest = _first_of_each_kind(rest)
        self._write_here([*first, *fresh])
        here, *parts = shares(rest, _FEW)
        with Workers() as own:
            jobs = [own.start(partial(self._write_in_worker, part), partial(self._write_here, part)) for part in parts]
            self._write_here(counted("Writing pages", here))
            self._link(reused)
            called(others)
            for part, job in zip(parts, jobs, strict=True):
                self._take(part, job.result())

    def _sorted(self) -> tuple[list[DossierPage], list[DossierPage], list[DossierPage]]:
        """Sort pages into those whose files are reused, those written from the cache, and those to render.

        A file is reused only if this build has proved the same shell, so some pages are written first.
        """
        # Another file at the same path must not be written into the published one by its hard link.
        taken = {file.dest_uri for file in self.files if not isinstance(file.page, DossierPage)}
        reused: list[DossierPage] = []
        fresh: list[DossierPage] = []
        rest: list[DossierPage] = []
        for page in self.pages:
            if not self.cache.is_fresh(page.page):
                rest.append(page)
            elif page.file.dest_uri in taken or not self._known(page):
                fresh.append(page)
            elif self._is_reusable(page):
                reused.append(page)
            else:
                self.write(page)
        return reused, fresh, rest

    def _known(self, page: DossierPage) -> bool:
        return self.last_site.digest(page.file.dest_uri).endswith(f" {self.cache.digest(page.page)}")

    def _is_reusable(self, page: DossierPage) -> bool:
        """Return whether the page's file in the last site equals the one to write."""
        assert self._shells is not None, "it has been set up"
        last = self.last_site.digest(page.file.dest_uri)
        form = last.partition(" ")[0]
        shell = self._shells.proved(form)
        if shell is None or last != self._digest(form, shell, page):
            return False
        self.last_site.manifest[page.file.dest_uri] = last
        return True

    def _digest(self, form: str, shell: Shell, page: DossierPage) -> str:
        return f"{form} {shell.digest} {self.cache.digest(page.page)}"

    def _note(self, page: DossierPage) -> None:
        """Add a page's file to the manifest, for the next build to reuse."""
        if self._shells and self.cache.is_fresh(page.page) and (shell := self._shells.proved(page.form)):
            self.last_site.manifest[page.file.dest_uri] = self._digest(page.form, shell, page)

    def _link(self, pages: Iterable[DossierPage]) -> None:
        """Link the files of pages in the last site; write the pages if that fails."""
        for page in pages:
            if not self.last_site.link(page.file.dest_uri, page.file.abs_dest_path):
                self.write(page)

    def _write_here(self, pages: Iterable[DossierPage]) -> None:
        for page in pages:
            self.write(page)

    def _write_in_worker(self, pages: Sequence[DossierPage]) -> Iterator[WrittenPage]:
        made = self.cache.cache.worker_mode()
        for number, page in enumerate(pages):
            self.write(page)
            yield number, page.form, tuple(made)
            made.clear()

    def _take(self, pages: Sequence[DossierPage], written: Iterable[WrittenPage]) -> None:
        """Cache the pages that a worker has rendered."""
        for number, form, made in written:
            pages[number].form = form
            self.cache.cache.take(made)
            self._note(pages[number])


def _first_of_each_kind(pages: Iterable[DossierPage]) -> tuple[list[DossierPage], list[DossierPage]]:
    """Split off the first pages of each kind, whose shells and derived values serve all others."""
    first: list[DossierPage] = []
    rest: list[DossierPage] = []
    seen: Counter[str] = Counter()
    for page in pages:
        seen[kind := page.page.template] += 1
        (first if seen[kind] <= _FIRST else rest).append(page)
    return first, rest


def page_plugins(config: MkDocsConfig) -> list[str]:
    """Return the names of plugins that may change pages, except this one and Material's search."""
    methods = [method for event in _ON_PAGES for method in config.plugins.events[event]]
    foreign = [method for method in methods if type(getattr(method, "__self__", None)).__module__ not in _KNOWN_MODULES]
    return list(dict.fromkeys(config.plugins._event_origins.get(method, "a hook") for method in foreign))
