"""Cache pages and chunks of data files between builds, each until one of its dependencies changes."""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_dossier.build.dependencies import CurrentDigests, withheld_names
from mkdocs_dossier.export.page_head import PageHead, head_of
from mkdocs_dossier.incremental.digest import digest
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.incremental.tracking import TRACKER, coarse, number_of, written
from mkdocs_dossier.site.page_context import CITATION, PageContext
from mkdocs_dossier.site.pages import Page
from mkdocs_dossier.site.rendering import Content, Site

log = logging.getLogger("mkdocs.plugins.dossier")

#: Kinds of entries: a page without its citation; the lines of a dossier or a kind in a data file.
PAGE, CHUNK = "page", "chunk"
#: The kind and the name of the entry that holds the digests of all dependencies, as they were at the last build.
_DEPENDENCIES, _ALL = "dependencies", "all"
#: The most dependencies that the log names for one stale entry.
_REASONS = 3
#: Pages that show more than the collection.
_NEVER_CACHED = frozenset({"desk", "search"})


class CachedPage(NamedTuple):
    """A page without the theme."""

    content: Content
    head: PageHead
    edit_url: str | None
    """The URL to edit its record at."""


@dataclass(frozen=True, slots=True)
class Made:
    """An entry that a worker has made, for the main process to store."""

    kind: str
    name: str
    value: bytes
    deps: list[str]


class _Numbers(dict[str, int]):
    """The number of each dependency, by its name."""

    def __missing__(self, name: str) -> int:
        number = self[name] = number_of(name)
        return number


class BuildCache:
    """Values by kind and name, each made once, and again when one of its dependencies changes."""

    def __init__(self, store: Store | None, cache_key: str, current: CurrentDigests) -> None:
        """Find out which stored entries are fresh; without a store, nothing is cached and nothing is tracked.

        `cache_key` is a digest of all inputs besides the collection, whose dependency keys have digests in `current`.
        """
        self.collection = current.collection
        self._store = store
        self._cache_key = cache_key
        self._current = current
        self._is_secret = withheld_names(self.collection)
        self._made: list[Made] | None = None
        self._used: dict[str, set[str]] = {PAGE: set(), CHUNK: set()}
        """The names that this build has used; all others are deleted at its end."""
        self._fresh: dict[tuple[str, str], str] = {}
        self._numbers = _Numbers()
        self._deps: set[int] = set()
        """The numbers of everything that cached values depend on."""
        if store is not None:
            self._verify(store)

    @property
    def is_on(self) -> bool:
        """Whether anything is cached."""
        return self._store is not None

    def digest(self, kind: str, name: str) -> str:
        """Return the digest of a fresh cached value; empty if there is none."""
        return self._fresh.get((kind, name), "")

    def has(self, kind: str) -> bool:
        """Return whether values of a kind were fresh when the build began, or have been made since."""
        return any(found == kind for found, _ in self._fresh)

    def value(self, kind: str, name: str, make: Callable[[], str]) -> str:
        """Return the cached value, or make and cache it."""
        if self._store is None:
            return make()
        self._used[kind].add(name)
        if (kind, name) in self._fresh and self._made is None:
            found = self._store.get(kind, name, self._cache_key)
            if found is not None:
                return found.decode("utf-8", "surrogatepass")
        with TRACKER.recording() as read:
            made = make()
        self._put(Made(kind, name, made.encode("utf-8", "surrogatepass"), list(map(written, coarse(read)))))
        return made

    def keep(self, kind: str, names: Iterable[str]) -> None:
        """Keep entries that this build has not used."""
        self._used[kind].update(names)

    def worker_mode(self) -> list[Made]:
        """Stop reading and writing the store, and return a list that collects what this worker makes from now on."""
        self._made = []
        return self._made

    def take(self, made: Iterable[Made]) -> None:
        """Store the entries that a worker has made."""
        for one in made:
            self._used[one.kind].add(one.name)
            self._put(one)

    def save(self) -> None:
        """Write all entries that this build has used to disk, and delete the rest."""
        if self._store is None:
            return
        for kind, names in self._used.items():
            self._store.keep_only(kind, names)
        # A number may stand for two names, one of which nothing depends on.
        known = sorted(name for name, number in self._numbers.items() if number in self._deps)
        digests = {name: self._current.of(name) for name in known if not self._hides(name)}
        self._store.put(_DEPENDENCIES, _ALL, self._cache_key, json.dumps(digests).encode())
        self._store.commit()

    def _put(self, made: Made) -> None:
        if self._made is not None:
            self._made.append(made)
            return
        key = made.kind, made.name
        if self._store is None or (self._is_secret and any(map(self._is_secret, made.deps))):
            self._fresh.pop(key, None)
            return  # nothing that names a withheld actor is stored
        deps = [self._numbers[name] for name in made.deps]
        self._fresh[key] = self._store.put(made.kind, made.name, self._cache_key, made.value, deps)
        self._deps.update(deps)

    def _verify(self, store: Store) -> None:
        """Find the entries whose dependencies have not changed; log why the others are stale."""
        stored: dict[str, str] = json.loads(store.get(_DEPENDENCIES, _ALL, self._cache_key) or b"{}")
        known = {self._numbers[name] for name in stored}
        differing = (name for name, last in stored.items() if self._current.of(name) != last or self._hides(name))
        changed = {self._numbers[name]: name for name in differing}
        if not stored and any(kind == PAGE for kind, *_ in store.summaries()):
            log.debug("every page and chunk: rebuilt, the program, libraries, settings or overrides changed")
        for kind in (PAGE, CHUNK):
            stale = []
            for name, deps, value_digest in store.entries(kind, self._cache_key):
                if not changed.keys().isdisjoint(deps):
                    path = name.partition("\t")[0] if kind == PAGE else name.replace("\t", ", ")
                    reasons = sorted(changed[dep].replace("\t", " ") for dep in deps if dep in changed)
                    more = f" and {len(reasons) - _REASONS} more" if len(reasons) > _REASONS else ""
                    log.debug("%s %s: rebuilt, %s%s changed", kind, path, ", ".join(reasons[:_REASONS]), more)
                    stale.append(name)
                else:
                    self._fresh[kind, name] = value_digest
                    self._deps.update(deps)
            store.delete(kind, stale)
        if not self._deps <= known:  # the digests were damaged, or not all could be written
            self._fresh.clear()
            self._deps.clear()

    def _hides(self, name: str) -> bool:
        return self._is_secret is not None and self._is_secret(name)


class PageCache:
    """The pages of a site, rendered or from the cache."""

    def __init__(self, site: Site, cache: BuildCache | None = None) -> None:
        """Serve the pages of `site`; without a cache, render each."""
        self.site = site
        self.cache = cache or BuildCache(None, "", CurrentDigests(site.collection))
        self.rendered = 0
        """The number of pages rendered, not counting those from the cache."""
        self._revision = digest(site.revision)

    def page(self, page: Page) -> CachedPage:
        """Return a page with its citation, which names the commit and so is never cached."""
        if page.noun in _NEVER_CACHED or not self.cache.is_on:
            return self._rendered(page)
        made: list[CachedPage] = []

        def make() -> str:
            made.append(self._rendered(page, without_citation=True))
            return json.dumps(made[0], ensure_ascii=False)

        text = self.cache.value(PAGE, _name(page), make)
        if not made:
            content, head, edit_url = json.loads(text)
            made.append(CachedPage(Content(*content), PageHead(*head), edit_url))
        return self._cited(page, made[0])

    def is_fresh(self, page: Page) -> bool:
        """Return whether the cache has the page, and none of its dependencies has changed."""
        return bool(self.digest(page))

    def digest(self, page: Page) -> str:
        """Return a digest of everything that the page shows; empty unless it is cached and fresh."""
        found = self.cache.digest(PAGE, _name(page)) if page.noun not in _NEVER_CACHED else ""
        return f"{found} {self._revision}" if found else ""

    def save(self) -> None:
        """Write the cache to disk, with all pages of the site, even those this build has not used."""
        self.cache.keep(PAGE, map(_name, self.site.pages))
        self.cache.save()

    def _rendered(self, page: Page, *, without_citation: bool = False) -> CachedPage:
        self.rendered += 1
        content = self.site.render(page, without_citation=without_citation)
        head = head_of(self.site, page, content)
        return CachedPage(content, head, PageContext(self.site, "").edit(page.record) if page.record else None)

    def _cited(self, page: Page, cached: CachedPage) -> CachedPage:
        before, mark, after = cached.content.html.rpartition(CITATION)
        if not mark:
            return cached  # an override without a citation
        return cached._replace(content=cached.content._replace(html=before + self.site.citation(page) + after))


def _name(page: Page) -> str:
    """Return the name of a page's entry: its path, its record, and the rows it shows, which depend on all parts."""
    return f"{page.path}\t{page.noun} {page.record.key if page.record else ''} {page.cut or ''}"
