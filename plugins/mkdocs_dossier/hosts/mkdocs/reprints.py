"""Pages that a build would write again as they stand in the last site: their files are linked into the new one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from mkdocs_dossier.hosts.copies import LEAST
from mkdocs_dossier.hosts.datafiles import Layout
from mkdocs_dossier.hosts.mkdocs.shells import HeadedPage, Shell, Shells
from mkdocs_dossier.hosts.spare import Spare
from mkdocs_dossier.hosts.standing import Prints


class Reprints:
    """Knows of what pages of the last site were made, and takes down of what those of this one are.

    That is the form of the page, the state of its shell, which is what the theme makes of it, and the seal of what is
    filled in, which no other edition of the site has.
    """

    def __init__(self, site: Path | None = None, last: Prints | None = None, spare: Spare | None = None) -> None:
        """`last` is what was taken down for the site in the folder `site`: nothing where its files may be others."""
        self.site = site
        self.last = last or Prints()
        self.spare = spare
        self.printed: dict[str, str] = {}
        self.layout = Layout()
        """Where what stands in files of data."""
        self._shells: dict[str, Shell] = {}
        self.beside: Set[str] = frozenset()
        """The files beside pages that are the same."""
        self.linked: set[str] = set()
        """The files of a large site that it has in common with the last one."""

    @property
    def prints(self) -> Prints:
        """What has been taken down."""
        shells = {form: shell.pieces for form, shell in self._shells.items()}
        return Prints(self.printed, shells, (self.layout.stretches, self.layout.seals))

    @property
    def shells(self) -> Mapping[str, Shell]:
        """The shells of pages of the last site, by their forms."""
        return {form: Shell(form, *map(tuple, pieces)) for form, pieces in self.last.shells.items()}

    @property
    def last_layout(self) -> Layout:
        """Where what stands in the files of data of the last site."""
        return Layout(*self.last.data)

    def is_same(self, page: HeadedPage, seal: str, shells: Shells) -> bool:
        """Whether a page's file would be written as it stands in the last site: then it can be linked.

        `seal` says whether what it shows is the same. A shell that nothing has been compared with yet in this build
        proves nothing.
        """
        form, _, filled = self.last.printed.get(page.file.dest_uri, "").partition(" ")
        shell = shells.proved(form)
        if shell is None or not seal or filled != f"{shell.state} {seal}":
            return False
        self._shells[form] = shell
        return True

    def take_over(self, pages: Sequence[HeadedPage], new: Path) -> Set[str]:
        """Have pages that are the same in the new site too; answers the files that are there: the others are linked."""
        paths = {page.file.dest_uri for page in pages}
        self.printed |= {path: self.last.printed[path] for path in paths}
        if len(pages) < LEAST or self.spare is None or self.site is None:
            return frozenset()
        self.linked = paths | self.beside
        return self.spare.put_in(new, self.site, self.linked)

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
            self._shells[shell.form] = shell

    def leave(self, before: Path) -> None:
        """The site is published: the one before it is of use to the next."""
        if self.spare is not None:
            self.spare.forget()
            if self.linked:
                self.spare.take(before)

    def tidy(self) -> None:
        """Of the site before, what the published one has not is gone."""
        if self.spare is not None and self.site is not None:
            self.spare.tidy(self.site, self.linked)
