"""Records in any page of the site: links such as `[Putin](actor:putin)`, and views embedded by a `dossier` fence."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.did_you_mean import did_you_mean
from mkdocs_dossier.evidence.links import why_nowhere
from mkdocs_dossier.evidence.transitive import reached
from mkdocs_dossier.model.dates import Date
from mkdocs_dossier.model.kinds import BY_NOUN, named_by
from mkdocs_dossier.model.records import Dossier, Figure, Quantity, Record, Topic
from mkdocs_dossier.site.chronicle import in_time
from mkdocs_dossier.site.front import PARTS, FrontView
from mkdocs_dossier.site.overviews import dossiers_of
from mkdocs_dossier.site.page_context import PageContext
from mkdocs_dossier.site.pagination import Rows, View
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.rows import figure_row, quotes
from mkdocs_dossier.site.views import newest_first

#: Called with a problem: a message, a hint, and the words of the page that caused it.
Complain = Callable[[str, str, str], None]
#: Renders a fence's text as HTML for the page that the converter works on.
RenderFence = Callable[[str, Markdown], str]

#: Run before Python-Markdown's own fences (25), which would show ours as code, and after line ends are normalised (30).
_BEFORE_FENCES = 26


class RecordLinks(Extension):
    """Point links to records at their pages; `here_of` returns the context of the page that a converter works on."""

    def __init__(self, complain: Complain, here_of: Callable[[Markdown], PageContext | None]) -> None:
        super().__init__()
        self.complain = complain
        self.here_of = here_of
        self.render_fence: RenderFence | None = None
        """Renders fences; None if another extension does."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register with Python-Markdown."""
        # Run after everything that checks or rewrites relative links: ours are right already.
        md.treeprocessors.register(_LinkProcessor(md, self), "dossier-links", -10)
        if self.render_fence:
            md.preprocessors.register(_FenceProcessor(md, self.render_fence), "dossier-fences", _BEFORE_FENCES)


class _LinkProcessor(Treeprocessor):
    def __init__(self, md: Markdown, extension: RecordLinks) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        if (here := self.extension.here_of(self.md)) is None:
            return
        for link in root.iter("a"):
            scheme, colon, name = link.get("href", "").partition(":")
            if not colon or (noun := scheme.lower()) not in BY_NOUN:
                continue
            address = here.address_of(noun, name)
            if address is None:
                del link.attrib["href"]
                hint = _why_not(here.collection, noun, name)
                self.extension.complain(f"the link to {noun}:{name} leads nowhere", hint, f"{noun}:{name}")
            else:
                link.set("href", address)
                link.set("class", f"dx-link--{noun}")


def _why_not(collection: Collection, noun: str, name: str) -> str:
    """Explain why no published record has this id."""
    if collection.is_refused(name, noun):
        return "it is not published: nothing published refers to it, or something is wrong in it"
    return why_nowhere(collection, noun, name)


class _FenceProcessor(Preprocessor):
    """Render our fences, but not inside another fence."""

    def __init__(self, md: Markdown, render: RenderFence) -> None:
        super().__init__(md)
        self._render = render

    def run(self, lines: list[str]) -> list[str]:
        return FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(self._rendered, "\n".join(lines)).split("\n")

    def _rendered(self, fence: re.Match[str]) -> str:
        if fence["lang"] != "dossier":
            return fence[0]
        return f"\n{self.md.htmlStash.store(self._render(fence['code'], self.md))}\n"


@dataclass(frozen=True, slots=True)
class Embed:
    """A parsed `dossier` fence: a view and its filters."""

    view: str
    filters: dict[str, str]
    sort: str
    limit: int | None
    parts: tuple[str, ...] = ()
    """Of the view `front`: the parts to show, in order."""


VIEWS = ("front", "dossiers", "actors", "agreements", "sources", "figures", "topics", "events", "places", "statements")
FILTERS = ("topic", "actor", "dossier", "event", "agreement", "quantity")
SORTS = ("date", "name")


def parse_embed(text: str) -> Embed | str:
    """Parse a fence's text; return a message if it is wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return f"the fence is empty: begin with one of {', '.join(VIEWS)}"
    view, colon, chosen = lines[0].partition(":")
    if view == "front":
        return _parse_front(chosen if colon else ", ".join(PARTS), lines[1:])
    if lines[0] not in VIEWS:
        return f"there is no view “{lines[0]}”: {did_you_mean(lines[0], VIEWS) or 'use one of ' + ', '.join(VIEWS)}"
    filters: dict[str, str] = {}
    sort, limit = "", None
    for line in lines[1:]:
        key, _, value = (part.strip() for part in line.partition(":"))
        if key in FILTERS and value:
            filters[key] = value
        elif key == "sort" and value in SORTS:
            sort = value
        elif key == "limit" and value.isdecimal():
            limit = int(value)
        else:
            known = ", ".join([*FILTERS, "sort (date or name)", "limit (a number)"])
            return f"“{line}” is not understood: write one of {known}, a colon and a value"
    return Embed(lines[0], filters, sort, limit)


def _parse_front(chosen: str, further: list[str]) -> Embed | str:
    """Parse the names of the front's parts; return a message if one is unknown, or if there are further lines."""
    parts = tuple(dict.fromkeys(part.strip() for part in chosen.split(",")))
    for part in parts:
        if part not in PARTS:
            return f"the front has no part “{part}”: {did_you_mean(part, PARTS) or 'use one of ' + ', '.join(PARTS)}"
    if further:
        return f"“{further[0]}” is not understood: choose the front’s parts in its line, such as front: contradictions"
    return Embed("front", {}, "", None, parts)


def embedded(site: Site, url: str, text: str, complain: Complain) -> str:
    """Render the view that the text of a fence asks for; report a wrong fence to `complain` and return nothing.

    `url` is the address of the page that contains the fence, relative to the site's root.
    """
    embed = parse_embed(text)
    if isinstance(embed, str):
        complain(embed, "", text)
        return ""
    for noun, name in embed.filters.items():
        if site.collection.find(name, noun) is None:
            complain(f"there is no {noun} “{name}”", _why_not(site.collection, noun, name), text)
            return ""
    # Python-Markdown puts what does not begin with a block into a paragraph.
    return site.fragment(f"parts/{embed.view}.html", url, **_view(site, embed).variables()).strip()


def _view(site: Site, embed: Embed) -> View:
    collection = site.collection
    if embed.view == "front":
        return FrontView(collection, embed.parts)
    models: dict[str, type[Record]] = {kind.section: kind.model for kind in BY_NOUN.values()}
    records = newest_first(collection) if embed.view == "dossiers" else collection.of(models[embed.view])
    chosen = _chosen(site, embed, records)
    match embed.view:
        case "figures":
            return View(rows=Rows(chosen, partial(figure_row, collection)))
        case "statements":
            return View(quotes=quotes(collection, chosen))
        case "events":
            return View(chronicle=in_time(chosen))
        case "dossiers":
            return dossiers_of(collection, chosen)
    return View(records=chosen)


def _chosen(site: Site, embed: Embed, records: Iterable[Any]) -> list[Any]:
    found = [record for record in records if not record.withheld]
    for noun, name in embed.filters.items():
        found = [record for record in found if name in _ties(site.collection, noun, record)]
    if embed.sort == "name":
        found.sort(key=lambda record: site.name(record).casefold())
    elif embed.sort == "date" and embed.view != "dossiers":  # they are in that order
        found.sort(key=lambda record: _date_of(site.collection, record))
    return found[: embed.limit]


def _date_of(collection: Collection, record: Record) -> tuple[Any, ...]:
    for field in ("as_of", "said_on", "date", "signed", "issued", "published"):
        date = getattr(record, field, None)
        if isinstance(date, Date):
            return date.sort_key
    dossier = collection.dossier_of(record)
    return dossier.published.sort_key if dossier else Date.parse("9999").sort_key


def _ties(collection: Collection, noun: str, record: Record) -> set[str]:
    """Return the ids of the records of one kind that a record names, itself or through its statement and quantity."""
    if noun == "dossier":
        return {record.dossier, record.id if isinstance(record, Dossier) else ""}
    names = {name for link, _, name in named_by(record) if noun in link.ref.kinds}
    if isinstance(record, Figure):
        for behind in (collection.statement_of(record), collection.get(Quantity, record.quantity)):
            if behind is not None:
                names |= _ties(collection, noun, behind)
    if noun == "topic":  # a record of a topic also belongs to the broader ones
        topics = reached(collection.get_all(Topic, names), lambda topic: collection.get_all(Topic, [topic.broader]))
        names |= {topic.id for topic in topics}
    return names
