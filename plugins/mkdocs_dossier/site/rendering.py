"""Render pages as HTML: views through templates, always escaped. The only home of `jinja2`."""

import html
import re
from typing import Any, NamedTuple

from mkdocs_dossier.incremental.tracking import TRACKER, asked_once
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.site.facts import SiteFacts
from mkdocs_dossier.site.i18n import N_
from mkdocs_dossier.site.inline_markdown import plain
from mkdocs_dossier.site.jinja import environment_of
from mkdocs_dossier.site.overviews import overview_of
from mkdocs_dossier.site.page_context import TOP, PageContext
from mkdocs_dossier.site.pages import Page, pages_of
from mkdocs_dossier.site.pagination import View
from mkdocs_dossier.site.views import RECORD_VIEWS

_SECTION = re.compile(r'<h2 id="(?P<id>[^"]+)"[^>]*>(?P<text>.*?)</h2>', re.DOTALL)
_COUNT = re.compile(r'<span class="dx-count">[^<]*</span>')
#: What an overview says that it lists.
_INTRO = re.compile(r'<p class="dx-intro">(.*?)</p>', re.DOTALL)
_ABOUT = N_("%(name)s: who says what, through which sources, and what others say against it.")
#: The most characters of a page's description that search engines and networks show whole.
LONGEST = 155
_TAG = re.compile(r"<[^>]*>")


class Content(NamedTuple):
    """A rendered page for its host; title and description are plain text, sections are id → plain text."""

    title: str
    html: str
    sections: dict[str, str]
    description: str


class Site(SiteFacts):
    """All pages of a collection, in one language."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.pages = [
            page
            for page in pages_of(self.collection, self.addresses, desk=self.desk, search=self.search)
            if page.record is not None or self.addresses.url(self.addresses.path(page.noun)) not in self.written
        ]
        # The parts of a long page share one view.
        self._long_view = asked_once(self._view_of)
        self._environment = environment_of(self.overrides, self.interface)
        self.macros = self._environment.get_template("dossier/macros.html").module
        self.anywhere = PageContext(self, "")
        self.anywhere.top = TOP

    def render(self, page: Page, *, without_citation: bool = False) -> Content:
        """Render a page; `without_citation` leaves the placeholder `CITATION`."""
        view = self._view(page)
        own = page.record.id if isinstance(page.record, Dossier) else ""
        TRACKER.read_records([page.record] if page.record else [])
        here = PageContext(self, self.addresses.url(page.path), own, without_citation=without_citation, page=page)
        text = self._environment.get_template(f"dossier/{page.template}").render(
            here=here, page=page, record=page.record, title=self._title_of_all(page), **view.variables()
        )
        sections = {match["id"]: _plain(match["text"]) for match in _SECTION.finditer(text)}
        return Content(self.title_of(page), text, sections, self._description(page, text))

    def _view(self, page: Page) -> View:
        about = page.noun, page.record
        return page.cut.applied(self._long_view(about)) if page.cut else self._view_of(about)

    def _view_of(self, about: tuple[str, Record | None]) -> View:
        noun, record = about
        return RECORD_VIEWS[noun](self.collection, record) if record else overview_of(self.collection, noun)

    def citation(self, page: Page) -> str:
        """Render the citation of a record's page."""
        return self.fragment("parts/citation.html", self.addresses.url(page.path), record=page.record)

    def fragment(self, template: str, url: str, **view: Any) -> str:
        """Render a template below the folder `dossier` as a part of the page at `url`, relative to the site's root."""
        return self._environment.get_template(f"dossier/{template}").render(here=PageContext(self, url), **view)

    def _description(self, page: Page, shown: str) -> str:
        record = page.record
        lead = record.lead if isinstance(record, Dossier) and record.publish == "full" else ""
        text = str(lead)
        if not lead and (description := getattr(record, "description", None)):
            # Without Markdown: the address in a link may be the name of a withheld actor.
            text = plain(self.interface.text(description))
        elif intro := _INTRO.search(shown) if record is None else None:
            text = _plain(intro[1])
        if not text and record is not None:
            text = self.interface.gettext(_ABOUT) % {"name": self.name(record)}
        return shortened(text)


def shortened(text: str) -> str:
    """Return the words of a text that fit into the description of a page, in one line."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 1].rsplit(' ', 1)[0].rstrip(' ,;:–-(')}…"


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", _COUNT.sub("", text))).strip()
