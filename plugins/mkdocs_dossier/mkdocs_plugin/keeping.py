"""Where the pages of a site are kept until the next build, and what of them is still true."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from mkdocs_dossier.build.inventory import Changes
from mkdocs_dossier.build.page_cache import Maker, Shelf, changes_in
from mkdocs_dossier.build.page_store import forget, place_for, shelf_at
from mkdocs_dossier.build.states import States
from mkdocs_dossier.collection import Collection
from mkdocs_dossier.parallel import LEAST, Copies
from mkdocs_dossier.site.rendering import Site


class Keeping:
    """The shelf of a build: in memory while the site is served, on disk if that is asked for, else none."""

    def __init__(self) -> None:
        self.shelf: Shelf | None = None
        self._served: dict[str, Shelf] = {}
        self._changes: Callable[[], Iterable[Changes]] | None = None

    def serve(self, edition: str) -> None:
        """Keep pages in memory."""
        self._served = {edition: self._served.get(edition, Shelf())}
        self.shelf, self._changes = self._served[edition], None

    def open(self, project: Path, edition: str, collection: Collection, copies: Copies) -> None:
        """Keep pages on disk, and have a copy of the process look through those that have been kept."""
        self.shelf = shelf_at(place_for(project), edition)
        if self.shelf and len(self.shelf.inventory.pages) >= LEAST:
            self._changes = copies.ask(partial(changes_in, self.shelf, States(collection)))

    def forget(self, project: Path) -> None:
        """Keep none, and none that have been kept."""
        forget(place_for(project))

    def maker(self, site: Site, base_url: str) -> Maker:
        """Makes the pages of the site, or finds them."""
        return Maker(site, base_url, self.shelf, self._changes)
