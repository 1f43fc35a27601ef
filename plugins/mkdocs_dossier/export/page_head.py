"""Make the metadata of a page's head: Open Graph, feeds and data, citation tags, JSON-LD."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from mkdocs_dossier.collection.derived import counts
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


def head_of(site: Site, page: Page, content: Content, trail: Sequence[tuple[str, str]] = ()) -> PageHead:
    """Return the metadata of a page's head.

    Args:
        site: the site. Without its absolute address, no address is named that must be absolute.
        page: the page; one of `docs/` is of the kind `page`.
        content: the rendered page; of one of `docs/` only its title and description are read.
        trail: (title, address relative to the site's root) of the pages above a page of `docs/`, and its own.

    Returns:
        HTML. The second and later parts of a long page have no JSON-LD.
    """
    if not trail:
        pages = [Page(site.addresses.path(page.noun), page.noun), page] if page.record else [page]
        trail = [(site.word("home"), ""), *((site.title_of(each), site.addresses.url(each.path)) for each in pages)]
    address, record = trail[-1][1], page.record
    context = ExportContext.of(site, address)
    data = (jsonld(site, page), breadcrumb(context.top, trail) if len(trail) > 1 else None) if page.number == 1 else ()
    dossier = record if isinstance(record, Dossier) else None
    view: dict[str, Any] = {
        "title": content.title,
        "description": content.description,
        "permanent": context.to(address) if context.absolute else "",
        "picture": context.to(path_of(page.noun, record)) if context.absolute else "",
        "record": record,
        "dossier": dossier,
        "published": iso(dossier.published, context.zone) if dossier else "",
        "updated": iso(dossier.updated, context.zone) if dossier else "",
        "language": context.collection.language_of(record) if record else "",
        "alternates": list(_alternates(context, page.noun, record)),
        "data": [Markup(text) for text in data if text],
    }
    return PageHead(*(site.fragment(f"head/{name}.html", address, **view) for name in PageHead._fields))


def _alternates(context: ExportContext, noun: str, record: Record | None) -> Iterator[tuple[str, str, str]]:
    """Yield (media type, title, path) of the feeds and data of what a page shows."""
    site = context.site
    if context.absolute and counts(context.collection)["dossier"]:
        yield "application/atom+xml", site.noun("dossier", many=True), "feeds/all.atom"
        yield "application/atom+xml", site.noun("correction", many=True), CORRECTIONS
        if record is not None and has_feed(context, record):
            yield "application/atom+xml", site.name(record), f"feeds/{noun}-{record.id}.atom"
    data = site.conventions.data_path("data/collection.json")
    yield "application/gzip" if data.endswith(".gz") else "application/json", site.word("data"), data
    yield "text/csv", site.word("tables"), _TABLES.get(noun, "data/statements.csv")
