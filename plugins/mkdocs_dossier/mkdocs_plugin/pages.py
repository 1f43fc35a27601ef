"""Make the pages of records, whose content is ready HTML, and the files of pages, redirects, images and pictures."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache, partial
from pathlib import Path
from urllib.parse import unquote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import dirname_to_title

from mkdocs_dossier.build.last_site import LastSite
from mkdocs_dossier.build.page_cache import PageCache
from mkdocs_dossier.checks.articles import fault_of_image
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.evidence.basis import basis_of
from mkdocs_dossier.export.pictures import KINDS, path_of, picture, strip_png
from mkdocs_dossier.mkdocs_plugin.build_inputs import project_of
from mkdocs_dossier.mkdocs_plugin.preview import LaterFile
from mkdocs_dossier.mkdocs_plugin.theme_shell import HeadedPage
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.site.page_context import PageContext
from mkdocs_dossier.site.pages import Page, redirects_of
from mkdocs_dossier.site.rendering import Site

#: A target of links within a page; ids need no escaping in HTML.
_ANCHOR = re.compile(r' id="([^"]+)"')


class DossierPage(HeadedPage):
    """A page whose content is ready HTML."""

    def __init__(self, page: Page, cache: PageCache, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.begin(page, cache)

    def begin(self, page: Page, cache: PageCache) -> None:
        """Show a planned page."""
        self.page = page
        self.cache = cache
        self.head = self.social = ""
        self.site = cache.site

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the metadata; no file is read, because the page is made of records."""
        self.markdown = ""
        # Without these signs, it stays text even after a theme has stripped its tags and unescaped it.
        title = self.site.title_of(self.page).replace("<", "‹").replace(">", "›")
        # By `dossier`, a site's own templates can distinguish the pages of records from others.
        self.meta = {"title": str(escape(title)), "dossier": self.page.noun}
        record = self.page.record
        # Of “What is counted”, which heads a list, the kind of a page is “Figures”.
        kind = self.site.noun(record.noun, many=record.noun == "quantity") if record else ""
        # A site called “Dossier” says so at the end of each title.
        self.kind = f" – {escape(kind)}" if kind and kind.casefold() != config.site_name.casefold() else ""
        wide = self.page.record is None or self.page.noun == "dossier"
        # Only with tabs can a page do without the navigation at its side.
        tabs = "navigation.tabs" in config.theme.get("features", [])
        self.meta["hide"] = [*(["navigation"] if tabs else []), *(["toc"] if wide else [])]
        # The search index gets its entries elsewhere, see `search_index`.
        self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set content and table of contents."""
        cached = self.cache.page(self.page)
        content, self.edit_url = cached.content, cached.edit_url
        self.content = self.site.arrival + self.site.banner + content.html
        self.social, self.head = cached.head
        self.meta["description"] = str(escape(content.description))
        self.markdown = self.meta["description"] or self.meta["title"]  # for plugins that take an abstract from it
        listed = content.sections
        if self.page.noun == "dossier" and self.page.record and config.theme.name == "material":
            # The theme's skip link leads to the first entry; it hides the others, but its script measures each.
            listed = {"_article": content.title}
        self.toc = TableOfContents([AnchorLink(str(escape(text)), anchor, 2) for anchor, text in listed.items()])

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """The anchors of the page. MkDocs asks for them after all pages are written, for links from `docs/`."""
        return set(_ANCHOR.findall(self.cache.page(self.page).content.html))

    def forget(self) -> None:
        """Free everything that MkDocs does not need once the page is written."""
        self.content, self.toc = None, TableOfContents([])
        self.head = self.social = self.markdown = ""
        self.meta["description"] = ""


def _make_page(page: Page, cache: PageCache, file: File, config: MkDocsConfig) -> None:
    """Make the page of a file, or turn the page that MkDocs or a plugin has made for the navigation into one of ours.

    Such a page keeps its title, its place and the abilities of the plugin's class, such as being a section.
    """
    made = file.page
    if made is None:
        DossierPage(page, cache, file, config)
    elif not isinstance(made, DossierPage):
        made.__class__ = _both(type(made))
        assert isinstance(made, DossierPage)
        made.begin(page, cache)


@lru_cache(maxsize=16)
def _both(kind: type[MkDocsPage]) -> type[DossierPage]:
    return DossierPage if kind is MkDocsPage else type(f"Dossier{kind.__name__}", (DossierPage, kind), {})


def _images_of(collection: Collection, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files of images that articles show."""
    for dossier in collection.of(Dossier):
        for image in collection.articles[dossier].rendered.images:
            if fault_of_image(dossier, image) is None:
                name = unquote(image)
                source = str(dossier.folder / name)
                yield File.generated(config, posixpath.join(dossier.id, name), abs_src_path=source)


class OwnFile(File):
    """A file with its own content, which names a source for other plugins but is not read from it."""

    only_names_its_source = True


class PageFile(OwnFile):
    """The file of one of our pages, which is made later because the navigation may set its title and place."""

    shows: Page


def own_files(
    pages: PageCache, last_site: LastSite, config: MkDocsConfig, later: dict[str, Callable[[], object]]
) -> Iterator[File]:
    """Yield the files of all pages, redirects, images and pictures.

    A dossier whose page is fresh has the picture of the last site; `later` gets the functions that draw the others, by
    their paths in the site.
    """
    yield from _page_files(pages, config)
    yield from _redirect_files(pages.site, config)
    yield from _images_of(pages.site.collection, config)
    yield from _picture_files(pages, last_site, config, later)


def _page_files(pages: PageCache, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files of all pages."""
    for page in pages.site.pages:
        in_nav = page.is_overview and page.noun != "desk" and config.nav is None
        inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
        file = PageFile.generated(config, f"{page.path}.md", content="", inclusion=inclusion)
        assert isinstance(file, PageFile)
        file.shows = page
        yield _with_source(file, _source_of(pages.site, config, page.noun, page.record))


def make_pages(files: Files, nav: Navigation, pages: PageCache, config: MkDocsConfig) -> None:
    """Make the pages of our files, once the navigation is complete.

    Without a `nav`, MkDocs makes a section of each overview's folder, whose place in `nav` the overview then takes.
    """
    for file in files:
        if isinstance(file, PageFile):
            _make_page(file.shows, pages, file, config)
    for position, item in enumerate(nav.items if config.nav is None else ()):
        match item:
            case Section(children=[DossierPage() as page]) if item.title == _title_of_folder(page):
                nav.items[position], page.parent = page, None


def _title_of_folder(page: DossierPage) -> str:
    return dirname_to_title(page.file.src_uri.partition("/")[0])


def _redirect_files(site: Site, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files at the former addresses of records."""
    for path, record in redirects_of(site.collection, site.addresses):
        url = site.addresses.url(path)
        target = f"{url}index.html" if url.endswith("/") else url
        here = PageContext(site, url)
        html = site.fragment("redirect.html", url, title=site.name(record), target=here.url(record))
        source = _source_of(site, config, record.noun, record)
        yield _with_source(OwnFile.generated(config, target, content=html), source)


def _picture_files(
    pages: PageCache, last_site: LastSite, config: MkDocsConfig, later: dict[str, Callable[[], object]]
) -> Iterator[File]:
    """Yield the files of the pictures; none without `site_url`, or where Material's plugin draws its own."""
    site = pages.site
    if not site.base_url or "material/social" in config.plugins:
        return
    for noun in KINDS:
        source = picture(noun, site.interface.locale.language)
        yield File.generated(config, path_of(noun), abs_src_path=str(source))
    for page in site.pages:
        if isinstance(page.record, Dossier):
            path = path_of("dossier", page.record)
            last = last_site if pages.is_fresh(page) else None
            later[path] = partial(_put, site, page.record, last, path, Path(config.site_dir, path))
            yield LaterFile.at(config, path)


def _put(site: Site, dossier: Dossier, last_site: LastSite | None, path: str, target: Path) -> None:
    """Link the picture of the last site, else draw it."""
    if last_site and last_site.link(path, str(target)):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    cells = basis_of(site.collection, dossier).cells
    target.write_bytes(strip_png(cells, site.interface.locale.language))


def put_back(files: Files, added: Iterable[File], base: Path) -> None:
    """Put our pages back where other plugins have put files of their own, or read ours, as gen-files does.

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


def _source_of(site: Site, config: MkDocsConfig, noun: str, record: Record | None) -> str:
    """Return the path of a record's YAML file or article: plugins take dates and authors from its history.

    The path of an overview is that of its first record, or of `mkdocs.yml` if it lists none.
    """
    if record is None and noun in BY_NOUN:
        record = next(iter(site.collection.of(BY_NOUN[noun].model)), None)
    base = project_of(config)
    return str(base / record.origin.path) if record else config.config_file_path or str(base)


def _with_source(file: File, source: str) -> File:
    """Set the path of a file's source for other plugins.

    The file is not marked as generated: plugins that show revision dates would give it the day of the build.
    """
    file.abs_src_path = source
    file.generated_by = None
    file.edit_uri = None
    return file
