"""A site that is served while it is written: what a browser asks for is made when it asks, so that no save is slow."""

from __future__ import annotations

import gc
import logging
import posixpath
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.dossier")

#: A server's application, as in PEP 3333.
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
#: Writes the files that stand at an address.
Make = Callable[[], object]

#: A file can be deleted by a new build just before the server opens it; so often it is made again.
_ATTEMPTS = 3


class Preview:
    """What is still to be made of the site that was built last, by its place in the site's folder."""

    def __init__(self) -> None:
        self._makers: dict[str, Make] = {}
        # Held while a site is built, and while a file of it is made: both use what the last build has found.
        self._lock = threading.Lock()
        self._is_building = False

    def begin(self) -> None:
        """A build begins: nothing can be made of the last one any more; nor is garbage looked for until its end."""
        if not self._is_building:
            self._lock.acquire()
            self._is_building = True
            self._makers = {}
            gc.disable()

    def end(self, makers: Mapping[str, Make] | None = None) -> None:
        """The build has come to its end, and all this can be made."""
        if self._is_building:
            self._makers = dict(makers or {})
            self._is_building = False
            gc.enable()
            self._lock.release()

    def around(self, inner: Application, mount_path: str) -> Application:
        """MkDocs's own server, which finds each file in the moment in which it looks for it."""

        def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = _path_in_site(environ["PATH_INFO"], mount_path)
            for _ in range(_ATTEMPTS):
                try:
                    self._make(path)
                except Exception as error:
                    log.exception("%s could not be made.", path)
                    start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
                    return [f"{path} could not be made: {error}".encode()]
                said: list[tuple[Any, ...]] = []
                body = inner(environ, lambda *status: said.append(status))  # noqa: B023 (it is called at once)
                if not said or not said[0][0].startswith("404") or not self._makers.keys() & _places(path):
                    break
            start_response(*said[0])
            return body

        return application

    def _make(self, path: str) -> None:
        """Make what stands at the path, unless that has been done."""
        for place in sorted(_places(path) & self._makers.keys()):
            with self._lock:
                if make := self._makers.get(place):
                    make()
                    del self._makers[place]


class Previews:
    """The part of a build that has files made when they are asked for."""

    def __init__(self) -> None:
        self.preview = Preview()
        self.on_demand = False
        """Whether the server can ask for files; otherwise each build writes all of them."""
        self.later: dict[str, Make] = {}
        """What this build leaves to be made, by its place in the site's folder."""

    def _leave(self, path: str, pieces: Callable[[], Iterable[str]], config: MkDocsConfig) -> File:
        """A file below the site that is written later: with the records' pages, or when a browser asks for it."""
        self.later[path] = partial(_write_pieces, config, path, pieces)
        return LaterFile.at(config, path)

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """What has not been written yet is written when a browser asks for it."""
        if inner := server.get_app():
            server.set_app(self.preview.around(inner, server.mount_path))
        return server


class LaterFile(File):
    """A file that MkDocs knows of, so that it can be linked, and leaves to us to write."""

    @classmethod
    def at(cls, config: MkDocsConfig, path: str) -> LaterFile:
        """The file at a path below the site."""
        file = cls(path, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
        file.abs_src_path = file.abs_dest_path  # once it is written, it can be read there
        return file

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: it is there already, or made when it is asked for."""


def _write_pieces(config: MkDocsConfig, path: str, pieces: Callable[[], Iterable[str]]) -> None:
    """Write a file below the site piece by piece: it may be too large to hold."""
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces())


def _path_in_site(asked: str, mount_path: str) -> str:
    """The path that a server's request means, from the site's folder on."""
    path = asked.encode("latin-1").decode("utf-8", "ignore")
    if not f"{path}/".startswith(mount_path):
        return ""
    return posixpath.normpath("/" + path[len(mount_path) :]).strip("/")


def _places(path: str) -> set[str]:
    """The files that can be meant by a path: itself, or the one of its folder."""
    return {path, f"{path}/index.html".removeprefix("/")}
