"""The part of a build that answers links to records, and fences, in pages of `docs/`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_dossier.mkdocs_plugin.fences import read_fences
from mkdocs_dossier.problems import Location, Problem, Severity
from mkdocs_dossier.site.embeds import RecordLinks, embedded
from mkdocs_dossier.site.page_context import PageContext
from mkdocs_dossier.site.rendering import Site


class Linking:
    """Extend Markdown, and collect the problems of links and fences."""

    def __init__(self) -> None:
        self.base = Path()
        self.site: Site | None = None
        self.links = RecordLinks(self._complain, self._here)
        self.page_in_work: Page | None = None
        self.complaints: list[Problem] = []

    def extend_markdown(self, config: MkDocsConfig) -> None:
        """Add the links and the fence to the extensions."""
        config.markdown_extensions.append(self.links)  # type: ignore[arg-type]
        read_fences(config, self.links, self._embedded)

    def _complain(self, message: str, hint: str, words: str) -> None:
        """Add a problem in the current page of `docs/`, at the line of these words.

        Args:
            message: the message of the problem.
            hint: its hint.
            words: words of the page's source at the place of the problem.
        """
        file = self.page_in_work.file if self.page_in_work else None
        text = file.content_string if file else ""
        path = Path(os.path.relpath(file.abs_src_path, self.base)).as_posix() if file and file.abs_src_path else ""
        place = Location(path, text.count("\n", 0, max(text.find(words), 0)) + 1)
        self.complaints.append(Problem("unknown-link", Severity.WARNING, message, place, hint))

    def _here(self, md: Any) -> PageContext | None:
        """Return the page that Python-Markdown's `md` converts a text for: for an excerpt, a blog's list."""
        if self.site is None or self.page_in_work is None:
            return None
        # MkDocs's own processor of links knows the file, whose address other plugins may have changed.
        processors: Any = md.treeprocessors
        file = processors["relpath"].file if "relpath" in processors else self.page_in_work.file
        return PageContext(self.site, str(file.url).removeprefix("./"))

    def _embedded(self, wish: str, md: Any) -> str:
        here = self._here(md)
        return embedded(self.site, here.page_url, wish, self._complain) if self.site and here else ""
