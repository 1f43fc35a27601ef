"""Where each page stands: addresses in the site's language, kept for decades, and the links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_dossier.model.record import Record
from mkdocs_dossier.model.text import primary_language

#: The first part of a kind's addresses, by language. Dossiers stand at the top: their own id is their address.
SEGMENTS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "dossier": "dossiers",
        "actor": "akteure",
        "agreement": "abkommen",
        "source": "quellen",
        "quantity": "zahlen",
        "topic": "themen",
        "event": "ereignisse",
        "place": "orte",
        "network": "netzwerk",
        "search": "suche",
        "desk": "redaktion",
        "page": "seite",
    },
    "en": {
        "dossier": "dossiers",
        "actor": "actors",
        "agreement": "agreements",
        "source": "sources",
        "quantity": "figures",
        "topic": "topics",
        "event": "events",
        "place": "places",
        "network": "network",
        "search": "search",
        "desk": "desk",
        "page": "page",
    },
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """How a site's addresses are made; `segments` replaces some of the language's own."""

    language: str = "de"
    directories: bool = True
    """Whether a page is `akteure/putin/`, or `akteure/putin.html`."""
    segments: Mapping[str, str] = field(default_factory=dict)

    def segment(self, noun: str) -> str:
        """The folder that holds a kind's pages."""
        return self.segments.get(noun) or SEGMENTS.get(primary_language(self.language), SEGMENTS["en"])[noun]

    def path(self, noun: str, name: str = "", number: int = 1) -> str:
        """A page without its ending, such as `akteure/putin`; without a name the kind's overview, `akteure/index`.

        The second part of a long page stands below it, `akteure/putin/seite/2`, where no record can stand.
        """
        if number > 1:
            place = name if noun == "dossier" and name else f"{self.segment(noun)}/{name}".removesuffix("/")
            return f"{place}/{self.segment('page')}/{number}"
        if noun == "dossier" and name:
            return f"{name}/index"
        return f"{self.segment(noun)}/{name or 'index'}"

    @property
    def keep_parts_apart(self) -> bool:
        """Whether no part of a long page can stand where another page does, whatever records there are.

        So it is where each kind has a folder of its own: a part lies deeper than any page that is whole.
        """
        folders = [self.segment(noun) for noun in (*PAGED, "network")]
        return len(set(folders)) == len(folders) and not any("/" in folder for folder in folders)

    def url(self, path: str) -> str:
        """The address of a page, from the top of the site."""
        if path.endswith("/index"):
            return path.removesuffix("index") + ("" if self.directories else "index.html")
        return f"{path}/" if self.directories else f"{path}.html"

    def url_of(self, record: Record) -> str:
        """The permanent address of a record; what stands in an article is an anchor on its dossier's page."""
        if record.local:
            return f"{self.page_of('dossier', record.dossier)}#{record.id}"
        return self.page_of(record.noun, record.id)

    def page_of(self, noun: str, name: str) -> str:
        """The address of a record's own page."""
        return self.url(self.path(noun, name))


#: The kinds that have pages of their own, in the order in which a site shows them.
PAGED = ("dossier", "actor", "agreement", "source", "quantity", "topic", "event", "place")


def upwards(url: str) -> str:
    """The way from a page's address up to the top of the site: `../` once per folder."""
    return "../" * url.count("/")
