"""Make the files of records' pages and of their redirects, each with the path of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_dossier.build.page_cache import PageCache
from mkdocs_dossier.mkdocs_plugin.build_inputs import project_of
from mkdocs_dossier.mkdocs_plugin.pages import make_page
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.site.page_context import PageContext
from mkdocs_dossier.site.pages import Page, redirects_of
from mkdocs_dossier.site.rendering import Site


class OwnFile(File):
    """A file with its own content, which names a source for other plugins but is not read from it."""

    only_names_its_source = True


class PageFile(OwnFile):
    """The file of one of our pages, which is made later because the navigation may set its title and place."""

    shows: Page


def page_files(pages: PageCache, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files of all pages."""
    sources = _Sources(pages.site, config)
    for page in pages.site.pages:
        in_nav = page.is_overview and page.noun != "desk" and config.nav is None
        inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
        file = PageFile.generated(config, f"{page.path}.md", content="", inclusion=inclusion)
        assert isinstance(file, PageFile)
        file.shows = page
        yield _with_source(file, sources.of(page.noun, page.record))


def make_pages(files: Files, pages: PageCache, config: MkDocsConfig) -> None:
    """Make the pages of our files, once the navigation is complete."""
    for file in files:
        if isinstance(file, PageFile):
            make_page(file.shows, pages, file, config)


def redirect_files(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files at the former addresses of records."""
    sources = _Sources(site, config)
    for path, record in redirects_of(site.collection, site.addresses):
        url = site.addresses.url(path)
        target = f"{url}index.html" if url.endswith("/") else url
        here = PageContext(site, url)
        html = site.fragment("redirect.html", url, title=site.name(record), target=here.url(record))
        yield _with_source(OwnFile.generated(config, target, content=html), sources.of(record.noun, record))


def put_back(files: Files, added: Iterable[File], base: Path) -> None:
    """Put our pages back where other plugins have put files of their own, or read ours, as gen-files does.

    Args:
        files: the files of the site.
        added: the files that this plugin has added.
        base: the folder of `mkdocs.yml`.

    Raises:
        PluginError: a plugin takes the address of a record, which is permanent, or would publish a YAML file.
    """
    taken = {file.url: file for file in files.documentation_pages() if not isinstance(file, PageFile)}
    for file in added:
        if not isinstance(file, PageFile):
            continue
        there = files.get_file_from_path(file.src_uri)
        if there is file:
            there = taken.get(file.url)
            if there and file.shows.record is None:
                files.remove(file)  # a page of docs/ replaces an overview
        if there is None:
            continue
        source = Path(str(file.abs_src_path))
        content, text = there.content_bytes, source.read_bytes()
        if content == text:
            files.remove(there)
            files.append(file)
            continue
        by = f"the plugin {there.generated_by}" if there.generated_by else "another plugin"
        if text.strip() and text.strip() in content:
            name = source.relative_to(base).as_posix() if source.is_relative_to(base) else source.name
            raise PluginError(f"{by} writes into {file.src_uri}, which would publish {name}: take that page out there")
        if record := file.shows.record:
            whose = f"{record.noun} “{record.id}”"
            raise PluginError(f"{by} writes {there.src_uri}, at the address of {whose}: choose another name there")


class _Sources:
    """Find the source of a page: plugins take dates and authors from its history."""

    def __init__(self, site: Site, config: MkDocsConfig) -> None:
        self._collection = site.collection
        self._base = project_of(config)
        self._settings = config.config_file_path or str(self._base)

    def of(self, noun: str, record: Record | None) -> str:
        """Return the path of a record's YAML file or article.

        The path of an overview is that of its first record, or of `mkdocs.yml` if it lists none.
        """
        if record is None and noun in BY_NOUN:
            record = next(iter(self._collection.of(BY_NOUN[noun].model)), None)
        return str(self._base / record.origin.path) if record else self._settings


def _with_source(file: File, source: str) -> File:
    """Set the path of a file's source for other plugins.

    The file is not marked as generated: plugins that show revision dates would give it the day of the build.
    """
    file.abs_src_path = source
    file.generated_by = None
    file.edit_uri = None
    return file
