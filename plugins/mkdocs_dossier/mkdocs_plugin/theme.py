"""The theme as pages of records want it: nothing from other hosts, each page a document of its own."""

from __future__ import annotations

import copy
from collections import UserDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from mkdocs_dossier.delivery.csp import allows

#: Material merges each page into the document of the one before, and its policy with it, which is never lifted.
MERGES = "navigation.instant"
#: Loads what pages ask of other hosts while the site is built, and has them ask the site itself.
_PRIVACY = "material/privacy"


@dataclass(frozen=True)
class _Foreign:
    """What a theme loads from other hosts by itself: by which directives, and the setting that has it not do so."""

    setting: str
    loads: Mapping[str, str]


_HIGHLIGHT = "https://cdnjs.cloudflare.com/ajax/libs/highlight.js/"
_CODE = _Foreign("highlightjs", {"script-src": _HIGHLIGHT, "style-src": _HIGHLIGHT})
_FOREIGN = {
    "material": _Foreign(
        "font", {"style-src": "https://fonts.googleapis.com/css", "font-src": "https://fonts.gstatic.com/s/"}
    ),
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
    """A copy of the configuration for the templates of a page of records; that of the site is not changed.

    Args:
        config: The site's.
        csp: What pages may load beyond what is the site's own, by directive; None: anything.

    Returns:
        One whose theme loads nothing that `csp` does not allow, and no page into the document of another.

    """
    changes: dict[str, Any] = {}
    foreign = _FOREIGN.get(config.theme.name or "")
    may_load = csp is None or (foreign and all(allows(csp, *load) for load in foreign.loads.items()))
    if foreign and not (may_load or _is_fetched(config)):
        changes[foreign.setting] = False
    if merges(config):
        changes["features"] = [feature for feature in config.theme["features"] if feature != MERGES]
    changed = copy.copy(config)
    changed["theme"] = _Changed(config.theme, changes)
    return changed


def _is_fetched(config: MkDocsConfig) -> bool:
    """Whether what a theme loads from other hosts is fetched while the site is built."""
    own: Any = getattr(config.plugins.get(_PRIVACY), "config", None)
    return bool(own and own.enabled and own.assets and own.assets_fetch)
