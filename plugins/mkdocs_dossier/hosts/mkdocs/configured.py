"""What the settings of MkDocs say that the site has to know: the titles of a nav, and where a line can be edited."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.problems import Location
from mkdocs_dossier.site.rendering import EditUrl


def titles_in(nav: Any) -> Iterator[tuple[str, str]]:
    """The titles that a nav gives to pages: MkDocs passes them over for pages that a plugin made."""
    for item in nav if isinstance(nav, list) else ():
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from titles_in(target)


def edit_url_of(config: MkDocsConfig) -> EditUrl:
    """Where a line can be edited, from `repo_url` and `edit_uri`, which leads to the folder of pages."""
    base = config.config_file_path and Path(config.config_file_path).parent
    if not (config.repo_url and config.edit_uri and base):
        return lambda location: None
    pages = Path(os.path.relpath(config.docs_dir, base)).as_posix()
    edit_uri = config.edit_uri.removesuffix("/").removesuffix(pages)
    root = urljoin(config.repo_url.removesuffix("/") + "/", edit_uri)

    def edit_url(location: Location) -> str | None:
        return f"{root}{quote(location.path)}#L{location.line}"

    return edit_url
