"""Resolve links to records, and render fences, in pages of `docs/`."""

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_dossier.checks.people import withheld_in_page
from mkdocs_dossier.problems import Location, Problem, Severity
from mkdocs_dossier.site.embeds import RecordLinks, embedded
from mkdocs_dossier.site.page_context import PageContext
from mkdocs_dossier.site.rendering import Site

_SUPERFENCES = "pymdownx.superfences"
#: An extension that includes superfences: its settings hold theirs, by name.
_EXTRA = "pymdownx.extra"


class Linking:
    """Extend Markdown, and collect the problems of links and fences."""

    def __init__(self) -> None:
        self.base = Path()
        self.site: Site | None = None
        self.links = RecordLinks(self._complain, self._here)
        self.page_in_work: Page | None = None
        self.complaints: list[Problem] = []

    def extend_markdown(self, config: MkDocsConfig, base: Path) -> None:
        """Add the links and the fence to the extensions.

        A site's superfences find fences in lists and tabs too. They are not added if it has none, because they would
        change the look of all its code.
        """
        self.base = base
        config.markdown_extensions.append(self.links)  # type: ignore[arg-type]
        if (settings := _superfences(config)) is None:
            self.links.render_fence = self._embedded
        else:
            fence = {"name": "dossier", "class": "dossier", "format": self._formatted}
            settings["custom_fences"] = [*settings.get("custom_fences", ()), fence]

    def _formatted(self, source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
        return self._embedded(source, md)

    def find_withheld(self, site: Site, page: Page) -> None:
        """Report the withheld actors whom the page that is converted next names."""
        for actor, words in withheld_in_page(site.collection, page.file.content_string):
            message = f"the page names actor “{actor}”, who is withheld"
            self._complain(message, "write it without the name", words, "withheld-named")

    def _complain(self, message: str, hint: str, words: str, code: str = "unknown-link") -> None:
        """Add a problem in the current page of `docs/`, at the first line of its source that has these words."""
        file = self.page_in_work.file if self.page_in_work else None
        text = file.content_string if file else ""
        path = Path(os.path.relpath(file.abs_src_path, self.base)).as_posix() if file and file.abs_src_path else ""
        place = Location(path, text.count("\n", 0, max(text.find(words), 0)) + 1)
        self.complaints.append(Problem(code, Severity.WARNING, message, place, hint))

    def _here(self, md: Any) -> PageContext | None:
        """Return the page that Python-Markdown's `md` converts a text for: for an excerpt, a blog's list."""
        if self.site is None or self.page_in_work is None:
            return None
        # MkDocs's own processor of links knows the file, whose address other plugins may have changed.
        processors: Any = md.treeprocessors
        file = processors["relpath"].file if "relpath" in processors else self.page_in_work.file
        return PageContext(self.site, str(file.url).removeprefix("./"))

    def _embedded(self, text: str, md: Any) -> str:
        here = self._here(md)
        return embedded(self.site, here.page_url, text, self._complain) if self.site and here else ""


def _superfences(config: MkDocsConfig) -> dict[str, Any] | None:
    """Return the settings of a site's superfences; None if it has none."""
    extensions, settings = config.markdown_extensions, config.mdx_configs
    if _SUPERFENCES in extensions:
        return settings.setdefault(_SUPERFENCES, {})
    return settings.setdefault(_EXTRA, {}).setdefault(_SUPERFENCES, {}) if _EXTRA in extensions else None
