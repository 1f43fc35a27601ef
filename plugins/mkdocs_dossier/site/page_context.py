"""Provide a template with addresses, names and records for the page it renders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_dossier.evidence.ties import Tie
from mkdocs_dossier.incremental.tracking import TRACKER, place_key
from mkdocs_dossier.model.kinds import BY_NOUN, named_by
from mkdocs_dossier.model.records import Actor, Dossier, Record
from mkdocs_dossier.publishing.drafts import held_back
from mkdocs_dossier.site.chronicle import by_year
from mkdocs_dossier.site.citations import Reference, bibtex, csl_json, in_words
from mkdocs_dossier.site.claim_context import ClaimContext
from mkdocs_dossier.site.facts import SiteFacts
from mkdocs_dossier.site.graph import Network, networks_of
from mkdocs_dossier.site.i18n import LANGUAGES, Interface, english, interface
from mkdocs_dossier.site.inline_markdown import inline, prose, with_links
from mkdocs_dossier.site.pages import Page, has_page
from mkdocs_dossier.site.passages import Quoted, quoted
from mkdocs_dossier.site.urls import upwards

#: Placeholder for the page's citation, which names the commit: it changes when nothing else does.
CITATION = "\ue000citation\ue001"

#: Placeholder for the path to the site's root, in fragments shared by pages of all depths.
TOP = "\ue000top\ue001"


class PageContext(ClaimContext):
    """The templates' `here`: addresses, names and records for the page that a template renders.

    Args:
        site: the site.
        url: the page's address, relative to the site's root.
        dossier: id of the dossier that the page shows: its own statements and figures are named there without it.
        without_citation: render the placeholder `CITATION` for the citation.
        page: the page, if it is one of the site's own.
    """

    def __init__(
        self, site: SiteFacts, url: str, dossier: str = "", *, without_citation: bool = False, page: Page | None = None
    ) -> None:
        super().__init__(site)
        self.page = page
        self.without_citation = without_citation
        self.dossier = dossier
        self.name, self.noun, self.label, self.edit_line = site.name, site.noun, site.label, site.edit_url
        self.quoted = partial(quoted, self.collection)
        self.page_url = url
        self.permanent_url = f"{site.base_url.rstrip('/')}/{url}" if site.base_url else url
        self.top = upwards(url)

    def url(self, record: Record) -> str | None:
        """Return the address of a record relative to this page; None if it has no page."""
        if not (record.local and record.noun != "mention") and not has_page(record):
            return None
        return self.to(self.site.address_of(record))

    def to(self, address: str) -> str:
        """Return an address, given relative to the site's root, relative to this page."""
        path, mark, anchor = address.partition("#")
        if mark and path == self.page_url:
            return f"#{anchor}"
        return self.top + address or "./"

    @property
    def is_first(self) -> bool:
        """Whether this is the whole page or its first part; some content is only there."""
        return self.page is None or self.page.number == 1

    @property
    def which(self) -> str:
        """The number of this part in words; empty for a whole page and for a first part."""
        return self.site.which(self.page.cut) if self.page and self.page.cut and self.page.number > 1 else ""

    def part(self, number: int) -> str:
        """Return the address of another part of this page."""
        assert self.page
        addresses, record = self.site.addresses, self.page.record
        return self.to(addresses.url(addresses.path(self.page.noun, record.id if record else "", number)))

    def overview(self, noun: str) -> str:
        """Return the address of a kind's overview."""
        return self.to(self.site.addresses.url(self.site.addresses.path(noun)))

    def record(self, noun: str, name: str, dossier: str = "") -> Record | None:
        """Return a record by its id or key, one of the dossier first; None if there is none."""
        return self.collection.find(name, noun, dossier=dossier) if name else None

    def records(self, noun: str, names: Sequence[str], dossier: str = "") -> list[Record]:
        """Return the records that are there, in order, as `record` does."""
        return [found for name in names if (found := self.record(noun, name, dossier))]

    def address_of(self, noun: str, name: str) -> str | None:
        """Return the address of a link such as `actor:putin` relative to this page."""
        record = self.collection.find(name, noun, dossier=self.dossier) if noun in BY_NOUN else None
        return self.url(record) if record else None

    def prose(self, text: str | None) -> Markup:
        """Render an editors' text with its links."""
        return prose(self.interface.text(text), self.address_of)

    def inline(self, text: str | None) -> Markup:
        """Render an editors' text of one paragraph with its links, to stand within a line."""
        return inline(self.interface.text(text), self.address_of)

    def article(self, dossier: Dossier, html_text: str) -> Markup:
        """Complete a part of an article, which the sanitiser has made safe: the addresses of links, and the marks."""
        return Markup(self.marked(dossier, with_links(html_text, self.address_of)))

    def edit(self, record: Record) -> str | None:
        """Return the address where the record's line can be edited."""
        TRACKER.read(place_key(record))
        return self.edit_line(record.origin)

    def _reference(self, record: Record, words: Interface) -> Reference:
        """Return the citation data of the record's page, which is this one; its language is that of the site."""
        revision, address = self.site.revision, quote(self.permanent_url, safe=":/#") if self.site.base_url else ""
        if isinstance(record, Dossier):
            kind, author, published = words.gettext("annotated dossier"), record.author, record.published
        else:
            kind, author, published = words.gettext(english().noun(record.noun)), "", None
        name = f"{record.noun}-{record.id}"
        return Reference(name, self.name(record), kind, author, published, address, self.interface.language, revision)

    def citations(self, record: Record) -> Sequence[tuple[Interface, str, str]]:
        """Return the citation in each of the site's languages, the page's first: (language, in words, BibTeX)."""
        languages = sorted(LANGUAGES, key=lambda tag: (tag != self.interface.locale.language, tag))
        references = [(words, self._reference(record, words)) for words in map(interface, languages)]
        return [(words, in_words(reference, words), bibtex(reference, words)) for words, reference in references]

    def csl_json(self, record: Record) -> str:
        """Return the citation as CSL-JSON, for Zotero and others."""
        return csl_json(self._reference(record, self.interface))

    def cited(self, citation: Callable[[PageContext, Record], Markup], record: Record) -> Markup:
        """Render the citation, or its placeholder if it is wanted separately."""
        return Markup(CITATION) if self.without_citation else citation(self, record)

    def repeated(self, shown: Callable[[PageContext, Quoted], Markup], quote: Quoted) -> Markup:
        """Render a passage that other pages show alike; a page of its own dossier renders it for itself."""
        return shown(self, quote) if self.dossier else self.alike(shown, quote, quote.record)

    def alike(self, shown: Callable[[PageContext, Any], Markup], about: Any, record: Record | None = None) -> Markup:
        """Render a macro once for all pages that show the same, and return its HTML for this page.

        Its output may depend on the page only through the path to the site's root. `record` is what `about` is about;
        None if it is the same.
        """
        key = shown, record or about
        pieces = self.site.repeated.of(key, lambda: shown(self.site.anywhere, about).split(TOP))
        return Markup(self.top.join(pieces))  # HTML, joined by a path such as `../`

    def link(self, record: Record | None, usual: str = "") -> Markup:
        """Return the name of a record linked to its page, by the macro `link`: once for all pages of one depth."""

        def link() -> Markup:
            return self.site.macros.link(self, record, usual)  # type: ignore[no-any-return]

        return self.site.links.of((record, self.top, usual), link) if record and has_page(record) else link()

    def held_back(self, record: Record) -> str:
        """Say why a record is not published; empty if it is, and outside a preview."""
        cause = held_back(self.collection).get(record) if self.site.preview else None
        return self.label("held_back", "dossier" if cause and isinstance(record, Dossier) else cause)

    def linked(self, record: Record, reverse: str, noun: str) -> Sequence[Record]:
        """Return the records of a kind that name a record in the field with the reverse name."""
        return self.collection.linked(record, reverse, BY_NOUN[noun].model)

    def named_in(self, record: Record, noun: str) -> Sequence[Record]:
        """Return the records of one kind that a record names in any of its fields, except withheld actors."""
        names = dict.fromkeys(name for link, _, name in named_by(record) if noun in link.ref.kinds)
        return [found for found in self.records(noun, tuple(names)) if not found.withheld]

    chronicle = staticmethod(by_year)
    """Group dated records by year and month."""

    def networks(self, ties: Sequence[Tie], centre: Actor | None = None) -> list[Network]:
        """Draw ties, around one actor if given: once, or once for wide pages and once for phones."""
        return networks_of(ties, self.name, centre)
