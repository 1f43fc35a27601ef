"""Keep pages of records from loading from other hosts: adapt the theme, and report what their policy blocks."""

import copy
import posixpath
import re
from collections import UserDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from mkdocs_dossier.delivery.csp import WASM, Load, allows, directives, loads_of_page, loads_of_script, loads_of_style

#: The site's own files that a page loads: a path after `src` or `href`.
_LOCAL = re.compile(r"<(?:script|link)\b[^<>]*\b(?:src|href)=[\"']?((?![a-z]+:|//)[^\"'<>\s]+\.(?:js|mjs|css))\b")
#: Hosts that a page names, for any purpose.
_HOSTS = re.compile(r"//[\w.-]+")
#: Elements that open a connection, which no policy can block.
_CONNECTS = re.compile(r"<link\b[^<>]*\brel=[\"']?(?:preconnect|dns-prefetch)\b[^<>]*>\s*", re.IGNORECASE)
_TO = re.compile(r"\bhref=[\"']?([^\"'<>\s]+)", re.IGNORECASE)
#: A script of more bytes is a library, which may be able to load more than it does here.
_LIBRARY = 100_000
#: With this feature Material merges each page into the document of the one before, whose policy can never be lifted.
MERGES = "navigation.instant"
#: The plugin that downloads resources of other hosts while the site is built, and serves them from the site.
_PRIVACY = "material/privacy"
_HIGHLIGHT = "https://cdnjs.cloudflare.com/ajax/libs/highlight.js/"
_CODE = "highlightjs", {"script-src": _HIGHLIGHT, "style-src": _HIGHLIGHT}
#: Theme → the setting that turns its loads from other hosts off, and these loads by directive.
_FOREIGN = {
    "material": ("font", {"style-src": "https://fonts.googleapis.com/css", "font-src": "https://fonts.gstatic.com/s/"}),
    "mkdocs": _CODE,
    "readthedocs": _CODE,
}


class _Changed(UserDict[str, Any]):
    """A theme with other settings, for templates to read."""

    def __init__(self, theme: Theme, changes: dict[str, Any]) -> None:
        super().__init__({**theme, **changes})
        self._theme = theme

    def __getattr__(self, name: str) -> Any:
        return getattr(self._theme, name)


def merges(config: MkDocsConfig) -> bool:
    """Return whether a click on a link merges the next page into the document of this one."""
    return MERGES in (config.theme.get("features") or ())


def for_records(config: MkDocsConfig, csp: Mapping[str, str] | None) -> MkDocsConfig:
    """Copy the configuration for the templates of a page of records, and leave the site's own unchanged.

    The theme of the copy loads nothing that `csp` (sources by directive; None for any) does not allow, and merges no
    page into another.
    """
    changes: dict[str, Any] = {}
    setting, loads = _FOREIGN.get(config.theme.name or "", ("", {}))
    may_load = csp is None or all(allows(csp, load) for load in loads.items())
    if not (may_load or _is_fetched(config)):
        changes[setting] = False
    if merges(config):
        changes["features"] = [feature for feature in config.theme["features"] if feature != MERGES]
    changed = copy.copy(config)
    changed["theme"] = _Changed(config.theme, changes)
    return changed


def _is_fetched(config: MkDocsConfig) -> bool:
    """Return whether the privacy plugin downloads the theme's resources while the site is built."""
    own: Any = getattr(config.plugins.get(_PRIVACY), "config", None)
    return bool(own and own.enabled and own.assets and own.assets_fetch)


class Refusals:
    """Inspect the loads of records' pages outside their content, and collect those that are blocked."""

    def __init__(self, more: Mapping[str, str], site_url: str) -> None:
        """Take the sources that pages may load besides the site's own files, by directive, and the site's URL."""
        self.more = more
        self._own = urlsplit(site_url).netloc.lower()
        self._loads: dict[Load, None] = {}
        self._local: dict[str, None] = {}
        self._known: set[str] = set()

    def look(self, around: str, url: str) -> None:
        """Inspect a page without its content; skip one that names no new host."""
        paths = (posixpath.join("/", posixpath.dirname(url), unquote(address)) for address in _LOCAL.findall(around))
        self._local |= dict.fromkeys(posixpath.normpath(path).strip("/") for path in paths)
        hosts = set(_HOSTS.findall(around))
        if not hosts <= self._known:
            self._known |= hosts
            self._loads |= dict.fromkeys(loads_of_page(around))

    def without_connections(self, head: str) -> str:
        """Remove elements from a head that open a connection to a host from which nothing may be loaded."""

        def kept(link: re.Match[str]) -> str:
            if (to := _TO.search(link[0])) is None:
                return ""
            address = f"https:{to[1]}" if to[1].startswith("//") else to[1]
            return link[0] if any(allows(self.more, (directive, address)) for directive in directives()) else ""

        return _CONNECTS.sub(kept, head)

    def reports(self, config: MkDocsConfig) -> Iterator[str]:
        """Yield a line for each blocked host, with the setting that allows it."""
        refused: dict[str, dict[str, Load]] = {}
        for load in dict.fromkeys([*self._loads, *self._loads_of_files(config)]):
            if load.host != self._own and not allows(self.more, load):
                refused.setdefault(load.host, {}).setdefault(load.directive, load)
        for host, loads in sorted(refused.items()):
            wanted = ", ".join(f"{directive}: {self._allowing(load)}" for directive, load in loads.items())
            example = next(iter(loads.values())).address
            yield (
                f"pages of records load nothing from {host} that their policy does not allow, such as {example}. "
                f"To allow it, set csp: {{{wanted}}} for this plugin in mkdocs.yml."
            )

    def _allowing(self, load: Load) -> str:
        """Return the value of a directive: the sources allowed already, and the new one."""
        already = [source for source in self.more.get(load.directive, "").split() if source != WASM]
        sources = " ".join([*already, load.origin])
        return f'"{sources}"' if "'" in sources else sources

    def _loads_of_files(self, config: MkDocsConfig) -> Iterator[Load]:
        """Yield the loads of the site's own scripts and styles, not those of a theme or plugin."""
        folders = [config.docs_dir, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
        for path in self._local:
            file = next((file for folder in folders if (file := Path(folder, path)).is_file()), None)
            if file is not None and file.stat().st_size <= _LIBRARY:
                text = file.read_text(encoding="utf-8", errors="replace")
                yield from loads_of_style(text) if path.endswith(".css") else loads_of_script(text)
