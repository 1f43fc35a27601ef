"""What a page's head says to other programs: Open Graph, feeds and data, citation tags, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from mkdocs_dossier.export.context import ExportContext
from mkdocs_dossier.export.dates import iso
from mkdocs_dossier.export.feeds import CORRECTIONS, has_feed
from mkdocs_dossier.export.jsonld import breadcrumb, jsonld
from mkdocs_dossier.export.pictures import path_of
from mkdocs_dossier.model.records import Dossier, Record
from mkdocs_dossier.site.pages import Page
from mkdocs_dossier.site.rendering import Content, Site

#: Kind → the table of its records; other kinds' pages name that of the statements.
_TABLES = {"quantity": "data/figures.csv", "source": "data/sources.csv"}


class PageHead(NamedTuple):
    """HTML for a page's head."""

    social: str
    """For networks and messengers; left out where the theme says it."""
    links: str


def head_of(site: Site, page: Page, content: Content, base_url: str) -> PageHead:
    """Return what the head of one of our pages says.

    Args:
        site: the site.
        page: the page.
        content: the rendered page.
        base_url: the site's absolute address; without it, no address is named that must be absolute.

    Returns:
        HTML. The second and later parts of a long page have no JSON-LD.
    """
    home = (site.word("home"), "")
    above = Page(site.addresses.path(page.noun), page.noun)
    pages = [above, page] if page.record else [page]
    trail = [home, *((site.title_of(each), site.addresses.url(each.path)) for each in pages)]
    data = [jsonld(site, page, base_url), breadcrumb(trail, base_url)] if page.number == 1 else []
    return _head(site, content.title, content.description, trail, base_url, page.noun, page.record, data)


def head_of_other(
    site: Site, title: str, description: str, trail: Sequence[tuple[str, str]], base_url: str
) -> PageHead:
    """Return what the head of a page of `docs/` says.

    Args:
        site: the site.
        title: the page's title.
        description: what it says it is about; empty for nothing.
        trail: (title, address relative to the site's root) of the pages above it, and its own.
        base_url: the site's absolute address.

    Returns:
        HTML.
    """
    data = [breadcrumb(trail, base_url)] if len(trail) > 1 else []
    return _head(site, title, description, trail, base_url, "page", None, data)


def _head(
    site: Site,
    title: str,
    description: str,
    trail: Sequence[tuple[str, str]],
    base_url: str,
    noun: str,
    record: Record | None,
    data: Sequence[str | None],
) -> PageHead:
    address = trail[-1][1]
    context = ExportContext.of(site, base_url, address)
    dossier = record if isinstance(record, Dossier) else None
    view: dict[str, Any] = {
        "title": title,
        "description": description,
        "permanent": context.to(address) if base_url else "",
        "picture": context.to(path_of(noun, record)) if base_url else "",
        "record": record,
        "dossier": dossier,
        "published": iso(dossier.published, context.zone) if dossier else "",
        "updated": iso(dossier.updated, context.zone) if dossier else "",
        "language": context.language(record) if record else "",
        "alternates": list(_alternates(context, noun, record)),
        "data": [Markup(text) for text in data if text],
    }
    return PageHead(*(site.fragment(f"head/{name}.html", address, **view) for name in PageHead._fields))


def _alternates(context: ExportContext, noun: str, record: Record | None) -> Iterator[tuple[str, str, str]]:
    """Yield (media type, title, path) of the feeds and data of what a page shows."""
    site = context.site
    if context.absolute and context.collection.of(Dossier):
        yield "application/atom+xml", site.noun("dossier", many=True), "feeds/all.atom"
        yield "application/atom+xml", site.noun("correction", many=True), CORRECTIONS
        if record is not None and has_feed(context, record):
            yield "application/atom+xml", site.name(record), f"feeds/{noun}-{record.id}.atom"
    yield "application/json", site.word("data"), "data/collection.json"
    yield "text/csv", site.word("tables"), _TABLES.get(noun, "data/statements.csv")
