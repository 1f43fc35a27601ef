"""Pages that are kept from one build to the next, for as long as all that they have read stays as it was."""

from __future__ import annotations

from collections.abc import Collection as AnyCollection
from dataclasses import dataclass, replace
from typing import Protocol

from mkdocs_dossier.export.jsonld import jsonld
from mkdocs_dossier.footprints import PART, RECORDER, digest
from mkdocs_dossier.hosts.states import States
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.site.here import CITATION
from mkdocs_dossier.site.plan import Page
from mkdocs_dossier.site.rendering import Content, Site


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it was made: its content, and the text of its JSON-LD, empty where it has none."""

    content: Content
    data: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a page that is kept was made of: the kind and the name of its record, what was read, in which state."""

    about: tuple[str, str]
    footprint: tuple[str, ...]
    """The keys, each as it is written down."""
    state: str
    imprint: str
    """The state of what the page says of the site as a publication, where it says how it is cited."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is kept."""

    leaf: Leaf
    known: Known
    citation: tuple[int, int]
    """From where to where in the content it says how it is cited; nowhere if the two are the same."""


class Shelf(Protocol):
    """Where pages are kept, by their paths."""

    def get(self, path: str, /) -> Kept | None:
        """The page that is kept for a path."""

    def known(self, path: str, /) -> Known | None:
        """What the page that is kept for a path was made of."""

    def __setitem__(self, path: str, kept: Kept, /) -> None:
        """Keep a page."""

    def discard(self, path: str, /) -> None:
        """Throw away one page."""

    def keep_only(self, paths: AnyCollection[str], /) -> None:
        """Throw away the pages of all other paths."""

    def seal(self, path: str, /) -> str:
        """A text that is the same as long as the same page is kept for a path; empty where none is kept."""


class Shelves(dict[str, Kept]):
    """Pages kept in memory."""

    def known(self, path: str) -> Known | None:
        """What the page that is kept for a path was made of."""
        kept = self.get(path)
        return kept.known if kept else None

    def discard(self, path: str) -> None:
        """Throw away one page."""
        self.pop(path, None)

    def keep_only(self, paths: AnyCollection[str]) -> None:
        """Throw away the pages of all other paths."""
        for path in self.keys() - set(paths):
            del self[path]

    def seal(self, path: str) -> str:
        """None is given: it serves to link pages from the last site, which is not done in `serve`."""
        return ""


#: What they show is not all in the collection.
_NEVER_KEPT = frozenset({"desk", "search"})


class Maker:
    """Makes the pages of a site; with a shelf, none again that would be the same."""

    def __init__(self, site: Site, base_url: str, shelf: Shelf | None = None) -> None:
        self.site = site
        self.base_url = base_url
        self.shelf = shelf
        self.states = States(site.collection)
        self.imprint = digest(site.imprint)
        withheld = (actor for actor in site.collection.of(Actor) if actor.withheld)
        self._hidden = frozenset(name for actor in withheld for name in (actor.id, *actor.formerly))
        self._true: set[str] = set()
        self.made = 0
        """How many pages have been made, not counting those that were kept."""

    def page(self, page: Page) -> Leaf:
        """One page, made anew unless the one that was kept is still true."""
        if self.shelf is None or page.noun in _NEVER_KEPT:
            return self._made(page)
        kept = self.shelf.get(page.path)
        if kept is None or not self._is_true(page, kept.known):
            with RECORDER.recording() as read:
                leaf = self._made(page, without_citation=True)
            footprint = self.states.names(read)
            start = leaf.content.html.rfind(CITATION)
            where = (start, start + len(CITATION)) if start >= 0 else (0, 0)
            kept = Kept(leaf, Known(_about(page), footprint, self.states.of_all(footprint), ""), where)
        if kept.known.imprint != self.imprint:
            kept = self._cited(page, kept)
            if any(not self._hidden.isdisjoint(key.split(PART)) for key in kept.known.footprint):
                self.shelf.discard(page.path)  # what a page has read is kept by its name
            else:
                self.shelf[page.path] = kept
        return kept.leaf

    def stands(self, page: Page) -> bool:
        """Whether the page that is kept is true in every word: nothing of it is to be made, or written down."""
        if self.shelf is None or page.noun in _NEVER_KEPT:
            return False
        known = self.shelf.known(page.path)
        return known is not None and known.imprint == self.imprint and self._is_true(page, known)

    def seal(self, page: Page) -> str:
        """A text that is the same as long as the same page is kept; empty where none is."""
        return self.shelf.seal(page.path) if self.shelf is not None else ""

    def _is_true(self, page: Page, known: Known) -> bool:
        if page.path not in self._true:
            if known.about != _about(page) or known.state != self.states.of_all(known.footprint):
                return False
            self._true.add(page.path)
        return True

    def _made(self, page: Page, *, without_citation: bool = False) -> Leaf:
        self.made += 1
        content = self.site.render(page, without_citation=without_citation)
        return Leaf(content, (page.number == 1 and jsonld(self.site, page, self.base_url)) or "")

    def _cited(self, page: Page, kept: Kept) -> Kept:
        """The same page with the words by which it is cited now."""
        known = replace(kept.known, imprint=self.imprint)
        content, (start, end) = kept.leaf.content, kept.citation
        if start == end:
            return replace(kept, known=known)  # somebody's own template, which says nothing of it
        words = self.site.citation(page)
        content = replace(content, html=content.html[:start] + words + content.html[end:])
        leaf, where = replace(kept.leaf, content=content), (start, start + len(words))
        return Kept(leaf, known, where)


def _about(page: Page) -> tuple[str, str]:
    """The kind and the name of a page's record, and where it is cut: that depends on the rows of all its parts."""
    return page.noun, f"{page.record.key if page.record else ''} {page.cut or ''}"
