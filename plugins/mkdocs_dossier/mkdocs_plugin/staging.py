"""Build the site in a staging folder, and swap it in when it is complete."""

import errno
import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from mkdocs_dossier.build.output import StagedSite, staged
from mkdocs_dossier.incremental.store import Store
from mkdocs_dossier.mkdocs_plugin.build_inputs import has_known_plugins
from mkdocs_dossier.parallel import Workers

#: The errors of a disk, a file system or permissions: no mistake in the program.
_REFUSALS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG}
    | {errno.EMFILE, errno.ENFILE}
)

#: mkdocs-static-i18n builds a site again for each of its languages, at the end of the first build. It sorts files of
#: `docs/` by language, and drops pages from elsewhere: ours are added after that, and built once.
_I18N = "i18n"

log = logging.getLogger("mkdocs.plugins.dossier")


def is_translated(config: MkDocsConfig) -> bool:
    """Return whether the site is built once for each of its languages."""
    return _I18N in config.plugins


class Staging:
    """The frame of a build, before all other plugins and after them: its store, its workers, and its staging folder."""

    def __init__(self, *, serving: bool, dirty: bool) -> None:
        self._serving, self._in_place, self._running = serving, serving or dirty, False
        self.nested = False
        """Whether the current build is one for another language, nested in the first."""
        self.workers = Workers()
        self.store: Store | None = None
        """Where values are kept between builds: in memory in `serve`, on disk with `keep`, else nowhere."""
        self._staged: StagedSite | None = None
        self._published: tuple[MkDocsConfig, str] | None = None
        """The configuration whose `site_dir` is the staging folder, and its own `site_dir`."""

    def begins_again(self, config: MkDocsConfig) -> bool:
        """Return whether the configuration is read again for a nested build."""
        self.nested = self._running and is_translated(config)
        return self.nested

    def stage(self, config: MkDocsConfig) -> None:
        """Point `site_dir` at a staging folder; only now, as mike reads the published one from the configuration."""
        self._unstage()  # a program that builds again after a failure need not have ended the last build
        self._running = True
        if self._in_place:
            return
        try:
            self._staged = staged(Path(config.site_dir))
        except OSError as error:
            raise PluginError(f"Nothing can be written next to {config.site_dir}: {error}") from error
        if self._staged:
            self._published = config, config.site_dir
            config.site_dir = str(self._staged.folder)
        else:
            log.info("%s cannot be replaced as a whole: it is emptied and filled.", config.site_dir)

    def end(self, config: MkDocsConfig) -> bool:
        """Publish the staged site; return False where a strict build refuses it."""
        self._running = False
        if _is_refused(config):
            return False
        if self._staged:
            try:
                if not has_known_plugins(config):
                    self._staged.take_late_files()
                self._staged.publish()
            except OSError as error:
                raise PluginError(f"The site could not be put into its place: {error}") from error
            self._staged = None
            self._unstage()
        return True

    def _unstage(self) -> None:
        """Give the configuration its own `site_dir` back, and delete a staging folder that was not published."""
        if self._staged:
            self._staged.give_up()
            self._staged = None
        if self._published:
            config, site_dir = self._published
            config.site_dir = site_dir
            self._published = None

    def fail(self, error: Exception) -> None:
        """Leave the published site as it was; report in one line that something cannot be written."""
        self.give_up()
        if isinstance(error, OSError) and error.errno in _REFUSALS:
            raise PluginError(f"The site cannot be built: {error}. The last one stays as it is.") from error

    def give_up(self) -> None:
        """Clean up after a build that has not been completed."""
        self.workers.cancel()
        self._running = False
        if not self._serving:
            self.close_store()
        self._unstage()

    def close_store(self) -> None:
        """Close the store; uncommitted changes are lost."""
        if self.store:
            self.store.close()
            self.store = None


def _is_refused(config: MkDocsConfig) -> bool:
    """Return whether a strict build has logged a warning, which ends it."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return bool(config.strict and any(counter.get_counts() for counter in counters))
