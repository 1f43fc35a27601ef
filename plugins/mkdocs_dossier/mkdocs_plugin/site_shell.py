"""Give a site on Material the dossiers' shell: a short menu with one search, a breadcrumb, a footer and a 404 page."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.export.page_head import PageHead, head_of
from mkdocs_dossier.mkdocs_plugin.overlaps import place_of
from mkdocs_dossier.mkdocs_plugin.pages import DossierPage
from mkdocs_dossier.problems import Problem, Severity
from mkdocs_dossier.site.i18n import english
from mkdocs_dossier.site.page_context import PageContext
from mkdocs_dossier.site.pages import Page
from mkdocs_dossier.site.rendering import Content, Site, shortened
from mkdocs_dossier.site.urls import PAGED
from mkdocs_dossier.syntax.word_tables import Table

log = logging.getLogger("mkdocs.plugins.dossier")

STYLE = "assets/shell.css"
#: The name of the shell among the variables of the theme's templates.
VARIABLE = "dossier_shell"
#: The most entries of the menu on wide screens; if there are more than one beyond, they are behind another.
_MOST = 6
#: The links of the footer in order, with the files of the site that they lead to by themselves.
_FOOTER = Table("mkdocs_plugin", "footer.yml")
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)")


@dataclass(frozen=True, slots=True)
class ShellLink:
    """A link of the shell."""

    title: str
    href: str
    current: str = ""
    """The value of `aria-current`; empty for none."""


def put_over(config: MkDocsConfig) -> None:
    """Put the shell's templates, favicon and style before the theme's, and behind the site's own."""
    theme = config.theme
    folder = str(resources.files("mkdocs_dossier.mkdocs_plugin") / "templates")
    if folder not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, folder)
    features = theme.get("features") or []
    theme["features"] = list(dict.fromkeys([*features, "navigation.tabs", "navigation.path"]))
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)


class SiteShell:
    """Render the parts of the shell for its templates."""

    def __init__(self, site: Site, footer: Mapping[str, str], config: MkDocsConfig, files: Files) -> None:
        """Prepare the shell; `footer` has targets by the names of links, or by a site's own words; empty for none."""
        self.site = site
        self._root = urlsplit(config.site_url or "/").path
        self._description = config.site_description or ""
        self._has_search = "material/search" in config.plugins
        self.themes_search = not any(page.noun == "search" for page in site.pages)
        """Whether the theme's search is the one in the header."""
        self.missing_title = site.word("missing")
        self._config = config
        self._footer = list(self._footer_of(footer, files))

    def bar(self, page: MkDocsPage | None, nav: Navigation) -> str:
        """Return the menu and the search."""
        here = self._here(page)
        addresses = self.site.addresses
        elsewhere = {*(url for _, url in self._footer), _url_of(nav.homepage), addresses.url(addresses.path("search"))}
        entries = [
            ShellLink(_plain(item.title), _href(here, url), ("page" if url == here.page_url else "true") * item.active)
            for item in nav.items
            if (url := _url_of(item)) not in elsewhere
        ]
        search = "" if self.themes_search else here.overview("search")
        most = _MOST if len(entries) > _MOST + 1 else len(entries)
        return self._rendered("bar", entries=entries, most=most, search=search)

    def path(self, page: MkDocsPage | None) -> str:
        """Return the breadcrumb of a page that has none of its own, and the other pages of its section."""
        if page is None or page.is_homepage or (isinstance(page, DossierPage) and page.page.record):
            return ""
        here = self._here(page)
        trail = [ShellLink(name, _href(here, url)) for name, url in self.trail(page)]
        top = next((each for each in reversed(list(page.ancestors)) if isinstance(each, Section)), None)
        siblings = [_entry(here, each) for each in _pages_in(top)] if top else []
        trail[-1:] = [ShellLink(trail[-1].title, trail[-1].href, "page")]
        return self._rendered("path", trail=trail, siblings=siblings, section=_plain(top.title) if top else "")

    def trail(self, page: MkDocsPage) -> list[tuple[str, str]]:
        """Return (title, address relative to the site's root) of the pages above a page, and its own."""
        home = (self.site.word("home"), "")
        above = [(_plain(each.title), _url_of(each)) for each in reversed(list(page.ancestors))]
        own = _plain(page.title), _url_of(page)
        return [home, *(each for each in above if each[1] != own[1]), own]

    def head_of(self, page: MkDocsPage) -> PageHead:
        """Return the metadata of a page of `docs/` for other programs."""
        said = page.meta.get("description") or self._description
        title = self.site.revision.title if page.is_homepage else _plain(page.title)
        trail = [("", "")] if page.is_homepage else self.trail(page)
        content = Content(title, "", {}, shortened(_plain(str(said))))
        return head_of(self.site, Page("", "page"), content, trail)

    def foot(self, page: MkDocsPage | None) -> str:
        """Return the links of the footer."""
        here = self._here(page)
        return self._rendered("foot", entries=[ShellLink(title, _href(here, url)) for title, url in self._footer])

    def missing(self) -> str:
        """Return the content of the page for missing addresses."""
        here = self._here(None)
        entries = [
            ShellLink(self.site.title_of(page), here.overview(page.noun))
            for page in self.site.pages
            if page.is_overview and page.noun in (*PAGED, "network")
        ]
        search = here.to("") if self.themes_search else here.overview("search")
        view = {"search": search if self._has_search or not self.themes_search else "", "title": self.missing_title}
        return self._rendered("missing", entries=entries, name="q" if self.themes_search else "find", **view)

    def _here(self, page: MkDocsPage | None) -> PageContext:
        here = PageContext(self.site, _url_of(page) if page else "")
        if page is None:  # it is shown at any address
            here.top = self._root
        return here

    def _rendered(self, template: str, **view: object) -> str:
        return self.site.fragment(f"shell/{template}.html", "", **view)

    def _footer_of(self, given: Mapping[str, str], files: Files) -> Iterator[tuple[str, str]]:
        """Yield the title and address of each link: those known by name in their order, then the site's own."""
        known = {**_FOOTER, "corrections": (f"{self.site.addresses.path('correction')}.md",)}
        for name in (*known, *(name for name in given if name not in known)):
            if name in given:
                target = self._target(given[name], files) if given[name] else None
            else:
                found = (files.get_file_from_path(path) for path in known[name])
                target = next((_bare(file.url) for file in found if file), None)
            if target is not None:
                licence = _CREATIVE_COMMONS.match(target) if name == "licence" else None
                title = self.site.word(name) if name in english().shell else name
                yield f"CC {licence[1].upper()} {licence[2]}" if licence else title, target

    def _target(self, text: str, files: Files) -> str | None:
        if re.match(r"[a-z][a-z0-9+.-]*:", text):
            return text
        file = files.get_file_from_path(text)
        if file is None and text not in {other.url for other in files}:
            message = f"footer: “{text}” is neither a page of docs/ nor of the site"
            hint = did_you_mean(text, [other.src_uri for other in files.documentation_pages()])
            place = place_of(self._config, Path.cwd(), text, "footer", below="dossier")
            log.warning("%s", Problem("wrong-value", Severity.WARNING, message, place, hint))
            return None
        return _bare(file.url) if file else text


def _href(here: PageContext, url: str) -> str:
    return url if urlsplit(url).scheme else here.to(url)


def _entry(here: PageContext, page: MkDocsPage) -> ShellLink:
    url = _url_of(page)
    return ShellLink(_plain(page.title), _href(here, url), "page" if url == here.page_url else "")


def _url_of(item: StructureItem | None) -> str:
    """Return the address of a page or link, or of the first page of a section, relative to the site's root."""
    if isinstance(item, Section):
        item = next(_pages_in(item), None)
    return _bare(getattr(item, "url", None) or "")


def _pages_in(section: Section) -> Iterator[MkDocsPage]:
    for child in section.children:
        if isinstance(child, Section):
            yield from _pages_in(child)
        elif isinstance(child, MkDocsPage):
            yield child


def _bare(url: str) -> str:
    return url.removeprefix("./")


def _plain(title: str | None) -> str:
    """Return a title of MkDocs, which may hold tags and entities, as text."""
    return Markup(title or "").striptags()
