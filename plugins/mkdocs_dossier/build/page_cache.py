"""Pages that are kept from one build to the next, for as long as all that they have read stays as it was."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Collection as AnyCollection
from dataclasses import dataclass, replace
from functools import partial

from mkdocs_dossier.build.data_files import Report
from mkdocs_dossier.build.inventory import NUMBER, Changes, Inventory, Known
from mkdocs_dossier.build.states import States
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.export.jsonld import jsonld
from mkdocs_dossier.incremental.digest import digest
from mkdocs_dossier.incremental.tracking import PART, RECORDER, written
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.site.here import CITATION, Here
from mkdocs_dossier.site.plan import Page
from mkdocs_dossier.site.rendering import Content, Site


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it was made."""

    content: Content
    data: str
    """The text of its JSON-LD; empty where it has none."""
    edit_url: str | None
    """Where its record can be edited."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is kept."""

    leaf: Leaf
    citation: tuple[int, int]
    """From where to where in the content it says how it is cited; nowhere if the two are the same."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A page that a copy of the process has made, for the first one to keep."""

    kept: Kept
    about: str
    imprint: str
    names: tuple[str, ...]
    """What it has read."""


class Shelf:
    """Keeps pages in memory, by their paths."""

    def __init__(self) -> None:
        self.inventory = Inventory()
        self._pages: dict[str, Kept] = {}

    def get(self, path: str) -> Kept | None:
        """The page that is kept for a path; None where there is none that can be used."""
        return self._pages.get(path)

    def keep(self, path: str, kept: Kept, known: Known) -> None:
        """Keep a page."""
        self._pages[path] = kept
        self.inventory.add(path, known)

    def note(self, path: str, known: Known) -> None:
        """Keep what is known of something that is itself kept elsewhere."""
        self.inventory.add(path, known)

    def discard(self, path: str) -> None:
        """Throw away one page."""
        self._pages.pop(path, None)
        self.inventory.discard(path)

    def keep_only(self, paths: AnyCollection[str]) -> None:
        """Throw away the pages of all other paths."""
        for path in self.inventory.others(paths):
            self.discard(path)
        self.inventory.clear_up()


#: Stands before the name of a unit of data, which is no page: no path of one has a space.
_UNIT = "lines of "
#: What they show is not all in the collection.
_NEVER_KEPT = frozenset({"desk", "search"})


def changes_in(shelf: Shelf, states: States) -> Iterator[Changes]:
    """What has changed since the pages on the shelf were made."""
    yield shelf.inventory.changes(states.of, teller_of(states.collection))


def teller_of(collection: Collection) -> Callable[[str], bool] | None:
    """What says whether a key names who is withheld; None where nobody is."""
    withheld = [actor for actor in collection.of(Actor) if actor.withheld]
    hidden = frozenset(name for actor in withheld for name in (actor.id, *actor.formerly))
    return (lambda name: not hidden.isdisjoint(name.split(PART))) if hidden else None


class Maker:
    """Makes the pages of a site; with a shelf, none again that would be the same."""

    def __init__(
        self,
        site: Site,
        base_url: str,
        shelf: Shelf | None = None,
        changes: Callable[[], Iterable[Changes]] | None = None,
    ) -> None:
        """`changes` says what has changed since the pages on the shelf were made, if somebody has found out."""
        self.site = site
        self.base_url = base_url
        self.shelf = shelf
        self.states = States(site.collection)
        self.imprint = digest(site.imprint)
        self._tells = teller_of(site.collection)
        self._changes = changes or partial(changes_in, shelf or Shelf(), self.states)
        self._is_cleared = False
        self._units: list[str] = []
        self.made = 0
        """How many pages have been made, not counting those that were kept."""

    def page(self, page: Page) -> Leaf:
        """One page, made anew unless the one that was kept is still true."""
        if self.shelf is None or page.noun in _NEVER_KEPT:
            return self._made(page)
        known = self._true(page, self.shelf)
        kept = self.shelf.get(page.path) if known else None
        if known is None or kept is None:
            with RECORDER.recording() as read:
                leaf = self._made(page, without_citation=True)
            start = leaf.content.html.rfind(CITATION)
            kept = Kept(leaf, (start, start + len(CITATION)) if start >= 0 else (0, 0))
            names = sorted(map(written, read))
            if self._tells and any(map(self._tells, names)):
                self.shelf.discard(page.path)  # what a page has read is kept by its name
                return self._cited(page, kept).leaf
            known = Known(_about(page), "", self.shelf.inventory.numbers_of(names, self.states.of), "")
        if known.imprint != self.imprint:
            kept = self._cited(page, kept)
            self.shelf.keep(page.path, kept, replace(known, imprint=self.imprint))
        return kept.leaf

    def stands(self, page: Page) -> bool:
        """Whether the page that is kept is true in every word: nothing of it is to be made, or written down."""
        if self.shelf is None or page.noun in _NEVER_KEPT:
            return False
        known = self._true(page, self.shelf)
        return known is not None and known.imprint == self.imprint

    def seal(self, page: Page) -> str:
        """A text that is the same as long as the same page is kept; empty where none is."""
        known = self.shelf.inventory.pages.get(page.path) if self.shelf is not None else None
        return known.seal if known else ""

    def keep(self) -> None:
        """All pages that are asked for have been: what else was kept is not."""
        if self.shelf is not None:
            self.shelf.keep_only([*(page.path for page in self.site.pages), *self._units])

    def is_known(self, page: Page) -> bool:
        """Whether the page is kept, true in every word or not."""
        return self.shelf is not None and page.path in self.shelf.inventory.pages

    def part(self) -> None:
        """From here on this is a copy of the process: what it makes it hands on, as only one can keep pages."""
        if self.shelf is not None:
            self.shelf, self._is_cleared = Shelf(), True

    def handed(self, page: Page) -> Handed | None:
        """What the first process is to keep of a page, if anything; here it is not kept any longer."""
        if self.shelf is None or (kept := self.shelf.get(page.path)) is None:
            return None
        inventory = self.shelf.inventory
        known = inventory.pages[page.path]
        self.shelf.discard(page.path)
        return Handed(kept, known.about, known.imprint, tuple([inventory.names[number] for number in known.footprint]))

    def take(self, page: Page, handed: Handed) -> None:
        """Keep a page that a copy has made."""
        if self.shelf is not None:
            footprint = self.shelf.inventory.numbers_of(handed.names, self.states.of)
            self.shelf.keep(page.path, handed.kept, Known(handed.about, handed.imprint, footprint, ""))

    def units(self) -> Mapping[str, str] | None:
        """The units of data whose lines would be made the same again, with their seals; None where none are kept."""
        if self.shelf is None:
            return None
        self._clear(self.shelf)
        pages = self.shelf.inventory.pages.items()
        return {path.removeprefix(_UNIT): known.seal for path, known in pages if path.startswith(_UNIT)}

    def take_units(self, report: Report) -> None:
        """Keep what is known of the lines of units, which have been written."""
        if self.shelf is None:
            return
        self._units = [f"{_UNIT}{unit}" for unit in report.layout.seals]
        told = {number for number, name in enumerate(report.names) if self._tells and self._tells(name)}
        footprints = {unit: array(NUMBER, written) for unit, written in report.footprints.items()}
        kept = {unit: footprint for unit, footprint in footprints.items() if told.isdisjoint(footprint)}
        used = list(set[int]().union(*kept.values()))
        numbers = self.shelf.inventory.numbers_of(map(report.names.__getitem__, used), self.states.of)
        own = dict(zip(used, numbers, strict=True))
        for unit, footprint in kept.items():
            read = array(NUMBER, map(own.__getitem__, footprint))
            self.shelf.note(f"{_UNIT}{unit}", Known("", "", read, report.layout.seals[unit]))

    def _clear(self, shelf: Shelf) -> None:
        """Throw away, once, all that would not be made the same again."""
        if not self._is_cleared:
            self._is_cleared = True
            for changes in self._changes():
                shelf.inventory.take_in(changes)
                for path in changes.untrue:
                    shelf.discard(path)

    def _true(self, page: Page, shelf: Shelf) -> Known | None:
        """What is known of the page that is kept, if it would be made the same again but for how it is cited."""
        self._clear(shelf)
        known = shelf.inventory.pages.get(page.path)
        return known if known is not None and known.about == _about(page) else None

    def _made(self, page: Page, *, without_citation: bool = False) -> Leaf:
        self.made += 1
        content = self.site.render(page, without_citation=without_citation)
        data = (page.number == 1 and jsonld(self.site, page, self.base_url)) or ""
        return Leaf(content, data, Here(self.site, "").edit(page.record) if page.record else None)

    def _cited(self, page: Page, kept: Kept) -> Kept:
        """The same page with the words by which it is cited now."""
        content, (start, end) = kept.leaf.content, kept.citation
        if start == end:
            return kept  # somebody's own template, which says nothing of it
        words = self.site.citation(page)
        content = replace(content, html=content.html[:start] + words + content.html[end:])
        return Kept(replace(kept.leaf, content=content), (start, start + len(words)))


def _about(page: Page) -> str:
    """The kind and the name of a page's record, and where it is cut: that depends on the rows of all its parts."""
    return f"{page.noun} {page.record.key if page.record else ''} {page.cut or ''}"
