"""Pages that a build would write again as they stand in the last site: their files are linked into the new one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from mkdocs_dossier.build.data_files import Layout
from mkdocs_dossier.build.spare import Spare
from mkdocs_dossier.build.up_to_date import Prints
from mkdocs_dossier.mkdocs_plugin.theme_shell import HeadedPage, Shell, Shells
from mkdocs_dossier.parallel import LEAST, Copies


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
        self._number = _number_of(site)
        self.printed: dict[str, str] = {}
        self.layout = Layout()
        """Where what stands in files of data."""
        self._shells: dict[str, Shell] = {}
        self.beside: Set[str] = frozenset()
        """The files beside pages that are the same."""
        self.linked: Set[str] = frozenset()
        """The files that a large site may have in common with the last one."""
        self._there: set[str] = set()
        """Those of them that stand in the new site."""

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

    def look(self, copies: Copies) -> None:
        """Have a copy of the process see what is left of the site before the last one."""
        if self.spare and self.site:
            self.spare.look(self.site, copies)

    @property
    def still_stands(self) -> bool:
        """Whether no other build has put another site into the place of the last one."""
        return self._number == _number_of(self.site)

    def begin(self, paths: Set[str], new: Path) -> None:
        """Have files in the new site that may be the same, where that can be done for all of them at once."""
        if not self.still_stands:
            self.last = Prints()
        elif len(paths) >= LEAST and self.spare and self.site:
            self.linked = paths | self.beside
            self._there = self.spare.put_in(new, self.site, self.linked)

    def make_room(self, page: HeadedPage) -> None:
        """The page is written anew: what is in its place is the file of the last site."""
        if page.file.dest_uri in self._there:
            self._there.discard(page.file.dest_uri)
            Path(page.file.abs_dest_path).unlink()

    def take_over(self, pages: Sequence[HeadedPage]) -> Set[str]:
        """Have pages that are the same in the new site too; answers the files that are there: others are linked."""
        self.printed |= {path: self.last.printed[path] for path in (page.file.dest_uri for page in pages)}
        return self._there

    def link(self, page: HeadedPage) -> bool:
        """Take over the file of a page that is the same; False where there are no links."""
        source, target = f"{self.site}{os.sep}{page.file.dest_uri}", page.file.abs_dest_path
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120 (thousands of times)
            os.link(source, target)
        except FileExistsError:  # a copy that was to link it has come as far as this
            if os.path.samefile(source, target):  # noqa: PTH121
                return True
            Path(target).unlink()
            return False
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


def _number_of(site: Path | None) -> int:
    """What the system knows a site's folder by (inode), wherever it is moved; 0 where there is none."""
    try:
        return site.stat().st_ino if site else 0
    except OSError:
        return 0
