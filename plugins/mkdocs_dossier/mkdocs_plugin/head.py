"""Complete finished pages: add policy and styles to our own, and styles to others that show records."""

import re
from collections.abc import Mapping
from functools import partial

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_dossier.delivery.csp import inline_scripts, policy_of
from mkdocs_dossier.mkdocs_plugin.assets import styles_for, styles_of
from mkdocs_dossier.mkdocs_plugin.foreign_loads import Refusals, merges
from mkdocs_dossier.mkdocs_plugin.pages import DossierPage
from mkdocs_dossier.mkdocs_plugin.site_shell import SiteShell
from mkdocs_dossier.site.pages import Page
from mkdocs_dossier.site.rendering import Site

#: A browser looks for the encoding in the first 1,024 bytes: nothing long may come before it.
_ENCODING = re.compile(r"<meta\s+charset=[^>]*>\s*|<head(?:\s[^>]*)?>\s*", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
#: An element with one of our classes: a link to a record, a view of records, or an imitation of one.
_SHOWS_RECORDS = re.compile(r"<[a-z][^<>]*\sclass=[\"']?[^\"'<>]*\bdx-", re.IGNORECASE)
_TITLE = "<title>"
_SOCIAL = re.compile(r"""<meta\b[^<>]*\b(?:property|name)=["']?(?:og|twitter):""", re.IGNORECASE)
#: With this attribute, Material's script asks the repository's host for stars and forks.
_STARS = re.compile(r'(<a\b[^<>]*\bclass="md-source"[^<>]*?)\s+data-md-component="source"')
#: Material's header: a button goes before the link to the repository, or to the end.
_HEADER, _REPOSITORY = '<nav class="md-header__inner', '<div class="md-header__source">'
_NAV = re.compile(r"<(/?)nav\b")
#: An element that shows each space, or whitespace around the end of a line.
_SPACE = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2\s*>)|\s*\n\s*", re.IGNORECASE | re.DOTALL)
_dense = partial(_SPACE.sub, lambda found: found[1] or "\n")


class Heads:
    """Complete the pages of records, and other pages that show some; leave all others as they are."""

    def __init__(self, site: Site, more: Mapping[str, str] | None, config: MkDocsConfig) -> None:
        """Prepare to complete pages; `more` has the sources allowed besides those of every page, by directive.

        It is None for no policy, as in `serve`, whose reloading is an inline script that changes with every build.
        """
        self.site = site
        self.more = more
        self.refusals = Refusals(more, site.base_url) if more is not None else None
        self.shell: SiteShell | None = None
        self.search_icon = ""
        """The icon of a button that leads to the search; empty if the theme has no place for one."""
        # Ours come before the site's own, which may override them.
        first = next(iter(config.extra_css), None)
        self._site_style = re.compile(rf"<link\b[^<>]*\bhref=[\"']?[^\"'<>]*{re.escape(first)}") if first else _HEAD_END
        self.site.arrival = self.site.fragment("parts/arriving.html", "") if merges(config) else ""

    def completed(self, text: str, page: MkDocsPage) -> str:
        """Return the completed page; a text without a head is not changed."""
        if not (head := _HEAD_END.search(text)):
            return text
        if isinstance(page, DossierPage):
            return self._own(text, page)
        if self.shell is not None:
            social, links = self.shell.head_of(page)
            text = _inserted(text, head.start(), links if says_social(text) else social + links)
        if _SHOWS_RECORDS.search(text, head.end()) is None:
            return text
        return self._with_search(self._with_styles(text, page, styles_for(text)), page)

    def _own(self, text: str, page: DossierPage) -> str:
        styles = styles_of(page.page.template.removesuffix(".html"))
        # The theme's shells know only the title itself, so what it is of is the same for all pages of a kind.
        title = _TITLE + page.meta["title"]
        text = text.replace(title, title + page.kind, 1)
        text = self._with_head(self._with_search(_STARS.sub(r"\1", self._with_styles(text, page, styles)), page), page)
        # A third of the theme's page is indentation and empty lines.
        before, content, after = text.partition(page.content or "</head>")
        return f"{_dense(before)}{content}{_dense(after)}"

    def _with_head(self, text: str, page: DossierPage) -> str:
        """Add the policy, which allows only the theme's inline scripts and ours, not any in the content."""
        head = _HEAD_END.search(text)
        found = list(_ENCODING.finditer(text, 0, head.start())) if head else []
        if head is None or not found:
            return text
        policy = ""
        start = next((match for match in found if "charset" in match[0].lower()), found[0]).end()
        between = text[start : head.start()]
        if self.more is not None and self.refusals is not None:
            around = text.replace(page.content, "") if page.content else text
            self.refusals.look(around, page.url)
            between = self.refusals.without_connections(between)
            ours = self.site.fragment("head.html", "", policy="", loaded=bool(self.site.arrival)) + self.site.arrival
            policy = policy_of(inline_scripts(around + ours), self.more)
        return "".join(
            [
                text[:start],
                self.site.fragment("head.html", "", policy=policy, loaded=bool(self.site.arrival)),
                between,
                # Not in the content: instant navigation runs every script there, whatever its type.
                *(() if says_social(text) else (page.social,)),
                page.head,
                text[head.start() :],
            ]
        )

    def _with_styles(self, text: str, page: MkDocsPage, names: list[str]) -> str:
        head = _HEAD_END.search(text)
        assert head, "it has been looked for"
        start = (self._site_style.search(text, 0, head.start()) or head).start()
        return _inserted(text, start, self.site.fragment("parts/styles.html", page.url, names=names))

    def _with_search(self, text: str, page: MkDocsPage) -> str:
        place = _place_for_button(text) if self.search_icon else None
        if place is None:
            return text
        called = self.site.title_of(Page(self.site.addresses.path("search"), "search"))
        link = self.site.fragment("parts/search-link.html", page.url, icon=Markup(self.search_icon), called=called)
        return _inserted(text, place, link)


def says_social(text: str) -> bool:
    """Return whether a page's head has tags of Open Graph or Twitter."""
    head = _HEAD_END.search(text)
    return bool(head and _SOCIAL.search(text, 0, head.start()))


def _inserted(text: str, place: int, what: str) -> str:
    return text[:place] + what + text[place:]


def _place_for_button(text: str) -> int | None:
    """Return the place of one more button in Material's header, which has an inner `nav`; None without a header."""
    start = text.find(_HEADER)
    depth = 0
    for tag in _NAV.finditer(text, start) if start >= 0 else ():
        depth += -1 if tag[1] else 1
        if depth == 0:
            repository = text.find(_REPOSITORY, start, tag.start())
            return repository if repository >= 0 else tag.start()
    return None
