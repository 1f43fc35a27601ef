"""The pages of a site: an overview of each kind, a page for each record, and a redirect from each former address."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.records import Record
from mkdocs_dossier.problems import Location, Problem, Severity
from mkdocs_dossier.site.desk import desk_sizes
from mkdocs_dossier.site.overviews import overview_of
from mkdocs_dossier.site.pagination import Cut, cuts_of
from mkdocs_dossier.site.urls import LISTED, PAGED, Addresses
from mkdocs_dossier.site.views import RECORD_VIEWS

#: A page with at most this many rows is never too long, whatever they hold.
_FEW = 100


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path without suffix, the kind it shows, and its record; overviews have none."""

    path: str
    noun: str
    record: Record | None = None
    cut: Cut | None = None
    """The part it shows, if the whole would be too long."""

    @property
    def is_overview(self) -> bool:
        """Whether it is the first or only page of an overview."""
        return self.record is None and self.number == 1

    @property
    def number(self) -> int:
        """The number of the part; the first has the address of the whole."""
        return self.cut.number if self.cut else 1

    @property
    def template(self) -> str:
        """The template's name, below the theme's folder `dossier`."""
        return f"{self.noun if self.record or self.noun not in BY_NOUN else BY_NOUN[self.noun].section}.html"


def pages_of(
    collection: Collection, addresses: Addresses, *, desk: bool = False, search: bool = False, whole: bool = False
) -> Iterator[Page]:
    """Yield every page once, overviews first, the parts of a long one in order. Withheld actors have none.

    `whole` does not cut long pages into parts, which saves the time to measure them.
    """
    parts = {} if whole else long_pages(collection)
    for noun in LISTED:
        yield from _parts(addresses, noun, parts)
    if search:
        yield Page(addresses.path("search"), "search")
    if desk:
        yield from _parts(addresses, "desk", {("desk", ""): cuts_of(desk_sizes(collection))})
    for noun in PAGED:
        for record in collection.of(BY_NOUN[noun].model):
            if has_page(record):
                yield from _parts(addresses, noun, parts, record)


def _parts(
    addresses: Addresses, noun: str, parts: Mapping[tuple[str, str], tuple[Cut, ...]], record: Record | None = None
) -> Iterator[Page]:
    """Yield the page or all its parts, the first at the address of the whole."""
    name = record.id if record else ""
    cuts = parts.get((noun, name), ())
    for number, cut in enumerate(cuts or (None,), start=1):
        yield Page(addresses.path(noun, name, number), noun, record, cut)


@derived
def long_pages(collection: Collection) -> Mapping[tuple[str, str], tuple[Cut, ...]]:
    """Return (kind, id) → parts, for the pages that are too long to stay whole; the id of an overview is empty."""
    found = {}
    for noun in LISTED:
        if noun in ("network", "event") or len(collection.of(BY_NOUN[noun].model)) > _FEW:
            found[noun, ""] = cuts_of(overview_of(collection, noun))
    for noun, view_of in RECORD_VIEWS.items():
        for record in collection.of(BY_NOUN[noun].model) if noun != "dossier" else ():
            if has_page(record) and collection.reaches(record, _FEW):
                found[noun, record.id] = cuts_of(view_of(collection, record))
    return {page: cuts for page, cuts in found.items() if cuts}


def has_page(record: Record) -> bool:
    """Return whether a record has a page of its own."""
    return record.noun in PAGED and not record.withheld


def redirects_of(collection: Collection, addresses: Addresses) -> Iterator[tuple[str, Record]]:
    """Yield the former path of each renamed page, with its record."""
    for name, record in collection.formers():
        if has_page(record):
            yield addresses.path(record.noun, name), record


def taken_addresses(pages: Iterable[Page], addresses: Addresses, written: Set[str] = frozenset()) -> Iterator[Problem]:
    """Yield a problem for each page of the site whose address another one has.

    A page `written` by hand replaces an overview, but not a record, whose address is permanent.
    """
    taken = dict.fromkeys(written, "a page of docs/")
    for page in pages:
        if page.record is None and addresses.url(addresses.path(page.noun)) in written:
            continue
        url, name = addresses.url(page.path), _called(page)
        first = taken.setdefault(url, name)
        if first is not name:
            place = page.record.origin if page.record else Location("mkdocs.yml")
            message = f"{name} would have the address of {first}: {url}"
            hint = "rename one of them, or set another address with “paths” in mkdocs.yml"
            yield Problem("address-taken", Severity.ERROR, message, place, hint)


def _called(page: Page) -> str:
    if page.record is not None:
        return f"{page.record.noun} “{page.record.id}”"
    return f"the overview of {BY_NOUN[page.noun].section}" if page.noun in BY_NOUN else f"the {page.noun}"
