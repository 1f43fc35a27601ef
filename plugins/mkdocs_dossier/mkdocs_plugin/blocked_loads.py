"""Says what overrides, plugins and scripts of a site load that the policy of the pages of records keeps out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.delivery.csp import DIRECTIVES, WASM, allows
from mkdocs_dossier.delivery.external_loads import Load, loads_of_page, loads_of_script, loads_of_style

#: Files of the site itself that a page loads: what follows `src` or `href` and is no whole address.
_LOCAL = re.compile(r"<(?:script|link)\b[^<>]*\b(?:src|href)=[\"']?((?![a-z]+:|//)[^\"'<>\s]+\.(?:js|mjs|css))\b")
#: Hosts that are named in a page, for whatever.
_HOSTS = re.compile(r"//[\w.-]+")
#: Elements that open a connection, of which no policy has a say.
_CONNECTS = re.compile(r"<link\b[^<>]*\brel=[\"']?(?:preconnect|dns-prefetch)\b[^<>]*>\s*", re.IGNORECASE)
_TO = re.compile(r"\bhref=[\"']?([^\"'<>\s]+)", re.IGNORECASE)
#: A script of more bytes is a library: what it might load is not what it loads here.
_LIBRARY = 100_000


class Refusals:
    """Looks at what pages of records load beside their content, and remembers what is refused."""

    def __init__(self, more: Mapping[str, str], site_url: str) -> None:
        """`more` is what they may load beyond what is the site's own."""
        self.more = more
        self._own = urlsplit(site_url).netloc.lower()
        self._loads: dict[Load, None] = {}
        self._local: dict[str, None] = {}
        self._known: set[str] = set()

    def look(self, around: str, url: str) -> None:
        """See what a page without its content loads; one that names no host that others do not is passed over."""
        self._local |= dict.fromkeys(_path_of(address, url) for address in _LOCAL.findall(around))
        hosts = set(_HOSTS.findall(around))
        if not hosts <= self._known:
            self._known |= hosts
            self._loads |= dict.fromkeys(loads_of_page(around))

    def without_connections(self, head: str) -> str:
        """A head that opens no connection to a host from which nothing may be loaded."""

        def kept(link: re.Match[str]) -> str:
            to = _TO.search(link[0])
            return link[0] if to and self._may_load_something(to[1]) else ""

        return _CONNECTS.sub(kept, head)

    def _may_load_something(self, address: str) -> bool:
        address = f"https:{address}" if address.startswith("//") else address
        return any(allows(self.more, directive, address) for directive in DIRECTIVES)

    def said(self, config: MkDocsConfig) -> Iterator[str]:
        """A line for each host from which something is refused, with what to write to allow it."""
        refused: dict[str, dict[str, Load]] = {}
        for load in dict.fromkeys([*self._loads, *self._loads_of_files(config)]):
            if load.host != self._own and not allows(self.more, load.directive, load.address):
                refused.setdefault(load.host, {}).setdefault(load.directive, load)
        for host, loads in sorted(refused.items()):
            wanted = ", ".join(f"{directive}: {self._allowing(load)}" for directive, load in loads.items())
            example = next(iter(loads.values())).address
            yield (
                f"pages of records load nothing from {host} that their policy does not allow, such as {example}. "
                f"To allow it, set csp: {{{wanted}}} for this plugin in mkdocs.yml."
            )

    def _allowing(self, load: Load) -> str:
        """What to write for a directive: what is allowed already, and what is wanted."""
        already = [source for source in self.more.get(load.directive, "").split() if source != WASM]
        sources = " ".join([*already, load.origin])
        return f'"{sources}"' if "'" in sources else sources

    def _loads_of_files(self, config: MkDocsConfig) -> Iterator[Load]:
        """What scripts and styles of the site itself load; those of a theme or plugin are its own affair."""
        folders = [config.docs_dir, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
        for path in self._local:
            file = next((file for folder in folders if (file := Path(folder, path)).is_file()), None)
            if file is not None and file.stat().st_size <= _LIBRARY:
                text = file.read_text(encoding="utf-8", errors="replace")
                yield from loads_of_style(text) if path.endswith(".css") else loads_of_script(text)


def _path_of(address: str, url: str) -> str:
    """Where a file of the site lies, from an address on a page."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(url), unquote(address))).strip("/")
