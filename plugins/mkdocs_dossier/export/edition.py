"""What every format asks for: the published collection, its words in the site's language, and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from mkdocs_dossier.collection.collection import Collection, R
from mkdocs_dossier.evidence.chains import origins_of
from mkdocs_dossier.model.claims import Mention, Statement
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.model.fields import slug
from mkdocs_dossier.model.people import Actor
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.publishing.redaction import published
from mkdocs_dossier.site.inline_markdown import plain
from mkdocs_dossier.site.pages import has_page
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.urls import upwards


@dataclass(frozen=True, slots=True)
class Edition:
    """A site's collection as others may have it; `top` leads to the top of the site."""

    site: Site
    collection: Collection
    anonymous: frozenset[Record]
    top: str
    absolute: bool
    id_prefix: str
    zone: ZoneInfo | None
    """The zone of times that are written without one, if the site has settled on any."""

    @classmethod
    def of(cls, site: Site, base_url: str, here: str) -> Edition:
        """The edition for a file at the address `here`."""
        top = f"{base_url.rstrip('/')}/" if base_url else upwards(here)
        public = published(site.collection)
        zone = ZoneInfo(site.conventions.timezone) if site.conventions.timezone else None
        return cls(site, public.collection, public.anonymous, top, bool(base_url), _prefix_of(site, base_url), zone)

    def to(self, address: str) -> str:
        """The address of something on the site."""
        return self.top + _quoted(address)

    def url(self, record: Record) -> str | None:
        """A record's permanent address; None where it has none."""
        if not self.has_url(record):
            return None
        if record.local:  # an id is all of letters that need no quoting
            return f"{self.to(self.site.page_of(record.dossier))}#{record.id}"
        return self.to(self.site.address_of(record))

    def has_url(self, record: Record) -> bool:
        """Whether a record has a permanent address."""
        return record.noun not in ("mention", "omission") if record.local else has_page(record)

    def name(self, record: Record) -> str:
        """What a record is called."""
        return self.site.interface.name(record)

    def text(self, text: str | None) -> str:
        """A text that is shown, in the site's language."""
        return self.site.interface.text(text)

    def plain(self, text: str | None) -> str:
        """An editors' text of one or more paragraphs, in the site's language, without its Markdown."""
        return plain(self.text(text)) if text else ""

    def language(self, record: Record) -> str:
        """The language of the article that a record speaks of."""
        dossier = record if isinstance(record, Dossier) else self.collection.dossier_of(record)
        return (dossier.language if dossier else "") or self.collection.language

    def found(self, noun: str, names: Iterable[str]) -> list[Record]:
        """The records of one kind that are called so; a name of none is passed over."""
        return [record for name in names if name and (record := self.collection.find(name, noun))]

    def named_in(self, dossier: Dossier) -> list[Actor]:
        """The actors that a dossier's article names, in order of their ids."""
        article = self.collection.articles[dossier]
        mentions = (record for record in article.passages if isinstance(record, Mention) and not record.forbid)
        named = {self.actor(name) for name in (*article.named.actors, *(m.actor for m in mentions))}
        return sorted((actor for actor in named if actor), key=lambda actor: actor.id)

    def actor(self, name: str) -> Actor | None:
        """The actor called so, if there is one."""
        return self.collection.get(Actor, name)

    def origins(self, statement: Statement) -> Sequence[Record]:
        """Where a statement's chain ends; nowhere if who said it is withheld."""
        return () if statement in self.anonymous else origins_of(self.collection, statement)


def _prefix_of(site: Site, base_url: str) -> str:
    """What ids begin with that have to differ from those of all other sites: the setting, the address or the title."""
    address = urlsplit(base_url)
    host = (address.hostname or "").removeprefix("www.")
    return site.conventions.id_prefix or slug(f"{host}{address.path}" if host else site.revision.title)


#: The same addresses are named in many places.
_quoted = lru_cache(maxsize=2**14)(partial(quote, safe="/#"))


def by_key(records: Iterable[R]) -> list[R]:
    """The records in order of their names."""
    return sorted(records, key=lambda record: record.key)
