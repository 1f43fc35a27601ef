"""Pages that a build would write again as they stand in the last site: their files are linked into the new one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs_dossier.hosts.mkdocs.shells import HeadedPage, Shells


class Reprints:
    """Knows of what pages of the last site were made, and takes down of what those of this one are.

    That is the form of the page, the state of its shell, which is what the theme makes of it, and the seal of what is
    filled in, which no other edition of the site has.
    """

    def __init__(self, site: Path | None = None, last: Mapping[str, str] | None = None) -> None:
        """`last` is what was taken down for the site in the folder `site`: nothing where its files may be others."""
        self.site = site
        self.last = last or {}
        self.printed: dict[str, str] = {}

    def is_same(self, page: HeadedPage, seal: str, shells: Shells) -> bool:
        """Whether a page's file would be written as it stands in the last site: then it can be linked.

        `seal` says whether what it shows is the same. A shell that nothing has been compared with yet in this build
        proves nothing.
        """
        form, _, filled = self.last.get(page.file.dest_uri, "").partition(" ")
        shell = shells.proved(form)
        return shell is not None and bool(seal) and filled == f"{shell.state} {seal}"

    def note_same(self, page: HeadedPage) -> None:
        """Take down that a page is made of what it was made of for the last site."""
        self.printed[page.file.dest_uri] = self.last[page.file.dest_uri]

    def link(self, page: HeadedPage) -> bool:
        """Take over the file of a page that is the same; False where there are no links."""
        source, target = f"{self.site}{os.sep}{page.file.dest_uri}", page.file.abs_dest_path
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 (thousands of times)
            os.link(source, target)
        except OSError:
            return False
        return True

    def note(self, page: HeadedPage, seal: str, shells: Shells) -> None:
        """Take down of what a page was made whose file has been written."""
        if seal and (shell := shells.proved(page.form)):
            self.printed[page.file.dest_uri] = f"{shell.form} {shell.state} {seal}"
