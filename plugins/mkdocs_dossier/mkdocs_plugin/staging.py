"""The part of a build that has a site built beside the published one, whose place it takes when it is whole."""

from __future__ import annotations

import errno
import gc
import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from mkdocs_dossier.build.output import Successor, successor_of
from mkdocs_dossier.build.up_to_date import Standing
from mkdocs_dossier.mkdocs_plugin.build_inputs import has_known_plugins
from mkdocs_dossier.mkdocs_plugin.reprints import Reprints
from mkdocs_dossier.parallel import Copies

#: What a disk, a file system or its owner has against writing: nobody's mistake in the program.
_REFUSALS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG}
    | {errno.EMFILE, errno.ENFILE}
)

log = logging.getLogger("mkdocs.plugins.dossier")

#: Where most of the last site can be taken over, little is left to be done by copies of the process.
_PATIENCE = 5


class BuildsBeside:
    """The part of a build that begins before any other plugin, and ends behind all others."""

    def __init__(self) -> None:
        self.serving = self.dirty = self.running = False
        self.successor: Successor | None = None
        self._staged: tuple[MkDocsConfig, str] | None = None
        self.reprints = Reprints()
        self.copies = Copies()

    def take_up(self, standing: Standing) -> None:
        """Pages that are the same again are linked from the site that stands, if it is as the last build left it."""
        self.reprints = Reprints(standing.site, standing.prints(), standing.spare)
        if self.reprints.last.printed:
            self.copies = Copies(_PATIENCE)
            self.reprints.look(self.copies)

    def stage(self, *, config: MkDocsConfig) -> None:
        """Point `site_dir` at a staging folder, from here to the end of the build.

        Not before: programs that only read the configuration, such as mike, must get the published folder.
        """
        self._unstage()  # a program that builds again after a failure need not have ended the last build
        self.running = True
        if self.serving or self.dirty:
            return
        try:
            self.successor = successor_of(Path(config.site_dir))
        except OSError as error:
            raise PluginError(f"Nothing can be written beside {config.site_dir}: {error}") from error
        if self.successor:
            self._staged = config, config.site_dir
            config.site_dir = str(self.successor.folder)
        else:
            log.info("%s cannot be replaced as a whole: it is emptied and filled.", config.site_dir)
            self.reprints = Reprints()

    def end(self, *, config: MkDocsConfig) -> bool:
        """Publish the staged site; False where a strict build refuses it."""
        self.running = False
        if _is_refused(config):
            return False
        if self.successor:
            try:
                if not has_known_plugins(config):
                    self.successor.take_late_files()
                self.successor.take_over(self.reprints.leave)
                if self.reprints.linked:
                    self.copies.start([self.reprints.tidy])  # while it is written down that the site stands
            except OSError as error:
                raise PluginError(f"The site could not be put into its place: {error}") from error
            self.successor = None
            self._unstage()
        return True

    def _unstage(self) -> None:
        """Give the configuration its own `site_dir` back, and delete a staging folder that was not published."""
        if self.successor:
            self.successor.give_up()
            self.successor = None
        if self._staged:
            config, site_dir = self._staged
            config.site_dir = site_dir
            self._staged = None

    def on_build_error(self, *, error: Exception) -> None:
        """The published site stays as it was; that something cannot be written is said in a line."""
        self.on_shutdown()
        if isinstance(error, OSError) and error.errno in _REFUSALS:
            raise PluginError(f"The site cannot be built: {error}. The last one stays as it is.") from error

    def on_shutdown(self) -> None:
        """Nothing is left of a build that has not come to its end."""
        gc.unfreeze()
        self.copies.give_up()
        self.running = False
        self._unstage()


def _is_refused(config: MkDocsConfig) -> bool:
    """Whether a strict build has been warned of anything, which ends it."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return bool(config.strict and any(counter.get_counts() for counter in counters))
