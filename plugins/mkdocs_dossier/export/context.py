"""The context shared by all formats: the published collection, its words in the site's language, and addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from mkdocs_dossier.collection.collection import Collection, R
from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.records import Actor, Dossier, Record, Statement
from mkdocs_dossier.publishing.redaction import published
from mkdocs_dossier.site.inline_markdown import plain
from mkdocs_dossier.site.pages import has_page
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import upwards


@dataclass(frozen=True, slots=True)
class ExportContext:
    """A site's published collection for a file, with the addresses and names of its records."""

    site: Site
    collection: Collection
    anonymous: frozenset[Record]
    top: str
    """The path or address of the site's root."""
    absolute: bool
    id_prefix: str
    zone: ZoneInfo | None
    """The zone of times written without one; None if the site sets none."""

    @classmethod
    def of(cls, site: Site, here: str | None = None) -> "ExportContext":
        """Return the context of the file at an address of the site; without one, addresses are relative to its root."""
        base_url = site.base_url if here is not None else ""
        top = f"{base_url.rstrip('/')}/" if base_url else upwards(here or "")
        public = published(site.collection)
        zone = ZoneInfo(site.conventions.timezone) if site.conventions.timezone else None
        return cls(site, public.collection, public.anonymous, top, bool(base_url), _prefix_of(site, base_url), zone)

    def to(self, address: str) -> str:
        """Return an address of the site, given relative to its root, as the file writes it."""
        return self.top + quote(address, safe="/#")

    def url(self, record: Record) -> str | None:
        """Return a record's permanent address; None if it has none."""
        if not self.has_url(record):
            return None
        if record.local:  # an id has no letters that need quoting
            return f"{self.to(self.site.page_of(record.dossier))}#{record.id}"
        return self.to(self.site.address_of(record))

    def has_url(self, record: Record) -> bool:
        """Return whether a record has a permanent address."""
        return record.noun not in ("mention", "omission") if record.local else has_page(record)

    def name(self, record: Record) -> str:
        """Return a record's name."""
        return self.site.interface.name(record)

    def text(self, text: str | None) -> str:
        """Return a text for readers in the site's language."""
        return self.site.interface.text(text)

    def plain(self, text: str | None) -> str:
        """Return an editors' text in the site's language, without its Markdown."""
        return plain(self.text(text)) if text else ""

    def found(self, noun: str, names: Iterable[str]) -> list[Record]:
        """Return the records of one kind with these ids, without ids that name none."""
        return [record for name in names if name and (record := self.collection.find(name, noun))]

    def named_in(self, dossier: Dossier) -> list[Actor]:
        """Return the actors that a dossier's article names, sorted by id."""
        article = self.collection.articles[dossier]
        written = (name for _, name in article.mentioning("actor"))
        named = {self.actor(name) for name in (*article.named.actors, *written)}
        return sorted((actor for actor in named if actor), key=lambda actor: actor.id)

    def actor(self, name: str) -> Actor | None:
        """Return the actor with this id, if there is one."""
        return self.collection.get(Actor, name)

    def origins(self, statement: Statement) -> Sequence[Record]:
        """Return the origins of a statement's chain; none if its speaker is withheld."""
        return () if statement in self.anonymous else origins_of(self.collection, statement)


def _prefix_of(site: Site, base_url: str) -> str:
    """Return the prefix that makes ids unique among sites: the setting, the address or the title."""
    address = urlsplit(base_url)
    host = (address.hostname or "").removeprefix("www.")
    return site.conventions.id_prefix or slug(f"{host}{address.path}" if host else site.revision.title)


def by_key(records: Iterable[R]) -> list[R]:
    """Sort records by key."""
    return sorted(records, key=lambda record: record.key)
