"""The MkDocs plugin: begin a build only if there is something to build.

The build is imported only then, so that an unchanged site costs little more than MkDocs itself.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, event_priority

from mkdocs_dossier.build.last_site import LastSite, Listener, forget
from mkdocs_dossier.delivery.extents import extent_of
from mkdocs_dossier.garbage import collect_rarely
from mkdocs_dossier.incremental.store import delete, open_store, store_of
from mkdocs_dossier.mkdocs_plugin.build_inputs import inputs_of, project_of
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.overlaps import lies_in, overlaps

try:
    from mkdocs.plugins import CombinedEvent
except ImportError:
    raise ConfigurationError("mkdocs-dossier needs MkDocs 1.6.1: run pip install mkdocs==1.6.1") from None

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from mkdocs_dossier.mkdocs_plugin.build_events import Building

log = logging.getLogger("mkdocs.plugins.dossier")

#: The loggers whose messages are logged again when nothing has changed.
_LOGGERS = (logging.getLogger("mkdocs"), logging.getLogger("mkdocs_dossier"))
#: The modules with MkDocs's own commands.
_COMMANDS = ("mkdocs.__main__", "properdocs.__main__")
#: Before all other plugins, after them, and after those too that want to be the last.
_FIRST, _LAST, _END = 100, -100, -1000


def _forwarded(name: str, priority: int = 0, *, once: bool = False) -> Callable[..., Any]:
    """Make a handler that calls the build's method of this name; `once` skips nested builds."""

    @event_priority(priority)
    def event(self: DossierPlugin, *arguments: Any, **named: Any) -> Any:
        if once and self.building.staging.nested:
            return None
        return getattr(self.building, name)(*arguments, **named)

    return event


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]
    """Forward MkDocs's events to the build."""

    building: Building

    def __init__(self) -> None:
        self.command, self.dirty = "build", False
        self.last_site = LastSite()
        self.listener = Listener()
        self.progress = contextlib.ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the command."""
        self.command, self.dirty = command, dirty
        collect_rarely()

    @event_priority(_FIRST)
    def _begin(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin a build if anything has changed; change no file yet: mike, for one, only reads the configuration."""
        if hasattr(self, "building") and self.building.staging.begins_again(config):
            return config
        project = project_of(config)
        folder = project / self.config.folder
        found = list(overlaps(config, folder, project))
        if lies_in(folder, Path(config.site_dir)):  # which the build replaces
            raise PluginError("\n".join(map(str, found)))
        self.last_site = LastSite()
        if self.command == "build" and not self.dirty and self.config.keep:
            self._end_if_up_to_date(config)
        if not hasattr(self, "building") or self.command != "serve":
            from mkdocs_dossier.mkdocs_plugin.build_events import Building

            self.on_shutdown()  # of the last build, where a program builds twice
            serve = _running("serve")
            self.building = Building(self.config, serving=self.command == "serve", dirty=self.dirty)
            # MkDocs provides its server only if it reloads: without it, nothing can be made on demand.
            self.building.preview.on_demand = bool(serve and serve.params.get("livereload"))
        if self.last_site.inputs is not None:
            for logger in _LOGGERS:
                logger.addHandler(self.listener)
        self.building.config = self.config  # `serve` reads the settings again
        self.building.overlaps = found
        self.building.last_site = self.last_site
        return config

    @event_priority(_FIRST)
    def _stage(self, *, config: MkDocsConfig) -> None:
        """Begin to change files."""
        if self.building.staging.nested:
            return
        if self.command != "serve":
            if log.isEnabledFor(logging.INFO):
                from mkdocs_dossier.mkdocs_plugin.progress_bar import ProgressBar

                self.progress.enter_context(ProgressBar())
            self._open_store(config)
        self.building.staging.stage(config)

    def _end_if_up_to_date(self, config: MkDocsConfig) -> None:
        """If nothing has changed, log the messages of the last build again, and end MkDocs.

        The store is closed again: a program that only reads the configuration may let another process build.
        """
        self.last_site = LastSite(Path(config.site_dir), inputs_of(config, self.config))
        path = store_of(project_of(config))
        if not path.exists() or (store := open_store(path)) is None:
            return
        self.last_site.read(store)
        store.close()
        messages = self.last_site.messages()
        if messages is not None and _running("build"):  # other programs go on, and must not be ended
            for message in messages:
                logging.getLogger(message.logger).log(message.level, "%s", message.text)
            log.info("Nothing has changed: %s stays as it was built.", config.site_dir)
            raise SystemExit(0)

    def _open_store(self, config: MkDocsConfig) -> None:
        """Open the store for the whole build; without `keep`, delete the store of an earlier build."""
        if not self.config.keep:
            with contextlib.suppress(OSError):
                delete(store_of(project_of(config)))
        elif store := open_store(store_of(project_of(config))):
            forget(store)
            self.building.staging.store = store

    @event_priority(_END)
    def _end(self, *, config: MkDocsConfig) -> None:
        """Publish the site, and record it in the store."""
        if self.building.staging.nested:
            self.building.staging.nested = False
            return
        self.progress.close()
        if not self.building.staging.end(config) or self.building.serving:
            return
        extent = extent_of(Path(config.site_dir))
        self.building.advise(extent, config)
        if self.building.staging.store and not self.building.collection.withheld:  # whom log messages may name
            self.last_site.remember(self.building.staging.store, self.listener.messages, extent)
        self.building.staging.workers.finish()
        self.building.staging.close_store()

    on_config = CombinedEvent(_begin, _forwarded("extend", once=True))
    on_pre_build = CombinedEvent(_stage, _forwarded("on_pre_build", once=True))
    on_files = CombinedEvent(
        _forwarded("keep_out", _FIRST),
        _forwarded("on_files", _FIRST),
        _forwarded("keep_out", _LAST),  # files that other plugins have added, too
        _forwarded("on_files_at_the_end", _END),
    )
    on_nav = _forwarded("on_nav", _END)
    on_env = _forwarded("on_env")
    on_page_markdown = _forwarded("on_page_markdown")
    on_page_content = _forwarded("on_page_content")
    on_page_context = _forwarded("on_page_context")
    on_post_page = _forwarded("on_post_page", _LAST)
    on_template_context = _forwarded("on_template_context")
    on_post_template = _forwarded("on_post_template", _LAST)
    on_post_build = CombinedEvent(_forwarded("index", once=True), _end)

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Have the server make files when a browser asks for them."""
        if inner := server.get_app():
            server.set_app(self.building.preview.around(inner, server.mount_path))
        return server

    @event_priority(_LAST)
    def on_build_error(self, *, error: Exception) -> None:
        """Clean up after a build that has failed or has not begun: nothing of it is served."""
        if hasattr(self, "building"):
            self.building.preview.end()
            self.building.staging.fail(error)

    def on_shutdown(self) -> None:
        """Clean up after a build that has not been completed."""
        self.progress.close()
        for logger in _LOGGERS:
            logger.removeHandler(self.listener)
        self.listener.messages = []
        if hasattr(self, "building"):
            self.building.staging.give_up()


def _running(command: str) -> click.Context | None:
    """Return the context of MkDocs's own command if it runs: other programs build sites in their own ways."""
    context = click.get_current_context(silent=True)
    if context is None or context.command.name != command:
        return None
    spec = getattr(context.command.callback, "__globals__", {}).get("__spec__")
    return context if spec is not None and spec.name in _COMMANDS else None
