"""Support sites in several languages: mkdocs-static-i18n builds the site again for each, at the end of the first build.

The pages of the collection are built once, for the first language; pages in other languages link to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

#: The plugin sorts files of `docs/` by language, and drops pages from elsewhere: ours are added after that.
_PLUGIN = "i18n"


def is_translated(config: MkDocsConfig) -> bool:
    """Whether the site is built once for each of its languages."""
    return _PLUGIN in config.plugins


class Translations:
    """The part of a build that handles nested builds."""

    def __init__(self) -> None:
        self.running = False
        """Whether a build has begun but not ended."""
        self.nested = False
        """Whether the current build is one for another language, nested in the first."""
        self.added: Sequence[File] = ()

    def begins_again(self, config: MkDocsConfig) -> bool:
        """Whether the configuration is read again for a nested build."""
        self.nested = self.running and is_translated(config)
        return self.nested

    def add_again(self, files: Files) -> Files:
        """Let the pages of another language link to ours and list them in the navigation."""
        for file in self.added:
            files.append(file)
        return files

    def map_all(self, context: dict[str, Any]) -> None:
        """List our pages in the plugin's own sitemap, which knows only those of `docs/`."""
        if languages := context.get("i18n_alternates"):
            for file in self.added:
                file.alternates = {}  # type: ignore[attr-defined]
            first, *others = languages.items()
            ours = [file for file in self.added if file.page is not None]
            context["i18n_alternates"] = dict([(first[0], [*first[1], *ours]), *others])
