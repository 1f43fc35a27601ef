"""Which pages a site has: an overview of each kind, a page for each record, and a way on from each former address."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from mkdocs_dossier.collection import Collection
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.problems import Location, Problem, Severity
from mkdocs_dossier.site.addresses import PAGED, Addresses


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path without ending, the kind it shows, and the record it is about; overviews have none."""

    path: str
    noun: str
    record: Record | None = None

    @property
    def template(self) -> str:
        """The template's name, below the folder `dossier` of the theme."""
        return f"{self.noun if self.record or self.noun not in BY_NOUN else BY_NOUN[self.noun].section}.html"


def pages_of(
    collection: Collection, addresses: Addresses, *, desk: bool = False, search: bool = False
) -> Iterator[Page]:
    """Every page, overviews first; the editors' desk and the search only where asked for. What is withheld has none."""
    for noun in PAGED:
        yield Page(addresses.path(noun), noun)
    yield Page(addresses.path("network"), "network")
    if search:
        yield Page(addresses.path("search"), "search")
    if desk:
        yield Page(addresses.path("desk"), "desk")
    for noun in PAGED:
        for record in collection.of(BY_NOUN[noun].model):
            if has_page(record):
                yield Page(addresses.path(noun, record.id), noun, record)


def has_page(record: Record) -> bool:
    """Whether a record has a page of its own."""
    return record.noun in PAGED and not (isinstance(record, Actor) and record.withheld)


def redirects_of(collection: Collection, addresses: Addresses) -> Iterator[tuple[str, Record]]:
    """Former paths of pages, with the record that is found there no more."""
    for name, record in collection.formers():
        if has_page(record):
            yield addresses.path(record.noun, name), record


def taken_addresses(
    collection: Collection,
    addresses: Addresses,
    written: Set[str] = frozenset(),
    *,
    desk: bool = False,
    search: bool = False,
) -> Iterator[Problem]:
    """Two pages that would stand at one address; `written` are those of the pages that somebody wrote by hand.

    A page that was written takes the place of an overview, but not of a record: its address is permanent.
    """
    taken = dict.fromkeys(written, "a page of docs/")
    for page in pages_of(collection, addresses, desk=desk, search=search):
        if page.record is None and addresses.url(page.path) in written:
            continue
        name = _called(page)
        first = taken.setdefault(addresses.url(page.path), name)
        if first is not name:
            place = page.record.origin if page.record else Location("mkdocs.yml")
            message = f"{name} would stand at the address of {first}: {addresses.url(page.path)}"
            hint = "rename one of them, or set another address with “paths” in mkdocs.yml"
            yield Problem("address-taken", Severity.ERROR, message, place, hint)


def _called(page: Page) -> str:
    if page.record is not None:
        return f"{page.record.noun} “{page.record.id}”"
    return f"the overview of {BY_NOUN[page.noun].section}" if page.noun in BY_NOUN else f"the {page.noun}"
