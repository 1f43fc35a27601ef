"""The pages' addresses, in the site's language and kept for decades, and the links between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.text import primary_language
from mkdocs_dossier.syntax.word_tables import Table

#: Kind → the first segment of its addresses, German and English.
SEGMENTS: Mapping[str, list[str]] = Table("site", "segments.yml")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The scheme of a site's addresses; `segments` replaces some of the language's own."""

    language: str = "de"
    directories: bool = True
    """Whether a page is `akteure/putin/` rather than `akteure/putin.html`."""
    segments: Mapping[str, str] = field(default_factory=dict)

    def segment(self, noun: str) -> str:
        """Return the folder of a kind's pages."""
        return self.segments.get(noun) or SEGMENTS[noun][primary_language(self.language) != "de"]

    def path(self, noun: str, name: str = "", number: int = 1) -> str:
        """Return a page's path without suffix, such as `akteure/putin`, or `akteure/index` for the kind's overview.

        `number` is the part of a long page; the second is `akteure/putin/seite/2`, where no record's page can be.
        """
        if number > 1:
            place = name if noun == "dossier" and name else f"{self.segment(noun)}/{name}".removesuffix("/")
            return f"{place}/{self.segment('page')}/{number}"
        if noun == "dossier" and name:
            return f"{name}/index"
        return f"{self.segment(noun)}/{name or 'index'}"

    @property
    def keep_parts_apart(self) -> bool:
        """Whether parts of long pages never share another page's address: each kind has its own folder."""
        folders = [self.segment(noun) for noun in LISTED]
        return len(set(folders)) == len(folders) and not any("/" in folder for folder in folders)

    def url(self, path: str) -> str:
        """Return the address of a page, relative to the site's root."""
        if path.endswith("/index"):
            return path.removesuffix("index") + ("" if self.directories else "index.html")
        return f"{path}/" if self.directories else f"{path}.html"

    def url_of(self, record: Record) -> str:
        """Return the permanent address of a record; a record of an article is an anchor on its dossier's page."""
        if record.local:
            return f"{self.page_of('dossier', record.dossier)}#{record.id}"
        return self.page_of(record.noun, record.id)

    def page_of(self, noun: str, name: str) -> str:
        """Return the address of a record's own page."""
        return self.url(self.path(noun, name))


#: The kinds that have pages of their own, in the order of the site.
PAGED = ("dossier", "actor", "agreement", "source", "quantity", "topic", "event", "place")
#: The kinds that have an overview.
LISTED = (*PAGED, "network", "correction")


def upwards(url: str) -> str:
    """Return the path from a page's address to the site's root: `../` once a folder."""
    return "../" * url.count("/")
