"""Handle the events of a build: give the site's pages to MkDocs, and MkDocs's settings to the site."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_dossier.build.data_files import DataFiles, WrittenData
from mkdocs_dossier.build.dependencies import CurrentDigests, remember
from mkdocs_dossier.build.last_site import LastSite
from mkdocs_dossier.build.load_cache import LoadCache
from mkdocs_dossier.build.page_cache import CHUNK, BuildCache, PageCache
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.delivery.csp import allowed
from mkdocs_dossier.delivery.extents import Extent, warnings_about
from mkdocs_dossier.export import exports
from mkdocs_dossier.export.chunks import pieces_of
from mkdocs_dossier.export.editor_schema import refresh_schema
from mkdocs_dossier.export.pagefind import MISSING, is_installed
from mkdocs_dossier.export.search import SEARCH_JSON, search_json
from mkdocs_dossier.incremental.memo import Memory
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.loading import load
from mkdocs_dossier.mkdocs_plugin.assets import asset_files
from mkdocs_dossier.mkdocs_plugin.build_inputs import overrides_of, project_of
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.foreign_loads import for_records
from mkdocs_dossier.mkdocs_plugin.head import Heads
from mkdocs_dossier.mkdocs_plugin.overlaps import covered_by_ours, keep_out, left_out_of_docs
from mkdocs_dossier.mkdocs_plugin.page_writer import PageWriter, page_plugins
from mkdocs_dossier.mkdocs_plugin.pages import DossierPage, make_pages, own_files, put_back
from mkdocs_dossier.mkdocs_plugin.preview import LaterFile, Preview
from mkdocs_dossier.mkdocs_plugin.record_links import Linking
from mkdocs_dossier.mkdocs_plugin.reporting import Reporter, Stage, Stopwatch, advice
from mkdocs_dossier.mkdocs_plugin.search_index import entries_for, fill_index, index_built, index_later, written_pages
from mkdocs_dossier.mkdocs_plugin.site_config import cache_key_of, settings_of, site_of
from mkdocs_dossier.mkdocs_plugin.site_shell import VARIABLE, SiteShell, put_over
from mkdocs_dossier.mkdocs_plugin.sitemap import check_epoch, date_pages, fill_missing_days, list_translated
from mkdocs_dossier.mkdocs_plugin.staging import Staging, is_translated
from mkdocs_dossier.parallel import LEAST, Job, called, shared
from mkdocs_dossier.problems import Problem, Severity, in_order
from mkdocs_dossier.site.jinja import CompiledTemplates
from mkdocs_dossier.site.pages import taken_addresses

log = logging.getLogger("mkdocs.plugins.dossier")

#: The theme's templates, for all builds of `serve`.
_COMPILED = CompiledTemplates()


class Building:
    """Turn a folder of dossiers into pages of a MkDocs site: once or, in `serve`, after each save."""

    def __init__(self, settings: DossierConfig, *, serving: bool, dirty: bool) -> None:
        """Begin with no collection. Only `serve` builds drafts, and goes on after errors."""
        self.config, self.serving = settings, serving
        self.staging, self.preview, self.linking = Staging(serving=serving, dirty=dirty), Preview(), Linking()
        self.reporter = Reporter(serving=serving)
        self.memory: Memory | None = None
        self.last_site = LastSite()
        self.cache: BuildCache | None = None
        self.writer: PageWriter | None = None
        self._data_job: Job[WrittenData] | None = None
        self._saving: Callable[[], None] = lambda: None
        """Stores the results of loading, once a worker has pickled them."""
        self.added: list[File] = []
        self.mapped: list[MkDocsPage] = []
        self.overlaps: list[Problem] = []

    def extend(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the collection, and extend Markdown with links to records and the fence."""
        self.stopwatch = Stopwatch()  # each build begins here, in `serve` too
        check_epoch()
        self.base = project_of(config)
        self.folder = self.base / self.config.folder
        read = [self.folder, *(folder / "dossier" for folder in overrides_of(config))]
        config.watch = list(dict.fromkeys([*config.watch, *(str(folder) for folder in read if folder.is_dir())]))
        if config.theme.name != "material":
            log.warning(
                "The pages of dossiers are made for the theme “material”: “%s” shows no marks%s.",
                config.theme.name,
                ", and keeps its own header and footer: “shell” has no effect" if self.config.shell else "",
            )
        elif self.config.shell:
            put_over(config)
        if self.config.search and not self.serving and not is_installed():
            raise PluginError(f"search: true in mkdocs.yml: {MISSING}")
        self.linking.extend_markdown(config, self.base)
        return config

    def _report(self, found: Iterable[Problem], config: MkDocsConfig, *, last: bool = False) -> list[Problem]:
        try:
            return self.reporter.report(found, self.config, config, last=last)
        except PluginError:
            self._saving()  # also results of a collection that cannot be built
            raise

    def advise(self, extent: Extent, config: MkDocsConfig) -> None:
        """Warn about limits that the site comes near, and about loads that its pages of records block."""
        seconds = sum(self.stopwatch.seconds.values())
        refused = self.heads.refusals.reports(config) if self.heads.refusals else ()
        for warning in [
            *warnings_about(extent, seconds, search=self.config.search, compress=self.config.compress),
            *refused,
        ]:
            advice.warning("mkdocs-dossier: %s", warning)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load the collection, and report its problems before MkDocs empties the site's folder."""
        if self.serving:
            self.preview.begin()
        self.stopwatch.turn_to(Stage.LOADING)
        load_cache = LoadCache(None if self.serving else self.staging.store, self.folder, self.base)
        if self.memory is None and (self.serving or self.config.keep):
            self.memory = load_cache.memory()
        settings = replace(settings_of(self.config, config), drafts=self.serving)
        verify = partial(self._verify_cache, config=config)
        self.collection, found = load(self.folder, self.base, settings, self.memory, shared, verify)
        if not self.serving and self.memory and self.staging.store:
            remember(self.collection)
            job = self.staging.workers.start(partial(load_cache.pickled, self.memory, self.collection, found))
            self._saving = lambda: load_cache.save(job.result())
        self.reporter.found = []
        self.problems = self._report([*self.overlaps, *found], config)
        if self.serving and not any(problem.severity is Severity.ERROR for problem in found):
            refresh_schema(self.folder, self.collection)
        self.stopwatch.turn_to(Stage.REST)

    def _verify_cache(self, collection: Collection, config: MkDocsConfig) -> None:
        """Find out which cached pages are fresh, before the checks run."""
        if self.serving:
            if self.cache:
                self.cache.save()  # pages that were made on demand, too
            self.staging.store = self.staging.store or Store()
        key = cache_key_of(collection, self.config, config)
        self.cache = BuildCache(self.staging.store, key, CurrentDigests(collection))

    def keep_out(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the files of the folder of dossiers from being published as they are."""
        return keep_out(files, self.folder)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages of the collection, unless mkdocs-static-i18n sorts files by language first."""
        return files if is_translated(config) else self._add(files, config)

    def on_files_at_the_end(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add them after all other plugins in a translated site: once, known to the builds for other languages."""
        if not is_translated(config):
            put_back(files, self.added, self.base)
            return files
        if self.writer:
            self.writer.hide(False)
        return self._append(files) if self.staging.nested else self._add(files, config)

    def _add(self, files: Files, config: MkDocsConfig) -> Files:
        self.stopwatch.turn_to(Stage.PLANNING)
        collection = self.collection
        outside = self._report(left_out_of_docs(files, config), config)
        search = self.config.search
        # A page of docs/ may take the place of an overview; a record's address is its own.
        written = {file.url.removeprefix("./") for file in files.documentation_pages()}
        self.site = site_of(collection, self.config, config, written, serving=self.serving)
        self.linking.site, self.linking.complaints = self.site, []
        taken = self._report(taken_addresses(self.site.pages, self.site.addresses, written), config)
        problems = [found for found in (*self.problems, *outside, *taken) if found.severity is not Severity.HINT]
        if self.serving and problems:
            self.site.banner = self.site.fragment("parts/problems.html", "", problems=problems)
        self.pages = PageCache(self.site, self.cache)
        more = None if self.serving else allowed(self.config.csp, search=search)
        self.heads = Heads(self.site, more, config)
        self.data = DataFiles(exports(self.site), entries_for(config, self.site), self.pages.cache)
        self.added = list(self._files(config))
        self._report(covered_by_ours(files, self.added, config), config)
        self._append(files)
        if not self.serving and len(self.site.pages) >= LEAST:
            # Workers do this while MkDocs builds the theme and the pages of docs.
            if not self.pages.cache.has(CHUNK):
                site = Path(config.site_dir)
                self._data_job = self.staging.workers.start(
                    partial(self.data.write_in_worker, site), partial(self.data.write, site)
                )
            self.staging.workers.start(partial(called, self.preview.take()))
        self.stopwatch.turn_to(Stage.DOCS)
        return files

    def _append(self, files: Files) -> Files:
        """Let pages link to ours and list them in the navigation: those of another language, too."""
        for file in self.added:
            if file.inclusion is InclusionLevel.UNDEFINED:
                file.inclusion = InclusionLevel.INCLUDED  # whatever `exclude_docs` says of pages and files of docs/
            files.append(file)
        return files

    def _files(self, config: MkDocsConfig) -> Iterator[File]:
        self.preview.later = {}
        yield from own_files(self.pages, self.last_site, config, self.preview.later)
        yield from asset_files(config, search=self.config.search, shell=self.config.shell)
        for path, parts_of in self.data.files.items():
            pieces = partial(pieces_of, parts_of)
            yield self.preview.leave(path, pieces, config) if self.serving else LaterFile.at(config, path)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the pages, each below the overview of its kind, whose tab is the active one."""
        make_pages(files, nav, self.pages, config)
        overviews: dict[str, MkDocsPage] = {}
        for file in files.documentation_pages():
            page = file.page
            if isinstance(page, DossierPage):
                if page.page.is_overview:
                    overviews[page.page.noun] = page
                elif page.parent is None:
                    page.parent = overviews.get(page.page.noun)  # type: ignore[assignment]
        self.reporter.hint_at_nav(nav, overviews.values(), config)
        self.writer = self._writer(config, files, nav)
        return nav

    def _writer(self, config: MkDocsConfig, files: Files, nav: Navigation) -> PageWriter | None:
        # A nested build writes no pages: the first one has written all.
        if not self.staging.nested and (others := page_plugins(config)):
            said = "the fast path is off and the build is slower, because of hooks into page rendering: %s"
            log.info(said, ", ".join(others))
            return None
        overviews = self.serving or self.staging.nested
        writer = PageWriter(self.pages, config, files, nav, self.last_site, overviews=overviews)
        writer.hide()
        return writer

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Note the page of `docs/` whose links and fences are rendered next."""
        if self.writer:
            self.writer.hide(False)  # MkDocs has chosen the pages to read
        self.linking.page_in_work = page
        if not isinstance(page, DossierPage):
            self.linking.find_withheld(self.site, page)
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Show all problems on every page in `serve`, until the next save."""
        return html if isinstance(page, DossierPage) else self.site.banner + html

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:
        """Render a page of records by a theme that loads nothing from other hosts."""
        if isinstance(page, DossierPage):
            context["config"] = for_records(config, self.config.csp)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Complete the head, after all other changes to the page's scripts."""
        return self.heads.completed(output, page)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Fill in the days that pages lack, once `sitemap.xml` has been written."""
        if template_name == "sitemap.xml":
            fill_missing_days(self.mapped)
        return output_content

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Report the problems in pages of `docs/`, which have all been read, and write the pages of records."""
        self._report(in_order(self.linking.complaints), config, last=True)
        self.linking.complaints = []
        env.bytecode_cache = _COMPILED
        if self.config.shell:
            env.globals[VARIABLE] = shell = SiteShell(self.site, self.config.footer, config, files)
            if config.theme.name == "material":
                self.heads.shell = shell
        elif self.config.search and config.theme.name == "material":
            self.heads.search_icon = env.get_template(".icons/material/text-search.svg").render()
        if self.staging.nested:
            if self.writer:
                self.writer.hide()
            return env
        self.stopwatch.turn_to(Stage.SEARCH)
        if self.config.search and not self.serving:
            files.append(self.preview.leave(SEARCH_JSON, partial(search_json, self.site, written_pages(files)), config))
        if self.serving:
            self.preview.later |= index_later(config, self.site)
        self.stopwatch.turn_to(Stage.RECORDS)
        if self.writer:
            self.writer.set_up(env)
        if self.serving:
            self.preview.later |= self.writer.later() if self.writer else {}
        else:
            tasks = self.preview.take()
            if self.writer:
                self.writer.write_all(tasks)
            else:
                called(tasks)
            self.stopwatch.turn_to(Stage.SEARCH)
            self._finish_data(config)
            self._saving()
            self.staging.workers.finish()
            self.pages.save()
        if self.writer:
            self.writer.hide()
        self.stopwatch.turn_to(Stage.DOCS)
        return env

    def _finish_data(self, config: MkDocsConfig) -> None:
        """Write the data files, unless a worker has done so, and fill the theme's search index."""
        job, self._data_job = self._data_job, None
        for written in job.result() if job else self.data.write(Path(config.site_dir)):
            self.pages.cache.take(written.made)
            fill_index(config, list(written.listed))

    def index(self, *, config: MkDocsConfig) -> None:
        """Index the built pages; not in `serve`, where every save would wait for it."""
        self.stopwatch.turn_to(Stage.SEARCH)
        if self.writer:
            self.writer.hide(False)  # other plugins may read the list of pages
        if self.config.search and not self.serving:
            index_built(config)
        self.stopwatch.turn_to(Stage.REST)
        if self.serving and not self.preview.on_demand:
            called(self.preview.take())
        if self.config.timings:
            log.info("%s", self.stopwatch)
        self.preview.end(self.preview.later)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """List the pages that MkDocs does not build in `sitemap.xml` and other templates too."""
        if self.writer and self.writer.hidden:
            context["pages"] = [*context["pages"], *(page.file for page in self.writer.pages)]
        if template_name == "sitemap.xml":
            list_translated(context, self.added)
            self.mapped = [file.page for file in context["pages"] if file.page is not None]
            date_pages(self.mapped, self.site.revision.day if self.site.revision else None)
        return context
