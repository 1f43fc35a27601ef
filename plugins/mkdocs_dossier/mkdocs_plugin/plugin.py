"""The MkDocs plugin: the door to a build, which is opened only where there is something to build.

What a build needs is imported behind the door: a site that stands as it was built costs little more than MkDocs itself.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from mkdocs_dossier.build.last_site import LastSite, Listener, forget
from mkdocs_dossier.delivery.extents import extent_of
from mkdocs_dossier.incremental.store import delete, open_store
from mkdocs_dossier.mkdocs_plugin.build_inputs import inputs_of, place_of, project_of
from mkdocs_dossier.mkdocs_plugin.commands import command
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.overlaps import keep_out, overlaps, would_be_deleted

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from mkdocs_dossier.mkdocs_plugin.build_events import Building

log = logging.getLogger("mkdocs.plugins.dossier")

#: What they say is said again when a site stands as it was built.
_HEARD = (logging.getLogger("mkdocs"), logging.getLogger("mkdocs_dossier"))
#: Most of what a build makes stays to its end: for garbage is looked once there are so many more objects.
_MUCH = 50_000
#: Before all other plugins, behind them, and behind those too that would be the last.
_FIRST, _LAST, _END = 100, -100, -1000


def _handed_on(name: str, priority: int = 0, *, once: bool = False) -> Callable[..., Any]:
    """An event that is for the build alone; `once` leaves out builds that are nested in it."""

    @event_priority(priority)
    def event(self: DossierPlugin, *arguments: Any, **named: Any) -> Any:
        if once and self.building.nested:
            return None
        return getattr(self.building, name)(*arguments, **named)

    return event


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]
    """Hands MkDocs's events to the build."""

    building: Building

    def __init__(self) -> None:
        self.command, self.dirty = "build", False
        self.last_site = LastSite()
        self.listener = Listener()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """What MkDocs has been asked for."""
        self.command, self.dirty = command, dirty
        atexit.register(gc.freeze)  # Python would take a whole collection apart, object by object, to end
        if command != "serve":
            gc.set_threshold(_MUCH)

    @event_priority(_FIRST)
    def _begin(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open the door, unless the site stands as a build would make it.

        No file changes yet: programs such as mike only read the configuration.
        """
        if hasattr(self, "building") and self.building.begins_again(config):
            return config
        project = project_of(config)
        folder = project / self.config.folder
        found = list(overlaps(config, folder, project))
        if would_be_deleted(config, folder):
            raise PluginError("\n".join(map(str, found)))
        self.last_site = LastSite()
        if self.command == "build" and not self.dirty and self.config.keep:
            self._end_if_up_to_date(config)
        if not hasattr(self, "building") or self.command != "serve":
            from mkdocs_dossier.mkdocs_plugin.build_events import Building

            self.on_shutdown()  # of the last build, where a program builds twice
            serve = command("serve")
            self.building = Building(self.config, serving=self.command == "serve", dirty=self.dirty)
            # MkDocs hands out its server only where it reloads: without it, nothing can be made on demand.
            self.building.on_demand = bool(serve and serve.params.get("livereload"))
        if self.last_site.inputs is not None:
            for logger in _HEARD:
                logger.addHandler(self.listener)
        self.building.config = self.config  # `serve` reads the settings again
        self.building.overlaps = found
        self.building.last_site = self.last_site
        return config

    @event_priority(_FIRST)
    def _stage(self, *, config: MkDocsConfig) -> None:
        """The build begins: from here on files change."""
        if self.building.nested:
            return
        if self.command != "serve":
            self._open_store(config)
        self.building.stage(config=config)

    def _end_if_up_to_date(self, config: MkDocsConfig) -> None:
        """Log again what was logged when the site was built, and end MkDocs, if there is nothing to do.

        The store is closed again: a program that only reads the configuration may have another process build.
        """
        self.last_site = LastSite(Path(config.site_dir), inputs_of(config, self.config))
        path = place_of(config)
        if not path.exists() or (store := open_store(path)) is None:
            return
        self.last_site.read(store)
        store.close()
        messages = self.last_site.messages()
        if messages is not None and command("build"):  # other programs go on, and must not be ended
            for message in messages:
                logging.getLogger(message.logger).log(message.level, "%s", message.text)
            log.info("Nothing has changed: %s stays as it was built.", config.site_dir)
            raise SystemExit(0)

    def _open_store(self, config: MkDocsConfig) -> None:
        """Open the store for the whole build; without `keep`, delete what an earlier build has left in it."""
        if not self.config.keep:
            with contextlib.suppress(OSError):
                delete(place_of(config))
        elif store := open_store(place_of(config)):
            forget(store)
            self.building.store = store

    @event_priority(_FIRST)
    def _keep_out_first(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Let nobody see a file of the folder of dossiers as it is."""
        return keep_out(files, project_of(config) / self.config.folder)

    @event_priority(_LAST)
    def _keep_out_last(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The same for what other plugins have added."""
        return keep_out(files, project_of(config) / self.config.folder)

    @event_priority(_END)
    def _end(self, *, config: MkDocsConfig) -> None:
        """The site takes its place, and stands from now on."""
        if self.building.nested:
            self.building.nested = False
            return
        if not self.building.end(config=config) or self.building.serving:
            return
        extent = extent_of(Path(config.site_dir))
        self.building.advise(extent, config)
        if self.building.store and not self.building.holds_secrets:
            self.last_site.remember(self.building.store, self.listener.messages, extent)
        self.building.workers.finish()
        self.building.close_store()

    on_config = CombinedEvent(_begin, _handed_on("extend", once=True))
    on_pre_build = CombinedEvent(_stage, _handed_on("on_pre_build", once=True))
    on_files = CombinedEvent(
        _keep_out_first, _handed_on("on_files", _FIRST), _keep_out_last, _handed_on("on_files_at_the_end", _END)
    )
    on_nav = _handed_on("on_nav", _END)
    on_env = _handed_on("on_env")
    on_page_markdown = _handed_on("on_page_markdown")
    on_page_content = _handed_on("on_page_content")
    on_page_context = _handed_on("on_page_context")
    on_post_page = _handed_on("on_post_page", _LAST)
    on_template_context = _handed_on("on_template_context")
    on_post_template = _handed_on("on_post_template", _LAST)
    on_post_build = CombinedEvent(_handed_on("index", once=True), _end)
    on_serve = _handed_on("on_serve")

    @event_priority(_LAST)
    def on_build_error(self, *, error: Exception) -> None:
        """The build has failed, or has not begun: nothing is served of it."""
        if hasattr(self, "building"):
            self.building.preview.end()
            self.building.on_build_error(error=error)

    def on_shutdown(self) -> None:
        """Nothing is left of a build that has not come to its end."""
        for logger in _HEARD:
            logger.removeHandler(self.listener)
        self.listener.messages = []
        if hasattr(self, "building"):
            self.building.on_shutdown()
