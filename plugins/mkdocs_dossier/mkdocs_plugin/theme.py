"""Adapt the theme to pages of records: nothing from other hosts, each page a document of its own."""

from __future__ import annotations

import copy
from collections import UserDict
from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from mkdocs_dossier.delivery.csp import allows

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
    """Whether a click on a link merges the next page into the document of this one."""
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
    """Whether the privacy plugin downloads the theme's resources while the site is built."""
    own: Any = getattr(config.plugins.get(_PRIVACY), "config", None)
    return bool(own and own.enabled and own.assets and own.assets_fetch)
