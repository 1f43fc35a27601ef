"""Pages as HTML: view models through templates, always escaped. The only home of `jinja2`."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.tracking import TRACKER, Keys, key_of
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.problems import Location
from mkdocs_dossier.site.i18n import interface
from mkdocs_dossier.site.inline_markdown import plain
from mkdocs_dossier.site.jinja import environment_of
from mkdocs_dossier.site.overviews import overview_of
from mkdocs_dossier.site.page_context import TOP, Here
from mkdocs_dossier.site.pages import Page, pages_of
from mkdocs_dossier.site.pagination import Cut
from mkdocs_dossier.site.revision import Conventions, Imprint
from mkdocs_dossier.site.urls import Addresses
from mkdocs_dossier.site.value_names import NOUNS, OVERVIEWS_CALLED, VALUES
from mkdocs_dossier.site.views import RECORD_VIEWS, View

#: Where a location can be edited, as an address; None where that is unknown.
EditUrl = Callable[[Location], str | None]

_SECTION = re.compile(r'<h2 id="(?P<id>[^"]+)"[^>]*>(?P<text>.*?)</h2>', re.DOTALL)
_COUNT = re.compile(r'<span class="dx-count">[^<]*</span>')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Content:
    """A page ready for its host: its title as plain text, its HTML, and its sections (id, plain text)."""

    title: str
    html: str
    sections: tuple[tuple[str, str], ...]
    description: str


class Site:
    """All pages of a collection, in one language."""

    def __init__(
        self,
        collection: Collection,
        addresses: Addresses,
        *,
        overrides: Sequence[Path] = (),
        edit_url: EditUrl = lambda location: None,
        base_url: str = "",
        imprint: Imprint | None = None,
        desk: bool = False,
        search: bool = False,
        indexed: bool = True,
        preview: bool = False,
        written: Set[str] = frozenset(),
        conventions: Conventions | None = None,
    ) -> None:
        self.collection = collection
        self.addresses = addresses
        self.interface = interface(addresses.language)
        self.edit_url = edit_url
        self.base_url = base_url
        self.imprint = imprint or Imprint()
        self.conventions = conventions or Conventions()
        self.banner = ""
        """HTML to stand above every page, such as the problems that `serve` found."""
        self.arrival = ""
        """A script to stand above the pages of records, which sees to how a browser came there."""
        self.indexed = indexed
        """Whether the page of the search finds an index on the site."""
        self.preview = preview
        """Whether the site shows drafts, and so marks what is held back."""
        self.pages = [
            page
            for page in pages_of(collection, addresses, desk=desk, search=search)
            if page.record is not None or addresses.url(addresses.path(page.noun)) not in written
        ]
        self.address_of = lru_cache(maxsize=2**14)(addresses.url_of)
        """The permanent address of a record, from the top of the site."""
        self.page_of = lru_cache(maxsize=2**14)(partial(addresses.page_of, "dossier"))
        """The address of a dossier's page, by its id: whatever stands in its article has an anchor there."""
        self._shown: tuple[tuple[str, Record | None], View, Keys] | None = None
        """What the page that was made last shows: where it has parts, the next of them shows more of the same."""
        self._environment = environment_of(overrides, self.interface)
        self.macros: Any = self._environment.get_template("dossier/macros.html").module
        self.links: dict[tuple[Record | None, str, str], Markup] = {}
        """Links to records as pages of one depth show them, with a class of their own or none."""
        self.repeated: dict[tuple[Any, Record], tuple[list[Markup], Keys | None]] = {}
        """What macros show of records on all pages alike, cut where the way to the top of the site has to stand; with
        what was read for it, if that is known."""
        self.anywhere = Here(self, "")
        """For what is shown alike: `TOP` stands for the way to the top."""
        self.anywhere.top = TOP

    def title_of(self, page: Page) -> str:
        """A page's title as plain text; of a part behind the first, it says which it is."""
        title = self._title_of_all(page)
        return f"{title} – {self.which(page.cut)}" if page.cut and page.number > 1 else title

    def _title_of_all(self, page: Page) -> str:
        if page.record is not None:
            return self.name(page.record)
        return self.interface.gettext(OVERVIEWS_CALLED.get(page.noun) or NOUNS[page.noun][1])

    def which(self, cut: Cut) -> str:
        """Which part of how many a page is, in words."""
        number = self.interface.number
        return self.interface.gettext("page %(number)s of %(all)s") % {
            "number": number(cut.number),
            "all": number(cut.of),
        }

    def name(self, record: Record) -> str:
        """What a record is called; whoever is withheld has no name."""
        if isinstance(record, Actor) and record.withheld:
            return self.interface.gettext("name withheld")
        return self.interface.name(record)

    def noun(self, noun: str, *, many: bool = False) -> str:
        """What a kind of records is called."""
        return self.interface.gettext(NOUNS[noun][many])

    def label(self, field: str, value: str | None) -> str:
        """What a value of a field is called."""
        return self.interface.gettext(VALUES[field].get(value, value)) if value else ""

    def render(self, page: Page, *, without_citation: bool = False) -> Content:
        """One page; without the words by which it is cited, `CITATION` stands in their place."""
        view = self._view(page)
        own = page.record.id if isinstance(page.record, Dossier) else ""
        if page.record is not None and TRACKER.current is not None:
            TRACKER.current.add(key_of(page.record))
        here = Here(self, self.addresses.url(page.path), own, without_citation=without_citation, page=page)
        text = self._environment.get_template(f"dossier/{page.template}").render(
            here=here, page=page, record=page.record, title=self._title_of_all(page), **view
        )
        sections = tuple((match["id"], _plain(match["text"])) for match in _SECTION.finditer(text))
        return Content(self.title_of(page), text, sections, self._description(page))

    def _view(self, page: Page) -> View:
        """What the page shows; what all its parts show is asked for once."""
        if page.cut is None:
            return self._asked(page)
        about = (page.noun, page.record)
        if page.number == 1 or self._shown is None or self._shown[0] != about:
            if TRACKER.current is None:
                self._shown = about, self._asked(page), frozenset()
            else:
                with TRACKER.recording() as read:
                    view = self._asked(page)
                self._shown = about, view, frozenset(read)
        _, view, footprint = self._shown
        if TRACKER.current is not None:
            TRACKER.current |= footprint
        if page.number == page.cut.of:
            self._shown = None
        return page.cut.applied(view)

    def _asked(self, page: Page) -> View:
        if page.record is None:
            return overview_of(self.collection, page.noun)
        return RECORD_VIEWS[page.noun](self.collection, page.record)

    def citation(self, page: Page) -> str:
        """The words by which a record's page is cited."""
        return self.fragment("parts/citation.html", self.addresses.url(page.path), record=page.record)

    def fragment(self, template: str, url: str, **view: Any) -> str:
        """A part of a page, such as a view embedded in another page."""
        return self._environment.get_template(f"dossier/{template}").render(here=Here(self, url), **view)

    def _description(self, page: Page) -> str:
        record = page.record
        lead = record.lead if isinstance(record, Dossier) and record.publish == "full" else ""
        text = str(lead)
        if not lead and (description := getattr(record, "description", None)):
            # Without its Markdown: the address in a link may be the name of somebody who is withheld.
            text = plain(self.interface.text(description))
        return " ".join(text.split())[:300]


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", _COUNT.sub("", text))).strip()
