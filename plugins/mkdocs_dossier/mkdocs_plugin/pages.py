"""Pages of MkDocs whose content is ready HTML instead of Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from urllib.parse import unquote, urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_dossier.build.page_cache import PageCache
from mkdocs_dossier.checks.articles import fault_of_image
from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.mkdocs_plugin.theme_shell import HeadedPage
from mkdocs_dossier.model.records import Dossier
from mkdocs_dossier.site.pages import Page

#: An address that is a plain path below the site.
_PATH = re.compile(r"[\w%-]+(?:/[\w%-]+)*(?:/|\.html)?", re.ASCII)
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

    def _set_canonical_url(self, base: str | None) -> None:
        """Set the whole address, quickly: MkDocs parses every address, but ours are known to be paths."""
        if not base or not base.endswith("/") or not _PATH.fullmatch(self.url):
            super()._set_canonical_url(base)
            return
        self.canonical_url = f"{base}{self.url}"
        self.abs_url = f"{urlsplit(base).path}{self.url}"

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the metadata; no file is read, because the page is made of records."""
        self.markdown = ""
        # By `dossier`, a site's own templates can distinguish the pages of records from others.
        self.meta = {"title": _safe_title(self.site.title_of(self.page)), "dossier": self.page.noun}
        record = self.page.record
        # Of “What is counted”, which heads a list, the kind of a page is “Figures”.
        self.kind = f" – {escape(self.site.noun(record.noun, many=record.noun == 'quantity'))}" if record else ""
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
            listed = (("_article", content.title),)
        self.toc = TableOfContents([AnchorLink(str(escape(text)), anchor, 2) for anchor, text in listed])

    @cached_property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """The anchors of the page. MkDocs asks for them after all pages are written, for links from `docs/`."""
        return set(_ANCHOR.findall(self.cache.page(self.page).content.html))

    def forget(self) -> None:
        """Free everything that MkDocs does not need once the page is written."""
        self.content, self.toc = None, TableOfContents([])
        self.head = self.social = self.markdown = ""
        self.meta["description"] = ""


def make_page(page: Page, cache: PageCache, file: File, config: MkDocsConfig) -> None:
    """Make the page of a file, or turn the page that MkDocs or a plugin has made for the navigation into one of ours.

    Such a page keeps its title, its place and the abilities of the plugin's class, such as being a section.

    Args:
        page: the planned page.
        cache: the pages of the site.
        file: the file of the page.
        config: MkDocs's configuration.
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


def _safe_title(title: str) -> str:
    """Return a title that stays text even after a theme has stripped its tags and unescaped it."""
    return str(escape(title.replace("<", "‹").replace(">", "›")))


def images_of(collection: Collection, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files of images that articles show."""
    for dossier in collection.of(Dossier):
        for image in collection.articles[dossier].rendered.images:
            if fault_of_image(dossier, image) is None:
                name = unquote(image)
                source = str(dossier.folder / name)
                yield File.generated(config, posixpath.join(dossier.id, name), abs_src_path=source)
