"""The facts of a site that all its pages need: records, addresses, language and names."""

from collections.abc import Callable, Sequence, Set
from dataclasses import KW_ONLY, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.tracking import Answers
from mkdocs_dossier.model.records import Record
from mkdocs_dossier.problems import Location
from mkdocs_dossier.site.i18n import Interface, english, interface
from mkdocs_dossier.site.pages import Page
from mkdocs_dossier.site.pagination import Cut
from mkdocs_dossier.site.revision import Conventions, Revision
from mkdocs_dossier.site.urls import Addresses

#: Returns the address where a location can be edited; None if that is unknown.
EditUrl = Callable[[Location], str | None]
#: The most rendered fragments to keep.
_MOST_REPEATED = 20_000


@dataclass(eq=False, repr=False)
class SiteFacts:
    """A site as its pages see it; `Site` renders them."""

    collection: Collection
    addresses: Addresses
    _: KW_ONLY
    overrides: Sequence[Path] = ()
    """Folders of templates that come before the package's own."""
    edit_url: EditUrl = lambda location: None
    base_url: str = ""
    """The absolute address of the site's root; empty if unknown."""
    revision: Revision = Revision()
    conventions: Conventions = Conventions()
    desk: bool = False
    """Whether the site has the editors' desk."""
    search: bool = False
    """Whether the site has a search."""
    indexed: bool = True
    """Whether the search has an index."""
    preview: bool = False
    """Whether the site shows drafts, and so marks unpublished records."""
    marks: str = "calm"
    """The marks that an article shows at first."""
    written: Set[str] = frozenset()
    """The addresses of the pages written by hand, which replace overviews."""

    interface: Interface = field(init=False)
    macros: Any = field(init=False)
    """The macros of the templates."""
    anywhere: Any = field(init=False)
    """The context of HTML that all pages show alike, in which a placeholder is the path to the root."""
    links: Answers[Markup] = field(init=False, default_factory=lambda: Answers(_MOST_REPEATED))
    """Links to records, by the path to the site's root and an optional class."""
    repeated: Answers[list[Markup]] = field(init=False, default_factory=lambda: Answers(_MOST_REPEATED))
    """The HTML of macros that all pages show alike, split at the path to the site's root."""
    banner: str = field(init=False, default="")
    """HTML to show above every page, such as the problems that `serve` found."""
    arrival: str = field(init=False, default="")
    """A script to run above the pages of records, which handles how a browser arrived there."""

    def __post_init__(self) -> None:
        self.interface = interface(self.addresses.language)
        # The permanent address of a record, and that of a dossier's page by its id, relative to the site's root.
        self.address_of = lru_cache(maxsize=2**14)(self.addresses.url_of)
        self.page_of = lru_cache(maxsize=2**14)(partial(self.addresses.page_of, "dossier"))

    def title_of(self, page: Page) -> str:
        """Return a page's title as plain text, with the number of a part after the first."""
        title = self._title_of_all(page)
        return f"{title} – {self.which(page.cut)}" if page.cut and page.number > 1 else title

    def _title_of_all(self, page: Page) -> str:
        if page.record is not None:
            return self.name(page.record)
        return self.interface.gettext(english().title_of(page.noun))

    def which(self, cut: Cut) -> str:
        """Return the number of a part, and of how many, in words."""
        numbers = {"number": self.interface.number(cut.number), "all": self.interface.number(cut.of)}
        return self.interface.gettext("page %(number)s of %(all)s") % numbers

    def name(self, record: Record) -> str:
        """Return a record's name; a withheld actor has none."""
        if record.withheld:
            return self.interface.gettext("name withheld")
        return self.interface.name(record)

    def noun(self, noun: str, *, many: bool = False) -> str:
        """Return the name of a kind of records."""
        return self.interface.gettext(english().noun(noun, many=many))

    def word(self, name: str) -> str:
        """Return the word of the site's shell for a part of the site, such as `data`."""
        return self.interface.gettext(english().shell[name])

    def label(self, field: str, value: str | None) -> str:
        """Return the name of a field's value."""
        return self.interface.gettext(english().values[field].get(value, value)) if value else ""
