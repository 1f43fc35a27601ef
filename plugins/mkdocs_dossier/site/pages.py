"""Which pages a site has: an overview of each kind, a page for each record, and a way on from each former address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.problems import Location, Problem, Severity
from mkdocs_dossier.site.desk import sizes_of
from mkdocs_dossier.site.overviews import overview_of
from mkdocs_dossier.site.pagination import Cut, cuts_of
from mkdocs_dossier.site.rows import forget_sizes
from mkdocs_dossier.site.urls import PAGED, Addresses
from mkdocs_dossier.site.views import RECORD_VIEWS, at_most_of_actor

#: A page with no more rows than these is never too long, whatever they hold.
_FEW = 100


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path without ending, the kind it shows, and the record it is about; overviews have none."""

    path: str
    noun: str
    record: Record | None = None
    cut: Cut | None = None
    """Which part it is, where the whole would be too long."""

    @property
    def is_overview(self) -> bool:
        """Whether it is the first, or the only, page of an overview."""
        return self.record is None and self.number == 1

    @property
    def number(self) -> int:
        """Which part it is; the first has the address of the whole."""
        return self.cut.number if self.cut else 1

    @property
    def template(self) -> str:
        """The template's name, below the folder `dossier` of the theme."""
        return f"{self.noun if self.record or self.noun not in BY_NOUN else BY_NOUN[self.noun].section}.html"


def pages_of(
    collection: Collection, addresses: Addresses, *, desk: bool = False, search: bool = False, whole: bool = False
) -> Iterator[Page]:
    """Every page, overviews first; the editors' desk and the search only where asked for. What is withheld has none.

    With `whole` no page is in parts, however long it is: to know how long pages are takes a while.
    """
    parts = {} if whole else long_pages(collection)
    for noun in (*PAGED, "network"):
        yield from _parts(addresses, noun, parts)
    if search:
        yield Page(addresses.path("search"), "search")
    if desk:
        yield from _parts(addresses, "desk", {("desk", ""): cuts_of(sizes_of(collection))})
    for noun in PAGED:
        for record in collection.of(BY_NOUN[noun].model):
            if has_page(record):
                yield from _parts(addresses, noun, parts, record)


def _parts(
    addresses: Addresses, noun: str, parts: Mapping[tuple[str, str], tuple[Cut, ...]], record: Record | None = None
) -> Iterator[Page]:
    """The page, or all parts of it, the first at the address that the whole would have."""
    name = record.id if record else ""
    cuts = parts.get((noun, name), ())
    for number, cut in enumerate(cuts or (None,), start=1):
        yield Page(addresses.path(noun, name, number), noun, record, cut)


@derived
def long_pages(collection: Collection) -> Mapping[tuple[str, str], tuple[Cut, ...]]:
    """The pages that are too long to stay whole, by kind and name, overviews without one, with their parts."""
    found = {}
    for noun in (*PAGED, "network"):
        if noun == "network" or noun == "event" or len(collection.of(BY_NOUN[noun].model)) > _FEW:
            found[noun, ""] = cuts_of(overview_of(collection, noun))
    for noun, view_of in RECORD_VIEWS.items():
        for record in collection.of(BY_NOUN[noun].model) if noun != "dossier" else ():
            if has_page(record) and collection.reaches(record, _FEW) and _may_be_long(collection, record):
                found[noun, record.id] = cuts_of(view_of(collection, record))
    forget_sizes(collection)
    return {page: cuts for page, cuts in found.items() if cuts}


def _may_be_long(collection: Collection, record: Record) -> bool:
    """Whether more than a glance is needed to know that its page can stay whole."""
    return not isinstance(record, Actor) or bool(cuts_of(at_most_of_actor(collection, record)))


def has_page(record: Record) -> bool:
    """Whether a record has a page of its own."""
    return record.noun in PAGED and not (isinstance(record, Actor) and record.withheld)


def redirects_of(collection: Collection, addresses: Addresses) -> Iterator[tuple[str, Record]]:
    """Former paths of pages, with the record that is found there no more."""
    for name, record in collection.formers():
        if has_page(record):
            yield addresses.path(record.noun, name), record


def taken_addresses(pages: Iterable[Page], addresses: Addresses, written: Set[str] = frozenset()) -> Iterator[Problem]:
    """Two pages that would stand at one address; `written` are those of the pages that somebody wrote by hand.

    A page that was written takes the place of an overview, but not of a record: its address is permanent.
    """
    taken = dict.fromkeys(written, "a page of docs/")
    for page in pages:
        if page.record is None and addresses.url(addresses.path(page.noun)) in written:
            continue
        url, name = addresses.url(page.path), _called(page)
        first = taken.setdefault(url, name)
        if first is not name:
            place = page.record.origin if page.record else Location("mkdocs.yml")
            message = f"{name} would stand at the address of {first}: {url}"
            hint = "rename one of them, or set another address with “paths” in mkdocs.yml"
            yield Problem("address-taken", Severity.ERROR, message, place, hint)


def _called(page: Page) -> str:
    if page.record is not None:
        return f"{page.record.noun} “{page.record.id}”"
    return f"the overview of {BY_NOUN[page.noun].section}" if page.noun in BY_NOUN else f"the {page.noun}"
